"""What an update to a contact is made from, gathered; and the draft itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.rules import day_words, listed
from bot.drafts.rules import Draft, quote_advice, quote_offer, render
from bot.progress import rules
from bot.progress.rules import Used
from bot.reminders.hours import local_day, zone_called
from bot.wordings import lookup
from storage import conversations, letters, news, reminders
from storage.kinds import LetterKind, ReminderKind, Side
from storage.tables import Contact, Conversation, Letter, News, Owner, Promise, Reminder

A_DAY = timedelta(days=1)
LONGEST_DRAFT = 3000
TEMPLATE = "update"


@dataclass(frozen=True)
class Matter:
    """An update to one contact: what they have not heard yet, the reminder of it if one waits, their last talk."""

    contact: Contact
    today: date
    news: Sequence[News]
    talked_with: int
    used: Sequence[Used]
    promised: Promise | None
    last_talk: Conversation | None
    last_update: Letter | None
    reminder: Reminder | None
    wording: str | None

    @property
    def is_told_today(self) -> bool:
        """Whether an update was marked as sent today."""
        return self.last_update is not None and self.last_update.sent_on == self.today

    @property
    def own_words(self) -> str | None:
        """The owner's own wording, once they have sent one."""
        return self.reminder.draft if self.reminder else None


async def gather(session: AsyncSession, owner: Owner, contact: Contact, now: datetime) -> Matter:
    """What has happened since they last heard from the owner."""
    today = local_day(now, zone_called(owner.zone))
    waiting = await reminders.open_for(session, owner.id, ReminderKind.UPDATE, contact_id=contact.id)
    promises = await conversations.open_promises(session, owner.id, contact_id=contact.id, side=Side.THEIRS)
    written = await letters.to_contact(session, owner.id, contact.id)
    talk = await conversations.last_with(session, owner.id, contact.id)
    since = contact.heard_on or local_day(contact.created_at, zone_called(owner.zone)) - A_DAY
    # Of news of the very day on which they heard, only what was noted afterwards is new to them.
    told_at = [each.made_at for each in written if each.sent_on == since]
    told_at += [talk.logged_at] if talk and talk.happened_on == since else []
    return Matter(
        contact=contact,
        today=today,
        news=await news.after(session, owner.id, since, max(told_at, default=None)),
        talked_with=await _others_talked_with(session, contact, since, today),
        used=[
            Used(each.id, each.text, each.helped)
            for each in await conversations.advice_by(session, owner.id, contact.id)
            if each.tried_at and not each.told_at
        ],
        promised=next(iter(promises), None),
        last_talk=talk,
        last_update=next((each for each in written if each.kind is LetterKind.UPDATE), None),
        reminder=next(iter(waiting), None),
        wording=await lookup.override(session, owner.id, TEMPLATE),
    )


async def _others_talked_with(session: AsyncSession, contact: Contact, since: date, today: date) -> int:
    talks = await conversations.between(session, contact.owner_id, since + A_DAY, today)
    return len({person.id for talk in talks for person in talk.people} - {contact.id})


def write(matter: Matter, owner: Owner) -> Draft:
    """The draft, from the owner's news and the advice they used; their own wording where they have sent one."""
    if matter.own_words:
        return Draft(matter.own_words, None, (), len(matter.own_words.split()))
    contact = matter.contact
    told = rules.to_tell(matter.used)
    advice = [phrase for each in told if (phrase := quote_advice(each.text, contact.first_name))]
    values = {
        "first_name": contact.first_name,
        "full_name": contact.name,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": owner.field,
        "my_name": owner.name,
        "my_status": owner.academic_status,
        "last_when": day_words(matter.last_talk.happened_on, matter.today) if matter.last_talk else None,
        "news": rules.as_sentences([each.text for each in matter.news])
        or rules.about_talks(matter.talked_with, owner.field),
        "advice": listed(advice) or None,
        "advice_helped": any(each.helped for each in told) or None,
        "their_promise": quote_offer(matter.promised.text, contact.first_name) if matter.promised else None,
    }
    return render(TEMPLATE, values, override=matter.wording, seed=contact.id)


async def update_draft(session: AsyncSession, owner: Owner, contact: Contact, now: datetime) -> Draft:
    """The update to a contact as it would be sent now."""
    return write(await gather(session, owner, contact, now), owner)
