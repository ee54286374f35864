"""Questions about what the owner wrote to contacts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Exists, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.kinds import Answer, LetterKind
from storage.tables import Conversation, Letter


async def add(
    session: AsyncSession, owner_id: int, contact_id: int, kind: LetterKind, sent_on: date, now: datetime, **more: Any
) -> Letter:
    """The owner wrote to a contact; outreach waits for an answer."""
    waits = kind in (LetterKind.OUTREACH, LetterKind.SECOND_NOTE)
    more.setdefault("answer", Answer.WAITING if waits else None)
    letter = Letter(owner_id=owner_id, contact_id=contact_id, kind=kind, sent_on=sent_on, made_at=now, **more)
    session.add(letter)
    await session.flush()
    return letter


async def find(session: AsyncSession, owner_id: int, letter_id: int) -> Letter | None:
    """One letter of this owner's, with its contact."""
    query = select(Letter).where(Letter.owner_id == owner_id, Letter.id == letter_id)
    return await session.scalar(query.options(joinedload(Letter.contact)))


async def to_contact(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[Letter]:
    """What was written to a contact, latest first."""
    query = select(Letter).where(Letter.owner_id == owner_id, Letter.contact_id == contact_id)
    return (await session.scalars(query.order_by(Letter.sent_on.desc(), Letter.id.desc()))).all()


async def between(session: AsyncSession, owner_id: int, first: date, last: date) -> Sequence[Letter]:
    """What was sent from one day to another, both included, earliest first."""
    query = select(Letter).where(Letter.owner_id == owner_id, Letter.sent_on >= first, Letter.sent_on <= last)
    return (await session.scalars(query.order_by(Letter.sent_on, Letter.id))).all()


async def waiting(session: AsyncSession, owner_id: int, contact_id: int | None = None) -> Sequence[Letter]:
    """Outreach without an answer yet, earliest first."""
    query = select(Letter).where(Letter.owner_id == owner_id, Letter.answer == Answer.WAITING)
    if contact_id is not None:
        query = query.where(Letter.contact_id == contact_id)
    return (await session.scalars(query.order_by(Letter.sent_on, Letter.id).options(joinedload(Letter.contact)))).all()


def thanks_for(owner_id: Any, contact_id: Any, conversation_id: Any, happened_on: Any) -> Exists:
    """Whether a thank-you was sent for a talk: it names the talk, or came on a later day.

    One of the same day that names another talk does not count: there may have been two.
    """
    same_day = and_(Letter.sent_on == happened_on, Letter.conversation_id.is_(None))
    return exists().where(
        Letter.owner_id == owner_id,
        Letter.contact_id == contact_id,
        Letter.kind == LetterKind.THANKS,
        or_(Letter.conversation_id == conversation_id, Letter.sent_on > happened_on, same_day),
    )


async def thanked_for(session: AsyncSession, owner_id: int, contact_id: int, conversation: Conversation) -> bool:
    """Whether a contact has been thanked for a talk, or for a later one."""
    found = thanks_for(owner_id, contact_id, conversation.id, conversation.happened_on)
    return bool(await session.scalar(select(found)))


async def last_thanks(session: AsyncSession, owner_id: int, contact_id: int) -> Letter | None:
    """The latest thank-you to a contact."""
    query = select(Letter).where(
        Letter.owner_id == owner_id, Letter.contact_id == contact_id, Letter.kind == LetterKind.THANKS
    )
    return await session.scalar(query.order_by(Letter.sent_on.desc(), Letter.id.desc()).limit(1))
