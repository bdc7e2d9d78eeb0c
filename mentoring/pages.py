"""What each page of this room shows, gathered for the templates."""

from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Delivery, User
from mentoring.actions.invitations import MOST_LETTERS_AN_INVITATION, why_closed
from mentoring.forms import OFFERED, InviteMenteeForm, InviteMentorForm, ReviewForm, ShareForm
from mentoring.mentees import due, rows_for
from mentoring.models import ConsentGrant, Mentorship, Review, ReviewDraft, ReviewRequest, Scope, hash_of
from mentoring.reading import roadmaps_for, submissions_for
from mentoring.talk import talk_about
from portfolio.models import Submission
from roadmap import words
from roadmap.overview import read_overview, state
from roadmap.rows import print_segments, stage_views
from roadmap.sql import StepRow
from roadmap.versions import versions_of

MENTEES_A_PAGE = 50
REQUESTS_A_PAGE = 20

Context = dict[str, Any]


def waited(since: datetime, now: datetime) -> str:
    """As in "waiting 3 days", "waiting 1 day", "waiting 5 hours", "waiting a few minutes"."""
    minutes = int((now - since).total_seconds()) // 60
    if days := minutes // 1440:
        return ngettext("waiting %(count)s day", "waiting %(count)s days", days) % {"count": days}
    if hours := minutes // 60:
        return ngettext("waiting %(count)s hour", "waiting %(count)s hours", hours) % {"count": hours}
    return _("waiting a few minutes")


def headline(mentees: int, waiting: int, mentors: int) -> str:
    if mentees:
        people = ngettext("one mentee", "%(count)s mentees", mentees) % {"count": words.number(mentees)}
        return words.capital(_("%(mentees)s, %(waiting)s") % {"mentees": people, "waiting": who_waits(waiting)})
    if mentors:
        side = ngettext("one mentor at your side", "%(count)s mentors at your side", mentors)
        return words.capital(side % {"count": words.number(mentors)})
    return _("Nobody here yet")


def who_waits(count: int) -> str:
    if not count:
        return _("nobody waiting for you")
    return ngettext("one waiting for you", "%(count)s waiting for you", count) % {"count": words.number(count)}


def page_of(rows: Any, size: int, number: str | None) -> "Page[Any]":
    return Paginator(rows, size).get_page(number)


def mentoring(user: User, query: Any, forms: Context | None = None) -> Context:
    now = timezone.now()
    queue = ReviewRequest.objects.for_reviewer(user).waiting_for_a_mentor()
    queued = page_of(
        queue.select_related("submission", "mentee", "reviewer").oldest_first(), REQUESTS_A_PAGE, query.get("queue")
    )
    live = Mentorship.objects.live().of_mentor(user).select_related("mentee").order_by("mentee__name", "mentee__email")
    mentees = page_of(live, MENTEES_A_PAGE, query.get("page"))
    mentors = mentors_of(user)
    waiting = (
        len({request.mentee_id for request in queued})
        if queued.paginator.num_pages == 1
        else (queue.values("mentee").distinct().count())
    )
    return {
        "headline": headline(mentees.paginator.count, waiting, len(mentors)),
        "queue": queued,
        "queue_rows": [queue_row(request, user, now) for request in queued],
        "mentees": mentees,
        "mentee_rows": rows_for(user, list(mentees), user.local_date(now)),
        "mentors": mentors,
        "invitations": invitations_of(user, now),
        "invite_mentor_form": InviteMentorForm(user=user, prefix=None, auto_id="mentor_%s"),
        "invite_mentee_form": InviteMenteeForm(user=user, auto_id="mentee_%s"),
        **(forms or {}),
    }


def queue_row(request: ReviewRequest, user: User, now: datetime) -> Context:
    days = (now - request.waiting_since).days
    return {
        "request": request,
        "title": request.submission.title,
        "number": str(request.submission.number),
        "rated": _("%(count)s of %(total)s criteria self-rated")
        % {"count": request.submission.rated_count, "total": len(request.submission.rubric)},
        "waited": waited(request.waiting_since, now),
        "tone": "amber" if days >= 3 else "none",
        "held_by": request.reviewer if request.is_held_from(user, now) else None,
        "is_mine": request.is_held_by(user),
    }


