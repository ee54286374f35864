"""Why now: who they are, when the owner and they last spoke, and the gist."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.rules import day_words, gist
from bot.view import escape, shorten
from storage import conversations
from storage.kinds import Channel
from storage.tables import Contact, Conversation

GIST = 140

BY = {
    Channel.COFFEE: " over coffee",
    Channel.CALL: " on the phone",
    Channel.VIDEO: " by video",
    Channel.EMAIL: " by mail",
    Channel.MESSAGE: " by message",
    Channel.EVENT: " at an event",
}


async def last_spoke(session: AsyncSession, contact: Contact, today: date) -> str:
    """One line of HTML: when they last spoke, and the gist; that they have not spoken yet, and how they are known."""
    talk = await conversations.last_with(session, contact.owner_id, contact.id)
    if talk:
        return f"You last spoke{spoke(talk, today)}"
    if contact.introduced_by_id:
        giver = next(iter(await conversations.referrals_to(session, contact.owner_id, contact.id)), None)
        if giver:
            return f"You have not spoken yet; {escape(giver.giver.name)} gave you the name."
    known = contact.how_met or contact.found_where
    return f"You have not spoken yet; you know them from: {escape(shorten(known, 80))}." if known else ""


def spoke(talk: Conversation, today: date) -> str:
    """When and how, and the gist: " on 3 March over coffee: <i>…</i>"."""
    said = shorten(gist(talk.notes), GIST) if talk.notes else ""
    by = BY.get(talk.channel, "") if talk.channel else ""
    return f" {day_words(talk.happened_on, today)}{by}" + (f": <i>{escape(said)}</i>" if said else ".")


def who(contact: Contact) -> str:
    """Name in bold, with what they do and where: "<b>Ada Lovelace</b>, analyst at Engines Ltd"."""
    role, place = escape(contact.role or ""), escape(contact.organisation or "")
    does = f"{role} at {place}" if role and place else role or place
    return f"<b>{escape(contact.name)}</b>" + (f", {does}" if does else "")


def amid(contact: Contact) -> str:
    """The same where the sentence goes on: with a comma behind what they do."""
    return who(contact) + ("," if contact.role or contact.organisation else "")
