"""What has been settled of a time that an owner types, and the moment it comes to."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NoReturn

from bot.reminders.hours import ONE_DAY, Hours, local_day, local_moment, next_allowed
from bot.reminders.rules import add_months
from bot.reminders.time_words import LONG_MONTHS
from bot.user_error import UserError

FURTHEST_MONTHS = 24
TONIGHT = time(19)

PARTS = {
    "noon": time(12),
    "lunch": time(12, 30),
    "afternoon": time(14),
    "eod": time(17),
    "evening": time(18),
    "night": TONIGHT,
}


@dataclass
class Reading:
    """What has been settled so far of the time a text means."""

    text: str
    now: datetime
    hours: Hours
    day: date | None = None
    exact: timedelta | None = None
    hour: int | None = None
    minute: int = 0
    half: str | None = None
    on_the_hour: bool = False
    less: int = 0
    part: str | None = None
    weekday: int | None = None
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.today = local_day(self.now, self.hours.zone)

    @property
    def week(self) -> date:
        """The first day of the current week."""
        return self.today - (self.today.isoweekday() - self.hours.week_starts) % 7 * ONE_DAY

    def set_day(self, day: date) -> bool:
        """Settle the day, once."""
        if self.day is not None and self.day != day:
            self.unread()
        self.day = day
        return True

    def set_clock(self, written: str, hour: int, minute: int = 0, half: str | None = None) -> bool:
        """Settle the time of day, once; `half` is am or pm, or 24 where the hour is certainly one of 24."""
        if self.hour is not None:
            self.unread()
        if hour > 24 or minute > 59 or (hour == 24 and minute) or (half in {"am", "pm"} and not 1 <= hour <= 12):
            raise UserError(f"There is no {written.removeprefix('at ')}. Try for example “18:30” or “6pm”.")
        self.hour, self.minute = hour, minute
        self.half = half or ("24" if hour > 12 or written.removeprefix("at ").startswith("0") else None)
        return True

    def set_weekday(self, number: int) -> bool:
        """Settle the weekday, once: the day itself, or a word beside it."""
        if self.weekday not in {None, number}:
            self.unread()
        self.weekday = number
        return True

    def set_part(self, part: str) -> bool:
        """Settle the part of the day, once."""
        if self.part is not None and self.part != part:
            self.unread()
        self.part = part
        return True

    def moment(self) -> datetime:
        """What it all comes to, certain to be ahead."""
        if self.weekday is not None:
            self._meet_weekday(self.weekday)
        if self.exact is not None:
            if self.day is not None or self.hour is not None or self.part is not None:
                self.unread()
            moment = self.now + self.exact
        elif self.day is None and self.hour is None and self.part is None:
            self.unread()
        else:
            moment = self._of_the_calendar()
        if moment <= self.now:
            self.passed()
        if local_day(moment, self.hours.zone) > add_months(self.today, FURTHEST_MONTHS):
            raise too_far()
        return moment.astimezone(UTC)

    def _meet_weekday(self, number: int) -> None:
        """A bare weekday is the next one after today; beside a date it has to be that date's."""
        if self.day is None:
            self.day = self.today + ((number - self.today.isoweekday() - 1) % 7 + 1) * ONE_DAY
        elif self.day.isoweekday() != number:
            said = f"{self.day.day} {LONG_MONTHS[self.day.month - 1]} {self.day.year}"
            raise UserError(f"{said} is a {self.day:%A}. Give me one of the two, for example “{said[:-5]}”.")

    def _of_the_calendar(self) -> datetime:
        day = self.day or self.today
        if day < self.today:
            self.passed()
        if day > add_months(self.today, FURTHEST_MONTHS):
            raise too_far()
        days, clock = self._clock()
        moment = self._at(day + days * ONE_DAY, clock)
        if moment > self.now:
            return moment
        if self.day is None:
            return self._at(day + (days + 1) * ONE_DAY, clock)
        if self.hour is None and self._part_goes_on():
            return self._rest_of_today()
        if self.on_the_hour and self.half is None and clock.hour < 12:
            # "Today at 9", typed in the afternoon.
            return self._at(day, clock.replace(hour=clock.hour + 12))
        return moment

    def _at(self, day: date, clock: time) -> datetime:
        return local_moment(day, clock, self.hours.zone)

    def _part_goes_on(self) -> bool:
        if self.part == "afternoon":
            return self.now.astimezone(self.hours.zone).time() < PARTS["eod"]
        return self.part in {None, "evening", "night"}

    def _rest_of_today(self) -> datetime:
        """Tonight where today is all that was said, or an hour from now when that part of the day has begun."""
        evening = self._at(self.today, TONIGHT)
        tonight = self.part in {None, "night"} and evening > self.now
        moment = evening if tonight else self.now + timedelta(hours=1)
        if local_day(next_allowed(moment, self.hours), self.hours.zone) != self.today:
            raise UserError("Today is all but over. Try for example “tomorrow 18:30”.")
        return moment

    def _clock(self) -> tuple[int, time]:
        """Days to add, and the time of day, by the usual reading of a bare hour."""
        if self.hour is None:
            return (1, time()) if self.part == "midnight" else (0, self._part_clock())
        hour = self.hour
        if self.half in {"am", "pm"}:
            hour = hour % 12 + 12 * (self.half == "pm")
        elif self.half is None:
            if self.part == "night" and (hour == 12 or hour < 5):
                hour = hour % 12 + 24
            elif self.part in {"afternoon", "evening", "night"} or (self.part != "morning" and 1 <= hour <= 7):
                hour = hour % 12 + 12
        days, minutes = divmod(hour * 60 + self.minute - self.less, 24 * 60)
        return days, time(minutes // 60, minutes % 60)

    def _part_clock(self) -> time:
        if self.part == "morning" and self.hours.ping_at >= time(12):
            return time(9)
        return PARTS.get(self.part or "", self.hours.ping_at)

    def passed(self) -> NoReturn:
        raise UserError(f"{shown(self.text)} is in the past. Try something ahead, like “tomorrow 18:30” or “fri 3pm”.")

    def unread(self) -> NoReturn:
        raise UserError(
            f"I could not read {shown(self.text)} as a time. Try “tomorrow 18:30”, “fri 3pm” or “in 2 weeks”."
        )


def too_far() -> UserError:
    return UserError("That is more than two years away. Try something nearer, like “in 6 months”.")


def no_such_day(day: str, instead: str) -> UserError:
    return UserError(f"There is no {day}. Try for example “{instead}”.")


def shown(text: str) -> str:
    """The owner's words, on one line and short enough to be quoted."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 40 else line[:39] + '…'}”"
