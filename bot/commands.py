"""Commands, and the help that is derived from them: a handler's docstring says what it does and shows an example."""

import inspect
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand, Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.context import BotContext
from bot.view import Action, Handler

EXAMPLE = "Example:"


@dataclass(frozen=True)
class Command:
    """A command as people meet it: its word, its one line, an example or nothing."""

    word: str
    line: str
    example: str | None
    in_menu: bool


KNOWN: dict[str, Command] = {}
_HANDLERS: dict[str, Handler] = {}

RUN = Action("run")
"""A button that does what a command does: `RUN.button("Add somebody", "add")`."""


def command(word: str, handle: Handler, *, in_menu: bool = True) -> CommandHandler[BotContext, Any]:
    """A handler for `/word`. The first line of the handler's docstring is the command's line in help and menu."""
    said = inspect.getdoc(handle) or ""
    line, _, rest = said.partition("\n")
    if not line:
        raise ValueError(f"/{word} needs a docstring that says what it does")
    example = next((each.removeprefix(EXAMPLE).strip() for each in rest.splitlines() if each.startswith(EXAMPLE)), None)
    _HANDLERS[word] = handle
    KNOWN[word] = Command(word, line.rstrip("."), example, in_menu)
    return CommandHandler(word, handle, filters=filters.UpdateType.MESSAGE)


def menu() -> list[BotCommand]:
    """What Telegram shows in the command menu."""
    return [BotCommand(each.word, each.line) for each in KNOWN.values() if each.in_menu]


async def run(update: Update, context: BotContext) -> None:
    """What stands behind a button that names a command."""
    if handle := _HANDLERS.get(context.button[0] if context.button else ""):
        await handle(update, context)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Buttons that run commands."""
    return [RUN.handler(run)]
