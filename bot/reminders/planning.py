"""Reminders planned: called inside the transaction of the record they follow from, so that neither stands alone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders import rules
from bot.reminders.hours import Hours, at_hour, local_day
from storage import reminders
from storage.kinds import Outcome, ReminderKind
from storage.tables import Contact, Conversation, Letter, Meeting, Owner, Promise, Referral, Reminder

# How long a meeting is taken to be when nothing was said: the upper end of what one asks for.
USUAL_LENGTH = timedelta(minutes=30)


def hours_of(owner: Owner, default_zone: str) -> Hours:
    """An owner's clock, from their settings; the default zone until they have told theirs."""
    return Hours(
        zone=ZoneInfo(owner.zone or default_zone),
        ping_at=owner.ping_at,
        quiet_from=owner.quiet_from,
        quiet_until=owner.quiet_until,
        days_off=frozenset(owner.days_off),
        week_starts=owner.week_starts,
        country=owner.country,
    )


async def plan_thank_you(
    session: AsyncSession, owner: Owner, hours: Hours, conversation: Conversation, contact: Contact, now: datetime
) -> Reminder:
    """The thank-you for this talk; it covers an older one that was still waiting."""
    await reminders.settle(session, owner.id, Outcome.ANSWERED, now, ReminderKind.THANK_YOU, contact_id=contact.id)
    due_at = rules.thank_you_at(conversation.happened_on, now, hours, same_day=owner.same_day_thanks)
    return await reminders.add(
        session,
        owner.id,
        ReminderKind.THANK_YOU,
        due_at,
        now,
        contact_id=contact.id,
        conversation_id=conversation.id,
    )


async def plan_update(session: AsyncSession, hours: Hours, contact: Contact, now: datetime) -> Reminder | None:
    """The next progress update, counted from the day they last heard; it replaces the one that was planned."""
    await reminders.settle(session, contact.owner_id, Outcome.ANSWERED, now, ReminderKind.UPDATE, contact_id=contact.id)
    if contact.heard_on is None or contact.archived_at:
        return None
    due_at = rules.update_at(contact.heard_on, contact.rhythm, hours)
    if due_at is None:
        return None
    return await reminders.add(
        session, contact.owner_id, ReminderKind.UPDATE, max(due_at, now), now, contact_id=contact.id
    )


async def plan_update_after(session: AsyncSession, hours: Hours, contact: Contact, now: datetime) -> Reminder | None:
    """The next progress update of the same rhythm: this time's was skipped, so the one that is ahead counts.

    The rhythm stays where it is: it is still counted from the day they last heard.
    """
    await reminders.settle(session, contact.owner_id, Outcome.SKIPPED, now, ReminderKind.UPDATE, contact_id=contact.id)
    months = rules.MONTHS_BETWEEN.get(contact.rhythm)
    if contact.heard_on is None or contact.archived_at or months is None:
        return None
    turn = 1
    while (due_at := at_hour(rules.add_months(contact.heard_on, turn * months), hours)) <= now:
        turn += 1
    return await reminders.add(session, contact.owner_id, ReminderKind.UPDATE, due_at, now, contact_id=contact.id)


async def plan_follow_up(session: AsyncSession, hours: Hours, promise: Promise, now: datetime) -> Reminder | None:
    """The morning of the day for which the owner promised something; nothing for a promise without a day."""
    if promise.due_on is None:
        return None
    due_at = rules.follow_up_at(promise.due_on, hours, now)
    return await reminders.add(
        session,
        promise.owner_id,
        ReminderKind.FOLLOW_UP,
        due_at,
        now,
        contact_id=promise.contact_id,
        promise_id=promise.id,
        conversation_id=promise.conversation_id,
    )


async def plan_they_promised(session: AsyncSession, hours: Hours, promise: Promise, now: datetime) -> Reminder:
    """A gentle look at what they promised: its day, or a week on."""
    due_at = rules.they_promised_at(now.astimezone(hours.zone).date(), promise.due_on, hours)
    return await reminders.add(
        session,
        promise.owner_id,
        ReminderKind.THEY_PROMISED,
        due_at,
        now,
        contact_id=promise.contact_id,
        promise_id=promise.id,
        conversation_id=promise.conversation_id,
    )


async def plan_no_reply(session: AsyncSession, hours: Hours, letter: Letter, now: datetime) -> None:
    """The ladder for silence after outreach: somebody else, then one gentle second note; earlier rungs make way."""
    await settle_no_reply(session, letter.owner_id, letter.contact_id, Outcome.ANSWERED, now)
    steps = rules.no_reply_steps(letter.sent_on, hours)
    for kind, due_at in (
        (ReminderKind.NO_REPLY_ELSE, steps.someone_else_at),
        (ReminderKind.NO_REPLY_SECOND, steps.second_note_at),
    ):
        await reminders.add(
            session, letter.owner_id, kind, max(due_at, now), now, contact_id=letter.contact_id, letter_id=letter.id
        )


