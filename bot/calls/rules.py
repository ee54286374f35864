"""How a talk's minutes run down. Pure: no Telegram, no storage."""

import math
from datetime import datetime, timedelta
from enum import StrEnum

# Before the end: the moment for the closing question.
CUE_BEFORE = timedelta(minutes=5)
# So long over its time a card is still kept up to date; so long, and it is taken to be forgotten.
SHOWN_OVER = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=2)
LENGTHS = (15, 20, 30, 45, 60)
MINUTE = timedelta(minutes=1)


class Phase(StrEnum):
    """Where in its time a talk is."""

    TALKING = "talking"
    CLOSING = "closing"
    OVER = "over"


def minutes_left(started_at: datetime, length: timedelta, now: datetime) -> int:
    """Whole minutes of the time asked for that are left, begun ones counted; below zero once it is over."""
    return math.ceil((started_at + length - now) / MINUTE)


def phase(started_at: datetime, length: timedelta, now: datetime) -> Phase:
    """Whether it is time to close, or over."""
    left = started_at + length - now
    if left <= timedelta():
        return Phase.OVER
    # A quarter of an hour has its closing five minutes too; what is shorter closes in its last third.
    return Phase.CLOSING if left <= min(CUE_BEFORE, length / 3) else Phase.TALKING


def wants_edit(started_at: datetime, length: timedelta, shown_at: datetime | None, now: datetime) -> bool:
    """Whether what the card shows is a minute old or more: at most one edit for each minute of the talk."""
    if now > started_at + length + SHOWN_OVER:
        return False
    return shown_at is None or minutes_left(started_at, length, shown_at) != minutes_left(started_at, length, now)


def is_forgotten(started_at: datetime, length: timedelta, now: datetime) -> bool:
    """Whether nobody has ended the card long after the talk."""
    return now >= started_at + length + FORGOTTEN_AFTER


def turn(started_at: datetime, now: datetime) -> int:
    """Which of several lines to give: another one every few seconds, so that a second press helps."""
    return int((now - started_at).total_seconds()) // 5
