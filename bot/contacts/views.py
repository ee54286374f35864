"""A contact in words: the card, what was saved, who is there already."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot import pages
from bot.contacts import card_text
from bot.contacts.card_text import what_they_do
from bot.contacts.gathering import CardFacts
from bot.strangers import rules as searches
from bot.view import Action, Row, View, columns, escape, rows, shorten
from storage.kinds import Circle
from storage.tables import Contact

# Opens a card: `CARD.button("Open", contact.id)`. With a second part, 1, as a new message.
CARD = Action("card")
LIST_AT = Action("people_at")
TIMELINE = Action("timeline")
EDIT = Action("contact_edit")
MORE = Action("contact_more")
NOTES = Action("contact_notes")
BRING_BACK = Action("contact_back")

LOG_WITH = Action("log_with")

# What one can do with somebody from their card, most used first. Another room adds its own here: a label, and an action
# that takes the contact's id.
ACTIONS: tuple[tuple[str, Action], ...] = (
    ("Log a talk", LOG_WITH),
    ("Thanks", Action("thanks_for")),
    ("Questions", Action("questions_for")),
    ("Prepare", Action("prep_for")),
    ("Outreach", Action("outreach_for")),
    ("Schedule", Action("schedule_for")),
    ("Update", Action("update_for")),
    ("Promises", Action("promises_of")),
    ("Timeline", TIMELINE),
    ("Learned", Action("learned_of")),
    ("Resume", Action("resume_to")),
)
# Somebody not met yet: how to reach them, and where the name was found.
STRANGER = Action("stranger")
STRANGER_TELL = Action("stranger_tell")

# Buttons in a row: the card with everything one can do stays within seven rows.
ACROSS = 3

# Half of what a message holds, since some letters count twice.
NOTES_PAGE = 1900
MOST_LISTED = 20
NAME_SHOWN = 80


def named(contact: Contact, length: int = 400) -> str:
    """Name in bold and what they do, safe for HTML; both together hardly longer than `length`."""
    name = shorten(contact.name, length)
    does = shorten(what_they_do(contact), length - len(name)) if length - len(name) > len("…") else ""
    return f"<b>{escape(name)}</b>{', ' + escape(does) if does else ''}"


# The card


def card(facts: CardFacts, *, said: str = "", change_id: int | None = None) -> View:
    """Who they are and how things stand, with everything one can do from there.

    `said` is what has just been done ("Role saved."), shown on top with an Undo button for `change_id`.
    """
    return View(card_text.text(facts, said), rows(*_buttons(facts.contact, change_id)))


def _buttons(contact: Contact, change_id: int | None) -> list[Row]:
    end: Row = [
        EDIT.button("Edit", contact.id),
        MORE.button("More", contact.id),
        LIST_AT.button("‹ People", contact.id),
    ]
    middle: list[Row]
    if contact.archived_at:
        middle = [[BRING_BACK.button("Bring back", contact.id), TIMELINE.button("Timeline", contact.id)]]
    else:
        actions = [action.button(label, contact.id) for label, action in ACTIONS]
        finding = [_to_find(contact)] if contact.circle is Circle.STRANGERS else []
        middle = [*finding, *columns(actions, ACROSS)]
    return [*middle, end, pages.with_undo(change_id)]


def _to_find(contact: Contact) -> Row:
    """Where to look for somebody not met yet, and how to reach them."""
    return [
        STRANGER.button("How to reach them", contact.id),
        InlineKeyboardButton("Search people", url=searches.people_search(contact.name, contact.organisation)),
        InlineKeyboardButton("Search the web", url=searches.web_search(contact.name, contact.organisation)),
    ]


def all_notes(contact: Contact, page: int) -> View:
    """The notes in full, page by page."""
    notes = contact.notes or "No notes yet."
    parts = [notes[start : start + NOTES_PAGE] for start in range(0, len(notes), NOTES_PAGE)]
    page = min(page, len(parts) - 1)
    number = f" · page {page + 1} of {len(parts)}" if len(parts) > 1 else ""
    turning = pages.turning(NOTES, page, contact.id, more=page + 1 < len(parts))
    text = f"<b>{escape(contact.name)}</b> · notes{number}\n\n{escape(parts[page])}"
    return View(text, rows(turning, [CARD.button("‹ Card", contact.id)]))


# After adding


def saved(contact: Contact, change_id: int | None) -> View:
    """A new contact is kept."""
    return View(
        f"Saved {named(contact)}.",
        rows(
            [LOG_WITH.button("Log a talk", contact.id), CARD.button("Open card", contact.id)],
            pages.with_undo(change_id, *_not_met(contact)),
        ),
    )


def _not_met(contact: Contact) -> list[InlineKeyboardButton]:
    """Somebody who may be a stranger still: the way to say where the name was found."""
    told = contact.how_met or contact.found_where or contact.circle not in {None, Circle.STRANGERS}
    return [] if told else [STRANGER_TELL.button("Not met yet", contact.id)]


def saved_several(people: Sequence[Contact], change_id: int | None) -> View:
    """Several new contacts are kept."""
    shown = people[:MOST_LISTED]
    lines = [f"Saved {len(people)} people:", *(f"• {named(contact, NAME_SHOWN)}" for contact in shown)]
    if len(people) > len(shown):
        lines.append(f"… and {len(people) - len(shown)} more, all in /contacts")
    buttons = [CARD.button(shorten(contact.name, 40), contact.id, 1) for contact in people[:8]]
    return View("\n".join(lines), rows(*columns(buttons), pages.with_undo(change_id)))


def filled(contact: Contact, what: str, change_id: int | None) -> View:
    """Somebody known has become better known."""
    kept = f" I kept what was new: {escape(what)}." if what else " There was nothing new in it."
    return View(
        f"You know <b>{escape(contact.name)}</b> already.{kept}",
        rows([CARD.button("Open card", contact.id)], pages.with_undo(change_id)),
    )


def filled_several(people: Sequence[Contact], change_id: int | None) -> View:
    """Several known people have become better known."""
    names = ", ".join(f"<b>{escape(shorten(contact.name, NAME_SHOWN))}</b>" for contact in people[:MOST_LISTED])
    buttons = [CARD.button(shorten(contact.name, 40), contact.id, 1) for contact in people[:8]]
    return View(f"I kept what was new about {names}.", rows(*columns(buttons), pages.with_undo(change_id)))


def already_known(
    known: Sequence[Contact], news: str, another: InlineKeyboardButton, fill: InlineKeyboardButton | None
) -> View:
    """They are there already: the card, what the new line would add, and a namesake all the same.

    `news` is what is new in what was typed ("organisation and role"), or empty.
    """
    names = ", ".join(f"<b>{escape(shorten(contact.name, NAME_SHOWN))}</b>" for contact in known[:MOST_LISTED])
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
