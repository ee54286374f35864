"""Questions about the card for during a talk."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.tables import Call, Owner


async def add(
    session: AsyncSession,
    owner_id: int,
    contact_id: int,
    length: timedelta,
    now: datetime,
    *,
    meeting_id: int | None = None,
) -> Call:
    """A talk that begins now and was asked to take so long."""
    call = Call(owner_id=owner_id, contact_id=contact_id, meeting_id=meeting_id, length=length, started_at=now)
    session.add(call)
    await session.flush()
    return call


async def find(session: AsyncSession, owner_id: int, call_id: int) -> Call | None:
    """One talk of this owner's, with whom it is."""
    query = select(Call).where(Call.owner_id == owner_id, Call.id == call_id).options(joinedload(Call.contact))
    return await session.scalar(query)


async def open_with(session: AsyncSession, owner_id: int, contact_id: int) -> Call | None:
    """The talk with a contact that is going on."""
    query = select(Call).where(Call.owner_id == owner_id, Call.contact_id == contact_id, Call.ended_at.is_(None))
    return await session.scalar(query.order_by(Call.id.desc()).limit(1).options(joinedload(Call.contact)))


async def running(session: AsyncSession) -> Sequence[Call]:
    """Every card that is being kept up to date; for the timer, which serves all owners who have not blocked the bot."""
    query = (
        select(Call)
        .join(Owner, Owner.id == Call.owner_id)
        .where(Call.ended_at.is_(None), Call.message_id.is_not(None), Owner.blocked_at.is_(None))
        .order_by(Call.id)
        .options(joinedload(Call.contact))
    )
    return (await session.scalars(query)).all()
