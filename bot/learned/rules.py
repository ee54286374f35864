"""Answers put side by side, and questions still open. Pure: no Telegram, no storage queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.questions.rules import NOTHING_KNOWN, Blanks, Question, fill
from storage.folding import fold
from storage.kinds import About
from storage.tables import Learned

NO_FIELD = ""


@dataclass(frozen=True)
class Answered:
    """A question with all that was said to it; `key` is its first answer's id, for buttons."""

    key: int
    question: str
    answers: Sequence[Learned]


# What an answer to a question of these topics is about, unless the owner says otherwise.
SUBJECTS = {"culture": About.CULTURE, "skills": About.SKILLS, "hiring": About.SKILLS, "inside": About.VACANCY}


def subject_of(topic: str | None) -> About | None:
    """Whether answers to a topic's questions tell of vacancies, culture or skills."""
    return SUBJECTS.get(topic or "")


def same_question(learned: Learned) -> str:
    """What makes two answers belong to one question: the bank's id of it, else its words."""
    return learned.ref or fold(learned.question or "")


def by_question(everything: Sequence[Learned]) -> list[Answered]:
    """Answers side by side, question by question; those answered by most people first."""
    together: dict[str, list[Learned]] = {}
    for each in everything:
        if each.question:
            together.setdefault(same_question(each), []).append(each)
    found = [Answered(part[0].id, part[-1].question or "", part) for part in together.values()]
    return sorted(found, key=lambda each: (-len({answer.contact_id for answer in each.answers}), each.key))


def matching(everything: Sequence[Learned], words: str) -> list[Learned]:
    """The answers in whose question, text, field or giver every word occurs."""
    wanted = fold(words).split()
    return [each for each in everything if all(word in _searched(each) for word in wanted)]


def _searched(learned: Learned) -> str:
    parts = (learned.question, learned.text, learned.field, learned.contact.name, learned.contact.organisation)
    return fold(" ".join(part for part in parts if part))


def by_field(found: Sequence[Learned]) -> dict[str, list[Learned]]:
    """Answers by the field they are about, those without one last."""
    fields: dict[str, list[Learned]] = {}
    for each in found:
        fields.setdefault(each.field or NO_FIELD, []).append(each)
    return dict(sorted(fields.items(), key=lambda pair: (pair[0] == NO_FIELD, fold(pair[0]))))


def in_field(learned: Learned, field: str | None) -> bool:
    """Whether an answer counts for a field; one without a field counts for every field."""
    return not field or not learned.field or fold(learned.field) == fold(field)


def not_asked(
    questions: Sequence[Question], everything: Sequence[Learned], ticked: Collection[str], field: str | None
) -> list[Question]:
    """What nobody in a field has been asked yet: neither answered there nor ticked off in a talk."""
    answered = {each.ref for each in everything if each.ref and in_field(each, field)}
    elsewhere = {each.ref for each in everything if each.ref} - answered
    # A tick says nothing of its field: it counts, unless the answers to it are all from other fields.
    return [each for each in questions if each.id not in answered and (each.id not in ticked or each.id in elsewhere)]


def worded(questions: Sequence[Question], field: str | None) -> list[str]:
    """Questions ready to be read, their blanks filled with the field."""
    blanks = Blanks(field=field) if field else NOTHING_KNOWN
    return [fill(each, blanks) for each in questions]
