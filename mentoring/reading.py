"""What a mentor may read of others: every list starts here, and here from `Mentorship.objects.readable_by`."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from mentoring.models import Mentorship, Scope
from portfolio.models import Submission
from roadmap.models import Roadmap


def roadmaps_for(mentor: User) -> QuerySet[Roadmap]:
    """Keep the roadmaps whose progress is shared with `mentor` now."""
    door = Mentorship.objects.readable_by(mentor, Scope.PROGRESS, roadmap=OuterRef("pk"))
    return Roadmap.objects.active().filter(Exists(door.filter(mentee=OuterRef("owner"))))


def submissions_for(mentor: User) -> QuerySet[Submission]:
    """Keep the evidence that is shared with `mentor` now; drafts never are."""
    door = Mentorship.objects.readable_by(mentor, Scope.EVIDENCE, roadmap=OuterRef("roadmap"))
    return Submission.objects.handed_in().filter(Exists(door.filter(mentee=OuterRef("person"))))


def may_comment(user: User, submission_id: int) -> bool:
    own = Submission.objects.for_owner(user).handed_in().filter(pk=submission_id)
    return own.exists() or submissions_for(user).filter(pk=submission_id).exists()
