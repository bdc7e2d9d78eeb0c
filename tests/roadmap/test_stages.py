"""Ada gives her roadmap stages of her own."""

import pytest

from roadmap.actions.stages import STAGES_AT_MOST
from roadmap.models import Edit, Stage
from tests import factories


@pytest.fixture
def add(as_ada, roadmap):
    def post(title: str, seen: int = 0):
        return as_ada.post(f"{roadmap.get_absolute_url()}arrange/stage/", {"title": title, "seen": seen})

    return post


def test_a_stage_of_her_own_stands_last_and_takes_steps_in(as_ada, add, roadmap):
    add("Conferences and talks this year")
    stage = roadmap.stages.last()
    assert (stage.title, stage.short_title, stage.position) == (
        "Conferences and talks this year", "Conferences and talks…", 3
    )  # fmt: skip

    fraud = factories.step(roadmap, "fraud")
    as_ada.post(f"/steps/{fraud.pk}/move/", {"seen": 1, "to": "down"})
    assert stage.steps.get() == fraud
    assert "Conferences and talks this year" in as_ada.get(roadmap.get_absolute_url()).content.decode()


def test_a_stage_is_renamed(as_ada, roadmap):
    stage = roadmap.stages.first()
    as_ada.post(f"/stages/{stage.pk}/rename/", {"title": "W" * 80, "seen": 0})

    stage.refresh_from_db()
    assert (stage.title, stage.short_title) == ("W" * 80, "W" * 24)
    assert str(roadmap.edits.get()) == f"The stage “Learn the tools” is now called “{'W' * 80}”."


def test_only_an_empty_stage_is_removed(as_ada, add, roadmap):
    full = roadmap.stages.first()
    assert as_ada.post(f"/stages/{full.pk}/remove/", {"seen": 0}).status_code == 422

    add("Empty")
    as_ada.post(f"/stages/{roadmap.stages.last().pk}/remove/", {"seen": 1})
    assert [stage.title for stage in roadmap.stages.all()] == ["Learn the tools", "Prove it"]


@pytest.mark.parametrize(
    ("title", "said"), [("", "Give the stage a name"), ("x" * 81, "at most 80"), ("a\tb", "one line")]
)
def test_a_name_that_is_none_is_refused(as_ada, add, roadmap, title, said):
    for answer in (
        add(title),
        as_ada.post(f"/stages/{roadmap.stages.first().pk}/rename/", {"title": title, "seen": 0}),
    ):
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Edit.objects.exists()


def test_thirty_stages_are_the_limit_and_it_says_so(add, roadmap):
    for position in range(STAGES_AT_MOST - 2):
        Stage.objects.create(roadmap=roadmap, title="More", short_title="More", position=10 + position)

    assert "at most 30 stages" in add("One more").content.decode()
    assert roadmap.stages.count() == STAGES_AT_MOST


def test_an_old_tab_names_no_stage(as_ada, add, roadmap):
    add("First")
    answer = add("Second", seen=0)

    assert answer.status_code == 409
    assert "The stage “First” was added." in answer.content.decode()
