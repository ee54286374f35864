"""Questions about circles: how many people an owner has thought of in each, and who they are."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.kinds import Circle
from storage.tables import Contact


async def counts(session: AsyncSession, owner_id: int) -> dict[Circle, int]:
    """How many people stand in each circle, without the archived; empty circles are left out."""
    query = (
        select(Contact.circle, func.count(Contact.id))
        .where(Contact.owner_id == owner_id, Contact.archived_at.is_(None), Contact.circle.is_not(None))
        .group_by(Contact.circle)
    )
    return {circle: number for circle, number in (await session.execute(query)).all() if circle}


async def members(
    session: AsyncSession, owner_id: int, circle: Circle, *, limit: int = 100, offset: int = 0
) -> Sequence[Contact]:
    """Who stands in a circle, those added last first, without the archived."""
    query = select(Contact).where(Contact.owner_id == owner_id, Contact.archived_at.is_(None), Contact.circle == circle)
    return (await session.scalars(query.order_by(Contact.id.desc()).limit(limit).offset(offset))).all()
