import pytest

from roadmap import actions
from tests import factories
from tests.practice.factories import question, session


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
