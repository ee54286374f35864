"""A reader for the owner's own first message: what it lacks, what is too much, and what is good about it.

It looks for the signs a busy stranger looks for: who gave you my name, who are you, why me, how long, and when. The
signs are phrases, so a finding is advice; the wording says so, and what is good is said as well.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.outreach.phrases import (
    ASK,
    ASKS,
    ATTACHED,
    BELITTLING,
    DENIAL,
    JOB,
    MILD_FLATTERY,
    NAMELESS,
    NUMBERS,
    ON_REQUEST,
    PRESSURE,
    REASON,
    SCHEDULE,
    SOURCE,
    STATUS,
    STOCK,
    STRONG_FLATTERY,
    THEIRS,
    TIME,
)

MOST_WORDS = 120  # in a mail: what fits a phone's screen without scrolling far
MOST_MINUTES = 30  # that a stranger can be asked for
MOST_QUESTIONS = 2  # in one first message; more belong in the conversation


class Kind(StrEnum):
    """What a finding says about the draft."""

    MISSING = "missing"
    TOO_MUCH = "too_much"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `line_number` counts from 1 and is None for what is not there; `try_` is a wording to use instead."""

    kind: Kind
    name: str
    line_number: int | None
    says: str
    try_: str | None = None


@dataclass(frozen=True, slots=True)
class _Sentence:
    line: int
    text: str


# Thumbs type short; the checks read long.
_SHORTHAND = {"u": "you", "ur": "your", "im": "I'm", "id": "I'd", "pls": "please", "thx": "thanks", "ive": "I've"}


def _spelt_out(text: str) -> str:
    return re.sub(
        r"\b(?:u|ur|im|ive|id|pls|thx)\b", lambda found: _SHORTHAND[found[0].lower()], text, flags=re.IGNORECASE
    )


def _sentences(draft: str) -> Iterator[_Sentence]:
    for number, line in enumerate(draft.splitlines(), start=1):
        for sentence in re.split(r"(?<=[.?!])\s+", _spelt_out(line.strip())):
            if sentence:
                yield _Sentence(number, sentence)


def _first(sentences: list[_Sentence], pattern: re.Pattern[str]) -> _Sentence | None:
    return next((sentence for sentence in sentences if pattern.search(sentence.text)), None)


def _body(draft: str) -> str:
    """The draft without a subject line, which is no part of its length."""
    lines = draft.strip().splitlines()
    return "\n".join(lines[1:]) if lines and lines[0].lower().startswith("subject:") else "\n".join(lines)


