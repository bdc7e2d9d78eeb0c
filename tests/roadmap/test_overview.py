"""Percent that is true, and the one next thing."""

from datetime import date

import pytest

from roadmap import actions
from roadmap.overview import read_overview, state
from tests import factories


def do(ada, roadmap, **statuses):
    for key, status in statuses.items():
        actions.set_status(factories.step(roadmap, key).pk, status, by=ada)
    return read_overview(roadmap)


def states(overview) -> dict[str, str]:
    return {row.title: state(row) for row in overview.steps if row.is_chosen}


def test_percent_counts_hours_of_chosen_steps(ada, roadmap):
    overview = do(ada, roadmap, python="done")

    # 16 of 16 + 8 + 10 + 20 hours; JAX and Rust are not chosen.
    assert (overview.share.done, overview.share.total) == (16 * 60, 54 * 60)
    assert overview.share.percent == 29


def test_a_skipped_step_leaves_the_sum_on_both_sides(ada, roadmap):
    overview = do(ada, roadmap, python="done", fraud="skipped")

    assert overview.share.percent == 16 * 100 // 34


def test_it_reaches_exactly_a_hundred_and_not_before(ada, roadmap):
    almost = do(ada, roadmap, python="done", pandas="done", fraud="done")
    assert almost.share.percent == 81

    done = do(ada, roadmap, pytorch="skipped")
    assert done.share.percent == 100
    assert done.next is None


def test_a_last_step_without_hours_keeps_it_below_a_hundred(ada, roadmap):
    roadmap.steps.filter(item__key="pytorch").update(minutes=0)
    overview = do(ada, roadmap, python="done", pandas="done", fraud="done")

    assert overview.share.percent == 99


def test_skipping_everything_is_a_finished_road(ada, roadmap):
    overview = do(ada, roadmap, python="skipped", pandas="skipped", pytorch="skipped", fraud="skipped")

    assert (overview.share.percent, overview.next) == (0, None)


def test_verified_work_is_counted_apart(ada, roadmap):
    actions.mark_verified(ada, factories.step(roadmap, "fraud").item)
    overview = do(ada, roadmap, python="done")

    assert (overview.share.verified, overview.share.done) == (20 * 60, 36 * 60)
    assert states(overview)["Fraud detection model"] == "verified"


def test_a_step_is_not_open_before_what_it_needs(roadmap):
    assert states(read_overview(roadmap)) == {
        "Python": "todo",
        "pandas": "locked",
        "PyTorch": "locked",
        "Fraud detection model": "locked",
    }


def test_skipping_a_prerequisite_opens_what_waited_for_it(ada, roadmap):
    assert states(do(ada, roadmap, python="skipped"))["pandas"] == "todo"


def test_next_is_what_is_open_and_due_first(ada, roadmap):
    assert read_overview(roadmap).next.title == "Python"
    assert do(ada, roadmap, python="done").next.title == "pandas"


def test_what_is_begun_comes_before_what_is_due(ada, roadmap):
    assert do(ada, roadmap, python="done", pytorch="doing").next.title == "PyTorch"


def test_late_is_what_is_open_after_its_day(ada, roadmap):
    due = factories.step(roadmap, "python").due_on
    overview = read_overview(roadmap)

    assert overview.late(due) == []
    assert [row.title for row in overview.late(date.fromordinal(due.toordinal() + 1))] == ["Python"]


def test_somebody_elses_progress_is_not_hers(ada, mallory, template, roadmap):
    theirs = factories.roadmap_of(mallory, template)
    do(mallory, theirs, python="done")

    assert read_overview(roadmap).share.done == 0


@pytest.mark.parametrize("more", [0, 3])
def test_an_overview_costs_one_query(roadmap, template, more, django_assert_num_queries):
    for number in range(more):
        stage = roadmap.stages.first()
        item = factories.skill(f"more-{number}")
        roadmap.steps.create(stage=stage, item=item, title="More", minutes=60, position=90 + number)
    with django_assert_num_queries(1):
        read_overview(roadmap)


@pytest.mark.parametrize("source", ["claim", "placement", "know-0123456789ab"])
def test_what_she_knew_before_was_not_finished_on_any_day(ada, roadmap, source):
    python, pandas = factories.step(roadmap, "python"), factories.step(roadmap, "pandas")
    actions.set_status(python.pk, "done", by=ada, source=source)
    actions.set_status(pandas.pk, "done", by=ada)

    assert [row.title for row in read_overview(roadmap).steps if row.is_known_before] == ["Python"]
