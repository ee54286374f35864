"""Somebody as they were typed, shared or forwarded, before they are anybody's contact."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Protocol

from bot.user_error import UserError
from storage.folding import fold
from storage.kinds import Circle

# What fits into a column, and what a note may grow to.
LIMITS = {
    "name": 128,
    "organisation": 128,
    "role": 128,
    "email": 254,
    "phone": 64,
    "link": 512,
    "how_met": 256,
    "notes": 3000,
}
NOTES_LIMIT = 12_000
TAG_LIMIT = 64
TAGS_LIMIT = 20

CALLED = {
    "name": "name",
    "organisation": "organisation",
    "role": "role",
    "email": "e-mail",
    "phone": "phone",
    "link": "link",
    "circle": "circle",
    "how_met": "how you met",
    "notes": "note",
    "telegram_user_id": "Telegram",
}


class Person(Protocol):
    """What is asked of a contact here: a row has it, and so has a test's plain value."""

    @property
    def organisation(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def link(self) -> str | None: ...
    @property
    def circle(self) -> Circle | None: ...
    @property
    def how_met(self) -> str | None: ...
    @property
    def notes(self) -> str | None: ...
    @property
    def telegram_user_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """One person and what was said of them."""

    name: str = ""
    organisation: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    link: str | None = None
    circle: Circle | None = None
    how_met: str | None = None
    notes: str | None = None
    telegram_user_id: int | None = None
    tags: tuple[str, ...] = ()

    def known(self) -> dict[str, Any]:
        """What is known beside name and tags, as columns of a contact."""
        values = asdict(self)
        return {name: value for name, value in values.items() if value and name not in {"name", "tags"}}

    def as_answer(self) -> dict[str, Any]:
        """As plain values that JSON can hold."""
        return {"name": self.name, **self.known(), "tags": list(self.tags)}

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any]) -> "Draft":
        """What `as_answer` gave."""
        values = {each.name: answer[each.name] for each in fields(cls) if each.name in answer}
        circle = Circle(answer["circle"]) if answer.get("circle") else None
        return cls(**{**values, "circle": circle, "tags": tuple(values.get("tags", ()))})

    def having(self, name: str, value: Any) -> "Draft":
        """The same with one field set."""
        return replace(self, **{name: value})

    def with_note(self, note: str | None) -> "Draft":
        """The same with one more line of notes."""
        return replace(self, notes="\n".join(each for each in (self.notes, note) if each)) if note else self


def checked(draft: Draft) -> Draft:
    """The draft, if all of it fits where it belongs; UserError says what does not."""
    for name, limit in LIMITS.items():
        value = getattr(draft, name) or ""
        if len(value) > limit:
            raise UserError(f"The {CALLED[name]} is a little long: {limit} characters fit, and yours has {len(value)}.")
    if any(len(tag) > TAG_LIMIT for tag in draft.tags):
        raise UserError(f"A tag is one short word of at most {TAG_LIMIT} characters, for example #alumni.")
    if len(draft.tags) > TAGS_LIMIT:
        raise UserError(f"{TAGS_LIMIT} tags on one person are plenty; yours are {len(draft.tags)}.")
    return draft


def trimmed(draft: Draft) -> Draft:
    """The draft cut to what fits: for what came from elsewhere, which nobody can type again."""
    cut: dict[str, Any] = {
        name: value[:limit] for name, limit in LIMITS.items() if isinstance(value := getattr(draft, name), str)
    }
    tags = tuple(tag for tag in draft.tags if len(tag) <= TAG_LIMIT)[:TAGS_LIMIT]
    return replace(draft, **cut, tags=tags)


def news(draft: Draft, person: Person, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the draft knows that is still missing on the person: columns to set, notes whole, and "tags" if any.

    What the person has already is never replaced: a second organisation may be a namesake's.
    """
    missing: dict[str, Any] = {}
    for name, value in draft.known().items():
        held = getattr(person, name)
        if not held:
            missing[name] = value
        elif name == "notes" and value not in held and len(held) + len(value) < NOTES_LIMIT:
            missing[name] = f"{held}\n{value}"
    if added := [tag for tag in draft.tags if tag not in tags]:
        missing["tags"] = [*tags, *added][:TAGS_LIMIT]
    return missing


def distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without those who were named twice with nothing to tell them apart."""
    kept: dict[str, list[Draft]] = {}
    for draft in drafts:
        same = kept.setdefault(fold(draft.name), [])
        if not same or (draft not in same and (draft.known() or draft.tags)):
            same.append(draft)
    return [draft for same in kept.values() for draft in same]


def listed(names: list[str]) -> str:
    """ "organisation, role and tags"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def called(news_of: Mapping[str, Any]) -> str:
    """What a person's news are, in words: "organisation and role"."""
    return listed([CALLED.get(name, name) for name in news_of])
