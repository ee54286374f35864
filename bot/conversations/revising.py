"""Correcting a talk that is kept: another day, other people, or none of it. In the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import recording
from bot.reminders import planning, rules
from bot.reminders.hours import Hours
from storage import contacts, conversations, history, letters, reminders
from storage.kinds import Outcome, ReminderKind, Status
from storage.tables import Contact, Conversation, Owner, Referral, Reminder


async def change_day(
    session: AsyncSession,
    owner: Owner,
    hours: Hours,
    conversation: Conversation,
    day: date,
    clock: time | None,
    now: datetime,
) -> None:
    """It was held on another day: whoever took part last heard from the owner then, and is thanked the day after."""
    before = conversation.happened_on
    conversation.happened_on, conversation.started_at = day, clock
    await session.flush()
    ids = await conversations.people_ids(session, owner.id, conversation.id)
    for contact in await contacts.with_ids(session, owner.id, ids):
        if contact.heard_on in {None, before} or (contact.heard_on and contact.heard_on < day):
            await restore_clock(session, hours, contact, now)
        for reminder in await _thank_yous(session, conversation, contact):
            if reminder.nth == 1 and reminder.sent_at is None:
                due_at = rules.thank_you_at(day, now, hours, same_day=owner.same_day_thanks)
                reminder.due_at = reminder.first_due_at = due_at
    await session.flush()


async def change_people(
    session: AsyncSession,
    owner: Owner,
    hours: Hours,
    conversation: Conversation,
    people: Sequence[Contact],
    now: datetime,
) -> None:
    """Others took part: for those who did, it counts as any talk does; for those who did not, it never happened."""
    before = await conversations.people_ids(session, owner.id, conversation.id)
    after = [contact.id for contact in people]
    gone = await contacts.with_ids(session, owner.id, [each for each in before if each not in after])
    for contact in gone:
        for reminder in await _thank_yous(session, conversation, contact):
            reminder.settled_at, reminder.outcome = now, Outcome.DROPPED
    await conversations.set_people(session, owner.id, conversation.id, after)
    for contact in people:
        if contact.id not in before:
            await recording.take_part(session, owner, hours, conversation, contact, now)
    for contact in gone:
        await forget_talk(session, hours, conversation.happened_on, contact, now)


async def remove(session: AsyncSession, hours: Hours, conversation: Conversation, now: datetime) -> None:
    """Delete a talk with its notes, advice, promises and pings. The people stay, and so does who named whom."""
    owner_id, day = conversation.owner_id, conversation.happened_on
    ids = await conversations.people_ids(session, owner_id, conversation.id)
    for advice in await conversations.advice_from(session, owner_id, conversation.id):
        await session.delete(advice)
    await session.flush()
    await history.delete_with_dependents(session, conversation)
    for contact in await contacts.with_ids(session, owner_id, ids):
        await forget_talk(session, hours, day, contact, now)


async def forget_talk(session: AsyncSession, hours: Hours, day: date, contact: Contact, now: datetime) -> None:
    """Put clock and status back to what the rest of the record says, as far as this talk had moved them."""
    if contact.heard_on == day:
        await restore_clock(session, hours, contact, now)
    if contact.status is Status.MET and not await conversations.count_with(session, contact.owner_id, contact.id):
        written = await letters.to_contact(session, contact.owner_id, contact.id)
        contact.status = Status.REACHED_OUT if written else Status.TO_CONTACT
    await session.flush()


async def unname(session: AsyncSession, referral: Referral) -> None:
    """They did not name that person after all; the person stays."""
    person = await contacts.find(session, referral.owner_id, referral.to_contact_id)
    if person and person.introduced_by_id == referral.from_contact_id:
        person.introduced_by_id = person.may_use_introducer = None
    await history.delete_with_dependents(session, referral)


async def restore_clock(session: AsyncSession, hours: Hours, contact: Contact, now: datetime) -> None:
    """They last heard from the owner on the day of the latest talk with them or letter to them."""
    talk = await conversations.last_with(session, contact.owner_id, contact.id)
    letter = next(iter(await letters.to_contact(session, contact.owner_id, contact.id)), None)
    days = [*([talk.happened_on] if talk else []), *([letter.sent_on] if letter else [])]
    contact.heard_on = max(days, default=None)
    await planning.plan_update(session, hours, contact, now)


async def _thank_yous(session: AsyncSession, conversation: Conversation, contact: Contact) -> list[Reminder]:
    kind = ReminderKind.THANK_YOU
    waiting = await reminders.open_for(session, conversation.owner_id, kind, contact_id=contact.id)
    return [each for each in waiting if each.conversation_id == conversation.id]
