"""What is agreed for later, written to somebody, or said in thanks: the records of it. In the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.notes import people
from bot.notes.understood import Understood
from bot.notes.written import Writing, Written
from bot.reminders import planning
from bot.reminders.hours import Hours, local_moment
from bot.thanks.rules import status_after_thanks
from storage import conversations, letters, meetings, reminders
from storage.kinds import Answer, LetterKind, Outcome, ReferralState, ReminderKind, Status
from storage.tables import Contact, Meeting

NOT_MET_YET = frozenset({Status.TO_CONTACT, Status.REACHED_OUT, Status.DECLINED, Status.NO_REPLY})
KNOWS_THE_OWNER = frozenset({Status.MET, Status.THANKED, Status.IN_TOUCH})


# Meetings


async def agree(session: AsyncSession, writing: Writing, understood: Understood, written: Written) -> None:
    """A meeting is agreed, or the one that was is moved. Agreeing answers the letters that were waiting."""
    written.people = await people.find_or_add_all(session, writing, understood.sure_people, written)
    await session.flush()
    meeting = await _meant(session, writing, understood, written.people)
    if meeting is None:
        meeting = await meetings.add(
            session,
            writing.owner.id,
            written.people,
            writing.now,
            day=understood.day,
            starts_at=starts(understood.day, understood.clock, writing.hours),
            channel=understood.channel,
            notes=understood.notes or None,
        )
    else:
        move(meeting, understood, writing.hours)
        meeting.channel = understood.channel or meeting.channel
        meeting.notes = "\n".join(part for part in (meeting.notes, understood.notes) if part) or None
        meeting.sequence += 1
    await session.flush()
    written.records.meeting_id = meeting.id
    await planning.plan_meeting(session, writing.hours, meeting, written.people[0], writing.now)
    for contact in written.people:
        contact.archived_at = None
        if contact.status in NOT_MET_YET:
            contact.status = Status.SCHEDULED
        await _answered(session, writing, contact)
        await _referral_came_to(session, writing, contact, ReferralState.WRITTEN)


def starts(day: date | None, clock: time | None, hours: Hours) -> datetime | None:
    """The moment a meeting begins, where both day and time are known."""
    return local_moment(day, clock, hours.zone) if day and clock else None


def move(meeting: Meeting, understood: Understood, hours: Hours) -> None:
    """Another day or time; what was not said of the two stays as agreed."""
    was_at = meeting.starts_at.astimezone(hours.zone).time() if meeting.starts_at else None
    meeting.day = understood.day or meeting.day
    meeting.starts_at = starts(meeting.day, understood.clock or was_at, hours)


async def _meant(
    session: AsyncSession, writing: Writing, understood: Understood, with_whom: Sequence[Contact]
) -> Meeting | None:
    """The planned meeting that this is about: one that was moved, that had no day yet, or that is on the same day."""
    for contact in with_whom:
        planned = [
            each
            for each in await meetings.planned(session, writing.owner.id, contact.id)
            if each.day is None or each.day >= writing.now.astimezone(writing.hours.zone).date()
        ]
        if understood.moved and planned:
            return planned[0]
        for meeting in planned:
            if meeting.day in {None, understood.day}:
                return meeting
    return None


async def _answered(session: AsyncSession, writing: Writing, contact: Contact) -> None:
    today = writing.now.astimezone(writing.hours.zone).date()
    for letter in await letters.waiting(session, writing.owner.id, contact.id):
        letter.answer, letter.answered_on = Answer.REPLIED, today
    await planning.settle_no_reply(session, writing.owner.id, contact.id, Outcome.ANSWERED, writing.now)


# Letters


async def reach_out(session: AsyncSession, writing: Writing, understood: Understood, written: Written) -> None:
    """The owner wrote or rang, and waits for an answer; a second time while still waiting, it is the second note."""
    assert understood.day is not None
    written.people = await people.find_or_add_all(session, writing, understood.sure_people, written)
    for contact in written.people:
        waiting = await letters.waiting(session, writing.owner.id, contact.id)
        letter = await letters.add(
            session,
            writing.owner.id,
            contact.id,
            LetterKind.SECOND_NOTE if waiting else LetterKind.OUTREACH,
            understood.day,
            writing.now,
            channel=understood.channel,
            text=understood.notes or None,
        )
        written.records.letter_ids.append(letter.id)
        contact.archived_at = None
        if contact.status in {Status.TO_CONTACT, Status.NO_REPLY}:
            contact.status = Status.REACHED_OUT
        if waiting:
            # The ladder ends with the second note: then it rests.
            await planning.settle_no_reply(session, writing.owner.id, contact.id, Outcome.DONE, writing.now)
        else:
            await planning.plan_no_reply(session, writing.hours, letter, writing.now)
        if contact.status in KNOWS_THE_OWNER:
            await _heard(session, writing, contact, understood.day)
        await _referral_came_to(session, writing, contact, ReferralState.WRITTEN)


async def thank(session: AsyncSession, writing: Writing, understood: Understood, written: Written) -> None:
    """They were thanked: the thank-you is done, and the clock behind the next update starts anew."""
    assert understood.day is not None
    written.people = await people.find_or_add_all(session, writing, understood.sure_people, written)
    await session.flush()
    for contact in written.people:
        talk = await conversations.last_with(session, writing.owner.id, contact.id)
        thanked_for = talk if talk and talk.happened_on <= understood.day else None
        letter = await letters.add(
            session,
            writing.owner.id,
            contact.id,
            LetterKind.THANKS,
            understood.day,
            writing.now,
            conversation_id=thanked_for.id if thanked_for else None,
            channel=understood.channel,
            text=understood.notes or None,
        )
        written.records.letter_ids.append(letter.id)
        contact.status = status_after_thanks(contact.status)
        if talk is None or thanked_for:
            await reminders.settle(
                session, writing.owner.id, Outcome.DONE, writing.now, ReminderKind.THANK_YOU, contact_id=contact.id
            )
        await _heard(session, writing, contact, understood.day)


async def _heard(session: AsyncSession, writing: Writing, contact: Contact, on: date) -> None:
    contact.heard_on = max(contact.heard_on or on, on)
    await session.flush()
    await planning.plan_update(session, writing.hours, contact, writing.now)


async def _referral_came_to(session: AsyncSession, writing: Writing, contact: Contact, state: ReferralState) -> None:
    """Whoever gave the owner this name hears that it was used."""
    for referral in await conversations.referrals_to(session, writing.owner.id, contact.id):
        if referral.state is ReferralState.NAMED:
            await people.come_to(session, writing, referral, state)
