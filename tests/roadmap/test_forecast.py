"""The finish from a person's own weeks: what counts as an hour, what is said before there are enough, and to whom."""

import subprocess
import sys
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

import planning
from roadmap import actions, forecasting, planner
from roadmap.burn_up import burn_up, cumulated
from roadmap.forecasting import Change, weekly_minutes
from tests import factories
from tests.conftest import signed_in

MONDAY = date(2027, 1, 4)
NOON = datetime.fromisoformat("2027-01-04T12:00:00+01:00")


def at(week: int, day: int = 0) -> time_machine.travel:
    """Noon of a day of Ada's nth week (0 is the first) in Berlin."""
    return time_machine.travel(NOON + timedelta(days=7 * week + day), tick=False)


@pytest.fixture
def address(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}forecast/"


def set_status(roadmap, ada, key: str, status: str = "done", **how) -> None:
    actions.set_status(factories.step(roadmap, key).pk, status, by=ada, **how)


def weeks_of(roadmap, ada, today: date) -> list[int]:
    return weekly_minutes(forecasting.changes(roadmap, ada), roadmap.starts_on, today)


def read(person, address: str, week: int) -> str:
    """What somebody reads who signs in on the first day of that week; a session would not last so long."""
    with at(week):
        return signed_in(person).get(address).content.decode()


def test_hours_are_those_of_the_steps_finished_in_each_week(ada, roadmap):
    with at(0):
        set_status(roadmap, ada, "python", "doing")
        set_status(roadmap, ada, "python")
    with at(2):
        set_status(roadmap, ada, "pandas")

    assert weeks_of(roadmap, ada, MONDAY + timedelta(days=16)) == [16 * 60, 0, 8 * 60]


def test_undo_takes_the_hours_back_out_of_the_week_they_stood_in(ada, roadmap):
    with at(0):
        set_status(roadmap, ada, "python")
        set_status(roadmap, ada, "pandas")
    with at(1):
        set_status(roadmap, ada, "python", "doing")

    assert weeks_of(roadmap, ada, MONDAY + timedelta(days=8)) == [8 * 60, 0]


def test_done_again_counts_once_and_when_it_was_done_last(ada, roadmap):
    for week, status in enumerate(["done", "todo", "done"]):
        with at(week):
            set_status(roadmap, ada, "python", status)

    assert weeks_of(roadmap, ada, MONDAY + timedelta(days=15)) == [0, 0, 16 * 60]


@pytest.mark.parametrize("source", ["claim", "placement"])
def test_what_she_says_she_knew_before_is_no_work_of_a_week(ada, roadmap, source):
    with at(0):
        set_status(roadmap, ada, "python", source=source)
        set_status(roadmap, ada, "pandas")

    assert weeks_of(roadmap, ada, MONDAY) == [8 * 60]


def test_a_whole_stage_that_she_knew_before_is_no_work_of_a_week(ada, roadmap):
    with at(0):
        actions.know_stage(roadmap.stages.get(position=1), by=ada)

    assert weeks_of(roadmap, ada, MONDAY) == [0]


def test_a_claim_taken_back_takes_no_hours_with_it(ada, roadmap):
    with at(0):
        set_status(roadmap, ada, "python", source="claim")
        set_status(roadmap, ada, "python", "todo")

    assert weeks_of(roadmap, ada, MONDAY) == [0]


def test_what_was_done_before_the_first_day_is_no_work_of_a_week():
    early = Change(item=1, minutes=60, on=MONDAY - timedelta(days=1), is_done=True)
    undone = Change(item=1, minutes=60, on=MONDAY, is_done=False)

    assert weekly_minutes([early], MONDAY, MONDAY) == [0]
    assert weekly_minutes([early, undone], MONDAY, MONDAY) == [0]


@pytest.mark.parametrize(("moment", "week"), [("2027-03-28T21:30:00Z", 11), ("2027-03-28T22:30:00Z", 12)])
def test_the_week_that_loses_an_hour_ends_at_her_own_midnight(ada, roadmap, moment, week):
    """Clocks in Berlin go forward on Sunday 28 March 2027: half past ten in the evening UTC is Monday there."""
    with time_machine.travel(moment, tick=False):
        set_status(roadmap, ada, "python")

    weeks = weeks_of(roadmap, ada, date(2027, 3, 29))
    assert [place for place, minutes in enumerate(weeks) if minutes] == [week]


