"""A believable learner, her mentor and his cohort, with twelve weeks of history, made by the acts that people do.

Nothing here writes a table that an action could write: the demo lives through its weeks by moving the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from unittest import mock

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Delivery, User
from catalog.models import Template
from mentoring import actions as mentoring
from mentoring.models import Mentorship, ReviewRequest
from portfolio import actions as portfolio
from portfolio.models import Submission
from reminders.models import Reason
from roadmap import actions, sql
from roadmap.basis import Off
from roadmap.models import PlanVersion, Progress, Roadmap, Step
from roadmap.overview import read_overview

PASSWORD = "waymark-demo"
WEEKS = 12
ROLE = "machine-learning-engineer"
PAID = (
    ("model-training", 1200, "Rented GPUs"),
    ("transformers", 1200, "Rented GPUs"),
    ("gpu-usage-optimization", 1200, "Rented GPUs"),
    ("cloud-gpu-tpu-training", 4000, ""),
    ("jax", 1200, "Rented GPUs"),
)
SCOPES = ("progress", "evidence", "review")


@dataclass(frozen=True, slots=True)
class Cast:
    """One learner: what they pay with, what they knew on the first day (whole stages), their week, how their pace compares
    with the plan, and how many days ago they ticked last."""

    email: str
    name: str
    zone: str
    currency: str
    weekly_hours: int
    knew: tuple[str, ...]
    pace: float
    idle_days: int


ADA = Cast("ada@example.org", "Ada Berg", "Europe/Berlin", "EUR", 10, ("foundations", "mathematics"), 0.95, 0)
COHORT = (
    ADA,
    Cast("ben@example.org", "Ben Okafor", "Africa/Lagos", "NGN", 14, ("foundations",), 1.15, 1),
    Cast("chandra@example.org", "Chandra Rao", "Asia/Kolkata", "INR", 10, ("foundations",), 0.6, 9),
    Cast("dilek@example.org", "Dilek Aydin", "Europe/Istanbul", "TRY", 12, ("foundations",), 1.0, 2),
    Cast("emil@example.org", "Emil Novak", "Europe/Prague", "CZK", 8, ("foundations",), 0.45, 22),
)
MENTOR = ("grace@example.org", "Grace Moreau", "Europe/Paris")

FIRST_TRY = """Gradient boosting on 284,807 card transactions, split by time. Average precision 0.81 on the last month.

The notebook runs from top to bottom; the model is served by a small FastAPI app."""
NOTE = """## What was hard

Splitting **before** scaling: the scaler had seen the test rows, and the score was too good.

- read the chapter on leakage once more
- ask Grace how she checks for it"""
CHECKLIST = (
    "Read the chapter",
    "Work through the notebook",
    "Try it on my own data",
    "Explain it to Ben",
    "Write the test",
)
SECOND_TRY = """Added a logistic regression baseline (average precision 0.68) and the cost curve.
The gain over the baseline is largest above 200 euros.

`make all` reruns data, training and report; versions are pinned."""


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Act as of `moment`: our actions ask django.utils.timezone what time it is."""
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def moment_on(day: date, hour: int = 18) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def make_person(email: str, name: str, zone: str, joined: datetime) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name, time_zone=zone, date_joined=joined)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@transaction.atomic
def make(now: datetime) -> bool:
    """Make the cast and their weeks up to `now`; False where they are there already."""
    if User.objects.filter(email=ADA.email).exists():
        return False
    monday = now.date() - timedelta(days=now.weekday(), weeks=WEEKS)
    template = Template.objects.get(role__key=ROLE)
    mentor = make_person(*MENTOR, joined=moment_on(monday))
    for cast in COHORT:
        learner = make_person(cast.email, cast.name, cast.zone, joined=moment_on(monday))
        with at(moment_on(monday)):
            roadmap = start(learner, cast, template, monday)
        live_through(roadmap, cast, monday, now.date())
        with at(moment_on(monday + timedelta(days=2))):
            meet(mentor, learner)
    hand_in_and_review(mentor, now)
    say_what_it_costs(User.objects.get(email=ADA.email))
    keep_diary(Roadmap.objects.get(owner__email=ADA.email), now)
    # All this mail is told as sent in the past; a demo sends none.
    Delivery.objects.filter(state=Delivery.State.SCHEDULED).update(state=Delivery.State.SKIPPED, reason=Reason.DEMO)
    return True


def start(learner: User, cast: Cast, template: Template, monday: date) -> Roadmap:
    known = template.stages.filter(key__in=cast.knew).values("steps__item")
    away = monday + timedelta(weeks=WEEKS + 6)
    roadmap = actions.create_roadmap(
        template,
        by=learner,
        weekly_hours=cast.weekly_hours,
        starts_on=monday,
        days_off=[Off(away, away + timedelta(days=6), "A week away")],
        currency=cast.currency,
    )
    for step in roadmap.steps.filter(item__in=known, is_chosen=True):
        sql.set_status(
            step.pk, learner.pk, "done", expected=None, source="claim", now=moment_on(monday, 9), today=monday
        )
    if cast is ADA:
        write_own_step(roadmap)
    actions.date_steps(roadmap, cause=PlanVersion.Cause.REPLANNED)
    return roadmap


def write_own_step(roadmap: Roadmap) -> None:
    """Something that no curriculum knows of."""
    club = actions.Wanted(
        title="Paper club: present one paper",
        hours=Decimal(6),
        stage=roadmap.stages.get(key="deep-learning").pk,
        is_optional=False,
        links=[("https://arxiv.org/abs/1706.03762", "Attention Is All You Need")],
    )
    actions.add_step(roadmap, club, by=roadmap.owner, seen=0)


