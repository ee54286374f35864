"""Going through what is due one card at a time: do it, put it off, or drop it; then the next."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.reminders import acting, daily, facts, later, nudges, postponing, views
from bot.view import Action, View
from storage import reminders
from storage.kinds import Outcome
from storage.tables import Reminder

PUT_OFF = Action("catch_later")
DROP = Action("catch_drop")

DONE = "That was all: nothing else is waiting. Well done."


async def waiting(session: AsyncSession, owner_id: int, now: Any) -> list[Reminder]:
    """What has been due and is not settled, the most important first; what was put off is not pressed for."""
    found = await reminders.open_for(session, owner_id)
    due = [each for each in found if views.since(each, now) <= now]
    return sorted(due, key=lambda each: (daily.BY_IMPORTANCE.index(each.kind), each.first_due_at, each.id))


async def next_card(_: Update, context: BotContext) -> None:
    """The card behind the one whose number the button carries; the first for 0."""
    await _show_card(context, after=context.number())


async def put_off(_: Update, context: BotContext) -> None:
    """Tomorrow morning, and the next card."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    due_at = later.later_at(later.Later.TOMORROW, context.now, context.hours)
    async with context.transaction(undo="put a reminder off") as session:
        row = await reminders.find(session, context.owner_id, reminder.id)
        if row and row.settled_at is None:
            reminders.put_off(row, due_at, context.now)
    await _show_card(context, after=reminder.id, toast="Later: tomorrow morning")


async def drop(_: Update, context: BotContext) -> None:
    """Let it go, and the next card."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    async with context.transaction(undo="dropped a reminder") as session:
        await postponing.end(session, context, reminder.id, Outcome.DROPPED)
    await _show_card(context, after=reminder.id, toast="Dropped; /undo brings it back")


async def _show_card(context: BotContext, after: int, toast: str | None = None) -> None:
    async with context.reading() as session:
        cards = await waiting(session, context.owner_id, context.now)
        for card in _from(cards, after):
            view = await _worded(session, context, card)
            if view:
                place = f"<i>{len(cards)} to go</i>\n\n" if len(cards) > 1 else "<i>The last one</i>\n\n"
                ways = [
                    PUT_OFF.button("Tomorrow", card.id),
                    DROP.button("Drop", card.id),
                    views.CATCH_UP.button("Next ›", card.id),
                ]
                shown = View(place + view.text, view.keyboard).with_row(*ways)
                break
        else:
            shown = View(DONE)
    await context.show(shown, toast=toast)


def _from(cards: Sequence[Reminder], after: int) -> list[Reminder]:
    """The cards behind one, then from the beginning; all of them where that one is no longer there."""
    ids = [card.id for card in cards]
    start = ids.index(after) + 1 if after in ids else 0
    return [*cards[start:], *cards[:start]]


async def _worded(session: AsyncSession, context: BotContext, card: Reminder) -> View | None:
    hours = context.hours
    if not await facts.wanted(session, card, hours, context.now):
        return None
    return await nudges.word(nudges.Occasion(session, context.owner, hours, card, context.now))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Next, tomorrow, drop."""
    return [views.CATCH_UP.handler(next_card), PUT_OFF.handler(put_off), DROP.handler(drop)]
