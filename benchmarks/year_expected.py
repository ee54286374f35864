"""What should have been sent: worked out from the history alone, by the plainest means, sharing no code with the bot.

Times are found by walking the clock in quarter hours; what is due is a list; nothing here knows of rows or claims.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
ABOVE_CAP = {"meeting tomorrow", "meeting soon", "how did it go"}
KEEP_ON_DAYS_OFF = {"meeting tomorrow", "meeting soon"}
NO_MEETINGS: Mapping[int, datetime] = {}

Key = tuple[str, int, int]
"""Kind, contact, and the promise, letter or meeting it is about."""


@dataclass
class Life:
    """An owner's settings, as the history has them."""

    zone: ZoneInfo
    ping_at: time
    quiet_from: time
    quiet_until: time
    days_off: frozenset[int]
    cap: int
    moved_at: datetime | None = None

    def local(self, moment: datetime) -> datetime:
        """The owner's wall clock."""
        return moment.astimezone(self.zone)

    def allows(self, kind: str, moment: datetime) -> bool:
        """Neither quiet nor a day off."""
        local = self.local(moment)
        if local.isoweekday() in self.days_off and kind not in KEEP_ON_DAYS_OFF:
            return False
        clock = local.time()
        if self.quiet_from <= self.quiet_until:
            return not self.quiet_from <= clock < self.quiet_until
        return self.quiet_until <= clock < self.quiet_from

    def first_allowed(self, kind: str, moment: datetime) -> datetime:
        """The moment, or the first quarter hour behind it that is allowed."""
        while not self.allows(kind, moment):
            moment = moment + QUARTER - timedelta(minutes=moment.minute % 15, seconds=moment.second)
        return moment

    def at(self, kind: str, day: date, clock: time | None = None) -> datetime:
        """A time of day as a moment, out of quiet hours and days off."""
        local = datetime.combine(day, clock or self.ping_at, self.zone)
        return self.first_allowed(kind, local.astimezone(UTC))

    def morning_after(self, kind: str, day: date, moment: datetime) -> datetime:
        """The hour for pings on a day, or on the next one where that is over."""
        while datetime.combine(day, self.ping_at, self.zone).astimezone(UTC) <= moment:
            day += DAY
        return self.at(kind, day)


@dataclass
class Ask:
    """One ping that ought to come: from when, until when it was wanted, and when it did come."""

    key: Key
    due: datetime
    nth: int = 1
    until: datetime | None = None
    ended: datetime | None = None
    sent: list[datetime] = field(default_factory=list)


def month_later(day: date) -> date:
    """The same day a month on, or the last of a shorter month."""
    return months_later(day, 1)


