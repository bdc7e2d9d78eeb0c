from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import Delivery, User
from accounts.outbox import enqueue
from mentoring.actions import invite_mentor
from roadmap.models import Roadmap, Step
from tests.reminders.sink import running_sink

# Ada lives in Berlin: this is Tuesday 12 January 2027, nine o'clock.
NOW = datetime(2027, 1, 12, 8, tzinfo=UTC)
TODAY = date(2027, 1, 12)


@pytest.fixture(autouse=True)
def no_jitter(settings):
    settings.REMINDERS_JITTER_SECONDS = 0


@pytest.fixture(autouse=True)
def clock():
    """First of all, so that sessions begin in its time as well."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def sink(tmp_path, settings):
    with running_sink(tmp_path / "sink.log") as running:
        running.receive(settings)
        yield running


def set_due(roadmap: Roadmap, key: str, due_on: date) -> Step:
    roadmap.steps.filter(item__key=key).update(starts_on=due_on, due_on=due_on)
    return roadmap.steps.get(item__key=key)


@pytest.fixture
def step(roadmap, clock) -> Step:
    """Ada's one step with a date: Python, due tomorrow."""
    roadmap.steps.update(starts_on=None, due_on=None)
    return set_due(roadmap, "python", TODAY + timedelta(days=1))


def nudge(person: User, step: Step, *, key: str = "", due_at: datetime = NOW, **fields) -> Delivery:
    """Schedule what the planner would have scheduled about `step`."""
    key = key or f"due_soon:step:{step.pk}:{step.due_on}"
    payload = {"step": step.pk, "due_on": str(step.due_on)}
    enqueue(Delivery.Category.DUE_SOON, dedupe_key=key, due_at=due_at, person=person, payload=payload)
    Delivery.objects.filter(dedupe_key=key).update(**fields)
    return Delivery.objects.get(dedupe_key=key)


def invite(by: User, address: str = "stranger@example.org") -> Delivery:
    """`by` asks a stranger to be their mentor."""
    mentorship = invite_mentor(address, by=by, scopes=[])
    return Delivery.objects.get(payload__mentorship=mentorship.pk)


@pytest.fixture
def reminder(ada, step) -> Delivery:
    return nudge(ada, step)
