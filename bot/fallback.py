"""What nothing else took: unknown commands, old buttons, and the end of every update."""

from typing import Any

from rapidfuzz import process
from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot import commands, forms
from bot.context import BotContext
from bot.view import View, escape

CLOSE_ENOUGH = 60


async def unknown_command(_: Update, context: BotContext) -> None:
    """A command nobody knows gets the nearest one, and help."""
    word = context.text.split()[0].lstrip("/").partition("@")[0].casefold()
    nearest = process.extractOne(word, list(commands.KNOWN), score_cutoff=CLOSE_ENOUGH)
    guess = f" Did you mean /{nearest[0]}?" if nearest else ""
    await context.show(View(f"I do not know /{escape(word[:32])}.{guess} /help lists everything I can do."))


async def old_button(_: Update, context: BotContext) -> None:
    """A button from a version of the bot that is gone."""
    await context.toast("That button is from an older message. /help shows the way on.", alert=True)


async def last(_: Update, context: BotContext) -> None:
    """No press stays unanswered, and a form put aside is offered again."""
    await context.toast()
    if context.known_owner is not None and context.parked is not None:
        await forms.remind(context)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """They stand behind all features."""
    return [
        MessageHandler(filters.COMMAND & filters.UpdateType.MESSAGE, unknown_command),
        CallbackQueryHandler(old_button),
    ]
