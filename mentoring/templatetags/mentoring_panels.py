from collections.abc import Iterable
from typing import Any

from django import template

from accounts.models import User
from mentoring.models import Comment, Mentorship, Review
from mentoring.pages import scopes_left
from mentoring.talk import Told, talk_about
from portfolio.models import Submission

register = template.Library()


@register.simple_tag
def with_talk(versions: Iterable[Submission]) -> list[Told]:
    """Give what was said about each of these versions of one's own: {% with_talk versions as told %}."""
    return talk_about(versions)


@register.filter
def about(told: Iterable[Told], version: Submission) -> Told | None:
    """Pick one version's talk: {{ told|about:version }}."""
    return next((entry for entry in told if entry.submission.pk == version.pk), None)


def mentors_of(user: User) -> list[User]:
    mentorships = Mentorship.objects.active().of_mentee(user).select_related("mentor").order_by("accepted_at")
    return [mentorship.mentor for mentorship in mentorships if mentorship.mentor]


@register.inclusion_tag("mentoring/panels/news.html")
def mentor_news(user: User) -> dict[str, Any]:
    """The latest word from a mentor, or the way to invite one: for Today and the roadmap."""
    review = (
        Review.objects.filter(mentee=user)
        .standing()
        .exclude(request=None)
        .select_related("reviewer", "request__submission")
        .newest_first()
        .first()
    )
    comment = (
        Comment.objects.filter(submission__person=user)
        .exclude(author=user)
        .select_related("author", "submission")
        .newest_first()
        .first()
    )
    if review and comment:
        review, comment = (review, None) if review.created_at >= comment.created_at else (None, comment)
    return {"mentors": mentors_of(user), "review": review, "comment": comment}


@register.inclusion_tag("mentoring/panels/mentor_line.html")
def mentor_line(user: User) -> dict[str, Any]:
    """Say honestly who will review what is handed in, if anybody."""
    return {"mentors": mentors_of(user)}


@register.simple_tag
def scopes_to_share(mentorship: Mentorship) -> list[tuple[str, str]]:
    """What the mentee does not share with this mentor yet."""
    return scopes_left(mentorship)