def _minutes(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15
    if found["hour"]:
        return 60
    number = (found["high"] or found["low"]).lower()
    return NUMBERS.get(number, 0) or int(number)


def _source(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    found = _first(sentences, SOURCE)
    if found:
        return Finding(Kind.GOOD, "source", found.line, "You say how you found them.")
    about = f" on {field}" if field else ""
    return Finding(
        Kind.MISSING,
        "source",
        None,
        "How did you get their name? It is the first thing a stranger wonders.",
        f"“I read your article{about} in …” or “… gave me your name and suggested I write.”",
    )


def _status(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    own = re.compile(re.escape(status.strip()), re.IGNORECASE) if status and status.strip() else None
    found = (_first(sentences, own) if own else None) or _first(sentences, STATUS)
    if found:
        return Finding(Kind.GOOD, "status", found.line, "They learn who is writing.")
    me = status.strip() if status and status.strip() else "a second-year student of … at …"
    return Finding(
        Kind.MISSING, "status", None, "Say in a few words who you are: what you study or do.", f"“I am {me}.”"
    )


def _reason(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    found = _first(sentences, REASON)
    if found:
        return Finding(Kind.GOOD, "reason", found.line, "You say why you chose them.")
    about = f" in {field}" if field else ""
    return Finding(
        Kind.MISSING,
        "reason",
        None,
        "Why this person, of everybody you could ask? One precise thing is enough.",
        f"“I am asking you because you …” (something they did{about} that you know of)",
    )


def _time(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    for sentence in sentences:
        found = TIME.search(sentence.text)
        if not found:
            continue
        if _minutes(found) > MOST_MINUTES:
            return Finding(
                Kind.TOO_MUCH,
                "time",
                sentence.line,
                f"“{found[0].strip()}” is a lot to ask of a stranger. They can always stay longer.",
                "“Could you spare 20 minutes?”",
            )
        return Finding(Kind.GOOD, "time", sentence.line, "They know how long it will take.")
    return Finding(
        Kind.MISSING,
        "time",
        None,
        "Say how long it will take. A small, exact number is easy to say yes to.",
        "“Could you spare 20 minutes?”",
    )


def _flexibility(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    found = _first(sentences, SCHEDULE)
    if found:
        return Finding(Kind.GOOD, "flexibility", found.line, "You fit in with their days.")
    return Finding(
        Kind.MISSING,
        "flexibility",
        None,
        "Offer to fit around them: they choose when, and by phone or in person.",
        "“Any time that suits you will suit me, by phone or over coffee.”",
    )


def _request(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    found = next((sentence for sentence in sentences if sentence.text.endswith("?")), None) or _first(sentences, ASK)
    if found:
        return None
    about = f" about {field}" if field else ""
    return Finding(
        Kind.MISSING,
        "request",
        None,
        "What would you like them to do? Ask it as one question.",
        f"“May I ask you a few questions{about}?”",
    )


def _asks_for_job(sentence: _Sentence) -> bool:
    text = sentence.text
    return bool(JOB.search(text)) and not DENIAL.search(text) and not THEIRS.search(text)


def _job(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    denial = _first(sentences, DENIAL)
    for sentence in sentences:
        if _asks_for_job(sentence):
            about = f"how people find their way into {field}" if field else "how people find their way in"
            return Finding(
                Kind.TOO_MUCH,
                "job",
                sentence.line,
                "This asks for a job. People tell more when you ask for their view, and jobs come up by themselves.",
                f"“I would like to understand {about}.”",
            )
    if denial:
        return Finding(Kind.GOOD, "job", denial.line, "You make clear that it is not about a job.")
    return None


def _resume(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    for sentence in sentences:
        if ATTACHED.search(sentence.text) and not ON_REQUEST.search(sentence.text):
            return Finding(
                Kind.TOO_MUCH,
                "resume",
                sentence.line,
                "Nobody asked for a resume yet, and it turns a question into an application. Have it ready instead.",
            )
    return None


def _length(draft: str) -> Finding:
    words = len(_body(draft).split())
    if words > MOST_WORDS:
        return Finding(
            Kind.TOO_MUCH,
            "length",
            None,
            f"{words} words. Under {MOST_WORDS} is read to the end; keep who, why them, how long and when.",
        )
    return Finding(Kind.GOOD, "length", None, f"{words} words: short enough to be read at once.")


def _asks(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    wanted: dict[str, int] = {}
    for sentence in sentences:
        if not (sentence.text.endswith("?") or ASK.search(sentence.text) or _asks_for_job(sentence)):
            continue
        for name, pattern in ASKS.items():
            if pattern.search(sentence.text):
                wanted.setdefault(name, sentence.line)
        if _asks_for_job(sentence):
            wanted.setdefault("a job", sentence.line)
    if len(wanted) > 1:
        names = list(wanted)
        said = f"{', '.join(names[:-1])} and {names[-1]}"
        line = max(wanted.values())
        return Finding(
            Kind.TOO_MUCH,
            "asks",
            line,
            f"Several requests at once: {said}. Keep the conversation, leave the rest for it.",
        )
    questions = [sentence for sentence in sentences if sentence.text.endswith("?")]
    if len(questions) > MOST_QUESTIONS:
        return Finding(
            Kind.TOO_MUCH,
            "asks",
            questions[MOST_QUESTIONS].line,
            f"{len(questions)} questions are an assignment. Ask only for the talk and keep the questions for it.",
            "“May I ask you a few questions?”",
        )
    return None


def _flattery(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    found = _first(sentences, STRONG_FLATTERY)
    mild = [sentence for sentence in sentences for _ in MILD_FLATTERY.finditer(sentence.text)]
    if not found and len(mild) < 3:
        return None
    line = found.line if found else mild[2].line
    return Finding(
        Kind.TOO_MUCH,
        "flattery",
        line,
        "Praise this strong sounds like a form letter. One exact thing you noticed says more.",
        "“The cut from the river to the kitchen has stayed with me.” (yours, of course)",
    )


def _manner(sentences: list[_Sentence], status: str | None, field: str | None) -> Iterator[Finding]:
    nameless = _first(sentences[:2], NAMELESS)
    if nameless:
        yield Finding(
            Kind.MISSING,
            "greeting",
            nameless.line,
            "Greet them by their name, spelt as they spell it.",
            "“Hello Priya,”",
        )
    stock = next((s for s in sentences if s is not nameless and STOCK.search(s.text)), None)
    if stock:
        yield Finding(
            Kind.TOO_MUCH,
            "stock phrase",
            stock.line,
            "They have read this sentence many times. Begin with why you write.",
        )
    small = _first(sentences, BELITTLING)
    if small:
        yield Finding(
            Kind.TOO_MUCH,
            "apology",
            small.line,
            "No need to make yourself small: asking well is no bother. Offer to fit their schedule instead.",
        )
    pressed = _first(sentences, PRESSURE)
    if pressed:
        yield Finding(
            Kind.TOO_MUCH,
            "pressure",
            pressed.line,
            "This hurries them. Leave the time to them, and they are likelier to find some.",
            "“Whenever it suits you.”",
        )


_ORDER = {Kind.MISSING: 0, Kind.TOO_MUCH: 1, Kind.GOOD: 2}
_Check = Callable[[list[_Sentence], str | None, str | None], Finding | None]
_CHECKS: tuple[_Check, ...] = (
    *(_source, _status, _reason, _request, _time, _flexibility),
    *(_job, _resume, _asks, _flattery),
)


def check(draft_text: str, *, status: str | None = None, field: str | None = None) -> list[Finding]:
    """What a first message lacks, has too much of and does well: missing things first, then from top to bottom.

    `status` (the owner's academic status) and `field` make the suggestions concrete. An empty draft has no findings.
    Never raises.
    """
    sentences = list(_sentences(draft_text))
    if not sentences:
        return []
    remarks = [remark for look in _CHECKS if (remark := look(sentences, status, field))]
    remarks += [*_manner(sentences, status, field), _length(draft_text)]
    return sorted(remarks, key=lambda remark: (_ORDER[remark.kind], remark.line_number or 0))
