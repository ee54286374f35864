"""Meetings in words: the list, a meeting's page, times to propose, the lines to the other person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot import pages
from bot.conversations.rules import listed
from bot.drafts.rules import Draft
from bot.meetings.rules import LINK, USUAL_LENGTH, same_clock
from bot.reminders.hours import local_day, zone_called
from bot.reminders.later import clock_text, day_text
from bot.view import Action, Row, View, columns, copy_button, escape, rows, shorten
from bot.wordings.views import WORDING, fit
from storage.kinds import Channel, MeetingState
from storage.tables import Contact, Meeting

# Plans a meeting with somebody, and opens one: `FOR.button("Schedule", contact.id)`, `OPEN.button(…, meeting.id)`.
FOR = Action("schedule_for")
OPEN = Action("meeting")
ALL = Action("meetings")
PROPOSE = Action("schedule_propose")
TAKE = Action("schedule_take")
EDIT = Action("meeting_edit")
CALENDAR = Action("meeting_file")
LINE = Action("meeting_line")
# What becomes of a meeting is answered in the room of reminders.
HELD = Action("meeting_held")
OFF = Action("meeting_off")
NO_SHOW = Action("meeting_alone")
PREPARE = Action("prep_for")
CARD = Action("card")

GONE = "That meeting is no longer kept."
HOW = {
    Channel.VIDEO: "by video",
    Channel.CALL: "on the phone",
    Channel.COFFEE: "over coffee",
    Channel.MEETING: "in person",
    Channel.EVENT: "at an event",
}
BECAME = {
    MeetingState.HAPPENED: "It happened.",
    MeetingState.MOVED: "It was moved.",
    MeetingState.CANCELLED: "It was cancelled.",
    MeetingState.NO_SHOW: "It did not take place: they did not come.",
}


@dataclass(frozen=True)
class Facts:
    """What a meeting's page is shown from; `said` is what has just been done."""

    meeting: Meeting
    clashes: Sequence[Meeting]
    today: date
    zone: ZoneInfo
    said: str = ""
    change_id: int | None = None


def names(meeting: Meeting) -> str:
    """Whom it is with, plain."""
    return listed([each.name for each in meeting.people]) or "somebody"


def when(meeting: Meeting, today: date, zone: ZoneInfo) -> str:
    """`Fri 13 Mar, 16:00 to 16:30`; a day alone; or that there is none yet."""
    if meeting.starts_at:
        end = meeting.starts_at + (meeting.length or USUAL_LENGTH)
        until = f" to {clock_text(end, zone)}" if meeting.length else ""
        return f"{day_text(local_day(meeting.starts_at, zone), today)}, {clock_text(meeting.starts_at, zone)}{until}"
    return f"{day_text(meeting.day, today)}, no time yet" if meeting.day else "no day yet"


def page(facts: Facts) -> View:
    """One meeting, with everything one can do about it."""
    meeting, zone = facts.meeting, facts.zone
    who = ", ".join(f"<b>{escape(shorten(each.name, 80))}</b>" for each in meeting.people[:5]) or "somebody"
    how = HOW.get(meeting.channel, "") if meeting.channel else ""
    lines = [
        escape(facts.said),
        f"📅 {who}{f', {how}' if how else ''}",
        when(meeting, facts.today, zone),
        *_their_time(meeting, zone),
        f"📍 {escape(shorten(meeting.place, 300))}" if meeting.place else "",
        escape(shorten(meeting.notes, 300)) if meeting.notes else "",
        BECAME.get(meeting.state, ""),
        *(clash(each, zone) for each in facts.clashes[:3]),
    ]
    return View("\n".join(line for line in lines if line), rows(*_buttons(facts)))


def _their_time(meeting: Meeting, zone: ZoneInfo) -> list[str]:
    if meeting.starts_at is None:
        return []
    lines = []
    for person in meeting.people[:3]:
        theirs = zone_called(person.zone) if person.zone else zone
        if not same_clock(zone, theirs, meeting.starts_at):
            local = meeting.starts_at.astimezone(theirs)
            clock = f"{local:%A} {clock_text(meeting.starts_at, theirs)}"
            lines.append(f"🌍 {clock} for {escape(person.first_name)} ({place_of(theirs)} time)")
    return lines


def place_of(zone: ZoneInfo) -> str:
    """A zone as people call it: its city."""
    return zone.key.rsplit("/", 1)[-1].replace("_", " ")


def clash(other: Meeting, zone: ZoneInfo) -> str:
    """That another meeting is at the same time."""
    assert other.starts_at is not None
    end = other.starts_at + (other.length or USUAL_LENGTH)
    return (
        f"⚠️ You also meet {escape(names(other))} from {clock_text(other.starts_at, zone)} to {clock_text(end, zone)}."
    )


