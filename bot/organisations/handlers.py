"""/orgs, and the room put together."""

import re
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.context import BotContext
from bot.organisations import adding, browsing, editing, events, met, rules

FORMS = (*adding.FORMS, *editing.FORMS, *events.FORMS, *met.FORMS)

ADDING = re.compile(r"add(?:\s+|$)", re.IGNORECASE)


async def orgs(_: Update, context: BotContext) -> None:
    """Societies, mailing lists and groups to join, and their events.

    Example: /orgs add Women in Film, society, wif.org
    """
    words = context.argument
    if not words:
        await context.show(await browsing.everything(context))
    elif match := ADDING.match(words):
        line = words[match.end() :]
        await (adding.add(context, rules.read_line(line)) if line else forms.start(context, adding.NEW))
    else:
        await browsing.open_named(context, words)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/orgs and its buttons, and the way from a card."""
    parts = (browsing, adding, editing, events, met)
    return [command("orgs", orgs), *(each for part in parts for each in part.handlers())]
