"""What each page of this room shows, gathered for the templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from catalog.models import Item, Milestone
from portfolio.actions import rubric_of
from portfolio.forms import EvidenceForm
from portfolio.models import Attainment, Submission
from roadmap import words
from roadmap.models import Assurance, Step

AHEAD = 5


@dataclass(frozen=True, slots=True)
class Proof:
    """One milestone with its versions, newest first, and who stands for it."""

    title: str
    versions: Sequence[Submission]
    attainments: Sequence[Attainment]

    @property
    def latest(self) -> Submission:
        return self.versions[0]

    @property
    def is_verified(self) -> bool:
        return any(attainment.assurance != Assurance.SELF_REPORTED for attainment in self.attainments)


def strongest(standing: Iterable[Attainment]) -> list[Attainment]:
    """Leave the person's own word out where somebody else stands for the same thing."""
    standing = list(standing)
    verified = [attainment for attainment in standing if attainment.assurance != Assurance.SELF_REPORTED]
    return verified or standing


def proofs_of(user: User) -> list[Proof]:
    versions: dict[int, list[Submission]] = {}
    for submission in Submission.objects.for_owner(user).order_by("-created_at", "-number"):
        versions.setdefault(submission.item_id, []).append(submission)
    standing: dict[int, list[Attainment]] = {}
    for attainment in Attainment.objects.for_owner(user).standing().order_by("attained_at"):
        standing.setdefault(attainment.item_id, []).append(attainment)
    return [Proof(own[0].title, own, strongest(standing.get(item_id, []))) for item_id, own in versions.items()]


def milestones_ahead(user: User) -> list[Step]:
    """The next milestones of the person's plan for which there is no evidence yet."""
    shown = Submission.objects.for_owner(user).values("item")
    steps = Step.objects.for_owner(user).filter(
        item__kind=Item.Kind.MILESTONE, is_chosen=True, roadmap__archived_at=None
    )
    return list(steps.exclude(item__in=shown).order_by("due_on", "stage__position", "position")[:AHEAD])


def headline(proofs: Sequence[Proof]) -> str:
    handed_in = [proof for proof in proofs if not all(version.is_draft for version in proof.versions)]
    verified = sum(proof.is_verified for proof in handed_in)
    if not proofs:
        return _("Nothing to show yet.")
    if not handed_in:
        return _("A draft, not handed in yet.")
    if not verified:
        count = len(handed_in)
        shown = ngettext(
            "one milestone shown, none verified yet.", "%(count)s milestones shown, none verified yet.", count
        )
        return words.capital(shown % {"count": words.number(count)})
    said = ngettext("one milestone verified", "%(count)s milestones verified", verified)
    said = words.capital(said % {"count": words.number(verified)})
    rest = len(handed_in) - verified
    if not rest:
        return f"{said}."
    tail = ngettext("one on your word", "%(count)s on your word", rest) % {"count": words.number(rest)}
    return _("%(verified)s, %(rest)s.") % {"verified": said, "rest": tail}


def portfolio(user: User) -> dict[str, Any]:
    proofs = proofs_of(user)
    return {
        "proofs": proofs,
        "latest": [proof.latest for proof in proofs],
        "ahead": milestones_ahead(user),
        "headline": headline(proofs),
    }


def evidence(step: Step, user: User, form: EvidenceForm | None = None) -> dict[str, Any]:
    own = list(Submission.objects.for_owner(user).of_item(step.item_id).newest_first())
    draft = next((version for version in own if version.is_draft), None)
    versions = [version for version in own if not version.is_draft]
    return {
        "step": step,
        "milestone": Milestone.objects.get(pk=step.item_id),
        "form": form or EvidenceForm(draft=draft, rubric=rubric_of(step.item_id)),
        "draft": draft,
        "current": next((version for version in versions if version.is_current), None),
        "versions": versions,
        "next_number": own[0].number + (0 if draft else 1) if own else 1,
        "attainments": strongest(Attainment.objects.for_owner(user).standing().filter(item=step.item_id)),
    }
