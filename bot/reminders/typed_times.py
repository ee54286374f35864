"""A time an owner types, in plain English, read as a moment ahead.

The text is first brought to a small vocabulary (`Thursdays`, `thurs` and `thrusday` are `thu`), then taken apart from
the left by RULES, each of which settles a day, a time of day or a length of time. What no rule takes, or what is
settled twice, is not guessed at: the owner gets one line with an example.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.reminders.hours import ONE_DAY, Hours, country_of, next_allowed
from bot.reminders.rules import add_months
from bot.reminders.time_reading import Reading, no_such_day, too_far
from bot.reminders.time_words import LONG_MONTHS, MONTHS, WEEKDAYS, plain
from bot.working_days import add_working_days

LONGEST = 80
WRITES_MONTH_FIRST = frozenset({"US", "CA", "PH", "PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW"})

WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
MONTH = f"(?P<month>{'|'.join(MONTHS)})"
# Two figures after a day and a month are a year only where they cannot be an hour.
YEAR = r"(?: (?P<year>\d{4}|2[4-9]|[3-9]\d))?"
DAY = r"(?P<day>\d{1,2})"
HALF_OF_DAY = r"(?: (?P<half>am|pm))?"
COUNTED = r"(?P<n>an?|\d{1,4}|\d{1,2}\.5|(?:a )?couple(?: of)?|(?:a )?few)"
FILLERS = (
    "remind me|ping me|ask me|tell me|lets say|how about|snooze|please|pls|maybe|until|till|til|again|around|about|"
    "from|then|ok|at|on|by|before|in|for|of|the|and|me"
)


def read_later(text: str, now: datetime, hours: Hours) -> datetime:
    """The moment an owner means by `fri 3pm`, `in 2 hours`, `10 dec`, `half ten`: ahead of `now`, moved out of quiet
    hours and days off.

    A day without a time means the owner's hour for pings; a time without a day, the next such time. A bare hour from 1
    to 7 is in the afternoon, from 8 to 11 in the morning. Raises UserError for what is not a time, does not exist, has
    passed, or is more than two years away.
    """
    reading = Reading(text, now, hours)
    rest = plain(text) if len(text) <= LONGEST else text[:LONGEST]
    if not rest:
        reading.unread()
    while rest:
        for pattern, settle in _COMPILED:
            if (match := pattern.match(rest)) and settle(reading, match):
                rest = rest[match.end() :].lstrip()
                break
        else:
            reading.unread()
    return next_allowed(reading.moment(), hours)


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _date(reading: Reading, day: int, month: int, year: int | None) -> bool:
    """A day of a month: of the year said, else the next one there is."""
    if not 1 <= day <= monthrange(2024, month)[1]:
        raise no_such_day(
            f"{day} {LONG_MONTHS[month - 1]}", f"{monthrange(2023, month)[1] if day else 1} {MONTHS[month - 1]}"
        )
    if year is not None and year < reading.today.year:
        reading.passed()
    if year is not None and year > reading.today.year + 9:
        raise too_far()
    for candidate in (year,) if year else range(reading.today.year, reading.today.year + 9):
        if day <= monthrange(candidate, month)[1]:
            on = date(candidate, month, day)
            if year or on >= reading.today:
                return reading.set_day(on)
    raise no_such_day(f"{day} {LONG_MONTHS[month - 1]} {year}", f"28 {MONTHS[month - 1]}")


def _iso(reading: Reading, match: re.Match[str]) -> bool:
    year, month, day = map(int, match.groups())
    if not 1 <= month <= 12:
        raise no_such_day(match[0], "10 dec")
    return _date(reading, day, month, year)


def _figures(reading: Reading, match: re.Match[str]) -> bool:
    """12/3: December first where people write so; read the other way round where only that is a day."""
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    country = reading.hours.country or country_of(reading.hours.zone.key)
    day, month = (second, first) if country in WRITES_MONTH_FIRST else (first, second)
    if month > 12 >= day:
        day, month = month, day
    if not 1 <= month <= 12:
        raise no_such_day(match[0], "10 dec")
    return _date(reading, day, month, year)


def _dotted(reading: Reading, match: re.Match[str]) -> bool:
    """10.12. and 10.12.2026 are days, and so is 10.12, where it can be one and is not said to be a time."""
    day, month, dot, year = int(match[1]), match[2], match[3], _year(match[4])
    if not (dot or year) and (not 1 <= int(month) <= 12 or day == 0 or day > 31):
        return False
    if not 1 <= int(month) <= 12:
        raise no_such_day(match[0], "10 dec")
    return _date(reading, day, int(month), year)


def _day_of_month(reading: Reading, match: re.Match[str]) -> bool:
    return _date(reading, int(match["day"]), MONTHS.index(match["month"]) + 1, _year(match["year"]))


def _month(reading: Reading, match: re.Match[str]) -> bool:
    """December: its first day, the next time it begins; mid is its 15th, late and end its last day."""
    month = MONTHS.index(match["month"]) + 1
    if match["where"] in {"end of", "late", "end of the"}:
        year = _year(match["year"]) or reading.today.year + (month < reading.today.month)
        return _date(reading, monthrange(year, month)[1], month, year)
    return _date(reading, 15 if match["where"] == "mid" else 1, month, _year(match["year"]))


def _ordinal(reading: Reading, match: re.Match[str]) -> bool:
    """The 1st: of this month if it is ahead, else of the next month that has such a day."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise no_such_day(f"day {day} in a month", "the 1st")
    first = add_months(reading.today.replace(day=1), 1 if match["month"] == "next" else 0)
    if match["month"] == "this" and day < reading.today.day:
        reading.passed()
    for months in range(3):
        start = add_months(first, months)
        if day <= monthrange(start.year, start.month)[1] and start.replace(day=day) >= reading.today:
            return reading.set_day(start.replace(day=day))
    raise AssertionError("one of three months has 31 days")


