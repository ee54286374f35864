"""The room of people put together."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.contacts import adding, browsing, editing, keeping, managing, receiving
from bot.context import BotContext

FORMS = (*adding.FORMS, *keeping.FORMS, *browsing.FORMS, *editing.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/add, /contacts, cards, timelines and all their buttons."""
    return [each for part in (browsing, adding, receiving, editing, managing) for each in part.handlers()]
