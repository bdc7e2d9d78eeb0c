"""What has been said about versions of evidence, in order, with who said it; and in one sentence how a version stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from mentoring.models import Comment, Review, ReviewRequest, Verdict
from portfolio.models import Submission, rated
from roadmap import words

CHIPS = {
    # What became of a version -> its word and the tone of its chip.
    "draft": (gettext_lazy("Draft"), "none"),
    "approved": (gettext_lazy("Approved"), "sky"),
    "changes": (gettext_lazy("Changes wanted"), "amber"),
    "superseded": (Submission.State.SUPERSEDED.label, "none"),
    "withdrawn": (Submission.State.WITHDRAWN.label, "none"),
    "your_turn": (gettext_lazy("Your turn"), "amber"),
    "in_review": (gettext_lazy("In review"), "signal"),
    "waiting": (gettext_lazy("Waiting for review"), "none"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn of the talk: a comment, or a review with its verdict."""

    author: str
    initials: str
    is_mentor: bool
    on_version: int
    said_at: datetime
    body: str
    review: Review | None = None
    ratings: Sequence[tuple[dict[str, str], str]] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One version with its request for a review and its talk."""

    submission: Submission
    request: ReviewRequest | None
    reviews: Sequence[Review]
    entries: Sequence[Entry]

    @property
    def verdict(self) -> Review | None:
        standing = [review for review in self.reviews if review.verdict != Verdict.COMMENT and not review.dismissed_at]
        return standing[-1] if standing else None

    @property
    def standing(self) -> str:
        """How it stands, as the rest of a sentence that begins with "Version 2: "."""
        version = self.submission
        if version.is_draft:
            return _("a draft that nobody else sees")
        parts = [said_by(self.verdict)] if self.verdict else []
        if version.closed_at:
            parts.append(closed(version))
        if not parts and version.submitted_at:
            parts.append(_("handed in %(day)s") % {"day": on(version.submitted_at)})
        if version.is_current and self.request and self.request.is_open:
            parts.append(self.waiting())
        return ", ".join(parts)

    def waiting(self) -> str:
        request = self.request
        assert request is not None
        if request.reviewer:
            return _("%(mentor)s is reviewing it") % {"mentor": request.reviewer}
        if request.waits_for == ReviewRequest.Turn.MENTEE:
            return _("a comment waits for an answer since %(day)s") % {"day": on(request.waiting_since)}
        return _("waiting for a review")

    @property
    def fate(self) -> str:
        if self.submission.is_draft:
            return "draft"
        if self.verdict:
            return "approved" if self.verdict.is_approval else "changes"
        if not self.submission.is_current:
            return str(self.submission.state)
        if self.request and self.request.waits_for == ReviewRequest.Turn.MENTEE:
            return "your_turn"
        return "in_review" if self.request and self.request.reviewer_id else "waiting"

    @property
    def chip(self) -> str:
        return str(CHIPS[self.fate][0])

    @property
    def tone(self) -> str:
        return CHIPS[self.fate][1]


def said_by(review: Review) -> str:
    facts = {"mentor": review.reviewer, "day": on(review.created_at)}
    if review.is_approval:
        said = (
            _("approved by %(mentor)s on %(day)s")
            if review.reviewer
            else _("approved by a mentor who has left on %(day)s")
        )
    elif review.reviewer:
        said = _("%(mentor)s asked for changes on %(day)s")
    else:
        said = _("a mentor who has left asked for changes on %(day)s")
    return said % facts


def closed(version: Submission) -> str:
    assert version.closed_at is not None
    is_withdrawn = version.state == Submission.State.WITHDRAWN
    said = _("withdrawn on %(day)s") if is_withdrawn else _("replaced by a newer version on %(day)s")
    return said % {"day": on(version.closed_at)}


def on(moment: datetime) -> str:
    day, today = timezone.localtime(moment).date(), timezone.localdate()
    return words.day(day.isoformat(), today.isoformat())


def talk_about(versions: Iterable[Submission]) -> list[Told]:
    """Read what was said about each version: three queries, for one version as for ten. Who may ask is the caller's business."""
    versions = list(versions)
    if not versions:
        return []
    ids = [version.pk for version in versions]
    requests = {
        request.submission_id: request
        for request in ReviewRequest.objects.filter(submission__in=ids).select_related("reviewer")
    }
    reviews: dict[int, list[Review]] = {}
    for review in (
        Review.objects.filter(request__submission__in=ids).select_related("reviewer", "request").order_by("created_at")
    ):
        if review.request:
            reviews.setdefault(review.request.submission_id, []).append(review)
    comments: dict[int, list[Comment]] = {}
    for comment in Comment.objects.filter(submission__in=ids).select_related("author"):
        comments.setdefault(comment.submission_id, []).append(comment)
    return [
        told(version, requests.get(version.pk), reviews.get(version.pk, []), comments.get(version.pk, []))
        for version in versions
    ]


def told(
    version: Submission, request: ReviewRequest | None, reviews: Sequence[Review], comments: Iterable[Comment]
) -> Told:
    entries = [review_entry(version, review) for review in reviews]
    entries += [comment_entry(version, comment) for comment in comments]
    return Told(version, request, reviews, sorted(entries, key=lambda entry: entry.said_at))


def review_entry(version: Submission, review: Review) -> Entry:
    name, initials = name_of(review.reviewer)
    ratings = [line for line in rated(version.rubric, review.ratings) if line[1]]
    return Entry(name, initials, True, version.number, review.created_at, review.body, review, ratings)


def comment_entry(version: Submission, comment: Comment) -> Entry:
    name, initials = name_of(comment.author)
    is_mentor = comment.author_id != version.person_id
    return Entry(name, initials, is_mentor, version.number, comment.created_at, comment.body)


def name_of(person: User | None) -> tuple[str, str]:
    return (str(person), person.initials) if person else (_("A mentor who has left"), "–")
