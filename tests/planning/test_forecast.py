"""The finish as a range: it must hold as often as it says, for learners whose truth is known."""

from datetime import date, timedelta

import pytest

from planning import Availability, Finished, Forecast, MinutesError, NotEnoughData, Task, Week, forecast_finish
from tests.planning.learners import open_tasks, past, some_learner, what_happens
from tests.planning.people import MONDAY

TEN_HOURS = Availability.evenly(10)
STEADY = [Week(600)] * 12


def held(seeds):
    """How often P50, P80 and the chance of the P80 date held."""
    p50 = p80 = 0
    for seed in seeds:
        learner = some_learner(seed)
        weeks, finished = past(learner, TEN_HOURS)
        tasks = open_tasks(learner)
        forecast = forecast_finish(
            tasks, availability=TEN_HOURS, starts_on=MONDAY, weeks=weeks, finished=finished, runs=1_000
        )
        truth = what_happens(learner, tasks, TEN_HOURS)
        p50 += truth <= forecast.p50_on
        p80 += truth <= forecast.p80_on
    return p50 / len(seeds), p80 / len(seeds)


def test_the_range_holds_about_as_often_as_it_says():
    p50, p80 = held(range(120))
    assert 0.38 <= p50 <= 0.62
    assert 0.70 <= p80 <= 0.90


@pytest.mark.slow
def test_in_2000_simulated_learners_the_range_holds_as_often_as_it_says():
    p50, p80 = held(range(2_000))
    assert 0.48 <= p50 <= 0.52
    assert 0.78 <= p80 <= 0.82


@pytest.mark.parametrize("weeks", [[], [Week(600)] * 3, [*[Week(600)] * 3, Week(0, free_minutes=0)]])
def test_under_four_weeks_with_free_time_there_is_not_enough_data(weeks):
    tasks = [Task("a", 1_200, minutes_low=600, minutes_high=2_400)]
    answer = forecast_finish(tasks, availability=TEN_HOURS, starts_on=MONDAY, weeks=weeks)
    assert isinstance(answer, NotEnoughData)
    assert (answer.weeks, answer.needed) == (len([week for week in weeks if week.free_minutes != 0]), 4)
    assert (answer.low_on, answer.high_on) == (MONDAY + timedelta(days=6), MONDAY + timedelta(days=27))


def test_whoever_always_does_what_they_plan_finishes_when_they_plan():
    answer = forecast_finish([Task("a", 1_800)], availability=TEN_HOURS, starts_on=MONDAY, weeks=STEADY)
    assert answer == Forecast(MONDAY + timedelta(days=20), MONDAY + timedelta(days=20), None, 12, 0, 1.0)


def test_whoever_does_half_takes_twice_as_long():
    half = [Week(300)] * 12
    answer = forecast_finish([Task("a", 1_800)], availability=TEN_HOURS, starts_on=MONDAY, weeks=half)
    assert answer.p50_on == MONDAY + timedelta(days=41)


def test_whoever_needs_half_as_much_again_is_told_so():
    finished = [Finished(100, 150)] * 8
    answer = forecast_finish(
        [Task("a", 1_200)], availability=TEN_HOURS, starts_on=MONDAY, weeks=STEADY, finished=finished
    )
    assert (answer.effort, answer.finished) == (1.5, 8)
    assert answer.p50_on == MONDAY + timedelta(days=20)


def test_uneven_weeks_make_a_wider_range_than_even_ones():
    uneven = [Week(0), Week(1_200)] * 6
    wide = forecast_finish([Task("a", 6_000)], availability=TEN_HOURS, starts_on=MONDAY, weeks=uneven)
    even = forecast_finish([Task("a", 6_000)], availability=TEN_HOURS, starts_on=MONDAY, weeks=STEADY)
    assert even.p80_on - even.p50_on == timedelta(0)
    assert wide.p80_on - wide.p50_on > timedelta(days=7)


def test_few_weeks_make_a_wider_range_than_many_of_the_same_kind():
    few = forecast_finish(
        [Task("a", 12_000)], availability=TEN_HOURS, starts_on=MONDAY, weeks=[Week(300), Week(900)] * 2
    )
    many = forecast_finish(
        [Task("a", 12_000)], availability=TEN_HOURS, starts_on=MONDAY, weeks=[Week(300), Week(900)] * 30
    )
    assert few.p80_on - few.p50_on > 1.5 * (many.p80_on - many.p50_on)


def test_the_chance_rises_with_the_target_and_agrees_with_the_range():
    weeks = [Week(minutes) for minutes in (200, 800, 600, 450, 0, 900, 700, 300)]

    def chance(target):
        return forecast_finish(
            [Task("a", 6_000)], availability=TEN_HOURS, starts_on=MONDAY, weeks=weeks, target_on=target
        )

    first = chance(MONDAY)
    assert first.chance == 0.0
    assert 0.8 <= chance(first.p80_on).chance < 0.85
    assert chance(first.p80_on - timedelta(days=1)).chance < 0.8
    assert chance(MONDAY + timedelta(days=3_000)).chance == 1.0


def test_first_days_appointments_and_waiting_hold_the_finish_up():
    tasks = [
        Task("apply", 60, waiting_days=60),
        Task("course", 600, not_before=MONDAY + timedelta(days=14)),
        Task("exam", 60, fixed_on=MONDAY + timedelta(days=50)),
    ]
    answer = forecast_finish(tasks, availability=TEN_HOURS, starts_on=MONDAY, weeks=STEADY)
    assert answer.p50_on == MONDAY + timedelta(days=60)
    assert forecast_finish(
        tasks[1:], availability=TEN_HOURS, starts_on=MONDAY, weeks=STEADY
    ).p50_on == MONDAY + timedelta(days=50)
    assert forecast_finish(
        tasks[1:2], availability=TEN_HOURS, starts_on=MONDAY, weeks=STEADY
    ).p50_on == MONDAY + timedelta(days=20)


def test_a_holiday_ahead_holds_the_finish_up():
    away = TEN_HOURS.without(MONDAY + timedelta(days=number) for number in range(7, 21))
    answer = forecast_finish([Task("a", 1_800)], availability=away, starts_on=MONDAY, weeks=STEADY)
    assert answer.p50_on == MONDAY + timedelta(days=34)


def test_whoever_does_nothing_has_no_finish_and_no_hang():
    answer = forecast_finish(
        [Task("a", 600)], availability=TEN_HOURS, starts_on=MONDAY, weeks=[Week(0)] * 8, target_on=date(2030, 1, 1)
    )
    assert (answer.p50_on, answer.p80_on, answer.chance) == (None, None, 0.0)


def test_the_same_weeks_give_the_same_range():
    weeks = [Week(minutes) for minutes in (200, 800, 600, 450)]
    answers = {
        forecast_finish([Task("a", 6_000)], availability=TEN_HOURS, starts_on=MONDAY, weeks=weeks) for _ in range(2)
    }
    assert len(answers) == 1


def test_negative_minutes_are_refused():
    with pytest.raises(MinutesError):
        Week(-1)
    with pytest.raises(MinutesError):
        Finished(0, 60)
