"""Promises both ways: what the owner said they would do, on its morning; what somebody promised them, gently."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.drafts.rules import quote_offer
from bot.reminders import acting, listing, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.kinds import drafts, why
from bot.reminders.nudges import Occasion, Wording
from bot.view import Action, View, escape, rows
from storage import conversations
from storage.kinds import Outcome, ReminderKind, Side
from storage.tables import Promise, Reminder

DONE = Action("promise_done")


async def mine(occasion: Occasion) -> View | None:
    """What was promised, to whom, in which talk."""
    promise = await _promise(occasion)
    if promise is None:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    key = occasion.reminder.id
    to = f" <b>{escape(promise.contact.name)}</b>" if promise.contact else " yourself"
    lines = [f"☑️ You promised{to}: <b>{escape(promise.text)}</b>{_due(promise, today)}."]
    lines.append(await _why(occasion, promise, today))
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [DONE.button("Done", key), postponing.button(occasion.reminder)],
            [postponing.let_go_button(occasion.reminder, "Let it go")],
        ),
    )


async def theirs(occasion: Occasion) -> View | None:
    """What they promised, and a line to weave into the next note."""
    promise = await _promise(occasion)
    if promise is None or promise.contact is None:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    key = occasion.reminder.id
    offer = quote_offer(promise.text, promise.contact.first_name) or "your kind offer"
    line = await drafts.render(
        occasion.session, "their_promise", occasion.owner, promise.contact, {"their_promise": offer}
    )
    lines = [
        f"⏳ <b>{escape(promise.contact.name)}</b> promised: <b>{escape(promise.text)}</b>{_due(promise, today)}. "
        "People mean well and are busy; a gentle word is welcome:",
        await _why(occasion, promise, today),
        drafts.shown(line),
    ]
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [DONE.button("They did it", key), postponing.button(occasion.reminder)],
            [*drafts.copying(line), postponing.let_go_button(occasion.reminder, "Let it rest")],
        ),
    )


async def _promise(occasion: Occasion) -> Promise | None:
    promise_id = occasion.reminder.promise_id or 0
    promise = await conversations.find_promise(occasion.session, occasion.owner.id, promise_id)
    return None if promise is None or promise.done_at else promise


async def _why(occasion: Occasion, promise: Promise, today: date) -> str:
    if promise.conversation_id:
        talk = await conversations.find(occasion.session, occasion.owner.id, promise.conversation_id)
        if talk:
            return f"That was when you spoke{why.spoke(talk, today)}"
    return await why.last_spoke(occasion.session, promise.contact, today) if promise.contact else ""


def _due(promise: Promise, today: date) -> str:
    if promise.due_on is None:
        return ""
    if promise.due_on == today:
        return " – for today"
    return f" – for {drafts.when(promise.due_on, today)}".replace("for on ", "for ")


async def done(_: Update, context: BotContext) -> None:
    """The promise is kept."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    async with context.reading() as session:
        promise = (await listing.listed(session, reminder)).promise
    said = promise.text if promise else "the promise"
    is_mine = promise is None or promise.side is Side.MINE

    async def change(session: AsyncSession, row: Reminder) -> None:
        kept = await conversations.find_promise(session, context.owner_id, row.promise_id or 0)
        if kept:
            kept.done_at = kept.done_at or context.now

    undo = f"kept a promise: {said}" if is_mine else f"got what was promised: {said}"
    await acting.end(context, reminder, Outcome.DONE, undo, change)
    text = (
        f"✅ Done: {escape(said)}." if is_mine else f"✅ They kept it: {escape(said)}. A line of thanks is never wrong."
    )
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id))


NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.FOLLOW_UP: mine, ReminderKind.THEY_PROMISED: theirs}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Done."""
    return [DONE.handler(done)]
