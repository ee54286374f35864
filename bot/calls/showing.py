"""The card of a talk: found, shown in place or below, and which of its messages is kept up to date."""

from telegram import Message

from bot.calls import gathering, views
from bot.calls.gathering import Card
from bot.context import BotContext
from storage import calls


async def find(context: BotContext, call_id: int) -> Card | None:
    """The card of a talk; a passing line where it is gone."""
    async with context.reading() as session:
        card = await gathering.gather(session, context.owner, call_id)
    if card is None:
        await context.toast(views.GONE)
    return card


async def going_on(context: BotContext) -> Card | None:
    """The talk of the pressed button while it lasts; a passing line where it has ended."""
    card = await find(context, context.number())
    if card and card.call.ended_at:
        await context.toast(views.OVER)
        return None
    return card


async def here(context: BotContext, call_id: int | None = None) -> None:
    """The card in the place of the pressed message, which the timer keeps up to date from now on."""
    card = await find(context, context.number() if call_id is None else call_id)
    if card is None:
        return
    shown = await context.show(views.card(card, context.now))
    message = context.message if shown is None else shown
    if isinstance(message, Message):
        await _now_shown(context, card.call.id, message.message_id)


async def edit(context: BotContext, call_id: int) -> None:
    """The card brought up to date where it stands, above what was typed."""
    card = await find(context, call_id)
    if card and card.call.message_id:
        shown = await context.edit(card.call.message_id, views.card(card, context.now))
        await _now_shown(context, call_id, shown.message_id if shown else card.call.message_id)


async def _now_shown(context: BotContext, call_id: int, message_id: int) -> None:
    async with context.database.transaction() as session:
        if call := await calls.find(session, context.owner_id, call_id):
            call.message_id, call.shown_at = message_id, context.now


async def below(context: BotContext, call_id: int) -> None:
    """The card as a new, silent message, which from now on is the one that is kept up to date."""
    card = await find(context, call_id)
    if card is None:
        return
    await context.toast()
    view = views.card(card, context.now)
    message = await context.bot.send_message(
        context.owner_id, view.text, reply_markup=view.keyboard, disable_notification=True
    )
    # Not the press's own effect: a crash before this line leaves a card that is sent anew from the sheet.
    async with context.database.transaction() as session:
        if call := await calls.find(session, context.owner_id, call_id):
            call.message_id, call.shown_at = message.message_id, context.now