def test_on_the_first_day_there_is_not_enough_data_and_the_page_says_so(ada, roadmap, address):
    page = read(ada, address, 0)

    assert "Not enough data yet: 0 of 4 weeks" in page
    assert "at 8 h every week the road ends between" in page
    assert "P80" not in page


def test_a_week_counts_once_it_is_whole(ada, roadmap, address):
    with at(0):
        set_status(roadmap, ada, "pandas")
    with at(0, day=6):
        assert "0 of 4 weeks" in signed_in(ada).get(address).content.decode()

    assert "1 of 4 weeks" in read(ada, address, 1)
    assert "3 of 4 weeks" in read(ada, address, 3)


def test_before_the_road_starts_the_page_speaks_of_estimates(ada, roadmap, address):
    with time_machine.travel("2026-12-20T12:00:00+01:00"):
        assert "Not enough data yet: 0 of 4 weeks" in signed_in(ada).get(address).content.decode()


def test_after_four_weeks_she_reads_the_range_and_what_it_comes_from(ada, roadmap, address):
    with at(0):
        set_status(roadmap, ada, "python")
    with at(2):
        set_status(roadmap, ada, "pandas")
    page = read(ada, address, 4)

    assert "Likely done by" in page
    assert "From your last 4 weeks: 6.0 h a week, planned 8." in page
    assert "One in two (P50)" in page
    assert "Four in five (P80)" in page
    assert "Chance by" not in page


def test_with_a_target_she_reads_the_chance_to_make_it(ada, roadmap, address):
    roadmap.target_on = MONDAY + timedelta(days=30)
    roadmap.save()
    with at(0):
        set_status(roadmap, ada, "python")

    page = read(ada, address, 4)
    assert "Chance by 3 Feb 2027" in page
    assert "under 1 %" in page


def test_a_target_that_has_passed_has_no_chance_and_no_error(ada, roadmap, address):
    roadmap.target_on = MONDAY + timedelta(days=7)
    roadmap.save()

    assert "under 1 %" in read(ada, address, 6)


def test_four_weeks_of_nothing_have_no_finish_and_say_so(ada, roadmap, address):
    page = read(ada, address, 5)

    assert "At this pace, not within ten years" in page
    assert "From your last 5 weeks: no step was finished, planned 8 h a week." in page
    assert page.count("not within ten years") >= 2


def test_whoever_keeps_every_week_the_same_has_one_date():
    tasks = [planning.Task(key=1, minutes=32 * 60, minutes_low=60, minutes_high=90 * 60)]
    free = planning.Availability.evenly(8)
    found = forecasting.finish(tasks, [480] * 4, availability=free, today=MONDAY, target_on=date(2027, 1, 31))

    assert isinstance(found, planning.Forecast)
    assert found.p50_on == found.p80_on == date(2027, 1, 31)
    assert found.chance == 1.0


def test_when_all_is_done_there_is_nothing_to_forecast(ada, roadmap, address):
    with at(0):
        for step in roadmap.steps.filter(is_chosen=True):
            set_status(roadmap, ada, step.item.key)
    page = read(ada, address, 5)

    assert "The whole road is walked" in page
    assert "54 h of 54 h are done." in page
    assert "What holds everything up" not in page


def test_she_reads_what_holds_everything_up_and_what_can_wait(ada, roadmap, address):
    page = read(ada, address, 0)

    assert "Finishing Python opens 3 steps; a week late costs" in page
    assert "PyTorch" in page[page.index("What can wait") :]


def test_what_holds_everything_up_is_something_to_do_now_not_the_last_step(ada, roadmap):
    tasks, free = planner.tasks(planner.open_steps(roadmap)), planner.availability(roadmap)
    said = forecasting.obstacles(tasks, free, MONDAY)

    assert said["bottleneck_holds_up"]
    assert said["bottleneck_address"] == factories.step(roadmap, "python").get_absolute_url()


