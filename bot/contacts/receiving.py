"""People who arrive in other ways than typed: shared contacts. An open form takes them first."""

from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from bot import forms
from bot.contacts import views
from bot.contacts.adding import ADD
from bot.contacts.arriving import from_shared
from bot.contacts.drafts import Draft, called
from bot.contacts.keeping import added, fill, filled, store
from bot.context import BotContext
from storage import contacts
from storage.tables import Contact


async def receive_contact(_: Update, context: BotContext) -> None:
    """A shared contact becomes a person, or makes a known one better known."""
    message = context.message
    if message is None or message.contact is None or context.open_form:
        return
    if message.contact.user_id == context.owner_id:
        await context.show(views.yourself())
        raise ApplicationHandlerStop
    draft = from_shared(message.contact)
    known = await _whoever(context, draft)
    if not draft.name and known is None:
        await forms.start(context, ADD, {"brought": draft.as_answer()})
    elif known is None:
        await keep_arrived(context, draft)
    else:
        async with context.transaction(undo=filled([known])) as session:
            contact = await contacts.find(session, context.owner_id, known.id) or known
            what = await fill(session, contact, draft)
        await context.show(views.filled(contact, called(what) if what else "", context.change_id))
    raise ApplicationHandlerStop


async def keep_arrived(context: BotContext, draft: Draft) -> None:
    """Keep somebody who is known to be new."""
    async with context.transaction(undo=added([draft])) as session:
        contact = await store(session, context, draft)
    await context.show(views.saved(contact, context.change_id))


async def _whoever(context: BotContext, draft: Draft) -> Contact | None:
    """The contact who is meant: the same Telegram account, else the same name unless that is another account."""
    async with context.reading() as session:
        if draft.telegram_user_id:
            known = await contacts.find_by_telegram_user(session, context.owner_id, draft.telegram_user_id)
            if known:
                return known
        same = await contacts.find_by_name(session, context.owner_id, draft.name) if draft.name else None
    if same and draft.telegram_user_id and same.telegram_user_id not in {None, draft.telegram_user_id}:
        return None
    return same


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Shared contacts; a forwarded message is read as a note."""
    return [MessageHandler(filters.UpdateType.MESSAGE & filters.CONTACT, receive_contact)]
