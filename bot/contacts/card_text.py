"""The words of a card: who they are, how to reach them, how you met, and how things stand. It always fits a message."""

import html
from collections.abc import Callable, Sequence
from datetime import date

from telegram.constants import MessageLimit

from bot.contacts.gathering import CardFacts
from bot.reminders.later import day_text, describe_due
from bot.reminders.views import since
from bot.resume.given import given_text
from bot.view import escape, shorten
from storage.kinds import Channel, Circle, ReminderKind, Rhythm, Status
from storage.tables import Contact, Conversation, Meeting, Promise

# From nothing to a full circle, and signs of rest for what is over or waits.
MARKS = {
    Status.TO_CONTACT: "○",
    Status.REACHED_OUT: "◔",
    Status.SCHEDULED: "◑",
    Status.MET: "◕",
    Status.THANKED: "●",
    Status.IN_TOUCH: "◉",
    Status.DECLINED: "–",
    Status.NO_REPLY: "…",
    Status.PAUSED: "‖",
}

BY = {
    Channel.COFFEE: "over coffee",
    Channel.CALL: "by phone",
    Channel.VIDEO: "by video",
    Channel.MEETING: "in person",
    Channel.EMAIL: "by e-mail",
    Channel.MESSAGE: "by message",
    Channel.EVENT: "at an event",
    Channel.OTHER: "",
}

HEARS = {
    Rhythm.MONTHLY: "hears from you monthly",
    Rhythm.TWO_MONTHS: "hears from you every 2 months",
    Rhythm.THREE_MONTHS: "hears from you every 3 months",
    Rhythm.HALF_YEARLY: "hears from you twice a year",
    Rhythm.NEVER: "no updates planned",
}

DUE = {
    ReminderKind.THANK_YOU: "thank-you note",
    ReminderKind.UPDATE: "progress update",
    ReminderKind.MEETING_TOMORROW: "preparing the meeting",
    ReminderKind.MEETING_SOON: "the meeting",
    ReminderKind.HOW_DID_IT_GO: "how it went",
    ReminderKind.FOLLOW_UP: "what you promised",
    ReminderKind.NO_REPLY_ELSE: "somebody else to try",
    ReminderKind.NO_REPLY_SECOND: "one gentle second note",
    ReminderKind.CLOSE_LOOP: "a line about their introduction",
    ReminderKind.THEY_PROMISED: "what they promised",
}

# A card is read at a glance; everything in full is one tap away. Where lines of this length do not fit a message, the
# next length is tried.
LINE_LENGTHS = (160, 80, 40)
NOTES_SHOWN = 1200
NOTES_OPEN = 300
MOST_LINES = 3


def text(facts: CardFacts, said: str = "") -> str:
    """The card as HTML, below what has just been done."""
    return fitting(lambda line: _blocks(facts, said, line), LINE_LENGTHS)


def fitting(make: Callable[[int], str], lengths: Sequence[int]) -> str:
    """A text with lines as long as fit into one message; tags and links are counted, so there is some room left."""
    made = (make(length) for length in lengths)
    return next((each for each in made if units(each) <= MessageLimit.MAX_TEXT_LENGTH), make(lengths[-1]))


