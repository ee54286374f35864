"""Handing it back: the latest at once, for somebody in particular, or an older version."""

from typing import Any

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler

from bot import forms, pressed
from bot.context import BotContext
from bot.resume import adding, browsing, views
from storage import resumes
from storage.tables import Contact, Resume


async def to_contact(_: Update, context: BotContext) -> None:
    """The latest for one person, with the tap that they got it."""
    if contact := await pressed.contact(context):
        await send_latest(context, contact)


async def send_latest(context: BotContext, contact: Contact | None = None) -> None:
    """The newest version; where there is none, ask for it."""
    async with context.reading() as session:
        latest = await resumes.latest(session, context.owner_id)
    if latest is None:
        await forms.start(context, adding.NEW)
        return
    await send_file(context, latest, latest=True, contact=contact)


async def send(_: Update, context: BotContext) -> None:
    """One version's file, or the latest."""
    if not context.number():
        await send_latest(context)
        return
    if found := await browsing.find(context):
        async with context.reading() as session:
            latest = await resumes.latest(session, context.owner_id)
        await send_file(context, found, latest=latest is not None and latest.id == found.id)


async def send_file(context: BotContext, found: Resume, *, latest: bool, contact: Contact | None = None) -> None:
    """The file as Telegram keeps it; a line where it no longer does."""
    async with context.reading() as session:
        given = await resumes.receivers(session, context.owner_id, found.id)
    limit = context.owner.resume_limit_months
    view = views.the_file(found, given, limit, context.today, context.zone, latest=latest, for_contact=contact)
    try:
        await context.show(view)
    except BadRequest as error:
        # A file id belongs to one bot: under another token, or in a new playground, Telegram does not know it.
        if "file" not in error.message.casefold():
            raise
        await context.send(views.not_sent(found))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that send a file."""
    return [views.SEND.handler(send), views.TO.handler(to_contact)]
