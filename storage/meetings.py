"""Questions about agreed meetings."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from storage.kinds import MeetingState
from storage.tables import Contact, Meeting, MeetingPerson

# How long a meeting may take at most, and how long it is taken to be where nothing was said.
LONGEST = timedelta(hours=12)
USUAL_LENGTH = timedelta(minutes=30)


async def add(session: AsyncSession, owner_id: int, people: Sequence[Contact], now: datetime, **agreed: Any) -> Meeting:
    """A meeting with these people, with what is agreed (columns of Meeting)."""
    meeting = Meeting(owner_id=owner_id, made_at=now, **agreed)
    session.add(meeting)
    await session.flush()
    await set_people(session, owner_id, meeting.id, [contact.id for contact in people])
    return meeting


async def set_people(session: AsyncSession, owner_id: int, meeting_id: int, contact_ids: Sequence[int]) -> None:
    """Make exactly these contacts the meeting's people."""
    query = select(MeetingPerson).where(MeetingPerson.owner_id == owner_id, MeetingPerson.meeting_id == meeting_id)
    held = {each.contact_id: each for each in (await session.scalars(query)).all()}
    for contact_id, part in held.items():
        if contact_id not in contact_ids:
            await session.delete(part)
    for contact_id in dict.fromkeys(contact_ids):
        if contact_id not in held:
            session.add(MeetingPerson(owner_id=owner_id, meeting_id=meeting_id, contact_id=contact_id))
    await session.flush()


async def find(session: AsyncSession, owner_id: int, meeting_id: int) -> Meeting | None:
    """One meeting of this owner's, with its people."""
    query = select(Meeting).where(Meeting.owner_id == owner_id, Meeting.id == meeting_id)
    return await session.scalar(query.options(selectinload(Meeting.people)))


async def planned(session: AsyncSession, owner_id: int, contact_id: int | None = None) -> Sequence[Meeting]:
    """Meetings still to come about, the soonest first; with one contact if given."""
    query = select(Meeting).where(Meeting.owner_id == owner_id, Meeting.state == MeetingState.PLANNED)
    if contact_id is not None:
        part = select(MeetingPerson.meeting_id).where(
            MeetingPerson.owner_id == owner_id, MeetingPerson.contact_id == contact_id
        )
        query = query.where(Meeting.id.in_(part))
    query = query.order_by(Meeting.day.is_(None), Meeting.day, Meeting.starts_at, Meeting.id)
    return (await session.scalars(query.options(selectinload(Meeting.people)))).all()


async def overlapping(session: AsyncSession, owner_id: int, start: datetime, end: datetime) -> Sequence[Meeting]:
    """Planned meetings that take up some of the time between two moments, the earliest first."""
    query = select(Meeting).where(
        Meeting.owner_id == owner_id,
        Meeting.state == MeetingState.PLANNED,
        Meeting.starts_at > start - LONGEST,
        Meeting.starts_at < end,
    )
    query = query.order_by(Meeting.starts_at).options(selectinload(Meeting.people))
    found = (await session.scalars(query)).all()
    return [each for each in found if each.starts_at and each.starts_at + (each.length or USUAL_LENGTH) > start]
