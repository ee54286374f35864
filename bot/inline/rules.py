"""What was typed behind the bot's name. Pure: no Telegram, no storage queries."""

from collections.abc import Sequence

from storage.folding import fold
from storage.tables import Contact

# One letter would list half of everybody at each keystroke.
SHORTEST_NAME = 2
MOST_PEOPLE = 5
MOST_QUESTIONS = 20


def people_meant(everyone: Sequence[Contact], query: str) -> tuple[list[Contact], str]:
    """The contacts whose name the query begins with, and the words behind the name.

    "pri" means Priya Shah, and so does "priya shah typical day"; an unfinished name stands for itself alone.
    """
    words = query.split()
    for count in range(min(len(words), 4), 0, -1):
        name, rest = fold(" ".join(words[:count])), " ".join(words[count:])
        if len(name) < SHORTEST_NAME:
            continue
        whole = not rest
        found = [each for each in everyone if _begins(each.name_key, name, whole=whole)]
        if found:
            return found[:MOST_PEOPLE], rest
    return [], query


def _begins(name_key: str, typed: str, *, whole: bool) -> bool:
    """Whether a name, or its last part, begins with what was typed; whole words only where more follows."""
    parts = name_key.split()
    starts = [" ".join(parts[at:]) for at in range(len(parts))]
    if whole:
        return any(start.startswith(typed) for start in starts)
    return any(f"{start} ".startswith(f"{typed} ") for start in starts)
