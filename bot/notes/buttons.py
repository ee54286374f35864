"""The buttons under a note's card, and the form that takes a correction in words."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.notes import correcting, typed, views

FORMS = (typed.FORM,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Every button of a card."""
    return [
        views.NOTE.handler(correcting.press),
        views.UNDO.handler(correcting.undo),
        views.KEEP.handler(correcting.keep_after_all),
        views.NOT_A_NOTE.handler(correcting.not_a_note),
    ]
