"""Putting a reminder off: buttons, typed times, and how a due time is worded."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reminders.hours import Hours
from bot.reminders.later import Later, choices, describe_due, later_at, read_later
from bot.user_error import UserError

from .makers import HOURS, MOMENTS, utc

LONDON = Hours(ZoneInfo("Europe/London"), quiet_from=time(), quiet_until=time())
NEW_YORK = Hours(ZoneInfo("America/New_York"), quiet_from=time(), quiet_until=time())
USUAL = Hours(ZoneInfo("Europe/London"))
MONDAY = utc(2026, 11, 23, 14, 10)


def local(moment: datetime, hours: Hours) -> str:
    return moment.astimezone(hours.zone).strftime("%a %d %b %Y %H:%M")


# Typed on Monday 23 November 2026 at ten past two in the afternoon, in London.
TYPED = {
    "in 2 hours": "Mon 23 Nov 2026 16:10",
    "2h": "Mon 23 Nov 2026 16:10",
    "90 min": "Mon 23 Nov 2026 15:40",
    "in half an hour": "Mon 23 Nov 2026 14:40",
    "in an hour and a half": "Mon 23 Nov 2026 15:40",
    "2h30": "Mon 23 Nov 2026 16:40",
    "1 hour and 30 minutes": "Mon 23 Nov 2026 15:40",
    "in 1.5 hours": "Mon 23 Nov 2026 15:40",
    "in twelve hours": "Tue 24 Nov 2026 02:10",
    "today": "Mon 23 Nov 2026 19:00",
    "later today": "Mon 23 Nov 2026 19:00",
    "today 3pm": "Mon 23 Nov 2026 15:00",
    "today at 9": "Mon 23 Nov 2026 21:00",
    "this afternoon": "Mon 23 Nov 2026 15:10",
    "this evening": "Mon 23 Nov 2026 18:00",
    "eod": "Mon 23 Nov 2026 17:00",
    "tonight": "Mon 23 Nov 2026 19:00",
    "tonight at 8": "Mon 23 Nov 2026 20:00",
    "tonight at 12": "Tue 24 Nov 2026 00:00",
    "midnight": "Tue 24 Nov 2026 00:00",
    "noon": "Tue 24 Nov 2026 12:00",
    "lunch": "Tue 24 Nov 2026 12:30",
    "tomorrow": "Tue 24 Nov 2026 09:00",
    "Tomorrow!": "Tue 24 Nov 2026 09:00",
    "tmrw": "Tue 24 Nov 2026 09:00",
    "tomorow": "Tue 24 Nov 2026 09:00",
    "tomorrow 18:30": "Tue 24 Nov 2026 18:30",
    "tomorrow at 6.30pm": "Tue 24 Nov 2026 18:30",
    "tomorrow morning at 7": "Tue 24 Nov 2026 07:00",
    "tomorrow 1830": "Tue 24 Nov 2026 18:30",
    "first thing tomorrow": "Tue 24 Nov 2026 09:00",
    "in the morning": "Tue 24 Nov 2026 09:00",
    "please ping me tomorrow": "Tue 24 Nov 2026 09:00",
    "the day after tomorrow": "Wed 25 Nov 2026 09:00",
    "friday": "Fri 27 Nov 2026 09:00",
    "by friday.": "Fri 27 Nov 2026 09:00",
    "fri 3pm": "Fri 27 Nov 2026 15:00",
    "3 PM Friday": "Fri 27 Nov 2026 15:00",
    "friday at 7 in the evening": "Fri 27 Nov 2026 19:00",
    "friday half four": "Fri 27 Nov 2026 16:30",
    "wendesday": "Wed 25 Nov 2026 09:00",
    "wed 25th": "Wed 25 Nov 2026 09:00",
    "monday": "Mon 30 Nov 2026 09:00",
    "remind me on monday at 9": "Mon 30 Nov 2026 09:00",
    "this friday": "Fri 27 Nov 2026 09:00",
    "next friday": "Fri 04 Dec 2026 09:00",
    "friday next week": "Fri 04 Dec 2026 09:00",
    "next week thursday": "Thu 03 Dec 2026 09:00",
    "friday week": "Fri 04 Dec 2026 09:00",
    "a week on friday": "Fri 04 Dec 2026 09:00",
    "two weeks from friday": "Fri 11 Dec 2026 09:00",
    "tuesday in two weeks": "Tue 08 Dec 2026 09:00",
    "weekend": "Sat 28 Nov 2026 09:00",
    "next weekend": "Sat 05 Dec 2026 09:00",
    "next week": "Mon 30 Nov 2026 09:00",
    "week after next": "Mon 07 Dec 2026 09:00",
    "end of the week": "Fri 27 Nov 2026 09:00",
    "2 weeks": "Mon 07 Dec 2026 09:00",
    "in a fortnight": "Mon 07 Dec 2026 09:00",
    "in a couple of days": "Wed 25 Nov 2026 09:00",
    "in two days at 5": "Wed 25 Nov 2026 17:00",
    "in 3 working days": "Thu 26 Nov 2026 09:00",
    "in a month": "Wed 23 Dec 2026 09:00",
    "in a few days": "Thu 26 Nov 2026 09:00",
    "friday end of day": "Fri 27 Nov 2026 17:00",
    "end of the year": "Thu 31 Dec 2026 09:00",
    "half a year": "Sun 23 May 2027 09:00",
    "in 2 years": "Thu 23 Nov 2028 09:00",
    "next month": "Tue 01 Dec 2026 09:00",
    "end of the month": "Mon 30 Nov 2026 09:00",
    "next quarter": "Fri 01 Jan 2027 09:00",
    "next year": "Fri 01 Jan 2027 09:00",
    "december": "Tue 01 Dec 2026 09:00",
    "mid january": "Fri 15 Jan 2027 09:00",
    "end of december": "Thu 31 Dec 2026 09:00",
    "1st": "Tue 01 Dec 2026 09:00",
    "the 23rd": "Mon 23 Nov 2026 19:00",
    "the 5th of next month": "Sat 05 Dec 2026 09:00",
    "31st": "Thu 31 Dec 2026 09:00",
    "10 dec": "Thu 10 Dec 2026 09:00",
    "Dec 10, 3pm": "Thu 10 Dec 2026 15:00",
    "10th of December 2026 at noon": "Thu 10 Dec 2026 12:00",
    "sat 5 dec": "Sat 05 Dec 2026 09:00",
    "10 dec 27": "Fri 10 Dec 2027 09:00",
    "22 november": "Mon 22 Nov 2027 09:00",
    "29 feb": "Tue 29 Feb 2028 09:00",
    "12/3": "Fri 12 Mar 2027 09:00",
    "25/12": "Fri 25 Dec 2026 09:00",
    "12/25": "Fri 25 Dec 2026 09:00",
    "12/3/27": "Fri 12 Mar 2027 09:00",
    "10.12.": "Thu 10 Dec 2026 09:00",
    "10.12.2026.": "Thu 10 Dec 2026 09:00",
    "10.12.2026 18:30": "Thu 10 Dec 2026 18:30",
    "10-12-2026": "Thu 10 Dec 2026 09:00",
    "2026-12-10": "Thu 10 Dec 2026 09:00",
    "2026-12-10T18:30": "Thu 10 Dec 2026 18:30",
    "at 3": "Mon 23 Nov 2026 15:00",
    "@ 5": "Mon 23 Nov 2026 17:00",
    "10": "Tue 24 Nov 2026 10:00",
    "10 o’clock": "Tue 24 Nov 2026 10:00",
    "18.30": "Mon 23 Nov 2026 18:30",
    "at 10.12": "Tue 24 Nov 2026 10:12",
    "9:00": "Tue 24 Nov 2026 09:00",
    "07:30": "Tue 24 Nov 2026 07:30",
    "9 a.m.": "Tue 24 Nov 2026 09:00",
    "12am": "Tue 24 Nov 2026 00:00",
    "half ten": "Tue 24 Nov 2026 10:30",
    "quarter to five": "Mon 23 Nov 2026 16:45",
    "quarter to eight in the evening": "Mon 23 Nov 2026 19:45",
    "twenty past 3": "Mon 23 Nov 2026 15:20",
}


@pytest.mark.parametrize(("text", "then"), TYPED.items())
def test_a_typed_time_is_what_it_says(text: str, then: str) -> None:
    assert local(read_later(text, MONDAY, LONDON), LONDON) == then


@pytest.mark.parametrize(
    ("text", "now", "hours", "then"),
    [
        pytest.param("12/3", MONDAY, NEW_YORK, "Thu 03 Dec 2026 09:00", id="the month first in New York"),
        pytest.param("25/12", MONDAY, NEW_YORK, "Fri 25 Dec 2026 09:00", id="unless it cannot be one"),
        pytest.param(
            "12/3",
            MONDAY,
            Hours(ZoneInfo("Europe/Berlin"), country="US"),
            "Thu 03 Dec 2026 09:00",
            id="by the country set",
        ),
        pytest.param("10.12.", MONDAY, NEW_YORK, "Thu 10 Dec 2026 09:00", id="dots put the day first everywhere"),
        pytest.param("in 3 working days", MONDAY, NEW_YORK, "Thu 26 Nov 2026 09:00", id="Thanksgiving, no country set"),
        pytest.param(
            "in 3 working days",
            MONDAY,
            Hours(ZoneInfo("America/New_York"), country="US"),
            "Fri 27 Nov 2026 09:00",
            id="Thanksgiving",
        ),
        pytest.param("tomorrow 22:00", MONDAY, USUAL, "Wed 25 Nov 2026 08:00", id="out of quiet hours"),
        pytest.param(
            "saturday",
            MONDAY,
            Hours(ZoneInfo("Europe/London"), days_off=frozenset({6, 7})),
            "Mon 30 Nov 2026 08:00",
            id="off a day off",
        ),
        pytest.param("friday", utc(2026, 11, 27, 8), LONDON, "Fri 04 Dec 2026 09:00", id="Friday on a Friday"),
        pytest.param(
            "this friday", utc(2026, 11, 27, 8), LONDON, "Fri 27 Nov 2026 09:00", id="this Friday on a Friday"
        ),
        pytest.param(
            "this friday", utc(2026, 11, 28, 8), LONDON, "Fri 04 Dec 2026 09:00", id="this Friday on a Saturday"
        ),
        pytest.param(
            "next friday", utc(2026, 11, 29, 8), LONDON, "Fri 04 Dec 2026 09:00", id="next Friday on a Sunday"
        ),
        pytest.param(
            "next friday",
            utc(2026, 11, 29, 8),
            Hours(ZoneInfo("Europe/London"), week_starts=7),
            "Fri 11 Dec 2026 09:00",
            id="next Friday on a Sunday that starts the week",
        ),
        pytest.param("next week", utc(2026, 11, 29, 8), LONDON, "Mon 30 Nov 2026 09:00", id="next week on a Sunday"),
        pytest.param(
            "next week",
            utc(2026, 11, 29, 8),
            Hours(ZoneInfo("Europe/London"), week_starts=7),
            "Mon 07 Dec 2026 09:00",
            id="next week on a Sunday that starts the week",
        ),
        pytest.param(
            "tomorrow", utc(2026, 11, 24, 2), NEW_YORK, "Tue 24 Nov 2026 09:00", id="still Monday in New York"
        ),
        pytest.param(
            "sunday 1:30", utc(2026, 3, 27, 12), LONDON, "Sun 29 Mar 2026 13:30", id="a bare hour: the afternoon"
        ),
        pytest.param("sunday 01:30", utc(2026, 3, 27, 12), LONDON, "Sun 29 Mar 2026 02:00", id="the missing hour"),
        pytest.param("in 24 hours", utc(2026, 3, 28, 12), LONDON, "Sun 29 Mar 2026 13:00", id="24 real hours"),
        pytest.param("in a day", utc(2026, 3, 28, 12), LONDON, "Sun 29 Mar 2026 09:00", id="a day is a morning"),
        pytest.param("in a month", utc(2027, 1, 31, 12), LONDON, "Sun 28 Feb 2027 09:00", id="the 31st and a month"),
        pytest.param(
            "tonight", utc(2026, 11, 23, 19, 20), USUAL, "Mon 23 Nov 2026 20:20", id="tonight, in the evening"
        ),
        pytest.param(
            "tomorrow morning",
            MONDAY,
            Hours(ZoneInfo("Europe/London"), ping_at=time(19)),
            "Tue 24 Nov 2026 09:00",
            id="a morning for somebody pinged in the evening",
        ),
        pytest.param(
            "tomorrow",
            MONDAY,
            Hours(ZoneInfo("Europe/London"), ping_at=time(19)),
            "Tue 24 Nov 2026 19:00",
            id="a day at the owner's hour",
        ),
    ],
)
def test_a_typed_time_fits_the_owner_and_the_moment(text: str, now: datetime, hours: Hours, then: str) -> None:
    assert local(read_later(text, now, hours), hours) == then


UNREAD = "I could not read “{}” as a time. Try “tomorrow 18:30”, “fri 3pm” or “in 2 weeks”."
PASSED = "“{}” is in the past. Try something ahead, like “tomorrow 18:30” or “fri 3pm”."
TOO_FAR = "That is more than two years away. Try something nearer, like “in 6 months”."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("soon", UNREAD.format("soon")),
        ("", UNREAD.format("")),
        ("25", UNREAD.format("25")),
        ("10.123", UNREAD.format("10.123")),
        ("half 13", UNREAD.format("half 13")),
        ("friday morning evening", UNREAD.format("friday morning evening")),
        ("month", UNREAD.format("month")),
        ("friday monday", UNREAD.format("friday monday")),
        ("tomorrow in 2 hours", UNREAD.format("tomorrow in 2 hours")),
        ("tuesday or wednesday", UNREAD.format("tuesday or wednesday")),
        ("3pm 4pm", UNREAD.format("3pm 4pm")),
        ("met Ada\nfor coffee", UNREAD.format("met Ada for coffee")),
        ("x" * 5000, UNREAD.format("x" * 39 + "…")),
        ("31 feb", "There is no 31 February. Try for example “28 feb”."),
        ("31 nov", "There is no 31 November. Try for example “30 nov”."),
        ("29 feb 2027", "There is no 29 February 2027. Try for example “28 feb”."),
        ("13/13", "There is no 13/13. Try for example “10 dec”."),
        ("2026-13-01", "There is no 2026-13-01. Try for example “10 dec”."),
        ("32nd", "There is no day 32 in a month. Try for example “the 1st”."),
        ("25:00", "There is no 25:00. Try for example “18:30” or “6pm”."),
        ("tomorrow at 13pm", "There is no 13 pm. Try for example “18:30” or “6pm”."),
        ("fri 5 dec", "5 December 2026 is a Saturday. Give me one of the two, for example “5 December”."),
        ("yesterday", PASSED.format("yesterday")),
        ("the 5th of this month", PASSED.format("the 5th of this month")),
        ("last friday", PASSED.format("last friday")),
        ("3 days ago", PASSED.format("3 days ago")),
        ("today 9:00", PASSED.format("today 9:00")),
        ("this morning", PASSED.format("this morning")),
        ("12 nov 2026", PASSED.format("12 nov 2026")),
        ("1999-12-31", PASSED.format("1999-12-31")),
        ("in 0 minutes", PASSED.format("in 0 minutes")),
        ("in 3 years", TOO_FAR),
        ("in 25 months", TOO_FAR),
        ("9999 years", TOO_FAR),
        ("31.12.9999", TOO_FAR),
    ],
)
def test_what_is_no_time_ahead_gets_one_line_with_an_example(text: str, line: str) -> None:
    with pytest.raises(UserError) as error:
        read_later(text, MONDAY, LONDON)
    assert str(error.value) == line


@pytest.mark.parametrize("text", ["tonight", "today", "this evening"])
def test_late_in_the_evening_today_is_over(text: str) -> None:
    with pytest.raises(UserError) as error:
        read_later(text, utc(2026, 11, 23, 20, 45), USUAL)
    assert str(error.value) == "Today is all but over. Try for example “tomorrow 18:30”."


WORDS = st.sampled_from(
    [
        *(
            "in",
            "at",
            "on",
            "next",
            "this",
            "last",
            "a",
            "an",
            "half",
            "quarter",
            "past",
            "to",
            "end of",
            "week",
            "weeks",
        ),
        *("month", "day", "days", "hour", "minutes", "year", "1", "2", "3", "9", "10", "12", "31", "99", "0", "fri"),
        *(
            "monday",
            "sunday",
            "dec",
            "feb",
            "31st",
            "10/12",
            "2/30",
            "18:30",
            "3pm",
            "am",
            "noon",
            "tonight",
            "tomorrow",
        ),
        *(
            "morning",
            "evening",
            "2027",
            "ago",
            "weekend",
            "10.12.",
            "working",
            "couple of",
            "few",
            "and",
            "mid",
            "early",
        ),
        *("after", "from", "2026-12-10", "midnight", "eod", "now", "today", "the", "1830", "-", "/", ".", "quarter"),
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=90), MOMENTS, HOURS)
@example("in half a month", MONDAY, LONDON)
@example("٣ hours", MONDAY, LONDON)
@example("5²", MONDAY, LONDON)
@example("0.0.", MONDAY, LONDON)
def test_whatever_is_typed_is_a_moment_ahead_in_allowed_hours_or_one_line(
    text: str, now: datetime, hours: Hours
) -> None:
    then = moment_or_line(text, now, hours)
    if isinstance(then, str):
        assert "\n" not in then
        assert len(then) < 200
        assert "“" in then
    else:
        assert then > now
        assert then.tzinfo is UTC
        assert hours.allow(then)
        assert then <= now + timedelta(days=2 * 366 + 25)


def moment_or_line(text: str, now: datetime, hours: Hours) -> datetime | str:
    try:
        return read_later(text, now, hours)
    except UserError as error:
        return str(error)


@pytest.mark.parametrize(
    ("now", "hours", "labels"),
    [
        pytest.param(
            utc(2026, 11, 24, 14),
            USUAL,
            ["Tonight 19:00", "Tomorrow morning 9:00", "Monday 9:00", "Tue 1 Dec 9:00"],
            id="a Tuesday afternoon",
        ),
        pytest.param(
            utc(2026, 11, 24, 23), USUAL, ["Tomorrow morning 9:00", "Monday 9:00", "Tue 1 Dec 9:00"], id="late at night"
        ),
        pytest.param(
            utc(2026, 11, 24, 18, 30),
            USUAL,
            ["Tomorrow morning 9:00", "Monday 9:00", "Tue 1 Dec 9:00"],
            id="when tonight is now",
        ),
        pytest.param(
            utc(2026, 11, 25, 0, 30), USUAL, ["This morning 9:00", "Monday 9:00", "Wed 2 Dec 9:00"], id="after midnight"
        ),
        pytest.param(
            utc(2026, 11, 29, 14),
            USUAL,
            ["Tonight 19:00", "Tomorrow morning 9:00", "Sun 6 Dec 9:00"],
            id="a Sunday: tomorrow is Monday",
        ),
        pytest.param(
            utc(2026, 11, 23, 14),
            USUAL,
            ["Tonight 19:00", "Tomorrow morning 9:00", "Next Monday 9:00"],
            id="a Monday: Monday is next week",
        ),
        pytest.param(
            utc(2026, 11, 27, 14),
            Hours(ZoneInfo("Europe/London"), days_off=frozenset({6, 7})),
            ["Tonight 19:00", "Monday 9:00", "Fri 4 Dec 9:00"],
            id="tomorrow is off",
        ),
        pytest.param(
            utc(2026, 11, 21, 14),
            Hours(ZoneInfo("Europe/London"), days_off=frozenset({6, 7})),
            ["Monday 9:00", "Mon 30 Nov 8:00"],
            id="on a day off: in a week is off too, and moved",
        ),
        pytest.param(
            utc(2026, 11, 24, 14),
            Hours(ZoneInfo("Europe/London"), quiet_from=time(18)),
            ["Tomorrow morning 9:00", "Monday 9:00", "Tue 1 Dec 9:00"],
            id="tonight is quiet",
        ),
        pytest.param(
            utc(2026, 12, 30, 14),
            Hours(ZoneInfo("Europe/London"), ping_at=time(17, 30)),
            ["Tonight 19:00", "Tomorrow 17:30", "Monday 17:30", "Wed 6 Jan 2027 17:30"],
            id="pinged in the evening",
        ),
    ],
)
def test_later_offers_what_makes_sense_now(now: datetime, hours: Hours, labels: list[str]) -> None:
    assert [choice.label for choice in choices(now, hours)] == labels


def test_the_choices_come_when_they_say() -> None:
    assert {choice.key: choice.due_at for choice in choices(utc(2026, 11, 24, 14), USUAL)} == {
        Later.TONIGHT: utc(2026, 11, 24, 19),
        Later.TOMORROW: utc(2026, 11, 25, 9),
        Later.MONDAY: utc(2026, 11, 30, 9),
        Later.NEXT_WEEK: utc(2026, 12, 1, 9),
    }


@pytest.mark.parametrize(
    ("key", "now", "due"),
    [
        pytest.param(Later.TONIGHT, utc(2026, 11, 24, 14), utc(2026, 11, 24, 19), id="tonight"),
        pytest.param(Later.TONIGHT, utc(2026, 11, 24, 20), utc(2026, 11, 25, 9), id="tonight, pressed when it is over"),
        pytest.param(
            Later.TOMORROW, utc(2026, 11, 26, 10), utc(2026, 11, 27, 9), id="tomorrow, from the day it is pressed"
        ),
        pytest.param(
            Later.TOMORROW, utc(2026, 11, 26, 0, 10), utc(2026, 11, 26, 9), id="tomorrow, pressed after midnight"
        ),
        pytest.param(Later.MONDAY, utc(2026, 11, 30, 10), utc(2026, 12, 7, 9), id="Monday, pressed on a Monday"),
        pytest.param(Later.NEXT_WEEK, utc(2026, 11, 30, 10), utc(2026, 12, 7, 9), id="in a week"),
    ],
)
def test_an_old_later_button_still_means_later(key: Later, now: datetime, due: datetime) -> None:
    assert later_at(key, now, USUAL) == due


@settings(deadline=None)
@given(MOMENTS, HOURS)
def test_choices_are_ahead_allowed_in_order_and_on_different_days(now: datetime, hours: Hours) -> None:
    offered = choices(now, hours)
    assert offered
    dues = [choice.due_at for choice in offered]
    assert all(due > now and hours.allow(due) for due in dues)
    assert dues == sorted(dues)
    assert len({due.astimezone(hours.zone).date() for due in dues}) == len(dues)
    assert all(later_at(choice.key, now, hours) == choice.due_at for choice in offered)
    assert all(later_at(key, now, hours) > now for key in Later)


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        pytest.param(utc(2026, 11, 25, 9), "today 9:00", id="this morning"),
        pytest.param(utc(2026, 11, 25, 18, 30), "today 18:30", id="this evening"),
        pytest.param(utc(2026, 11, 26, 9), "tomorrow 9:00", id="tomorrow"),
        pytest.param(utc(2026, 11, 27, 9), "Fri 27 Nov", id="the day after"),
        pytest.param(utc(2027, 1, 15, 9), "Fri 15 Jan 2027", id="next year"),
        pytest.param(utc(2026, 11, 24, 23, 59), "since yesterday", id="a minute before midnight"),
        pytest.param(utc(2026, 11, 23, 9), "since Monday", id="two days ago"),
        pytest.param(utc(2026, 11, 19, 9), "since Thursday", id="six days ago"),
        pytest.param(utc(2026, 11, 18, 9), "since Wed 18 Nov", id="a week ago"),
        pytest.param(utc(2025, 12, 31, 9), "since Wed 31 Dec 2025", id="last year"),
        pytest.param(utc(2026, 10, 26, 9), "since Mon 26 Oct", id="a month ago"),
    ],
)
def test_a_due_time_in_words(due_at: datetime, words: str) -> None:
    assert describe_due(due_at, utc(2026, 11, 25, 14), ZoneInfo("Europe/London")) == words


def test_a_due_time_is_in_the_owners_own_day() -> None:
    due_at, now = utc(2026, 11, 25, 2), utc(2026, 11, 25, 14)
    assert describe_due(due_at, now, ZoneInfo("America/New_York")) == "since yesterday"
    assert describe_due(due_at, now, ZoneInfo("Europe/London")) == "today 2:00"
