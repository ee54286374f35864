"""A button of a ping: which reminder it is about, and the answer in its place, leaving a message's others standing."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import CallbackQuery, InlineKeyboardButton, Message

from bot.context import BotContext
from bot.reminders import listing, nudges, rendering, views
from bot.reminders.running import running
from bot.view import View, escape
from storage import reminders
from storage.kinds import Outcome
from storage.tables import Nudge, Reminder

GONE = "That reminder is gone: what it was about is no longer kept."

# Buttons that lead on through a list stay below whatever is shown instead of a card.
WAYS_ON = (views.LIST.name, views.CATCH_UP.name)

Change = Callable[[AsyncSession, Reminder], Awaitable[object]]


async def find_open(context: BotContext, reminder_id: int | None = None) -> Reminder | None:
    """The reminder of the pressed button; where it has ended, a passing line says what became of it."""
    number = context.number() if reminder_id is None else reminder_id
    async with context.reading() as session:
        reminder = await reminders.find(session, context.owner_id, number)
        listed = await listing.listed(session, reminder) if reminder else None
    if reminder and listed and reminder.settled_at:
        await say(context, views.became(listed, context.now, context.zone))
        return None
    if reminder is None:
        await say(context, GONE)
    return reminder


async def end(
    context: BotContext, reminder: Reminder, outcome: Outcome, undo: str, change: Change | None = None
) -> None:
    """In one transaction: the reminder ends so, and with it whatever `change` does."""
    async with context.transaction(undo=undo) as session:
        row = await reminders.find(session, context.owner_id, reminder.id)
        if row and row.settled_at is None:
            # First, so that what is planned anew does not count this one as answered by itself.
            reminders.end(row, outcome, context.now)
            row.claimed_until = row.claimed_by = None
            await session.flush()
            if change:
                await change(session, row)


async def answer(context: BotContext, reminder_id: int, view: View) -> None:
    """Show a view in the place of one reminder: the whole message, or its part of a message that carries several."""
    query = pressed(context)
    message = query.message if query else None
    if message is None or view.fresh:
        await context.show(view)
        return
    async with context.reading() as session:
        nudge = await reminders.find_nudge(session, context.owner_id, message.message_id)
        parts = await reminders.with_ids(session, context.owner_id, nudge.reminder_ids) if nudge else []
        if nudge and rendering.is_bundle(nudge, parts) and reminder_id in nudge.reminder_ids:
            instead = {reminder_id: view}
            whole = await rendering.as_it_stands(
                session, context.owner, context.hours, nudge, context.now, instead=instead
            )
            if whole and rendering.fits(whole):
                states = rendering.states(parts, nudge)
                running(context.application).watch.remember(context.owner_id, message.message_id, states)
                await context.show(whole)
                return
            view = view.as_fresh()
    for row in ways_on(query):
        view = view.with_row(*row)
    await context.show(view)


def ways_on(query: CallbackQuery | None) -> list[list[InlineKeyboardButton]]:
    """The buttons of the pressed message that lead on through a list."""
    message = query.message if query else None
    if not isinstance(message, Message) or message.reply_markup is None:
        return []
    kept = [
        [button for button in row if str(button.callback_data or "").split(":")[0] in WAYS_ON]
        for row in message.reply_markup.inline_keyboard
    ]
    return [row for row in kept if row]


async def open_again(context: BotContext) -> View | None:
    """The pressed message as the ping it was, where an Undo has opened what it carries; None where it is no such ping.

    It is minded again: what answers it next takes it out of the chat.
    """
    query = pressed(context)
    if query is None or query.message is None:
        return None
    async with context.reading() as session:
        nudge = await reminders.find_nudge(session, context.owner_id, query.message.message_id)
        parts = await reminders.with_ids(session, context.owner_id, nudge.reminder_ids) if nudge else []
        if nudge is None or not any(rendering.state(each, nudge) == "open" for each in parts):
            return None
        if len(parts) > 1 and not rendering.is_bundle(nudge, parts):
            return None
        view = await rendering.as_it_stands(session, context.owner, context.hours, nudge, context.now)
    if view and nudge.withdrawn_at:
        # The press has had its transaction; this is harmless to repeat.
        async with context.database.transaction() as session:
            row = await session.get(Nudge, nudge.id)
            if row:
                row.withdrawn_at = None
    return view


async def beside(context: BotContext, view: View) -> View:
    """Another room's page: a message of its own where a ping was pressed, so that the ping stays to be acted on."""
    query = pressed(context)
    if query is None or query.message is None:
        return view
    async with context.reading() as session:
        nudge = await reminders.find_nudge(session, context.owner_id, query.message.message_id)
    return view.as_fresh() if nudge else view


async def show_again(context: BotContext, reminder: Reminder) -> None:
    """The reminder as it was worded, with its buttons."""
    async with context.reading() as session:
        row = await reminders.find(session, context.owner_id, reminder.id)
        occasion = nudges.Occasion(session, context.owner, context.hours, row or reminder, context.now)
        view = await nudges.word(occasion)
    if view is None:
        await say(context, "That has been answered meanwhile.")
        return
    await answer(context, reminder.id, view)


async def say(context: BotContext, line: str) -> None:
    """A passing line for a button; a message where the owner typed, which ends the form they typed into."""
    if pressed(context):
        await context.toast(line[:200], alert=len(line) > 60)
        return
    async with context.transaction():
        pass
    await context.show(View(escape(line)))


def pressed(context: BotContext) -> CallbackQuery | None:
    """The press being answered, if it is one."""
    return context.incoming.callback_query if context.incoming else None
