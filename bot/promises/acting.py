"""What the owner decides about a promise, with its reminder, written in the caller's transaction."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders import planning
from bot.reminders.hours import Hours
from storage import conversations, history, reminders
from storage.kinds import Outcome, Side
from storage.tables import Promise, Reminder


async def add(
    session: AsyncSession,
    owner_id: int,
    hours: Hours,
    side: Side,
    text: str,
    due_on: date | None,
    contact_id: int | None,
    now: datetime,
) -> tuple[Promise, Reminder | None]:
    """A promise and the reminder that it needs."""
    promise = await conversations.add_promise(session, owner_id, side, text, now, contact_id=contact_id, due_on=due_on)
    return promise, await plan(session, hours, promise, now)


async def plan(session: AsyncSession, hours: Hours, promise: Promise, now: datetime) -> Reminder | None:
    """Its reminder anew: on the day for one's own, the day or a week on for theirs; the one before makes way."""
    await settle(session, promise, Outcome.ANSWERED, now)
    if promise.side is Side.MINE:
        return await planning.plan_follow_up(session, hours, promise, now)
    return await planning.plan_they_promised(session, hours, promise, now)


async def done(session: AsyncSession, promise: Promise, now: datetime) -> None:
    """It was kept, and needs no more reminding."""
    promise.done_at = now
    await settle(session, promise, Outcome.DONE, now)


async def drop(session: AsyncSession, promise: Promise) -> None:
    """It is let go, with its reminders."""
    await history.delete_with_dependents(session, promise)


async def settle(session: AsyncSession, promise: Promise, outcome: Outcome, now: datetime) -> None:
    """End what is open of its reminders."""
    for reminder in await reminders.about_promise(session, promise.owner_id, promise.id):
        reminders.end(reminder, outcome, now)
    await session.flush()
