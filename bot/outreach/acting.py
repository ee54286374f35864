"""What follows from a first message, and from the answer to it, written in the caller's transaction."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outreach import rules
from bot.outreach.drafting import Matter
from bot.reminders import planning
from bot.reminders.hours import Hours, local_day
from storage import contacts, conversations, letters
from storage.kinds import Answer, Channel, LetterKind, Outcome, ReferralState, Status
from storage.tables import Contact, Letter

OPEN = frozenset({ReferralState.NAMED, ReferralState.WRITTEN})


async def sent(
    session: AsyncSession, matter: Matter, hours: Hours, channel: Channel, text: str, now: datetime
) -> Letter:
    """The owner wrote or rang: the wait for an answer begins; a second note while waiting ends the ladder."""
    contact, today = matter.contact, local_day(now, hours.zone)
    second = matter.waiting is not None
    kind = LetterKind.SECOND_NOTE if second else LetterKind.OUTREACH
    letter = await letters.add(session, contact.owner_id, contact.id, kind, today, now, channel=channel, text=text)
    contact.archived_at = None
    if contact.status in rules.NOT_WRITTEN_TO:
        contact.status = Status.REACHED_OUT
    if second:
        await planning.settle_no_reply(session, contact.owner_id, contact.id, Outcome.DONE, now)
    else:
        await planning.plan_no_reply(session, hours, letter, now)
    if contact.status in rules.KNOWS_THE_OWNER:
        contact.heard_on = max(contact.heard_on or today, today)
        await planning.plan_update(session, hours, contact, now)
    await come_to(session, contact, ReferralState.WRITTEN, hours, now)
    return letter


async def answered(session: AsyncSession, contact: Contact, answer: Answer, hours: Hours, now: datetime) -> bool:
    """What became of the letters that waited; False where none did and the latest is not being put right."""
    today = local_day(now, hours.zone)
    affected = await _affected(session, contact, answer, today)
    for letter in affected:
        letter.answer, letter.answered_on = answer, today
    if not affected:
        return False
    outcome = Outcome.SKIPPED if answer is Answer.NO_REPLY else Outcome.ANSWERED
    await planning.settle_no_reply(session, contact.owner_id, contact.id, outcome, now)
    contact.status = rules.status_after(answer, contact.status)
    if answer is Answer.NO_REPLY:
        await come_to(session, contact, ReferralState.UNREACHABLE, hours, now)
    await session.flush()
    return True


async def _affected(session: AsyncSession, contact: Contact, answer: Answer, today: date) -> list[Letter]:
    """Those that wait; else the latest that was answered otherwise: what was noted is put right."""
    waiting = list(await letters.waiting(session, contact.owner_id, contact.id))
    if waiting:
        return waiting
    written = [each for each in await letters.to_contact(session, contact.owner_id, contact.id) if each.answer]
    return [each for each in written[:1] if each.answer is not answer]


async def come_to(session: AsyncSession, contact: Contact, state: ReferralState, hours: Hours, now: datetime) -> None:
    """Whoever gave this name hears that it was used, or led nowhere."""
    before = OPEN if state is ReferralState.UNREACHABLE else {ReferralState.NAMED}
    for referral in await conversations.referrals_to(session, contact.owner_id, contact.id):
        if referral.state in before:
            referral.state = state
            await session.flush()
            await planning.plan_close_loop(session, hours, referral, now)


async def next_people(session: AsyncSession, contact: Contact, limit: int = 3) -> tuple[list[Contact], bool]:
    """Whom to write to next, and whether they are at the same place: else introduced people, then who waits longest."""
    if contact.organisation:
        there = await contacts.at_organisation(session, contact.owner_id, contact.organisation, contact.id)
        unwritten = [each for each in there if each.status is Status.TO_CONTACT]
        if unwritten:
            return unwritten[:limit], True
    return (await to_write(session, contact.owner_id, without=contact.id))[:1], False


async def to_write(session: AsyncSession, owner_id: int, *, without: int = 0) -> list[Contact]:
    """Everybody not written to yet, whoever was recommended first, then the longest known."""
    found = await contacts.with_status(session, owner_id, Status.TO_CONTACT)
    people = [each for each in found if each.id != without]
    return sorted(people, key=lambda each: each.introduced_by_id is None)
