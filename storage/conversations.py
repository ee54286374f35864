"""Questions about conversations, and about what came of them: referrals, promises, advice."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from storage import letters
from storage.kinds import Outcome, ReminderKind, Side
from storage.tables import Advice, Contact, Conversation, ConversationPerson, Promise, Referral, Reminder


async def add(
    session: AsyncSession, owner_id: int, people: Sequence[Contact], happened_on: date, now: datetime, **said: Any
) -> Conversation:
    """A talk with these people on that day, with what was said of it (columns of Conversation)."""
    conversation = Conversation(owner_id=owner_id, happened_on=happened_on, logged_at=now, **said)
    session.add(conversation)
    await session.flush()
    await set_people(session, owner_id, conversation.id, [contact.id for contact in people])
    return conversation


async def set_people(session: AsyncSession, owner_id: int, conversation_id: int, contact_ids: Sequence[int]) -> None:
    """Make exactly these contacts the talk's people."""
    query = select(ConversationPerson).where(
        ConversationPerson.owner_id == owner_id, ConversationPerson.conversation_id == conversation_id
    )
    held = {each.contact_id: each for each in (await session.scalars(query)).all()}
    for contact_id, part in held.items():
        if contact_id not in contact_ids:
            await session.delete(part)
    for contact_id in dict.fromkeys(contact_ids):
        if contact_id not in held:
            session.add(ConversationPerson(owner_id=owner_id, conversation_id=conversation_id, contact_id=contact_id))
    await session.flush()


async def find(session: AsyncSession, owner_id: int, conversation_id: int) -> Conversation | None:
    """One conversation of this owner's, with its people."""
    query = select(Conversation).where(Conversation.owner_id == owner_id, Conversation.id == conversation_id)
    return await session.scalar(query.options(selectinload(Conversation.people)))


async def with_contact(
    session: AsyncSession, owner_id: int, contact_id: int, *, limit: int = 100, offset: int = 0
) -> Sequence[Conversation]:
    """The talks with a contact, latest first, with their people."""
    query = (
        select(Conversation)
        .join(ConversationPerson, ConversationPerson.conversation_id == Conversation.id)
        .where(
            Conversation.owner_id == owner_id,
            ConversationPerson.owner_id == owner_id,
            ConversationPerson.contact_id == contact_id,
        )
        .order_by(Conversation.happened_on.desc(), Conversation.id.desc())
        .options(selectinload(Conversation.people))
    )
    return (await session.scalars(query.limit(limit).offset(offset))).all()


async def last_with(session: AsyncSession, owner_id: int, contact_id: int) -> Conversation | None:
    """The latest talk with a contact."""
    return next(iter(await with_contact(session, owner_id, contact_id, limit=1)), None)


async def count_with(session: AsyncSession, owner_id: int, contact_id: int) -> int:
    """How many talks were held with a contact."""
    query = select(func.count()).where(
        ConversationPerson.owner_id == owner_id, ConversationPerson.contact_id == contact_id
    )
    return await session.scalar(query) or 0


async def people_ids(session: AsyncSession, owner_id: int, conversation_id: int) -> Sequence[int]:
    """Who took part in a talk, as ids, in the order they were named."""
    query = select(ConversationPerson.contact_id).where(
        ConversationPerson.owner_id == owner_id, ConversationPerson.conversation_id == conversation_id
    )
    return (await session.scalars(query.order_by(ConversationPerson.id))).all()


