"""How a goal is typed on one line, and how many there can be."""

from dataclasses import dataclass

from bot.user_error import UserError
from storage.folding import fold

# A page shows all fields at a glance, and a field all that is wondered about it, each within one message.
MOST_FIELDS = 10
MOST_WONDERS = 15
LONGEST_FIELD = 64
LONGEST_WONDER = 200

FIELD_EXPECTED = "Name a field, for example “public health”."
WONDER_EXPECTED = "Type what you would like to find out, for example “How do people get their first job there?”"


@dataclass(frozen=True, slots=True)
class Goal:
    """A field, something to find out, or both; no field stands for the main one."""

    field: str | None
    wonder: str | None


def read_goal(text: str) -> Goal:
    """ "public health", "public health: what is a first year like?", or a question about the main field.

    Raises UserError for a line that says nothing, or too much.
    """
    words = " ".join(text.split())
    field, colon, wonder = (part.strip() for part in words.partition(":"))
    if not colon:
        return Goal(None, checked(words, LONGEST_WONDER)) if words.endswith("?") else Goal(named(words), None)
    if not (field or wonder):
        raise UserError(FIELD_EXPECTED)
    return Goal(named(field) if field else None, checked(wonder, LONGEST_WONDER) if wonder else None)


def named(field: str) -> str:
    """A field's name. Raises UserError for one without a letter, or one that is too long."""
    if not any(letter.isalpha() for letter in field):
        raise UserError(FIELD_EXPECTED)
    return checked(field, LONGEST_FIELD)


def checked(words: str, length: int) -> str:
    """Words of at most `length` characters; UserError otherwise."""
    if len(words) > length:
        raise UserError(f"That is a little long: {length} characters fit here, and yours has {len(words)}.")
    return words


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for case and accents."""
    return bool(one and other) and fold(one or "") == fold(other or "")