def mentors_of(user: User) -> list[Mentorship]:
    """The live mentorships in which `user` learns, each with its open grants."""
    grants = ConsentGrant.objects.filter(revoked_at=None).select_related("roadmap").order_by("scope", "pk")
    mentorships = Mentorship.objects.live().of_mentee(user).select_related("mentor").order_by("accepted_at")
    return list(mentorships.prefetch_related(Prefetch("grants", grants, to_attr="open_grants")))


def invitations_of(user: User, now: datetime) -> list[Context]:
    sent = Mentorship.objects.invited_by(user).invited().order_by("-sent_at")
    return [
        {
            "mentorship": mentorship,
            "is_open": mentorship.is_open_at(now),
            "may_resend": mentorship.sent_count < MOST_LETTERS_AN_INVITATION,
        }
        for mentorship in sent
    ]


def invitation(token: str, user: Any, share_form: ShareForm | None = None) -> Context:
    """What the bearer of a token may see: who invites, for what, and what will be shared; or why it is closed."""
    now = timezone.now()
    mentorship = Mentorship.objects.filter(token_hash=hash_of(token)).select_related("invited_by").first()
    closed = why_closed(mentorship, now)
    context: Context = {"closed": closed, "token": token}
    if mentorship is None or closed:
        return context | {"is_mine": is_one_of_the_two(mentorship, user)}
    context |= {"mentorship": mentorship, "inviter": mentorship.invited_by, "is_own": mentorship.invited_by == user}
    if mentorship.asks_for_mentor:
        shared = set(mentorship.grants.filter(revoked_at=None).values_list("scope", flat=True))
        context["shared"] = [str(label) for scope, label in SHOWN if scope in shared]
    elif user.is_authenticated:
        context["form"] = share_form or ShareForm(user=user)
    return context


SHOWN = (
    (Scope.PROGRESS, gettext_lazy("their progress: steps, dates and pace")),
    (Scope.EVIDENCE, gettext_lazy("their evidence: what they hand in, and the talk about it")),
    (Scope.REVIEW, gettext_lazy("reviews: you may judge their evidence by its criteria")),
    (Scope.SHARED_NOTES, gettext_lazy("the notes that they share")),
    (Scope.REMINDER_STATUS, gettext_lazy("whether their last reminder went out")),
)


def is_one_of_the_two(mentorship: Mentorship | None, user: Any) -> bool:
    """Only those two may learn that the invitation became a mentorship between them."""
    return mentorship is not None and user.is_authenticated and user.pk in (mentorship.mentor_id, mentorship.mentee_id)


def mentee_detail(mentorship: Mentorship, user: User, roadmap_id: str | None) -> Context:
    mentee = mentorship.mentee
    assert mentee is not None
    now = timezone.now()
    roadmaps = list(roadmaps_for(user).filter(owner=mentee).select_related("owner"))
    roadmap = next((one for one in roadmaps if str(one.pk) == roadmap_id), roadmaps[0] if roadmaps else None)
    evidence = submissions_for(user).filter(person=mentee).order_by("-submitted_at")[:REQUESTS_A_PAGE]
    requests = ReviewRequest.objects.for_reviewer(user).of_mentee(mentee).open()
    context: Context = {
        "mentorship": mentorship,
        "mentee": mentee,
        "roadmaps": roadmaps,
        "roadmap": roadmap,
        "told": talk_about(evidence),
        "waiting": list(requests.select_related("submission").oldest_first()),
        "reminder": last_reminder(mentorship, user),
    }
    if roadmap is None:
        return context
    overview, day = read_overview(roadmap), mentee.local_date(now)
    late, upcoming = overview.late(day), overview.next
    stages = stage_views(overview, day, with_rows=False)
    return context | {
        "segments": print_segments(stages),
        "seen": [
            (view, [seen_step(step, day) for step in stage.steps if step.is_chosen])
            for view, stage in zip(stages, overview.stages, strict=True)
        ],
        "percent": str(overview.share.percent),
        "verified": str(overview.share.verified_percent),
        "steps_done": _("%(done)s of %(total)s steps")
        % {"done": overview.share.done_steps, "total": overview.share.counted_steps},
        "late": late_steps(len(late)),
        "next": upcoming,
        "next_due": due(upcoming.due_on, day) if upcoming else "",
        "versions": versions_of(roadmap, day),
    }


def late_steps(count: int) -> str:
    if not count:
        return ""
    return words.capital(ngettext("one step late", "%(count)s steps late", count) % {"count": words.number(count)})


