"""When two people can meet, and what a line says of it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meetings import reading, rules
from bot.meetings.rules import Taken, free_times, read_length, read_link, read_when
from bot.reminders.hours import Hours
from bot.user_error import UserError
from storage.kinds import Channel

NEW_YORK, LISBON, SYDNEY = ZoneInfo("America/New_York"), ZoneInfo("Europe/Lisbon"), ZoneInfo("Australia/Sydney")
NOW = datetime(2026, 3, 11, 15, tzinfo=UTC)
HOURS = Hours(zone=NEW_YORK)
ZONES = st.sampled_from([NEW_YORK, LISBON, SYDNEY, ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Los_Angeles")])
TAKEN = st.lists(
    st.builds(
        lambda hours, minutes: Taken(NOW + timedelta(hours=hours), NOW + timedelta(hours=hours, minutes=minutes)),
        st.integers(0, 24 * 30),
        st.integers(15, 240),
    ),
    max_size=40,
)


@given(ZONES, ZONES, TAKEN, st.sampled_from([15, 30, 60]), st.integers(0, 12))
def test_whatever_is_proposed_suits_both_and_is_free(
    mine: ZoneInfo, theirs: ZoneInfo, taken: list[Taken], minutes: int, skip: int
) -> None:
    length = timedelta(minutes=minutes)
    found = free_times(taken, NOW, Hours(zone=mine), theirs, length=length, skip=skip)
    assert len(found) <= 3
    assert found == sorted(found)
    assert len({each.astimezone(mine).date() for each in found}) == len(found)
    for start in found:
        assert start > NOW + timedelta(days=1)
        assert not any(each.meets(start, start + length) for each in taken)
        for zone in (mine, theirs):
            local = start.astimezone(zone)
            assert local.isoweekday() <= 5
            assert time(7) <= local.time() <= time(21)


def test_the_two_working_days_are_kept_where_they_meet() -> None:
    found = free_times([], NOW, HOURS, LISBON)
    assert [each.astimezone(LISBON).strftime("%a %H:%M") for each in found] == ["Fri 14:00", "Mon 15:00", "Tue 15:00"]


def test_where_they_do_not_meet_both_stretch_a_little() -> None:
    found = free_times([], NOW, HOURS, SYDNEY)
    assert [each.astimezone(NEW_YORK).strftime("%a %H:%M") for each in found] == ["Mon 16:00", "Tue 16:00", "Wed 16:00"]
    assert [each.astimezone(SYDNEY).strftime("%a %H:%M") for each in found] == ["Tue 07:00", "Wed 07:00", "Thu 07:00"]


def test_days_off_and_quiet_hours_are_left_alone() -> None:
    hours = Hours(zone=NEW_YORK, days_off=frozenset({5}), quiet_from=time(13), quiet_until=time(9))
    found = free_times([], NOW, hours, NEW_YORK)
    assert [each.astimezone(NEW_YORK).strftime("%a %H:%M") for each in found] == ["Mon 10:00", "Tue 11:00", "Wed 11:00"]


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("fri 4pm", date(2026, 3, 13), datetime(2026, 3, 13, 20, tzinfo=UTC)),
        ("friday", date(2026, 3, 13), None),
        ("saturday 23:00", date(2026, 3, 14), datetime(2026, 3, 15, 3, tzinfo=UTC)),
        ("fri 9am", date(2026, 3, 13), datetime(2026, 3, 13, 13, tzinfo=UTC)),
        ("in 2 hours", date(2026, 3, 11), datetime(2026, 3, 11, 17, tzinfo=UTC)),
        ("tomorrow noon", date(2026, 3, 12), datetime(2026, 3, 12, 16, tzinfo=UTC)),
    ],
)
def test_a_time_is_exact_even_at_night_and_on_days_off(text: str, day: date, at: datetime | None) -> None:
    read = read_when(text, NOW, Hours(zone=NEW_YORK, days_off=frozenset({6, 7})))
    assert (read.day, read.starts_at) == (day, at)


def test_their_time_is_on_their_clock() -> None:
    assert read_when("fri 3pm their time", NOW, HOURS, LISBON).starts_at == datetime(2026, 3, 13, 15, tzinfo=UTC)
    with pytest.raises(UserError):
        read_when("fri 3pm their time", NOW, HOURS)


@pytest.mark.parametrize(
    ("text", "minutes", "rest"),
    [
        ("fri 4pm for 20 min", 20, "fri 4pm"),
        ("fri 4pm 45 minutes zoom", 45, "fri 4pm zoom"),
        ("an hour fri 4pm", 60, "fri 4pm"),
        ("half an hour fri", 30, "fri"),
        ("fri 4pm", None, "fri 4pm"),
        ("fri 900 min", None, "fri 900 min"),
    ],
)
def test_a_length_is_taken_out_of_the_line(text: str, minutes: int | None, rest: str) -> None:
    length, left = read_length(text)
    assert length == (timedelta(minutes=minutes) if minutes else None)
    assert " ".join(left.split()) == rest


def test_a_link_and_a_medium_are_taken_out_of_the_line() -> None:
    link, rest = read_link("priya https://zoom.us/j/1, fri 4pm")
    assert (link, rest.split()) == ("https://zoom.us/j/1", ["priya", "fri", "4pm"])
    assert reading.channel_in("priya fri 4pm over coffee") == (Channel.COFFEE, "priya fri 4pm")
    assert reading.channel_in("priya fri 4pm") == (None, "priya fri 4pm")


def test_a_place_is_taken_out_of_the_line() -> None:
    assert rules.read_place("fri 4pm at Blue Bottle") == ("Blue Bottle", "fri 4pm  ")
    assert rules.read_place("fri at Noon") == (None, "fri at Noon")
    assert rules.read_place("fri at 4pm") == (None, "fri at 4pm")


@given(st.text(max_size=60))
def test_any_text_is_a_time_ahead_or_one_line(text: str) -> None:
    try:
        read = read_when(text, NOW, HOURS)
    except UserError:
        return
    assert read.day >= date(2026, 3, 11)
    assert read.starts_at is None or read.starts_at > NOW


def test_a_clash_needs_some_room() -> None:
    taken = Taken(NOW, NOW + timedelta(minutes=30))
    assert taken.meets(NOW + timedelta(minutes=29), NOW + timedelta(hours=1))
    assert not taken.meets(NOW + timedelta(minutes=30), NOW + timedelta(hours=1))
    assert taken.meets(NOW + timedelta(minutes=30), NOW + timedelta(hours=1), rules.BETWEEN)
