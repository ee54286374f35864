"""What is said to a message that is no note: short, warm, with the button that leads on."""

import re
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import commands
from bot.capture import Hint
from bot.commands import RUN
from bot.conversations.rules import day_words, gist
from bot.conversations.views import HOW
from bot.notes.views import NOTE
from bot.undo import views as undo_views
from bot.view import Action, View, escape, rows, shorten
from storage.tables import Change, Contact, Conversation, Note

CARD = Action("card")
EDIT = Action("contact_edit")
THANKS_FOR = Action("thanks_for")
LOG_WITH = Action("log_with")
WRITE_TO = Action("outreach_for")

EXAMPLE = "<i>Coffee with Ada Lovelace today, she said to talk to Charles Babbage</i>"
WORDS = re.compile(r"[^\W\d_]+")
# Little words of languages that notes are not read in yet.
FOREIGN = {
    *("ich", "und", "mit", "habe", "heute", "gestern", "hoy", "ayer", "con", "una", "café", "para", "mañana"),
    *("avec", "hui", "hier", "je", "et", "une", "suis", "oggi", "ieri", "ho", "hoje", "ontem", "com", "uma"),
    *("tomei", "ik", "heb", "vandaag", "bugün", "ile", "dzisiaj", "dnes"),
}

ENGLISH = {
    *("with", "and", "the", "i", "to", "she", "he", "they", "had", "met", "today", "yesterday", "for", "of", "my"),
    *("said", "call", "at", "on", "from", "remind", "emailed", "talked", "about"),
}


def hello(name: str | None) -> View:
    """A greeting."""
    whom = f", {escape(name)}" if name else ""
    return View(f"Hello{whom}! Tell me about a conversation as you would a friend, and I keep it:\n{EXAMPLE}", _ways())


def welcome() -> View:
    """The owner thanks the bot."""
    return View("You're welcome.")


def last_talk(about: Contact, talk: Conversation | None, today: date) -> View:
    """When they last talked, and what of."""
    name = escape(about.name)
    card = CARD.button(f"Open {shorten(about.first_name, 30)}", about.id, 1)
    if talk is None:
        return View(
            f"No conversation with <b>{name}</b> is kept yet.", rows([LOG_WITH.button("Log one", about.id), card])
        )
    how = HOW[talk.channel].format(who=f"<b>{name}</b>")
    said = f"\n📝 {escape(shorten(gist(talk.notes), 300))}" if talk.notes else ""
    return View(f"You had {how} {day_words(talk.happened_on, today)}.{said}", rows([card]))


def offer_undo(change: Change | None) -> View:
    """The last change, with the button that takes it back."""
    if change is None:
        return undo_views.nothing()
    button = undo_views.button(change.id)
    return View(f"Your last change: {escape(change.what)}. Take it back?", rows([button] if button else None))


def offer_correction(last: Note | None, about: Contact | None) -> View:
    """How to put something right."""
    buttons = [
        *([NOTE.button("Show my last note", last.id, "show")] if last else []),
        *([EDIT.button(f"Edit {shorten(about.first_name, 20)}", about.id)] if about else []),
    ]
    text = "Edit your message and I read it again, or tap the line that is wrong on its card."
    return View(text if buttons else f"There is no note to correct yet. {_tell()}", rows(buttons))


def pointer(hint: Hint, about: Contact | None, text: str) -> View:
    """The one line and the button for everything else."""
    whom = f" {escape(about.first_name)}" if about else ""
    match hint:
        case Hint.THANKS_DRAFT if about:
            return View(
                f"I draft a thank-you to{whom} from your notes.",
                rows([THANKS_FOR.button(f"Thank {shorten(about.first_name, 20)}", about.id)]),
            )
        case Hint.THANKS_DRAFT:
            return View("I draft thank-you notes from what you told me of a talk.", rows(_way("Thanks", "thanks")))
        case Hint.LAST_TALK:
            return View(f"I am not sure whom you mean. {_tell()}", rows(_way("People", "contacts")))
        case Hint.DELETE | Hint.PREP:
            return View("Whom do you mean? Their card has everything.", rows(_way("People", "contacts")))
        case Hint.OUTREACH:
            return View(
                f"To write to{whom or ' somebody'}: say how you found them and why them, and ask for 15 to 30 minutes.",
                rows(
                    [WRITE_TO.button(f"Write to {shorten(about.first_name, 20)}", about.id)]
                    if about
                    else _way("Write to somebody", "outreach"),
                    _way("People", "contacts"),
                ),
            )
        case Hint.TIPS:
            return View(
                "That is a part of it for nearly everybody, and it gets easier: one short conversation at a time.",
                rows(_way("Tips", "tips"), _way("Questions to ask", "questions")),
            )
    if is_foreign(text):
        return View(f"I read notes in English only so far, sorry. {_tell()} /log asks step by step.", _ways())
    if not WORDS.search(text):
        return View("🙂 Whenever you have talked to somebody, tell me about it.", _ways())
    return View(f"I did not take that as a note, so nothing was kept. {_tell()}", _ways())


def is_foreign(text: str) -> bool:
    """Whether a text is in other letters than English, or full of another language's little words, and has none of
    English's own.
    """
    words = {word.casefold() for word in WORDS.findall(text)}
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or words & ENGLISH:
        return False
    other_letters = sum(letter > "\u024f" for letter in letters)
    return other_letters * 2 > len(letters) or len(words & FOREIGN) > 1


def _tell() -> str:
    return f"A note is what happened, with whom:\n{EXAMPLE}"


def _way(label: str, word: str) -> list[InlineKeyboardButton]:
    return [RUN.button(label, word)] if word in commands.KNOWN else []


def _ways() -> InlineKeyboardMarkup | None:
    return rows([*_way("Log a talk", "log"), *_way("What is due", "due"), *_way("All I can do", "help")])
