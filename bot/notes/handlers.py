"""To come."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Nothing yet."""
    return []
