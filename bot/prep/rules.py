"""What stands on a prep sheet. Pure: no Telegram, no storage."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_RESEARCH = 15
MOST_CHOSEN = 15
A_SET = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the sheet: its title, and its lines, plain."""

    title: str
    lines: Sequence[str]


def to_look_up(first_name: str, organisation: str | None, role: str | None) -> list[str]:
    """What is worth knowing about anybody before talking to them."""
    items = [f"{first_name}’s path so far: a profile, a staff page, an interview"]
    if organisation:
        items.append(f"What {organisation} does, and its latest news")
    if role:
        items.append(f"What a person in the role “{role}” does all day")
    items.append(f"One thing {first_name} made, wrote or said")
    return [item[:256] for item in items]


def numbered(lines: Sequence[str]) -> list[str]:
    """ "1. …", "2. …"."""
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]
