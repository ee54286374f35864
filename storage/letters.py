"""Questions about what the owner wrote to contacts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.kinds import Answer, LetterKind
from storage.tables import Letter


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


async def waiting(session: AsyncSession, owner_id: int, contact_id: int | None = None) -> Sequence[Letter]:
    """Outreach without an answer yet, earliest first."""
    query = select(Letter).where(Letter.owner_id == owner_id, Letter.answer == Answer.WAITING)
    if contact_id is not None:
        query = query.where(Letter.contact_id == contact_id)
    return (await session.scalars(query.order_by(Letter.sent_on, Letter.id).options(joinedload(Letter.contact)))).all()
