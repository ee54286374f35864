"""Allowed hours, and wall clocks that jump."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.hours import (
    Hours,
    at_hour,
    country_of,
    hours_for,
    in_time,
    last_allowed,
    local_moment,
    next_allowed,
    zone_called,
)
from storage.kinds import ReminderKind

from .makers import HOURS, MOMENTS, TIMES, ZONES, utc

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("zone", "day", "clock", "moment"),
    [
        pytest.param("Europe/London", date(2026, 7, 1), time(9), utc(2026, 7, 1, 8), id="nine in summer"),
        pytest.param("Europe/London", date(2026, 3, 29), time(1, 30), utc(2026, 3, 29, 1), id="missing in London"),
        pytest.param("America/New_York", date(2026, 3, 8), time(2, 30), utc(2026, 3, 8, 7), id="missing in New York"),
        pytest.param(
            "America/New_York", date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30), id="twice: the first"
        ),
        pytest.param(
            "Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 30), id="half hour gap"
        ),
        pytest.param(
            "Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45), id="half hour twice"
        ),
        pytest.param("Africa/Cairo", date(2026, 4, 24), time(0), utc(2026, 4, 23, 22), id="no midnight in Cairo"),
        pytest.param(
            "Africa/Cairo", date(2026, 10, 29), time(23, 30), utc(2026, 10, 29, 20, 30), id="late twice in Cairo"
        ),
        pytest.param(
            "America/Santiago", date(2026, 9, 6), time(0, 30), utc(2026, 9, 6, 4), id="no midnight in Santiago"
        ),
        pytest.param("Asia/Beirut", date(2026, 3, 29), time(0, 10), utc(2026, 3, 28, 22), id="no midnight in Beirut"),
        pytest.param("Pacific/Apia", date(2011, 12, 30), time(9), utc(2011, 12, 30, 10), id="the day Samoa skipped"),
        pytest.param("Antarctica/Troll", date(2026, 3, 29), time(1, 30), utc(2026, 3, 29, 1), id="two hours missing"),
    ],
)
def test_a_wall_clock_time_is_one_moment(zone: str, day: date, clock: time, moment: datetime) -> None:
    assert local_moment(day, clock, ZoneInfo(zone)) == moment


@pytest.mark.parametrize(
    ("at", "then"),
    [
        pytest.param(
            utc(2026, 11, 23, 14, 10, 7), utc(2026, 11, 23, 14, 10, 7), id="in the day it stays to the second"
        ),
        pytest.param(utc(2026, 11, 23, 21, 29, 59), utc(2026, 11, 23, 21, 29, 59), id="just before quiet hours"),
        pytest.param(utc(2026, 11, 23, 21, 30), utc(2026, 11, 24, 8), id="quiet hours begin"),
        pytest.param(utc(2026, 11, 24, 3), utc(2026, 11, 24, 8), id="in the night"),
        pytest.param(utc(2026, 11, 24, 8), utc(2026, 11, 24, 8), id="quiet hours are over"),
        pytest.param(utc(2026, 11, 27, 22), utc(2026, 11, 30, 8), id="Friday night to Monday"),
        pytest.param(utc(2026, 11, 28, 12), utc(2026, 11, 30, 8), id="Saturday noon to Monday"),
        pytest.param(utc(2026, 3, 28, 23), utc(2026, 3, 30, 7), id="over the start of summer time"),
        pytest.param(utc(2026, 10, 24, 23), utc(2026, 10, 26, 8), id="over the end of summer time"),
    ],
)
def test_quiet_hours_and_days_off_move_a_ping_to_the_next_allowed_minute(at: datetime, then: datetime) -> None:
    assert next_allowed(at, Hours(LONDON, days_off=frozenset({6, 7}))) == then


@pytest.mark.parametrize(
    ("zone", "quiet_from", "quiet_until", "off", "at", "then"),
    [
        pytest.param(
            "America/New_York",
            time(23),
            time(2, 30),
            frozenset(),
            utc(2026, 3, 8, 5),
            utc(2026, 3, 8, 7),
            id="end missing",
        ),
        pytest.param(
            "America/New_York",
            time(23),
            time(1, 30),
            frozenset(),
            utc(2026, 11, 1, 6, 5),
            utc(2026, 11, 1, 6, 30),
            id="quiet until 1:30, in its second hour",
        ),
        pytest.param(
            "America/New_York",
            time(1, 30),
            time(8),
            frozenset(),
            utc(2026, 11, 1, 5, 40),
            utc(2026, 11, 1, 6),
            id="quiet from 1:30, and then it is one o'clock again",
        ),
        pytest.param(
            "Africa/Cairo",
            time(0),
            time(0),
            frozenset({5}),
            utc(2026, 4, 24, 5),
            utc(2026, 4, 24, 21),
            id="Friday off without a midnight",
        ),
        pytest.param(
            "Africa/Cairo",
            time(0),
            time(0),
            frozenset({4}),
            utc(2026, 10, 29, 20, 59),
            utc(2026, 10, 29, 22),
            id="Thursday off, and its last hour comes twice",
        ),
        pytest.param(
            "Pacific/Apia",
            time(0),
            time(0),
            frozenset({1, 2, 3, 4, 6, 7}),
            utc(2011, 12, 29, 9),
            utc(2012, 1, 5, 10),
            id="only Fridays on, and this Friday is skipped",
        ),
        pytest.param(
            "Europe/London",
            time(1, 31),
            time(1, 30),
            frozenset({1, 2, 3, 4, 5, 6}),
            utc(2026, 3, 23, 9),
            utc(2026, 4, 5, 0, 30),
            id="one minute a week, and it is missing this week",
        ),
        pytest.param(
            "Europe/London",
            time(9),
            time(17),
            frozenset(),
            utc(2026, 11, 23, 12),
            utc(2026, 11, 23, 17),
            id="quiet by day",
        ),
        pytest.param(
            "Europe/London", time(8), time(8), frozenset(), utc(2026, 11, 23, 3), utc(2026, 11, 23, 3), id="never quiet"
        ),
    ],
)
def test_odd_clocks_and_odd_hours_are_right(
    zone: str, quiet_from: time, quiet_until: time, off: frozenset[int], at: datetime, then: datetime
) -> None:
    assert next_allowed(at, Hours(ZoneInfo(zone), time(9), quiet_from, quiet_until, off)) == then


@settings(deadline=None)
@given(MOMENTS, HOURS)
def test_a_ping_is_never_in_quiet_hours_and_never_earlier(moment: datetime, hours: Hours) -> None:
    then = next_allowed(moment, hours)
    local = then.astimezone(hours.zone)
    assert then >= moment
    assert local.isoweekday() not in hours.days_off
    assert not (hours.quiet_from <= local.time() < hours.quiet_until)
    if hours.quiet_from > hours.quiet_until:
        assert hours.quiet_until <= local.time() < hours.quiet_from


@settings(deadline=None)
@given(MOMENTS, HOURS, st.timedeltas(timedelta(), timedelta(days=9)))
def test_moving_is_settled_at_once_and_keeps_the_order(moment: datetime, hours: Hours, later: timedelta) -> None:
    then = next_allowed(moment, hours)
    assert next_allowed(then, hours) == then
    assert next_allowed(moment + later, hours) >= then
    before = last_allowed(moment, hours)
    assert last_allowed(before, hours) == before
    assert last_allowed(moment + later, hours) >= before.replace(second=0, microsecond=0), "to the minute"


@settings(max_examples=60, deadline=None)
@given(MOMENTS.map(lambda moment: moment.replace(second=0, microsecond=0)), HOURS)
def test_no_allowed_minute_is_passed_over(moment: datetime, hours: Hours) -> None:
    then, before = next_allowed(moment, hours), last_allowed(moment, hours)
    minutes = min((then - moment) // timedelta(minutes=1), 4000)
    assert not any(hours.allow(moment + i * timedelta(minutes=1)) for i in range(minutes))
    assert before <= moment
    minutes = min((moment - before) // timedelta(minutes=1), 4000)
    assert not any(hours.allow(moment - i * timedelta(minutes=1)) for i in range(minutes))


@settings(deadline=None)
@given(st.dates(date(2009, 1, 1), date(2040, 1, 1)), TIMES, ZONES)
def test_every_wall_clock_time_comes_once_and_in_order(day: date, clock: time, zone: ZoneInfo) -> None:
    moment = local_moment(day, clock, zone)
    local = moment.astimezone(zone).replace(tzinfo=None)
    wanted = datetime.combine(day, clock)
    assert local >= wanted
    if local > wanted:
        just_before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < wanted, "the first moment after the gap"
    else:
        for minutes in (30, 60, 120):
            earlier = (moment - timedelta(minutes=minutes)).astimezone(zone).replace(tzinfo=None)
            assert earlier != wanted, "the first of two"


@pytest.mark.parametrize(
    ("at", "then"),
    [
        pytest.param(utc(2026, 11, 24, 6, 30), utc(2026, 11, 23, 21, 29), id="from the night to the evening before"),
        pytest.param(utc(2026, 11, 29, 12), utc(2026, 11, 27, 21, 29), id="from Sunday to Friday evening"),
        pytest.param(utc(2026, 11, 24, 12), utc(2026, 11, 24, 12), id="allowed as it is"),
        pytest.param(utc(2026, 3, 29, 12), utc(2026, 3, 27, 21, 29), id="over the start of summer time"),
    ],
)
def test_the_last_allowed_minute_before(at: datetime, then: datetime) -> None:
    assert last_allowed(at, Hours(LONDON, days_off=frozenset({6, 7}))) == then


def test_what_would_come_too_late_comes_before() -> None:
    hours = Hours(LONDON)
    assert in_time(utc(2026, 11, 24, 7), utc(2026, 11, 24, 8), hours) == utc(2026, 11, 24, 8)
    assert in_time(utc(2026, 11, 24, 7), utc(2026, 11, 24, 7, 59), hours) == utc(2026, 11, 23, 21, 29)


def test_a_morning_is_the_owners_hour() -> None:
    assert at_hour(date(2026, 11, 24), Hours(LONDON)) == utc(2026, 11, 24, 9)
    assert at_hour(date(2026, 11, 24), Hours(LONDON, ping_at=time(7))) == utc(2026, 11, 24, 8)
    assert at_hour(date(2026, 11, 24), Hours(LONDON, ping_at=time(22))) == utc(2026, 11, 25, 8)
    assert at_hour(date(2026, 11, 24), Hours(LONDON), time(18, 30)) == utc(2026, 11, 24, 18, 30)


def test_only_what_comes_before_a_meeting_ignores_days_off() -> None:
    hours = Hours(LONDON, days_off=frozenset({6, 7}))
    free = {kind for kind in ReminderKind if not hours_for(kind, hours).days_off}
    assert free == {ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON}
    assert hours_for(ReminderKind.MEETING_SOON, hours).quiet_from == time(21, 30)


@pytest.mark.parametrize("off", [frozenset(range(1, 8)), frozenset({0}), frozenset({8})])
def test_a_week_without_a_day_on_is_refused(off: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="at most six"):
        Hours(LONDON, days_off=off)


def test_a_week_starts_on_monday_or_on_sunday() -> None:
    with pytest.raises(ValueError, match="Monday"):
        Hours(LONDON, week_starts=6)


@pytest.mark.parametrize("name", [None, "", "Nowhere/Land", "../etc/passwd", "Europe", "\0"])
def test_an_unknown_zone_is_utc(name: str | None) -> None:
    assert zone_called(name).key == "UTC"


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "GB"),
        ("America/New_York", "US"),
        ("US/Pacific", "US"),
        ("America/Toronto", "CA"),
        ("Africa/Cairo", "EG"),
        ("UTC", None),
    ],
)
def test_a_zone_tells_its_country_where_it_has_one(zone: str, country: str | None) -> None:
    assert country_of(zone) == country
    assert zone_called("Europe/Oslo").key == "Europe/Oslo"
