"""Two tabs press at the same moment: real threads and real transactions on the engine at hand."""

import pytest

from catalog.models import Item
from roadmap import actions
from roadmap.actions.own_steps import OWN_AT_MOST
from roadmap.models import Edit
from tests import factories
from tests.mentoring.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_edits_on_the_same_sight_are_one_edit_and_one_old_tab(ada, roadmap):
    python, pytorch = factories.step(roadmap, "python"), factories.step(roadmap, "pytorch")
    results = at_once(
        lambda: actions.take_out(python, by=ada, seen=0),
        lambda: actions.move_step(pytorch, by=ada, seen=0, down=False),
    )

    assert sorted(type(result).__name__ for result in results) == ["Edit", "Stale"]
    assert [edit.number for edit in Edit.objects.all()] == [1]


def test_two_last_places_are_not_given_twice(ada, roadmap):
    stage = roadmap.stages.first()
    for number in range(OWN_AT_MOST - 1):
        item = Item.objects.create(key=f"own-{number}", kind=Item.Kind.OWN, owner=ada, title="Own")
        roadmap.steps.create(stage=stage, item=item, title="Own", minutes=60, position=10)
    wanted = actions.Wanted(title="The last", hours=1, stage=stage.pk, is_optional=False)
    results = at_once(*[lambda: actions.add_step(roadmap, wanted, by=ada, seen=0)] * 2)

    assert sorted(type(result).__name__ for result in results) == ["Stale", "Step"]
    assert Item.objects.filter(kind=Item.Kind.OWN).count() == OWN_AT_MOST


def test_the_drawer_and_the_board_at_once_each_leave_their_sentence(ada, roadmap):
    jax, rust = factories.step(roadmap, "jax"), factories.step(roadmap, "rust")
    at_once(lambda: actions.choose_step(jax, by=ada), lambda: actions.choose_step(rust, by=ada))

    assert [edit.number for edit in roadmap.edits.all()] == [1, 2]
    assert roadmap.steps.filter(is_chosen=True).count() == 5
