"""The timer's questions. It serves all owners, so these take no owner: what is due, who is sending it, what came of it.

A claim belongs to one process and lapses by itself. While a process holds one on any of an owner's reminders, no other
process takes more of that owner's: bundles, the daily cap and one message a second hold across processes too.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, joinedload

from storage.kinds import ReminderKind
from storage.tables import Nudge, Owner, Reminder, Update

# Databases take some ten thousand values in one query.
IN_ONE_QUERY = 5000
CLAIM_FOR = timedelta(minutes=1)
# A claim or pause that reaches further ahead was made by a clock that has been set back since: it does not count.
LONGEST_CLAIM = timedelta(hours=1)


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(
        Reminder.settled_at.is_(None), Reminder.sent_at.is_(None), Reminder.failed.is_(None), Reminder.due_at <= now
    )


def _free(now: datetime) -> ColumnElement[bool]:
    until = Reminder.claimed_until
    return or_(until.is_(None), until <= now, until > now + LONGEST_CLAIM)


async def claim(session: AsyncSession, by: str, now: datetime, owners: int) -> Sequence[Reminder]:
    """Take all that is due of the owners who have waited longest, for a minute.

    The owner's row is locked while their reminders are taken; on PostgreSQL an owner whom another replica is looking at
    is passed over, on SQLite there is one writer anyway.
    """
    waiting = (
        select(Reminder.owner_id, func.min(Reminder.due_at).label("first"))
        .where(_due(now), _free(now))
        .group_by(Reminder.owner_id)
        .subquery()
    )
    query = (
        select(Owner.id)
        .join(waiting, waiting.c.owner_id == Owner.id)
        .where(Owner.blocked_at.is_(None), ~_being_served(Owner.id, now))
        .order_by(waiting.c.first, Owner.id)
        .limit(owners)
        .with_for_update(of=Owner, key_share=True, skip_locked=True)
    )
    held = (await session.scalars(query)).all()
    if not held:
        return ()
    # Asked again behind the lock: another replica may have claimed and committed before it was ours.
    ready = (
        Reminder.owner_id.in_(held),
        _due(now),
        _free(now),
        ~_being_served(Reminder.owner_id, now),
    )
    ids = (await session.scalars(select(Reminder.id).where(*ready))).all()
    if not ids:
        return ()
    await session.execute(
        update(Reminder).where(Reminder.id.in_(ids)).values(claimed_until=now + CLAIM_FOR, claimed_by=by)
    )
    rows = select(Reminder).where(Reminder.id.in_(ids)).order_by(Reminder.owner_id, Reminder.due_at, Reminder.id)
    return (await session.scalars(rows.options(joinedload(Reminder.contact)))).all()


def _being_served(owner_id: ColumnElement[int] | object, now: datetime) -> ColumnElement[bool]:
    other = aliased(Reminder)
    return exists().where(
        other.owner_id == owner_id,
        other.settled_at.is_(None),
        other.claimed_by.is_not(None),
        other.claimed_until > now,
        other.claimed_until <= now + LONGEST_CLAIM,
    )


async def anything_due(session: AsyncSession, now: datetime) -> bool:
    """Whether the timer has something to do."""
    query = select(exists().where(_due(now), _free(now), Owner.id == Reminder.owner_id, Owner.blocked_at.is_(None)))
    return bool(await session.scalar(query))


async def still_ours(session: AsyncSession, by: str, ids: Collection[int], now: datetime) -> bool:
    """Whether all of these are still claimed by us and open, asked right before sending; the claim begins anew."""
    mine = (
        Reminder.id.in_(ids),
        Reminder.claimed_by == by,
        Reminder.settled_at.is_(None),
        Reminder.sent_at.is_(None),
    )
    held = await session.scalars(
        update(Reminder).where(*mine).values(claimed_until=now + CLAIM_FOR).returning(Reminder.id)
    )
    return len(held.all()) == len(ids)


async def release(session: AsyncSession, by: str, ids: Collection[int], until: datetime | None = None) -> None:
    """Let go of what we claimed; with `until`, nobody takes it before."""
    mine = (Reminder.id.in_(ids), Reminder.claimed_by == by)
    await session.execute(update(Reminder).where(*mine).values(claimed_until=until, claimed_by=None))


async def hold(session: AsyncSession, by: str, ids: Collection[int], until: datetime) -> None:
    """What exceeds the day's cap comes up again then; when it first fell due stays."""
    mine = (Reminder.id.in_(ids), Reminder.claimed_by == by, Reminder.settled_at.is_(None))
    await session.execute(update(Reminder).where(*mine).values(due_at=until, claimed_until=None, claimed_by=None))


async def bring_back(session: AsyncSession, now: datetime, furthest: timedelta) -> int:
    """After the clock was set back: what a day's cap or a quiet hour moved into a future that is gone is due again.

    `furthest` is the longest that either of them can move anything. How many there were.
    """
    stranded = (
        Reminder.settled_at.is_(None),
        Reminder.sent_at.is_(None),
        Reminder.snoozed_at.is_(None),
        Reminder.first_due_at <= now,
        Reminder.due_at > now + furthest,
        # An update that was brought up already waits for its next turn, months ahead.
        or_(Reminder.kind != ReminderKind.UPDATE, Reminder.nth == 1),
    )
    count = await session.scalar(select(func.count()).select_from(Reminder).where(*stranded)) or 0
    if count:
        await session.execute(update(Reminder).where(*stranded).values(due_at=now))
    return count


async def was_ahead(session: AsyncSession, now: datetime, by: timedelta) -> bool:
    """Whether something is recorded as sent later than now: the clock was ahead, and has been set back since."""
    return bool(await session.scalar(select(exists().where(Nudge.sent_at > now + by))))


class Seen(NamedTuple):
    """An update of somebody's that has been worked on."""

    id: int
    owner_id: int
    is_done: bool


async def updates_after(session: AsyncSession, number: int) -> Sequence[Seen]:
    """The updates that came in behind this one: whoever they are from may have answered a ping."""
    query = select(Update.id, Update.owner_id, Update.done_at).where(Update.id > number).order_by(Update.id)
    return [Seen(row.id, row.owner_id, row.done_at is not None) for row in (await session.execute(query)).all()]


async def with_standing(session: AsyncSession, owner_ids: Collection[int], since: datetime) -> set[int]:
    """Those of these owners who have ping messages since a moment that have not been withdrawn."""
    asked, found = sorted(owner_ids), set[int]()
    for start in range(0, len(asked), IN_ONE_QUERY):
        some = Nudge.owner_id.in_(asked[start : start + IN_ONE_QUERY])
        query = select(Nudge.owner_id).where(some, Nudge.sent_at >= since, Nudge.withdrawn_at.is_(None))
        found |= set(await session.scalars(query.distinct()))
    return found


async def standing(session: AsyncSession, owner_id: int, since: datetime) -> Sequence[Nudge]:
    """An owner's ping messages since a moment that have not been withdrawn, the oldest first."""
    query = select(Nudge).where(Nudge.owner_id == owner_id, Nudge.sent_at >= since, Nudge.withdrawn_at.is_(None))
    return (await session.scalars(query.order_by(Nudge.id))).all()
