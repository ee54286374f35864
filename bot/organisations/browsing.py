"""Looking: the list, one organisation, and the one that is meant by a typed name."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import pressed
from bot.context import BotContext
from bot.organisations import views
from bot.reminders import acting as pings
from bot.reminders.later import describe_due
from bot.view import View
from storage import organisations
from storage.folding import fold
from storage.tables import Organisation


async def open_named(context: BotContext, words: str) -> None:
    """The organisation that is meant by its name or a part of it."""
    async with context.reading() as session:
        found = await organisations.everything(session, context.owner_id)
    wanted = fold(words)
    exact = [each for each in found if fold(each.name) == wanted]
    fitting = exact or [each for each in found if wanted and wanted in fold(each.name)]
    if len(fitting) == 1:
        await context.show(await page_of(context, fitting[0].id))
    else:
        await context.show(await everything(context, fitting) if fitting else views.unknown(words))


async def everything(
    context: BotContext, found: Sequence[Organisation] | None = None, *, page: int = 0, said: str = ""
) -> View:
    """The list."""
    async with context.reading() as session:
        shown = found if found is not None else await organisations.everything(session, context.owner_id)
        met = await organisations.met_counts(session, context.owner_id)
    return views.everything(shown, met, context.today, page, said=said, change_id=context.change_id)


async def page_of(context: BotContext, organisation_id: int, *, said: str = "") -> View:
    """One organisation; the list where it is gone."""
    async with context.reading() as session:
        one = await organisations.find(session, context.owner_id, organisation_id)
        people = await organisations.met_through(session, context.owner_id, organisation_id)
        waiting = await organisations.reminders_of(session, context.owner_id, organisation_id)
    if one is None:
        return await everything(context, said=said)
    due = next((each.due_at for each in waiting if each.sent_at is None), None)
    ping = f"I ping you {describe_due(due, context.now, context.zone)}" if due else ""
    return views.page(one, people, context.today, ping=ping, said=said, change_id=context.change_id)


async def find(context: BotContext) -> Organisation | None:
    """The organisation of the pressed button; a passing line where it is gone."""
    return await pressed.find(context, organisations.find, views.GONE)


async def show_list(_: Update, context: BotContext) -> None:
    """The list, or another page of it."""
    await context.show(await everything(context, page=context.number()))


async def show_page(_: Update, context: BotContext) -> None:
    """One of them."""
    if one := await find(context):
        await context.show(await pings.beside(context, await page_of(context, one.id)))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The list and its pages."""
    return [views.LIST.handler(show_list), views.PAGE.handler(show_page)]
