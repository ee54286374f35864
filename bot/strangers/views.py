"""People not known yet in words: the page of one, the list, and the buttons other rooms use."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot import pages
from bot.contacts.change_views import FIELD
from bot.contacts.views import CARD, named
from bot.strangers import rules
from bot.view import Action, View, escape, rows, shorten
from storage.tables import Contact

# `stranger:contact` opens the page of one.
PAGE = Action("stranger")
LIST = Action("strangers")
NEW = Action("stranger_new")
# `stranger_tell:contact`: tell where the name of somebody in the list was found.
TELL = Action("stranger_tell")

A_PAGE = 8


def search_buttons(contact: Contact) -> list[InlineKeyboardButton]:
    """A web search and a people search for name and employer."""
    return [
        InlineKeyboardButton("Search the web", url=rules.web_search(contact.name, contact.organisation)),
        InlineKeyboardButton("Search people", url=rules.people_search(contact.name, contact.organisation)),
    ]


def page(contact: Contact, *, said: str = "", change_id: int | None = None) -> View:
    """What is known of somebody one has not met: where the name was found, the way in, where to look."""
    told = [
        f"Found in: {escape(contact.found_where)}" if contact.found_where else "Where did you find the name?",
        f"Works at: {escape(contact.organisation)}" if contact.organisation else "Where do they work?",
        f"A way in: {escape(contact.route_in)}" if contact.route_in else "No way in noted yet.",
    ]
    return View(
        f"{pages.above(said)}{named(contact, 200)}\n" + "\n".join(told),
        rows(
            search_buttons(contact),
            [
                FIELD.button("Found in", contact.id, "found_where"),
                FIELD.button("Employer", contact.id, "organisation"),
                FIELD.button("A way in", contact.id, "route_in"),
            ],
            pages.with_undo(change_id, CARD.button("Card", contact.id), LIST.button("‹ Not met yet", 0)),
        ),
    )


def people(found: Sequence[Contact], page: int, *, more: bool) -> View:
    """Everybody not met yet, those added last first."""
    new = NEW.button("Add somebody")
    if not found and not page:
        return View(
            "<b>People you do not know yet</b>\nFind out who does the work: in the credits of a film, the byline of an "
            "article, a staff page, the programme of an event. Then reach them through where they work.",
            rows([new]),
        )
    buttons = [[PAGE.button(_label(contact), contact.id)] for contact in found]
    turn = pages.turning(LIST, page, more=more, labels=pages.BY_AGE)
    return View("<b>People you do not know yet</b>", rows(*buttons, turn, [new]))


def _label(contact: Contact) -> str:
    place = contact.organisation or contact.found_where
    return shorten(f"{contact.name} · {place}" if place else contact.name, 56)


# For other rooms


def list_button() -> InlineKeyboardButton:
    """The list of those not met yet."""
    return LIST.button("People you do not know yet", 0)
