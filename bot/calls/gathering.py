"""What the card of a talk shows, gathered; and what is written when it begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.draft import ConversationDraft, PersonDraft
from bot.conversations.recording import Recorded, record
from bot.prep.gathering import CLOSING, blanks, closing_question
from bot.questions.rules import Stage, fill, load_bank, pick
from bot.reminders.hours import local_day, zone_called
from bot.wordings import lookup
from storage import calls, contacts, conversations, learned, meetings, research
from storage.tables import Call, ChosenQuestion, Contact, Learned, Meeting, Owner, Referral

A_SET = 6
JOB_SET = 4
# One asks for a meeting that begins about now.
MEETING_NEAR = timedelta(minutes=30)


@dataclass(frozen=True)
class Card:
    """A talk that is going on, or has just ended."""

    call: Call
    contact: Contact
    questions: Sequence[ChosenQuestion]
    answers: Sequence[Learned]
    named: Sequence[Referral]
    closing: str
    is_logged: bool

    def answers_to(self, question: ChosenQuestion) -> list[Learned]:
        """What was said to a question."""
        return [each for each in self.answers if each.ref == question.ref]

    @property
    def is_about_a_job(self) -> bool:
        """Whether the questions for an actual job are among those still to ask."""
        return any(each.ref in job_refs() and each.asked_at is None for each in self.questions)


def job_refs() -> frozenset[str]:
    """The bank's questions for when an actual job comes up."""
    return frozenset(each.id for each in load_bank() if each.topic == "job")


async def gather(session: AsyncSession, owner: Owner, call_id: int) -> Card | None:
    """The card of a talk; None when it is gone."""
    call = await calls.find(session, owner.id, call_id)
    if call is None:
        return None
    contact = call.contact
    minutes = round(call.length / timedelta(minutes=1))
    return Card(
        call,
        contact,
        await research.chosen(session, owner.id, contact.id, asked_since=call.started_at),
        await learned.since(session, owner.id, contact.id, call.started_at),
        [
            each
            for each in await conversations.referrals_by(session, owner.id, contact.id)
            if each.made_at >= call.started_at
        ],
        closing_question(owner, contact, minutes, await lookup.override(session, owner.id, CLOSING)),
        await _is_logged(session, owner, call),
    )


async def _is_logged(session: AsyncSession, owner: Owner, call: Call) -> bool:
    """Whether a conversation of this talk's day was kept since it began."""
    day = local_day(call.started_at, zone_called(owner.zone))
    latest = await conversations.with_contact(session, owner.id, call.contact_id, limit=3)
    return any(each.happened_on >= day and each.logged_at >= call.started_at for each in latest)


async def planned(session: AsyncSession, owner_id: int, contact_id: int, now: datetime) -> Meeting | None:
    """The meeting that this talk is, if one is agreed for about now."""
    agreed = await meetings.planned(session, owner_id, contact_id)
    return next((each for each in agreed if each.starts_at and abs(each.starts_at - now) <= MEETING_NEAR), None)


async def begin(session: AsyncSession, owner: Owner, contact: Contact, length: timedelta, now: datetime) -> Call:
    """A talk begins; where no questions were chosen, a good set is."""
    meeting = await planned(session, owner.id, contact.id, now)
    call = await calls.add(session, owner.id, contact.id, length, now, meeting_id=meeting.id if meeting else None)
    if not await research.chosen(session, owner.id, contact.id, open_only=True):
        met = await conversations.count_with(session, owner.id, contact.id)
        await _choose(session, owner, contact, Stage.AGAIN if met else Stage.FIRST, A_SET, now)
    return call


async def switch_to_job(session: AsyncSession, owner: Owner, card: Card, now: datetime) -> None:
    """The questions for an actual job come first; asked for again, those that were not asked go."""
    if card.is_about_a_job:
        for question in card.questions:
            if question.ref in job_refs() and question.asked_at is None:
                await session.delete(question)
        return
    await _choose(session, owner, card.contact, Stage.JOB, JOB_SET, now, first=True)


async def _choose(
    session: AsyncSession,
    owner: Owner,
    contact: Contact,
    stage: Stage,
    count: int,
    now: datetime,
    *,
    first: bool = False,
) -> None:
    known = blanks(owner, contact)
    asked = {each.ref for each in await research.chosen(session, owner.id, contact.id) if each.asked_at}
    # A job's set opens and closes as any other does; those questions stand on the card already.
    picked = pick(count + 3 if stage is Stage.JOB else count, stage=stage, asked=asked, blanks=known)
    if stage is Stage.JOB:
        picked = [each for each in picked if each.id in job_refs()][:count]
    for question in reversed(picked) if first else picked:
        await research.add_chosen(session, owner.id, contact.id, question.id, fill(question, known), now, first=first)


async def log(session: AsyncSession, owner: Owner, card: Card, now: datetime, default_zone: str) -> Recorded:
    """The talk as a conversation, the answers its notes; answers and names given are tied to it."""
    zone = zone_called(owner.zone or default_zone)
    local = card.call.started_at.astimezone(zone)
    meeting = await meetings.find(session, owner.id, card.call.meeting_id) if card.call.meeting_id else None
    draft = ConversationDraft(
        [PersonDraft(card.contact.name, contact_id=card.contact.id)],
        local_day(card.call.started_at, zone),
        started_at=local.time().replace(second=0, microsecond=0),
        channel=meeting.channel if meeting else None,
        notes=notes(card) or None,
        meeting_id=meeting.id if meeting else None,
    )
    recorded = await record(session, owner, draft, now, default_zone)
    for answer in card.answers:
        answer.conversation_id = recorded.conversation.id
    for referral in card.named:
        referral.conversation_id = referral.conversation_id or recorded.conversation.id
    await session.flush()
    return recorded


def notes(card: Card) -> str:
    """The answers as notes: each under its question."""
    return "\n".join(f"{each.question} – {each.text}" if each.question else each.text for each in card.answers)[:4000]


async def add_named(
    session: AsyncSession,
    owner: Owner,
    card: Card,
    name: str,
    organisation: str | None,
    may: bool | None,
    now: datetime,
) -> Referral | None:
    """Somebody they named: kept as a contact who remembers by whom, with the leave to use the name."""
    person = await contacts.find_by_name(session, owner.id, name)
    if person is None:
        person = await contacts.add(session, owner.id, name, now, organisation=organisation)
    if person.id == card.contact.id:
        return None
    giver = await contacts.find(session, owner.id, card.contact.id)
    assert giver is not None
    referral = await conversations.add_referral(session, owner.id, giver, person, now, may_use_name=may)
    referral.may_use_name = may if may is not None else referral.may_use_name
    if person.introduced_by_id is None:
        person.introduced_by_id = giver.id
    if person.introduced_by_id == giver.id and may is not None:
        person.may_use_introducer = may
    await session.flush()
    return await conversations.find_referral(session, owner.id, referral.id)
