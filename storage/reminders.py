"""Questions about reminders. The row is the schedule: what is due is found by asking, never by remembering."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.kinds import MeetingState, Outcome, ReminderKind
from storage.tables import Meeting, Nudge, Owner, Reminder

CLAIM_FOR = timedelta(minutes=1)


async def add(
    session: AsyncSession, owner_id: int, kind: ReminderKind, due_at: datetime, now: datetime, **about: Any
) -> Reminder:
    """A nudge to come, about a contact, a conversation, a meeting, … (columns of Reminder)."""
    reminder = Reminder(owner_id=owner_id, kind=kind, due_at=due_at, first_due_at=due_at, made_at=now, **about)
    session.add(reminder)
    await session.flush()
    return reminder


async def find(session: AsyncSession, owner_id: int, reminder_id: int) -> Reminder | None:
    """One reminder of this owner's, with its contact."""
    query = select(Reminder).where(Reminder.owner_id == owner_id, Reminder.id == reminder_id)
    return await session.scalar(query.options(joinedload(Reminder.contact)))


async def open_for(
    session: AsyncSession, owner_id: int, *kinds: ReminderKind, contact_id: int | None = None
) -> Sequence[Reminder]:
    """What is not settled, the soonest first; of these kinds or about one contact if given."""
    query = select(Reminder).where(Reminder.owner_id == owner_id, Reminder.settled_at.is_(None))
    if kinds:
        query = query.where(Reminder.kind.in_(kinds))
    if contact_id is not None:
        query = query.where(Reminder.contact_id == contact_id)
    query = query.order_by(Reminder.due_at, Reminder.id).options(joinedload(Reminder.contact))
    return (await session.scalars(query)).all()


async def settle(
    session: AsyncSession,
    owner_id: int,
    outcome: Outcome,
    now: datetime,
    *kinds: ReminderKind,
    contact_id: int | None = None,
) -> Sequence[Reminder]:
    """End what is open of these kinds about a contact; what was ended, so that it can be withdrawn from the chat."""
    ended = await open_for(session, owner_id, *kinds, contact_id=contact_id)
    for reminder in ended:
        reminder.settled_at, reminder.outcome = now, outcome
    await session.flush()
    return ended


async def claim(session: AsyncSession, by: str, now: datetime, limit: int) -> Sequence[Reminder]:
    """Take what is due and nobody else is sending, for a minute; for the timer, which serves all owners.

    Each owner's earliest comes before anybody's second, so that one with a thousand due does not hold up the others.
    On PostgreSQL rows another replica is taking are passed over; on SQLite there is one writer anyway.
    """
    due = (
        select(
            Reminder.id,
            Reminder.due_at,
            func.row_number()
            .over(partition_by=Reminder.owner_id, order_by=(Reminder.due_at, Reminder.id))
            .label("turn"),
        )
        .join(Owner, Owner.id == Reminder.owner_id)
        .where(
            Reminder.settled_at.is_(None),
            Reminder.sent_at.is_(None),
            Reminder.failed.is_(None),
            Reminder.due_at <= now,
            or_(Reminder.claimed_until.is_(None), Reminder.claimed_until <= now),
            Owner.blocked_at.is_(None),
        )
        .subquery()
    )
    first = select(due.c.id).order_by(due.c.turn, due.c.due_at, due.c.id).limit(limit)
    ready = select(Reminder.id).where(Reminder.id.in_(first)).with_for_update(skip_locked=True)
    ids = (await session.scalars(ready)).all()
    if not ids:
        return ()
    await session.execute(
        update(Reminder).where(Reminder.id.in_(ids)).values(claimed_until=now + CLAIM_FOR, claimed_by=by)
    )
    query = select(Reminder).where(Reminder.id.in_(ids)).order_by(Reminder.owner_id, Reminder.due_at, Reminder.id)
    return (await session.scalars(query.options(joinedload(Reminder.contact)))).all()


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the timer has something to do next."""
    query = select(Reminder.due_at).where(Reminder.settled_at.is_(None), Reminder.sent_at.is_(None))
    return await session.scalar(query.order_by(Reminder.due_at).limit(1))


async def about_meeting(session: AsyncSession, owner_id: int, meeting_id: int) -> Sequence[Reminder]:
    """What is not settled of a meeting's reminders."""
    query = select(Reminder).where(
        Reminder.owner_id == owner_id, Reminder.meeting_id == meeting_id, Reminder.settled_at.is_(None)
    )
    return (await session.scalars(query)).all()


async def about_referral(session: AsyncSession, owner_id: int, referral_id: int) -> Sequence[Reminder]:
    """What is not settled of a referral's reminders."""
    query = select(Reminder).where(
        Reminder.owner_id == owner_id, Reminder.referral_id == referral_id, Reminder.settled_at.is_(None)
    )
    return (await session.scalars(query)).all()


async def about_promise(session: AsyncSession, owner_id: int, promise_id: int) -> Sequence[Reminder]:
    """What is not settled of a promise's reminders."""
    query = select(Reminder).where(
        Reminder.owner_id == owner_id, Reminder.promise_id == promise_id, Reminder.settled_at.is_(None)
    )
    return (await session.scalars(query)).all()


async def starts_of_meetings(session: AsyncSession, owner_id: int) -> dict[int, datetime]:
    """When the owner's planned meetings begin, by meeting."""
    query = select(Meeting.id, Meeting.starts_at).where(
        Meeting.owner_id == owner_id, Meeting.state == MeetingState.PLANNED, Meeting.starts_at.is_not(None)
    )
    return {row.id: row.starts_at for row in (await session.execute(query)).all() if row.starts_at}


# What reached the owner


async def sent_between(session: AsyncSession, owner_id: int, start: datetime, end: datetime) -> int:
    """How many messages that count towards the daily cap were sent from one moment to another."""
    query = select(func.count()).where(
        Nudge.owner_id == owner_id, Nudge.sent_at >= start, Nudge.sent_at < end, Nudge.above_cap.is_(False)
    )
    return await session.scalar(query) or 0


async def reminders_in(session: AsyncSession, owner_id: int, message_id: int) -> Sequence[Reminder]:
    """The reminders that a message carried."""
    nudge = await session.scalar(
        select(Nudge)
        .where(Nudge.owner_id == owner_id, Nudge.message_id == message_id)
        .order_by(Nudge.id.desc())
        .limit(1)
    )
    if nudge is None:
        return ()
    query = select(Reminder).where(Reminder.owner_id == owner_id, Reminder.id.in_(nudge.reminder_ids))
    return (await session.scalars(query.options(joinedload(Reminder.contact)))).all()


async def answered_in_chat(session: AsyncSession, since: datetime, limit: int = 50) -> Sequence[Reminder]:
    """Reminders that newer facts have answered while their message stands in the chat; for the timer."""
    query = select(Reminder).where(
        Reminder.outcome == Outcome.ANSWERED, Reminder.settled_at >= since, Reminder.message_id.is_not(None)
    )
    return (await session.scalars(query.order_by(Reminder.id).limit(limit))).all()
