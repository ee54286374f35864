"""The room of people: adding, browsing, editing, and what is done now and then."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.contacts import adding, browsing, editing, managing
from bot.context import BotContext

FORMS = (*adding.FORMS, *browsing.FORMS, *editing.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/add, /contacts, cards, timelines and all their buttons."""
    return [*browsing.handlers(), *adding.handlers(), *editing.handlers(), *managing.handlers()]
