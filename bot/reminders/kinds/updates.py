"""The progress update: a short note on what has happened since they last heard, and what their advice did."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.progress import acting as progress
from bot.progress import drafting
from bot.progress.update_views import ADD_NEWS, EDIT
from bot.reminders import acting, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.kinds import drafts, why
from bot.reminders.later import day_text
from bot.reminders.nudges import Occasion, Wording
from bot.view import Action, View, escape, rows
from storage import contacts, reminders
from storage.kinds import Outcome, ReminderKind, Status
from storage.tables import Reminder

SENT = Action("update_sent")
PAUSE = Action("update_pause")


async def nudge(occasion: Occasion) -> View | None:
    """Since when they have not heard, the gist of the last talk, the draft."""
    session, owner, reminder = occasion.session, occasion.owner, occasion.reminder
    contact = await contacts.find(session, owner.id, reminder.contact_id or 0)
    if contact is None:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    draft = await drafting.update_draft(session, owner, contact, occasion.now)
    draft = replace(draft, text=reminder.draft) if reminder.draft else draft
    heard = (
        f"{why.amid(contact)} last heard from you {drafts.when(contact.heard_on, today)}" if contact.heard_on else ""
    )
    lines = [
        f"📝 {heard or why.who(contact)}. Time for a short update.",
        await why.last_spoke(session, contact, today),
        drafts.shown(draft),
    ]
    key = reminder.id
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [SENT.button("Sent", key), postponing.button(reminder), PAUSE.button("Pause", key)],
            [
                *drafts.copying(draft),
                EDIT.button("Edit", contact.id),
                postponing.let_go_button(reminder, "Skip this time"),
            ],
            [ADD_NEWS.button("Add news", contact.id)] if draft.missing else [],
        ),
    )


async def sent(_: Update, context: BotContext) -> None:
    """They have heard: their clock starts anew."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return
    following: list[Reminder] = []

    async def change(session: AsyncSession, row: Reminder) -> None:
        contact = await contacts.find(session, context.owner_id, row.contact_id or 0)
        if contact is None:
            return
        draft = await drafting.update_draft(session, context.owner, contact, context.now)
        words = row.draft or draft.text
        planned = await progress.sent(session, context.owner, context.hours, contact, words, context.now)
        following.extend([planned] if planned else [])

    name = reminder.contact.name
    await acting.end(context, reminder, Outcome.DONE, f"sent an update to {name}", change)
    after = ""
    if following:
        day = day_text(local_day(following[0].due_at, context.zone), context.today)
        after = f" The next one comes up around {day}."
    view = views.confirmed(f"✅ <b>{escape(name)}</b> is up to date.{after}", context.change_id)
    await acting.answer(context, reminder.id, view)


async def pause(_: Update, context: BotContext) -> None:
    """No more updates to this person until the next talk with them."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return

    async def change(session: AsyncSession, row: Reminder) -> None:
        contact = await contacts.find(session, context.owner_id, row.contact_id or 0)
        if contact:
            contact.status = Status.PAUSED
            await reminders.settle(
                session, context.owner_id, Outcome.SKIPPED, context.now, ReminderKind.UPDATE, contact_id=contact.id
            )

    name = reminder.contact.name
    await acting.end(context, reminder, Outcome.SKIPPED, f"paused updates to {name}", change)
    text = f"Updates to <b>{escape(name)}</b> are paused. They begin again when you next talk."
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id))


NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.UPDATE: nudge}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of an update."""
    return [SENT.handler(sent), PAUSE.handler(pause)]
