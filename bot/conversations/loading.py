"""A talk with all that hangs from it, as it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from storage import contacts, conversations, goals, reminders
from storage.kinds import ReminderKind, Side
from storage.tables import Advice, Contact, Conversation, Promise, Referral, Reminder


@dataclass(frozen=True)
class Talk:
    """One conversation, its people in the order they were named, and what came of it.

    `has_wonders`: there is something the owner wants to find out, which it may have answered.
    """

    conversation: Conversation
    people: Sequence[Contact]
    referrals: Sequence[Referral]
    mine: Sequence[Promise]
    theirs: Sequence[Promise]
    advice: Sequence[Advice]
    thank_yous: Sequence[Reminder]
    has_wonders: bool = False


async def load(session: AsyncSession, owner_id: int, conversation_id: int) -> Talk | None:
    """One of the owner's talks; None when it is gone."""
    conversation = await conversations.find(session, owner_id, conversation_id)
    if conversation is None:
        return None
    ids = await conversations.people_ids(session, owner_id, conversation_id)
    promises = await conversations.promises_from(session, owner_id, conversation_id)
    waiting = await reminders.open_for(session, owner_id, ReminderKind.THANK_YOU)
    return Talk(
        conversation,
        await contacts.with_ids(session, owner_id, ids),
        await conversations.referrals_from(session, owner_id, conversation_id),
        [each for each in promises if each.side is Side.MINE],
        [each for each in promises if each.side is Side.THEIRS],
        await conversations.advice_from(session, owner_id, conversation_id),
        [each for each in waiting if each.conversation_id == conversation_id],
        bool(await goals.wonders(session, owner_id)),
    )
