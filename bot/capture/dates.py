"""Days as people type them, over local time; the zone is attached by whoever needs an instant.

`find_days` marks where a day is said and how it can be read; `Day.on` settles it once it is known whether the talk
lies behind or ahead: the same "Thursday" is last week's in a log and next week's in a plan.
"""

import calendar
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias

from bot.capture.text import Message

DAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "weds": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, ["", "", "", "", "", "", "", "", "", "sept"])
    for number, name in enumerate(names)
    if name
}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(ORDINAL_WORDS, start=1)}
PARTS = r"(?: (?:(?:early |late )?(?:morning|mornin|am|afternoon|arvo|aft|evening|eve|night)))?"


class Side(Enum):
    """Where a day must lie, as far as its own words say."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Day:
    """A day said: its tokens, the side its words fix, and how to settle it (`None`: too vague for a date)."""

    first: int
    last: int
    side: Side
    settle: Callable[[date, bool], date | None]
    exact: bool = True  # a day, and not a week, month or quarter of which only the beginning is meant
    possible: bool = True  # no 31 February

    def on(self, today: date, *, ahead: bool) -> date | None:
        """The calendar day meant, seen from `today`; `ahead` when the message looks forward."""
        try:
            return self.settle(today, ahead)
        except (ValueError, OverflowError):
            return None


def month_first(zone: str) -> bool:
    """Whether 3/4 is 4 March here."""
    return zone.startswith(("America/", "US/")) or zone in {"Pacific/Honolulu", "EST5EDT", "PST8PDT", "CST6CDT"}


def months_on(day: date, count: int) -> date:
    """The same day of the month, `count` months on, or that month's last."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def quarter_on(day: date, count: int = 1) -> date:
    """The first day of the quarter `count` quarters on."""
    return months_on(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3 * count)


def _weekday(wanted: int, which: str) -> Callable[[date, bool], date]:
    def settle(today: date, ahead: bool) -> date:
        if which == "this":
            return monday_of(today) + timedelta(days=wanted)
        if which == "next":
            return monday_of(today) + timedelta(days=7 + wanted)
        if which in {"last", "past"} or not ahead:
            return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)

    return settle


def _month_day(month: int, day: int, year: int | None) -> Callable[[date, bool], date]:
    def settle(today: date, ahead: bool) -> date:
        if year is not None:
            return date(year, month, day)
        # 29 February may be several years off.
        years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
        found = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
        return next((d for d in found if (d >= today if ahead else d <= today)), found[0])

    if month < 1 or month > 12 or day < 1:
        raise ValueError("no such day")
    return settle if day <= calendar.monthrange(2024, month)[1] else _no_such_day


def _no_such_day(*_: object) -> date:
    """31 February: said as a day, and none."""
    raise ValueError("no such day")


def _day_of_month(day: int) -> Callable[[date, bool], date]:
    def settle(today: date, ahead: bool) -> date:
        for step in range(13):
            first = months_on(today.replace(day=1), step if ahead else -step)
            if day <= last_of_month(first).day:
                found = first.replace(day=day)
                if found > today if ahead else found <= today:
                    return found
        raise ValueError("no such day")

    if not 1 <= day <= 31:
        raise ValueError("no such day")
    return settle


def _month(month: int, *, last: bool = False) -> Callable[[date, bool], date]:
    def settle(today: date, ahead: bool) -> date:
        year = today.year + (month <= today.month if ahead else -(month > today.month))
        if ahead and last and month == today.month:
            year = today.year
        first = date(year, month, 1)
        return last_of_month(first) if last else first

    return settle


def _shift(**step: int) -> Callable[[date, bool], date]:
    return lambda today, _: today + timedelta(**step)


def _day_number(words: str) -> int:
    """ "28", "28th" or "first"."""
    return ORDINALS[words] if words in ORDINALS else int(words.rstrip("stndrh"))


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS[words]


