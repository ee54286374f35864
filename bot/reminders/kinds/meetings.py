"""The pings of an agreed meeting: the evening before, and an hour before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton, Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.conversations.rules import listed
from bot.drafts.rules import Draft, in_their_time
from bot.questions.rules import Blanks, Stage, fill, pick
from bot.reminders.hours import local_day, zone_called
from bot.reminders.kinds import drafts, why
from bot.reminders.later import clock_text
from bot.reminders.nudges import Occasion, Wording
from bot.resume.given import given_text
from bot.view import Action, View, escape, rows, shorten
from storage import conversations, meetings, research, resumes
from storage.kinds import Channel, MeetingState, ReminderKind, Side
from storage.tables import Contact, Meeting, Owner

PREPARE = Action("prep_for")
MOVED = Action("meeting_moved")
CANCELLED = Action("meeting_off")
RESUME_TO = Action("resume_to")

QUESTIONS_SUGGESTED = 3
QUESTIONS_BEFORE = 5
QUESTIONS_SOON = 8
RESEARCH_SHOWN = 4
LINKED = ("http://", "https://")

MEDIUM = {Channel.CALL: "phone", Channel.VIDEO: "video"}


@dataclass(frozen=True)
class Agreed:
    """A meeting that still stands, with its people."""

    meeting: Meeting
    people: Sequence[Contact]

    @property
    def contact(self) -> Contact | None:
        """The first of them, whom the confirmation line is to."""
        return self.people[0] if self.people else None


async def agreed(occasion: Occasion) -> Agreed | None:
    """The meeting of a reminder, while it is planned."""
    meeting = await meetings.find(occasion.session, occasion.owner.id, occasion.reminder.meeting_id or 0)
    if meeting is None or meeting.state is not MeetingState.PLANNED or meeting.starts_at is None:
        return None
    return Agreed(meeting, meeting.people)


async def tomorrow(occasion: Occasion) -> View | None:
    """Who, when, where; what is still to be looked up, asked, sent; a line to confirm, in the contact's own time."""
    found = await agreed(occasion)
    if found is None or found.meeting.starts_at is None:
        return None
    lines = [f"📅 {_headline(found, occasion)}", *await _about(occasion, found)]
    buttons: list[InlineKeyboardButton] = []
    if found.contact:
        has, latest = await _resume(occasion, found.contact)
        lines += [*await _to_look_up(occasion, found, suggest=True), has]
        lines += await _to_ask(occasion, found.contact, QUESTIONS_BEFORE)
        line = await confirmation(occasion.owner, found.meeting, found.contact, occasion)
        their = ", in their time" if _their_time(found, occasion.hours.zone) else ""
        lines += [f"A line to confirm{their}:", drafts.shown(line)]
        buttons = [PREPARE.button("Prepare", found.contact.id), *drafts.copying(line)]
        buttons += [RESUME_TO.button("Resume", found.contact.id)] if latest else []
    return View("\n".join(line for line in lines if line), rows(buttons, _moved(found.meeting)))


async def soon(occasion: Occasion) -> View | None:
    """Place or link, and the questions."""
    found = await agreed(occasion)
    if found is None or found.meeting.starts_at is None:
        return None
    lines = [f"⏰ {_headline(found, occasion)}", *await _about(occasion, found)]
    if found.contact:
        lines += await _to_look_up(occasion, found, suggest=False)
        lines += await _to_ask(occasion, found.contact, QUESTIONS_SOON)
    prepare = [PREPARE.button("Everything on them", found.contact.id)] if found.contact else []
    return View("\n".join(line for line in lines if line), rows(prepare, _moved(found.meeting)))


async def confirmation(owner: Owner, meeting: Meeting, contact: Contact, occasion: Occasion) -> Draft:
    """The confirmation line: the moment as the contact reads it, in their own zone where it is known."""
    assert meeting.starts_at is not None
    zone = zone_called(contact.zone) if contact.zone else occasion.hours.zone
    place = meeting.place or ""
    values = {
        "meeting_when": in_their_time(meeting.starts_at, zone, now=occasion.now),
        "link": place if place.startswith(LINKED) else None,
        "place": None if place.startswith(LINKED) else place or None,
        "medium": MEDIUM.get(meeting.channel) if meeting.channel else None,
        "minutes": round(meeting.length / timedelta(minutes=1)) if meeting.length else None,
    }
    return await drafts.render(occasion.session, "confirm_meeting", owner, contact, values)


def _headline(found: Agreed, occasion: Occasion) -> str:
    """ "Tomorrow 15:00: Ada Lovelace, analyst at Engines Ltd." with the place below, and their time if it differs."""
    meeting, zone = found.meeting, occasion.hours.zone
    assert meeting.starts_at is not None
    day = local_day(meeting.starts_at, zone)
    near = {0: "Today", 1: "Tomorrow"}.get((day - local_day(occasion.now, zone)).days, f"{day:%A}")
    names = listed([why.who(each) for each in found.people]) or "a meeting"
    length = f" ({round(meeting.length / timedelta(minutes=1))} minutes)" if meeting.length else ""
    text = f"{near} {clock_text(meeting.starts_at, zone)}{length}: {names}."
    if meeting.place:
        where = "Link" if meeting.place.startswith(LINKED) else "Where"
        text += f"\n{where}: {escape(shorten(meeting.place, 300))}"
    elif meeting.channel in MEDIUM:
        text += f"\nBy {MEDIUM[meeting.channel]}."
    return text + _their_time(found, zone)


