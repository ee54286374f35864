"""The card in the chat: sent once, edited in place afterwards, moved down when it is asked for."""

from bot.context import BotContext
from bot.notes import views
from bot.notes.facts import Facts
from bot.view import View
from storage import notes


async def show(context: BotContext, facts: Facts, *, said: str | None = None) -> None:
    """Show a note's card: in place where it stands already, else as a new message, which is remembered.

    `said` is what was done, as a passing line where a button was pressed, else as a short message of its own.
    """
    view, card_id = views.card(facts), facts.note.card_id
    if card_id is None:
        sent = await context.send(view)
        await remember_card(context, facts.note.id, sent.message_id)
        return
    pressed = context.incoming is not None and context.incoming.callback_query is not None
    await context.toast(said)
    shown = await context.edit(card_id, view)
    if shown is not None and shown.message_id != card_id:
        # It was gone from the chat: this is a new one.
        await remember_card(context, facts.note.id, shown.message_id)
    elif said and not pressed:
        await context.send(View(f"{said} on the card above."))


async def show_again(context: BotContext, facts: Facts) -> None:
    """Show a note's card as a new message, which is its card from now on."""
    if facts.note.card_id:
        await context.edit(facts.note.card_id, views.shown_below())
    sent = await context.send(views.card(facts))
    await remember_card(context, facts.note.id, sent.message_id)


async def remember_card(context: BotContext, note_id: int, card_id: int) -> None:
    """Which message answers the note. Not the update's own effect: the note is kept whether or not this is."""
    async with context.database.transaction() as session:
        note = await notes.find(session, context.owner_id, note_id)
        if note:
            note.card_id = card_id
