"""Questions about resumes: the versions, which went to whom, and what contacts advised about it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.tables import Advice, Resume, ResumeGiven


async def add(
    session: AsyncSession,
    owner_id: int,
    file_id: str,
    name: str,
    now: datetime,
    *,
    label: str | None = None,
    size: int | None = None,
) -> Resume:
    """A version of the resume, as Telegram keeps the file; `size` in bytes."""
    resume = Resume(owner_id=owner_id, file_id=file_id, name=name, label=label, size=size, saved_at=now)
    session.add(resume)
    await session.flush()
    return resume


async def find(session: AsyncSession, owner_id: int, resume_id: int) -> Resume | None:
    """One version of this owner's."""
    return await session.scalar(select(Resume).where(Resume.owner_id == owner_id, Resume.id == resume_id))


async def versions(session: AsyncSession, owner_id: int) -> Sequence[Resume]:
    """All versions, the newest first."""
    query = select(Resume).where(Resume.owner_id == owner_id).order_by(Resume.saved_at.desc(), Resume.id.desc())
    return (await session.scalars(query)).all()


async def latest(session: AsyncSession, owner_id: int) -> Resume | None:
    """The version that is sent when somebody asks."""
    return next(iter(await versions(session, owner_id)), None)


# Who got which


async def add_given(session: AsyncSession, owner_id: int, resume_id: int, contact_id: int, on: date) -> ResumeGiven:
    """A contact got this version on that day; marked twice on one day it stays one."""
    held = await session.scalar(
        select(ResumeGiven).where(
            ResumeGiven.owner_id == owner_id,
            ResumeGiven.resume_id == resume_id,
            ResumeGiven.contact_id == contact_id,
            ResumeGiven.given_on == on,
        )
    )
    if held:
        return held
    given = ResumeGiven(owner_id=owner_id, resume_id=resume_id, contact_id=contact_id, given_on=on)
    session.add(given)
    await session.flush()
    return given


async def find_given(session: AsyncSession, owner_id: int, given_id: int) -> ResumeGiven | None:
    """One handing over, with its contact and its version."""
    query = select(ResumeGiven).where(ResumeGiven.owner_id == owner_id, ResumeGiven.id == given_id)
    return await session.scalar(query.options(joinedload(ResumeGiven.contact), joinedload(ResumeGiven.resume)))


async def given_to(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[ResumeGiven]:
    """Which versions a contact got and when, the latest first, with the versions."""
    query = select(ResumeGiven).where(ResumeGiven.owner_id == owner_id, ResumeGiven.contact_id == contact_id)
    query = query.order_by(ResumeGiven.given_on.desc(), ResumeGiven.id.desc()).options(joinedload(ResumeGiven.resume))
    return (await session.scalars(query)).all()


async def receivers(session: AsyncSession, owner_id: int, resume_id: int) -> Sequence[ResumeGiven]:
    """Who got a version and when, the latest first, with the people."""
    query = select(ResumeGiven).where(ResumeGiven.owner_id == owner_id, ResumeGiven.resume_id == resume_id)
    query = query.order_by(ResumeGiven.given_on.desc(), ResumeGiven.id.desc()).options(joinedload(ResumeGiven.contact))
    return (await session.scalars(query)).all()


async def given_counts(session: AsyncSession, owner_id: int) -> dict[int, int]:
    """How many times each version was handed over, by its id."""
    query = (
        select(ResumeGiven.resume_id, func.count(ResumeGiven.id).label("times"))
        .where(ResumeGiven.owner_id == owner_id)
        .group_by(ResumeGiven.resume_id)
    )
    return {row.resume_id: row.times for row in (await session.execute(query)).all()}


# What they advised


async def advice_about_it(session: AsyncSession, owner_id: int) -> Sequence[Advice]:
    """What contacts advised about the resume, the latest first, with the contacts."""
    query = select(Advice).where(Advice.owner_id == owner_id, Advice.about_resume.is_(True))
    return (await session.scalars(query.order_by(Advice.id.desc()).options(joinedload(Advice.contact)))).all()


async def recent_advice(session: AsyncSession, owner_id: int, limit: int = 10) -> Sequence[Advice]:
    """The latest advice on whatever subject, with the contacts."""
    query = select(Advice).where(Advice.owner_id == owner_id).order_by(Advice.id.desc()).limit(limit)
    return (await session.scalars(query.options(joinedload(Advice.contact)))).all()
