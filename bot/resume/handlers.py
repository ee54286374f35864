"""/resume, and the room put together."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import picking
from bot.commands import command
from bot.context import BotContext
from bot.resume import adding, advising, ageing, browsing, editing, giving, sending, views

FORMS = (*adding.FORMS, *editing.FORMS, *giving.FORMS, *advising.FORMS)


async def resume(_: Update, context: BotContext) -> None:
    """Your resume, sent back at once, and who got which version.

    Example: /resume priya
    """
    if not context.argument:
        await sending.send_latest(context)
        return
    if contact := await picking.pick(context, context.argument, views.TO):
        await sending.send_latest(context, contact)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/resume, files, buttons."""
    parts = (adding, sending, browsing, editing, ageing, giving, advising)
    return [command("resume", resume), *(each for part in parts for each in part.handlers())]