def units(*texts: str) -> int:
    """How long texts are as Telegram counts: in units of UTF-16."""
    return sum(len(each.encode("utf-16-le", "surrogatepass")) // 2 for each in texts)


def cut(whole: str, room: int) -> str:
    """The beginning of a text that is no longer than `room` as Telegram counts."""
    return whole.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore")


def day(on: date, today: date) -> str:
    """A day in a few words: today, yesterday, tomorrow, Fri 27 Nov."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    return near.get((on - today).days) or day_text(on, today)


def what_they_do(contact: Contact) -> str:
    """Role and organisation: "analyst at Engines Ltd"."""
    if contact.role and contact.organisation:
        return f"{contact.role} at {contact.organisation}"
    return contact.role or contact.organisation or ""


def _blocks(facts: CardFacts, said: str, line: int) -> str:
    before = [escape(said), _who(facts, line), _ways(facts.contact), _met(facts, line)]
    after = _standing(facts, line)
    room = min(NOTES_SHOWN, MessageLimit.MAX_TEXT_LENGTH - 100 - units(*before, after))
    return "\n\n".join(block for block in (*before, _notes(facts.contact, room), after) if block)


def _who(facts: CardFacts, line: int) -> str:
    contact = facts.contact
    standing = [f"{MARKS[contact.status]} {contact.status}"]
    if contact.archived_at:
        standing = ["in the archive", str(contact.status)]
    elif contact.status not in {Status.TO_CONTACT, Status.REACHED_OUT, Status.SCHEDULED, Status.DECLINED}:
        standing.append(HEARS[contact.rhythm])
    does = shorten(what_they_do(contact), 2 * line)
    lines = [f"<b>{escape(shorten(contact.name, line))}</b>", escape(does), f"<i>{' · '.join(standing)}</i>"]
    return "\n".join(each for each in lines if each)


def _ways(contact: Contact) -> str:
    lines = [
        f"✉ {escape(contact.email)}" if contact.email else "",
        f"☎ {escape(contact.phone)}" if contact.phone else "",
        f"↗ {tappable(contact.link)}" if contact.link else "",
        f'↗ <a href="tg://user?id={contact.telegram_user_id}">Telegram</a>' if contact.telegram_user_id else "",
        f"Time zone: {escape(contact.zone)}" if contact.zone else "",
    ]
    return "\n".join(each for each in lines if each)


def tappable(link: str) -> str:
    """A link shown without its scheme."""
    shown = shorten(link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/"), 60)
    return f'<a href="{html.escape(link)}">{escape(shown)}</a>'


def _met(facts: CardFacts, line: int) -> str:
    contact = facts.contact
    lines = []
    if contact.circle is Circle.STRANGERS:
        lines.append("Not met yet")
    elif contact.circle:
        lines.append(f"Circle: {escape(contact.circle)}")
    if contact.how_met:
        lines.append(f"How you met: {escape(shorten(contact.how_met, line))}")
    if facts.met_through:
        lines.append(f"Met through: {escape(shorten(facts.met_through.name, line))}")
    if contact.found_where:
        lines.append(f"Found in: {escape(shorten(contact.found_where, line))}")
    if contact.route_in:
        lines.append(f"A way in: {escape(shorten(contact.route_in, line))}")
    if facts.introduced_by:
        may = {True: ", whose name you may use", False: ", whose name stays out of it", None: ""}
        lines.append(
            f"Introduced by {escape(shorten(facts.introduced_by.name, line))}{may[contact.may_use_introducer]}"
        )
    if facts.tags:
        lines.append(escape(shorten(" ".join(f"#{tag}" for tag in facts.tags), 2 * line)))
    return "\n".join(lines)


def _notes(contact: Contact, room: int) -> str:
    """As much of the notes as there is room for, folded by Telegram where they are long."""
    if not contact.notes or room <= 0:
        return ""
    shown = contact.notes if units(contact.notes) <= room else cut(contact.notes, room - 1).rstrip() + "…"
    folded = " expandable" if units(shown) > NOTES_OPEN or shown.count("\n") > MOST_LINES else ""
    return f"<blockquote{folded}>{escape(shown)}</blockquote>"


def _standing(facts: CardFacts, line: int) -> str:
    lines = [_last(facts.last, facts, line) if facts.last else ""]
    lines += [f"Meeting: {_agreed(meeting, facts, line)}" for meeting in facts.meetings[:MOST_LINES]]
    due = [
        f"{DUE[reminder.kind]} {describe_due(since(reminder, facts.now), facts.now, facts.zone)}"
        for reminder in facts.due
        if reminder.kind in DUE
    ]
    if due and not facts.contact.archived_at:
        lines.append(f"Due: {'; '.join(due[:MOST_LINES])}")
    lines.append(given_text(facts.given, facts.today))
    lines += _promised("You promised", facts.mine, facts.today, line)
    lines += _promised("They promised", facts.theirs, facts.today, line)
    return "\n".join(each for each in lines if each)


def _last(talk: Conversation, facts: CardFacts, line: int) -> str:
    gist = shorten(talk.notes or talk.suggested or "", line)
    head = " ".join(
        part for part in (day(talk.happened_on, facts.today), BY[talk.channel] if talk.channel else "") if part
    )
    many = f" ({facts.talks} talks so far)" if facts.talks > 1 else ""
    return f"Last talk: {head}{many}{': ' + escape(gist) if gist else ''}"


def _agreed(meeting: Meeting, facts: CardFacts, line: int) -> str:
    if meeting.starts_at:
        local = meeting.starts_at.astimezone(facts.zone)
        when = f"{day(local.date(), facts.today)} {local.hour}:{local:%M}"
    else:
        when = day(meeting.day, facts.today) if meeting.day else "no day yet"
    return f"{when}, {escape(shorten(meeting.place, line))}" if meeting.place else when


def _promised(who: str, promises: Sequence[Promise], today: date, line: int) -> list[str]:
    lines = [
        f"{who}: {escape(shorten(promise.text, line))}{f' (by {day(promise.due_on, today)})' if promise.due_on else ''}"
        for promise in promises[:MOST_LINES]
    ]
    if len(promises) > MOST_LINES:
        lines.append(f"… and {len(promises) - MOST_LINES} more")
    return lines