def _their_time(found: Agreed, zone: ZoneInfo) -> str:
    contact, starts_at = found.contact, found.meeting.starts_at
    if contact is None or contact.zone is None or starts_at is None:
        return ""
    theirs = zone_called(contact.zone)
    if starts_at.astimezone(theirs).utcoffset() == starts_at.astimezone(zone).utcoffset():
        return ""
    return f"\nThat is {clock_text(starts_at, theirs)} for {escape(contact.first_name)}."


async def _about(occasion: Occasion, found: Agreed) -> list[str]:
    today = local_day(occasion.now, occasion.hours.zone)
    lines = [escape(shorten(found.meeting.notes, 200))] if found.meeting.notes else []
    for contact in found.people[:3]:
        lines.append(await why.last_spoke(occasion.session, contact, today))
        lines += await promises(occasion.session, contact, today)
    return lines


async def promises(session: AsyncSession, contact: Contact, today: date) -> list[str]:
    """What is promised both ways, a line each."""
    open_ones = await conversations.open_promises(session, contact.owner_id, contact_id=contact.id)
    return [
        f"☑️ You promised: {escape(shorten(each.text, 120))}"
        if each.side is Side.MINE
        else f"⏳ They promised: {escape(shorten(each.text, 120))}"
        for each in open_ones[:4]
    ]


async def _to_look_up(occasion: Occasion, found: Agreed, *, suggest: bool) -> list[str]:
    """What is still to be looked up about whom; with `suggest`, a word where the list is empty or done."""
    lines = []
    for contact in found.people[:3]:
        items = await research.about(occasion.session, occasion.owner.id, contact.id)
        still = [each.text for each in items if each.done_at is None]
        about = f" about {escape(contact.first_name)}" if len(found.people) > 1 else ""
        if still:
            more = f", and {len(still) - RESEARCH_SHOWN} more" if len(still) > RESEARCH_SHOWN else ""
            shown = "; ".join(escape(shorten(each, 80)) for each in still[:RESEARCH_SHOWN])
            lines.append(f"🔎 Still to look up{about}: {shown}{more}.")
        elif suggest and items:
            lines.append(f"🔎 You have looked up everything on your list{about}.")
        elif suggest:
            lines.append(f"🔎 Nothing is noted yet to look up{about}; Prepare has ideas.")
    return lines


async def _to_ask(occasion: Occasion, contact: Contact, most: int) -> list[str]:
    """What the owner has chosen to ask; where they have not, a few good ones to start from."""
    session, owner = occasion.session, occasion.owner
    chosen = await research.chosen(session, owner.id, contact.id, open_only=True)
    if not chosen:
        suggested = await _suggested(session, owner, contact)
        return ["❓ No questions chosen yet. These are a good start:", *(f"• {escape(each)}" for each in suggested)]
    more = [f"… and {len(chosen) - most} more"] if len(chosen) > most else []
    return ["❓ You want to ask:", *(f"• {escape(shorten(each.text, 200))}" for each in chosen[:most]), *more]


async def _suggested(session: AsyncSession, owner: Owner, contact: Contact) -> list[str]:
    blanks = Blanks(owner.field, contact.organisation, contact.role, contact.first_name)
    met = await conversations.count_with(session, owner.id, contact.id)
    chosen = pick(QUESTIONS_SUGGESTED, stage=Stage.AGAIN if met else Stage.FIRST, blanks=blanks, seed=contact.id)
    return [fill(each, blanks) for each in chosen]


async def _resume(occasion: Occasion, contact: Contact) -> tuple[str, bool]:
    """Whether they have the owner's resume, in a line; and whether there is one to send."""
    session, owner_id = occasion.session, occasion.owner.id
    latest = await resumes.latest(session, owner_id)
    first = escape(contact.first_name)
    has = given_text(
        await resumes.given_to(session, owner_id, contact.id), local_day(occasion.now, occasion.hours.zone)
    )
    if has:
        return f"📎 {first} {has[:1].lower()}{has[1:]}.", latest is not None
    return (f"📎 {first} does not have your resume; it is ready if they ask." if latest else ""), latest is not None


def _moved(meeting: Meeting) -> list[InlineKeyboardButton]:
    return [MOVED.button("Moved", meeting.id), CANCELLED.button("Cancelled", meeting.id)]


NUDGES: Mapping[ReminderKind, Wording] = {
    ReminderKind.MEETING_TOMORROW: tomorrow,
    ReminderKind.MEETING_SOON: soon,
}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """None of its own: preparing is in `bot.prep`, what becomes of a meeting in `outcomes`."""
    return []
