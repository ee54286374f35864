"""A contact in words: the card, what was saved, who is there already."""

import html
from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton

from bot.contacts.gathering import CardFacts
from bot.reminders.later import day_text, describe_due
from bot.undo import views as undo
from bot.view import Action, Row, View, columns, escape, rows, shorten
from storage.kinds import Channel, Circle, ReminderKind, Rhythm, Status
from storage.tables import Contact, Conversation, Meeting, Promise

# Opens a card: `CARD.button("Open", contact.id)`. With a second part, 1, as a new message.
CARD = Action("card")
LIST_AT = Action("people_at")
TIMELINE = Action("timeline")
EDIT = Action("contact_edit")
MORE = Action("contact_more")
BRING_BACK = Action("contact_back")

# What one can do with somebody from their card. Another room adds its own here: a label, and an action that takes the
# contact's id.
ACTIONS: tuple[tuple[str, Action], ...] = (
    ("Log a conversation", Action("log_with")),
    ("Thanks", Action("thanks_for")),
    ("Questions", Action("questions_for")),
    ("Timeline", TIMELINE),
)

GONE = "That person is no longer in your list."

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

# A card is read at a glance; everything in full is one tap away.
NOTES_SHOWN = 400
GIST_SHOWN = 200
MOST_LINES = 3


