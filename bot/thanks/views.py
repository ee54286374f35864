"""Thank-you notes in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import pages
from bot.conversations.rules import day_words, gist, listed
from bot.drafts.rules import Draft
from bot.reminders import later
from bot.thanks.drafting import Matter
from bot.thanks.rules import Style, template
from bot.view import Action, Row, View, copy_button, escape, rows, shorten
from bot.wordings.views import WORDING, fit
from storage.kinds import Channel, Outcome
from storage.tables import Contact

FOR = Action("thanks_for")
SHOW = Action("thank_show")
SENT = Action("thank_sent")
LATER = Action("thank_later")
PUT_OFF = Action("thank_put")
ANOTHER_TIME = Action("thank_when")
EDIT = Action("thank_edit")
SKIP = Action("thank_skip")
STYLE = Action("thank_style")
OWN_AWAY = Action("thank_draft")
LOG_WITH = Action("log_with")
CARD = Action("card")

GONE = "That conversation is no longer kept, so there is nothing to thank for."

HAD = {
    Channel.COFFEE: "You had coffee with {who}",
    Channel.CALL: "You spoke with {who} on the phone",
    Channel.VIDEO: "You had a video call with {who}",
    Channel.MEETING: "You met {who}",
    Channel.EMAIL: "You exchanged mails with {who}",
    Channel.MESSAGE: "You exchanged messages with {who}",
    Channel.EVENT: "You met {who} at an event",
}
TALKED = "You talked with {who}"
GIST = 140
LAST_ASKING = 4


@dataclass(frozen=True)
class Facts:
    """What a thank-you is shown from: the matter, the draft in which style, and the day it is for the owner."""

    matter: Matter
    draft: Draft
    style: Style
    today: date


def parts(matter: Matter, style: Style) -> tuple[object, ...]:
    """What every button about a thank-you carries: the reminder (0 if there is none), the style, whom, which talk."""
    return (matter.reminder.id if matter.reminder else 0, style.value, matter.contact.id, matter.conversation.id)


def ping(facts: Facts) -> View:
    """The thank-you that is due: why now, the draft, and what can be done with one tap."""
    nth = facts.matter.reminder.nth if facts.matter.reminder else 1
    asking = "A thank-you is due. A draft from your notes:"
    if nth >= LAST_ASKING:
        asking = "I ask for the last time; after this it stays under /due. The draft:"
    elif nth > 1:
        asking = "The thank-you is still open, and it is not too late. The draft:"
    return _with_draft(facts, asking)


def draft(facts: Facts, others: Sequence[Contact] = ()) -> View:
    """The draft on demand, with whom else to thank."""
    view = _with_draft(facts, "Your thank-you, drafted from your notes:")
    for other in others:
        view = view.with_row(FOR.button(f"{other.name[:40]} instead", other.id))
    return view


def _with_draft(facts: Facts, asking: str) -> View:
    matter, written = facts.matter, facts.draft
    if matter.own_words:
        asking = "Your own words, ready to send:"
    lines = [f"🙏 {why(matter, facts.today)}", asking]
    if written.subject:
        lines.append(f"Subject: <code>{escape(written.subject)}</code>")
    lines.append(f"<pre>{escape(fit(written.text))}</pre>")
    if written.missing:
        lines.append(f"Still to fill in: {escape(listed(written.missing))}.")
    return View("\n".join(lines), rows(*_buttons(facts)))


def _buttons(facts: Facts) -> list[Row]:
    about = parts(facts.matter, facts.style)
    copy = copy_button("Copy", facts.draft.text)
    if facts.matter.own_words:
        toggle = OWN_AWAY.button("Back to the draft", *about)
    else:
        other = facts.style.other
        toggle = STYLE.button("Shorter" if other is Style.SHORT else "As mail", *parts(facts.matter, other))
    used = template(facts.style, facts.matter.conversation.happened_on, facts.today)
    return [
        [SENT.button("Sent", *about), LATER.button("Later", *about)],
        [EDIT.button("Edit", *about), SKIP.button("Skip", *about)],
        [toggle, *([copy] if copy else [])],
        [] if facts.matter.own_words else [WORDING.button("My wording", used, facts.matter.contact.id)],
    ]


def why(matter: Matter, today: date) -> str:
    """When they spoke, and the gist."""
    talk = matter.conversation
    had = HAD.get(talk.channel, TALKED) if talk.channel else TALKED
    said = shorten(gist(talk.notes), GIST) if talk.notes else ""
    ending = f": <i>{escape(said)}</i>" if said else "."
    return f"{had.format(who=f'<b>{escape(matter.contact.name)}</b>')} {day_words(talk.happened_on, today)}{ending}"


def sent(contact: Contact, next_update: datetime | None, change_id: int | None, today: date, zone: ZoneInfo) -> View:
    """They were thanked."""
    follows = ""
    if next_update:
        day = later.day_text(next_update.astimezone(zone).date(), today)
        follows = f" I will suggest an update around {day}."
    return _one_line(f"✅ You thanked <b>{escape(contact.name)}</b>.{follows}", change_id)


def skipped(contact: Contact, change_id: int | None) -> View:
    """No thank-you this time."""
    return _one_line(f"All right, no thank-you to <b>{escape(contact.name)}</b> this time.", change_id)


def when(matter: Matter, style: Style, choices: Sequence[later.Choice]) -> View:
    """Until when to put it off."""
    about = parts(matter, style)
    times: list[Row] = [[PUT_OFF.button(each.label, *about, each.key.value)] for each in choices]
    ways = [ANOTHER_TIME.button("Another time…", *about), SHOW.button("‹ Back", *about)]
    return View(
        f"When shall I bring up the thank-you to <b>{escape(matter.contact.name)}</b> again?", rows(*times, ways)
    )


def put_off(contact: Contact, due_at: datetime, change_id: int | None, now: datetime, zone: ZoneInfo) -> View:
    """It comes again then."""
    at = later.describe_due(due_at, now, zone)
    if not at.startswith(("today", "tomorrow")):
        at = f"on {at} at {later.clock_text(due_at, zone)}"
    return _one_line(f"🕘 The thank-you to <b>{escape(contact.name)}</b> comes again {at}.", change_id)


def _one_line(text: str, change_id: int | None) -> View:
    return View(text, rows(pages.with_undo(change_id)))


def nobody_waits() -> View:
    """Nobody is to be thanked."""
    return View(
        "Nobody is waiting for a thank-you. After your next conversation, tell me about it with /log "
        "and I draft the note."
    )


def no_talk(contact: Contact) -> View:
    """There is no talk to thank for."""
    return View(
        f"I have no conversation with <b>{escape(contact.name)}</b> yet. Log it, and I draft the thank-you from it.",
        rows([LOG_WITH.button("Log a talk", contact.id), CARD.button("Card", contact.id)]),
    )


def thanked_already(matter: Matter, style: Style, today: date) -> View:
    """They have been thanked for their latest talk."""
    again = SHOW.button("Draft another", *parts(matter, style))
    return View(escape(became(matter, today)), rows([again, CARD.button("Card", matter.contact.id)]))


def became(matter: Matter, today: date, zone: ZoneInfo | None = None) -> str:
    """What became of a thank-you whose button is pressed again; plain text."""
    name, reminder = matter.contact.name, matter.reminder
    settled_at = reminder.settled_at if reminder else None
    day = day_words(settled_at.astimezone(zone).date(), today) if settled_at and zone else ""
    match reminder.outcome if reminder else None:
        case Outcome.SKIPPED:
            return f"You let the thank-you to {name} go {day}.".replace(" .", ".")
        case Outcome.ANSWERED if not matter.is_thanked:
            return f"You have talked with {name} again since; a newer thank-you covers this one."
        case Outcome.DROPPED | Outcome.GAVE_UP:
            return f"The thank-you to {name} is closed."
    if matter.last_thanks:
        return f"You thanked {name} {day_words(matter.last_thanks.sent_on, today)}."
    return f"The thank-you to {name} is done."
