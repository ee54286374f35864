"""/tips: the obstacles by name or by a word, and the line for the moment."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.commands import command
from bot.context import BotContext
from bot.tips import rules, views
from bot.tips.rules import Moment, Outcome

MOMENTS: dict[str, Moment | Outcome] = {each.value: each for kind in (Moment, Outcome) for each in kind}


async def tips(_: Update, context: BotContext) -> None:
    """What to do about nerves, silences, rude replies and the rest.

    Example: /tips they talk too long
    """
    words = context.argument
    if not words:
        await context.show(views.obstacles(rules.load_tips()))
        return
    found = rules.find(words)
    if len(found) == 1:
        await context.show(views.opened(found[0]))
    elif found:
        await context.show(views.obstacles(found, "Which of these is it?"))
    else:
        await context.show(views.nothing_found(words))


async def open_tip(_: Update, context: BotContext) -> None:
    """One obstacle, in place, or as a new message where a list is not to be lost."""
    try:
        tip = rules.get(context.button[0] if context.button else "")
    except KeyError:
        await context.toast("That tip has been renamed; here are today's.")
        await tips(_, context)
        return
    view = views.opened(tip)
    await context.show(view.as_fresh() if context.number(1) else view)


async def a_line(_: Update, context: BotContext) -> None:
    """A line for the moment: the first as a new message, the next ones in its place."""
    moment = MOMENTS.get(context.button[0] if context.button else "")
    if moment is None:
        await context.toast("That one has been renamed. /tips has them all.")
        return
    turn = context.number(1)
    view = views.a_line(moment, turn)
    await context.show(view if turn else view.as_fresh())


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/tips and its buttons."""
    return [
        command("tips", tips),
        views.ALL.handler(tips),
        views.TIP.handler(open_tip),
        views.LINE.handler(a_line),
    ]
