"""A name put right in words: "no, it's spelled Jon". Pure but for `rename`, which writes it."""

import re

from rapidfuzz import fuzz

from bot.contacts.editing import read_name
from bot.contacts.gathering import gather
from bot.contacts.views import card
from bot.context import BotContext
from bot.user_error import UserError
from storage import contacts
from storage.folding import fold
from storage.tables import Contact

_NAME = r"(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,4}?)"
_END = r"(?=\s*(?:[.,;!?)]|$|\b(?:not|instead|please|with|sorry|btw)\b))"
_SAYS = (
    rf"\b(?:his|her|their|the|whose) (?:first |last |full |sur)?name(?:['’]s| is| was| should be)(?: actually| really)?"
    rf"(?: (?:spelled|spelt|written))? {_NAME}{_END}",
    rf"\b(?:it(?:['’]s| is| was| should be)|that(?:['’]s| should be)|(?:s?he|they) (?:is|are)|s?he['’]s)"
    rf"(?: actually| really)?(?: (?:spelled|spelt|written|called))? {_NAME}{_END}",
    rf"\b(?:spelled|spelt|written) {_NAME}{_END}",
    rf"\b(?:rename|change|correct|fix) [\w'’. -]+? (?:to|into) {_NAME}{_END}",
    rf"\bi meant {_NAME}{_END}",
    rf"^(?:typo|correction|oops|sorry)\W+{_NAME}{_END}",
)
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _SAYS]
# Two spellings of one name are at least so much alike (0 to 100); two names seldom are.
ALIKE = 60


def new_name(text: str, current: str) -> str | None:
    """How a contact now called `current` is to be called by these words; None where they do not say.

    One word takes the place of the part of the name it is most like; a name that is like nothing in the present one is
    another person's.
    """
    plain = " ".join(text.split())
    for pattern in _PATTERNS:
        match = pattern.search(plain)
        if match is None:
            continue
        said = [word.strip("'’.-") for word in match["name"].split()]
        if name := _put_in(said, current.split()):
            return name if name != current else None
    return None


def _put_in(said: list[str], parts: list[str]) -> str | None:
    if len(said) > 1:
        return " ".join(map(_capital, said)) if _alike(" ".join(said), " ".join(parts)) else None
    best = max(range(len(parts)), key=lambda place: _likeness(said[0], parts[place]))
    if not _alike(said[0], parts[best]):
        return None
    return " ".join([*parts[:best], _capital(said[0]), *parts[best + 1 :]])


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(fold(one), fold(other))


def _alike(one: str, other: str) -> bool:
    return _likeness(one, other) >= ALIKE


def _capital(word: str) -> str:
    return word if any(letter.isupper() for letter in word) else word[:1].upper() + word[1:]


async def rename(context: BotContext, about: Contact, text: str) -> bool:
    """Put the name right, with Undo; whether the words said how."""
    name = new_name(text, about.name)
    try:
        name = read_name(name) if name else None
    except UserError:
        return False
    if name is None:
        return False
    async with context.transaction(undo=f"renamed {about.name} to {name}") as session:
        contact = await contacts.find(session, context.owner_id, about.id)
        if contact is not None:
            contact.name = name
            await contacts.reindex(session, contact)
        facts = await gather(session, context.owner_id, about.id, context.now, context.zone)
    if facts:
        await context.show(card(facts, said="Name saved.", change_id=context.change_id))
    return facts is not None