async def settle_no_reply(
    session: AsyncSession, owner_id: int, contact_id: int, outcome: Outcome, now: datetime
) -> None:
    """They answered, or it rests."""
    kinds = (ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND)
    await reminders.settle(session, owner_id, outcome, now, *kinds, contact_id=contact_id)


async def plan_meeting(
    session: AsyncSession, hours: Hours, meeting: Meeting, contact: Contact | None, now: datetime
) -> None:
    """Evening before, an hour before, and afterwards; what was planned for the meeting before makes way.

    A meeting without a time has none of them: there is nothing to be on time for.
    """
    await unplan_meeting(session, meeting, now)
    if meeting.starts_at is None:
        return
    ends_at = meeting.starts_at + (meeting.length or USUAL_LENGTH)
    planned = (
        (ReminderKind.MEETING_TOMORROW, rules.meeting_tomorrow_at(meeting.starts_at, hours)),
        (ReminderKind.MEETING_SOON, rules.meeting_soon_at(meeting.starts_at, hours)),
        (ReminderKind.HOW_DID_IT_GO, rules.how_did_it_go_at(ends_at, hours)),
    )
    for kind, due_at in planned:
        if due_at > now or kind is ReminderKind.HOW_DID_IT_GO:
            await reminders.add(
                session,
                meeting.owner_id,
                kind,
                due_at,
                now,
                contact_id=contact.id if contact else None,
                meeting_id=meeting.id,
            )


async def unplan_meeting(session: AsyncSession, meeting: Meeting, now: datetime) -> None:
    """It does not take place, or not then: its pings go, also those that were said already and stand in the chat."""
    for reminder in await reminders.about_meeting(session, meeting.owner_id, meeting.id):
        reminders.end(reminder, Outcome.ANSWERED, now)
    for reminder in await reminders.said_of_meeting(session, meeting.owner_id, meeting.id):
        reminders.end(reminder, Outcome.ANSWERED, now)
    await session.flush()


async def plan_resume_old(
    session: AsyncSession, owner: Owner, hours: Hours, about: str, saved_on: date, now: datetime
) -> Reminder:
    """The day on which the latest resume is as old as the owner allows; a newer one makes the older one's way.

    `about` names it in the ping: "Resume, version 3".
    """
    await reminders.settle(session, owner.id, Outcome.ANSWERED, now, ReminderKind.RESUME_OLD)
    due_at = max(rules.resume_old_at(saved_on, owner.resume_limit_months, hours), now)
    return await reminders.add(session, owner.id, ReminderKind.RESUME_OLD, due_at, now, draft=about)


async def plan_resume_again(
    session: AsyncSession, owner: Owner, hours: Hours, ended: Reminder, now: datetime
) -> Reminder:
    """The next look at a resume that was looked over, or left as it is, today: the same months on from now."""
    return await plan_resume_old(session, owner, hours, ended.draft or "Your resume", local_day(now, hours.zone), now)


async def plan_organisation_event(
    session: AsyncSession, owner_id: int, hours: Hours, about: str, on: date, now: datetime
) -> Reminder | None:
    """The last morning before an event that is no day off; nothing for an event whose morning is over.

    `about` names it in the ping: "Docs Society: spring mixer, Thu 26 Mar".
    """
    due_at = rules.organisation_event_at(on, hours)
    if due_at <= now:
        return None
    return await reminders.add(session, owner_id, ReminderKind.ORGANISATION_EVENT, due_at, now, draft=about)


async def plan_close_loop(session: AsyncSession, hours: Hours, referral: Referral, now: datetime) -> Reminder | None:
    """A line to the person who gave the name, once per referral and turn of events."""
    if referral.loop_closed_at is not None:
        return None
    for reminder in await reminders.about_referral(session, referral.owner_id, referral.id):
        reminders.end(reminder, Outcome.ANSWERED, now)
    return await reminders.add(
        session,
        referral.owner_id,
        ReminderKind.CLOSE_LOOP,
        rules.close_loop_at(now, hours),
        now,
        contact_id=referral.from_contact_id,
        referral_id=referral.id,
    )


async def plan_weekly_look(session: AsyncSession, owner: Owner, hours: Hours, now: datetime) -> None:
    """The next weekly look if the owner wants one, and none otherwise."""
    await reminders.settle(session, owner.id, Outcome.ANSWERED, now, ReminderKind.WEEKLY_LOOK)
    if owner.weekly_look:
        due_at = rules.weekly_look_at(now, hours)
        await reminders.add(session, owner.id, ReminderKind.WEEKLY_LOOK, due_at, now)


async def replan(session: AsyncSession, owner: Owner, old: Hours, new: Hours, now: datetime) -> None:
    """Move what waits to the owner's new zone or hours."""
    starts = await reminders.starts_of_meetings(session, owner.id)
    for reminder in await reminders.open_for(session, owner.id):
        if reminder.sent_at is None:
            starts_at = starts.get(reminder.meeting_id or 0)
            was_first = reminder.first_due_at == reminder.due_at
            reminder.due_at = rules.replanned(reminder.kind, reminder.due_at, old, new, now, starts_at=starts_at)
            if was_first:
                reminder.first_due_at = reminder.due_at
