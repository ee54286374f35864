"""What a card and a timeline show, gathered from storage."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders.hours import local_day, zone_called
from storage import contacts, conversations, letters, meetings, organisations, owners, reminders, resumes
from storage.kinds import Answer, Channel, LetterKind, Side
from storage.tables import (
    Contact,
    Conversation,
    Letter,
    Meeting,
    Organisation,
    Promise,
    Referral,
    Reminder,
    ResumeGiven,
)

# More than anybody's card or timeline will show; a ceiling, so that no query is without one.
MOST_TALKS = 1000


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """Everything the card says of a contact. `due` are the open reminders about them, the soonest first."""

    contact: Contact
    now: datetime
    zone: ZoneInfo
    tags: Sequence[str] = ()
    introduced_by: Contact | None = None
    last: Conversation | None = None
    talks: int = 0
    meetings: Sequence[Meeting] = ()
    due: Sequence[Reminder] = ()
    mine: Sequence[Promise] = ()
    theirs: Sequence[Promise] = ()
    met_through: Organisation | None = None
    given: Sequence[ResumeGiven] = ()

    @property
    def today(self) -> date:
        """The owner's day."""
        return local_day(self.now, self.zone)


async def gather(
    session: AsyncSession, owner_id: int, contact_id: int, now: datetime, zone: ZoneInfo | None = None
) -> CardFacts | None:
    """What is known of a contact of this owner's; None if there is none with that id.

    `zone` is what days are counted in where the owner has told no zone of theirs (UTC if not given).
    """
    contact = await contacts.find(session, owner_id, contact_id)
    if contact is None:
        return None
    owner = await owners.find(session, owner_id)
    promises = await conversations.open_promises(session, owner_id, contact_id=contact_id)
    introducer, through = contact.introduced_by_id, contact.organisation_id
    return CardFacts(
        contact=contact,
        now=now,
        zone=zone_called(owner.zone) if owner and owner.zone else zone or zone_called(None),
        tags=await contacts.tags_of(session, owner_id, contact_id),
        introduced_by=await contacts.find(session, owner_id, introducer) if introducer else None,
        last=await conversations.last_with(session, owner_id, contact_id),
        talks=await conversations.count_with(session, owner_id, contact_id),
        meetings=await meetings.planned(session, owner_id, contact_id),
        due=await reminders.open_for(session, owner_id, contact_id=contact_id),
        mine=[promise for promise in promises if promise.side is Side.MINE],
        theirs=[promise for promise in promises if promise.side is Side.THEIRS],
        met_through=await organisations.find(session, owner_id, through) if through else None,
        given=await resumes.given_to(session, owner_id, contact_id),
    )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened with a contact: when, what, by which channel, and the gist.

    `what` is the talk, letter or referral itself; views word it. `order` parts entries of one day.
    """

    on: date
    what: Conversation | Letter | Referral
    channel: Channel | None = None
    gist: str = ""
    kind: LetterKind | None = None
    answer: Answer | None = None
    order: tuple[int, int] = field(default=(0, 0))


async def history_with(session: AsyncSession, owner_id: int, contact_id: int, zone: ZoneInfo) -> list[Entry]:
    """Talks, letters, and referrals given and received, newest first."""
    entries = [
        Entry(
            on=talk.happened_on,
            what=talk,
            channel=talk.channel,
            gist=" ".join(part for part in (talk.notes, talk.suggested) if part),
            order=(2, talk.id),
        )
        for talk in await conversations.with_contact(session, owner_id, contact_id, limit=MOST_TALKS)
    ]
    entries += [
        Entry(
            on=letter.sent_on,
            what=letter,
            channel=letter.channel,
            gist=letter.text or "",
            kind=letter.kind,
            answer=letter.answer,
            order=(3, letter.id),
        )
        for letter in await letters.to_contact(session, owner_id, contact_id)
    ]
    given = await conversations.referrals_by(session, owner_id, contact_id)
    received = await conversations.referrals_to(session, owner_id, contact_id)
    entries += [
        Entry(on=local_day(referral.made_at, zone), what=referral, order=(1, referral.id))
        for referral in (*given, *received)
    ]
    return sorted(entries, key=lambda entry: (entry.on, entry.order), reverse=True)
