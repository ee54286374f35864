"""A view is what the owner sees: text, buttons, perhaps a file. Words, escaping and buttons meet only in views."""

import html
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import InlineKeyboardButtonLimit
from telegram.ext import CallbackQueryHandler

if TYPE_CHECKING:
    from telegram import Update

    from bot.context import BotContext

Handler = Callable[["Update", "BotContext"], Coroutine[Any, Any, None]]
Row = Sequence[InlineKeyboardButton]


def escape(text: object) -> str:
    """Somebody's words, made safe inside Telegram's HTML."""
    return html.escape(str(text), quote=False)


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word, with an ellipsis where something was left out."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.") + "…"


@dataclass(frozen=True)
class File:
    """A file to send: its bytes, or the id under which Telegram already has it."""

    content: bytes | str
    name: str | None = None


@dataclass(frozen=True)
class View:
    """Text in Telegram's HTML, with what belongs under or beside it.

    `fresh` sends a new message even when a button was pressed; else the message with the button is edited in place.
    """

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    below: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None
    photo: File | None = None
    document: File | None = None
    fresh: bool = False

    def with_row(self, *buttons: InlineKeyboardButton) -> "View":
        """The same with one more row of buttons at the bottom."""
        rows = [*(self.keyboard.inline_keyboard if self.keyboard else ()), buttons]
        return replace(self, keyboard=InlineKeyboardMarkup(rows))

    def as_fresh(self) -> "View":
        """The same as a new message."""
        return replace(self, fresh=True)


def rows(*lines: Row | None) -> InlineKeyboardMarkup | None:
    """A keyboard of these rows, without the empty ones."""
    kept = [line for line in lines if line]
    return InlineKeyboardMarkup(kept) if kept else None


def columns(buttons: Sequence[InlineKeyboardButton], width: int = 2) -> list[Row]:
    """Buttons laid out in rows of `width`."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def copy_button(label: str, text: str) -> InlineKeyboardButton | None:
    """A button that copies a text at a tap, if Telegram allows one of that length."""
    if not 1 <= len(text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
        return None
    return InlineKeyboardButton(label, copy_text=CopyTextButton(text))


@dataclass(frozen=True)
class Action:
    """What a button does: makes the button and the pattern that finds its handler, from one name.

    Data are `name:part:part`: short words and ids, never text, within Telegram's 64 bytes.
    """

    name: str

    def button(self, label: str, *parts: object) -> InlineKeyboardButton:
        """A button with this label and what it is about."""
        data = ":".join([self.name, *map(str, parts)])
        if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise ValueError(f"the data of a {self.name} button are too long")
        return InlineKeyboardButton(label, callback_data=data)

    @property
    def pattern(self) -> str:
        """Matches this action's data and nobody else's."""
        return rf"^{re.escape(self.name)}(?::|$)"

    def handler(self, handle: Handler) -> CallbackQueryHandler["BotContext", Any]:
        """Run `handle` when such a button is pressed."""
        return CallbackQueryHandler(handle, pattern=self.pattern)
