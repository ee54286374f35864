"""Putting a note right whose records something newer builds on: they stay, and what can be changed in them is."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.capture import Intent
from bot.conversations import recording, revising
from bot.conversations.loading import load
from bot.notes import events, people, writing
from bot.notes.understood import Reading, Records, Task, Understood, Who
from bot.notes.written import Writing, Written
from bot.reminders import planning
from storage import contacts, conversations, history, letters, meetings, reminders
from storage.folding import fold
from storage.kinds import Outcome, Side
from storage.tables import Contact, Promise


async def adjust(
    session: AsyncSession, by: Writing, before: Understood | None, after: Understood | None, reading: Reading
) -> Reading | None:
    """Change the records from one reading to another; None where they are too different, and nothing is changed."""
    if before is None or after is None or before.intent is not after.intent or not after.sure_people:
        return None
    by = replace(by, came_to=writing.CAME_TO.get(after.intent))
    held = reading.records
    written = Written(
        people=list(await _people(session, by, held, after.sure_people, before.sure_people)),
        records=replace(
            held,
            contacts=dict(held.contacts),
            promise_ids=dict(held.promise_ids),
            referral_ids=dict(held.referral_ids),
        ),
    )
    match after.intent:
        case Intent.CONVERSATION if held.conversation_id:
            if not await _conversation(session, by, before, after, written):
                return None
        case Intent.MEETING_SCHEDULED if held.meeting_id:
            await _meeting(session, by, after, written)
        case Intent.OUTREACH_SENT | Intent.THANKS_SENT:
            await _letters(session, by, after, held.letter_ids)
        case Intent.CONTACT_ONLY:
            pass
        case _:
            return None
    await _referrals(session, by, before, after, written)
    for side, old, new in ((Side.MINE, before.mine, after.mine), (Side.THEIRS, before.theirs, after.theirs)):
        await _promises(session, by, side, old, new, written)
    await session.flush()
    return replace(reading, records=written.records)


async def _people(
    session: AsyncSession, by: Writing, held: Records, wanted: Sequence[Who], were: Sequence[Who]
) -> list[Contact]:
    """The contacts of the note as it is now; those it has already stay who they are unless another was chosen."""
    found: list[Contact] = []
    old = {fold(each.said): each for each in were}
    for person in wanted:
        key = fold(person.said)
        known = held.contacts.get(key) if _same(old.get(key), person) else None
        contact = await contacts.find(session, by.owner.id, known) if known else None
        if contact is None:
            written = Written(records=held)
            contact = await people.find_or_add(session, by, person, written)
        elif person.corrected:
            contact.organisation, contact.role = person.organisation, person.role
            await contacts.reindex(session, contact)
        found.append(contact)
    return list({each.id: each for each in found}.values())


def _same(old: Who | None, new: Who) -> bool:
    return old is not None and (old.name, old.contact_id, old.is_new) == (new.name, new.contact_id, new.is_new)


async def _conversation(
    session: AsyncSession, by: Writing, before: Understood, after: Understood, written: Written
) -> bool:
    talk = await load(session, by.owner.id, written.records.conversation_id or 0)
    if talk is None or after.day is None:
        return False
    conversation = talk.conversation
    if (before.day, before.clock) != (after.day, after.clock):
        await revising.change_day(session, by.owner, by.hours, conversation, after.day, after.clock, by.now)
    if {each.id for each in talk.people} != {each.id for each in written.people}:
        await revising.change_people(session, by.owner, by.hours, conversation, written.people, by.now)
    conversation.channel = after.channel
    if before.notes != after.notes:
        conversation.notes = after.notes or None
    if before.advice != after.advice:
        conversation.suggested = "\n".join(after.advice) or None
        await recording.replace_advice(session, conversation, written.people[0], by.now)
    await session.flush()
    return True


async def _meeting(session: AsyncSession, by: Writing, after: Understood, written: Written) -> None:
    meeting = await meetings.find(session, by.owner.id, written.records.meeting_id or 0)
    if meeting is None:
        return
    meeting.day, meeting.channel = after.day, after.channel
    meeting.starts_at = events.starts(after.day, after.clock, by.hours)
    meeting.sequence += 1
    await meetings.set_people(session, by.owner.id, meeting.id, [each.id for each in written.people])
    await planning.plan_meeting(session, by.hours, meeting, written.people[0], by.now)


async def _letters(session: AsyncSession, by: Writing, after: Understood, ids: Sequence[int]) -> None:
    for number in ids:
        if (letter := await letters.find(session, by.owner.id, number)) and after.day:
            letter.sent_on, letter.channel = after.day, after.channel


async def _referrals(
    session: AsyncSession, by: Writing, before: Understood, after: Understood, written: Written
) -> None:
    wanted = {fold(each.said): each for each in after.referrals if each.is_sure}
    old = {fold(each.said): each for each in before.referrals}
    for key, number in list(written.records.referral_ids.items()):
        referral = await conversations.find_referral(session, by.owner.id, number)
        named = wanted.get(key)
        if referral is None:
            continue
        if named is None or not _same(old.get(key), named):
            if referral.person.introduced_by_id == referral.from_contact_id:
                referral.person.introduced_by_id = referral.person.may_use_introducer = None
            await history.delete_with_dependents(session, referral)
            del written.records.referral_ids[key]
            continue
        recording.allow(referral, referral.person, named.may_use_name)
        if named.corrected:
            referral.person.organisation, referral.person.role = named.organisation, named.role
            await contacts.reindex(session, referral.person)
    for key, named in wanted.items():
        if key not in written.records.referral_ids and written.people:
            await people.refer(session, by, written.people, named, written)


async def _promises(
    session: AsyncSession, by: Writing, side: Side, before: Sequence[Task], after: Sequence[Task], written: Written
) -> None:
    old, new = {each.said: each for each in before}, {each.said: each for each in after}
    for said in old.keys() - new.keys():
        if number := written.records.promise_ids.pop(said, None):
            promise = await conversations.find_promise(session, by.owner.id, number)
            if promise:
                await history.delete_with_dependents(session, promise)
    for said, task in new.items():
        number = written.records.promise_ids.get(said)
        promise = await conversations.find_promise(session, by.owner.id, number) if number else None
        if promise is None:
            if said not in old:
                await writing.promise(session, by, side, task, written)
        elif old.get(said) != task:
            await _change_promise(session, by, promise, task)


async def _change_promise(session: AsyncSession, by: Writing, promise: Promise, task: Task) -> None:
    promise.text, promise.due_on = task.text, task.due
    for reminder in await reminders.about_promise(session, by.owner.id, promise.id):
        reminders.end(reminder, Outcome.ANSWERED, by.now)
    await session.flush()
    if promise.side is Side.MINE:
        await planning.plan_follow_up(session, by.hours, promise, by.now)
    else:
        await planning.plan_they_promised(session, by.hours, promise, by.now)
