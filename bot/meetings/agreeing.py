"""What follows from a meeting that is agreed or changed, written in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.meetings.rules import Taken
from bot.reminders import planning
from bot.reminders.hours import ONE_DAY, Hours, local_day
from storage import contacts, conversations, letters, meetings
from storage.kinds import Answer, MeetingState, Outcome, ReferralState, Status
from storage.tables import Contact, Meeting

NOT_MET_YET = frozenset({Status.TO_CONTACT, Status.REACHED_OUT, Status.DECLINED, Status.NO_REPLY})
DAYS_TAKEN = 35


async def agree(
    session: AsyncSession, owner_id: int, contact: Contact, agreed: dict[str, Any], hours: Hours, now: datetime
) -> Meeting:
    """A meeting with somebody; one that had no day yet gets it. Agreeing answers the letters that were waiting."""
    waiting = [each for each in await meetings.planned(session, owner_id, contact.id) if each.day is None]
    if waiting:
        meeting = waiting[0]
        await change(session, meeting, agreed, hours, now)
    else:
        meeting = await meetings.add(session, owner_id, [contact], now, **agreed)
        await planning.plan_meeting(session, hours, meeting, contact, now)
    contact.archived_at = None
    if contact.status in NOT_MET_YET:
        contact.status = Status.SCHEDULED
    await _answers(session, contact, hours, now)
    await session.flush()
    return meeting


async def _answers(session: AsyncSession, contact: Contact, hours: Hours, now: datetime) -> None:
    for letter in await letters.waiting(session, contact.owner_id, contact.id):
        letter.answer, letter.answered_on = Answer.REPLIED, local_day(now, hours.zone)
    await planning.settle_no_reply(session, contact.owner_id, contact.id, Outcome.ANSWERED, now)
    for referral in await conversations.referrals_to(session, contact.owner_id, contact.id):
        if referral.state is ReferralState.NAMED:
            referral.state = ReferralState.WRITTEN
            await session.flush()
            await planning.plan_close_loop(session, hours, referral, now)


async def change(session: AsyncSession, meeting: Meeting, changes: dict[str, Any], hours: Hours, now: datetime) -> None:
    """Other terms: a newer version for the calendar, its pings anew; a meeting that was off is on again."""
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    if meeting.state in {MeetingState.CANCELLED, MeetingState.NO_SHOW} and "starts_at" in changes:
        meeting.state = MeetingState.PLANNED
        for person in meeting.people:
            contact = await contacts.find(session, meeting.owner_id, person.id)
            if contact and contact.status in NOT_MET_YET:
                contact.status = Status.SCHEDULED
    await session.flush()
    if meeting.state is MeetingState.PLANNED:
        first = meeting.people[0] if meeting.people else None
        await planning.plan_meeting(session, hours, meeting, first, now)


async def taken(session: AsyncSession, owner_id: int, now: datetime) -> list[Taken]:
    """The times of the owner's own that are promised in the weeks to come."""
    found = await meetings.overlapping(session, owner_id, now, now + DAYS_TAKEN * ONE_DAY)
    return [Taken(each.starts_at, end_of(each)) for each in found if each.starts_at]


def end_of(meeting: Meeting) -> datetime:
    """When it is over; a meeting without a length takes the usual one."""
    assert meeting.starts_at is not None
    return meeting.starts_at + (meeting.length or meetings.USUAL_LENGTH)


async def clashes(session: AsyncSession, meeting: Meeting) -> Sequence[Meeting]:
    """Other planned meetings at the same time."""
    if meeting.starts_at is None or meeting.state is not MeetingState.PLANNED:
        return ()
    found = await meetings.overlapping(session, meeting.owner_id, meeting.starts_at, end_of(meeting))
    return [each for each in found if each.id != meeting.id]
