"""Clock times as people type them: "at 10", "half ten", "2-4pm", "0900", and a bare figure right after a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from bot.capture.dates import Day, Said, compiled
from bot.capture.text import Message


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time said."""

    first: int
    last: int
    at: time


HOUR_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
HOUR = r"(?P<hour>\d{1,2}|" + "|".join(HOUR_WORDS) + ")"
NO_COUNT = (
    r"(?! (?:minutes?|mins?|hours?|hrs?|people|companies|months?|weeks?|days?|years?|yrs?|of|other"
    r"|different|alumni|person|more|questions"
    r"|things|ideas|jobs|offers|times|events?|places|st|firms|startups|others|conferences?|meetings?"
    r"|schools|am|pm)(?!\S))"
)
TIMES: list[tuple[re.Pattern[str], Callable[[Said], tuple[int, int]]]] = []


def _time(pattern: str) -> Callable[[Callable[[Said], tuple[int, int]]], None]:
    return lambda reader: TIMES.append((compiled(pattern), reader))


def _hour(words: str) -> int:
    return int(words) if words.isdigit() else HOUR_WORDS[words]


def _guess(hour: int) -> int:
    """A bare hour from one to seven is in the afternoon."""
    return hour + 12 if 1 <= hour <= 7 else hour


def _half(hour: int, half: str | None) -> int:
    if not half:
        return _guess(hour)
    if hour > 12:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)


@_time(r"noon|midday|12 noon|high noon")
def _noon(_: Said) -> tuple[int, int]:
    return 12, 0


@_time(
    r"(?:at )?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?: ?(?P<h1>am|pm))?(?: ?(?:-|–|—|to|til"
    r"|till|until) ?| ?-)\d{1,2}(?:[:.]\d{2})? ?(?P<half>am|pm|a\.m|p\.m)(?: \.)?"
)
def _range(match: Said) -> tuple[int, int]:
    hour = int(match["hour"])
    half = match["h1"]
    if not half:
        # "11-1pm" starts in the morning, "2-4pm" in the afternoon.
        half = match["half"] if hour <= 7 or hour == 12 else ("am" if hour in {9, 10, 11, 8} else match["half"])
    return _half(hour, half), int(match["minute"] or 0)


@_time(
    r"(?:at |from )?(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?:-| - | to | – )\d{1,2}:[0-5]\d"
    r"|(?:at |from )?(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?:-| - | to | – )\d{1,2}"
    r"|(?:at |from )?(?P<hour>\d{1,2})(?:-| - | to | – )\d{1,2}(?= (?:in the|at night))"
)
def _plain_range(match: Said) -> tuple[int, int]:
    return _guess(int(match["hour"])), int(match["minute"] or 0)


@_time(
    r"(?:at )?(?P<hour>0\d|1\d|2[0-3])(?P<minute>[0-5]\d)(?: ?(?:hrs|hours|h))(?!\S)"
    r"|(?:at |for |@ )?(?P<hour>0[5-9])(?P<minute>[0-5]\d)(?= |$)"
)
def _figures_run_together(match: Said) -> tuple[int, int]:
    return int(match["hour"]), int(match["minute"])


@_time(
    rf"(?:at )?{HOUR}(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>am|pm|p(?! \.)|a \. m|p \. m|a\.m|p\.m"
    rf"|in the (?:morning|afternoon|evening)|at night)(?: \.(?= [a-z,]))?"
)
def _with_half(match: Said) -> tuple[int, int]:
    half = match["half"]
    words = {"in the morning": "am", "in the afternoon": "pm", "in the evening": "pm", "at night": "pm"}
    return _half(_hour(match["hour"]), words.get(half, half)), int(match["minute"] or 0)


@_time(
    r"(?:at )?(?P<hour>[01]?\d|2[0-3])(?::| ?h ?)(?P<minute>[0-5]\d)(?:-\d{1,2}:\d\d)?(?: ?(?:hrs|hours|h))?"
    r"|(?<=[.,] )(?P<hour>[01]?\d|2[0-3])\.(?P<minute>00|15|30|45)(?= [.,]|$)"
    r"|(?P<hour>1\d|2[0-3]) ?(?:h|uhr)(?=[ ,.]|$)|at (?P<hour>[01]?\d|2[0-3]) ?(?:h|uhr)|(?:at|from|@|around)"
    r" (?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?! ?%)"
)
def _figures_time(match: Said) -> tuple[int, int]:
    hour = int(match["hour"])
    return (hour if match["hour"].startswith("0") else _guess(hour)), int(match["minute"] or 0)


