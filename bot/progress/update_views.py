"""Updates to contacts in words: who hears next, the draft, what was done with it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import pages
from bot.contacts.change_views import MEANS
from bot.contacts.views import named
from bot.conversations.rules import day_words, gist, listed
from bot.drafts.rules import Draft
from bot.progress.drafting import Matter
from bot.reminders import later
from bot.view import Action, Row, View, columns, copy_button, escape, rows, shorten
from storage.kinds import Rhythm
from storage.tables import Contact, Reminder

FOR = Action("update_for")
LIST = Action("update_list")
SENT = Action("upd_sent")
LATER = Action("upd_later")
PUT_OFF = Action("upd_put")
ANOTHER_TIME = Action("upd_when")
EDIT = Action("upd_edit")
OWN_AWAY = Action("upd_draft")
PAUSE = Action("upd_pause")
RHYTHM = Action("upd_rhythm")
NEWS = Action("progress")
ADD_NEWS = Action("news_add")
ADVICE_OF = Action("advice_of")
CARD = Action("card")

GIST = 140
MOST_LISTED = 15


def draft(matter: Matter, written: Draft) -> View:
    """Since when they have not heard, and the draft with what can be done."""
    contact = matter.contact
    heard = (
        f"They last heard from you {day_words(contact.heard_on, matter.today)}."
        if contact.heard_on
        else "They have not heard from you yet."
    )
    lines = [f"📝 {named(contact)}. {heard}"]
    if matter.last_talk and matter.last_talk.notes:
        lines.append(f"Your last talk: <i>{escape(shorten(gist(matter.last_talk.notes), GIST))}</i>")
    lines.append("Your own words, ready to send:" if matter.own_words else _made_of(matter))
    if written.subject:
        lines.append(f"Subject: <code>{escape(written.subject)}</code>")
    lines.append(f"<pre>{escape(written.text)}</pre>")
    if written.missing:
        lines.append(f"Still to fill in: {escape(listed(written.missing))}.")
    return View("\n".join(lines), rows(*_buttons(matter, written)))


def _made_of(matter: Matter) -> str:
    parts = []
    if matter.news:
        parts.append("your news" if len(matter.news) > 1 else "one line of news")
    if matter.used:
        parts.append("the advice of theirs that you used")
    if not parts:
        return "You have noted no news since, so the draft has a gap:" if not matter.talked_with else "A draft:"
    return f"A draft from {listed(parts)}:"


def _buttons(matter: Matter, written: Draft) -> list[Row]:
    key = matter.contact.id
    copy = copy_button("Copy", written.text)
    edit = OWN_AWAY.button("Back to the draft", key) if matter.own_words else EDIT.button("Edit", key)
    news = [] if matter.news or matter.own_words else [ADD_NEWS.button("Add news", key)]
    return [
        [SENT.button("Sent", key), LATER.button("Later", key)],
        [edit, PAUSE.button("Pause", key)],
        [*news, *([copy] if copy else []), ADVICE_OF.button("Their advice", key), CARD.button("Card", key, 1)],
    ]


def sent(contact: Contact, following: Reminder | None, matter: Matter, change_id: int | None, zone: ZoneInfo) -> View:
    """They have heard."""
    after = ""
    if following:
        day = later.day_text(following.due_at.astimezone(zone).date(), matter.today)
        after = f" The next one comes up around {day}."
    return _one_line(f"✅ <b>{escape(contact.name)}</b> has your update.{after}", change_id)


def told_already(contact: Contact) -> str:
    """Sent was pressed again; plain text."""
    return f"You marked an update to {contact.name} as sent today."


def when(contact: Contact, choices: Sequence[later.Choice]) -> View:
    """Until when to put it off."""
    times: list[Row] = [[PUT_OFF.button(each.label, contact.id, each.key.value)] for each in choices]
    ways = [ANOTHER_TIME.button("Another time…", contact.id), FOR.button("‹ Back", contact.id)]
    text = f"When shall I bring up the update to <b>{escape(contact.name)}</b> again?"
    return View(text, rows(*times, ways))


def put_off(contact: Contact, due_at: datetime, change_id: int | None, now: datetime, zone: ZoneInfo) -> View:
    """It comes again then."""
    at = later.describe_due(due_at, now, zone)
    if not at.startswith(("today", "tomorrow")):
        at = f"on {at} at {later.clock_text(due_at, zone)}"
    return _one_line(f"🕘 The update to <b>{escape(contact.name)}</b> comes again {at}.", change_id)


def pause(contact: Contact) -> View:
    """Less often, or not at all for now."""
    buttons = [
        RHYTHM.button(f"✓ {label}" if rhythm is contact.rhythm else label, contact.id, rhythm.name)
        for rhythm, label in MEANS.items()
    ]
    return View(
        f"How often shall <b>{escape(contact.name)}</b> hear how you are doing?",
        rows(
            *columns(buttons),
            [PAUSE.button("Pause until we talk", contact.id, "now")],
            [FOR.button("‹ Back", contact.id)],
        ),
    )


def paused(contact: Contact, change_id: int | None) -> View:
    """Updates rest."""
    return _one_line(
        f"Updates to <b>{escape(contact.name)}</b> are paused. They begin again when you next talk.", change_id
    )


def rhythm_set(
    contact: Contact, rhythm: Rhythm, following: Reminder | None, change_id: int | None, now: datetime, zone: ZoneInfo
) -> View:
    """How often they hear has changed."""
    after = f" The next one comes up {later.describe_due(following.due_at, now, zone)}." if following else ""
    return _one_line(f"Updates to <b>{escape(contact.name)}</b>: {MEANS[rhythm].lower()}.{after}", change_id)


def hearers(waiting: Sequence[Reminder], now: datetime, zone: ZoneInfo) -> View:
    """Who is due to hear, and who comes next."""
    due = [each for each in waiting if each.due_at <= now or each.first_due_at <= now]
    coming = [each for each in waiting if each not in due]
    if not waiting:
        return View(
            "Nobody waits for an update. After a talk I plan one a month ahead; /update with a name drafts one now.",
            rows([NEWS.button("My news")]),
        )
    lines: list[str] = []
    shown: list[Reminder] = []
    for title, part in (("Due to hear from you", due), ("Coming up", coming)):
        part = part[: MOST_LISTED - len(shown)]
        if part:
            lines.append(f"{'' if not lines else chr(10)}<b>{title}</b>")
        for each in part:
            shown.append(each)
            lines.append(f"{len(shown)}. {_line(each, now, zone)}")
    if len(waiting) > len(shown):
        lines.append(f"… and {len(waiting) - len(shown)} more")
    buttons = [
        FOR.button(f"{number}. {each.contact.first_name[:20]}", each.contact.id)
        for number, each in enumerate(shown, 1)
        if each.contact
    ]
    return View("\n".join(lines), rows(*columns(buttons, 3), [NEWS.button("My news")]))


def _line(reminder: Reminder, now: datetime, zone: ZoneInfo) -> str:
    assert reminder.contact is not None
    since = reminder.first_due_at if reminder.first_due_at <= now and not reminder.snoozed_at else reminder.due_at
    return f"{named(reminder.contact, 100)} · <i>{later.describe_due(since, now, zone)}</i>"


def _one_line(text: str, change_id: int | None) -> View:
    return View(text, rows(pages.with_undo(change_id)))
