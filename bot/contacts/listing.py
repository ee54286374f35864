"""The list of people and the timeline in words: paged, each person or event on its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton, Message
from telegram.constants import MessageEntityType

from bot import pages
from bot.contacts.card_text import BY, MARKS, day, fitting
from bot.contacts.gathering import Entry
from bot.contacts.views import CARD, LIST_AT, TIMELINE
from bot.picking import ADD_THEM
from bot.view import Action, Row, View, escape, rows, shorten
from storage.kinds import Answer, LetterKind
from storage.tables import Contact, Conversation, Letter, Referral

# `people:page:archived:searching`; what is searched for stands in the message itself, since buttons carry no text.
PEOPLE = Action("people")
SEARCH = Action("people_search")

PAGE = 8
LABEL_LENGTH = 56
NAME_SHOWN = 80
# Where gists of this length do not fit a message, the next length is tried.
GIST_LENGTHS = (240, 120, 60)

WROTE = {
    LetterKind.OUTREACH: "You wrote to them",
    LetterKind.SECOND_NOTE: "You wrote a second note",
    LetterKind.THANKS: "You thanked them",
    LetterKind.UPDATE: "You told them your news",
    LetterKind.LOOP: "You told them what came of it",
    LetterKind.LANDED: "You told them you made it",
    LetterKind.OTHER: "You wrote",
}
ANSWERED = {
    Answer.WAITING: "no answer yet",
    Answer.REPLIED: "they replied",
    Answer.DECLINED: "they declined",
    Answer.RUDE: "an unkind reply",
    Answer.NO_REPLY: "no reply",
}


@dataclass(frozen=True)
class Shelf:
    """Which list it is: of which words, archived or not, which page of it (from 0)."""

    words: str = ""
    archived: bool = False
    page: int = 0

    @property
    def data(self) -> tuple[int, int]:
        """Which list it is, as the buttons to its pages say it behind the page."""
        return int(self.archived), int(bool(self.words))


def page_count(total: int) -> int:
    """How many pages so many lines make; an empty list has one."""
    return max(1, -(-total // PAGE))


def people(shelf: Shelf, shown: Sequence[Contact], total: int, elsewhere: int) -> View:
    """One page of the list. `elsewhere` counts who fits on the other shelf: in the archive, or out of it."""
    count = page_count(total)
    title = "In the archive" if shelf.archived else "People"
    searched = f" · “<i>{escape(shelf.words)}</i>”" if shelf.words else ""
    page = f" · page {shelf.page + 1} of {count}" if count > 1 else ""
    marks = "" if shelf.archived else _legend(shown)
    turning = pages.turning(PEOPLE, shelf.page, more=shelf.page + 1 < count, after=shelf.data)
    text = f"<b>{title}</b>{searched} · {total}{page}{marks}"
    return View(text, rows(*[[_person(each, shelf)] for each in shown], turning, *_ways(shelf, elsewhere)))


def nobody_fits(shelf: Shelf, elsewhere: int) -> View:
    """The search found nobody."""
    where = " in the archive" if shelf.archived else ""
    return View(
        f"Nobody{where} fits “<i>{escape(shelf.words)}</i>”. Any part of a name, organisation, role or note will do.",
        rows(*_ways(shelf, elsewhere)),
    )


def nobody_yet(archived: int = 0) -> View:
    """The list is empty: how to begin. `archived` counts who is in the archive."""
    archive = [PEOPLE.button(f"Archive ({archived})", 0, 1, 0)] if archived else None
    return View(
        "Nobody is here yet. Begin with somebody you know, even a little:\n"
        "<code>/add Ada Lovelace, Engines Ltd, analyst</code>\n\n"
        "You can also share a contact from your phone, or forward me somebody's message.",
        rows([ADD_THEM.button("Add a person")], archive),
    )


def archive_empty() -> View:
    """Nobody is in the archive (any more)."""
    return View("The archive is empty.", rows([PEOPLE.button("‹ People", 0, 0, 0)]))


def searched_words(message: Message | None) -> str:
    """What a list in the chat was searched for: the words stand in it, set in italics."""
    if message is None or not message.text:
        return ""
    return next(iter(message.parse_entities([MessageEntityType.ITALIC]).values()), "")


def _person(contact: Contact, shelf: Shelf) -> InlineKeyboardButton:
    place = f" · {contact.organisation}" if contact.organisation else ""
    label = f"{shorten(f'{contact.name}{place}', LABEL_LENGTH)}  {MARKS[contact.status]}"
    # From what a search found the card opens below, so that the other findings stay.
    return CARD.button(label, contact.id, 1) if shelf.words else CARD.button(label, contact.id)


def _legend(shown: Sequence[Contact]) -> str:
    held = {contact.status for contact in shown}
    return f"\n{' · '.join(f'{MARKS[each]} {each}' for each in MARKS if each in held)}" if held else ""


def _ways(shelf: Shelf, elsewhere: int) -> list[Row]:
    other = Shelf(shelf.words, not shelf.archived)
    ways: list[InlineKeyboardButton] = []
    if shelf.archived:
        ways.append(PEOPLE.button("‹ People", 0, *other.data))
    elif elsewhere:
        ways.append(PEOPLE.button(f"Archive ({elsewhere})", 0, *other.data))
    if shelf.words:
        ways.append(PEOPLE.button("Everybody", 0, 0, 0))
    return [[SEARCH.button("Search"), ADD_THEM.button("Add")], ways]


def around(contact: Contact, place: int) -> Shelf:
    """The page of the list on which a contact stands, `place` others being before them."""
    return Shelf(archived=contact.archived_at is not None, page=place // PAGE)


# The timeline


def timeline(contact: Contact, entries: Sequence[Entry], page: int, today: date) -> View:
    """What happened with a contact, newest first."""
    count = page_count(len(entries))
    shown, cut = pages.cut(entries, page, PAGE)
    number = f" · page {cut.page + 1} of {count}" if count > 1 else ""
    title = f"<b>{escape(shorten(contact.name, NAME_SHOWN))}</b> · timeline{number}"
    text = fitting(
        lambda line: "\n\n".join([title, *(_entry(entry, contact, today, line) for entry in shown)]), GIST_LENGTHS
    )
    if not entries:
        text = f"Nothing has happened with <b>{escape(contact.name)}</b> yet. Log a conversation, and it stands here."
    turning = pages.turning(TIMELINE, cut.page, contact.id, more=cut.more, labels=pages.BY_AGE)
    return View(text, rows(turning, [CARD.button("‹ Card", contact.id), LIST_AT.button("People", contact.id)]))


def _entry(entry: Entry, contact: Contact, today: date, line: int) -> str:
    gist = f"\n{escape(shorten(entry.gist, line))}" if entry.gist else ""
    return f"<b>{day(entry.on, today)}</b> · {_what(entry, contact, line // 2)}{gist}"


def _what(entry: Entry, contact: Contact, line: int) -> str:
    by = f" {BY[entry.channel]}" if entry.channel and BY[entry.channel] else ""
    match entry.what:
        case Conversation() as talk:
            others = [escape(shorten(each.name, line)) for each in talk.people if each.id != contact.id]
            together = f", with {', '.join(others[:4])}" if others else ""
            return f"You talked{by}{together}"
        case Letter():
            answer = f", {ANSWERED[entry.answer]}" if entry.answer else ""
            return f"{WROTE[entry.kind or LetterKind.OTHER]}{by}{answer}"
        case Referral() as referral if referral.from_contact_id == contact.id:
            may = {True: "; you may use their name", False: "; without using their name", None: ""}
            name = escape(shorten(referral.person.name, line))
            return f"They pointed you to {name} ({referral.state}){may[referral.may_use_name]}"
        case Referral() as referral:
            return f"{escape(shorten(referral.giver.name, line))} pointed you to them ({referral.state})"