def test_where_nothing_holds_everything_up_the_page_says_what_opens_the_most(ada, roadmap, address):
    """Beside a long optional road of its own, Python can wait a week."""
    rust = factories.step(roadmap, "rust")
    roadmap.steps.filter(pk=rust.pk).update(is_chosen=True, minutes=100 * 60)
    page = read(ada, address, 0)

    assert "What opens the most" in page
    assert "Finishing Python opens 3 steps; there is no hurry, it can wait" in page


def test_the_table_says_what_the_drawing_draws(ada, roadmap, address):
    with at(1):
        set_status(roadmap, ada, "python")
    page = read(ada, address, 4)

    assert '<th scope="row">Week of 11 Jan 2027</th><td class="num">16 h</td><td class="num">16 h</td>' in page
    assert 'class="done" points="12.0,208.0' in page
    assert "style=" not in page[page.index("<main") :]


def test_what_was_known_before_lifts_the_start_of_the_line():
    assert cumulated([60, 0, 120], done=300) == [120, 180, 180, 300]
    assert cumulated([600], done=300) == [0, 300]


def test_a_drawing_without_a_finish_ends_today():
    drawn = burn_up([0, 0], MONDAY, MONDAY + timedelta(days=10), 0, 600, None, None)

    assert drawn.done == "12.0,208.0 443.2,208.0 628.0,208.0"
    assert (drawn.likely, drawn.ahead, drawn.target) == ("", "", "")


def test_nobody_is_told_that_they_are_quite_sure():
    assert [forecasting.percent(chance) for chance in (0.0, 0.844, 1.0)] == ["under 1 %", "84 %", "over 99 %"]


def test_a_stranger_cannot_read_it_and_learns_nothing(as_mallory, mallory, template, roadmap, address):
    factories.roadmap_of(mallory, template)
    response = as_mallory.get(address)

    assert response.status_code == 404
    assert "Python" not in response.content.decode()


def test_another_persons_hours_are_not_hers(ada, mallory, template, roadmap):
    theirs = factories.roadmap_of(mallory, template)
    with at(0):
        set_status(theirs, mallory, "python")

    assert weeks_of(roadmap, ada, MONDAY) == [0]


@pytest.mark.parametrize("finished", [["python"], ["python", "pandas", "pytorch"]])
def test_the_page_costs_the_same_for_one_finished_step_as_for_three(
    ada, roadmap, address, finished, django_assert_num_queries
):
    with at(0):
        for key in finished:
            set_status(roadmap, ada, key)
    with at(4):
        client = signed_in(ada)
        with django_assert_num_queries(9):
            assert client.get(address).status_code == 200


def test_the_list_leads_to_the_forecast(as_ada, roadmap, address):
    assert f'href="{address}"' in as_ada.get(roadmap.get_absolute_url()).content.decode()


def test_pages_that_forecast_nothing_do_not_wait_for_numpy():
    code = "import planning, sys; sys.exit('numpy' in sys.modules or 'ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_team_planner_prints_the_plan_with_its_reasons(roadmap):
    printed = StringIO()
    call_command("plan", "--explain", str(roadmap.pk), stdout=printed)
    heading, first, *rest = printed.getvalue().splitlines()

    assert heading == "Test engineer: 8 h a week from 2027-01-04"
    assert first.startswith("2027-01-04 to 2027-01-17  Python (16 h): First in your plan; 16 h free")
    assert all(": " in line for line in rest[:3])
    assert rest[3:] == [
        "Version 1 ends on 2027-02-20.",
        "Today: Nothing moves: your plan still holds.",
        "It costs nothing.",
    ]


def test_without_explain_the_plan_is_dates_alone(roadmap):
    printed = StringIO()
    call_command("plan", str(roadmap.pk), stdout=printed)

    assert "First in your plan" not in printed.getvalue()


def test_a_plan_that_does_not_exist_is_said_not_to(db):
    with pytest.raises(CommandError, match=r"There is no roadmap 77\."):
        call_command("plan", "77")


def test_a_signed_out_visitor_is_asked_to_sign_in(client, roadmap, address):
    assert client.get(address).status_code == 302


def test_mentors_do_not_read_it_through_its_address(mentor, roadmap, address):
    assert signed_in(mentor).get(address).status_code == 404
