"""Questions about contacts. First the session, then whose they are."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import history
from storage.folding import fold
from storage.kinds import Status
from storage.tables import (
    Base,
    Contact,
    Conversation,
    ConversationPerson,
    Letter,
    Meeting,
    MeetingPerson,
    Promise,
    Referral,
    Tag,
)

# Asked again and again: building a query takes longer than answering it.
_FIND = select(Contact).where(Contact.owner_id == bindparam("owner_id"), Contact.id == bindparam("contact_id"))
HASHTAG = re.compile(r"(?<!\S)#([^\s#]+)")


async def add(session: AsyncSession, owner_id: int, name: str, now: datetime, **known: Any) -> Contact:
    """A new contact with whatever is known of them (columns of Contact)."""
    contact = Contact(owner_id=owner_id, name=name, created_at=now, **known)
    index(contact)
    session.add(contact)
    await session.flush()
    return contact


def index(contact: Contact, tags: Sequence[str] = ()) -> None:
    """Bring the folded columns up to date after name, organisation, role or notes changed."""
    contact.name_key = fold(contact.name)
    parts = (contact.name, contact.organisation, contact.role, contact.how_met, contact.notes, *tags)
    contact.search_key = fold(" ".join(part for part in parts if part))


async def reindex(session: AsyncSession, contact: Contact) -> None:
    """As `index`, with the contact's tags looked up."""
    await session.flush()
    index(contact, await tags_of(session, contact.owner_id, contact.id))
    await session.flush()


async def find(session: AsyncSession, owner_id: int, contact_id: int) -> Contact | None:
    """One contact of this owner's."""
    return await session.scalar(_FIND, {"owner_id": owner_id, "contact_id": contact_id})


async def with_ids(session: AsyncSession, owner_id: int, ids: Sequence[int]) -> Sequence[Contact]:
    """These contacts of the owner's, in the order asked for."""
    query = select(Contact).where(Contact.owner_id == owner_id, Contact.id.in_(ids))
    found = {contact.id: contact for contact in (await session.scalars(query)).all()}
    return [found[each] for each in ids if each in found]


async def find_by_name(session: AsyncSession, owner_id: int, name: str) -> Contact | None:
    """The contact with exactly this name, whatever its case and accents; one that is not archived comes first."""
    query = select(Contact).where(Contact.owner_id == owner_id, Contact.name_key == fold(name))
    return await session.scalar(query.order_by(Contact.archived_at.is_not(None), Contact.id).limit(1))


async def find_by_telegram_user(session: AsyncSession, owner_id: int, user_id: int) -> Contact | None:
    """The contact who is this Telegram user."""
    query = select(Contact).where(Contact.owner_id == owner_id, Contact.telegram_user_id == user_id)
    return await session.scalar(query.limit(1))


async def everyone(session: AsyncSession, owner_id: int, *, archived: bool = False) -> Sequence[Contact]:
    """All contacts by name, without the archived ones unless asked for."""
    return (await session.scalars(_everyone(archived), {"owner_id": owner_id})).all()


@cache
def _everyone(archived: bool) -> Select[Contact]:
    """Built once: building a query takes longer than answering it."""
    query = select(Contact).where(Contact.owner_id == bindparam("owner_id"), _shelf(archived))
    return query.order_by(Contact.name_key, Contact.id)


async def search(
    session: AsyncSession, owner_id: int, words: str, *, archived: bool = False, limit: int = 10, offset: int = 0
) -> Sequence[Contact]:
    """Contacts in whose name, organisation, role, tags or notes every word appears, as any part; all for no words.

    "#alumni" looks at tags alone, for those that begin so.
    """
    if words.strip():
        query = select(Contact).where(_matching(owner_id, words), _shelf(archived))
        query = query.order_by(Contact.name_key, Contact.id).limit(limit).offset(offset)
        return (await session.scalars(query)).all()
    page = _everyone(archived).limit(limit).offset(offset)
    return (await session.scalars(page, {"owner_id": owner_id})).all()


async def count(session: AsyncSession, owner_id: int, words: str = "", *, archived: bool = False) -> int:
    """How many contacts `search` would find."""
    return (await counts(session, owner_id, words))[archived]


async def counts(session: AsyncSession, owner_id: int, words: str = "") -> tuple[int, int]:
    """How many contacts `search` would find: of those in sight, and of the archived ones."""
    archived = Contact.archived_at.is_not(None)
    query = select(archived, func.count()).where(_matching(owner_id, words)).group_by(archived)
    found = {bool(each): number for each, number in (await session.execute(query)).all()}
    return found.get(False, 0), found.get(True, 0)


def _shelf(archived: bool) -> ColumnElement[bool]:
    return Contact.archived_at.is_not(None) if archived else Contact.archived_at.is_(None)


def _matching(owner_id: int, words: str) -> ColumnElement[bool]:
    parts = [Contact.search_key.contains(word, autoescape=True) for word in fold(HASHTAG.sub(" ", words)).split()]
    for tag in HASHTAG.findall(words):
        carries = select(Tag).where(
            Tag.owner_id == owner_id,
            Tag.contact_id == Contact.id,
            Tag.word.startswith(tag.casefold(), autoescape=True),
        )
        parts.append(carries.exists())
    return and_(Contact.owner_id == owner_id, *parts)


