"""Putting a reminder off: the choices that make sense now, what an owner types instead, how a due time is worded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.reminders.hours import ONE_DAY, Hours, at_hour, local_day
from bot.reminders.time_reading import TONIGHT
from bot.reminders.typed_times import read_later

__all__ = ["Choice", "Later", "choices", "clock_text", "day_text", "describe_due", "later_at", "read_later"]

# Nearer than this, tonight is now.
TONIGHT_AHEAD = timedelta(hours=1)
MORNING_ENDS = time(12)
# Up to here somebody still awake means the coming morning, not the one after the next night.
NIGHT_ENDS = time(5)


class Later(StrEnum):
    """The choices by the short words that their buttons carry."""

    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    NEXT_WEEK = "week"


class Choice(NamedTuple):
    """A button's word and label, and when the reminder would come."""

    key: Later
    label: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class _Offer:
    day: date
    clock: time
    name: str


def choices(now: datetime, hours: Hours) -> list[Choice]:
    """What Later offers now: tonight while it is ahead, tomorrow, Monday, in a week; never two for the same day.

    One that quiet hours or a day off would move to another day is left out, except the last, which names the day it is
    moved to.
    """
    found: list[Choice] = []
    days: set[date] = set()
    in_the_night = now.astimezone(hours.zone).time() < NIGHT_ENDS
    for key in Later:
        if in_the_night and key is Later.TONIGHT:
            continue
        offer = _offer(key, now, hours)
        due_at = at_hour(offer.day, hours, offer.clock)
        day = local_day(due_at, hours.zone)
        if due_at < now + TONIGHT_AHEAD or (day != offer.day and key is not Later.NEXT_WEEK) or day in days:
            continue
        days.add(day)
        name = day_text(day, local_day(now, hours.zone)) if key is Later.NEXT_WEEK else offer.name
        found.append(Choice(key, f"{name} {clock_text(due_at, hours.zone)}", due_at))
    return found


def later_at(key: Later, now: datetime, hours: Hours) -> datetime:
    """When a reminder comes whose Later button is pressed now, however old the button.

    A button for a tonight that is over stands for tomorrow.
    """
    offer = _offer(key, now, hours)
    due_at = at_hour(offer.day, hours, offer.clock)
    return due_at if due_at > now else later_at(Later.TOMORROW, now, hours)


def describe_due(due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A due time in a few words, by the owner's calendar: `today 9:00`, `tomorrow 9:00`, `Fri 27 Nov`; when it is over,
    `since yesterday`, `since Tuesday`, `since Mon 16 Nov`."""
    day, today = local_day(due_at, zone), local_day(now, zone)
    match (day - today).days:
        case 0:
            return f"today {clock_text(due_at, zone)}"
        case 1:
            return f"tomorrow {clock_text(due_at, zone)}"
        case -1:
            return "since yesterday"
        case -2 | -3 | -4 | -5 | -6:
            return f"since {day:%A}"
        case days if days < 0:
            return f"since {day_text(day, today)}"
    return day_text(day, today)


def day_text(day: date, today: date) -> str:
    """`Fri 27 Nov`, with the year where it is another one."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def clock_text(moment: datetime, zone: ZoneInfo) -> str:
    """`9:00` or `18:30`, by the owner's wall clock."""
    local = moment.astimezone(zone)
    return f"{local.hour}:{local:%M}"


def _offer(key: Later, now: datetime, hours: Hours) -> _Offer:
    local = now.astimezone(hours.zone)
    today = local.date()
    in_the_night = local.time() < NIGHT_ENDS
    part = " morning" if hours.ping_at < MORNING_ENDS else ""
    match key:
        case Later.TONIGHT:
            return _Offer(today, TONIGHT, "Tonight")
        case Later.TOMORROW if in_the_night and hours.ping_at >= NIGHT_ENDS:
            return _Offer(today, hours.ping_at, f"This{part}" if part else "Today")
        case Later.TOMORROW:
            return _Offer(today + ONE_DAY, hours.ping_at, f"Tomorrow{part}")
        case Later.MONDAY:
            monday = today + (8 - today.isoweekday()) * ONE_DAY
            return _Offer(monday, hours.ping_at, "Next Monday" if today.isoweekday() == 1 else "Monday")
        case Later.NEXT_WEEK:
            return _Offer(today + 7 * ONE_DAY, hours.ping_at, "")
