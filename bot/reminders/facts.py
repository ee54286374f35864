"""What is known now about the matter of a reminder, gathered from the records for `wanted.still_wanted`."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders import planning
from bot.reminders.hours import MIDNIGHT, ONE_DAY, ONE_MINUTE, Hours, local_day, local_moment
from bot.reminders.rules import SOON_BEFORE
from bot.reminders.wanted import Facts, Happened, still_wanted
from storage import contacts, conversations, letters, meetings, organisations, reminders
from storage.kinds import Answer, Outcome, ReminderKind
from storage.tables import Contact, Letter, Meeting, Reminder

# These would ask the records of a person; the others know all they need from the row.
ABOUT_MEETINGS = frozenset({ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON, ReminderKind.HOW_DID_IT_GO})
A_MOMENT = timedelta(microseconds=1)


async def wanted(session: AsyncSession, reminder: Reminder, hours: Hours, now: datetime) -> bool:
    """Whether a reminder still makes sense, asked right before it is sent and while it stands in the chat."""
    facts = await gather(session, reminder, hours, now)
    return facts is not None and still_wanted(reminder.kind, facts)


async def gather(session: AsyncSession, reminder: Reminder, hours: Hours, now: datetime) -> Facts | None:
    """The facts; None when the person or the matter itself is gone."""
    owner_id = reminder.owner_id
    if reminder.kind in ABOUT_MEETINGS:
        meeting = await meetings.find(session, owner_id, reminder.meeting_id or 0)
        return Facts(now=now, meeting=meeting.state, over_at=_over_at(reminder.kind, meeting)) if meeting else None
    if reminder.kind is ReminderKind.ORGANISATION_EVENT:
        return Facts(now=now, over_at=await _event_over_at(session, reminder, hours))
    contact = await contacts.find(session, owner_id, reminder.contact_id) if reminder.contact_id else None
    if contact is None:
        return None if reminder.contact_id else Facts(now=now, settled=await _settled(session, reminder))
    letter = await letters.find(session, owner_id, reminder.letter_id) if reminder.letter_id else None
    return Facts(
        now=now,
        began=await _began(session, reminder, letter, hours),
        talked=_behind(reminder, await _talked(session, contact)),
        thanked=await _thanked(session, reminder, contact),
        wrote=_behind(reminder, await _wrote(session, contact)),
        answered=letter is not None and letter.answer not in {None, Answer.WAITING},
        settled=await _settled(session, reminder),
        archived=contact.archived_at is not None,
        status=contact.status,
    )


def _over_at(kind: ReminderKind, meeting: Meeting) -> datetime | None:
    """From when a meeting's ping helps nobody: the evening's gives way to the last hour's, that one to the meeting."""
    if meeting.starts_at is None or kind is not ReminderKind.MEETING_TOMORROW:
        return meeting.starts_at
    return meeting.starts_at - SOON_BEFORE + ONE_MINUTE


async def _event_over_at(session: AsyncSession, reminder: Reminder, hours: Hours) -> datetime:
    """The midnight behind the event, which days off may have moved some way from its ping."""
    one = await organisations.find(session, reminder.owner_id, reminder.organisation_id or 0)
    on = one.event_on if one and one.event_on else local_day(reminder.first_due_at, hours.zone) + ONE_DAY
    return local_moment(on + ONE_DAY, MIDNIGHT, hours.zone)


async def _began(session: AsyncSession, reminder: Reminder, letter: Letter | None, hours: Hours) -> Happened:
    if letter:
        return Happened(letter.sent_on, letter.made_at)
    if reminder.conversation_id and reminder.kind is ReminderKind.THANK_YOU:
        talk = await conversations.find(session, reminder.owner_id, reminder.conversation_id)
        if talk:
            return Happened(talk.happened_on, talk.logged_at)
    return Happened(local_day(reminder.made_at, hours.zone), reminder.made_at)


def _behind(reminder: Reminder, event: Happened | None) -> Happened | None:
    """What was on record when the reminder was planned is what it follows, whatever day a journey makes of it."""
    follows_record = reminder.kind is ReminderKind.THANK_YOU or reminder.letter_id is not None
    return event if follows_record or event is None or event.recorded_at > reminder.made_at else None


async def _talked(session: AsyncSession, contact: Contact) -> Happened | None:
    talk = await conversations.last_with(session, contact.owner_id, contact.id)
    return Happened(talk.happened_on, talk.logged_at) if talk else None


async def _thanked(session: AsyncSession, reminder: Reminder, contact: Contact) -> Happened | None:
    """The thanks that answer this very reminder: for its talk, or on a later day than it."""
    if reminder.kind is not ReminderKind.THANK_YOU or reminder.conversation_id is None:
        return None
    talk = await conversations.find(session, contact.owner_id, reminder.conversation_id)
    last = await letters.last_thanks(session, contact.owner_id, contact.id)
    if talk is None or last is None or not await letters.thanked_for(session, contact.owner_id, contact.id, talk):
        return None
    # A note of the very day of the talk may have been recorded in the same moment: it is newer all the same.
    return Happened(max(last.sent_on, talk.happened_on), max(last.made_at, talk.logged_at + A_MOMENT))


async def _wrote(session: AsyncSession, contact: Contact) -> Happened | None:
    query = select(Letter).where(Letter.owner_id == contact.owner_id, Letter.contact_id == contact.id)
    letter = await session.scalar(query.order_by(Letter.sent_on.desc(), Letter.made_at.desc()).limit(1))
    return Happened(letter.sent_on, letter.made_at) if letter else None


async def _settled(session: AsyncSession, reminder: Reminder) -> bool:
    """The matter itself is done with: the promise kept, the loop closed, or the record of it gone."""
    if reminder.promise_id:
        promise = await conversations.find_promise(session, reminder.owner_id, reminder.promise_id)
        return promise is None or promise.done_at is not None
    if reminder.referral_id:
        referral = await conversations.find_referral(session, reminder.owner_id, reminder.referral_id)
        return referral is None or referral.loop_closed_at is not None
    if reminder.kind is ReminderKind.THANK_YOU:
        return reminder.conversation_id is None
    return False


async def end(session: AsyncSession, reminder: Reminder, hours: Hours, now: datetime) -> None:
    """Newer facts have answered it. An update's rhythm goes on from when they last heard, whoever recorded that."""
    reminders.end(reminder, Outcome.ANSWERED, now)
    reminder.claimed_until = reminder.claimed_by = None
    if reminder.kind is not ReminderKind.UPDATE or reminder.contact_id is None:
        return
    contact = await contacts.find(session, reminder.owner_id, reminder.contact_id)
    facts = await gather(session, reminder, hours, now)
    if contact and facts:
        days = [contact.heard_on, facts.talked and facts.talked.on, facts.wrote and facts.wrote.on]
        contact.heard_on = max((day for day in days if day), default=None)
        if not facts.archived and still_wanted(ReminderKind.UPDATE, Facts(now=now, status=contact.status)):
            await planning.plan_update(session, hours, contact, now)
