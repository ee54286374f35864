"""A set of questions for one conversation."""

import zlib
from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.questions.bank import NOTHING_KNOWN, OWN_TOPIC, Blanks, Question, When, load_bank, topics
from bot.questions.searching import search


class Stage(StrEnum):
    """What kind of conversation a set is picked for."""

    FIRST = "first"
    AGAIN = "again"
    JOB = "job"


# Which shelves a set is drawn from, most wanted first. The last question of a set is always about whom to see next.
MIDDLES = {
    Stage.FIRST: (
        *(
            "path",
            "day",
            "hard",
            "skills",
            "hiring",
            "preparation",
            "culture",
            "joys",
            "hindsight",
            "reading",
            "inside",
        ),
        *("future", "me", "balance", "pay", "resume"),
    ),
    Stage.AGAIN: (
        *("again", "me", "inside", "skills", "future", "culture", "hiring", "reading", "resume", "hindsight", "pay"),
        "balance",
    ),
    Stage.JOB: ("job", "job", "job", "job", "culture", "skills", "hiring"),
}
CLOSINGS = ("people", "closing")
NEXT_PERSON = "people-next"


def _rank(question: Question, seed: int) -> int:
    """A stable shuffle: another contact gets another selection, the same contact the same one."""
    return zlib.crc32(f"{seed}:{question.id}".encode())


def _one_from(topic: str, pool: Sequence[Question], taken: Collection[Question], seed: int) -> Question | None:
    shelf = [question for question in pool if question.topic == topic and question not in taken]
    if not shelf:
        return None
    # The first of a shelf is its plainest question: it goes first unless it has been asked already.
    return shelf[0] if seed == 0 else min(shelf, key=lambda question: _rank(question, seed))


def pick(
    count: int = 8,
    *,
    stage: Stage = Stage.FIRST,
    asked: Collection[str] = (),
    wanted: str = "",
    own: Sequence[Question] = (),
    blanks: Blanks = NOTHING_KNOWN,
    seed: int = 0,
) -> list[Question]:
    """A good set for one conversation, in the order to ask: an opener, a middle of many topics, a close.

    `asked` holds the ids already asked to this contact; `wanted` is what the owner wants to find out, in their words;
    `own` are the owner's questions, which come before the bank's. With `seed` (a contact's id) the plain first question
    of each topic gives way to a selection that differs from contact to contact. Whom to see next always closes the set.
    """
    if count <= 0:
        return []
    pool = [question for question in load_bank() if question.id not in asked]
    # Talking again has questions of its own that make no sense the first time.
    pool = [
        q for q in pool if (stage is not Stage.FIRST or q.topic != "again") and (stage is Stage.JOB or q.topic != "job")
    ]
    closing = [next((q for q in pool if q.id == NEXT_PERSON), None) or _one_from("people", pool, (), seed)]
    if count >= 4:
        closing.append(_one_from("closing", pool, (), seed))
    openers = [q for q in pool if q.when is When.OPEN]
    opening = [_one_from("again" if stage is Stage.AGAIN else "opening", openers, (), seed)] if count >= 3 else []
    chosen = [question for question in (*opening, *closing) if question is not None]
    chosen = chosen[:count]
    middles = [q for q in pool if q.topic not in {"opening", *CLOSINGS}]
    for question in own:
        if len(chosen) < count and question.id not in asked:
            chosen.append(question)
    for question in search(wanted, middles, blanks, limit=2) if wanted.strip() else []:
        if len(chosen) < count and question not in chosen:
            chosen.append(question)
    seen = {question.topic for question in chosen if stage is not Stage.JOB}
    shelves = [topic for topic in MIDDLES[stage] if topic not in seen or topic == "job"]
    for topic in (*shelves, *MIDDLES[stage], *MIDDLES[stage]):
        if len(chosen) >= count:
            break
        found = _one_from(topic, middles, chosen, seed)
        if found is not None:
            chosen.append(found)
    return sorted(chosen, key=lambda question: _place(question, stage))


def _place(question: Question, stage: Stage) -> tuple[int, int]:
    """Openers first, then the middle in the order of its topics; the last word and the next person at the end."""
    if question.topic == OWN_TOPIC.id:
        return (1, -1)
    if question.topic in CLOSINGS:
        return (3, ("closing", "people").index(question.topic))
    part = {When.OPEN: 0, When.MIDDLE: 1, When.CLOSE: 2}[question.when]
    if stage is Stage.FIRST and question.when is When.OPEN and question.topic != "opening":
        part = 1
    order = [topic.id for topic in topics()]
    return (part, order.index(question.topic) if question.topic in order else len(order))
