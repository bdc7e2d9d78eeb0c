"""Two versions and one person's roadmap made into one, for any versions and anything that a person may do."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roadmap.merging import LEFT_OVER, Outline, Stage, Step, leads, longest_rising, merge, merge_order

STAGES = ("learn", "build", "prove")
ITEMS = range(1, 9)


@st.composite
def outlines(draw) -> Outline:
    items = draw(st.permutations(ITEMS))[: draw(st.integers(1, 8))]
    kept = [key for key in draw(st.permutations(STAGES)) if draw(st.booleans())] or ["learn"]
    stages = {key: Stage(key, draw(st.sampled_from(["One", "Two"])), key) for key in kept}
    steps = {
        item: Step(
            item, draw(st.sampled_from(kept)), draw(st.sampled_from(["A", "B"])), draw(st.sampled_from([60, 120])),
            choice=draw(st.sampled_from(["", "", "framework"])), is_chosen=draw(st.booleans()),
        )
        for item in items
    }  # fmt: skip
    pairs = [(later, earlier) for place, earlier in enumerate(items) for later in items[place + 1 :]]
    links = draw(st.sets(st.sampled_from(pairs), max_size=6)) if pairs else set()
    return in_order(Outline(stages, steps, frozenset(links)))


def in_order(outline: Outline) -> Outline:
    steps = {item: outline.steps[item] for stage in outline.stages for item in outline.order(stage)}
    return replace(outline, steps=steps)


@st.composite
def lives(draw, base: Outline) -> Outline:
    """What a person has made of a roadmap that began as `base`."""
    steps = {}
    for item in draw(st.permutations(list(base.steps))) if draw(st.booleans()) else list(base.steps):
        step = base.steps[item]
        if draw(st.integers(0, 9)) == 0:
            continue
        own = draw(st.booleans())
        steps[item] = replace(
            step, is_kept=own, title="Mine" if own and draw(st.booleans()) else step.title,
            is_chosen=draw(st.booleans()), stage=draw(st.sampled_from([step.stage, *base.stages])),
        )  # fmt: skip
    stages = dict(base.stages)
    if draw(st.booleans()):
        stages["-7"] = Stage("-7", "My own", "Own")
        steps[99] = Step(99, "-7", "My own step", 30, is_kept=True)
    needs: dict[int, set[int]] = {}
    pairs = [(a, b) for a in steps for b in steps if a != b]
    own = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    for item, needed in [*sorted(base.links), *own]:
        if item in steps and needed in steps and not leads(needed, item, needs):
            needs.setdefault(item, set()).add(needed)
    links = frozenset((item, needed) for item, every in needs.items() for needed in every)
    return in_order(Outline(stages, steps, links))


@given(st.data())
def test_nothing_that_a_person_worked_on_or_changed_is_lost(data):
    base, new = data.draw(outlines()), data.draw(outlines())
    mine = data.draw(lives(base))
    merged = merge(base, new, mine)
    after = merged.outline.steps

    for item, step in mine.steps.items():
        if step.is_kept or item in new.steps:
            assert item in after
        if item in after and step.title == "Mine":
            assert after[item].title == "Mine"
        if item in after and step.is_chosen:
            assert after[item].is_chosen
    assert {step.item for step in merged.gone} == mine.steps.keys() - after.keys()
    assert all(not step.is_kept and step.item not in new.steps for step in merged.gone)
    assert all(after[step.item].stage == LEFT_OVER for step in merged.left_over)


@given(st.data())
def test_all_that_is_new_comes_and_every_stage_that_is_needed_is_there(data):
    base, new = data.draw(outlines()), data.draw(outlines())
    merged = merge(base, new, data.draw(lives(base)))

    assert {step.item for step in merged.added} == new.steps.keys() - base.steps.keys()
    assert {step.stage for step in merged.outline.steps.values()} <= merged.outline.stages.keys()
    present = merged.outline.steps.keys()
    assert all(item in present and needed in present for item, needed in merged.outline.links)


@given(st.data())
def test_nothing_waits_for_itself(data):
    base, new = data.draw(outlines()), data.draw(outlines())
    needs: dict[int, set[int]] = {}
    for item, needed in merge(base, new, data.draw(lives(base))).outline.links:
        assert not leads(needed, item, needs)
        needs.setdefault(item, set()).add(needed)


@given(st.data())
def test_the_same_version_changes_nothing(data):
    base = data.draw(outlines())
    mine = data.draw(lives(base))
    merged = merge(base, base, mine)

    assert list(merged.outline.steps.items()) == list(mine.steps.items())
    assert list(merged.outline.stages.items()) == list(mine.stages.items())
    assert merged.outline.links == mine.links
    assert (merged.added, merged.gone, merged.left_over, merged.changed) == ([], [], [], [])


@given(outlines(), outlines())
def test_who_changed_nothing_follows_the_new_version(base, new):
    merged = merge(base, new, base)

    assert list(merged.outline.steps) == list(new.steps)
    assert list(merged.outline.stages.values()) == [
        new.stages[key] for key in new.stages if key in merged.outline.stages
    ]
    assert merged.outline.links == new.links


def test_an_order_of_ones_own_stays_and_the_new_one_grows_around_it():
    assert merge_order("abc", "cab", "abxc") == ["c", "a", "b", "x"]
    assert merge_order("abc", "aobc", "cab") == ["c", "a", "o", "b"]
    assert merge_order("", "o", "ab") == ["o", "a", "b"]


def test_what_was_moved_is_the_least_that_explains_the_order():
    assert longest_rising("bcda", {"a": 0, "b": 1, "c": 2, "d": 3}) == ["b", "c", "d"]


def test_a_link_of_ones_own_gives_way_where_the_new_version_says_the_contrary():
    stages = {"learn": Stage("learn", "Learn", "Learn")}
    steps = {item: Step(item, "learn", "A", 60) for item in (1, 2, 3)}
    base = Outline(stages, steps)
    mine, new = replace(base, links=frozenset({(1, 2), (1, 3)})), replace(base, links=frozenset({(2, 1)}))

    assert merge(base, new, mine).outline.links == {(2, 1), (1, 3)}
