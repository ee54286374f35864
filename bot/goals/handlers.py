"""/goals, and the room put together."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.commands import command
from bot.context import BotContext
from bot.goals import adding, browsing, editing, rules, ticking

FORMS = (*adding.FORMS, *editing.FORMS)


async def show(_: Update, context: BotContext) -> None:
    """The fields that interest you, and what you want to find out.

    Example: /goals public health: what does a first year look like?
    """
    await browsing.adopt(context)
    if not context.argument:
        await context.show(await browsing.page(context))
        return
    await adding.keep(context, rules.read_goal(context.argument))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/goals and its buttons."""
    parts = (browsing, adding, editing, ticking)
    return [command("goals", show), *(each for part in parts for each in part.handlers())]
