from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.local_time import EVERY_DAY, is_within, jitter, moment_of, next_occurrence

BERLIN = ZoneInfo("Europe/Berlin")
# Offsets that are no whole hours, and zones that jump: by an hour, by half an hour, at midnight, by a whole day.
ZONES = [
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Kabul", "Asia/Tehran", "Asia/Yangon", "Asia/Colombo",
    "Australia/Adelaide", "Australia/Darwin", "Australia/Eucla", "Pacific/Chatham", "Pacific/Marquesas",
    "America/St_Johns", "Australia/Lord_Howe", "Europe/Berlin", "America/New_York", "Africa/Cairo",
    "America/Santiago", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Africa/Casablanca", "UTC",
]  # fmt: skip
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(2011, 1, 1), date(2030, 12, 31))
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2011, 1, 1), datetime(2030, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))


@given(days, walls, zones)
def test_a_clock_shows_the_wished_time_or_has_just_jumped_over_it(day, wall, zone):
    moment = moment_of(day, wall, zone)
    shown, wished = moment.astimezone(zone).replace(tzinfo=None), datetime.combine(day, wall)
    before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert shown == wished or before < wished < shown


@given(days, walls, zones)
def test_of_a_time_shown_twice_it_is_the_first(day, wall, zone):
    moment = moment_of(day, wall, zone)
    local = moment.astimezone(zone).replace(tzinfo=None)
    for hours in (0.5, 1, 2):
        earlier = (moment - timedelta(hours=hours)).astimezone(zone).replace(tzinfo=None)
        assert earlier < local


@given(moments, walls, st.integers(1, EVERY_DAY), zones)
def test_the_next_occurrence_is_later_and_none_lies_between(after, wall, weekdays, zone):
    moment = next_occurrence(after, wall, weekdays, zone)
    assert after < moment <= after + timedelta(days=9)
    between = [after.astimezone(zone).date() + timedelta(days=ahead) for ahead in range(9)]
    candidates = [moment_of(day, wall, zone) for day in between if weekdays >> day.weekday() & 1]
    assert not [other for other in candidates if after < other < moment]


@given(moments, walls, zones)
def test_every_local_day_has_one_occurrence_and_only_one(start, wall, zone):
    seen, moment = [], start
    for _ in range(40):
        moment = next_occurrence(moment, wall, EVERY_DAY, zone)
        seen.append(moment.astimezone(zone).date())
    assert len(set(seen)) == 40
    skipped = timedelta(days=1 if zone.key == "Pacific/Apia" else 0)  # it had no 30 December 2011
    assert seen[-1] - seen[0] <= timedelta(days=39) + skipped


@pytest.mark.parametrize(
    ("day", "wall", "expected"),
    [
        (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),  # no such time: three o'clock
        (date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # twice: the first
        (date(2027, 3, 27), time(8), datetime(2027, 3, 27, 7, tzinfo=UTC)),
        (date(2027, 3, 28), time(8), datetime(2027, 3, 28, 6, tzinfo=UTC)),  # 23 hours after the day before
    ],
)
def test_the_clock_changes_in_berlin(day, wall, expected):
    assert moment_of(day, wall, BERLIN) == expected


def test_a_day_that_does_not_exist_moves_into_the_next():
    assert moment_of(date(2011, 12, 30), time(8), ZoneInfo("Pacific/Apia")) == datetime(2011, 12, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "within"),
    [(time(21, 59), False), (time(22), True), (time(0), True), (time(6, 59), True), (time(7), False)],
)
def test_quiet_hours_pass_midnight(wall, within):
    assert is_within(wall, time(22), time(7)) is within


@given(st.text(), st.integers(0, 1800))
def test_jitter_is_bounded_and_always_the_same(key, most):
    assert timedelta(0) <= jitter(key, most) <= timedelta(seconds=most)
    assert jitter(key, most) == jitter(key, most)