def months_later(day: date, count: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError


def working_days_later(day: date, count: int) -> date:
    """Mondays to Fridays only."""
    while count:
        day += DAY
        count -= day.isoweekday() < 6
    return day


class Expected:
    """One owner's history, and what follows from it."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.asks: list[Ask] = []
        self.open: dict[Key, Ask] = {}
        self.messages: Counter[date] = Counter()
        self.missing: list[Ask] = []
        self.twice: list[Ask] = []
        self.early = self.quiet = self.unknown = 0
        self.hopeless: dict[Key, datetime] = {}
        self.heard_on: dict[int, date] = {}

    # What happened

    def expect(self, key: Key, due: datetime, nth: int = 1, until: datetime | None = None) -> None:
        """From now on this is to come; it takes the place of the same that was waiting. From `until` it is no use."""
        ask = Ask(key, due, nth, until)
        self.asks.append(ask)
        self.open[key] = ask

    def end(self, moment: datetime, *kinds: str, contact: int | None = None, about: int | None = None) -> None:
        """Nobody wants these any more."""
        for key, ask in list(self.open.items()):
            fits = key[0] in kinds and contact in {None, key[1]} and about in {None, key[2]}
            if fits:
                ask.ended = ask.ended or moment
                del self.open[key]

    def talked(self, contact: int, now: datetime, starts: Mapping[int, datetime] = NO_MEETINGS) -> None:
        """A talk, logged on its day. If they had agreed to meet earlier that day, it was that meeting."""
        today = self.life.local(now).date()
        for meeting, start in starts.items():
            if start <= now and self.life.local(start).date() == today:
                self.end(now, "meeting tomorrow", "meeting soon", "how did it go", contact=contact, about=meeting)
        self.end(now, "thank-you", "update", "no reply: somebody else", "no reply: second note", contact=contact)
        self.expect(("thank-you", contact, 0), self.life.morning_after("thank-you", today + DAY, now))
        self.heard(contact, now)

    def heard(self, contact: int, now: datetime) -> None:
        """They heard from the owner today."""
        self.end(now, "update", contact=contact)
        self.heard_on[contact] = self.life.local(now).date()
        day = month_later(self.heard_on[contact])
        self.expect(("update", contact, 0), max(now, self.life.at("update", day)))

    def journey(self, zone: ZoneInfo, now: datetime, starts: dict[int, datetime]) -> None:
        """Another time zone: what waits keeps its day and time of day; a meeting stays where it is."""
        old, self.life.zone = self.life.zone, zone
        self.life.moved_at = now
        for key, ask in self.open.items():
            if ask.due <= now or ask.sent:
                continue
            kind = key[0]
            if kind in {"meeting tomorrow", "meeting soon", "how did it go"}:
                # Where the new zone's night lies over it, it moves by rules of its own: counted, not judged.
                self.hopeless[key] = now
                continue
            local = ask.due.astimezone(old)
            moved = datetime.combine(local.date(), local.time(), zone).astimezone(UTC)
            ask.due = self.life.first_allowed(kind, max(now, moved))

    # What came

    def came(self, keys: list[Key], now: datetime, *, above_cap: bool) -> None:
        """One message with these in it."""
        if not above_cap:
            self.messages[self.life.local(now).date()] += 1
        for key in keys:
            ask = self.open.get(key)
            if ask is None:
                self.unknown += 1
                continue
            if ask.sent:
                self.twice.append(ask)
            ask.sent.append(now)
            if now < ask.due and key not in self.hopeless:
                self.early += 1
            if not self.life.allows(key[0], now):
                self.quiet += 1
            if key[0] == "thank-you" and len({contact for _, contact, _ in keys}) > 1:
                # An offer to go through what waits: it asks for none by itself.
                continue
            if key[0] == "thank-you" and ask.nth <= 3:
                day = self.life.local(now).date() + DAY
                self.expect(key, self.life.at("thank-you", day), ask.nth + 1)
            elif key[0] == "update":
                self.expect(key, self.next_turn(key[1], now), ask.nth + 1)
            elif key[0] in {"meeting tomorrow", "meeting soon"}:
                ask.ended = now
                del self.open[key]

    def next_turn(self, contact: int, now: datetime) -> datetime:
        """The month's day on which an update comes up that was brought up now: a week off or more."""
        heard_on, months = self.heard_on[contact], 1
        while (due := self.life.at("update", months_later(heard_on, months))) < now + 7 * DAY:
            months += 1
        return due

    def look(self, now: datetime) -> None:
        """At the end of a look of the bot's, with nothing in its way: what could have come by now, has."""
        local = self.life.local(now)
        travelled = self.life.moved_at and now - self.life.moved_at < 2 * DAY
        for key, ask in list(self.open.items()):
            kind = key[0]
            if ask.until and ask.until <= now:
                ask.ended = now
                del self.open[key]
                continue
            if ask.sent or ask.due > now or travelled or ask.key in self.hopeless:
                continue
            if not self.life.allows(kind, now) or ask in self.missing:
                continue
            due_today = self.life.local(ask.due).date() == local.date()
            has_room = kind in ABOVE_CAP or self.messages[local.date()] < self.life.cap
            if has_room and (due_today or local.time() >= self.life.ping_at):
                self.missing.append(ask)

    def totals(self) -> Counter[str]:
        """What was right and what was wrong."""
        sent = sum(bool(ask.sent) for ask in self.asks)
        kinds: dict[str, int] = defaultdict(int)
        for ask in self.asks:
            kinds[ask.key[0]] += bool(ask.sent)
        return Counter(
            {
                "pings": sent,
                "messages": sum(self.messages.values()),
                "missing": len(self.missing),
                "doubled": len(self.twice),
                "early": self.early,
                "outside quiet hours": self.quiet,
                "unexpected": self.unknown,
                "of meetings after a journey, not judged": len(self.hopeless),
                **{f"of these {kind}": count for kind, count in kinds.items()},
            }
        )
