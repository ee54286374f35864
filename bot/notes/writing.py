"""A note becomes records, each kind of note its own. In the caller's transaction, so that it is one change for Undo."""

import re
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.capture import Intent
from bot.contacts.details import pull
from bot.conversations import recording
from bot.conversations.draft import ConversationDraft, PersonDraft
from bot.notes import events, people
from bot.notes.understood import Given, Task, Understood
from bot.notes.written import Writing, Written
from bot.reminders import planning
from bot.reminders.rules import follow_up_at
from storage import contacts, conversations
from storage.kinds import ReferralState, Side
from storage.tables import Contact

# What a kind of note makes of a name that somebody gave the owner.
CAME_TO = {
    Intent.CONVERSATION: ReferralState.MET,
    Intent.OUTREACH_SENT: ReferralState.WRITTEN,
    Intent.MEETING_SCHEDULED: ReferralState.WRITTEN,
}

# A thank-you and nothing else.
IS_THANKS = re.compile(
    r"(?:(?:send|write|email|mail|text|drop|give|do|a|an|the|him|her|them|quick|short|handwritten|\w+) ){0,5}?"
    r"thank(?:s|ing|[- ]?yous?)?(?: (?:him|her|them|note|card|email|mail|letter|message|to|by|\w+)){0,2}",
    re.IGNORECASE,
)


async def write(session: AsyncSession, writing: Writing, understood: Understood, given: Given) -> Written:
    """Record as much of a note as is sure."""
    writing = replace(writing, came_to=CAME_TO.get(understood.intent))
    written = Written()
    if understood.sure_people:
        match understood.intent:
            case Intent.CONVERSATION:
                await _conversation(session, writing, understood, given, written)
            case Intent.MEETING_SCHEDULED:
                await events.agree(session, writing, understood, written)
            case Intent.OUTREACH_SENT:
                await events.reach_out(session, writing, understood, written)
            case Intent.THANKS_SENT:
                await events.thank(session, writing, understood, written)
            case _:
                await _remember(session, writing, understood, written)
    await _what_follows(session, writing, understood, written)
    if given.telegram_user_id and written.people:
        written.people[0].telegram_user_id = written.people[0].telegram_user_id or given.telegram_user_id
    await session.flush()
    return written


async def _conversation(
    session: AsyncSession, writing: Writing, understood: Understood, given: Given, written: Written
) -> None:
    assert understood.day is not None
    # Found here, so that it is known which name is whose.
    found = [await people.find_or_add(session, writing, each, written) for each in understood.sure_people]
    draft = ConversationDraft(
        people=[PersonDraft(each.name, contact_id=each.id) for each in found],
        happened_on=understood.day,
        started_at=understood.clock,
        channel=understood.channel,
        notes=understood.notes or None,
        suggested="\n".join(understood.advice) or None,
        advice=understood.advice,
        meeting_id=given.meeting_id,
    )
    recorded = await recording.record(session, writing.owner, draft, writing.now, writing.hours.zone.key)
    written.records.conversation_id = recorded.conversation.id
    written.people, written.thank_yous = list(recorded.people), recorded.thank_yous


async def _remember(session: AsyncSession, writing: Writing, understood: Understood, written: Written) -> None:
    """Somebody to keep in mind, news about somebody known, or somebody about whom something is to be done."""
    is_reminder = bool(understood.mine) and not understood.through and not understood.referrals
    found = pull(understood.notes)
    for person in understood.sure_people:
        contact = await people.find_or_add(session, writing, person, written)
        written.people.append(contact)
        is_new = contact in written.added
        await people.tell_news(session, contact, person, is_new=is_new)
        if len(understood.sure_people) == 1:
            contact.email = contact.email or next(iter(found.emails), None)
            contact.phone = contact.phone or next(iter(found.phones), None)
            contact.link = contact.link or next(iter(found.links), None)
        if not is_reminder:
            await people.keep_note(session, contact, understood.notes)
    await session.flush()


async def _what_follows(session: AsyncSession, writing: Writing, understood: Understood, written: Written) -> None:
    """Who brought them together, whom they named, what was promised."""
    if written.people and understood.through:
        await people.bring_together(session, writing, written.people, understood.through, written)
    if written.people:
        for named in understood.referrals:
            if named.is_sure:
                await people.refer(session, writing, written.people, named, written)
    for side, tasks in ((Side.MINE, understood.mine), (Side.THEIRS, understood.theirs)):
        for each in tasks:
            if side is Side.MINE and written.thank_yous and IS_THANKS.fullmatch(each.text):
                _thank_on(written, each, writing)
            elif side is Side.MINE or written.people:
                await promise(session, writing, side, each, written)


def _thank_on(written: Written, task: Task, writing: Writing) -> None:
    """To thank them is no promise beside the thank-you ping: it only says when that is to come."""
    if task.due is None:
        return
    for thank_you in written.thank_yous:
        due_at = follow_up_at(task.due, writing.hours, writing.now)
        thank_you.due_at = thank_you.first_due_at = due_at


async def promise(session: AsyncSession, writing: Writing, side: Side, task: Task, written: Written) -> None:
    contact = await _about(session, writing, side, task, written)
    made = await conversations.add_promise(
        session,
        writing.owner.id,
        side,
        task.text,
        writing.now,
        contact_id=contact.id if contact else None,
        conversation_id=written.records.conversation_id,
        due_on=task.due,
    )
    written.records.promise_ids[task.said] = made.id
    if side is Side.MINE:
        await planning.plan_follow_up(session, writing.hours, made, writing.now)
    else:
        await planning.plan_they_promised(session, writing.hours, made, writing.now)


async def _about(session: AsyncSession, writing: Writing, side: Side, task: Task, written: Written) -> Contact | None:
    """Whom a promise is about: who is named in it, else the first of the note."""
    near = [*written.people, *(written.named if side is Side.MINE else ())]
    named = people.named_in(task.text, near)
    if named is None and side is Side.MINE and not written.people:
        everyone = await contacts.everyone(session, writing.owner.id)
        named = people.named_in(task.text, [each for each in everyone if each.name in task.text])
    return named or next(iter(written.people), None)
