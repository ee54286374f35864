"""Questions about the owner's own news, which the updates to contacts are made of."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.kinds import Rhythm, Status
from storage.tables import Contact, News


async def add(session: AsyncSession, owner_id: int, text: str, happened_on: date, now: datetime) -> News:
    """A line of the owner's progress."""
    news = News(owner_id=owner_id, text=text, happened_on=happened_on, made_at=now)
    session.add(news)
    await session.flush()
    return news


async def find(session: AsyncSession, owner_id: int, news_id: int) -> News | None:
    """One line of this owner's."""
    return await session.scalar(select(News).where(News.owner_id == owner_id, News.id == news_id))


async def latest(session: AsyncSession, owner_id: int, *, limit: int = 10, offset: int = 0) -> Sequence[News]:
    """The owner's news, the latest first."""
    query = select(News).where(News.owner_id == owner_id).order_by(News.happened_on.desc(), News.id.desc())
    return (await session.scalars(query.limit(limit).offset(offset))).all()


async def after(session: AsyncSession, owner_id: int, day: date, moment: datetime | None = None) -> Sequence[News]:
    """What happened after a day, earliest first; with `moment`, also what was noted after it on that very day."""
    newer = News.happened_on > day
    if moment is not None:
        newer = newer | ((News.happened_on == day) & (News.made_at > moment))
    query = select(News).where(News.owner_id == owner_id, newer)
    return (await session.scalars(query.order_by(News.happened_on, News.id))).all()


async def hearers(session: AsyncSession, owner_id: int) -> Sequence[Contact]:
    """Who hears from the owner now and then, those who have waited longest first."""
    query = select(Contact).where(
        Contact.owner_id == owner_id,
        Contact.archived_at.is_(None),
        Contact.heard_on.is_not(None),
        Contact.rhythm != Rhythm.NEVER,
        Contact.status.not_in((Status.PAUSED, Status.DECLINED)),
    )
    return (await session.scalars(query.order_by(Contact.heard_on, Contact.id))).all()
