"""The order of a template, one move at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.studio import files, stages

STAGES = "/catalog/studio/small/stages/engineer/"


def order(draft):
    data = files.find(draft, "template", "engineer").data
    return [[stage["id"], *[step["item"] for step in stage["steps"]]] for stage in data["stages"]]


def move(client, draft, **said):
    draft.refresh_from_db()
    return client.post(STAGES, {"seen": draft.edition, **said})


def test_stages_and_steps_move(as_editor, draft):
    assert as_editor.get(STAGES).status_code == 200
    assert move(as_editor, draft, move="down 0").status_code == 302
    assert order(draft) == [["prove", "fraud"], ["learn", "python", "pytorch", "jax"]]
    move(as_editor, draft, move="up 0 0")
    move(as_editor, draft, move="down 1 0")
    assert order(draft) == [["prove", "fraud"], ["learn", "pytorch", "python", "jax"]]
    move(as_editor, draft, move="up 1 0")
    assert order(draft) == [["prove", "fraud", "pytorch"], ["learn", "python", "jax"]]
    move(as_editor, draft, move="out 0 0")
    assert order(draft) == [["prove", "pytorch"], ["learn", "python", "jax"]]
    move(as_editor, draft, stage="1", item="fraud")
    assert order(draft) == [["prove", "pytorch"], ["learn", "python", "jax", "fraud"]]


@pytest.mark.parametrize(
    "said", [{"move": "sideways 1"}, {"move": "up 7"}, {"move": "out 0 99"}, {}, {"stage": "9", "item": "x"}]
)
def test_a_move_that_there_is_not(as_editor, draft, said):
    before = order(draft)
    assert move(as_editor, draft, **said).status_code == 422
    assert order(draft) == before


def test_the_last_step_of_a_stage_stays(as_editor, draft):
    assert move(as_editor, draft, move="out 1 0").status_code == 422
    assert order(draft)[1] == ["prove", "fraud"]


@given(
    st.lists(st.tuples(st.sampled_from(["up", "down"]), st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=30)
)
def test_whatever_is_moved_nothing_is_lost(moves):
    template = {"stages": [{"id": name, "steps": [{"item": f"{name}{n}"} for n in range(3)]} for name in "abc"]}
    items = {step["item"] for stage in template["stages"] for step in stage["steps"]}
    for word, stage, step in moves:
        try:
            template = stages.moved(template, f"{word} {stage}" + (f" {step}" if step is not None else ""))
        except stages.NoSuchMove:
            continue
    left = [step["item"] for stage in template["stages"] for step in stage["steps"]]
    assert sorted(left) == sorted(items)