def day(on: date, today: date) -> str:
    """A day in a few words: today, yesterday, tomorrow, Fri 27 Nov."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    return near.get((on - today).days) or day_text(on, today)


def what_they_do(contact: Contact) -> str:
    """Role and organisation: "analyst at Engines Ltd"."""
    if contact.role and contact.organisation:
        return f"{contact.role} at {contact.organisation}"
    return contact.role or contact.organisation or ""


def named(contact: Contact) -> str:
    """Name in bold and what they do, safe for HTML."""
    does = what_they_do(contact)
    return f"<b>{escape(contact.name)}</b>{', ' + escape(does) if does else ''}"


# The card


def card(facts: CardFacts, *, said: str = "", change_id: int | None = None) -> View:
    """Who they are and how things stand, with everything one can do from there.

    `said` is what has just been done ("Role saved."), shown on top with an Undo button for `change_id`.
    """
    contact = facts.contact
    blocks = [_who(facts), _ways(contact), _met(facts), _notes(contact), _standing(facts)]
    text = "\n\n".join(block for block in blocks if block)
    return View(f"{escape(said)}\n\n{text}" if said else text, rows(*_buttons(contact, change_id)))


def _buttons(contact: Contact, change_id: int | None) -> list[Row]:
    taken_back = undo.button(change_id)
    end: list[InlineKeyboardButton] = [LIST_AT.button("‹ People", contact.id)]
    if contact.archived_at:
        middle: list[Row] = [
            [BRING_BACK.button("Bring back", contact.id), TIMELINE.button("Timeline", contact.id)],
            [EDIT.button("Edit", contact.id), MORE.button("More", contact.id)],
        ]
    else:
        actions = [action.button(label, contact.id) for label, action in ACTIONS]
        middle = [*columns(actions), [EDIT.button("Edit", contact.id), MORE.button("More", contact.id)]]
    return [*middle, [taken_back, *end] if taken_back else end]


def _who(facts: CardFacts) -> str:
    contact = facts.contact
    standing = [f"{MARKS[contact.status]} {contact.status}"]
    if contact.archived_at:
        standing = ["in the archive", str(contact.status)]
    elif contact.status not in {Status.TO_CONTACT, Status.REACHED_OUT, Status.SCHEDULED, Status.DECLINED}:
        standing.append(HEARS[contact.rhythm])
    lines = [f"<b>{escape(contact.name)}</b>", escape(what_they_do(contact)), f"<i>{' · '.join(standing)}</i>"]
    return "\n".join(line for line in lines if line)


def _ways(contact: Contact) -> str:
    lines = [
        f"✉ {escape(contact.email)}" if contact.email else "",
        f"☎ {escape(contact.phone)}" if contact.phone else "",
        f"↗ {tappable(contact.link)}" if contact.link else "",
        f'↗ <a href="tg://user?id={contact.telegram_user_id}">Telegram</a>' if contact.telegram_user_id else "",
        f"Time zone: {escape(contact.zone)}" if contact.zone else "",
    ]
    return "\n".join(line for line in lines if line)


def tappable(link: str) -> str:
    """A link shown without its scheme."""
    shown = shorten(link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/"), 60)
    return f'<a href="{html.escape(link)}">{escape(shown)}</a>'


def _met(facts: CardFacts) -> str:
    contact = facts.contact
    lines = []
    if contact.circle is Circle.STRANGERS:
        lines.append("Not met yet")
    elif contact.circle:
        lines.append(f"Circle: {escape(contact.circle)}")
    if contact.how_met:
        lines.append(f"How you met: {escape(contact.how_met)}")
    if contact.found_where:
        lines.append(f"Found in: {escape(contact.found_where)}")
    if contact.route_in:
        lines.append(f"A way in: {escape(contact.route_in)}")
    if facts.introduced_by:
        may = {True: ", whose name you may use", False: ", whose name stays out of it", None: ""}
        lines.append(f"Introduced by {escape(facts.introduced_by.name)}{may[contact.may_use_introducer]}")
    if facts.tags:
        lines.append(escape(" ".join(f"#{tag}" for tag in facts.tags)))
    return "\n".join(lines)


def _notes(contact: Contact) -> str:
    return f"<blockquote>{escape(shorten(contact.notes, NOTES_SHOWN))}</blockquote>" if contact.notes else ""


def _standing(facts: CardFacts) -> str:
    lines = [_last(facts.last, facts) if facts.last else ""]
    lines += [f"Meeting: {_agreed(meeting, facts)}" for meeting in facts.meetings[:MOST_LINES]]
    due = [
        f"{DUE[reminder.kind]} {describe_due(reminder.due_at, facts.now, facts.zone)}"
        for reminder in facts.due
        if reminder.kind in DUE
    ]
    if due and not facts.contact.archived_at:
        lines.append(f"Due: {'; '.join(due[:MOST_LINES])}")
    lines += _promised("You promised", facts.mine, facts.today)
    lines += _promised("They promised", facts.theirs, facts.today)
    return "\n".join(line for line in lines if line)


def _last(talk: Conversation, facts: CardFacts) -> str:
    gist = shorten(talk.notes or talk.suggested or "", GIST_SHOWN)
    head = " ".join(
        part for part in (day(talk.happened_on, facts.today), BY[talk.channel] if talk.channel else "") if part
    )
    many = f" ({facts.talks} talks so far)" if facts.talks > 1 else ""
    return f"Last talk: {head}{many}{': ' + escape(gist) if gist else ''}"


def _agreed(meeting: Meeting, facts: CardFacts) -> str:
    if meeting.starts_at:
        local = meeting.starts_at.astimezone(facts.zone)
        when = f"{day(local.date(), facts.today)} {local.hour}:{local:%M}"
    else:
        when = day(meeting.day, facts.today) if meeting.day else "no day yet"
    return f"{when}, {escape(shorten(meeting.place, 80))}" if meeting.place else when


def _promised(who: str, promises: Sequence[Promise], today: date) -> list[str]:
    lines = [
        f"{who}: {escape(shorten(promise.text, 120))}{f' (by {day(promise.due_on, today)})' if promise.due_on else ''}"
        for promise in promises[:MOST_LINES]
    ]
    if len(promises) > MOST_LINES:
        lines.append(f"… and {len(promises) - MOST_LINES} more")
    return lines


# After adding


def saved(contact: Contact, change_id: int | None) -> View:
    """A new contact is kept."""
    return View(
        f"Saved {named(contact)}.",
        rows(
            [ACTIONS[0][1].button(ACTIONS[0][0], contact.id), CARD.button("Open card", contact.id)],
            _if_any(undo.button(change_id)),
        ),
    )


def saved_several(people: Sequence[Contact], change_id: int | None) -> View:
    """Several new contacts are kept."""
    shown = people[:20]
    lines = [f"Saved {len(people)} people:", *(f"• {named(contact)}" for contact in shown)]
    if len(people) > len(shown):
        lines.append(f"… and {len(people) - len(shown)} more, all in /contacts")
    buttons = [CARD.button(shorten(contact.name, 40), contact.id, 1) for contact in people[:8]]
    return View("\n".join(lines), rows(*columns(buttons), _if_any(undo.button(change_id))))


def filled(contact: Contact, what: str, change_id: int | None) -> View:
    """Somebody known has become better known."""
    kept = f" I kept what was new: {escape(what)}." if what else " There was nothing new in it."
    return View(
        f"You know <b>{escape(contact.name)}</b> already.{kept}",
        rows([CARD.button("Open card", contact.id)], _if_any(undo.button(change_id))),
    )


def filled_several(people: Sequence[Contact], change_id: int | None) -> View:
    """Several known people have become better known."""
    names = ", ".join(f"<b>{escape(contact.name)}</b>" for contact in people[:20])
    buttons = [CARD.button(shorten(contact.name, 40), contact.id, 1) for contact in people[:8]]
    return View(f"I kept what was new about {names}.", rows(*columns(buttons), _if_any(undo.button(change_id))))


def already_known(
    known: Sequence[Contact], news: str, another: InlineKeyboardButton, fill: InlineKeyboardButton | None
) -> View:
    """They are there already: the card, what the new line would add, and a namesake all the same.

    `news` is what is new in what was typed ("organisation and role"), or empty.
    """
    names = ", ".join(f"<b>{escape(contact.name)}</b>" for contact in known[:20])
    text = f"You already have {names}."
    if len(known) == 1 and known[0].archived_at:
        text = f"You already have {names}, in the archive."
    if news:
        text += f" Shall I fill in what is new ({escape(news)})?"
    cards = [CARD.button(f"Open {shorten(contact.name, 40)}", contact.id, 1) for contact in known[:8]]
    return View(text, rows(*columns(cards), _if_any(fill), [another]))


def yourself() -> View:
    """They shared their own card."""
    return View("That is you! Share somebody you would like to keep in touch with.")


def _if_any(button: InlineKeyboardButton | None) -> Row | None:
    return [button] if button else None
