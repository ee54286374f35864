"""What the owner decides about a thank-you, written in the caller's transaction."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders import planning
from bot.reminders.hours import Hours, local_day
from bot.thanks import drafting, rules
from bot.thanks.drafting import Matter
from storage import letters, reminders
from storage.kinds import LetterKind, Outcome, ReminderKind
from storage.tables import Owner, Reminder


async def again(session: AsyncSession, owner_id: int, matter: Matter) -> Matter | None:
    """The same matter, as rows of this session."""
    if matter.reminder:
        return await drafting.by_reminder(session, owner_id, matter.reminder.id)
    return await drafting.by_talk(session, owner_id, matter.contact.id, matter.conversation.id)


async def sent(session: AsyncSession, matter: Matter, hours: Hours, text: str, now: datetime) -> Reminder | None:
    """They were thanked today: their clock starts anew, and their thank-you reminders are done. The update to come."""
    contact, talk = matter.contact, matter.conversation
    today = local_day(now, hours.zone)
    await letters.add(
        session,
        contact.owner_id,
        contact.id,
        LetterKind.THANKS,
        today,
        now,
        conversation_id=talk.id,
        channel=talk.channel,
        text=text,
    )
    contact.status = rules.status_after_thanks(contact.status)
    contact.heard_on = max(contact.heard_on or today, today)
    await reminders.settle(session, contact.owner_id, Outcome.DONE, now, ReminderKind.THANK_YOU, contact_id=contact.id)
    return await planning.plan_update(session, hours, contact, now)


async def put_off(
    session: AsyncSession, owner: Owner, hours: Hours, matter: Matter, due_at: datetime, now: datetime
) -> None:
    """It comes again at that moment, and only then."""
    reminder = await _reminder(session, owner, hours, matter, now)
    reminders.put_off(reminder, due_at, now)
    await session.flush()


async def keep_words(
    session: AsyncSession, owner: Owner, hours: Hours, matter: Matter, words: str | None, now: datetime
) -> Reminder:
    """The owner's own wording takes the draft's place; None goes back to the draft."""
    reminder = await _reminder(session, owner, hours, matter, now)
    reminder.draft = words
    await session.flush()
    return reminder


async def skip(session: AsyncSession, owner: Owner, hours: Hours, matter: Matter, now: datetime) -> None:
    """No thank-you this time."""
    await _reminder(session, owner, hours, matter, now)
    await reminders.settle(
        session, owner.id, Outcome.SKIPPED, now, ReminderKind.THANK_YOU, contact_id=matter.contact.id
    )


async def _reminder(session: AsyncSession, owner: Owner, hours: Hours, matter: Matter, now: datetime) -> Reminder:
    """The open reminder; a new one where a thank-you was asked for that none was waiting for."""
    if matter.reminder and matter.reminder.settled_at is None:
        return matter.reminder
    return await planning.plan_thank_you(session, owner, hours, matter.conversation, matter.contact, now)
