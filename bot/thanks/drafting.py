"""What a note of thanks is made from, gathered; and the note itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.rules import day_words, said_part
from bot.drafts.rules import Channel as Way
from bot.drafts.rules import Draft, render, talk_values
from bot.thanks import rules
from bot.thanks.rules import Style
from bot.wordings import lookup
from storage import contacts, conversations, letters, reminders
from storage.kinds import ReminderKind, Side
from storage.tables import Advice, Contact, Conversation, Letter, Owner, Promise, Referral, Reminder


@dataclass(frozen=True)
class Matter:
    """Whom to thank for which talk; the reminder of it, if there is one; the thanks they had last; own wordings."""

    contact: Contact
    conversation: Conversation
    reminder: Reminder | None
    referrals: Sequence[Referral]
    advice: Sequence[Advice]
    promises: Sequence[Promise]
    last_thanks: Letter | None
    is_thanked: bool
    wordings: Mapping[str, str]

    @property
    def is_settled(self) -> bool:
        """Whether its reminder has ended."""
        return self.reminder is not None and self.reminder.settled_at is not None

    @property
    def own_words(self) -> str | None:
        """The owner's own wording, once they have sent one."""
        return self.reminder.draft if self.reminder else None


async def by_reminder(session: AsyncSession, owner_id: int, reminder_id: int) -> Matter | None:
    """What a reminder is about; None when reminder, person or talk is gone."""
    reminder = await reminders.find(session, owner_id, reminder_id)
    if reminder is None or reminder.contact_id is None or reminder.conversation_id is None:
        return None
    return await gather(session, owner_id, reminder.contact_id, reminder.conversation_id, reminder)


async def by_talk(session: AsyncSession, owner_id: int, contact_id: int, conversation_id: int) -> Matter | None:
    """Thanks to a contact for a talk, with the open reminder of it if there is one."""
    waiting = await reminders.open_for(session, owner_id, ReminderKind.THANK_YOU, contact_id=contact_id)
    reminder = next((each for each in waiting if each.conversation_id == conversation_id), None)
    return await gather(session, owner_id, contact_id, conversation_id, reminder)


async def gather(
    session: AsyncSession, owner_id: int, contact_id: int, conversation_id: int, reminder: Reminder | None
) -> Matter | None:
    """All a note of thanks is made from; None when the person or the talk is gone."""
    contact = await contacts.find(session, owner_id, contact_id)
    conversation = await conversations.find(session, owner_id, conversation_id)
    if contact is None or conversation is None:
        return None
    referrals = await conversations.referrals_from(session, owner_id, conversation_id)
    advice = await conversations.advice_from(session, owner_id, conversation_id)
    promises = await conversations.promises_from(session, owner_id, conversation_id)
    return Matter(
        contact,
        conversation,
        reminder,
        [each for each in referrals if each.from_contact_id == contact_id],
        [each for each in advice if each.contact_id == contact_id],
        [each for each in promises if each.contact_id == contact_id and each.side is Side.MINE and not each.done_at],
        await letters.last_thanks(session, owner_id, contact_id),
        await letters.thanked_for(session, owner_id, contact_id, conversation),
        await lookup.overrides(session, owner_id),
    )


def write(matter: Matter, owner: Owner, style: Style, today: date) -> Draft:
    """The draft, from the notes of the talk; the owner's own wording where they have sent one."""
    if matter.own_words:
        return Draft(matter.own_words, None, (), len(matter.own_words.split()))
    contact, talk = matter.contact, matter.conversation
    allowed = {each.may_use_name for each in matter.referrals}
    values = talk_values(
        said_part(talk.notes or ""),
        suggestions=[each.text for each in matter.advice],
        pointed_to=[each.person.name for each in matter.referrals],
        may_use_name=None if None in allowed else allowed == {True},
        promise=matter.promises[0].text if matter.promises else None,
        first_name=contact.first_name,
    )
    values |= {
        "first_name": contact.first_name,
        "full_name": contact.name,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": owner.field,
        "my_name": owner.name,
        "my_status": owner.academic_status,
        "when": day_words(talk.happened_on, today),
        "channel": (Way.MESSAGE if style is Style.SHORT else Way.MAIL).value,
    }
    template = rules.template(style, talk.happened_on, today)
    return render(template, values, override=matter.wordings.get(template), seed=contact.id)
