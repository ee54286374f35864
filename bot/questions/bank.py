"""The question bank as values: loading it, and filling its blanks."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

BANK = Path(__file__).with_name("bank.toml")
BLANKS = ("field", "organisation", "role", "first_name")

# What a blank says when nothing is known and the question brings no wording of its own (the owner's questions do not).
UNKNOWN = {
    "field": "this field",
    "organisation": "your organisation",
    "role": "person in your job",
    "first_name": "you",
}
LONGEST_BLANK = 80


class When(StrEnum):
    """Where in a conversation a question belongs."""

    OPEN = "open"
    MIDDLE = "middle"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Topic:
    """A shelf of the bank; `id` is stable, `title` is shown."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `otherwise` is its wording while one of its blanks is unknown."""

    id: str
    topic: str
    text: str
    otherwise: str | None = None
    tags: tuple[str, ...] = ()
    when: When = When.MIDDLE
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Blanks:
    """What is known for filling; None or an empty text is unknown."""

    field: str | None = None
    organisation: str | None = None
    role: str | None = None
    first_name: str | None = None

    def known(self) -> Mapping[str, str]:
        """The blanks that hold something, tidied to one line."""
        return _tidied(self)


# A bank's worth of questions is filled from the same few.
@lru_cache(maxsize=64)
def _tidied(blanks: Blanks) -> Mapping[str, str]:
    values = {name: " ".join((getattr(blanks, name) or "").split()) for name in BLANKS}
    return {name: value[:LONGEST_BLANK].rstrip() for name, value in values.items() if value}


NOTHING_KNOWN = Blanks()
OWN_TOPIC = Topic("own", "My own")


def with_article(noun: str) -> str:
    """ "editor" → "an editor"; by sound where spelling misleads: "a UX designer"."""
    if re.match(r"(?:an?|the|my|your|our) ", noun, re.IGNORECASE):
        return noun
    first = noun.partition(" ")[0]
    if first.isupper() and len(first) <= 4:
        return f"{'an' if first[0] in 'AEFHILMNORSX' else 'a'} {noun}"
    if re.match(r"(?:eu|uni(?!n|m)|use|usu|ux|one\b|once)", noun, re.IGNORECASE):
        return f"a {noun}"
    silent_h = re.match(r"(?:hour|honest|honou?r|heir)", noun, re.IGNORECASE)
    return f"{'an' if silent_h or noun[:1].lower() in tuple('aeiou') else 'a'} {noun}"


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(autoescape=False)
    environment.filters["a"] = with_article
    return environment


_ENVIRONMENT = _environment()


@cache
def contents() -> Mapping[str, Any]:
    """The parsed file: topics, questions, and the word lists of the search."""
    return tomllib.loads(BANK.read_text(encoding="utf-8"))


@cache
def topics() -> tuple[Topic, ...]:
    """The topics in the order they are shown."""
    rows = contents()["topic"]
    return tuple(Topic(id=row["id"], title=row["title"]) for row in rows)


@cache
def load_bank() -> tuple[Question, ...]:
    """Every question of the bank, in its order."""
    rows = contents()["question"]
    return tuple(
        Question(
            id=row["id"],
            topic=row["topic"],
            text=row["text"],
            otherwise=row.get("else"),
            tags=tuple(row["tags"]),
            when=When(row["when"]),
            why=row.get("why"),
        )
        for row in rows
    )


def by_topic(questions: Iterable[Question], topic: str) -> list[Question]:
    """The questions on one shelf, in order."""
    return [question for question in questions if question.topic == topic]


def own_question(number: int, text: str) -> Question:
    """A question the owner wrote, shaped like the bank's; `number` is its row's id."""
    return Question(id=f"own-{number}", topic=OWN_TOPIC.id, text=" ".join(text.split()))


@lru_cache(maxsize=4096)
def _needs(text: str) -> frozenset[str]:
    return frozenset(meta.find_undeclared_variables(_ENVIRONMENT.parse(text)))


@lru_cache(maxsize=4096)
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


# The whole bank is filled for each search, mostly for the same few people.
@lru_cache(maxsize=8192)
def fill(question: Question, blanks: Blanks = NOTHING_KNOWN) -> str:
    """The question ready to be said: blanks filled, or its other wording where something is unknown.

    Never raises: an own question that holds braces of its own is shown as typed.
    """
    known = blanks.known()
    try:
        text = question.text
        if question.otherwise is not None and not _needs(text) <= known.keys():
            text = question.otherwise
        if "{" not in text:
            return text
        return _template(text).render({**UNKNOWN, **known})
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError):
        return question.text
