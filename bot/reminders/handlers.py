"""/due: the same list as the pings, on demand."""

from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.commands import command
from bot.context import BotContext
from bot.reminders import nudges, views
from bot.reminders.planning import hours_of
from bot.view import View
from storage import conversations, reminders

AHEAD = timedelta(days=8)


async def due(_: Update, context: BotContext) -> None:
    """What is due today, overdue, and next week."""
    hours = hours_of(context.owner, context.services.settings.zone)
    async with context.reading() as session:
        open_now = await reminders.open_for(session, context.owner_id)
        promises = await conversations.open_promises(session, context.owner_id)
    by_id = {promise.id: promise for promise in promises}
    listed = [
        views.Listed(each, by_id.get(each.promise_id or 0)) for each in open_now if each.due_at <= context.now + AHEAD
    ]
    reminded = {each.promise_id for each in open_now}
    undated = [promise for promise in promises if promise.due_on is None and promise.id not in reminded]
    await context.show(views.due(listed, undated, context.now, hours))


async def open_one(_: Update, context: BotContext) -> None:
    """One reminder from the list, with its draft and buttons."""
    view: View | None = None
    hours = hours_of(context.owner, context.services.settings.zone)
    async with context.reading() as session:
        reminder = await reminders.find(session, context.owner_id, context.number())
        if reminder and reminder.settled_at is None:
            view = await nudges.word(nudges.Occasion(session, context.owner, hours, reminder, context.now))
    if view is None:
        await context.toast("That one is done.")
        return
    await context.show(views.opened(view))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/due and its buttons."""
    return [command("due", due), views.OPEN.handler(open_one), views.LIST.handler(due)]
