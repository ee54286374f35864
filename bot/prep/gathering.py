"""What a prep sheet shows, gathered from storage; and its blocks, as the message and the PDF both have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.contacts.card_text import BY, day, what_they_do
from bot.conversations.rules import gist
from bot.drafts.rules import render
from bot.prep.rules import A_SET, MOST_CHOSEN, MOST_RESEARCH, Part, numbered
from bot.questions.rules import Blanks, Stage, fill, pick
from bot.reminders.hours import local_day
from bot.view import shorten
from bot.wordings import lookup
from storage import calls, contacts, conversations, meetings, research, resumes
from storage.kinds import Channel, Side
from storage.tables import (
    Advice,
    ChosenQuestion,
    Contact,
    Conversation,
    Meeting,
    Owner,
    Promise,
    Research,
    Resume,
)

OPENING, CLOSING = "opening_line", "closing_question"
MOST_TALKS = 3
MOST_PROMISES = 4
MOST_ADVICE = 3
# A meeting stays on the sheet while it may be going on.
STILL_ON = timedelta(hours=2)
MEDIUM = {Channel.CALL: "by phone", Channel.VIDEO: "by video", Channel.COFFEE: "over coffee"}


@dataclass(frozen=True)
class Sheet:
    """All that helps in the minute before a talk."""

    contact: Contact
    now: datetime
    zone: ZoneInfo
    meeting: Meeting | None
    talks: Sequence[Conversation]
    promises: Sequence[Promise]
    advice: Sequence[Advice]
    research: Sequence[Research]
    chosen: Sequence[ChosenQuestion]
    suggested: Sequence[str]
    opening: str
    closing: str
    resume: Resume | None
    is_talking: bool

    @property
    def today(self) -> date:
        """The owner's day."""
        return local_day(self.now, self.zone)


async def gather(session: AsyncSession, owner: Owner, contact_id: int, now: datetime, zone: ZoneInfo) -> Sheet | None:
    """The sheet for one contact; None when they are gone."""
    contact = await contacts.find(session, owner.id, contact_id)
    if contact is None:
        return None
    talks = await conversations.with_contact(session, owner.id, contact.id, limit=MOST_TALKS)
    agreed = await meetings.planned(session, owner.id, contact.id)
    meeting = next((each for each in agreed if is_ahead(each, now, local_day(now, zone))), None)
    introducer = await contacts.find(session, owner.id, contact.introduced_by_id) if contact.introduced_by_id else None
    chosen = await research.chosen(session, owner.id, contact.id, open_only=True)
    wordings = await lookup.overrides(session, owner.id)
    return Sheet(
        contact=contact,
        now=now,
        zone=zone,
        meeting=meeting,
        talks=talks,
        promises=await conversations.open_promises(session, owner.id, contact_id=contact.id),
        advice=await conversations.advice_by(session, owner.id, contact.id),
        research=await research.about(session, owner.id, contact.id),
        chosen=chosen,
        suggested=[] if chosen else suggested(owner, contact, met=bool(talks)),
        opening=_opening(owner, contact, introducer, meeting, wordings.get(OPENING), met=bool(talks)),
        closing=closing_question(owner, contact, _minutes(meeting), wordings.get(CLOSING)),
        resume=await resumes.latest(session, owner.id),
        is_talking=await calls.open_with(session, owner.id, contact.id) is not None,
    )


def is_ahead(meeting: Meeting, now: datetime, today: date) -> bool:
    """Whether a meeting is still to come, or going on."""
    if meeting.starts_at is not None:
        return meeting.starts_at + (meeting.length or STILL_ON) >= now
    return meeting.day is None or meeting.day >= today


def blanks(owner: Owner, contact: Contact) -> Blanks:
    """What is known for filling the blanks of questions to a contact."""
    return Blanks(owner.field, contact.organisation, contact.role, contact.first_name)


def _minutes(meeting: Meeting | None) -> int | None:
    return round(meeting.length / timedelta(minutes=1)) if meeting and meeting.length else None