def _weekday(reading: Reading, match: re.Match[str]) -> bool:
    """Friday is the next one after today; this Friday is in the current week while ahead, next Friday in the next."""
    number = WEEKDAYS.index(match["weekday"]) + 1
    in_this_week = reading.week + (number - reading.hours.week_starts) % 7 * ONE_DAY
    match match["which"]:
        case "last":
            reading.passed()
        case "next":
            return reading.set_day(in_this_week + 7 * ONE_DAY)
        case "this" if in_this_week >= reading.today:
            return reading.set_day(in_this_week)
    return reading.set_weekday(number)


def _weeks_after_weekday(reading: Reading, match: re.Match[str]) -> bool:
    """Friday week, a week on Friday, two weeks from Friday."""
    number = WEEKDAYS.index(match["weekday"]) + 1
    coming = reading.today + ((number - reading.today.isoweekday() - 1) % 7 + 1) * ONE_DAY
    return reading.set_day(coming + 7 * round(_count(match.groupdict().get("n") or "a")) * ONE_DAY)


def _weekday_in_weeks(reading: Reading, match: re.Match[str]) -> bool:
    """Monday in 2 weeks: of the week that many after this one."""
    ahead = (WEEKDAYS.index(match["weekday"]) + 1 - reading.hours.week_starts) % 7 + 7 * round(_count(match["n"]))
    return reading.set_day(reading.week + ahead * ONE_DAY)


def _named_day(reading: Reading, match: re.Match[str]) -> bool:
    match match[0]:
        case "yesterday" | "now":
            reading.passed()
        case "tonight":
            reading.set_part("night")
            return reading.set_day(reading.today)
        case "today" | "later today":
            return reading.set_day(reading.today)
        case "tomorrow":
            return reading.set_day(reading.today + ONE_DAY)
    return reading.set_day(reading.today + 2 * ONE_DAY)