async def place_in_list(session: AsyncSession, owner_id: int, contact: Contact) -> int:
    """How many stand before a contact in the list they are in, so that it can be opened at their page."""
    before = or_(
        Contact.name_key < contact.name_key, and_(Contact.name_key == contact.name_key, Contact.id < contact.id)
    )
    query = select(func.count()).select_from(Contact).where(Contact.owner_id == owner_id, before)
    return await session.scalar(query.where(_shelf(contact.archived_at is not None))) or 0


async def at_organisation(session: AsyncSession, owner_id: int, organisation: str, without: int) -> Sequence[Contact]:
    """Others at the same place, those not yet written to first: whom to try when one does not answer."""
    place = func.lower(func.trim(Contact.organisation))
    query = select(Contact).where(
        Contact.owner_id == owner_id,
        Contact.id != without,
        Contact.archived_at.is_(None),
        place == organisation.strip().lower(),
    )
    return (await session.scalars(query.order_by(Contact.status != Status.TO_CONTACT, Contact.id))).all()


async def with_status(session: AsyncSession, owner_id: int, *statuses: Status) -> Sequence[Contact]:
    """Contacts who stand at one of these points, the longest known first."""
    query = select(Contact).where(
        Contact.owner_id == owner_id, Contact.archived_at.is_(None), Contact.status.in_(statuses)
    )
    return (await session.scalars(query.order_by(Contact.id))).all()


async def tags_of(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[str]:
    """The words hung on a contact, in order."""
    query = select(Tag.word).where(Tag.owner_id == owner_id, Tag.contact_id == contact_id).order_by(Tag.word)
    return (await session.scalars(query)).all()


async def set_tags(session: AsyncSession, owner_id: int, contact: Contact, words: Sequence[str]) -> None:
    """Hang exactly these words on a contact."""
    query = select(Tag).where(Tag.owner_id == owner_id, Tag.contact_id == contact.id)
    held = {tag.word: tag for tag in (await session.scalars(query)).all()}
    for word, tag in held.items():
        if word not in words:
            await session.delete(tag)
    for word in dict.fromkeys(words):
        if word not in held:
            session.add(Tag(owner_id=owner_id, contact_id=contact.id, word=word))
    await session.flush()
    index(contact, words)
    await session.flush()


# Parting with somebody


class Belongings(NamedTuple):
    """What goes when a contact is deleted, in numbers; talks and meetings with others stay with the others."""

    conversations: int = 0
    shared_conversations: int = 0
    referrals: int = 0
    letters: int = 0
    promises: int = 0
    meetings: int = 0


async def belongings(session: AsyncSession, owner_id: int, contact_id: int) -> Belongings:
    """What would go with a contact."""
    talks = (
        select(func.count())
        .select_from(ConversationPerson)
        .where(ConversationPerson.owner_id == owner_id, ConversationPerson.contact_id == contact_id)
    )
    meetings = (
        select(func.count())
        .select_from(MeetingPerson)
        .where(MeetingPerson.owner_id == owner_id, MeetingPerson.contact_id == contact_id)
    )
    all_talks = await session.scalar(talks) or 0
    own_talks = await session.scalar(talks.where(_alone(ConversationPerson, "conversation_id"))) or 0
    either_end = or_(Referral.from_contact_id == contact_id, Referral.to_contact_id == contact_id)
    return Belongings(
        conversations=own_talks,
        shared_conversations=all_talks - own_talks,
        referrals=await _number(session, Referral, owner_id, either_end),
        letters=await _number(session, Letter, owner_id, Letter.contact_id == contact_id),
        promises=await _number(session, Promise, owner_id, Promise.contact_id == contact_id),
        meetings=await session.scalar(meetings.where(_alone(MeetingPerson, "meeting_id"))) or 0,
    )


async def delete(session: AsyncSession, owner_id: int, contact: Contact) -> None:
    """A contact with all that hangs from them, and the talks and meetings that were with nobody else."""
    for part, key, thing in (
        (ConversationPerson, "conversation_id", Conversation),
        (MeetingPerson, "meeting_id", Meeting),
    ):
        ids = select(getattr(part, key)).where(
            part.owner_id == owner_id, part.contact_id == contact.id, _alone(part, key)
        )
        query = select(thing).where(thing.owner_id == owner_id, thing.id.in_(ids))
        for each in (await session.scalars(query)).all():
            await history.delete_with_dependents(session, each)
    await history.delete_with_dependents(session, contact)


def _alone(part: type[ConversationPerson | MeetingPerson], key: str) -> ColumnElement[bool]:
    """Nobody else takes part in the same talk or meeting."""
    other = part.__table__.alias()
    together = and_(other.c[key] == getattr(part, key), other.c.contact_id != part.contact_id)
    return ~exists(select(other.c.id).where(together))


async def _number(session: AsyncSession, table: type[Base], owner_id: int, which: ColumnElement[bool]) -> int:
    mine = table.__table__.c.owner_id == owner_id
    return await session.scalar(select(func.count()).select_from(table).where(mine, which)) or 0
