"""People and deliveries for a run: python -m tests.chaos.seed fill COUNT SECONDS FIRST | one | again | delete ID ..."""

import sys
from datetime import timedelta

import django
from django.conf import settings
from django.utils import timezone


def fill(count: int, seconds: float, first: float) -> None:
    """Make `count` deliveries, a quarter of them critical, due evenly over `seconds`, the first one in `first` seconds."""
    start = timezone.now() + timedelta(seconds=first)
    moments = [start + timedelta(seconds=seconds * number / count) for number in range(count)]
    nudges = [moment for number, moment in enumerate(moments) if number % 4]
    invitations = [moment for number, moment in enumerate(moments) if not number % 4]
    people = add_learners(len(nudges))
    steps = {step.roadmap.owner_id: step for step in Step.objects.select_related("roadmap")}
    rows = [nudge(person, steps[person.pk], moment) for person, moment in zip(people, nudges, strict=True)]
    rows += [invitation(number, moment) for number, moment in enumerate(invitations)]
    Delivery.objects.bulk_create(rows)


def add_learners(count: int) -> list:
    """Each has one step that is due tomorrow, no quiet hours, and nothing that the planner would add."""
    item, today = factories.skill("python", "Python"), timezone.now().date()
    people = User.objects.bulk_create(
        User(email=f"learner{number}@example.org", password="!") for number in range(count)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people
    )
    roadmaps = Roadmap.objects.bulk_create(
        Roadmap(owner=one, title="Road", weekly_hours=8, starts_on=today) for one in people
    )
    stages = Stage.objects.bulk_create(Stage(roadmap=road, title="S", short_title="S", position=1) for road in roadmaps)
    due = {"starts_on": today, "due_on": today + timedelta(days=1)}
    Step.objects.bulk_create(
        Step(roadmap=stage.roadmap, stage=stage, item=item, title="Python", minutes=90, position=1, **due)
        for stage in stages
    )
    later = timezone.now() + timedelta(days=2)
    for category, wish in [("due_soon", {"cadence": "daily", "next_due_at": later}), ("digest", {"cadence": "off"})]:
        free = {"quiet_from": None, "quiet_until": None, **wish}
        Preference.objects.bulk_create(Preference(person=one, category=category, **free) for one in people)
    return people


def nudge(person, step, due_at) -> "Delivery":
    payload = {"step": step.pk, "due_on": str(step.due_on)}
    return make_delivery(
        Delivery.Category.DUE_SOON, dedupe_key=f"n{step.pk}", due_at=due_at, person=person, payload=payload
    )


def invitation(number: int, due_at) -> "Delivery":
    """As `invite_mentor` makes it, except that it is due later, and that one person may send many."""
    token, address = f"token-{number}", f"stranger{number}@example.org"
    ada = User.objects.get_or_create(email="ada@example.org")[0]
    mentorship = Mentorship.objects.create(
        mentee=ada,
        invited_by=ada,
        email=address,
        token_hash=hash_of(token),
        expires_at=timezone.now() + INVITATION_HOLDS,
    )
    payload = {"mentorship": mentorship.pk, "token": token}
    return make_delivery(
        Delivery.Category.INVITATION, dedupe_key=f"i{number}", due_at=due_at, address=address, payload=payload
    )


def one() -> None:
    """A learner whom the planner has to remind now."""
    add_learners(1)
    Preference.objects.filter(category="due_soon").update(next_due_at=timezone.now())


def again() -> None:
    """One invitation, due now."""
    Delivery.objects.bulk_create([invitation(1_000_000, timezone.now())])


def delete(*people: str) -> None:
    for person in people:
        User.objects.get(pk=person).delete()
        print(person, timezone.now().timestamp())


if __name__ == "__main__":
    django.setup()
    from allauth.account.models import EmailAddress

    from accounts.models import Delivery, User
    from accounts.outbox import make_delivery
    from mentoring.models import INVITATION_HOLDS, Mentorship, hash_of
    from reminders.models import Preference
    from roadmap.models import Roadmap, Stage, Step
    from tests import factories

    assert settings.DATABASE["PORT"] != 5432
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
    elif sys.argv[1] in {"one", "again"}:
        {"one": one, "again": again}[sys.argv[1]]()
    else:
        delete(*sys.argv[2:])
