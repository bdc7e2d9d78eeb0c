"""What somebody has answered so far is kept until a roadmap is made of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from roadmap.actions.creating import create_roadmap
from roadmap.models import Roadmap, StartDraft


def keep_draft(answers: Mapping[str, list[str]], *, by: User) -> None:
    StartDraft.objects.update_or_create(person=by, defaults={"answers": dict(answers), "changed_at": timezone.now()})


def forget_draft(*, by: User) -> None:
    StartDraft.objects.filter(person=by).delete()


@transaction.atomic
def start_roadmap(answers: Mapping[str, Any], *, by: User) -> Roadmap:
    """Make a roadmap of the answers, and forget the draft. Raises as `create_roadmap` does."""
    roadmap = create_roadmap(by=by, **answers)
    forget_draft(by=by)
    return roadmap