def _span(reading: Reading, match: re.Match[str]) -> bool:
    """Next week is its Monday, next month and quarter their first day, a weekend its Saturday."""
    ahead = 2 if match["after"] else int(match["which"] == "next")
    this_monday = reading.week + (1 - reading.hours.week_starts) % 7 * ONE_DAY
    month_start = reading.today.replace(day=1)
    match match["unit"]:
        case "week" if ahead:
            return reading.set_day(this_monday + 7 * ahead * ONE_DAY)
        case "weekend":
            return reading.set_day(_not_before(reading, this_monday + (5 + 7 * ahead) * ONE_DAY))
        case "month" if ahead:
            return reading.set_day(add_months(month_start, ahead))
        case "quarter" if ahead:
            return reading.set_day(add_months(month_start.replace(month=(month_start.month - 1) // 3 * 3 + 1), 3))
        case "year" if ahead:
            return reading.set_day(date(reading.today.year + ahead, 1, 1))
        case "week":
            return reading.set_day(_not_before(reading, this_monday + 4 * ONE_DAY))
    return False


def _end(reading: Reading, match: re.Match[str]) -> bool:
    """The end of a week is its Friday, of a month or a year its last day."""
    ahead = match["which"] == "next"
    this_monday = reading.week + (1 - reading.hours.week_starts) % 7 * ONE_DAY
    match match["unit"]:
        case "day":
            return reading.set_part("eod")
        case "week":
            return reading.set_day(_not_before(reading, this_monday + (4 + 7 * ahead) * ONE_DAY))
        case "month":
            return reading.set_day(add_months(reading.today.replace(day=1), 1 + ahead) - ONE_DAY)
    return reading.set_day(date(reading.today.year + ahead, 12, 31))


def _not_before(reading: Reading, day: date) -> date:
    """The day, or the same a week on where this week's is over."""
    return day if day >= reading.today else day + 7 * ONE_DAY


def _count(text: str) -> float:
    if "couple" in text:
        return 2
    if "few" in text:
        return 3
    return 1 if text in {"a", "an"} else float(text)


def _length(reading: Reading, match: re.Match[str]) -> bool:
    """Minutes and hours are exact; days, weeks and months are of the calendar."""
    if match["ago"]:
        reading.passed()
    n = _count(match["n"]) + (0.5 if match["before"] or match["after"] else 0)
    return _ahead(reading, n, match["unit"])


def _ahead(reading: Reading, n: float, unit: str) -> bool:
    if unit in {"minute", "hour"}:
        reading.exact = (reading.exact or timedelta()) + timedelta(**{f"{unit}s": n})
        return True
    if n == 0.5 or n % 1:
        n, unit = {"day": (n * 24, "hour"), "week": (round(n * 7), "day"), "year": (round(n * 12), "month")}.get(
            unit, (n, "month and a bit")
        )
        return _ahead(reading, n, unit) if unit in {"hour", "day", "month"} else False
    if n > 1000:
        raise too_far()
    match unit:
        case "day":
            return reading.set_day(reading.today + int(n) * ONE_DAY)
        case "week" | "fortnight":
            return reading.set_day(reading.today + int(n) * (7 if unit == "week" else 14) * ONE_DAY)
        case "month" | "year":
            return reading.set_day(add_months(reading.today, int(n) * (1 if unit == "month" else 12)))
    return reading.set_day(add_working_days(reading.today, int(n), reading.hours.country))


def _half_of(reading: Reading, match: re.Match[str]) -> bool:
    return _ahead(reading, 0.5, match["unit"])


def _clock_time(reading: Reading, match: re.Match[str]) -> bool:
    """18:30, 18.30, 6:30 pm, or 1830 where it stands beside a day or after `at`."""
    return reading.set_clock(match[0], int(match["hour"]), int(match["minute"]), match["half"])


def _four_figures(reading: Reading, match: re.Match[str]) -> bool:
    if reading.day is None and reading.weekday is None and not match["at"]:
        return False
    return reading.set_clock(match[0], int(match["hour"]), int(match["minute"]), "24")


def _hour(reading: Reading, match: re.Match[str]) -> bool:
    """3pm, 10 o'clock, at 5, or the hour alone."""
    if int(match["hour"]) > 24 and not match["half"]:
        reading.unread()
    reading.on_the_hour = True
    return reading.set_clock(match[0], int(match["hour"]), 0, match["half"])


def _spoken(reading: Reading, match: re.Match[str]) -> bool:
    """Half ten is 10:30, quarter to five 16:45, ten past three 15:10."""
    if not 1 <= int(match["hour"]) <= 12:
        reading.unread()
    minute = {"half": 30, "quarter": 15}.get(match["minute"]) or int(match["minute"])
    reading.less = minute if match["way"] == "to" else 0
    return reading.set_clock(match[0], int(match["hour"]), 0 if reading.less else minute, match["half"])


def _part(reading: Reading, match: re.Match[str]) -> bool:
    if match["this"]:
        reading.set_day(reading.today)
    return reading.set_part(match["part"])


def _first_thing(reading: Reading, match: re.Match[str]) -> bool:
    return reading.set_part("morning")


def _skip(reading: Reading, match: re.Match[str]) -> bool:
    return True


UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|year|workday|working day)"

RULES: tuple[tuple[str, Callable[[Reading, re.Match[str]], bool]], ...] = (
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso),
    (r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?", _figures),
    (rf"(?:at )?(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d)?{HALF_OF_DAY}", _clock_time),
    (rf"at (?P<hour>\d{{1,2}})\.(?P<minute>\d\d){HALF_OF_DAY}", _clock_time),
    (r"(?P<hour>\d{1,2})\.(?P<minute>\d\d) (?P<half>am|pm)", _clock_time),
    (r"(\d{1,2})\.(\d{1,2})(?:(\.)(?:(\d{4}|\d{2})\.?)?)?", _dotted),
    (rf"(?P<hour>\d{{1,2}})\.(?P<minute>\d\d){HALF_OF_DAY}", _clock_time),
    (rf"(?:the )?{DAY}(?:th|\.)? (?:of )?{MONTH}{YEAR}", _day_of_month),
    (rf"{MONTH} (?:the )?{DAY}(?:th)?(?! (?:am|pm)\b)(?!:){YEAR}", _day_of_month),
    (
        rf"(?:(?P<where>early|start of|beginning of|mid|late|end of(?: the)?|next) )?{MONTH}(?: (?P<year>\d{{4}}))?",
        _month,
    ),
    (rf"(?:the )?{DAY}(?:th)(?: (?:of )?(?:the )?(?P<month>this|next) month)?", _ordinal),
    (r"(?:the )?day after tomorrow|overmorrow|tonight|tomorrow|later today|today|yesterday|now", _named_day),
    (rf"(?:{COUNTED} )?week (?:on|from|after) (?:this )?{WEEKDAY}", _weeks_after_weekday),
    (rf"{WEEKDAY} week", _weeks_after_weekday),
    (rf"(?P<which>next) week (?:on )?{WEEKDAY}", _weekday),
    (rf"{WEEKDAY} (?:of |in )?(?P<which>next) week", _weekday),
    (rf"{WEEKDAY} in {COUNTED} week", _weekday_in_weeks),
    (rf"(?:the )?(?:(?P<which>this|next|coming|last) )?{WEEKDAY}", _weekday),
    (
        r"(?:early |start of |beginning of )?(?:(?P<which>this|next|the) )?(?P<unit>weekend|week|month|quarter|year)"
        r"(?P<after> after next)?",
        _span,
    ),
    (r"(?:the )?end of (?:(?P<which>this|the|next) )?(?P<unit>day|week|month|year)", _end),
    (rf"(?:(?:in|for|after) )?half (?:an? )?{UNIT}", _half_of),
    (
        rf"(?:(?:in|for|after|and) )?{COUNTED}(?P<before> and a half)? {UNIT}(?P<after> and a half)?"
        r"(?: (?P<ago>ago)| from now| later| time)?",
        _length,
    ),
    (
        rf"(?P<minute>half|quarter|\d{{1,2}})(?: minute)? (?P<way>past|after|to) (?P<hour>\d{{1,2}})"
        rf"(?: oclock)?{HALF_OF_DAY}",
        _spoken,
    ),
    (rf"(?P<minute>half)(?P<way>) (?P<hour>\d{{1,2}}){HALF_OF_DAY}", _spoken),
    (r"(?P<at>at )?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?: hour)?", _four_figures),
    (rf"(?:at )?(?P<hour>\d{{1,2}})(?: oclock)?{HALF_OF_DAY}", _hour),
    (r"first thing", _first_thing),
    (
        r"(?:early |late )?(?:in the |at )?(?:(?P<this>this) )?(?:early |late )?"
        r"(?P<part>morning|noon|lunch|afternoon|eod|evening|night|midnight)",
        _part,
    ),
    (FILLERS, _skip),
)
_COMPILED = [(re.compile(rf"(?:{pattern})(?= |$)"), settle) for pattern, settle in RULES]
