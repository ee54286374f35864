"""What one talk changes, written in the caller's transaction: people, the talk itself, and all that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations import rules
from bot.conversations.draft import ConversationDraft, PersonDraft, PromiseDraft, ReferralDraft
from bot.reminders import planning
from bot.reminders.hours import Hours, local_day
from storage import contacts, conversations, letters, meetings, reminders
from storage.kinds import Answer, MeetingState, Outcome, ReferralState, ReminderKind, Side, Status
from storage.tables import Advice, Contact, Conversation, Meeting, Owner, Promise, Referral, Reminder

GONE_ON = frozenset({ReferralState.NAMED, ReferralState.WRITTEN, ReferralState.UNREACHABLE})

# Names, organisations and roles are kept up to this many characters.
LONGEST = 128


@dataclass
class Recorded:
    """What was written: the talk, its people (with those who are new), and what follows from it."""

    conversation: Conversation
    people: Sequence[Contact]
    added: list[Contact] = field(default_factory=list)
    referrals: list[tuple[Referral, Contact, Contact]] = field(default_factory=list)
    """Each with who gave the name and whom it names."""
    mine: list[Promise] = field(default_factory=list)
    theirs: list[Promise] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    thank_yous: list[Reminder] = field(default_factory=list)


async def record(
    session: AsyncSession, owner: Owner, draft: ConversationDraft, now: datetime, default_zone: str = "UTC"
) -> Recorded:
    """Write a talk and everything it means. `default_zone` counts until the owner has told theirs."""
    hours = planning.hours_of(owner, default_zone)
    added: list[Contact] = []
    people = [await find_or_add(session, owner.id, person, now, added) for person in draft.people]
    people = list({contact.id: contact for contact in people}.values())
    conversation = await conversations.add(
        session,
        owner.id,
        people,
        draft.happened_on,
        now,
        started_at=draft.started_at,
        channel=draft.channel,
        notes=draft.notes,
        suggested=draft.suggested,
    )
    recorded = Recorded(conversation, people, added)
    await _settle_meetings(session, hours, conversation, people, draft.meeting_id, now)
    for contact in people:
        thank_you = await take_part(session, owner, hours, conversation, contact, now)
        recorded.thank_yous += [thank_you] if thank_you else []
    for named in draft.referrals:
        await add_referral(session, recorded, named, now)
    if people:
        recorded.mine = [await _promise(session, hours, recorded, Side.MINE, each, now) for each in draft.mine]
        recorded.theirs = [await _promise(session, hours, recorded, Side.THEIRS, each, now) for each in draft.theirs]
        items = rules.split_advice(draft.suggested or "") if draft.advice is None else draft.advice
        recorded.advice = [await _advice(session, conversation, people[0], text, now) for text in items]
    if draft.met_through:
        await _met_through(session, recorded, draft.met_through, now)
    await session.flush()
    return recorded


async def take_part(
    session: AsyncSession, owner: Owner, hours: Hours, conversation: Conversation, contact: Contact, now: datetime
) -> Reminder | None:
    """What a talk means for one of its people: status, clock, what it answers. Their thank-you, if one is due."""
    latest = await conversations.last_with(session, owner.id, contact.id)
    newest = latest is None or latest.id == conversation.id
    contact.status = rules.status_after_talk(contact.status, newest=newest)
    contact.archived_at = None
    if contact.heard_on is None or conversation.happened_on >= contact.heard_on:
        contact.heard_on = conversation.happened_on
        await planning.plan_update(session, hours, contact, now)
    await _settle_letters(session, contact, conversation.happened_on, now)
    await _settle_referrals(session, hours, conversation, contact, now)
    await session.flush()
    if not newest or await letters.thanked_for(session, owner.id, contact.id, conversation):
        return None
    return await planning.plan_thank_you(session, owner, hours, conversation, contact, now)


async def add_referral(session: AsyncSession, recorded: Recorded, named: ReferralDraft, now: datetime) -> None:
    """A name that was given in the talk: the person is added, or found, and remembers who named them."""
    if not recorded.people:
        return
    giver = recorded.people[named.by if named.by is not None and named.by < len(recorded.people) else 0]
    owner_id = recorded.conversation.owner_id
    drafted = PersonDraft(named.name, named.organisation, named.role, named.contact_id)
    person = await find_or_add(session, owner_id, drafted, now, recorded.added)
    if person.id == giver.id:
        return
    referral = await conversations.add_referral(
        session, owner_id, giver, person, now, conversation_id=recorded.conversation.id, may_use_name=named.may_use_name
    )
    if person.introduced_by_id is None and person.status in {Status.TO_CONTACT, Status.REACHED_OUT}:
        person.introduced_by_id = giver.id
    if named.may_use_name is not None:
        allow(referral, person, named.may_use_name)
    recorded.referrals.append((referral, giver, person))


def allow(referral: Referral, person: Contact, may_use_name: bool | None) -> None:
    """Whether the giver's name may be used with the person, on the referral and on the person it names."""
    referral.may_use_name = may_use_name
    if person.introduced_by_id == referral.from_contact_id:
        person.may_use_introducer = may_use_name


