import pytest
import time_machine

from catalog.models import Item, Question
from practice.actions import start_placement
from practice.models import Session
from roadmap import actions
from tests import factories
from tests.practice.factories import question, session
from tests.practice.placements import say


@pytest.fixture
def python(roadmap):
    """Python, which Ada has begun."""
    step = factories.step(roadmap, "python")
    actions.set_status(step.pk, "doing", by=roadmap.owner)
    return step


@pytest.fixture
def sitting(ada, python):
    """Ada's open session: a single choice, then an open question."""
    return session(ada, question("colour", python.item), question("hour", python.item, kind="open"))


@pytest.fixture
def the_first_monday():
    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        yield


@pytest.fixture
def bank(template) -> list[Question]:
    """Three questions about Python and pandas of the levels 2, 3 and 2, in the order in which she who is right meets them."""
    python, pandas, rust = (Item.objects.get(key=key) for key in ("python", "pandas", "rust"))
    return [
        question("frames", pandas, level=2),
        question("borrow", rust, level=3),
        question("lists", python, level=2),
    ]


@pytest.fixture
def answers(template) -> dict[str, str]:
    return {"template": template.key, "weekly_hours": "5.5", "starts_on": "2027-01-04", "target_on": ""}


@pytest.fixture
def running(ada, template, bank) -> Session:
    return start_placement(template, by=ada)


@pytest.fixture
def finished(as_ada, running) -> Session:
    """Two right answers, about pandas (which builds on Python) and Rust."""
    say(as_ada, running)
    say(as_ada, running)
    return Session.objects.get(pk=running.pk)
