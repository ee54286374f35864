"""Commands, and the help that is derived from them: a handler's docstring says what it does and shows an example."""

import inspect
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand
from telegram.ext import CommandHandler, filters

from bot.context import BotContext
from bot.view import Handler

EXAMPLE = "Example:"


@dataclass(frozen=True)
class Command:
    """A command as people meet it: its word, its one line, an example or nothing."""

    word: str
    line: str
    example: str | None
    in_menu: bool


KNOWN: dict[str, Command] = {}


def command(word: str, handle: Handler, *, in_menu: bool = True) -> CommandHandler[BotContext, Any]:
    """A handler for `/word`. The first line of the handler's docstring is the command's line in help and menu."""
    said = inspect.getdoc(handle) or ""
    line, _, rest = said.partition("\n")
    if not line:
        raise ValueError(f"/{word} needs a docstring that says what it does")
    example = next((each.removeprefix(EXAMPLE).strip() for each in rest.splitlines() if each.startswith(EXAMPLE)), None)
    KNOWN[word] = Command(word, line.rstrip("."), example, in_menu)
    return CommandHandler(word, handle, filters=filters.UpdateType.MESSAGE)


def menu() -> list[BotCommand]:
    """What Telegram shows in the command menu."""
    return [BotCommand(each.word, each.line) for each in KNOWN.values() if each.in_menu]
