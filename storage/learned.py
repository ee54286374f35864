"""Questions about what was learned: answers under questions, and what people let slip."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.kinds import About
from storage.tables import Learned


async def add(session: AsyncSession, owner_id: int, contact_id: int, text: str, now: datetime, **about: Any) -> Learned:
    """What a contact said, with the question or the subject it belongs to (columns of Learned)."""
    learned = Learned(owner_id=owner_id, contact_id=contact_id, text=text, made_at=now, **about)
    session.add(learned)
    await session.flush()
    return learned


async def find(session: AsyncSession, owner_id: int, learned_id: int) -> Learned | None:
    """One answer this owner got, with who gave it."""
    query = select(Learned).where(Learned.owner_id == owner_id, Learned.id == learned_id)
    return await session.scalar(query.options(joinedload(Learned.contact)))


async def everything(
    session: AsyncSession, owner_id: int, *, contact_id: int | None = None, about: About | None = None
) -> Sequence[Learned]:
    """All answers, earliest first, with who gave them; of one contact, or on one subject, if given."""
    query = select(Learned).where(Learned.owner_id == owner_id)
    if contact_id is not None:
        query = query.where(Learned.contact_id == contact_id)
    if about is not None:
        query = query.where(Learned.about == about)
    return (await session.scalars(query.order_by(Learned.id).options(joinedload(Learned.contact)))).all()


async def since(session: AsyncSession, owner_id: int, contact_id: int, moment: datetime) -> Sequence[Learned]:
    """What a contact has answered from a moment on, earliest first."""
    query = select(Learned).where(
        Learned.owner_id == owner_id, Learned.contact_id == contact_id, Learned.made_at >= moment
    )
    return (await session.scalars(query.order_by(Learned.id))).all()
