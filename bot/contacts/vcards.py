"""vCards (RFC 6350, and the older 2.1 and 3.0 that phones write): text in, drafts out."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.contacts.details import ADDRESS, clean, is_link, whole_link
from bot.contacts.drafts import Draft, trimmed

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# In version 2.1 a line of quoted-printable goes on behind a "=" at its end.
SOFT_BREAK = re.compile(r"^[^:\n]*QUOTED-PRINTABLE[^:\n]*:(?:[^\n]*=\n)+", re.IGNORECASE | re.MULTILINE)
UNESCAPED_SEMICOLON = re.compile(r"(?<!\\);")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its parameters in capitals, its raw value."""

    name: str
    parameters: str
    value: str


def read_cards(text: str) -> list[Draft]:
    """Everybody in a vCard file; cards without a name are passed over."""
    cards = re.split(r"^BEGIN:VCARD\s*$", text, flags=re.IGNORECASE | re.MULTILINE)
    drafts = [read_card(card) for card in cards if card.strip()]
    return [draft for draft in drafts if draft.name]


def read_card(text: str) -> Draft:
    """What one card says of a person; nothing in it is an error."""
    found: dict[str, str] = {}
    for line in _lines(text):
        value = _value(line)
        if value and line.name not in found:
            found[line.name] = value
    email = found.get("EMAIL", "").removeprefix("mailto:")
    link = whole_link(found["URL"]) if "URL" in found else ""
    tags = [word.strip().casefold().replace(" ", "-") for word in found.get("CATEGORIES", "").split(",")]
    return trimmed(
        Draft(
            name=found.get("FN") or found.get("N", ""),
            organisation=found.get("ORG"),
            role=found.get("TITLE") or found.get("ROLE"),
            email=email if re.fullmatch(ADDRESS, email) else None,
            phone=found.get("TEL", "").removeprefix("tel:") or None,
            link=link if is_link(link) else None,
            notes=found.get("NOTE"),
            tags=tuple(tag for tag in dict.fromkeys(tags) if re.fullmatch(r"[\w-]*[^\W\d_][\w-]*", tag)),
        )
    )


def _lines(text: str) -> Iterator[Line]:
    """Properties with their folded lines put together again."""
    text = re.sub(r"\n[ \t]", "", re.sub(r"\r\n?", "\n", text))
    for line in SOFT_BREAK.sub(lambda match: match.group().replace("=\n", ""), text).split("\n"):
        head, colon, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if colon and name.strip():
            yield Line(name.rpartition(".")[2].strip().upper(), parameters.upper(), value)


def _value(line: Line) -> str:
    value = line.value
    if "QUOTED-PRINTABLE" in line.parameters:
        value = quopri.decodestring(value.encode()).decode(errors="replace")
    if line.name == "N":
        last, first, middle, before, behind = [*UNESCAPED_SEMICOLON.split(value), "", "", "", "", ""][:5]
        value = " ".join(part for part in (before, first, middle, last, behind) if part.strip())
    elif line.name == "ORG":
        value = ", ".join(part for part in UNESCAPED_SEMICOLON.split(value) if part.strip())
    value = ESCAPED.sub(lambda match: {"n": "\n", "N": "\n"}.get(match.group(1), match.group(1)), value)
    lines = [" ".join(each.split()) for each in clean(value).split("\n")]
    return ("\n" if line.name == "NOTE" else " ").join(each for each in lines if each)