def _unit(count: int, unit: str, sign: int) -> Callable[[date, bool], date]:
    match unit[:2]:
        case "da" | "ni":
            return lambda today, _: today + timedelta(days=sign * count)
        case "we" | "wk":
            return lambda today, _: today + timedelta(weeks=sign * count)
        case "fo":
            return lambda today, _: today + timedelta(weeks=sign * 2 * count)
        case "mo" | "mt":
            return lambda today, _: months_on(today, sign * count)
        case "qu":
            return lambda today, _: months_on(today, sign * 3 * count)
        case "ye" | "yr":
            return lambda today, _: months_on(today, sign * 12 * count)
    return lambda today, _: today


COUNT = (
    r"(?P<count>\d{1,3}|a couple of|a couple|couple of|couple|an|a|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve)"
)
UNIT = r"(?P<unit>days?|nights?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?)"
WEEKDAY = r"(?P<weekday>" + "|".join(sorted(DAYS, key=len, reverse=True)) + r")s?"
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
NUMERIC = r"(?P<numeric>\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)"
DAY_NUMBER = (
    rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?! (?:thing|week"
    rf"|half|call|round|time|year))"
)

Reading: TypeAlias = tuple[Side, Callable[[date, bool], date | None]] | None


class Said:
    """A match whose groups may be named alike in several alternatives: the one that took part is meant."""

    def __init__(self, match: re.Match[str]) -> None:
        self._groups = {name: words for name, words in match.groupdict().items() if words is not None}

    def __getitem__(self, name: str) -> str:
        return next((words for key, words in self._groups.items() if key.split("__")[0] == name), "")


Reader: TypeAlias = Callable[[Said, bool], Reading]
RULES: list[tuple[re.Pattern[str], Reader]] = []


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern between blanks, its groups numbered so that a name may stand twice."""
    number = itertools.count()
    distinct = re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m[1]}__{next(number)}>", pattern)
    return re.compile(rf"(?<!\S)(?:{distinct})(?!\S)")


def rule(pattern: str) -> Callable[[Reader], Reader]:
    """Register how to read one shape of day; earlier rules win where two begin at the same word."""

    def keep(reader: Reader) -> Reader:
        RULES.append((compiled(pattern), reader))
        return reader

    return keep


@rule(rf"(?:{WEEKDAY} (?:the |, )?)?(?:{MONTH} (?:the )?{DAY_NUMBER}(?:,? (?P<year>20\d\d))?)(?! (?:am|pm)\b)")
@rule(rf"(?:{WEEKDAY} (?:the |, )?)?(?:the )?{DAY_NUMBER} (?:of )?{MONTH}(?:,? (?P<year>20\d\d))?")
def _named(match: Said, _: bool) -> Reading:
    year = match["year"]
    if _day_number(match["day"]) > 31:
        raise ValueError("no day of a month")
    return Side.EITHER, _month_day(MONTHS[match["month"]], _day_number(match["day"]), int(year) if year else None)


@rule(rf"(?:(?P<which>this|next|last|coming) )?(?:{WEEKDAY},? )?{NUMERIC}")
def _figures(match: Said, month_leads: bool) -> Reading:
    signs = re.split(r"[/.-]", match["numeric"])
    if len(signs[0]) == 4:
        if len(signs) < 3:
            return None
        year, month, day = (int(s) for s in signs)
        return Side.EITHER, _month_day(month, day, year)
    if len(signs) == 2 and "/" not in match["numeric"]:
        return None  # 2.5 and 3-4 are amounts and ranges
    first, second = int(signs[0]), int(signs[1])
    year_said = int(signs[2]) % 100 + 2000 if len(signs) == 3 else None
    month, day = (first, second) if month_leads else (second, first)
    if month > 12:
        month, day = day, month
    if day > 31:
        return None  # a fraction, not a day
    return Side.EITHER, _month_day(month, day, year_said)


@rule(r"(?:the )?day after tomorrow|overmorrow")
def _after_tomorrow(*_: object) -> Reading:
    return Side.FUTURE, _shift(days=2)


@rule(r"(?:the )?(?:day before yesterday|night before last)")
def _before_yesterday(*_: object) -> Reading:
    return Side.PAST, _shift(days=-2)


@rule(rf"(?:yesterday|yday){PARTS}|last night|last evening|the night before")
def _yesterday(*_: object) -> Reading:
    return Side.PAST, _shift(days=-1)


@rule(rf"(?:first thing |early |late )?tomorrow{PARTS}|overnight")
def _tomorrow(*_: object) -> Reading:
    return Side.FUTURE, _shift(days=1)


@rule(r"(?:later (?:today|on today|this (?:morning|afternoon|evening))|tonight|(?:by )?eod|cob|end of (?:the )?day"
      r"|before (?:bed|the day is out|the day is over))")  # fmt: skip
def _later_today(*_: object) -> Reading:
    return Side.FUTURE, _shift()


@rule(r"(?:today|earlier today|earlier this (?:morning|afternoon)|this (?:morning|mornin|afternoon|arvo"
r"|lunchtime|evening|eve)|just now"
      r"|(?:half )?an hour ago|(?:\d{1,2}|two|three|a couple of|a few) (?:hours|hrs|minutes|mins) ago)")  # fmt: skip
def _today(*_: object) -> Reading:
    return Side.EITHER, _shift()


@rule(rf"(?:about |like |around |maybe )?{COUNT} {UNIT} (?:ago|back|earlier)")
def _ago(match: Said, _: bool) -> Reading:
    return Side.PAST, _unit(_number(match["count"]), match["unit"], -1)


@rule(
    rf"{COUNT} (?P<unit>weeks?|wks?) (?:ago|back) on {WEEKDAY}|{WEEKDAY} (?P<week>last week)"
    rf"|last week(?: on)? {WEEKDAY}"
)
def _day_weeks_ago(match: Said, _: bool) -> Reading:
    wanted = DAYS[match["weekday"]]
    weeks = _number(match["count"]) if match["count"] else 1
    return Side.PAST, lambda today, _: monday_of(today) + timedelta(days=wanted - 7 * weeks)


@rule(rf"(?:(?:in|within) )(?:about |around |like |roughly |exactly )?{COUNT} (?:more )?{UNIT}(?: ' )?(?: time"
rf"| from now)?"
      rf"(?: or so)?|{COUNT} {UNIT} (?:from (?:now|today)|out|hence|later)")  # fmt: skip
def _ahead(match: Said, _: bool) -> Reading:
    return Side.FUTURE, _unit(_number(match["count"]), match["unit"], 1)


@rule(rf"(?:a|one) week from (?:(?P<anchor>today|tomorrow)|(?:next |this )?{WEEKDAY})|{WEEKDAY} week"
      rf"|(?:a )?week on {WEEKDAY}|(?P<anchor>today|tomorrow) week")  # fmt: skip
def _week_after(match: Said, _: bool) -> Reading:
    anchor = match["anchor"]
    if anchor:
        return Side.FUTURE, _shift(days=7 + (anchor == "tomorrow"))
    settle = _weekday(DAYS[match["weekday"]], "")
    return Side.FUTURE, lambda today, _: settle(today, True) + timedelta(days=7)


@rule(rf"{WEEKDAY}{PARTS} (?:of )?next week|next week(?:,| on)? {WEEKDAY}{PARTS}")
def _day_next_week(match: Said, _: bool) -> Reading:
    return Side.FUTURE, _weekday(DAYS[match["weekday"]], "next")


@rule(rf"(?:(?P<which>this coming|this|next|last|past|this past"
rf"|coming) )?{WEEKDAY}{PARTS}(?: (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th))?"
      r"(?: (?P<tail>this week|coming))?")  # fmt: skip
def _weekdays(match: Said, _: bool) -> Reading:
    if match["day"]:
        return Side.EITHER, _day_of_month(int(match["day"]))
    which = match["which"].replace("this coming", "").replace("coming", "").replace("this past", "last").strip()
    if match["tail"] == "this week":
        which = "this"
    side = {"next": Side.FUTURE, "last": Side.PAST, "past": Side.PAST}.get(which, Side.EITHER)
    if match["which"] in {"coming", "this coming"} or match["tail"] == "coming":
        side = Side.FUTURE
    return side, _weekday(DAYS[match["weekday"]], which)


@rule(r"(?:(?:the )?end of (?:the |this )?week|eow|before the week (?:is|'s) (?:out|over|up|through)"
      r"|before the week(?:end)?(?: is (?:out|over))?|before the week ends|by (?:the )?weekend"
      r"|(?:later )?this week|this wk|some ?time this week)")  # fmt: skip
def _this_week(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: monday_of(today) + timedelta(days=4)


@rule(r"(?:the )?(?:end of|late|later) next week")
def _end_of_next_week(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: monday_of(today) + timedelta(days=11)


@rule(r"mid(?: |-)?next week|middle of next week")
def _mid_next_week(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: monday_of(today) + timedelta(days=9)


@rule(r"(?:(?:early|beginning of|start of|the (?:beginning|start) of|sometime|some time) )?(?:next|nxt) (?:week"
r"|wk)|the week after(?! next)"
      r"|the (?:coming|following) week")  # fmt: skip
def _next_week(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: monday_of(today) + timedelta(days=7)


@rule(r"(?:the )?week after next")
def _week_after_next(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: monday_of(today) + timedelta(days=14)


@rule(r"(?:at |over )?(?:the|this)(?: (?P<which>past|coming))? weekend|over the weekend")
def _weekend(match: Said, _: bool) -> Reading:
    return Side.EITHER, _weekday(5, "")


@rule(r"(?:at |over )?next weekend")
def _next_weekend(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: monday_of(today) + timedelta(days=12)


@rule(r"(?:at |over )?last weekend")
def _last_weekend(*_: object) -> Reading:
    return Side.PAST, lambda today, _: monday_of(today) - timedelta(days=2)


@rule(r"(?:the )?end of (?:the |this )?month|eom|month end|before the month (?:is|'s) (?:out|over)|later this month")
def _month_end(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: last_of_month(today)


@rule(r"(?:the )?end of next month|late next month")
def _next_month_end(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: last_of_month(months_on(today.replace(day=1), 1))


@rule(
    r"(?:(?:the )?(?:first week|beginning|start|first|1st) of |early |sometime |some time )?(?:next month"
    r"|the (?:coming|following) month)"
)
def _next_month(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: months_on(today.replace(day=1), 1)


@rule(r"(?:mid|middle of)(?: |-)?next month")
def _mid_next_month(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: months_on(today.replace(day=1), 1).replace(day=15)


@rule(r"(?:(?:the )?(?:beginning|start) of |early |sometime )?next quarter")
def _next_quarter(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: quarter_on(today)


@rule(r"(?:the )?end of (?:the |this )?quarter|quarter end|eoq")
def _quarter_end(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: quarter_on(today) - timedelta(days=1)


@rule(r"(?:the )?end of (?:the |this )?year|year end|year-end|eoy")
def _year_end(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: date(today.year, 12, 31)


@rule(r"(?:early |sometime |the (?:beginning|start) of )?next year")
def _next_year(*_: object) -> Reading:
    return Side.FUTURE, lambda today, _: date(today.year + 1, 1, 1)


@rule(rf"(?:the )?end of {MONTH}|late {MONTH}")
def _named_month_end(match: Said, _: bool) -> Reading:
    return Side.EITHER, _month(MONTHS[match["month"]], last=True)


@rule(rf"(?:(?:in )?mid|(?:the )?middle of)(?: |-)?{MONTH}")
def _mid_month(match: Said, _: bool) -> Reading:
    settle = _month(MONTHS[match["month"]])
    return Side.EITHER, lambda today, ahead: settle(today, ahead).replace(day=15)


@rule(
    rf"(?:early |(?:the )?(?:beginning|start|first week) of |(?P<in>in |by |before |until |till |this "
    rf"|next |come |during |around )){MONTH}(?! (?:the )?(?:\d|{'|'.join(ORDINALS)}))"
)
def _month_alone(match: Said, _: bool) -> Reading:
    return Side.EITHER, _month(MONTHS[match["month"]])


@rule(rf"(?:on )?the (?P<day>\d{{1,2}})(?:st|nd|rd|th)(?! (?:floor|street|avenue|grade|century|edition|time|year))"
rf"|(?:on |by )the (?P<word>{'|'.join(ORDINALS)})(?! (?:time"
rf"|call|round|one|of|person|floor|year|meeting|chat))"
      r"|(?P<day>\d{1,2})(?:st|nd|rd|th)(?! (?:time|call|round|one|person|floor|year|grade|street|st|ave"
      r"|avenue|meeting|chat|interview|coffee|zoom|anniversary|century|follow|followup|email|message|nudge|attempt"
      r"|try|reminder|chaser|text|dm|letter|phone|contact))")  # fmt: skip
def _ordinal(match: Said, _: bool) -> Reading:
    number = match["day"]
    day = int(number) if number else ORDINALS[match["word"]]
    if day > 31:
        # "on the 32nd" is a day that is none; "92nd Street" and "the 45th" are no days.
        return (Side.EITHER, _no_such_day) if 31 < day < 40 else None
    return Side.EITHER, _day_of_month(day)


LOOSE: frozenset[Reader] = frozenset(
    {
        _this_week, _end_of_next_week, _mid_next_week, _next_week, _week_after_next,
        _next_month_end, _next_month, _mid_next_month, _next_quarter, _quarter_end, _year_end, _next_year,
        _named_month_end, _mid_month, _month_alone,
    }
)  # fmt: skip


def find_days(message: Message, zone: str) -> list[Day]:
    """Every day said in the message, in order, none overlapping. The preposition before it is not part of it."""
    month_leads = month_first(zone)
    found: list[tuple[int, int, Day]] = []
    for order, (pattern, reader) in enumerate(RULES):
        for match in pattern.finditer(message.line):
            try:
                reading = reader(Said(match), month_leads)
            except (ValueError, KeyError):
                continue
            if reading is None or _doubtful(match, message):
                continue
            first, last = message.token_range(*match.span())
            side, settle = reading
            day = Day(first, last, side, settle, reader not in LOOSE, settle is not _no_such_day)
            found.append((match.start(), -(match.end()) * 100 + order, day))
    return list(_apart(found))


def _apart(found: list[tuple[int, int, Day]]) -> Iterator[Day]:
    taken = -1
    for _, _, day in sorted(found, key=lambda f: f[:2]):
        if day.first >= taken:
            yield day
            taken = day.last


MAYBE_NAMES = frozenset(
    {"may", "april", "june", "august", "jan", "mar", "mon", "sun", "sat", "wed", "march", "friday", "dec", "thu", "tue"}
)


def _doubtful(match: re.Match[str], message: Message) -> bool:
    """Words that are days only in some company: "sat down", "the sun", "may be"."""
    word = match.group()
    if word not in MAYBE_NAMES:
        return False
    first, _ = message.token_range(*match.span())
    token = message.tokens[first]
    before = message.tokens[first - 1].plain if first else ""
    if word == "sat":
        return message.line[match.end() :].lstrip().startswith(("down", "with", "in", "next", "beside", "through"))
    if word in {"sun", "mar", "jan", "may", "june", "april", "august"}:
        return before not in {"on", "by", "this", "next", "last", "before", "until", "in"} or word in {"mar", "jan"}
    earlier = message.tokens[first - 2].plain if first > 1 else ""
    if earlier in DAYS:
        return False  # "from Thu to Mon"
    return token.capital and before in {"with", "to", "met", "and"}
