"""On which side of today lies what a clause tells: a talk is over, a meeting is to come. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from bot.capture.clauses import Clause
from bot.capture.cues import Does
from bot.capture.dates import Side
from bot.capture.mentions import Scene

# From which minute of the day a part of it can have been: "this evening" said at noon lies ahead.
PART_BEGINS = {"afternoon": 12 * 60, "evening": 17 * 60, "eve": 17 * 60}


def all_past(scene: Scene, start: int, end: int, today: date) -> bool:
    marks = re.findall(r"(?<!\S)D\d+(?!\S)", scene.line[start:end])
    return bool(marks) and all(side_of(scene, m, today) is Side.PAST for m in marks)


# What was put off lies ahead, on whatever day.
MOVED = re.compile(
    r"(?<!\S)(?:moved|pushed|bumped|postponed|rescheduled|shifted|switched|delayed|brought forward)(?: [a-z]+){0,3}?"
    r" (?:to|until|till|for) (?:the )?(D\d+)(?!\S)"
)


def event_ahead(scene: Scene, found: Sequence[Clause], today: date, now_minutes: int) -> bool:
    """Whether the clauses that tell name a day or a time that lies ahead."""
    moved = MOVED.search(scene.line)
    if moved and side_of(scene, moved[1], today) is not Side.PAST:
        return True
    return any(
        days_ahead(scene, c.start, c.end, today, now_minutes)
        for c in found
        if c.does in {Does.TELL, Does.THROUGH, Does.PROMISE}
    )


def days_ahead(scene: Scene, start: int, end: int, today: date, now_minutes: int, *, firm: bool = False) -> bool | None:
    """Whether the days of a clause lie ahead: None where there is none. `firm`: only days that cannot be past."""
    marks = re.findall(r"(?<!\S)[DT]\d+(?!\S)", scene.line[start:end])
    verdict: bool | None = None
    for mark in marks:
        if mark.startswith("T"):
            continue
        side = side_of(scene, mark, today)
        if side is Side.FUTURE and now_minutes >= LATE and is_tonight(scene, mark, today):
            return None
        clock = next((scene.clocks[m] for m in marks if m.startswith("T")), None)
        if side is Side.FUTURE:
            return True
        if side is Side.PAST:
            return False
        if scene.days[mark].on(today, ahead=True) == today:
            begins = PART_BEGINS.get(scene.message.tokens[scene.days[mark].last - 1].plain, 0)
            starts = clock.at.hour * 60 + clock.at.minute if clock else begins
            verdict = starts > now_minutes if starts else None
        elif firm:
            verdict = None
        else:
            verdict = clock is not None or _nearer_ahead(scene, mark, today)
    if verdict is None and not firm and not [m for m in marks if m.startswith("D")]:
        clock = next((scene.clocks[m] for m in marks if m.startswith("T")), None)
        if clock is not None and clock.at.hour * 60 + clock.at.minute > now_minutes:
            return True
    return verdict


# From nine in the evening "tonight" is as good as over.
LATE = 21 * 60


def is_tonight(scene: Scene, mark: str, today: date) -> bool:
    day = scene.days[mark]
    return day.on(today, ahead=True) == today and scene.message.tokens[day.last - 1].plain == "tonight"


def side_of(scene: Scene, mark: str, today: date) -> Side:
    """On which side of today a day lies, where its words settle it ("this Friday" depends on today)."""
    day = scene.days[mark]
    if day.side is not Side.EITHER:
        return day.side
    back, on = day.on(today, ahead=False), day.on(today, ahead=True)
    if back is not None and back == on and on != today:
        return Side.FUTURE if on > today else Side.PAST
    return Side.EITHER


def _nearer_ahead(scene: Scene, mark: str, today: date) -> bool:
    """Whether a day of the month or year is nearer ahead than behind; weekdays alone look back."""
    day = scene.days[mark]
    back, on = day.on(today, ahead=False), day.on(today, ahead=True)
    if back is None or on is None or (on - back).days <= 7:
        return False
    return (on - today) < (today - back)
