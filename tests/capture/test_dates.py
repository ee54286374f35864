"""Days and times as people type them. Today is Wednesday 20 May 2026."""

from datetime import date, time

import pytest

from bot.capture.clocks import find_clocks
from bot.capture.dates import find_days, month_first
from bot.capture.text import Message, split

TODAY = date(2026, 5, 20)


def the_day(text: str, *, ahead: bool, zone: str = "America/New_York") -> date | None:
    message = Message(text, split(text)).write()
    found = find_days(message, zone)
    return found[0].on(TODAY, ahead=ahead) if found else None


def the_time(text: str) -> time | None:
    message = Message(text, split(text)).write()
    found = find_clocks(message, find_days(message, "America/New_York"))
    return found[0].at if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("met her yesterday", date(2026, 5, 19)),
        ("last night", date(2026, 5, 19)),
        ("on monday", date(2026, 5, 18)),
        ("on wednesday", date(2026, 5, 13)),
        ("last Thursday", date(2026, 5, 14)),
        ("on the 5th", date(2026, 5, 5)),
        ("on the 25th", date(2026, 4, 25)),
        ("two days ago", date(2026, 5, 18)),
        ("a couple of weeks ago", date(2026, 5, 6)),
        ("3/4", date(2026, 3, 4)),
        ("28 Feb", date(2026, 2, 28)),
        ("on December 3", date(2025, 12, 3)),
        ("the day before yesterday", date(2026, 5, 18)),
        ("Monday last week", date(2026, 5, 11)),
        ("this morning", TODAY),
    ],
)
def test_a_day_behind(text: str, day: date) -> None:
    assert the_day(text, ahead=False) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow morning", date(2026, 5, 21)),
        ("by Friday", date(2026, 5, 22)),
        ("on Wednesday", date(2026, 5, 27)),
        ("this Friday", date(2026, 5, 22)),
        ("next Friday", date(2026, 5, 29)),
        ("Tuesday of next week", date(2026, 5, 26)),
        ("next week", date(2026, 5, 25)),
        ("early next week", date(2026, 5, 25)),
        ("this week", date(2026, 5, 22)),
        ("before the weekend", date(2026, 5, 22)),
        ("before the week is out", date(2026, 5, 22)),
        ("next month", date(2026, 6, 1)),
        ("first week of next month", date(2026, 6, 1)),
        ("in June", date(2026, 6, 1)),
        ("next quarter", date(2026, 7, 1)),
        ("by end of month", date(2026, 5, 31)),
        ("by the 20th", date(2026, 6, 20)),
        ("in a month", date(2026, 6, 20)),
        ("in a couple of weeks", date(2026, 6, 3)),
        ("in a fortnight", date(2026, 6, 3)),
        ("a week from Monday", date(2026, 6, 1)),
        ("by EOD", TODAY),
        ("tonight", TODAY),
        ("by april 15", date(2027, 4, 15)),
        ("Thurs 5/28", date(2026, 5, 28)),
        ("day after tomorrow", date(2026, 5, 22)),
    ],
)
def test_a_day_ahead(text: str, day: date) -> None:
    assert the_day(text, ahead=True) == day


@pytest.mark.parametrize(
    "text", ["soon", "once it's done", "she may come", "sat down with", "3 companies", "a 2.5 hour call"]
)
def test_what_is_no_day(text: str) -> None:
    assert the_day(text, ahead=True) is None


def test_figures_follow_the_custom_of_the_zone() -> None:
    assert the_day("3/4", ahead=False, zone="Europe/London") == date(2026, 4, 3)
    assert the_day("25/3", ahead=False, zone="America/Chicago") == date(2026, 3, 25)
    assert month_first("America/Toronto")
    assert not month_first("Asia/Kolkata")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("at 10am", time(10)),
        ("friday 4:30pm", time(16, 30)),
        ("at noon", time(12)),
        ("Wed 2-4pm", time(14)),
        ("at 3", time(15)),
        ("at 9", time(9)),
        ("tomorrow 11", time(11)),
        ("half ten", time(10, 30)),
        ("quarter past four", time(16, 15)),
        ("at 11 o'clock", time(11)),
        ("15:00-15:30", time(15)),
        ("at 15h30", time(15, 30)),
        ("my 0900 call", time(9)),
        ("Tuesday 1400", time(14)),
        ("Monday 8-9 in the morning", time(8)),
    ],
)
def test_a_clock_time(text: str, at: time) -> None:
    assert the_time(text) == at


@pytest.mark.parametrize("text", ["tomorrow morning", "a 30 min call", "at 3 companies", "reached 3 alumni"])
def test_what_is_no_clock_time(text: str) -> None:
    assert the_time(text) is None