def live_through(roadmap: Roadmap, cast: Cast, monday: date, today: date) -> None:
    """Tick step after step as their pace allows, and leave the next one begun."""
    minutes, walked = cast.weekly_hours * 60 * cast.pace / 7, 0
    for step in read_overview(roadmap).steps:
        if not step.is_chosen or step.status == "done":
            continue
        walked += step.minutes
        day = monday + timedelta(days=round(walked / minutes))
        begun = day > today - timedelta(days=cast.idle_days)
        moment = moment_on(min(day, today - timedelta(days=cast.idle_days)), 19)
        status = "doing" if begun else "done"
        sql.set_status(step.id, roadmap.owner_id, status, expected=None, source="tick", now=moment, today=moment.date())
        if begun:
            return


def say_what_it_costs(learner: User) -> None:
    """She has looked up what she will pay: rented graphics cards by the month, and cloud training once."""
    for key, cents, subscription in PAID:
        for step in Step.objects.for_owner(learner).filter(item__key=key):
            actions.set_price(step, cents=cents, subscription=subscription, by=learner)


def keep_diary(roadmap: Roadmap, now: datetime) -> None:
    """Log time every second day on whatever she was at, and keep a note and a checklist beside what she is at now."""
    ada, day, steps = roadmap.owner, roadmap.starts_on, {step.item_id: step for step in roadmap.steps.all()}
    worked = Progress.objects.filter(person=ada, source="tick").select_related("item").order_by("changed_at", "pk")
    for progress in worked:
        last = min(progress.changed_on, ada.local_date(now))
        days = [day + timedelta(days=number) for number in range(0, (last - day).days + 1, 2)] or [last]
        for number, spent_on in enumerate(days):
            share = steps[progress.item_id].minutes * (80 + 15 * (number % 4)) // (100 * len(days))
            actions.log_time(progress.item, by=ada, minutes=max(20, min(share // 5 * 5, 210)), spent_on=spent_on)
        day = max(day, last + timedelta(days=1))
    if now_at := worked.last():
        actions.save_note(now_at.item, by=ada, text=NOTE, revision=0)
        actions.add_link(
            now_at.item, by=ada, url="https://docs.python.org/3/tutorial/", title="The tutorial, to reread"
        )
        for number, text in enumerate(CHECKLIST):
            line = actions.add_line(now_at.item, by=ada, text=text)
            actions.tick_line(line, by=ada, is_ticked=number < 3)


def meet(mentor: User, learner: User) -> None:
    """She invites him and he accepts, through the letter's own token."""
    mentorship = mentoring.invite_mentor(mentor.email, by=learner, scopes=SCOPES)
    letter = Delivery.objects.get(dedupe_key=f"invitation:{mentorship.pk}:{mentorship.sent_count}")
    mentoring.accept_invitation(letter.payload["token"], by=mentor)


def hand_in(email: str, item: str, *, link: str, text: str, ratings: dict[str, str]) -> Submission | None:
    learner = User.objects.get(email=email)
    step = Step.objects.for_owner(learner).select_related("roadmap", "item").get(item__key=item)
    draft = portfolio.save_draft(step, by=learner, link=link, commit="4f2a9c1", text=text, ratings=ratings)
    return mentoring.hand_in(draft, by=learner)


def review(mentor: User, submission: Submission | None, *, verdict: str, rating: str, body: str) -> None:
    if submission is None:
        return
    request = ReviewRequest.objects.get(submission=submission)
    ratings = {line["key"]: rating for line in submission.rubric}
    mentoring.send_review(request.pk, by=mentor, fence=request.fence, verdict=verdict, ratings=ratings, body=body)


def hand_in_and_review(mentor: User, now: datetime) -> None:
    repository = "https://github.com/example/fraud-detection"
    with at(now - timedelta(days=24)):
        first = hand_in(ADA.email, "project-fraud-detection", link=repository, text=FIRST_TRY, ratings={})
    with at(now - timedelta(days=22)):
        asked = "What would a rule of thumb score here? Without it I cannot tell what the model adds."
        review(mentor, first, verdict="request_changes", rating="partly", body=asked)
    with at(now - timedelta(days=11)):
        second = hand_in(ADA.email, "project-fraud-detection", link=repository, text=SECOND_TRY, ratings={})
    with at(now - timedelta(days=9)):
        review(mentor, second, verdict="approve", rating="met", body="Strong. The baseline makes the gain honest.")
    for days, email, item, text in (
        (3, "ben@example.org", "project-image-classification", "Ten classes of street signs, 96 % on unseen streets."),
        (1, "dilek@example.org", "project-sentiment-analysis", "Reviews in two languages, errors read one by one."),
        (0, ADA.email, "project-time-series-forecasting", "Hourly energy load, against a seasonal naive forecast."),
    ):
        with at(now - timedelta(days=days, hours=2)):
            hand_in(email, item, link=f"https://github.com/example/{item}", text=text, ratings={})


def story() -> str:
    """Say how to sign in, and what is there to see."""
    mentees = Mentorship.objects.filter(mentor__email=MENTOR[0]).count()
    return (
        f"The demo is there. Sign in with the password “{PASSWORD}” as\n"
        f"  {ADA.email}    the learner, {WEEKS} weeks into her roadmap\n"
        f"  {MENTOR[0]}  her mentor, with {mentees} mentees and a review queue"
    )
