"""Short ways to put people into an owner's list, and to look at what is kept."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from storage import contacts, conversations, inbox, reminders
from storage.kinds import ReminderKind
from storage.tables import Contact, Conversation, Referral, Reminder
from tests.conftest import Chat


async def add(chat: Chat, name: str, **known: object) -> Contact:
    """Somebody the owner keeps already."""
    async with chat.database.transaction() as session:
        return await contacts.add(session, chat.owner_id, name, chat.clock.now(), **known)


async def person(chat: Chat, name: str) -> Contact:
    """Somebody the owner keeps."""
    async with chat.database.reading() as session:
        found = await contacts.find_by_name(session, chat.owner_id, name)
    assert found is not None, f"{name} is not kept"
    return found


async def everyone(chat: Chat) -> list[str]:
    """The names of all whom the owner keeps, by name, without the archived."""
    async with chat.database.reading() as session:
        return [each.name for each in await contacts.everyone(session, chat.owner_id)]


async def everybody(chat: Chat) -> Sequence[Contact]:
    """All contacts there are, anybody's, in the order in which they were added."""
    async with chat.database.reading() as session:
        return (await session.scalars(select(Contact).order_by(Contact.id))).all()


async def talks(chat: Chat, name: str) -> Sequence[Conversation]:
    """The conversations kept with somebody, latest first."""
    who = await person(chat, name)
    async with chat.database.reading() as session:
        return await conversations.with_contact(session, chat.owner_id, who.id)


async def referrals(chat: Chat) -> Sequence[Referral]:
    """All referrals there are, anybody's: each knows its giver and whom they named."""
    query = select(Referral).order_by(Referral.id).options(joinedload(Referral.giver), joinedload(Referral.person))
    async with chat.database.reading() as session:
        return (await session.scalars(query)).all()


async def waiting(chat: Chat, *kinds: ReminderKind) -> Sequence[Reminder]:
    """Reminders that are open."""
    async with chat.database.reading() as session:
        return await reminders.open_for(session, chat.owner_id, *kinds)


async def unanswered(chat: Chat) -> int:
    """How many updates are stored and not done."""
    async with chat.database.reading() as session:
        return len(await inbox.waiting(session, chat.bot.application.bot.id))
