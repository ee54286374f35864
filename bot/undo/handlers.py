"""/undo and the Undo buttons."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.commands import command
from bot.context import BotContext
from bot.reminders import acting as pings
from bot.undo import views
from bot.view import View
from storage import history
from storage.tables import Change


async def undo(_: Update, context: BotContext) -> None:
    """Take back your last change."""
    async with context.transaction() as session:
        change = await history.last(session, context.owner_id)
        if change:
            await history.undo(session, change, context.now)
    await context.show(views.undone(change.what) if change else views.nothing())


async def undo_this(_: Update, context: BotContext) -> None:
    """Take back the change whose confirmation this is."""
    newer: Change | None = None
    taken_back = False
    async with context.transaction() as session:
        change = await history.find(session, context.owner_id, context.number())
        if change and change.undone_at is None:
            newer = await history.built_upon(session, change)
            taken_back = newer is None
            if taken_back:
                await history.undo(session, change, context.now)
    if change is None:
        await context.toast("That can no longer be taken back.")
    elif newer:
        await context.toast(views.built_upon(newer.what)[:200], alert=True)
    elif taken_back:
        await context.show(await _as_before(context, change.what), toast="Taken back")
    else:
        await context.toast("That was taken back already.")


async def _as_before(context: BotContext, what: str) -> View:
    """The ping whose button it was, ready to be acted on; else a line, with the ways on that stood below it."""
    if ping := await pings.open_again(context):
        return ping
    view = views.undone(what)
    for row in pings.ways_on(pings.pressed(context)):
        view = view.with_row(*row)
    return view


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/undo and its button."""
    return [command("undo", undo), views.UNDO.handler(undo_this)]
