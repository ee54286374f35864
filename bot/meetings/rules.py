"""When two people can meet, and what a line of the owner's says about a meeting. Pure: no Telegram, no storage."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders import later
from bot.reminders.hours import MIDNIGHT, ONE_DAY, Hours, local_day, local_moment
from bot.reminders.time_words import WORDS
from bot.user_error import UserError

LENGTHS = (15, 20, 30, 45, 60)
USUAL_LENGTH = timedelta(minutes=30)
# Nobody answers within the hour; from the next day but one, both can arrange themselves.
DAYS_AHEAD = 2
DAYS_LOOKED = 28
# Room between two talks, to get from one to the other.
BETWEEN = timedelta(minutes=15)
# Hours people like to talk at, taken in turn so that three proposals differ; then any full hour of the day.
LIKED = (time(10), time(14), time(16), time(11), time(15), time(9), time(13), time(12), time(17))
EDGES = tuple(time(hour) for hour in (8, 18, 19, 7, 20))
WORKDAY = (time(9), time(18))
WIDE_DAY = (time(7), time(21))

THEIR_TIME = re.compile(r"\b(?:their|her|his) (?:local )?time\b", re.IGNORECASE)
LINK = re.compile(r"https?://\S+", re.IGNORECASE)
# "at Blue Bottle": words with capitals behind "at".
PLACE = re.compile(r"\bat ((?:the )?[A-Z][\w’'&-]*(?: (?:[A-Z&][\w’'&-]*|of|the|and))*)")
MINUTES = re.compile(
    r"\b(?:for )?(\d{2,3}) ?-?(?:min(?:ute)?s?)\b|\b(?:for )?(an|one|1|half an) ?-?h(?:ou)?r?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Taken:
    """A stretch of time that is promised to somebody."""

    start: datetime
    end: datetime

    def meets(self, start: datetime, end: datetime, room: timedelta = timedelta()) -> bool:
        """Whether another stretch overlaps it, with some room around."""
        return start < self.end + room and end > self.start - room


def free_times(
    taken: Sequence[Taken],
    now: datetime,
    hours: Hours,
    theirs: ZoneInfo,
    *,
    length: timedelta = USUAL_LENGTH,
    count: int = 3,
    skip: int = 0,
) -> list[datetime]:
    """Times on different working days that suit both: in the working hours of each, and free; `skip` asks for others.

    Where the two working days do not meet, both get up early or stay up late; where even that fails, none is found.
    """
    found: list[datetime] = []
    for span in (WORKDAY, WIDE_DAY):
        found = list(_free(taken, now, hours, theirs, length, span, skip + count))
        if len(found) >= count:
            break
    return found[skip:] or found[-count:]


def _free(
    taken: Sequence[Taken],
    now: datetime,
    hours: Hours,
    theirs: ZoneInfo,
    length: timedelta,
    span: tuple[time, time],
    most: int,
) -> Iterator[datetime]:
    today, found = local_day(now, hours.zone), 0
    for days in range(DAYS_AHEAD, DAYS_LOOKED):
        day = today + days * ONE_DAY
        turn = found % 3
        clocks = (*LIKED[turn:], *LIKED[:turn], *EDGES)
        starts = (local_moment(day, clock, hours.zone) for clock in clocks)
        fits = next((start for start in starts if _suits(start, length, taken, hours, theirs, span)), None)
        if fits and found < most:
            found += 1
            yield fits


def _suits(
    start: datetime, length: timedelta, taken: Sequence[Taken], hours: Hours, theirs: ZoneInfo, span: tuple[time, time]
) -> bool:
    end = start + length
    if any(each.meets(start, end, BETWEEN) for each in taken):
        return False
    if not hours.allow(start) or not _within(start, end, hours.zone, span):
        return False
    return _within(start, end, theirs, span) and start.astimezone(hours.zone).isoweekday() <= 5


def _within(start: datetime, end: datetime, zone: ZoneInfo, span: tuple[time, time]) -> bool:
    first, last = start.astimezone(zone), end.astimezone(zone)
    same_day = first.date() == last.date()
    return same_day and first.isoweekday() <= 5 and span[0] <= first.time() and last.time() <= span[1]


# Reading


@dataclass(frozen=True)
class When:
    """A day, with the moment where a time was said."""

    day: date
    starts_at: datetime | None


def read_when(text: str, now: datetime, hours: Hours, theirs: ZoneInfo | None = None) -> When:
    """When they meet, ahead of now. "Her time" is read on their clock. UserError for what is past or on no calendar."""
    if THEIR_TIME.search(text):
        if theirs is None:
            raise UserError("I do not know their time zone yet. Give the time in yours, for example “fri 3pm”.")
        text, hours = THEIR_TIME.sub("", text), replace(hours, zone=theirs)
    exact = replace(hours, quiet_from=MIDNIGHT, quiet_until=MIDNIGHT, days_off=frozenset())
    nine, ten = (later.read_later(text, now, replace(exact, ping_at=time(hour, 1))) for hour in (9, 10))
    # A day alone follows the hour that is usual for pings: the two readings differ, so no time was said.
    day = local_day(nine, exact.zone)
    return When(day, nine if nine == ten else None)


def read_length(text: str) -> tuple[timedelta | None, str]:
    """A length that a text mentions, and the text without it."""
    found = MINUTES.search(text)
    if found is None:
        return None, text
    minutes = int(found[1]) if found[1] else 30 if found[2].casefold().startswith("half") else 60
    if not 5 <= minutes <= 240:
        return None, text
    return timedelta(minutes=minutes), f"{text[: found.start()]} {text[found.end() :]}"


def read_link(text: str) -> tuple[str | None, str]:
    """A link that a text mentions, and the text without it."""
    found = LINK.search(text)
    return (found[0].rstrip(".,;)"), f"{text[: found.start()]} {text[found.end() :]}") if found else (None, text)


def read_place(text: str) -> tuple[str | None, str]:
    """A place that a text mentions, and the text without it; a time of day with a capital is none."""
    found = PLACE.search(text)
    if found is None or found[1].split()[0].casefold() in WORDS:
        return None, text
    return found[1], f"{text[: found.start()]} {text[found.end() :]}"


def same_clock(one: ZoneInfo, other: ZoneInfo, at: datetime) -> bool:
    """Whether two zones read the same at a moment."""
    return at.astimezone(one).utcoffset() == at.astimezone(other).utcoffset()