def _opening(
    owner: Owner,
    contact: Contact,
    introducer: Contact | None,
    meeting: Meeting | None,
    wording: str | None,
    *,
    met: bool,
) -> str:
    if met:
        known = blanks(owner, contact)
        again = pick(3, stage=Stage.AGAIN, blanks=known)
        return f"“{fill(again[0], known)}”"
    values = {
        "first_name": contact.first_name,
        "field": owner.field,
        "my_status": owner.academic_status,
        "minutes": _minutes(meeting),
        "referral_name": introducer.name if introducer else None,
        "referral_allowed": contact.may_use_introducer is True,
    }
    # The second wording says what one studies, which not everybody has told.
    variant = contact.id if owner.academic_status else 2 * (contact.id % 2)
    return render(OPENING, values, override=wording, variant=variant).text


def closing_question(owner: Owner, contact: Contact, minutes: int | None, wording: str | None) -> str:
    """The question to close with, in the owner's own wording where there is one."""
    values = {"first_name": contact.first_name, "field": owner.field, "minutes": minutes}
    return render(CLOSING, values, override=wording, seed=contact.id).text


def suggested(owner: Owner, contact: Contact, *, met: bool) -> list[str]:
    """A good set, for as long as nothing was chosen."""
    known = blanks(owner, contact)
    return [fill(each, known) for each in pick(A_SET, stage=Stage.AGAIN if met else Stage.FIRST, blanks=known)]


def headline(sheet: Sheet) -> str:
    """When and where, on one line; empty where nothing is agreed."""
    meeting = sheet.meeting
    if meeting is None:
        return ""
    if meeting.starts_at:
        local = meeting.starts_at.astimezone(sheet.zone)
        when = f"{day(local.date(), sheet.today)} {local.hour}:{local:%M}"
    else:
        when = day(meeting.day, sheet.today) if meeting.day else "day still open"
    minutes = _minutes(meeting)
    parts = [when[:1].upper() + when[1:], f"{minutes} minutes" if minutes else "", meeting.place or ""]
    if not meeting.place and meeting.channel in MEDIUM:
        parts[-1] = MEDIUM[meeting.channel]
    return " · ".join(part for part in parts if part)


def does(contact: Contact) -> str:
    """What they do, and where."""
    return what_they_do(contact)


def blocks(sheet: Sheet, line: int) -> list[Part]:
    """Everything below the name, with lines no longer than `line`; empty blocks are left out."""
    promised = [
        f"{'You' if each.side is Side.MINE else 'They'}: {shorten(each.text, line)}{_by(each, sheet.today)}"
        for each in sorted(sheet.promises[: 2 * MOST_PROMISES], key=lambda each: each.side is Side.THEIRS)
    ]
    looked_up = [
        f"{'☑' if each.done_at else '☐'} {number}. {shorten(each.text, line)}"
        + (f" → {shorten(each.found, line)}" if each.found else "")
        for number, each in enumerate(sheet.research[:MOST_RESEARCH], 1)
    ]
    known = [f"How you met: {shorten(sheet.contact.how_met, line)}"] if sheet.contact.how_met else []
    known += [shorten(sheet.contact.notes, 2 * line)] if sheet.contact.notes else []
    to_ask = [each.text for each in sheet.chosen[:MOST_CHOSEN]] or sheet.suggested
    parts = [
        Part("Last talks", [_talk(each, sheet.today, line) for each in sheet.talks]),
        Part("About them", known),
        Part("Promised", promised),
        Part("Their advice", [shorten(each.text, line) for each in sheet.advice[-MOST_ADVICE:]]),
        Part("To look up", looked_up),
        Part("Open with", [shorten(sheet.opening, 3 * line)]),
        Part("To ask", numbered([shorten(each, 2 * line) for each in to_ask])),
        Part("Close with", [shorten(sheet.closing, 3 * line)]),
    ]
    return [part for part in parts if part.lines]


def _talk(talk: Conversation, today: date, length: int) -> str:
    by = f" {BY[talk.channel]}" if talk.channel and BY[talk.channel] else ""
    said = shorten(gist(talk.notes), length) if talk.notes else ""
    line = f"{day(talk.happened_on, today)}{by}{': ' + said if said else ''}"
    return line[:1].upper() + line[1:]


def _by(promise: Promise, today: date) -> str:
    return f" (by {day(promise.due_on, today)})" if promise.due_on else ""
