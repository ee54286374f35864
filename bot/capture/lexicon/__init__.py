"""The word lists, read once from the files beside this one. How to add a word: docs/capture.md."""

import tomllib
from functools import cache
from pathlib import Path

from nicknames import NickNamer

from bot.capture.text import fold

FOLDER = Path(__file__).parent


@cache
def _file(name: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(file: str, *lists: str) -> frozenset[str]:
    """The words of one or more lists of a file."""
    content = _file(file)
    return frozenset(word for name in lists for word in str(content[name]).split())


@cache
def phrases(file: str, name: str) -> tuple[str, ...]:
    """A list whose entries may hold blanks; they are parted by bars."""
    return tuple(entry.strip() for entry in str(_file(file)[name]).split("|") if entry.strip())


@cache
def table(file: str, name: str) -> dict[str, str]:
    """A list of pairs."""
    content = _file(file)[name]
    return {str(key): str(value) for key, value in content.items()} if isinstance(content, dict) else {}


@cache
def nicknames() -> NickNamer:
    """Bob is Robert: from the package `nicknames`."""
    return NickNamer()


@cache
def english_given_names() -> frozenset[str]:
    """Every given name that the nickname data has, short or full."""
    tables = (nicknames().nickname_lookup, nicknames().canonical_lookup)
    return frozenset(fold(name) for lookup in tables for name in lookup)


@cache
def given_names() -> frozenset[str]:
    """Given names, folded, from our own list and the nickname data."""
    return frozenset(fold(word) for word in words("names", "given")) | english_given_names()


@cache
def family_names() -> frozenset[str]:
    return frozenset(fold(word) for word in words("names", "family"))


@cache
def known_organisations() -> frozenset[str]:
    """The widely known ones, folded."""
    return frozenset(fold(name) for name in phrases("organisations", "known"))


@cache
def public_people() -> frozenset[str]:
    """People of public life, folded; the tagger does not see them."""
    return frozenset(fold(name) for name in phrases("names", "public"))


@cache
def named_like_people() -> frozenset[str]:
    """Organisations with the names of people, folded; the tagger does not see them."""
    return frozenset(fold(name) for name in phrases("organisations", "like_people"))


@cache
def names_of_people() -> frozenset[str]:
    """Every given and family name."""
    return given_names() | family_names()


@cache
def never_people() -> frozenset[str]:
    """Words that a place in the sentence alone does not make a name."""
    return plain_words() | words("organisations", "heads", "venues", "gatherings", "departments", "platforms")


@cache
def plain_words() -> frozenset[str]:
    """Words that need other proof before they count as somebody's name."""
    return words("words", "function", "filler", "talk_verbs", "verbs", "common") | words("roles", "heads", "modifiers")
