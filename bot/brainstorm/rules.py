"""The walk through the circles, and how names are typed on it. Pure: no Telegram, no storage."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.contacts.details import clean, pull
from bot.contacts.drafts import LIMITS, Draft, trimmed
from bot.contacts.rules import BULLET, OF_A_SENTENCE
from bot.user_error import UserError
from storage.folding import fold
from storage.kinds import Circle

# The order one thinks them through: from the closest out. Those not met yet are no circle one could walk.
WALK = (
    Circle.RELATIVES,
    Circle.EMPLOYERS,
    Circle.FRIENDS,
    Circle.COMMUNITY,
    Circle.ALUMNI,
    Circle.PROFESSORS,
    Circle.STUDENTS,
    Circle.PROFESSIONALS,
)

MOST_LINES = 60
# Longer names exist, but far fewer of them than sentences typed in their place.
MOST_NAME_WORDS = 6

# The name ends at the first comma, dash between blanks, colon or bracket; what follows is how they are known.
ENDS_NAME = re.compile(r"\s*[,;:(\t，、；（]\s*|\s*—\s*|\s+[-–]+\s+")

NAMES_EXPECTED = "Type a name, or several, one a line. “Aunt May – works at a studio” keeps how you know her."
SENTENCE = "That reads like a sentence, and here I keep names. Tap Done first if it is a note about a talk."


@dataclass(frozen=True, slots=True)
class Typed:
    """What one message held: people, and lines in which no name was found."""

    people: tuple[Draft, ...]
    unread: tuple[str, ...]


def read_names(text: str) -> Typed:
    """One person a line, with how they are known behind a comma or a dash.

    Raises UserError where no line holds a name. Somebody named twice is kept once, with whatever was told.
    """
    lines = [line for line in clean(text).split("\n") if line.strip()]
    if not lines:
        raise UserError(NAMES_EXPECTED)
    if len(lines) > MOST_LINES:
        raise UserError(f"{MOST_LINES} names at a time, please; these are {len(lines)}. Nothing is saved yet.")
    people: dict[str, Draft] = {}
    unread: list[str] = []
    for line in lines:
        person = read_name(line)
        if person is None:
            unread.append(" ".join(line.split()))
        elif (held := people.get(fold(person.name))) is None or not held.known():
            people[fold(person.name)] = person
    if not people:
        raise UserError(SENTENCE if any(_is_sentence(line) for line in unread) else NAMES_EXPECTED)
    return Typed(tuple(people.values()), tuple(unread))


def read_name(line: str) -> Draft | None:
    """ "Aunt May – works at a studio" as a person; None where no name begins the line."""
    found = pull(BULLET.sub("", line))
    parts = ENDS_NAME.split(found.rest.strip(), maxsplit=1)
    name = " ".join(parts[0].split()).strip(" .\"“”'*")
    how = " ".join(parts[1].split()).strip(" ,;:()") if len(parts) > 1 else ""
    if not any(letter.isalpha() for letter in name) or _is_sentence(name) or len(name) > LIMITS["name"]:
        return None
    email, phone, link = (next(iter(kind), None) for kind in (found.emails, found.phones, found.links))
    draft = Draft(name, email=email, phone=phone, link=link, how_met=how or None, tags=tuple(found.tags))
    return trimmed(draft)


def _is_sentence(words: str) -> bool:
    folded = fold(words)
    return len(folded.split()) > MOST_NAME_WORDS or "?" in words or bool(OF_A_SENTENCE.search(folded))


def following(circle: Circle) -> Circle | None:
    """The circle after this one; None behind the last."""
    place = WALK.index(circle)
    return WALK[place + 1] if place + 1 < len(WALK) else None


def before(circle: Circle) -> Circle | None:
    """The circle before this one; None before the first."""
    place = WALK.index(circle)
    return WALK[place - 1] if place else None


def empty(counts: Mapping[Circle, int]) -> list[Circle]:
    """The circles nobody stands in yet, in the order of the walk."""
    return [circle for circle in WALK if not counts.get(circle)]


def begin_at(counts: Mapping[Circle, int]) -> Circle:
    """Where a new walk begins: at the first empty circle, or at the first of all."""
    return next(iter(empty(counts)), WALK[0])


def meant(words: str) -> Circle | None:
    """The circle somebody means by its name, by the beginning of it, or by any words in it."""
    wanted = fold(words)
    if not wanted:
        return None
    beginning = next((circle for circle in WALK if fold(circle.value).startswith(wanted)), None)
    return beginning or next((circle for circle in WALK if _has(circle, wanted.split())), None)


def _has(circle: Circle, wanted: Iterable[str]) -> bool:
    own = fold(circle.value).split()
    return all(any(word.startswith(each) for word in own) for each in wanted)