@_time(rf"(?:at )?half (?:past )?{HOUR}")
def _half_past(match: Said) -> tuple[int, int]:
    return _guess(_hour(match["hour"])), 30


@_time(
    rf"(?:at )?(?:a )?(?:(?P<q>quarter)|(?P<m>ten|five|twenty|\d{{1,2}})) (?P<side>past|after|to"
    rf"|till) {HOUR}(?! (?:people|of|min|mins))"
)
def _quarter(match: Said) -> tuple[int, int]:
    minute = 15 if match["q"] else {"ten": 10, "five": 5, "twenty": 20}.get(match["m"]) or int(match["m"])
    hour = _guess(_hour(match["hour"]))
    if match["side"] == "to" and (match["m"] or "").isdigit() and _hour(match["hour"]) % 12 == (minute + 1) % 12:
        return _guess(minute), 0  # "10 to 11": from one hour to the next
    return (hour, minute) if match["side"] in {"past", "after"} else (hour - 1, 60 - minute)


@_time(rf"(?:at )?{HOUR} (?:o'clock|oclock|o ' clock|sharp)")
def _oclock(match: Said) -> tuple[int, int]:
    return _guess(_hour(match["hour"])), 0


@_time(
    r"(?:at )?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5][05])(?: ?(?:hrs|hours))(?!\S)|at (?P<hour>1\d"
    r"|2[0-3])(?P<minute>[0-5]0)"
)
def _military(match: Said) -> tuple[int, int]:
    return int(match["hour"]), int(match["minute"])


@_time(rf"(?:at|@|from|around) {HOUR} ?(?P<thirty>thirty|fifteen|forty-five)?{NO_COUNT}")
def _at_hour(match: Said) -> tuple[int, int]:
    return _guess(_hour(match["hour"])), {"thirty": 30, "fifteen": 15, "forty-five": 45}.get(match["thirty"] or "", 0)


def find_clocks(message: Message, days: list[Day]) -> list[Clock]:
    """Every clock time said. A bare figure counts right after a day ("tmrw 11", "Friday 9.15")."""
    found: list[tuple[int, int, Clock]] = []
    for pattern, reader in TIMES:
        for match in pattern.finditer(message.line):
            first, last = message.token_range(*match.span())
            if any(day.first < last and first < day.last for day in days):
                continue
            if _names_something(message, first, last):
                continue
            try:
                at = time(*reader(Said(match)))
            except (ValueError, KeyError):
                continue
            found.append((match.start(), -match.end(), Clock(first, last, at)))
    for day in days:
        clock = _bare_after(message, day)
        if clock:
            found.append((message.line_position(clock.first), 0, clock))
    taken, kept = -1, []
    for _, _, clock in sorted(found, key=lambda f: f[:2]):
        if clock.first >= taken:
            kept.append(clock)
            taken = clock.last
    return kept


def _names_something(message: Message, first: int, last: int) -> bool:
    """ "at Seven Seeds", "from 3M": an hour with a capital like the word behind it, or a capital right at it."""
    word = message.tokens[last - 1]
    if word.text.isdigit() and last < len(message.tokens) and message.tokens[last].start == word.end:
        return message.tokens[last].text.isupper() and message.tokens[last].plain not in {"am", "pm", "a", "p", "h"}
    after = message.tokens[last] if last < len(message.tokens) else None
    return (
        word.is_word
        and word.capital
        and word.plain in HOUR_WORDS
        and after is not None
        and after.capital
        and after.is_word
    )


BARE = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?(?:-\d{1,2})?")
FOUR = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5][05])")


def _bare_after(message: Message, day: Day) -> Clock | None:
    tokens = message.tokens
    index = day.last
    beside = [i for i in (day.first - 1, day.last) if 0 <= i < len(tokens)]
    for index in beside:
        if four := FOUR.fullmatch(tokens[index].plain):
            return Clock(index, index + 1, time(int(four["hour"]), int(four["minute"])))
    index = day.last
    if index < len(tokens) and tokens[index].plain == "," and index + 1 < len(tokens):
        index += 1
    if index >= len(tokens):
        return None
    match = BARE.fullmatch(tokens[index].plain)
    after = tokens[index + 1].plain if index + 1 < len(tokens) else ""
    if not match or (
        after.isalpha()
        and after not in {"with", "via", "on", "at", "over", "in", "by", "for", "and", "but", "he", "she"}
    ):
        return None
    if after in {")", "%", "/"} and not match["minute"]:
        return None
    hour = int(match["hour"])
    if not 1 <= hour <= 23:
        return None
    return Clock(index, index + 1, time(_guess(hour), int(match["minute"] or 0)))