async def unthanked(session: AsyncSession, owner_id: int, limit: int = 5) -> Sequence[tuple[Conversation, Contact]]:
    """Contacts whose latest talk has had no thank-you since, nor was waved off; the latest first."""
    newest = (
        select(
            Conversation.id,
            ConversationPerson.contact_id,
            func.row_number()
            .over(
                partition_by=ConversationPerson.contact_id,
                order_by=(Conversation.happened_on.desc(), Conversation.id.desc()),
            )
            .label("turn"),
        )
        .join(ConversationPerson, ConversationPerson.conversation_id == Conversation.id)
        .where(Conversation.owner_id == owner_id, ConversationPerson.owner_id == owner_id)
        .subquery()
    )
    waved_off = exists().where(
        Reminder.owner_id == owner_id,
        Reminder.kind == ReminderKind.THANK_YOU,
        Reminder.contact_id == Contact.id,
        Reminder.conversation_id == Conversation.id,
        Reminder.outcome.in_((Outcome.DONE, Outcome.SKIPPED, Outcome.DROPPED)),
    )
    query = (
        select(Conversation, Contact)
        .join(newest, newest.c.id == Conversation.id)
        .join(Contact, Contact.id == newest.c.contact_id)
        .where(
            newest.c.turn == 1,
            Contact.owner_id == owner_id,
            Contact.archived_at.is_(None),
            ~letters.thanks_for(owner_id, Contact.id, Conversation.id, Conversation.happened_on),
            ~waved_off,
        )
        .order_by(Conversation.happened_on.desc(), Conversation.id.desc(), Contact.id)
        .limit(limit)
    )
    return [(conversation, contact) for conversation, contact in (await session.execute(query)).all()]


async def recent_people(session: AsyncSession, owner_id: int, limit: int = 6) -> Sequence[Contact]:
    """Whom the owner is likely to have talked to: those last added or last talked to, without the archived."""
    talked = (
        select(func.max(Conversation.logged_at))
        .join(ConversationPerson, ConversationPerson.conversation_id == Conversation.id)
        .where(ConversationPerson.owner_id == owner_id, ConversationPerson.contact_id == Contact.id)
        .correlate(Contact)
        .scalar_subquery()
    )
    query = (
        select(Contact)
        .where(Contact.owner_id == owner_id, Contact.archived_at.is_(None))
        .order_by(func.coalesce(talked, Contact.created_at).desc(), Contact.id.desc())
        .limit(limit)
    )
    return (await session.scalars(query)).all()


async def between(session: AsyncSession, owner_id: int, first: date, last: date) -> Sequence[Conversation]:
    """The talks held from one day to another, both included, earliest first."""
    query = select(Conversation).where(
        Conversation.owner_id == owner_id, Conversation.happened_on >= first, Conversation.happened_on <= last
    )
    query = query.order_by(Conversation.happened_on, Conversation.id).options(selectinload(Conversation.people))
    return (await session.scalars(query)).all()


# Referrals


async def add_referral(
    session: AsyncSession, owner_id: int, giver: Contact, person: Contact, now: datetime, **more: Any
) -> Referral:
    """`giver` named `person`; the same name given twice by the same contact stays one referral."""
    known = await session.scalar(
        select(Referral).where(
            Referral.owner_id == owner_id, Referral.from_contact_id == giver.id, Referral.to_contact_id == person.id
        )
    )
    if known:
        return known
    referral = Referral(owner_id=owner_id, from_contact_id=giver.id, to_contact_id=person.id, made_at=now, **more)
    session.add(referral)
    await session.flush()
    return referral


async def find_referral(session: AsyncSession, owner_id: int, referral_id: int) -> Referral | None:
    """One referral of this owner's, with both people."""
    query = select(Referral).where(Referral.owner_id == owner_id, Referral.id == referral_id)
    return await session.scalar(query.options(joinedload(Referral.giver), joinedload(Referral.person)))


