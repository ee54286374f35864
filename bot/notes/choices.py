"""What the owner can choose for a line of a card that is wrong."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.capture import Intent
from bot.conversations.form import CHANNEL_LABELS
from bot.notes import wording
from bot.notes.corrections import CHANNEL, DAY, MINE, REFERRAL
from bot.notes.facts import Facts
from bot.notes.understood import Who
from bot.notes.views import MOST_CHOICES, NOT_A_NOTE, NOTE
from bot.picking import label
from bot.view import View, columns, escape, rows, shorten
from storage.tables import Contact


def back(number: int) -> InlineKeyboardButton:
    """To the card."""
    return NOTE.button("‹ Back", number)


def choose_person(facts: Facts, line: str, place: int, person: Who, others: Sequence[Contact]) -> View:
    """Somebody is wrong: another one, somebody new, another place or role, or nobody."""
    number = facts.note.id
    chosen = [NOTE.button(label(each)[:60], number, line, place, f"c{each.id}") for each in others[:MOST_CHOICES]]
    change = [
        NOTE.button("Type the name", number, line, place, "name"),
        NOTE.button("Somebody new", number, line, place, "new"),
        NOTE.button("Organisation", number, line, place, "org"),
        NOTE.button("Role", number, line, place, "role"),
    ]
    named = line == REFERRAL
    end = [
        *([NOTE.button("They took part", number, line, place, "part")] if named else []),
        NOTE.button("Not a referral" if named else "Leave them out", number, line, place, "x"),
    ]
    text = f"<b>{escape(person.name)}</b>: what should it be?"
    return View(f"{wording.text(facts)}\n\n{text}", rows(*columns(chosen), *columns(change), end, [back(number)]))


def choose_somebody(facts: Facts, others: Sequence[Contact]) -> View:
    """Nobody was named: who was it?"""
    number = facts.note.id
    chosen = [NOTE.button(label(each)[:60], number, "who", 0, f"c{each.id}") for each in others[:MOST_CHOICES]]
    return View(
        f"{wording.text(facts)}\n\nWho was it?",
        rows(*columns(chosen), [NOTE.button("Type the name", number, "who", 0, "name")], [back(number)]),
    )


def choose_day(facts: Facts, *, ahead: bool) -> View:
    """Another day."""
    number = facts.note.id
    first = [NOTE.button("Today", number, DAY, 0, "d0")]
    second = NOTE.button("Tomorrow", number, DAY, 0, "d1") if ahead else NOTE.button("Yesterday", number, DAY, 0, "dy")
    return View(
        f"{wording.text(facts)}\n\nWhich day?",
        rows([*first, second], [NOTE.button("Another day", number, DAY, 0, "type")], [back(number)]),
    )


def choose_channel(facts: Facts) -> View:
    """Another way of being in touch."""
    number = facts.note.id
    buttons = [NOTE.button(words, number, CHANNEL, 0, channel.value) for channel, words in CHANNEL_LABELS.items()]
    return View(
        f"{wording.text(facts)}\n\nHow was it?",
        rows(*columns(buttons), [NOTE.button("Leave it open", number, CHANNEL, 0, "none")], [back(number)]),
    )


def choose_task(facts: Facts, line: str, place: int, words: str) -> View:
    """Another text or day for a promise, the other side's, or none."""
    number = facts.note.id
    other = "They do it" if line == MINE else "I do it"
    buttons = [
        NOTE.button("Other words", number, line, place, "text"),
        NOTE.button("Tomorrow", number, line, place, "d1"),
        NOTE.button("Another day", number, line, place, "due"),
        NOTE.button("No day", number, line, place, "nodue"),
        NOTE.button(other, number, line, place, "swap"),
        NOTE.button("Leave it out", number, line, place, "x"),
    ]
    return View(
        f"{wording.text(facts)}\n\n“{escape(shorten(words, 100))}”: what should it be?",
        rows(*columns(buttons), [back(number)]),
    )


def choose_removal(facts: Facts, line: str, place: int, words: str) -> View:
    """A line that can only be left out."""
    number = facts.note.id
    return View(
        f"{wording.text(facts)}\n\nLeave out “{escape(shorten(words, 100))}”?",
        rows([NOTE.button("Leave it out", number, line, place, "x"), back(number)]),
    )


KINDS = {
    Intent.CONVERSATION: "We talked",
    Intent.MEETING_SCHEDULED: "We are going to meet",
    Intent.OUTREACH_SENT: "I wrote, no answer yet",
    Intent.THANKS_SENT: "I thanked them",
    Intent.CONTACT_ONLY: "Just to remember",
}


def choose_kind(facts: Facts) -> View:
    """Another kind of note, or none at all."""
    number = facts.note.id
    now = facts.understood.intent if facts.understood else None
    kinds = [NOTE.button(words, number, "kind", 0, each.value) for each, words in KINDS.items() if each is not now]
    return View(
        f"{wording.text(facts)}\n\nWhat was it?",
        rows(*columns(kinds), [NOT_A_NOTE.button("Not a note at all", number)], [back(number)]),
    )
