"""Whatever is written, said or forwarded and answers no form: read as a note, or answered kindly."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.context import BotContext
from bot.notes import reading


async def free_text(_: Update, context: BotContext) -> None:
    """Words that answer no form."""
    if context.open_form is None and context.text:
        await reading.take(context, context.text)


async def edited(_: Update, context: BotContext) -> None:
    """A message of the owner's now reads otherwise."""
    if context.text:
        await reading.edited(context, context.text)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """They stand behind commands, buttons and forms."""
    new, changed = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    return [
        MessageHandler(new & filters.TEXT & ~filters.COMMAND, free_text),
        MessageHandler(changed & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND, edited),
    ]
