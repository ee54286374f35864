"""Reminders with what they are about, ready to be named in a line."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders.views import Listed
from storage import conversations
from storage.tables import Promise, Reminder


async def listed(session: AsyncSession, reminder: Reminder) -> Listed:
    """One reminder with its promise."""
    if reminder.promise_id is None:
        return Listed(reminder, None)
    return Listed(reminder, await conversations.find_promise(session, reminder.owner_id, reminder.promise_id))


async def all_listed(
    session: AsyncSession, owner_id: int, found: Sequence[Reminder]
) -> tuple[list[Listed], list[Promise]]:
    """Reminders with their promises; and the promises without a day that no reminder speaks of."""
    promises = await conversations.open_promises(session, owner_id)
    by_id = {promise.id: promise for promise in promises}
    spoken_of = {each.promise_id for each in found}
    undated = [promise for promise in promises if promise.due_on is None and promise.id not in spoken_of]
    return [Listed(each, by_id.get(each.promise_id or 0)) for each in found], undated
