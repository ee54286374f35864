"""Talks in words: what was kept, what follows, and what can be done about it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot import pages
from bot.conversations import rules
from bot.conversations.loading import Talk
from bot.reminders.later import day_text, describe_due
from bot.view import Action, Row, View, columns, escape, rows, shorten
from storage.kinds import Channel
from storage.tables import Contact, Conversation, Promise, Referral, Reminder

LOG_WITH = Action("log_with")
OPEN = Action("conversation")
EDIT = Action("talk_edit")
MAY = Action("talk_may")
NOBODY = Action("talk_nobody")
NAMED = Action("talk_ref")
UNNAME = Action("talk_unname")
DELETE = Action("talk_delete")
DELETE_SURELY = Action("talk_delete_yes")
ALL_NOTES = Action("talk_notes")
CARD = Action("card")
# Which of the owner's goals this talk answered.
ANSWERED = Action("answered")

HOW = {
    Channel.COFFEE: "coffee with {who}",
    Channel.CALL: "a call with {who}",
    Channel.VIDEO: "a video call with {who}",
    Channel.MEETING: "a meeting with {who}",
    Channel.EMAIL: "an exchange of mails with {who}",
    Channel.MESSAGE: "an exchange of messages with {who}",
    Channel.EVENT: "a talk at an event with {who}",
    Channel.OTHER: "an exchange with {who}",
    None: "a conversation with {who}",
}
GIST = 300
# All of it together stays below Telegram's 4096 characters; the notes take what the rest leaves.
LONGEST_CARD = 3900
NOTES_AT_LEAST = 200
MOST_LINES = 5
MOST_PROMISES = 4
MOST_QUESTIONS = 3
MOST_NAMES = 5
LINE = 110
PIECE = 4000

NAMED_GONE = "Nothing is kept of that introduction any more."
# Behind a choice about a name: show the whole talk afterwards, not its confirmation.
WHOLE = "o"
GONE = "That conversation is no longer kept."


def what(conversation: Conversation, names: Sequence[str]) -> str:
    """A talk in a few plain words: "coffee with Ada and Tom"."""
    return HOW[conversation.channel].format(who=rules.listed(names))


def kept(
    talk: Talk,
    added: Collection[int],
    change_id: int | None,
    now: datetime,
    zone: ZoneInfo,
    *,
    ask: bool,
) -> View:
    """The confirmation: line by line what is kept, what follows, and the two questions one asks after every talk.

    `added` are the ids of contacts that are new; `ask` whether it is still open if somebody was named.
    """
    today = now.astimezone(zone).date()
    conversation = talk.conversation
    who = _who(talk.people, added)
    when = rules.day_words(conversation.happened_on, today)
    lines = [f"Kept: {HOW[conversation.channel].format(who=who)}, {when}{_clock(conversation)}."]
    if conversation.notes:
        lines.append(f"📝 {escape(shorten(rules.gist(conversation.notes), GIST))}")
    lines += _outcome(talk, today)
    if following := _following(talk.thank_yous, now, zone):
        lines += ["", following]
    open_questions = [_question(referral) for referral in _unasked(talk)]
    if not talk.referrals and ask:
        first = rules.listed([_first(each) for each in talk.people[:MOST_NAMES]])
        open_questions.append(f"Did {first} name somebody else to talk to, and may you use their name there?")
    if open_questions:
        lines += ["", *open_questions]
    return View("\n".join(lines).strip(), rows(*_may_rows(talk), _ask_row(talk, ask), *_kept_rows(talk, change_id)))


def opened(talk: Talk, now: datetime, zone: ZoneInfo, *, head: str | None = None, change_id: int | None = None) -> View:
    """A talk with everything that is kept of it, and a button to correct each part."""
    today = now.astimezone(zone).date()
    conversation = talk.conversation
    title = HOW[conversation.channel].format(who=_who(talk.people))
    day = day_text(conversation.happened_on, today)
    outcome = _outcome(talk, today)
    following = _following(talk.thank_yous, now, zone)
    rest = [
        *(["", *outcome] if outcome else []),
        *(["", following] if following else []),
        *["", *(_question(each) for each in _unasked(talk))],
    ]
    top = [f"<i>{escape(head)}</i>\n" if head else "", f"{title[0].upper()}{title[1:]}, {day}{_clock(conversation)}"]
    room = max(NOTES_AT_LEAST, LONGEST_CARD - sum(len(line) + 1 for line in (*top, *rest)))
    notes, key = conversation.notes or "", conversation.id
    lines = [*top, *(["", escape(_cut(notes, room))] if notes else []), *rest]
    edits = [
        EDIT.button("Day", key, "when"),
        EDIT.button("How", key, "channel"),
        EDIT.button("Who", key, "whom"),
        EDIT.button("Add notes" if conversation.notes else "Notes", key, "more" if conversation.notes else "notes"),
        *([EDIT.button("Rewrite notes", key, "notes")] if conversation.notes else []),
        EDIT.button("Advice", key, "suggested"),
        EDIT.button("They named…", key, "named"),
    ]
    return View(
        "\n".join(lines).strip(),
        rows(
            *_may_rows(talk),
            [ALL_NOTES.button("All the notes", key)] if len(notes) > room else None,
            *columns(edits, 3),
            [NAMED.button(f"👉 {each.person.first_name[:24]}", each.id) for each in talk.referrals[:MOST_LINES]],
            [ANSWERED.button("It answered something I wondered about", key)],
            _cards(talk.people),
            [DELETE.button("Delete", key), *pages.with_undo(change_id)],
        ),
    )


def named(referral: Referral) -> View:
    """One name that was given: whether the giver's may be used, and the way to take it out."""
    key = referral.id
    may = [("May use the name", "yes", True), ("Better not", "no", False), ("Not asked yet", "open", None)]
    others = [MAY.button(label, key, word, WHOLE) for label, word, means in may if means is not referral.may_use_name]
    back = [OPEN.button("‹ Back", referral.conversation_id)] if referral.conversation_id else []
    card = CARD.button(f"👤 {referral.person.first_name[:24]}", referral.to_contact_id, 1)
    return View(_referred(referral), rows(others, [UNNAME.button("They did not name them", key), card], back))


