"""The chart of the weekly look: conversations held and messages sent, week by week.

Slow by an event loop's measure: drawn in a thread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from bot.prep.pdf import BOLD, REGULAR

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WEEKS = 8
A_WEEK = timedelta(days=7)

WIDTH, HEIGHT = 960, 540
# Drawn twice as large and made smaller, which smooths what is round.
FINER = 2
LEFT, RIGHT, TOP, BOTTOM = 48, 24, 104, 64
# What is white on a phone's bright page is a card on a dark one.
PAPER, INK, FAINT = "#ffffff", "#1f2933", "#d9dee5"
QUIET = "#66727f"
TALKS, LETTERS = "#2f6f8f", "#e0a458"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `begins` on: how many conversations were held in them, and how many messages sent."""

    begins: date
    talks: int
    letters: int


def weeks(talked: Iterable[date], wrote: Iterable[date], today: date) -> list[Week]:
    """The last eight weeks, the earliest first; the last of them ends today."""
    talked, wrote = list(talked), list(wrote)
    found = []
    for back in range(WEEKS - 1, -1, -1):
        last = today - back * A_WEEK
        begins = last - A_WEEK + timedelta(days=1)
        held = sum(begins <= day <= last for day in talked)
        found.append(Week(begins, held, sum(begins <= day <= last for day in wrote)))
    return found


def is_empty(shown: Sequence[Week]) -> bool:
    """Whether there is nothing to draw."""
    return not any(week.talks or week.letters for week in shown)


def draw(shown: Sequence[Week]) -> bytes:
    """A PNG of 960 by 540: two bars a week, each with its number."""
    # Heavy, and wanted once a week: the bot starts without it.
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), PAPER)
    pen = ImageDraw.Draw(image)
    _head(pen)
    floor, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    tallest = max(1, *(max(week.talks, week.letters) for week in shown))
    _line(pen, LEFT, floor, WIDTH - RIGHT)
    wide = (WIDTH - LEFT - RIGHT) / len(shown)
    for place, week in enumerate(shown):
        middle = LEFT + wide * (place + 0.5)
        is_last = place == len(shown) - 1
        for count, colour, shift in ((week.talks, TALKS, -1), (week.letters, LETTERS, 1)):
            _bar(pen, middle + shift * wide * 0.19, floor, wide * 0.32, room * count / tallest, count, colour)
        label = "this week" if is_last else f"{week.begins.day} {week.begins:%b}"
        _write(pen, middle, floor + 24, label, 17, INK if is_last else QUIET, bold=is_last)
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "PNG")
    return out.getvalue()


def _head(pen: "ImageDraw") -> None:
    _write(pen, LEFT, 40, "Week by week", 26, INK, bold=True, anchor="lm")
    right: float = WIDTH - RIGHT
    for text, colour in (("messages sent", LETTERS), ("conversations", TALKS)):
        long = _write(pen, right, 40, text, 18, INK, anchor="rm")
        _box(pen, right - long - 26, 32, 16, 16, colour, 4)
        right -= long + 56


def _bar(pen: "ImageDraw", middle: float, floor: float, wide: float, tall: float, count: int, colour: str) -> None:
    if not count:
        return
    _box(pen, middle - wide / 2, floor - tall, wide, tall, colour, 6, stands=True)
    _write(pen, middle, floor - tall - 14, str(count), 18, INK)


def _box(
    pen: "ImageDraw",
    left: float,
    top: float,
    wide: float,
    tall: float,
    colour: str,
    round_by: float,
    *,
    stands: bool = False,
) -> None:
    """Round at its corners; at the upper ones alone where it `stands` on a line."""
    ends = [(left * FINER, top * FINER), ((left + wide) * FINER, (top + tall) * FINER)]
    corners = (True, True, not stands, not stands)
    pen.rounded_rectangle(ends, radius=min(round_by, wide / 2, tall / 2) * FINER, fill=colour, corners=corners)


def _line(pen: "ImageDraw", left: float, at: float, right: float) -> None:
    pen.line([(left * FINER, at * FINER), (right * FINER, at * FINER)], fill=FAINT, width=2 * FINER)


def _write(
    pen: "ImageDraw", x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False, anchor: str = "mm"
) -> float:
    """Write there; how long it is."""
    from PIL import ImageFont

    font = ImageFont.truetype(str(BOLD if bold else REGULAR), size * FINER)
    pen.text((x * FINER, y * FINER), text, fill=colour, font=font, anchor=anchor)
    return font.getlength(text) / FINER