def seen_step(step: StepRow, day: date) -> dict[str, str]:
    """One step as a mentor sees it: nothing to press."""
    look, today = state(step), day.isoformat()
    if look in ("done", "verified"):
        side = words.finished(step.finished_on, today)
    else:
        side = due(step.due_on, day) if look != "skipped" else ""
        if side and (step.due_on or "") < today:
            side = _("late, %(day)s") % {"day": side}
    return {"title": step.title, "state": look, "word": str(words.STATE_WORDS[look]), "side": side}


def last_reminder(mentorship: Mentorship, user: User) -> Context | None:
    """Whether the mentee's last reminder went out; only if she shares that, and never what it said."""
    if not Mentorship.objects.readable_by(user, Scope.REMINDER_STATUS).filter(pk=mentorship.pk).exists():
        return None
    sent = Delivery.objects.filter(person=mentorship.mentee, category=Delivery.Category.DUE_SOON).order_by("-due_at")
    last = sent.values("state", "sent_at").first()
    return {"sent_at": last["sent_at"] if last else None}


def review(request: ReviewRequest, user: User, form: ReviewForm | None = None, refusal: str = "") -> Context:
    """The review page. Earlier versions are read through the same door as this one."""
    now = timezone.now()
    versions = submissions_for(user).filter(person=request.mentee, item=request.item_id).order_by("number")
    told = talk_about(versions)
    draft = ReviewDraft.objects.filter(request=request, reviewer=user).first()
    return {
        "request_row": request,
        "submission": request.submission,
        "mentee": request.mentee,
        "told": told,
        "this": next((one for one in told if one.submission.pk == request.submission_id), None),
        "earlier": [one for one in told if one.submission.number < request.submission.number],
        "newer": next((one for one in reversed(told) if one.submission.number > request.submission.number), None),
        "entries": [entry for one in told for entry in one.entries],
        "draft": draft,
        "unsent": unsent_words(request, user),
        "form": form or review_form(request, draft),
        "refusal": refusal,
        **claim_state(request, user, now),
        "waited": waited(request.waiting_since, now),
    }


def claim_state(request: ReviewRequest, user: User, now: datetime) -> Context:
    """Whose the request is now: what the line above the form says, and the fence that sending must show."""
    held = request.is_held_by(user) and request.lease_until is not None
    left = request.lease_until - now if request.lease_until and held else None
    return {
        "request_row": request,
        "is_mine": held,
        "minutes_left": str(max(1, round(left.total_seconds() / 60))) if left and left.total_seconds() > 0 else "",
        "held_by": request.reviewer if request.is_held_from(user, now) else None,
        "fence": str(request.fence),
    }


def review_form(
    request: ReviewRequest, draft: ReviewDraft | None, data: Any = None, *, to_send: bool = False
) -> ReviewForm:
    submission: Submission = request.submission
    first = {"body": draft.body} if draft else {}
    ratings = draft.ratings if draft else None
    return ReviewForm(data, rubric=submission.rubric, ratings=ratings, initial=first, to_send=to_send)


def unsent_words(request: ReviewRequest, user: User) -> ReviewDraft | None:
    """What the mentor wrote on another version of the same work and never sent."""
    drafts = ReviewDraft.objects.filter(
        Q(request__mentee=request.mentee_id, request__item=request.item_id), reviewer=user
    )
    return (
        drafts.exclude(request=request)
        .exclude(body="")
        .select_related("request__submission")
        .order_by("-saved_at")
        .first()
    )


def own_reviews(user: User, page: str | None) -> Context:
    """A mentor's own words, and nothing of anybody else: they stay his after a mentorship has ended."""
    return {
        "reviews": page_of(Review.objects.by(user).newest_first(), REQUESTS_A_PAGE, page),
        "drafts": list(
            ReviewDraft.objects.filter(reviewer=user).exclude(body="").order_by("-saved_at")[:REQUESTS_A_PAGE]
        ),
    }


def scopes_left(mentorship: Mentorship) -> list[tuple[str, str]]:
    """What a mentee could still share, for all roadmaps."""
    grants: list[ConsentGrant] = getattr(mentorship, "open_grants", [])
    shared = {grant.scope for grant in grants if grant.roadmap_id is None}
    return [(str(scope), str(label)) for scope, label in OFFERED if scope not in shared]
