"""The tips as values: the six obstacles, lines for a moment, kind lines for an outcome."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from bot.questions.searching import STOP_WORDS, stem

TIPS = Path(__file__).with_name("tips.toml")
NEAR = 82  # rapidfuzz ratio, 0 to 100, at which a word counts as misspelt rather than another


@dataclass(frozen=True, slots=True)
class Tip:
    """One obstacle: what to know about it, and two lines ready to say."""

    id: str
    title: str
    advice: tuple[str, ...]
    lines: tuple[str, ...]
    tags: tuple[str, ...]


class Moment(StrEnum):
    """Where in the bot a single line is wanted."""

    GOING_QUIET = "going_quiet"
    RUNNING_LONG = "running_long"
    CLOSING_CUE = "closing_cue"
    TIME_UP = "time_up"
    JOB_CAME_UP = "job_came_up"
    ASKS_FOR_JOB = "asks_for_job"
    BEFORE_FIRST = "before_first"


class Outcome(StrEnum):
    """How a first message, or a meeting, turned out."""

    NO_REPLY = "no_reply"
    DECLINED = "declined"
    RUDE = "rude"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    REPLIED = "replied"


# The obstacle that belongs to a moment: shown as "more on this" under its line.
TIP_FOR: Mapping[Moment | Outcome, str] = {
    Moment.GOING_QUIET: "silences",
    Moment.RUNNING_LONG: "long-answers",
    Moment.JOB_CAME_UP: "job-by-accident",
    Moment.ASKS_FOR_JOB: "job-by-accident",
    Moment.BEFORE_FIRST: "uncomfortable",
    Outcome.DECLINED: "rude",
    Outcome.RUDE: "rude",
}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(TIPS.read_text(encoding="utf-8"))


@cache
def load_tips() -> tuple[Tip, ...]:
    """The six obstacles, in the order they are listed."""
    return tuple(
        Tip(
            id=row["id"],
            title=row["title"],
            advice=tuple(row["advice"]),
            lines=tuple(row["lines"]),
            tags=tuple(row["tags"]),
        )
        for row in _file()["tip"]
    )


def get(tip_id: str) -> Tip:
    """The tip with this id; KeyError for another."""
    for tip in load_tips():
        if tip.id == tip_id:
            return tip
    raise KeyError(tip_id)


def lines_for(moment: Moment | Outcome) -> tuple[str, ...]:
    """Every line there is for a moment or an outcome."""
    shelf = "moments" if isinstance(moment, Moment) else "outcomes"
    return tuple(_file()[shelf][moment.value])


def line(moment: Moment | Outcome, turn: int = 0) -> str:
    """One line for a moment or an outcome; the next `turn` gives the next line, and after the last the first again."""
    lines = lines_for(moment)
    return lines[turn % len(lines)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", ""))


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _words(text) if word not in STOP_WORDS]


def _score(typed: str, words: list[str], tip: Tip) -> float:
    score = 0.0
    for tag in (tip.title, *tip.tags):
        plain = " ".join(_words(tag))
        if " " in plain and plain in typed:
            score += 4
    own = {word for tag in (tip.title, *tip.tags) for word in _stems(tag)}
    told = {word for text in (*tip.advice, *tip.lines) for word in _stems(text)}
    for word in words:
        if word in own:
            score += 2
        elif len(word) >= 4 and any(fuzz.ratio(word, other) >= NEAR for other in own if len(other) >= 4):
            score += 1.5
        elif word in told:
            score += 0.5
    return score


def find(text: str) -> list[Tip]:
    """The tips that fit a few typed words, best first; all of them for empty text, none where nothing fits."""
    typed, words = " ".join(_words(text)), _stems(text)
    if not typed:
        return list(load_tips())
    scored = [(score, tip) for tip in load_tips() if (score := _score(typed, words, tip)) > 0]
    best = max((score for score, _ in scored), default=0.0)
    return [tip for score, tip in sorted(scored, key=lambda pair: -pair[0]) if score >= best * 0.5]
