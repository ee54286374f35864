"""Inline results: a question ready to be said, or one of the owner's people."""

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.contacts.card_text import what_they_do
from bot.questions.rules import Blanks, Question, fill, topics
from bot.view import escape, shorten
from storage.tables import Contact

TITLE = 120
DESCRIPTION = 160


def question(found: Question, blanks: Blanks) -> InlineQueryResultArticle:
    """A question; choosing it says it."""
    text = fill(found, blanks)
    topic = next((each.title for each in topics() if each.id == found.topic), "My own")
    return _article(f"q:{found.id}", text, found.why or topic, escape(text))


def person(contact: Contact) -> InlineQueryResultArticle:
    """One of the owner's people: name and what they do, nothing else."""
    does = what_they_do(contact)
    line = f"{contact.name}, {does}" if does else contact.name
    return _article(f"p:{contact.id}", contact.name, does or "In your list", escape(line))


def _article(key: str, title: str, description: str, text: str) -> InlineQueryResultArticle:
    content = InputTextMessageContent(text, link_preview_options=LinkPreviewOptions(is_disabled=True))
    return InlineQueryResultArticle(key, shorten(title, TITLE), content, description=shorten(description, DESCRIPTION))
