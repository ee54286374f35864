"""When each kind of reminder is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders import rules
from bot.reminders.hours import Hours, hours_for, local_day
from storage.kinds import ReminderKind, Rhythm

from .makers import HOURS, MOMENTS, utc

LONDON = Hours(ZoneInfo("Europe/London"), country="GB")
NEW_YORK = Hours(ZoneInfo("America/New_York"), country="US")
WEEKENDS_OFF = Hours(ZoneInfo("Europe/London"), days_off=frozenset({6, 7}), country="GB")
NEVER_QUIET = Hours(ZoneInfo("Europe/London"), quiet_from=time(), quiet_until=time())
TOKYO = Hours(ZoneInfo("Asia/Tokyo"), country="JP")

DAYS = st.dates(date(2009, 1, 1), date(2039, 12, 31))


@pytest.mark.parametrize(
    ("happened_on", "logged_at", "same_day", "hours", "due"),
    [
        pytest.param(date(2026, 11, 23), utc(2026, 11, 23, 16), False, LONDON, utc(2026, 11, 24, 9), id="next morning"),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 23, 10), False, LONDON, utc(2026, 11, 24, 9), id="not on the day"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 23, 10), True, LONDON, utc(2026, 11, 23, 17), id="on the day, wanted"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 23, 11, 59), True, LONDON, utc(2026, 11, 23, 17), id="just before noon"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 23, 12), True, LONDON, utc(2026, 11, 24, 9), id="noon is too late"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 24, 8), False, LONDON, utc(2026, 11, 24, 9), id="logged that morning"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 24, 8), True, LONDON, utc(2026, 11, 24, 9), id="and wanted on the day"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 24, 10), True, LONDON, utc(2026, 11, 24, 17), id="that morning, later"
        ),
        pytest.param(
            date(2026, 11, 19), utc(2026, 11, 23, 16), False, LONDON, utc(2026, 11, 24, 9), id="logged days later"
        ),
        pytest.param(
            date(2026, 11, 19), utc(2026, 11, 23, 7), False, LONDON, utc(2026, 11, 23, 9), id="days later, early"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 24, 0, 30), False, LONDON, utc(2026, 11, 24, 9), id="after midnight"
        ),
        pytest.param(
            date(2026, 11, 23), utc(2026, 11, 24, 2), False, NEW_YORK, utc(2026, 11, 24, 14), id="evening, New York"
        ),
        pytest.param(
            date(2026, 3, 28), utc(2026, 3, 28, 16), False, LONDON, utc(2026, 3, 29, 8), id="nine in summer time"
        ),
        pytest.param(
            date(2026, 10, 24), utc(2026, 10, 24, 16), False, LONDON, utc(2026, 10, 25, 9), id="nine in winter time"
        ),
        pytest.param(
            date(2026, 11, 27), utc(2026, 11, 27, 16), False, WEEKENDS_OFF, utc(2026, 11, 30, 8), id="Saturday off"
        ),
        pytest.param(date(2028, 2, 28), utc(2028, 2, 28, 16), False, LONDON, utc(2028, 2, 29, 9), id="a leap day"),
        pytest.param(date(2026, 12, 31), utc(2026, 12, 31, 16), False, LONDON, utc(2027, 1, 1, 9), id="New Year"),
    ],
)
def test_a_thank_you_is_due_the_next_morning(
    happened_on: date, logged_at: datetime, same_day: bool, hours: Hours, due: datetime
) -> None:
    assert rules.thank_you_at(happened_on, logged_at, hours, same_day=same_day) == due


@pytest.mark.parametrize(
    ("sent_at", "nth", "due"),
    [
        pytest.param(utc(2026, 11, 24, 9), 1, utc(2026, 11, 25, 9), id="a day after the first"),
        pytest.param(utc(2026, 11, 25, 9), 2, utc(2026, 11, 26, 9), id="a day after the second"),
        pytest.param(utc(2026, 11, 26, 9), 3, utc(2026, 11, 27, 9), id="the third time again"),
        pytest.param(utc(2026, 11, 27, 9), 4, None, id="and then no more"),
        pytest.param(utc(2026, 11, 24, 20, 59), 1, utc(2026, 11, 25, 9), id="sent late, and still at nine"),
    ],
)
def test_a_thank_you_comes_again_three_times_at_most(sent_at: datetime, nth: int, due: datetime | None) -> None:
    assert rules.thank_you_again_at(sent_at, LONDON, nth) == due


def test_there_is_no_asking_before_the_first() -> None:
    with pytest.raises(ValueError, match="first"):
        rules.thank_you_again_at(utc(2026, 11, 24, 9), LONDON, 0)


@pytest.mark.parametrize(
    ("last_heard_on", "rhythm", "due"),
    [
        pytest.param(date(2026, 11, 23), Rhythm.MONTHLY, utc(2026, 12, 23, 9), id="a month"),
        pytest.param(date(2026, 11, 23), Rhythm.TWO_MONTHS, utc(2027, 1, 23, 9), id="two months, over New Year"),
        pytest.param(date(2026, 11, 23), Rhythm.THREE_MONTHS, utc(2027, 2, 23, 9), id="three months"),
        pytest.param(date(2026, 11, 23), Rhythm.HALF_YEARLY, utc(2027, 5, 23, 8), id="half a year, at nine in summer"),
        pytest.param(date(2026, 11, 23), Rhythm.NEVER, None, id="never"),
        pytest.param(date(2027, 1, 31), Rhythm.MONTHLY, utc(2027, 2, 28, 9), id="the 31st and a month"),
        pytest.param(date(2028, 1, 31), Rhythm.MONTHLY, utc(2028, 2, 29, 9), id="the 31st and a month in a leap year"),
        pytest.param(date(2028, 2, 29), Rhythm.MONTHLY, utc(2028, 3, 29, 8), id="a leap day and a month"),
        pytest.param(date(2026, 8, 31), Rhythm.HALF_YEARLY, utc(2027, 2, 28, 9), id="the 31st and half a year"),
        pytest.param(date(2026, 12, 31), Rhythm.TWO_MONTHS, utc(2027, 2, 28, 9), id="New Year's Eve and two months"),
    ],
)
def test_an_update_is_due_by_the_contacts_rhythm(last_heard_on: date, rhythm: Rhythm, due: datetime | None) -> None:
    assert rules.update_at(last_heard_on, rhythm, LONDON) == due


@pytest.mark.parametrize(
    ("starts_at", "hours", "evening", "soon"),
    [
        pytest.param(utc(2026, 11, 24, 14), LONDON, utc(2026, 11, 23, 18), utc(2026, 11, 24, 13), id="an afternoon"),
        pytest.param(
            utc(2026, 11, 24, 8, 30),
            LONDON,
            utc(2026, 11, 23, 18),
            utc(2026, 11, 24, 8),
            id="half past eight: at eight",
        ),
        pytest.param(
            utc(2026, 11, 24, 8, 15),
            LONDON,
            utc(2026, 11, 23, 18),
            utc(2026, 11, 24, 8),
            id="a quarter of an hour helps",
        ),
        pytest.param(
            utc(2026, 11, 24, 8, 14), LONDON, utc(2026, 11, 23, 18), utc(2026, 11, 23, 21, 29), id="less does not"
        ),
        pytest.param(
            utc(2026, 11, 24, 7, 30), LONDON, utc(2026, 11, 23, 18), utc(2026, 11, 23, 21, 29), id="in quiet hours"
        ),
        pytest.param(
            utc(2026, 11, 24, 22), LONDON, utc(2026, 11, 23, 18), utc(2026, 11, 24, 21), id="late in the evening"
        ),
        pytest.param(
            utc(2026, 11, 29, 14), WEEKENDS_OFF, utc(2026, 11, 28, 18), utc(2026, 11, 29, 13), id="on a day off"
        ),
        pytest.param(
            utc(2026, 11, 25, 2),
            NEW_YORK,
            utc(2026, 11, 23, 23),
            utc(2026, 11, 25, 1),
            id="Tuesday evening in New York",
        ),
        pytest.param(
            utc(2026, 3, 29, 9), LONDON, utc(2026, 3, 28, 18), utc(2026, 3, 29, 8), id="over the start of summer time"
        ),
        pytest.param(
            utc(2026, 11, 24, 14),
            Hours(ZoneInfo("Europe/London"), quiet_from=time(17)),
            utc(2026, 11, 24, 8),
            utc(2026, 11, 24, 13),
            id="quiet evenings: in the morning",
        ),
        pytest.param(
            utc(2026, 11, 24, 8, 30),
            Hours(ZoneInfo("Europe/London"), quiet_from=time(17)),
            utc(2026, 11, 23, 16, 59),
            utc(2026, 11, 24, 8),
            id="quiet evenings before an early meeting",
        ),
    ],
)
def test_a_meeting_is_announced_the_evening_and_an_hour_before(
    starts_at: datetime, hours: Hours, evening: datetime, soon: datetime
) -> None:
    assert rules.meeting_tomorrow_at(starts_at, hours) == evening
    assert rules.meeting_soon_at(starts_at, hours) == soon


@pytest.mark.parametrize(
    ("ends_at", "hours", "due"),
    [
        pytest.param(utc(2026, 11, 24, 14, 30), LONDON, utc(2026, 11, 24, 15, 30), id="an hour later"),
        pytest.param(utc(2026, 11, 24, 21), LONDON, utc(2026, 11, 25, 8), id="an evening: in the morning"),
        pytest.param(utc(2026, 11, 28, 14), WEEKENDS_OFF, utc(2026, 11, 30, 8), id="on a day off"),
    ],
)
def test_how_it_went_is_asked_an_hour_after_the_end(ends_at: datetime, hours: Hours, due: datetime) -> None:
    assert rules.how_did_it_go_at(ends_at, hours) == due


@pytest.mark.parametrize(
    ("due_on", "now", "due"),
    [
        pytest.param(date(2026, 11, 27), None, utc(2026, 11, 27, 9), id="the morning of the day"),
        pytest.param(date(2026, 11, 27), utc(2026, 11, 23, 14), utc(2026, 11, 27, 9), id="the morning of a day ahead"),
        pytest.param(date(2026, 11, 23), utc(2026, 11, 23, 8), utc(2026, 11, 23, 9), id="this morning, still to come"),
        pytest.param(date(2026, 11, 23), utc(2026, 11, 23, 14), utc(2026, 11, 23, 18), id="today: this evening"),
        pytest.param(date(2026, 11, 23), utc(2026, 11, 23, 18), utc(2026, 11, 24, 9), id="this evening: tomorrow"),
        pytest.param(date(2026, 11, 20), utc(2026, 11, 23, 14), utc(2026, 11, 23, 18), id="a day that is over"),
        pytest.param(date(2026, 11, 23), None, utc(2026, 11, 23, 9), id="whatever the hour, if nobody says"),
    ],
)
def test_a_promise_of_the_owners_comes_on_its_morning(due_on: date, now: datetime | None, due: datetime) -> None:
    assert rules.follow_up_at(due_on, LONDON, now) == due


def test_a_promise_of_theirs_comes_on_its_day_or_after_a_week() -> None:
    assert rules.they_promised_at(date(2026, 11, 23), None, LONDON) == utc(2026, 11, 30, 9)
    assert rules.they_promised_at(date(2026, 11, 23), date(2026, 11, 26), LONDON) == utc(2026, 11, 26, 9)


@pytest.mark.parametrize(
    ("written_on", "hours", "someone_else", "second_note"),
    [
        pytest.param(date(2026, 11, 16), LONDON, utc(2026, 11, 19, 9), utc(2026, 11, 25, 9), id="a Monday"),
        pytest.param(date(2026, 11, 20), LONDON, utc(2026, 11, 25, 9), utc(2026, 12, 1, 9), id="a Friday"),
        pytest.param(
            date(2026, 11, 25), NEW_YORK, utc(2026, 12, 1, 14), utc(2026, 12, 7, 14), id="before Thanksgiving"
        ),
        pytest.param(
            date(2026, 11, 26),
            Hours(ZoneInfo("Africa/Cairo"), country="EG"),
            utc(2026, 12, 1, 7),
            utc(2026, 12, 7, 7),
            id="a Thursday in Cairo",
        ),
        pytest.param(
            date(2026, 11, 20),
            Hours(ZoneInfo("Europe/London"), days_off=frozenset({3})),
            utc(2026, 11, 26, 8),
            utc(2026, 12, 1, 9),
            id="on the owner's day off it waits for the next",
        ),
    ],
)
def test_silence_is_counted_in_working_days(
    written_on: date, hours: Hours, someone_else: datetime, second_note: datetime
) -> None:
    assert rules.no_reply_steps(written_on, hours) == (someone_else, second_note)


def test_the_loop_is_closed_the_next_morning() -> None:
    assert rules.close_loop_at(utc(2026, 11, 23, 14), LONDON) == utc(2026, 11, 24, 9)
    assert rules.close_loop_at(utc(2026, 11, 23, 7), LONDON) == utc(2026, 11, 23, 9)
    assert rules.close_loop_at(utc(2026, 11, 27, 14), WEEKENDS_OFF) == utc(2026, 11, 30, 8)


def test_a_resume_gets_old_after_the_owners_months() -> None:
    assert rules.resume_old_at(date(2026, 8, 31), 6, LONDON) == utc(2027, 2, 28, 9)
    assert rules.resume_old_at(date(2026, 11, 23), 12, LONDON) == utc(2027, 11, 23, 9)


@pytest.mark.parametrize(
    ("on", "hours", "due"),
    [
        pytest.param(date(2026, 11, 26), LONDON, utc(2026, 11, 25, 9), id="the morning before"),
        pytest.param(date(2026, 11, 30), WEEKENDS_OFF, utc(2026, 11, 27, 9), id="a Monday: on Friday"),
        pytest.param(date(2026, 11, 29), WEEKENDS_OFF, utc(2026, 11, 27, 9), id="a Sunday: on Friday"),
        pytest.param(
            date(2026, 11, 26),
            Hours(ZoneInfo("Europe/London"), ping_at=time(22)),
            utc(2026, 11, 25, 21, 29),
            id="an hour that is quiet",
        ),
    ],
)
def test_an_event_is_announced_the_morning_before(on: date, hours: Hours, due: datetime) -> None:
    assert rules.organisation_event_at(on, hours) == due


@pytest.mark.parametrize(
    ("now", "hours", "due"),
    [
        pytest.param(utc(2026, 11, 23, 12), LONDON, utc(2026, 11, 29, 18), id="from a Monday"),
        pytest.param(utc(2026, 11, 29, 17, 59), LONDON, utc(2026, 11, 29, 18), id="a minute before"),
        pytest.param(utc(2026, 11, 29, 18), LONDON, utc(2026, 12, 6, 18), id="from the moment itself: the next"),
        pytest.param(utc(2026, 3, 23, 12), LONDON, utc(2026, 3, 29, 17), id="on the first day of summer time"),
        pytest.param(utc(2026, 11, 23, 12), WEEKENDS_OFF, utc(2026, 11, 30, 8), id="Sunday off: Monday"),
        pytest.param(
            utc(2026, 11, 23, 12),
            Hours(ZoneInfo("Europe/London"), week_starts=7),
            utc(2026, 11, 29, 18),
            id="a week that starts on Sunday",
        ),
        pytest.param(utc(2026, 11, 29, 22), NEW_YORK, utc(2026, 11, 29, 23), id="Sunday afternoon in New York"),
    ],
)
def test_the_weekly_look_comes_on_sunday_evening(now: datetime, hours: Hours, due: datetime) -> None:
    assert rules.weekly_look_at(now, hours) == due


@pytest.mark.parametrize(
    ("kind", "due_at", "new", "now", "due"),
    [
        pytest.param(
            ReminderKind.UPDATE,
            utc(2026, 11, 24, 9),
            TOKYO,
            utc(2026, 11, 23, 9),
            utc(2026, 11, 24),
            id="nine in Tokyo",
        ),
        pytest.param(
            ReminderKind.UPDATE,
            utc(2026, 11, 24, 9),
            NEW_YORK,
            utc(2026, 11, 23, 9),
            utc(2026, 11, 24, 14),
            id="nine in New York",
        ),
        pytest.param(
            ReminderKind.UPDATE,
            utc(2026, 11, 24, 9),
            TOKYO,
            utc(2026, 11, 24, 2),
            utc(2026, 11, 24, 2),
            id="it is past nine in Tokyo: now",
        ),
        pytest.param(
            ReminderKind.UPDATE,
            utc(2026, 11, 24, 9),
            TOKYO,
            utc(2026, 11, 24, 8),
            utc(2026, 11, 24, 8),
            id="past nine, and not yet quiet",
        ),
        pytest.param(
            ReminderKind.UPDATE,
            utc(2026, 11, 24, 16),
            TOKYO,
            utc(2026, 11, 24, 15),
            utc(2026, 11, 24, 23),
            id="past that hour, and quiet: the next morning",
        ),
        pytest.param(
            ReminderKind.THANK_YOU,
            utc(2026, 11, 23, 9),
            TOKYO,
            utc(2026, 11, 23, 10),
            utc(2026, 11, 23, 9),
            id="due already",
        ),
        pytest.param(
            ReminderKind.UPDATE,
            utc(2026, 11, 24, 9),
            Hours(ZoneInfo("Europe/London"), ping_at=time(18)),
            utc(2026, 11, 23, 9),
            utc(2026, 11, 24, 18),
            id="another hour for pings",
        ),
        pytest.param(
            ReminderKind.FOLLOW_UP,
            utc(2026, 11, 24, 18, 30),
            Hours(ZoneInfo("Europe/London"), ping_at=time(10)),
            utc(2026, 11, 23, 9),
            utc(2026, 11, 24, 18, 30),
            id="a typed time stays",
        ),
        pytest.param(
            ReminderKind.HOW_DID_IT_GO,
            utc(2026, 11, 24, 15),
            TOKYO,
            utc(2026, 11, 23, 9),
            utc(2026, 11, 24, 23),
            id="after a meeting, midnight in Tokyo: the next morning",
        ),
    ],
)
def test_a_waiting_ping_follows_the_owners_clock(
    kind: ReminderKind, due_at: datetime, new: Hours, now: datetime, due: datetime
) -> None:
    assert rules.replanned(kind, due_at, LONDON, new, now) == due


def test_a_waiting_ping_of_a_meeting_follows_the_meeting() -> None:
    starts_at, now = utc(2026, 11, 25, 14), utc(2026, 11, 23, 9)
    evening = rules.replanned(
        ReminderKind.MEETING_TOMORROW, utc(2026, 11, 24, 18), LONDON, NEW_YORK, now, starts_at=starts_at
    )
    soon = rules.replanned(ReminderKind.MEETING_SOON, utc(2026, 11, 25, 13), LONDON, TOKYO, now, starts_at=starts_at)
    assert evening == utc(2026, 11, 24, 23)
    assert soon == utc(2026, 11, 25, 12, 29)


@settings(deadline=None)
@given(MOMENTS, st.integers(0, 40), HOURS, st.booleans())
def test_a_thank_you_is_never_early_and_never_quiet(
    logged_at: datetime, ago: int, hours: Hours, same_day: bool
) -> None:
    happened_on = local_day(logged_at, hours.zone) - timedelta(days=ago)
    due = rules.thank_you_at(happened_on, logged_at, hours, same_day=same_day)
    assert due > logged_at
    assert hours.allow(due)
    assert rules.thank_you_at(happened_on, logged_at, hours, same_day=False) >= due or same_day is False
    if not same_day:
        assert local_day(due, hours.zone) > happened_on


@settings(deadline=None)
@given(MOMENTS, HOURS)
def test_repeats_of_a_thank_you_come_to_an_end(sent_at: datetime, hours: Hours) -> None:
    times = 0
    due = rules.thank_you_again_at(sent_at, hours, 1)
    while due is not None:
        times += 1
        assert due > sent_at
        assert hours.allow(due)
        sent_at, due = due, rules.thank_you_again_at(due, hours, times + 1)
    assert times == 3


@settings(deadline=None)
@given(DAYS, st.integers(0, 400), st.sampled_from(Rhythm), HOURS)
def test_hearing_later_never_brings_an_update_earlier(heard: date, days: int, rhythm: Rhythm, hours: Hours) -> None:
    first = rules.update_at(heard, rhythm, hours)
    second = rules.update_at(heard + timedelta(days=days), rhythm, hours)
    if first is None or second is None:
        assert rhythm is Rhythm.NEVER
    else:
        assert first <= second
        assert hours.allow(first)
        assert local_day(first, hours.zone) > heard + timedelta(days=27)


@settings(deadline=None)
@given(MOMENTS, HOURS)
def test_a_meetings_pings_are_never_after_its_start_and_never_quiet(starts_at: datetime, hours: Hours) -> None:
    awake = hours_for(ReminderKind.MEETING_SOON, hours)
    for due in (rules.meeting_tomorrow_at(starts_at, hours), rules.meeting_soon_at(starts_at, hours)):
        assert due <= starts_at - timedelta(minutes=15)
        assert awake.allow(due)
    after = rules.how_did_it_go_at(starts_at, hours)
    assert after >= starts_at + timedelta(hours=1)
    assert hours.allow(after)


@settings(deadline=None)
@given(DAYS, HOURS)
def test_an_event_is_announced_before_its_day(on: date, hours: Hours) -> None:
    due = rules.organisation_event_at(on, hours)
    assert local_day(due - timedelta(seconds=1), hours.zone) < on
    assert hours.allow(due)


@settings(deadline=None)
@given(MOMENTS, HOURS)
def test_there_is_one_weekly_look_a_week(now: datetime, hours: Hours) -> None:
    due = rules.weekly_look_at(now, hours)
    assert due > now
    assert hours.allow(due)
    assert rules.weekly_look_at(due, hours) > due


@settings(deadline=None)
@given(st.sampled_from(ReminderKind), MOMENTS, HOURS, HOURS, st.timedeltas(timedelta(days=-60), timedelta(days=60)))
def test_no_ping_is_lost_by_a_journey(
    kind: ReminderKind, due_at: datetime, old: Hours, new: Hours, ago: timedelta
) -> None:
    now = due_at + ago
    due = rules.replanned(kind, due_at, old, new, now)
    assert due == due_at if due_at <= now else now <= due <= due_at + timedelta(days=30)
    if due_at > now:
        assert new.allow(due)


@settings(deadline=None)
@given(MOMENTS, HOURS, HOURS)
def test_a_journey_there_and_back_keeps_the_day(moment: datetime, home: Hours, away: Hours) -> None:
    now = moment - timedelta(days=90)
    always = [Hours(each.zone, each.ping_at, time(), time()) for each in (home, away)]
    due = rules.next_morning(moment, always[0])
    there = rules.replanned(ReminderKind.UPDATE, due, always[0], always[1], now)
    back = rules.replanned(ReminderKind.UPDATE, there, always[1], always[0], now)
    assert abs(back - due) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_the_calendars(day: date, months: int, then: date) -> None:
    assert rules.add_months(day, months) == then


def test_the_moments_given_are_in_utc() -> None:
    assert rules.next_morning(utc(2026, 7, 1, 12), LONDON).tzinfo is UTC