def all_notes(notes: str) -> list[View]:
    """Long notes in as many messages as they need."""
    pieces: list[View] = []
    while notes:
        cut = len(notes) if len(notes) <= PIECE else max(notes.rfind("\n", 1, PIECE), 0) or PIECE
        pieces.append(View(escape(notes[:cut])).as_fresh())
        notes = notes[cut:].lstrip("\n")
    return pieces


def surely(talk: Talk, today: date) -> View:
    """Before a talk is deleted."""
    name = escape(what(talk.conversation, [each.name for each in talk.people]))
    when = rules.day_words(talk.conversation.happened_on, today)
    return View(
        f"Delete {name} {when}? Its notes, advice and promises go with it. The people stay, and who named whom.",
        rows(
            [DELETE_SURELY.button("Yes, delete it", talk.conversation.id), OPEN.button("Keep it", talk.conversation.id)]
        ),
    )


def deleted(name: str, change_id: int | None) -> View:
    """A talk is gone."""
    return View(f"Deleted: {escape(name)}.", rows(pages.with_undo(change_id)))


def gone() -> View:
    """The talk was deleted meanwhile."""
    return View(GONE)


def _clock(conversation: Conversation) -> str:
    at = conversation.started_at
    return f" at {at.hour}:{at:%M}" if at else ""


def _cut(notes: str, room: int) -> str:
    return notes if len(notes) <= room else notes[: room - 1].rstrip() + "…"


def _who(people: Sequence[Contact], added: Collection[int] = ()) -> str:
    names = [f"<b>{escape(shorten(each.name, 60))}</b>{' (new)' if each.id in added else ''}" for each in people]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    return rules.listed(names)


def _first(contact: Contact) -> str:
    return escape(shorten(contact.first_name, 30))


def _unasked(talk: Talk) -> list[Referral]:
    return [referral for referral in talk.referrals if referral.may_use_name is None][:MOST_QUESTIONS]


def _outcome(talk: Talk, today: date) -> list[str]:
    """Advice, names and promises, a line each."""
    several = len(talk.people) > 1
    lines = [f"💡 {escape(shorten(each.text, LINE))}" for each in talk.advice]
    if not lines and talk.conversation.suggested:
        lines = [f"💡 {escape(shorten(talk.conversation.suggested, LINE))}"]
    lines = [*_most(lines), *_most([_referred(each) for each in talk.referrals])]
    lines += _most([f"☑️ You promised: {_promised(each, today, several)}" for each in talk.mine], MOST_PROMISES)
    return lines + _most(
        [f"⏳ They promised: {_promised(each, today, several)}" for each in talk.theirs], MOST_PROMISES
    )


def _most(lines: list[str], most: int = MOST_LINES) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"… and {len(lines) - most} more"]


def _referred(referral: Referral) -> str:
    person, giver = referral.person, _first(referral.giver)
    place = f", {escape(shorten(person.organisation, 40))}" if person.organisation else ""
    may = {
        True: f"you may use {giver}’s name",
        False: f"without using {giver}’s name",
        None: "use of the name not asked yet",
    }
    return f"👉 {giver} named <b>{escape(shorten(person.name, 60))}</b>{place}: {may[referral.may_use_name]}"


def _promised(promise: Promise, today: date, several: bool) -> str:
    to = f" ({_first(promise.contact)})" if several and promise.contact else ""
    due = f", by {day_text(promise.due_on, today)}" if promise.due_on else ""
    return f"{escape(shorten(promise.text, LINE))}{to}{due}"


def _following(thank_yous: Sequence[Reminder], now: datetime, zone: ZoneInfo) -> str | None:
    """What the bot will do of itself."""
    if not thank_yous:
        return None
    return f"Next: thank-you ping {describe_due(min(each.due_at for each in thank_yous), now, zone)}."


def _question(referral: Referral) -> str:
    giver, person = _first(referral.giver), escape(shorten(referral.person.name, 60))
    return f"May you use {giver}’s name when you write to <b>{person}</b>?"


def _may_rows(talk: Talk) -> list[Row]:
    return [
        [
            MAY.button(f"Yes, with {referral.person.first_name[:20]}", referral.id, "yes"),
            MAY.button(f"No, not with {referral.person.first_name[:20]}", referral.id, "no"),
        ]
        for referral in _unasked(talk)
    ]


def _ask_row(talk: Talk, ask: bool) -> Row | None:
    if talk.referrals or not ask:
        return None
    key = talk.conversation.id
    return [EDIT.button("They named somebody", key, "named"), NOBODY.button("Nobody this time", key)]


def _kept_rows(talk: Talk, change_id: int | None) -> list[Row]:
    key = talk.conversation.id
    notes = EDIT.button("Add notes", key, "more" if talk.conversation.notes else "notes")
    buttons = [notes, OPEN.button("Correct", key), *pages.with_undo(change_id)]
    tick = [ANSWERED.button("It answered something I wondered about", key)] if talk.has_wonders else []
    return [buttons, tick, _cards(talk.people)]


def _cards(people: Sequence[Contact]) -> list[InlineKeyboardButton]:
    return [CARD.button(f"👤 {each.first_name[:24]}", each.id, 1) for each in people[:3]]
