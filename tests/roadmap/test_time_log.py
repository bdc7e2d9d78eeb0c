"""Time on a step's page, in its drawer, and all of it on a page of its own."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine

from roadmap import actions
from roadmap.durations import exactly, read_minutes, write_minutes
from roadmap.heat_map import heat_map, level_of
from roadmap.models import RunningSession, TimeEntry
from tests import factories
from tests.conftest import signed_in

NOON = datetime.fromisoformat("2027-01-05T12:00:00+01:00")  # a Tuesday in Berlin
TODAY = date(2027, 1, 5)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def python(roadmap):
    return factories.step(roadmap, "python")


@pytest.fixture
def as_ada(ada, clock):
    return signed_in(ada)


def log(step, by, minutes=60, spent_on=TODAY) -> TimeEntry:
    return actions.log_time(step.item, by=by, minutes=minutes, spent_on=spent_on)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90), ("45 min", 45), ("5m", 5), ("1:30", 90), ("0:05", 5), ("1h30", 90), ("1 h 30 min", 90), ("2 h", 120),
        ("1.5 h", 90), ("1,5h", 90), ("0.25 hours", 15), (" 10 ", 10), ("0", 0), ("99:59", 5999),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "long", "-5", "1:3", "1.5", "1:30:00", "12345", "٣", "1e3", "1 h 5", "\x00"])
def test_what_is_no_length_is_none(text):
    assert read_minutes(text) is None


@pytest.mark.parametrize("minutes", [1, 45, 60, 100, 1440])
def test_a_length_is_read_back_as_it_is_written(minutes):
    assert read_minutes(write_minutes(minutes)) == minutes


def test_a_length_is_told_exactly():
    assert [exactly(minutes) for minutes in (0, 45, 100, 120)] == ["0 min", "45 min", "1 h 40 min", "2 h"]


def test_she_logs_past_time_and_comes_back_to_the_step(as_ada, ada, python):
    answer = as_ada.post(f"/steps/{python.pk}/time/", {"minutes": "1:30", "spent_on": "2027-01-04"})

    assert answer.url == f"/steps/{python.pk}/#time"
    entry = TimeEntry.objects.for_owner(ada).get()
    assert (entry.item_id, entry.minutes, entry.spent_on) == (python.item_id, 90, date(2027, 1, 4))
    page = as_ada.get(f"/steps/{python.pk}/").content.decode()
    assert "Logged 1 h 30 min." in page
    assert "1 h 30 min logged" in page
    assert f"/time/{entry.pk}/" in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("minutes", "", "Say how long it took."),
        ("minutes", "a while", "Write how long it took as 45, 1:30 or 1.5 h."),
        ("minutes", "0", "between 1 minute and 24 hours"),
        ("minutes", "25:00", "between 1 minute and 24 hours"),
        ("minutes", "9" * 30, "at most 20 characters"),
        ("minutes", "1\x00", "Null characters"),
        ("spent_on", "2027-01-06", "still to come"),
        ("spent_on", "2027-02-30", "Write the day as"),
        ("spent_on", "0001-01-01", "more than five years ago"),
        ("spent_on", "", "Choose the day."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_wrong_answer_is_named_and_nothing_is_stored(as_ada, python, field, value, said, headers):
    told = {"minutes": "30", "spent_on": "2027-01-05", field: value}
    answer = as_ada.post(f"/steps/{python.pk}/time/", told, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert ("<html" in page) == (not headers)
    assert re.search(r'<details class="more" open>', page)
    assert not TimeEntry.objects.exists()


def test_beside_the_list_the_panel_alone_comes_back(as_ada, python):
    answer = as_ada.post(f"/steps/{python.pk}/time/", {"minutes": "30", "spent_on": "2027-01-05"}, headers=HTMX)

    page = answer.content.decode()
    assert "<html" not in page
    assert 'id="time"' in page
    assert "Logged 30 min." in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_she_starts_and_stops_a_session_on_the_step(as_ada, ada, python, clock, headers):
    as_ada.post(f"/steps/{python.pk}/time/start/", headers=headers)
    clock.shift(timedelta(minutes=25))
    page = as_ada.get(f"/steps/{python.pk}/").content.decode()
    assert re.search(r'Running since <span class="num">12:00</span>: <b class="num">25 min', page)

    answer = as_ada.post("/time/stop/", {"step": python.pk}, headers=headers, follow=True)
    assert "Logged 25 min." in answer.content.decode()
    assert TimeEntry.objects.for_owner(ada).minutes() == 25


def test_another_step_says_what_runs(as_ada, ada, roadmap, python):
    actions.start_session(python.item, by=ada)
    page = as_ada.get(f"/steps/{factories.step(roadmap, 'pandas').pk}/").content.decode()

    assert "“Python” runs since 12:00: that is stopped and logged." in page
    assert "Start a session" in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_forgotten_session_asks_for_its_length(as_ada, ada, python, clock, headers):
    actions.start_session(python.item, by=ada)
    clock.shift(timedelta(days=1))

    refused = as_ada.post("/time/stop/", {"step": python.pk}, headers=headers)
    assert refused.status_code == 422
    assert "more than 12 hours" in refused.content.decode()
    assert "Say how long you really worked." in refused.content.decode()
    as_ada.post("/time/stop/", {"step": python.pk, "minutes": "1 h 15 min"}, headers=headers)
    assert TimeEntry.objects.for_owner(ada).minutes_by_day() == {TODAY: 75}


def test_a_forgotten_session_is_corrected_before_another_starts(as_ada, ada, roadmap, python, clock):
    actions.start_session(python.item, by=ada)
    clock.shift(timedelta(days=1))
    answer = as_ada.post(f"/steps/{factories.step(roadmap, 'pandas').pk}/time/start/", follow=True)

    assert answer.redirect_chain[0][0] == "/time/"
    assert "longer than anybody works" in answer.content.decode()
    assert RunningSession.objects.get().item_id == python.item_id
    assert as_ada.post("/time/stop/", {"minutes": "all day"}).status_code == 422
    assert as_ada.post("/time/stop/", {"minutes": "2 h"}).url == "/time/"
    assert TimeEntry.objects.get().minutes == 120


def test_today_tells_the_week_the_session_and_the_checklist(as_ada, ada, roadmap, python, clock):
    log(python, ada, 95)
    actions.tick_line(actions.add_line(python.item, by=ada, text="Read"), by=ada, is_ticked=True)
    actions.add_line(python.item, by=ada, text="Try")
    page = as_ada.get("/today/").content.decode()
    assert "<b>1 h 35 min</b> logged of 8 h" in page
    assert "Checklist: 1 of 2" in page

    assert as_ada.post(f"/steps/{python.pk}/time/start/", {"page": "today"}).url == "/today/"
    clock.shift(timedelta(minutes=5))
    assert (
        '<b>Python</b> runs since <span class="num">12:00</span>: <b class="num">5 min</b>'
        in as_ada.get("/today/").content.decode()
    )
    assert as_ada.post("/time/stop/", {"page": "today"}).url == "/today/"
    assert TimeEntry.objects.for_owner(ada).minutes() == 100


def test_a_session_is_discarded(as_ada, ada, python):
    actions.start_session(python.item, by=ada)
    assert as_ada.post("/time/discard/", {"step": python.pk}).url == f"/steps/{python.pk}/#time"
    assert not RunningSession.objects.exists()


@pytest.mark.parametrize("step", ["", "0", "x", "9" * 30, "987654321"])
def test_a_stop_that_names_no_step_of_hers_is_no_error_of_ours(as_ada, step):
    assert as_ada.post("/time/stop/", {"step": step}).status_code in {302, 404}


def test_her_time_by_week_step_and_entry(as_ada, ada, mallory, roadmap, python):
    log(python, ada, 60, date(2026, 12, 21))
    log(python, ada, 95)
    log(factories.step(roadmap, "pandas"), ada, 30)
    log(python, mallory, 700)
    page = as_ada.get("/time/").content.decode()

    for fact in ("2 h 5 min this week", "Your plan counts on 8 h a week", "3 h 5 min in all", "2 h 35 min"):
        assert fact in page
    assert re.search(r"Week of 28 Dec 2026</span> <span class=\"num\">0 min", page)
    assert "3 h 5 min on 2 days in the last 26 weeks." in page
    assert "11 h" not in page


def test_without_any_time_she_is_told_how_to_begin(as_ada, roadmap):
    page = as_ada.get("/time/").content.decode()

    assert "Nothing is logged yet" in page
    assert '<svg class="heat"' not in page


def test_time_of_a_roadmap_that_is_gone_is_still_told(as_ada, ada, roadmap, python):
    log(python, ada)
    roadmap.delete()
    page = as_ada.get("/time/").content.decode()

    assert "Python" in page
    assert "Your plan counts on" not in page


def test_an_entry_is_corrected_and_deleted(as_ada, ada, python):
    entry = log(python, ada, 90)
    assert 'value="1:30"' in as_ada.get(f"/time/{entry.pk}/").content.decode()

    as_ada.post(f"/time/{entry.pk}/", {"minutes": "45", "spent_on": "2027-01-04"})
    assert TimeEntry.objects.for_owner(ada).minutes_by_day() == {date(2027, 1, 4): 45}
    refused = as_ada.post(f"/time/{entry.pk}/", {"minutes": "45", "spent_on": "2027-01-09"})
    assert refused.status_code == 422
    assert "still to come" in refused.content.decode()
    assert "45 min of Python are deleted." in as_ada.post(f"/time/{entry.pk}/delete/", follow=True).content.decode()
    assert not TimeEntry.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_no_entry_and_no_step(as_mallory, ada, python, method):
    entry = log(python, ada)
    for address in (f"/time/{entry.pk}/", f"/time/{entry.pk}/delete/", f"/steps/{python.pk}/time/"):
        told = {"minutes": "1", "spent_on": "2027-01-05"}
        assert getattr(as_mallory, method)(address, told).status_code in ({404} if method == "post" else {404, 405})
    entry.refresh_from_db()
    assert entry.minutes == 60


@pytest.mark.parametrize("count", [1, 3])
def test_her_time_costs_the_same_for_one_entry_as_for_three(as_ada, ada, python, count, django_assert_num_queries):
    for number in range(count):
        log(python, ada, 60, TODAY - timedelta(days=number))
    # session, person; days, goal, items, their steps and titles, what runs, the entries and their number
    with django_assert_num_queries(10):
        as_ada.get("/time/")


def test_many_entries_are_paged(as_ada, ada, python):
    for number in range(30):
        log(python, ada, 10, TODAY - timedelta(days=number))
    assert as_ada.get("/time/").content.decode().count(">Edit</a>") == 25
    assert as_ada.get("/time/?page=2").content.decode().count(">Edit</a>") == 5
    assert as_ada.get("/time/?page=nonsense").status_code == 200


@pytest.mark.parametrize(("minutes", "level"), [(0, 0), (1, 1), (59, 1), (60, 2), (120, 3), (240, 4), (1440, 4)])
def test_a_longer_day_has_a_higher_level(minutes, level):
    assert level_of(minutes) == level


def test_the_heat_map_ends_today_and_its_table_has_the_numbers():
    drawn = heat_map({TODAY: 60, date(2026, 12, 31): 30, date(2020, 1, 1): 600}, TODAY)

    assert len(drawn.cells) == 25 * 7 + 2
    assert [cell.level for cell in drawn.cells].count("0") == len(drawn.cells) - 2
    assert [(line.name, line.total) for line in drawn.lines] == [("4 Jan 2027", "1 h"), ("28 Dec 2026", "30 min")]
    assert drawn.sentence == "1 h 30 min on 2 days in the last 26 weeks."
