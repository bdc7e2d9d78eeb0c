"""What people do with their evidence. Handing in and taking back are asked for through `mentoring.actions`, which also
opens and closes the request for a review in the same transaction."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog.models import Criterion, Item
from portfolio.models import Attainment, Submission
from roadmap.models import Assurance, Step


def rubric_of(item_id: int) -> list[dict[str, str]]:
    criteria = Criterion.objects.filter(milestone=item_id)
    return [{"key": line.key, "title": line.title, "detail": line.detail} for line in criteria]


@transaction.atomic
def save_draft(step: Step, *, by: User, link: str, commit: str, text: str, ratings: dict[str, str]) -> Submission:
    """Keep what the person has written so far as their one draft for this milestone."""
    rubric = rubric_of(step.item_id)
    words: dict[str, Any] = {
        "step": step,
        "roadmap": step.roadmap,
        "title": step.title,
        "link": link,
        "commit": commit,
        "text": text,
        "rubric": rubric,
        "ratings": {entry["key"]: ratings[entry["key"]] for entry in rubric if ratings.get(entry["key"])},
    }
    versions = Submission.objects.for_owner(by).of_item(step.item_id)
    latest = versions.newest_first().values_list("number", flat=True).first() or 0
    draft, _ = versions.drafts().update_or_create(
        person=by,
        item_id=step.item_id,
        state=Submission.State.DRAFT,
        defaults=words,
        create_defaults=words | {"number": latest + 1},
    )
    return draft


def discard_draft(draft: Submission, *, by: User) -> None:
    Submission.objects.for_owner(by).drafts().filter(pk=draft.pk).delete()


@transaction.atomic
def submit(draft: Submission, *, by: User) -> Submission | None:
    """Freeze the draft as the current version; the one before is superseded. None if it is no draft any more."""
    now = timezone.now()
    drafts = Submission.objects.for_owner(by).drafts().filter(pk=draft.pk)
    if not drafts.exists():
        return None
    Submission.objects.for_owner(by).of_item(draft.item_id).current().update(
        state=Submission.State.SUPERSEDED, closed_at=now
    )
    drafts.update(state=Submission.State.SUBMITTED, submitted_at=now)
    attain(by, draft.item, assurance=Assurance.SELF_REPORTED)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def withdraw(submission: Submission, *, by: User) -> bool:
    """Take the current version back. False if it is not current any more."""
    current = Submission.objects.for_owner(by).current().filter(pk=submission.pk)
    if not current.update(state=Submission.State.WITHDRAWN, closed_at=timezone.now()):
        return False
    revoke_attainment(by, submission.item_id, assurance=Assurance.SELF_REPORTED, reason=Attainment.Revoked.WITHDRAWN)
    return True


def attain(person: User, item: Item, *, assurance: Assurance, review: uuid.UUID | None = None) -> Attainment:
    """Record who stands for it that `person` has `item`. What stands already stays as it is."""
    attainment, _ = Attainment.objects.get_or_create(
        person=person, item=item, assurance=assurance, revoked_at=None, defaults={"review": review}
    )
    return attainment


def revoke_attainment(person: User, item_id: int, *, assurance: Assurance, reason: str) -> None:
    Attainment.objects.for_owner(person).standing().filter(item=item_id, assurance=assurance).update(
        revoked_at=timezone.now(), revoked_reason=reason
    )
