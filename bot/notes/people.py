"""The people of a note as contacts: found or added, told apart, brought together. In the caller's transaction."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.contacts.drafts import NOTES_LIMIT
from bot.conversations import recording
from bot.conversations.draft import PersonDraft
from bot.notes.understood import Who
from bot.notes.written import Writing, Written
from bot.reminders import planning
from storage import contacts, conversations
from storage.folding import fold
from storage.kinds import ReferralState
from storage.tables import Contact, Referral


def draft_of(person: Who) -> PersonDraft:
    """Somebody of a note as the recording of talks takes them."""
    return PersonDraft(person.name, person.organisation, person.role, person.contact_id, person.is_new)


async def find_or_add(session: AsyncSession, writing: Writing, person: Who, written: Written) -> Contact:
    """The contact meant. What the owner has put right about them replaces what was known."""
    contact = await recording.find_or_add(session, writing.owner.id, draft_of(person), writing.now, written.added)
    written.records.contacts[fold(person.said)] = contact.id
    if person.corrected:
        contact.organisation, contact.role = person.organisation, person.role
        await contacts.reindex(session, contact)
    return contact


async def find_or_add_all(
    session: AsyncSession, writing: Writing, people: Sequence[Who], written: Written
) -> list[Contact]:
    """The contacts meant, each once."""
    found = [await find_or_add(session, writing, each, written) for each in people]
    return list({contact.id: contact for contact in found}.values())


async def tell_news(session: AsyncSession, contact: Contact, person: Who, *, is_new: bool) -> None:
    """News about somebody known: a new role or place replaces the old one."""
    if is_new or person.corrected:
        return
    contact.organisation = person.organisation or contact.organisation
    contact.role = person.role or contact.role
    await contacts.reindex(session, contact)


async def keep_note(session: AsyncSession, contact: Contact, words: str) -> None:
    """Put the words of a note among what is kept of somebody."""
    held = contact.notes or ""
    if words and words not in held and len(held) + len(words) < NOTES_LIMIT:
        contact.notes = f"{held}\n{words}".strip()
        await contacts.reindex(session, contact)


async def refer(
    session: AsyncSession, writing: Writing, people: Sequence[Contact], named: Who, written: Written
) -> Referral | None:
    """A name that somebody of the note gave."""
    giver = people[named.by if named.by < len(people) else 0]
    person = await find_or_add(session, writing, named, written)
    if person.id == giver.id:
        return None
    referral = await conversations.add_referral(
        session,
        writing.owner.id,
        giver,
        person,
        writing.now,
        conversation_id=written.records.conversation_id,
        may_use_name=named.may_use_name,
    )
    if person.introduced_by_id is None and person.id not in {each.id for each in people}:
        person.introduced_by_id = giver.id
    if named.may_use_name is not None:
        recording.allow(referral, person, named.may_use_name)
    written.records.referral_ids[fold(named.said)] = referral.id
    written.named.append(person)
    return referral


async def bring_together(
    session: AsyncSession, writing: Writing, people: Sequence[Contact], through: Who, written: Written
) -> None:
    """Who brought owner and contact together; an introducer the owner keeps wants to hear what came of it."""
    if not through.is_sure:
        return
    owner_id = writing.owner.id
    introducer = await contacts.find(session, owner_id, through.contact_id) if through.contact_id else None
    introducer = introducer or await contacts.find_by_name(session, owner_id, through.name)
    for contact in people:
        if introducer is None:
            contact.how_met = contact.how_met or f"through {through.name}"[:256]
            await contacts.reindex(session, contact)
        elif introducer.id != contact.id:
            contact.introduced_by_id = contact.introduced_by_id or introducer.id
            referral = await conversations.add_referral(session, owner_id, introducer, contact, writing.now)
            if writing.came_to is not None and referral.state is ReferralState.NAMED:
                await come_to(session, writing, referral, writing.came_to)


async def come_to(session: AsyncSession, writing: Writing, referral: Referral, state: ReferralState) -> None:
    """A referral has come to something: whoever gave the name is told."""
    referral.state = state
    await session.flush()
    await planning.plan_close_loop(session, writing.hours, referral, writing.now)


def named_in(text: str, people: Sequence[Contact]) -> Contact | None:
    """The one of these people whom a text names."""
    words = set(fold(text).split())
    return next((each for each in people if fold(each.first_name) in words), None)
