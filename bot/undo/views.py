"""The Undo button and what is said when it was pressed."""

from telegram import InlineKeyboardButton

from bot.view import Action, View, escape

UNDO = Action("undo")


def button(change_id: int | None) -> InlineKeyboardButton | None:
    """Take this very change back; nothing for a write that changed nothing."""
    return None if change_id is None else UNDO.button("Undo", change_id)


def undone(what: str) -> View:
    """A change was taken back."""
    return View(f"Taken back: {escape(what)}.")


def nothing() -> View:
    """There is no change left."""
    return View("There is nothing left to take back.")


def built_upon(newer: str) -> str:
    """Why an older change cannot be taken back by itself."""
    return f"Something newer builds on that: {newer}. Take that back first with /undo."
