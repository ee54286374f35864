"""A chat whose card buttons work, and short ways to look at what was kept."""

from collections.abc import Sequence

from storage import contacts, conversations, reminders
from storage.kinds import ReminderKind
from storage.tables import Contact, Conversation, Reminder
from tests.conftest import Chat


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
