"""People to write to, as the owner keeps them."""

from datetime import UTC, date, datetime
from typing import Any

from storage import contacts, conversations, letters, owners, reminders
from storage.kinds import LetterKind, ReminderKind, Status
from storage.tables import Contact, Letter, Referral
from tests.conftest import Chat

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def a_person(chat: Chat, name: str = "Priya Patel", **known: Any) -> Contact:
    """Somebody not written to yet."""
    async with chat.database.transaction() as session:
        return await contacts.add(session, chat.owner_id, name, MADE, **known)


async def a_referral(chat: Chat, giver: Contact, person: Contact, *, may_use_name: bool | None = None) -> Referral:
    """One gave the owner the name of the other."""
    async with chat.database.transaction() as session:
        return await conversations.add_referral(session, chat.owner_id, giver, person, MADE, may_use_name=may_use_name)


async def about_me(chat: Chat, **known: Any) -> None:
    """What the owner has told of themselves."""
    async with chat.database.transaction() as session:
        owner = await owners.get(session, chat.owner_id)
        for name, value in known.items():
            setattr(owner, name, value)


async def now_reads(chat: Chat, name: str = "Priya Patel") -> Contact:
    """Somebody as they are kept now."""
    async with chat.database.reading() as session:
        contact = await contacts.find_by_name(session, chat.owner_id, name)
    assert contact is not None
    return contact


async def letters_to(chat: Chat, name: str = "Priya Patel") -> list[Letter]:
    """What was written to somebody, latest first."""
    contact = await now_reads(chat, name)
    async with chat.database.reading() as session:
        return list(await letters.to_contact(session, chat.owner_id, contact.id))


async def open_kinds(chat: Chat) -> list[ReminderKind]:
    """The kinds of reminder that wait, in the order they come."""
    async with chat.database.reading() as session:
        return [each.kind for each in await reminders.open_for(session, chat.owner_id)]


async def a_letter(chat: Chat, contact: Contact, sent_on: date = date(2026, 3, 9)) -> Letter:
    """A first message that waits for its answer."""
    async with chat.database.transaction() as session:
        row = await contacts.find(session, chat.owner_id, contact.id)
        assert row is not None
        row.status = Status.REACHED_OUT
        return await letters.add(session, chat.owner_id, contact.id, LetterKind.OUTREACH, sent_on, MADE)
