"""Each date says why, in one sentence."""

from datetime import date, timedelta

from planning import Availability, Because, Task, make_plan

WEEK = Availability((60, 60, 60, 60, 60, 120, 120))
TUESDAY = date(2026, 12, 1)


def reasons(*tasks, week=WEEK):
    plan = make_plan(tasks, availability=week, starts_on=TUESDAY)
    return {key: dated.reason.sentence() for key, dated in plan.dates.items()}


def test_the_first_step_opens_the_plan_and_the_next_comes_after_it():
    assert reasons(
        Task("algebra", 120, title="Linear algebra"),
        Task("probability", 360, ("algebra",), title="Probability"),
    ) == {
        "algebra": "First in your plan; 2 h free between Tue 1 and Wed 2 Dec",
        "probability": "After Linear algebra; 6 h free between Thu 3 and Sun 6 Dec",
    }


def test_a_step_that_needs_nobody_comes_next_in_the_roadmap():
    said = reasons(Task("sql", 60, title="SQL"), Task("git", 60, title="Git"))
    assert said["git"] == "Next in your roadmap, once SQL is done; 1 h free on Wed 2 Dec"


def test_a_first_possible_day_is_the_reason_when_it_holds_the_step_up():
    said = reasons(Task("course", 60, not_before=date(2026, 12, 10)))
    assert said["course"] == "Not before Thu 10 Dec; 1 h free on Thu 10 Dec"


def test_waiting_for_a_reply_is_the_reason():
    said = reasons(Task("apply", 60, title="Application", waiting_days=14), Task("start", 60, ("apply",)))
    assert said["start"] == "14 days after Application; 1 h free on Tue 15 Dec"


def test_a_deadline_that_moves_a_step_ahead_is_the_reason_its_own_or_that_of_what_needs_it():
    said = reasons(
        Task("long", 600, title="Long"),
        Task("basics", 60, title="Basics", position=1),
        Task("exam", 60, ("basics",), title="Entry test", deadline=date(2026, 12, 3), position=2),
    )
    assert said["basics"] == "Moved ahead for Entry test, due Thu 3 Dec; 1 h free on Tue 1 Dec"
    assert said["exam"] == "After Basics; 1 h free on Wed 2 Dec"


def test_a_deadline_that_can_be_kept_anyway_moves_nobody():
    plan = make_plan(
        [Task("long", 600), Task("test", 60, deadline=date(2026, 12, 31), position=1)],
        availability=WEEK,
        starts_on=TUESDAY,
    )
    assert plan.order == ("long", "test")


def test_work_goes_ahead_so_that_waiting_passes_beside_other_work():
    said = reasons(Task("study", 600), Task("apply", 60, waiting_days=30, position=1))
    assert said["apply"].startswith("Moved ahead, so that the waiting after it passes beside other work")


def test_an_appointment_says_what_it_takes_beyond_the_day_and_what_is_not_ready():
    said = reasons(
        Task("prepare", 600, title="Preparation"),
        Task("exam", 180, ("prepare",), title="Exam", fixed_on=date(2026, 12, 4)),
    )
    assert said["exam"] == (
        "Fixed on Fri 4 Dec; takes 2 h more than you have free that day; not ready the day before: Preparation"
    )


def test_a_late_step_says_by_how_much():
    said = reasons(Task("a", 300, deadline=date(2026, 12, 3)))
    assert said["a"].endswith("; 2 days after its deadline")


def test_a_step_done_in_pieces_says_in_how_many():
    plan = make_plan(
        [Task("long", 600), Task("test", 60, not_before=date(2026, 12, 3), deadline=date(2026, 12, 3))],
        availability=WEEK,
        starts_on=TUESDAY,
    )
    assert plan.dates["long"].reason.parts == 2
    assert "in 2 parts" in plan.dates["long"].reason.sentence()
    assert plan.dates["test"].due_on == date(2026, 12, 3)


def test_a_span_over_the_new_year_names_both_years():
    said = reasons(Task("a", 60 * 60))
    assert "between Tue 1 Dec 2026 and Sat 16 Jan 2027" in said["a"]


def test_a_reason_is_data_first():
    plan = make_plan([Task("a", 60, title="A"), Task("b", 60, ("a",))], availability=WEEK, starts_on=TUESDAY)
    reason = plan.dates["b"].reason
    assert (reason.because, reason.cause, reason.minutes) == (Because.PREREQUISITE, "a", 60)
    assert reason.starts_on == reason.due_on == TUESDAY + timedelta(days=1)