async def find_or_add(
    session: AsyncSession, owner_id: int, draft: PersonDraft, now: datetime, added: list[Contact]
) -> Contact:
    """The contact who is meant, filled in with what is new of them; `added` takes whoever was not there."""
    contact = await contacts.find(session, owner_id, draft.contact_id) if draft.contact_id else None
    if contact is None and not draft.is_new:
        contact = await contacts.find_by_name(session, owner_id, draft.name)
    if contact is None:
        more = {"organisation": _short(draft.organisation), "role": _short(draft.role)}
        contact = await contacts.add(session, owner_id, draft.name[:LONGEST], now, **more)
        added.append(contact)
        return contact
    if (draft.organisation and not contact.organisation) or (draft.role and not contact.role):
        contact.organisation = contact.organisation or _short(draft.organisation)
        contact.role = contact.role or _short(draft.role)
        await contacts.reindex(session, contact)
    return contact


def _short(text: str | None) -> str | None:
    return text[:LONGEST] if text else None


async def _promise(
    session: AsyncSession, hours: Hours, recorded: Recorded, side: Side, draft: PromiseDraft, now: datetime
) -> Promise:
    people = recorded.people
    contact = people[draft.with_person if draft.with_person is not None and draft.with_person < len(people) else 0]
    promise = await conversations.add_promise(
        session,
        contact.owner_id,
        side,
        draft.text,
        now,
        contact_id=contact.id,
        conversation_id=recorded.conversation.id,
        due_on=draft.due_on,
    )
    if side is Side.MINE:
        await planning.plan_follow_up(session, hours, promise, now)
    else:
        await planning.plan_they_promised(session, hours, promise, now)
    return promise


async def _advice(
    session: AsyncSession, conversation: Conversation, contact: Contact, text: str, now: datetime
) -> Advice:
    return await conversations.add_advice(
        session,
        contact.owner_id,
        contact.id,
        text,
        now,
        conversation_id=conversation.id,
        about_resume=rules.about_resume(text),
    )


async def replace_advice(session: AsyncSession, conversation: Conversation, contact: Contact, now: datetime) -> None:
    """Bring the single pieces of advice in line with what the talk now says; what is unchanged keeps its history."""
    wanted = rules.split_advice(conversation.suggested or "")
    held = {each.text: each for each in await conversations.advice_from(session, contact.owner_id, conversation.id)}
    for text, advice in held.items():
        if text not in wanted:
            await session.delete(advice)
    for text in wanted:
        if text not in held:
            await _advice(session, conversation, contact, text, now)
    await session.flush()


async def _met_through(session: AsyncSession, recorded: Recorded, through: PersonDraft, now: datetime) -> None:
    owner_id = recorded.conversation.owner_id
    introducer = await contacts.find(session, owner_id, through.contact_id) if through.contact_id else None
    introducer = introducer or await contacts.find_by_name(session, owner_id, through.name)
    for contact in recorded.people:
        if introducer is None:
            contact.how_met = contact.how_met or f"through {through.name}"[:256]
            await contacts.reindex(session, contact)
        elif introducer.id != contact.id and contact.introduced_by_id is None:
            contact.introduced_by_id = introducer.id
            await conversations.add_referral(session, owner_id, introducer, contact, now, state=ReferralState.MET)


async def _settle_letters(session: AsyncSession, contact: Contact, day: date, now: datetime) -> None:
    """A talk answers the letters that were waiting when it was held."""
    waiting = await letters.waiting(session, contact.owner_id, contact.id)
    for letter in waiting:
        if letter.sent_on <= day:
            letter.answer, letter.answered_on = Answer.REPLIED, day
    if all(letter.answer is not Answer.WAITING for letter in waiting):
        await planning.settle_no_reply(session, contact.owner_id, contact.id, Outcome.ANSWERED, now)


async def _settle_referrals(
    session: AsyncSession, hours: Hours, conversation: Conversation, contact: Contact, now: datetime
) -> None:
    """Whoever gave this contact's name wants to hear that it came to a talk, unless they were there."""
    owner_id = contact.owner_id
    kind = ReminderKind.CLOSE_LOOP
    for reminder in await reminders.open_for(session, owner_id, kind, contact_id=contact.id):
        if local_day(reminder.made_at, hours.zone) <= conversation.happened_on:
            reminder.settled_at, reminder.outcome = now, Outcome.ANSWERED
    there = await conversations.people_ids(session, owner_id, conversation.id)
    for referral in await conversations.referrals_to(session, owner_id, contact.id):
        if referral.state not in GONE_ON:
            continue
        referral.state = ReferralState.MET
        if referral.from_contact_id in there:
            referral.loop_closed_at = referral.loop_closed_at or now
        else:
            await planning.plan_close_loop(session, hours, referral, now)


async def _settle_meetings(
    session: AsyncSession,
    hours: Hours,
    conversation: Conversation,
    people: Sequence[Contact],
    meeting_id: int | None,
    now: datetime,
) -> None:
    """The agreed meeting that this talk was has happened, and needs no more pings."""
    owner_id = conversation.owner_id
    if meeting_id is not None:
        agreed = await meetings.find(session, owner_id, meeting_id)
        held = [agreed] if agreed else []
    else:
        planned = {each.id: each for person in people for each in await meetings.planned(session, owner_id, person.id)}
        held = [each for each in planned.values() if _was_on(each, conversation.happened_on, hours, now)]
    for meeting in held:
        meeting.state = MeetingState.HAPPENED
        conversation.meeting_id = meeting.id
        for reminder in await reminders.about_meeting(session, owner_id, meeting.id):
            reminder.settled_at, reminder.outcome = now, Outcome.ANSWERED


def _was_on(meeting: Meeting, day: date, hours: Hours, now: datetime) -> bool:
    if meeting.starts_at is not None:
        return meeting.starts_at <= now and local_day(meeting.starts_at, hours.zone) == day
    return meeting.day == day
