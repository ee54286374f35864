"""An owner's clock: their zone across daylight saving, their hour for pings, quiet hours and days off.

A moment is aware UTC, a day and a time of day are the owner's own. Two things happen to a wall clock: in spring some
minutes are missing (a whole day was, in Samoa in 2011), in autumn some come twice. Whatever is planned for a missing
minute comes at the first minute after the gap; whatever is planned for a doubled one comes the first time.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from itertools import count
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.kinds import ReminderKind

MIDNIGHT = time()
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
EVERY_DAY = frozenset(range(1, 8))

# An appointment of the owner's own makes its day no day off, as far as getting to it is concerned.
KEPT_ON_DAYS_OFF = frozenset({ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON})


@dataclass(frozen=True, slots=True)
class Hours:
    """When an owner may be pinged. Quiet from and until the same minute means never quiet.

    `days_off` are ISO weekdays (1 is Monday). All seven would keep every ping back for ever, so that is refused here,
    and has to be refused with a word to the owner where days off are chosen.
    """

    zone: ZoneInfo
    ping_at: time = time(9)
    quiet_from: time = time(21, 30)
    quiet_until: time = time(8)
    days_off: frozenset[int] = frozenset()
    week_starts: int = 1
    country: str | None = None

    def __post_init__(self) -> None:
        if not self.days_off < EVERY_DAY:
            raise ValueError("days off are ISO weekdays, and at most six of them")
        if self.week_starts not in {1, 7}:
            raise ValueError("a week starts on Monday (1) or on Sunday (7)")

    def allow(self, moment: datetime) -> bool:
        """Neither in quiet hours nor on a day off, by the owner's wall clock."""
        local = moment.astimezone(self.zone)
        return local.isoweekday() not in self.days_off and not self._quiet(local.time())

    def _quiet(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


def hours_for(kind: ReminderKind, hours: Hours) -> Hours:
    """The hours that count for one kind: a meeting's own pings keep quiet hours, but come on days off.

    Delivery asks `next_allowed(now, hours_for(kind, hours))` before it sends.
    """
    return replace(hours, days_off=frozenset()) if kind in KEPT_ON_DAYS_OFF else hours


def next_allowed(moment: datetime, hours: Hours) -> datetime:
    """The moment itself, or the first minute after it that is outside quiet hours and days off."""
    if hours.allow(moment):
        return moment.astimezone(UTC)
    today = moment.astimezone(hours.zone).date()
    for days in count(-1):
        edges = _edges(today + days * ONE_DAY, hours.quiet_until, hours.zone)
        # The day after as well: where clocks go back past midnight, the two days overlap.
        edges |= _edges(today + (days + 1) * ONE_DAY, hours.quiet_until, hours.zone)
        starts = [edge for edge in edges if edge > moment and hours.allow(edge)]
        if starts:
            return min(starts)
    raise AssertionError("some weekday is always on")


def last_allowed(moment: datetime, hours: Hours) -> datetime:
    """The moment itself, or the last minute before it that is outside quiet hours and days off."""
    if hours.allow(moment):
        return moment.astimezone(UTC)
    today = moment.astimezone(hours.zone).date()
    for days in count(-1):
        edges = _edges(today - days * ONE_DAY, hours.quiet_from, hours.zone)
        edges |= _edges(today - (days + 1) * ONE_DAY, hours.quiet_from, hours.zone)
        ends = [edge - ONE_MINUTE for edge in edges if edge <= moment and hours.allow(edge - ONE_MINUTE)]
        if ends:
            return max(ends)
    raise AssertionError("some weekday is always on")


def in_time(wanted: datetime, deadline: datetime, hours: Hours) -> datetime:
    """The next allowed minute where that still helps by `deadline`; else the last one before `wanted`."""
    later = next_allowed(wanted, hours)
    return later if later <= deadline else last_allowed(wanted, hours)


def at_hour(day: date, hours: Hours, clock: time | None = None) -> datetime:
    """A time of day (the owner's hour for pings unless another is given) moved out of quiet hours and days off."""
    return next_allowed(local_moment(day, clock or hours.ping_at, hours.zone), hours)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The day it is in a zone."""
    return moment.astimezone(zone).date()


def local_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment of a wall clock time: the first of two, or the first after the gap where there is none."""
    local = datetime.combine(day, clock.replace(fold=0), zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # Read with the offset of before the gap the time lies after it, with that of afterwards before it.
    return _clock_change(local.replace(fold=1).astimezone(UTC), moment, zone)


def zone_called(name: str | None) -> ZoneInfo:
    """A zone by its IANA name; UTC where none is set yet, or the name is not known any more."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def country_of(zone: str) -> str | None:
    """The country a zone belongs to, by the time zone database's own table; None for one that spans several."""
    return "US" if zone.startswith("US/") else _countries().get(zone)


@cache
def _countries() -> dict[str, str]:
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {zone: country for country, _, zone, *_ in rows}


def _edges(day: date, clock: time, zone: ZoneInfo) -> set[datetime]:
    """Where being allowed may begin or end on a local day: midnight, a quiet edge, and a change of the clocks."""
    edges = set()
    for at in (MIDNIGHT, clock):
        first = local_moment(day, at, zone)
        second = datetime.combine(day, at, zone).replace(fold=1).astimezone(UTC)
        edges |= {first, max(first, second)}
    noon = datetime.combine(day, time(12), UTC)
    before, after = noon - ONE_DAY, noon + ONE_DAY
    if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
        change = _clock_change(before, after, zone)
        if local_day(change, zone) == day:
            edges.add(change)
    return edges


def _clock_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second of the new offset, between two moments with one change between them."""
    old = before.astimezone(zone).utcoffset()
    seconds = round((after - before).total_seconds())
    low, high = 0, seconds
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
