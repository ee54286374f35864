"""What the owner decides about an update, written in the caller's transaction."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.progress import drafting, rules
from bot.reminders import later, planning
from bot.reminders.hours import Hours, local_day
from storage import conversations, letters, reminders
from storage.kinds import LetterKind, Outcome, ReminderKind, Rhythm, Status
from storage.tables import Contact, Owner, Reminder


async def sent(
    session: AsyncSession, owner: Owner, hours: Hours, contact: Contact, text: str, now: datetime
) -> Reminder | None:
    """They have heard: the advice that the update speaks of is told, their clock starts anew. The next update."""
    matter = await drafting.gather(session, owner, contact, now)
    for told in rules.to_tell(matter.used):
        if advice := await conversations.find_advice(session, owner.id, told.id):
            advice.told_at = now
    today = local_day(now, hours.zone)
    await letters.add(session, owner.id, contact.id, LetterKind.UPDATE, today, now, text=text)
    contact.status = rules.status_after_update(contact.status)
    contact.heard_on = max(contact.heard_on or today, today)
    await reminders.settle(session, owner.id, Outcome.DONE, now, ReminderKind.UPDATE, contact_id=contact.id)
    return await planning.plan_update(session, hours, contact, now)


async def put_off(session: AsyncSession, contact: Contact, due_at: datetime, now: datetime) -> None:
    """It comes again at that moment; the rhythm behind it stays."""
    reminder = await _reminder(session, contact, due_at, now)
    reminders.put_off(reminder, due_at, now)
    await session.flush()


async def keep_words(
    session: AsyncSession, hours: Hours, contact: Contact, words: str | None, now: datetime
) -> Reminder:
    """The owner's own wording takes the draft's place; None goes back to the draft.

    Where no update was planned, one is now: the words would have nowhere to wait.
    """
    reminder = await _reminder(session, contact, later.later_at(later.Later.TOMORROW, now, hours), now)
    reminder.draft = words
    await session.flush()
    return reminder


async def pause(session: AsyncSession, contact: Contact, now: datetime) -> None:
    """No more updates until the two talk again."""
    contact.status = Status.PAUSED
    await reminders.settle(session, contact.owner_id, Outcome.SKIPPED, now, ReminderKind.UPDATE, contact_id=contact.id)


async def set_rhythm(
    session: AsyncSession, hours: Hours, contact: Contact, rhythm: Rhythm, now: datetime
) -> Reminder | None:
    """How often they hear from now on, counted from when they last heard. The next update."""
    contact.rhythm = rhythm
    if contact.status is Status.PAUSED:
        contact.status = Status.IN_TOUCH
    return await planning.plan_update(session, hours, contact, now)


async def _reminder(session: AsyncSession, contact: Contact, due_at: datetime, now: datetime) -> Reminder:
    waiting = await reminders.open_for(session, contact.owner_id, ReminderKind.UPDATE, contact_id=contact.id)
    if waiting:
        return waiting[0]
    return await reminders.add(session, contact.owner_id, ReminderKind.UPDATE, due_at, now, contact_id=contact.id)
