"""What an update to a contact says. Pure: no Telegram, no storage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.kinds import Status

LONGEST_NEWS = 512
MOST_NEWS = 5
MOST_ADVICE = 2


@dataclass(frozen=True, slots=True)
class Used:
    """A piece of advice that was acted on: its row, its words, whether it helped (None: too early to say)."""

    id: int
    text: str
    helped: bool | None


def to_tell(used: Sequence[Used]) -> list[Used]:
    """What the next update speaks of: what helped if anything did, else what was tried; at most two.

    What did not help is kept to oneself. The rest waits for the update after.
    """
    helped = [each for each in used if each.helped]
    tried = [each for each in used if each.helped is None]
    return (helped or tried)[:MOST_ADVICE]


def as_sentences(lines: Sequence[str]) -> str | None:
    """Lines of news as one paragraph: each with a capital and a full stop; the newest ones where there are many."""
    sentences = [_sentence(line) for line in lines[-MOST_NEWS:] if line.strip()]
    return " ".join(sentences) or None


def _sentence(line: str) -> str:
    words = " ".join(line.split()).lstrip("-–—•* ")
    words = words[:1].upper() + words[1:]
    return words if re.search(r"[.!?…)”\"]$", words) else f"{words}."


def about_talks(people: int, field: str | None) -> str | None:
    """What there is to tell where no news was noted: that one has gone on talking to people."""
    if not people:
        return None
    how_many = "another person" if people == 1 else f"{people} more people"
    return f"I have talked with {how_many}{f' about {field}' if field else ''} since."


def status_after_update(status: Status) -> Status:
    """Where a contact stands once they have had an update: in touch, if there was a talk; a pause is over."""
    return Status.IN_TOUCH if status in {Status.MET, Status.THANKED, Status.PAUSED} else status
