"""/due: the same list as the pings, on demand; going through it one card at a time; every ping's buttons."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.context import BotContext
from bot.reminders import acting, catching_up, kinds, listing, nudges, postponing, views
from bot.reminders.nudges import Wording
from bot.view import View, escape
from storage import reminders
from storage.kinds import ReminderKind

AHEAD = timedelta(days=8)

NUDGES: Mapping[ReminderKind, Wording] = kinds.NUDGES
FORMS: Sequence[forms.Form] = (*postponing.FORMS, *kinds.FORMS)


async def due(_: Update, context: BotContext) -> None:
    """What is due today, overdue, and next week."""
    async with context.reading() as session:
        open_now = await reminders.open_for(session, context.owner_id)
        listed, undated = await listing.all_listed(session, context.owner_id, open_now)
    near = [each for each in listed if views.since(each.reminder, context.now) <= context.now + AHEAD]
    await context.show(views.due(near, undated, context.now, context.hours, context.number()))


async def open_one(_: Update, context: BotContext) -> None:
    """One reminder from the list, with its draft and buttons."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    async with context.reading() as session:
        occasion = nudges.Occasion(session, context.owner, context.hours, reminder, context.now)
        view = await nudges.word(occasion)
    if view is None:
        await context.toast("That has been answered meanwhile.")
        return
    if reminder.failed == "refused":
        # Telegram would not take it as it is worded; its plain words it will.
        view = View(escape(views.plain(view.text)), view.keyboard)
    await context.show(views.opened(view))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/due, the cards, and the buttons of all pings."""
    return [
        command("due", due),
        views.OPEN.handler(open_one),
        views.LIST.handler(due),
        *catching_up.handlers(),
        *postponing.handlers(),
        *kinds.handlers(),
    ]
