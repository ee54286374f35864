"""Questions about reminders. The row is the schedule: what is due is found by asking, never by remembering."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from storage.kinds import MeetingState, Outcome, ReminderKind
from storage.tables import Meeting, Nudge, Reminder, Update


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
    values = {"owner_id": owner_id, "kinds": kinds, "contact_id": contact_id}
    return (await session.scalars(_open(bool(kinds), contact_id is not None), values)).all()


@cache
def _open(of_kinds: bool, of_contact: bool) -> Select[Reminder]:
    """Built once for each shape: building a query takes longer than answering it."""
    query = select(Reminder).where(Reminder.owner_id == bindparam("owner_id"), Reminder.settled_at.is_(None))
    if of_kinds:
        query = query.where(Reminder.kind.in_(bindparam("kinds", expanding=True)))
    if of_contact:
        query = query.where(Reminder.contact_id == bindparam("contact_id"))
    return query.order_by(Reminder.due_at, Reminder.id).options(joinedload(Reminder.contact))


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


def put_off(reminder: Reminder, due_at: datetime, now: datetime) -> None:
    """It comes again at that moment, and only then; when it first fell due, and so the rhythm behind it, stays.

    What the owner asks to hear again later is still the same asking.
    """
    if reminder.nth > 1 and reminder.snoozed_at is None:
        reminder.nth -= 1
    reminder.due_at, reminder.snoozed_at, reminder.sent_at = due_at, now, None
    reminder.claimed_until = reminder.claimed_by = reminder.failed = None
    reminder.tries = 0


def end(reminder: Reminder, outcome: Outcome, now: datetime) -> None:
    """It needs nothing more."""
    reminder.settled_at, reminder.outcome = now, outcome


async def last_ended(session: AsyncSession, owner_id: int, kind: ReminderKind, *outcomes: Outcome) -> Reminder | None:
    """The one of this kind that ended last in one of these ways."""
    query = select(Reminder).where(Reminder.owner_id == owner_id, Reminder.kind == kind, Reminder.outcome.in_(outcomes))
    return await session.scalar(query.order_by(Reminder.settled_at.desc(), Reminder.id.desc()).limit(1))


async def about_meeting(session: AsyncSession, owner_id: int, meeting_id: int) -> Sequence[Reminder]:
    """What is not settled of a meeting's reminders."""
    query = select(Reminder).where(
        Reminder.owner_id == owner_id, Reminder.meeting_id == meeting_id, Reminder.settled_at.is_(None)
    )
    return (await session.scalars(query)).all()


async def said_of_meeting(session: AsyncSession, owner_id: int, meeting_id: int) -> Sequence[Reminder]:
    """A meeting's pings that were sent and ask for nothing, whose messages may still stand in the chat."""
    query = select(Reminder).where(
        Reminder.owner_id == owner_id,
        Reminder.meeting_id == meeting_id,
        Reminder.outcome == Outcome.DONE,
        Reminder.message_id.is_not(None),
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
    nudge = await find_nudge(session, owner_id, message_id)
    return () if nudge is None else await with_ids(session, owner_id, nudge.reminder_ids)


async def find_nudge(session: AsyncSession, owner_id: int, message_id: int) -> Nudge | None:
    """The ping that this message of the bot's is."""
    query = select(Nudge).where(Nudge.owner_id == owner_id, Nudge.message_id == message_id)
    return await session.scalar(query.order_by(Nudge.id.desc()).limit(1))


async def last_nudge(session: AsyncSession, owner_id: int) -> Nudge | None:
    """The newest ping."""
    query = select(Nudge).where(Nudge.owner_id == owner_id, Nudge.withdrawn_at.is_(None))
    return await session.scalar(query.order_by(Nudge.id.desc()).limit(1))


async def with_ids(session: AsyncSession, owner_id: int, ids: Sequence[int]) -> Sequence[Reminder]:
    """These reminders of the owner's, as far as they are still there, in the order asked for."""
    query = select(Reminder).where(Reminder.owner_id == owner_id, Reminder.id.in_(ids))
    found = {each.id: each for each in (await session.scalars(query.options(joinedload(Reminder.contact)))).all()}
    return [found[each] for each in ids if each in found]


async def updates_since(session: AsyncSession, owner_id: int, moment: datetime) -> int:
    """How many times the owner has written or pressed something from a moment on."""
    query = select(func.count()).where(Update.owner_id == owner_id, Update.received_at >= moment)
    return await session.scalar(query) or 0
