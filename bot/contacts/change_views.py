"""Changing a contact in words: what can be edited, where they stand, how often they hear, archive, delete."""

from telegram import InlineKeyboardButton

from bot import pages
from bot.contacts.card_text import MARKS
from bot.contacts.listing import PEOPLE
from bot.contacts.views import CARD, MORE, NOTES
from bot.view import Action, View, columns, escape, rows
from storage.contacts import Belongings
from storage.kinds import Rhythm
from storage.tables import Contact

FIELD = Action("contact_field")
STATUS = Action("contact_status")
RHYTHM = Action("contact_rhythm")
ARCHIVE = Action("contact_archive")
DELETE = Action("contact_delete")
DELETE_NOW = Action("contact_delete_now")
# The organisation they were met through.
MET_THROUGH = Action("met_through")

MEANS = {
    Rhythm.MONTHLY: "Monthly",
    Rhythm.TWO_MONTHS: "Every 2 months",
    Rhythm.THREE_MONTHS: "Every 3 months",
    Rhythm.HALF_YEARLY: "Twice a year",
    Rhythm.NEVER: "Never",
}


def edit_menu(contact: Contact, labels: dict[str, str]) -> View:
    """What can be changed, by field name and label."""
    buttons = [FIELD.button(label, contact.id, name) for name, label in labels.items()]
    return View(
        f"What shall I change about <b>{escape(contact.name)}</b>?", rows(*columns(buttons, 3), [back(contact)])
    )


def more(contact: Contact) -> View:
    """What is needed now and then."""
    rest = [] if contact.archived_at else [ARCHIVE.button("Archive", contact.id)]
    return View(
        f"<b>{escape(contact.name)}</b>\n"
        f"Status: {contact.status}. I move it as you log things; you can set it yourself.\n"
        f"Updates: {MEANS[contact.rhythm].lower()}.",
        rows(
            [STATUS.button("Status", contact.id), RHYTHM.button("Rhythm", contact.id)],
            [
                FIELD.button("Tags", contact.id, "tags"),
                MET_THROUGH.button("Met through", contact.id),
                *([NOTES.button("All notes", contact.id)] if contact.notes else []),
            ],
            [*rest, DELETE.button("Delete", contact.id), back(contact)],
        ),
    )


def statuses(contact: Contact) -> View:
    """Where they stand, to choose."""
    buttons = [
        STATUS.button(_chosen(f"{mark} {status}", status is contact.status), contact.id, status.name)
        for status, mark in MARKS.items()
    ]
    return View(f"Where do you stand with <b>{escape(contact.name)}</b>?", rows(*columns(buttons, 3), [_more(contact)]))


def rhythms(contact: Contact) -> View:
    """How often they hear from the owner, to choose."""
    buttons = [
        RHYTHM.button(_chosen(label, rhythm is contact.rhythm), contact.id, rhythm.name)
        for rhythm, label in MEANS.items()
    ]
    return View(
        f"How often shall <b>{escape(contact.name)}</b> hear how you are doing? A short line every month or so keeps "
        "a contact warm.",
        rows(*columns(buttons), [_more(contact)]),
    )


def sure(contact: Contact, belongings: Belongings) -> View:
    """Before somebody is deleted: what goes with them, and the gentler way."""
    goes = in_numbers(belongings)
    text = f"Delete <b>{escape(contact.name)}</b>?{f' With them go {goes}.' if goes else ''}"
    if belongings.shared_conversations:
        talks = counted(belongings.shared_conversations, "conversation")
        text += f" {talks} with others {'stays' if belongings.shared_conversations == 1 else 'stay'}."
    gentler = None
    if not contact.archived_at:
        text += "\nThe archive keeps everything, out of sight."
        gentler = ARCHIVE.button("Archive instead", contact.id)
    keep = CARD.button("Keep", contact.id)
    return View(text, rows([DELETE_NOW.button("Yes, delete", contact.id)], [each for each in (gentler, keep) if each]))


def deleted(name: str, belongings: Belongings, change_id: int | None) -> View:
    """Somebody is gone, and can come back."""
    goes = in_numbers(belongings)
    return View(
        f"Deleted <b>{escape(name)}</b>{f', with {goes}' if goes else ''}.",
        rows(pages.with_undo(change_id, PEOPLE.button("‹ People", 0, 0, 0))),
    )


def in_numbers(belongings: Belongings) -> str:
    """ "3 conversations, 1 referral"."""
    parts = [
        (belongings.conversations, "conversation"),
        (belongings.meetings, "meeting"),
        (belongings.letters, "letter"),
        (belongings.referrals, "referral"),
        (belongings.promises, "promise"),
    ]
    return ", ".join(counted(number, thing) for number, thing in parts if number)


def counted(number: int, thing: str) -> str:
    """ "1 letter", "2 letters"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def back(contact: Contact) -> InlineKeyboardButton:
    """To the card."""
    return CARD.button("‹ Card", contact.id)


def _more(contact: Contact) -> InlineKeyboardButton:
    return MORE.button("‹ More", contact.id)


def _chosen(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label
