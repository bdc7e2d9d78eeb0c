"""A realistic data set: people with sessions, roadmaps of 150 and of 500 steps half walked, and a mentor's mentees."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from accounts.models import User
from catalog.models import Area, Item, Pack, Skill
from mentoring.actions import share
from mentoring.models import Mentorship
from roadmap.models import Progress, ProgressEvent, Roadmap, Stage, Step, StepLink

STAGES = 10
TODAY = datetime.now(UTC).date()


def make_items(count: int) -> list[Item]:
    pack, _ = Pack.objects.get_or_create(
        key="benchmark",
        defaults={
            "title": "Benchmark",
            "version": "1",
            "licence": "CC0",
            "as_of": TODAY,
            "loaded_at": datetime.now(UTC),
        },
    )
    area, _ = Area.objects.get_or_create(key="benchmark", defaults={"title": "Benchmark", "pack": pack})
    return [
        Skill.objects.create(
            key=f"skill-{number}",
            kind=Item.Kind.SKILL,
            title=f"A skill with a title of usual length, number {number}",
            pack=pack,
            area=area,
            summary="One sentence that says what it is.",
            hours_low=4,
            hours_likely=8,
            hours_high=12,
        )
        for number in range(count)
    ]


def make_roadmap(owner: User, items: list[Item], steps: int) -> Roadmap:
    """Each step needs the one before it and the one four before; the first half is done, and the rest is on course."""
    first = TODAY - timedelta(days=steps // 2)
    roadmap = Roadmap.objects.create(owner=owner, title=f"{steps} steps", weekly_hours=8, starts_on=first)
    stages = Stage.objects.bulk_create(
        Stage(roadmap=roadmap, title=f"Stage {number} of the road", short_title=f"Stage {number}", position=number)
        for number in range(STAGES)
    )
    rows = Step.objects.bulk_create(
        Step(
            roadmap=roadmap,
            stage=stages[number * STAGES // steps],
            item=items[number],
            title=items[number].title,
            minutes=480,
            position=number,
            starts_on=first + timedelta(days=number),
            due_on=first + timedelta(days=number + 5),
            reason={
                "because": "prerequisite",
                "cause": "The one before",
                "first": (first + timedelta(days=number)).isoformat(),
                "last": (first + timedelta(days=number + 5)).isoformat(),
                "minutes": 480,
            },
        )
        for number in range(steps)
    )
    StepLink.objects.bulk_create(
        StepLink(step=rows[number], needs=rows[number - back])
        for number in range(steps)
        for back in (1, 4)
        if number >= back
    )
    return roadmap


def make_learner(email: str, items: list[Item], steps: int, *, language: str = "") -> tuple[User, Roadmap]:
    user = User.objects.create_user(email, None, name=email.split("@")[0], time_zone="Europe/Berlin", language=language)
    roadmap = make_roadmap(user, items, steps)
    Progress.objects.bulk_create(
        Progress(person=user, item=item, status="done", changed_at=datetime.now(UTC), changed_on=roadmap.starts_on)
        for item in items[: steps // 2]
    )
    assert ProgressEvent.objects.filter(person=user).count() == steps // 2
    return user, roadmap


def make_mentor(items: list[Item], mentees: int) -> User:
    """A mentor to whom each mentee has shown the progress of a roadmap of 150 steps."""
    mentor = User.objects.create_user("mentor@example.org", None, name="Mentor")
    for number in range(mentees):
        mentee, _ = make_learner(f"mentee{number}@example.org", items, 150)
        mentorship = Mentorship.objects.create(
            mentor=mentor,
            mentee=mentee,
            invited_by=mentee,
            email=mentor.email,
            state=Mentorship.State.ACTIVE,
            token_hash=f"{number:064}",
            expires_at=datetime.now(UTC) + timedelta(days=14),
            accepted_at=datetime.now(UTC),
        )
        share(mentorship, ["progress", "evidence", "review"], by=mentee)
    return mentor


def gather_statistics() -> None:
    """Let the planner know the tables, as autovacuum does for any server that has run for a few minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cookies_of(user: User) -> str:
    """Sign `user` in without a request, and give the Cookie header, with a CSRF token that forms may send back."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={'c' * 32}"
