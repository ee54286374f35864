"""A chat whose card buttons work, and short ways to look at what was kept."""

from collections.abc import Sequence

import pytest

from bot import app, forms
from bot.notes import buttons
from storage import contacts, conversations, reminders
from storage.kinds import ReminderKind
from storage.tables import Contact, Conversation, Reminder
from tests.conftest import Bot, Chat


@pytest.fixture(autouse=True)
def card_buttons(bot: Bot) -> None:
    """The buttons of the card, and forwards taken as notes, where the assembled bot does not do so yet."""
    if buttons not in app.FEATURES:
        forms.register(buttons.FORMS)
        bot.application.add_handlers(buttons.handlers(), -1)
    for handler in list(bot.application.handlers[app.FEATURE]):
        if handler.callback.__name__ == "receive_forward":
            bot.application.remove_handler(handler, app.FEATURE)


async def person(chat: Chat, name: str) -> Contact:
    """Somebody the owner keeps."""
    async with chat.database.reading() as session:
        found = await contacts.find_by_name(session, chat.owner_id, name)
    assert found is not None, f"{name} is not kept"
    return found


async def everyone(chat: Chat) -> list[str]:
    """Everybody's name."""
    async with chat.database.reading() as session:
        return [each.name for each in await contacts.everyone(session, chat.owner_id)]


async def talks(chat: Chat, name: str) -> Sequence[Conversation]:
    """The conversations kept with somebody, latest first."""
    who = await person(chat, name)
    async with chat.database.reading() as session:
        return await conversations.with_contact(session, chat.owner_id, who.id)


async def waiting(chat: Chat, *kinds: ReminderKind) -> Sequence[Reminder]:
    """Reminders that are open."""
    async with chat.database.reading() as session:
        return await reminders.open_for(session, chat.owner_id, *kinds)


async def add(chat: Chat, name: str, **known: object) -> Contact:
    """Somebody the owner keeps already."""
    async with chat.database.transaction() as session:
        return await contacts.add(session, chat.owner_id, name, chat.clock.now(), **known)