def _buttons(facts: Facts) -> list[Row]:
    meeting, key = facts.meeting, facts.meeting.id
    first = meeting.people[0] if meeting.people else None
    end: Row = [ALL.button("‹ Meetings"), *pages.with_undo(facts.change_id)]
    card = [CARD.button("Card", first.id)] if first else []
    if meeting.state is MeetingState.HAPPENED:
        return [card, end]
    dated = [CALENDAR.button("Calendar file", key)] if meeting.day else []
    if meeting.state is not MeetingState.PLANNED:
        return [[EDIT.button("It has a new time", key, "when"), *card], dated, end]
    line = [LINE.button("A line to confirm", key, "confirm")] if meeting.starts_at else []
    prepare = [PREPARE.button("Prepare", first.id)] if first else []
    return [
        [HELD.button("It happened", key), EDIT.button("Moved", key, "when")],
        [OFF.button("Cancelled", key), NO_SHOW.button("They did not come", key)],
        [EDIT.button(label, key, field) for label, field in (("Length", "length"), ("How", "how"), ("Place", "place"))],
        [*line, *dated],
        [*prepare, *card],
        end,
    ]


def coming(found: Sequence[Meeting], today: date, zone: ZoneInfo) -> View:
    """The meetings still to come about."""
    if not found:
        return View(
            "Nothing is agreed yet. Tell me in one line, for example <code>/schedule Priya Friday 4pm zoom</code>."
        )
    lines = ["<b>Agreed</b>"]
    lines += [f"• {when(each, today, zone)}: {escape(shorten(names(each), 60))}" for each in found[:12]]
    if len(found) > 12:
        lines.append(f"… and {len(found) - 12} more later")
    lines.append("\nAnother one: <code>/schedule Priya Friday 4pm zoom</code>")
    buttons = [OPEN.button(shorten(f"{names(each)}, {when(each, today, zone)}", 48), each.id) for each in found[:12]]
    return View("\n".join(lines), rows(*columns(buttons, 1)))


def proposal(
    contact: Contact,
    draft: Draft,
    starts: Sequence[datetime],
    zone: ZoneInfo,
    turn: int,
    link: InlineKeyboardButton | None,
) -> View:
    """Times to propose, ready to be copied, in the contact's own zone; whichever they take is one tap."""
    theirs = zone_called(contact.zone) if contact.zone else zone
    differs = any(not same_clock(zone, theirs, each) for each in starts)
    yours = f"\nFor you: {', '.join(short(each, zone) for each in starts)}." if differs else ""
    unknown = "" if contact.zone else f"\nI take {escape(contact.first_name)} to be in your time zone."
    copy = copy_button("Copy", draft.text)
    takes = [TAKE.button(f"They take {short(each, zone)}", contact.id, int(each.timestamp())) for each in starts]
    return View(
        f"Three times for <b>{escape(contact.name)}</b> that suit your days and theirs:\n"
        f"<pre>{escape(fit(draft.text))}</pre>{yours}{unknown}",
        rows(
            [*([copy] if copy else []), *([link] if link else [])],
            *columns(takes, 1),
            [PROPOSE.button("Other times", contact.id, turn + len(starts))],
            [WORDING.button("My wording", "propose_times", contact.id), CARD.button("Card", contact.id)],
        ),
    )


def short(at: datetime, zone: ZoneInfo) -> str:
    """`Fri 13 Mar 16:00`."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b} {clock_text(at, zone)}"


def slot_line(at: datetime, length: timedelta, zone: ZoneInfo) -> str:
    """`Friday 13 March, 16:00 to 16:30 (Lisbon time)`."""
    local = at.astimezone(zone)
    span = f"{clock_text(at, zone)} to {clock_text(at + length, zone)}"
    return f"{local:%A} {local.day} {local:%B}, {span} ({place_of(zone)} time)"


def no_times(contact: Contact) -> View:
    """Their days never meet, or the owner's are full."""
    return View(
        f"I found no hour in the next weeks that suits both your days and those of <b>{escape(contact.name)}</b>. "
        "Ask which time suits them instead.",
        rows([CARD.button("Card", contact.id)]),
    )


def line(meeting: Meeting, draft: Draft, kind: str) -> View:
    """A line to the other person: that it stands, or that it has to be moved."""
    copy = copy_button("Copy", draft.text)
    confirming = kind == "confirm"
    head = "For the day before, in their time:" if confirming else "If you have to move it:"
    other = (
        LINE.button("Ask to move it", meeting.id, "move")
        if confirming
        else LINE.button("Confirm", meeting.id, "confirm")
    )
    contact = meeting.people[0].id if meeting.people else 0
    own = WORDING.button("My wording", "confirm_meeting" if confirming else "reschedule", contact)
    subject = f"Subject: <code>{escape(shorten(draft.subject, 200))}</code>\n" if draft.subject else ""
    return View(
        f"{head}\n{subject}<pre>{escape(fit(draft.text))}</pre>",
        rows([*([copy] if copy else []), other], [own, OPEN.button("‹ The meeting", meeting.id)]),
    )


def is_link(place: str | None) -> bool:
    """Whether a place is an address on the net."""
    return bool(place and LINK.match(place))
