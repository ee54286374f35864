"""What pages of any room share: what was just done, said above; Undo below; turning from one to the next."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from telegram import InlineKeyboardButton

from bot.undo import views as undo
from bot.view import Action, escape

Item = TypeVar("Item")

ARROWS = ("‹", "›")
BY_AGE = ("‹ Newer", "Older ›")
BY_ORDER = ("‹ Back", "More ›")

# Any page may be of a person, and any person may have been deleted since.
PERSON_GONE = "That person is no longer in your list."


def above(said: str) -> str:
    """A line on what was just done, set off from the page below it; nothing where nothing was."""
    return f"{escape(said)}\n\n" if said else ""


def with_undo(change_id: int | None, *buttons: InlineKeyboardButton) -> list[InlineKeyboardButton]:
    """The last row of a page: Undo where something has just changed, then the ways on."""
    taken_back = undo.button(change_id)
    return [*([taken_back] if taken_back else []), *buttons]


class Cut(NamedTuple):
    """Where a page of a long list begins, its number, counted from 0, and whether more follows."""

    start: int
    page: int
    more: bool


def cut(items: Sequence[Item], page: int, length: int) -> tuple[Sequence[Item], Cut]:
    """The items of a page; those of the last one if there are fewer pages now than there were."""
    last = max(0, -(-len(items) // length) - 1)
    page = min(page, last)
    start = page * length
    return items[start : start + length], Cut(start, page, more=page < last)


def turning(
    action: Action,
    page: int,
    *before: object,
    more: bool,
    labels: tuple[str, str] = ARROWS,
    after: Sequence[object] = (),
) -> list[InlineKeyboardButton]:
    """The buttons to the page before and after; in their data `before` and `after` stand around the page."""
    return [
        *([action.button(labels[0], *before, page - 1, *after)] if page else []),
        *([action.button(labels[1], *before, page + 1, *after)] if more else []),
    ]