async def referrals_by(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[Referral]:
    """The names a contact gave."""
    query = select(Referral).where(Referral.owner_id == owner_id, Referral.from_contact_id == contact_id)
    query = query.order_by(Referral.id).options(joinedload(Referral.giver), joinedload(Referral.person))
    return (await session.scalars(query)).all()


async def referrals_to(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[Referral]:
    """Who gave this contact's name."""
    query = select(Referral).where(Referral.owner_id == owner_id, Referral.to_contact_id == contact_id)
    query = query.order_by(Referral.id).options(joinedload(Referral.giver), joinedload(Referral.person))
    return (await session.scalars(query)).all()


async def referrals_from(session: AsyncSession, owner_id: int, conversation_id: int) -> Sequence[Referral]:
    """The names given in one conversation."""
    query = select(Referral).where(Referral.owner_id == owner_id, Referral.conversation_id == conversation_id)
    query = query.order_by(Referral.id).options(joinedload(Referral.giver), joinedload(Referral.person))
    return (await session.scalars(query)).all()


# Promises


async def add_promise(
    session: AsyncSession,
    owner_id: int,
    side: Side,
    text: str,
    now: datetime,
    *,
    contact_id: int | None = None,
    conversation_id: int | None = None,
    due_on: date | None = None,
) -> Promise:
    """Something the owner or a contact said they would do."""
    promise = Promise(
        owner_id=owner_id,
        side=side,
        text=text[:512],
        made_at=now,
        contact_id=contact_id,
        conversation_id=conversation_id,
        due_on=due_on,
    )
    session.add(promise)
    await session.flush()
    return promise


async def find_promise(session: AsyncSession, owner_id: int, promise_id: int) -> Promise | None:
    """One promise of this owner's."""
    query = select(Promise).where(Promise.owner_id == owner_id, Promise.id == promise_id)
    return await session.scalar(query.options(joinedload(Promise.contact)))


async def open_promises(
    session: AsyncSession, owner_id: int, *, contact_id: int | None = None, side: Side | None = None
) -> Sequence[Promise]:
    """What was promised and is not done, the soonest due first; of one contact or one side if given."""
    values = {"owner_id": owner_id, "contact_id": contact_id, "side": side}
    return (await session.scalars(_open_promises(contact_id is not None, side is not None), values)).all()


@cache
def _open_promises(of_contact: bool, of_side: bool) -> Select[Promise]:
    """Built once for each shape: building a query takes longer than answering it."""
    query = select(Promise).where(Promise.owner_id == bindparam("owner_id"), Promise.done_at.is_(None))
    if of_contact:
        query = query.where(Promise.contact_id == bindparam("contact_id"))
    if of_side:
        query = query.where(Promise.side == bindparam("side"))
    query = query.order_by(Promise.due_on.is_(None), Promise.due_on, Promise.id)
    return query.options(joinedload(Promise.contact))


async def promises_from(session: AsyncSession, owner_id: int, conversation_id: int) -> Sequence[Promise]:
    """What was promised in one conversation."""
    query = select(Promise).where(Promise.owner_id == owner_id, Promise.conversation_id == conversation_id)
    return (await session.scalars(query.order_by(Promise.id).options(joinedload(Promise.contact)))).all()


# Advice


async def add_advice(
    session: AsyncSession,
    owner_id: int,
    contact_id: int,
    text: str,
    now: datetime,
    *,
    conversation_id: int | None = None,
    about_resume: bool = False,
) -> Advice:
    """Something a contact suggested."""
    advice = Advice(
        owner_id=owner_id,
        contact_id=contact_id,
        text=text[:512],
        made_at=now,
        conversation_id=conversation_id,
        about_resume=about_resume,
    )
    session.add(advice)
    await session.flush()
    return advice


async def find_advice(session: AsyncSession, owner_id: int, advice_id: int) -> Advice | None:
    """One piece of advice this owner was given."""
    query = select(Advice).where(Advice.owner_id == owner_id, Advice.id == advice_id)
    return await session.scalar(query.options(joinedload(Advice.contact)))


async def advice_by(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[Advice]:
    """What a contact suggested, earliest first."""
    query = select(Advice).where(Advice.owner_id == owner_id, Advice.contact_id == contact_id).order_by(Advice.id)
    return (await session.scalars(query.options(joinedload(Advice.contact)))).all()


async def advice_from(session: AsyncSession, owner_id: int, conversation_id: int) -> Sequence[Advice]:
    """What was suggested in one conversation."""
    query = select(Advice).where(Advice.owner_id == owner_id, Advice.conversation_id == conversation_id)
    return (await session.scalars(query.order_by(Advice.id).options(joinedload(Advice.contact)))).all()
