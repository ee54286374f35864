"""/prep: the sheet on one message, as a PDF on request, and the resume that goes with it."""

import asyncio
from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.context import BotContext
from bot.picking import pick
from bot.prep import choosing, gathering, looking_up, pdf, showing, views
from bot.reminders.later import day_text
from bot.view import File, View
from storage import conversations, meetings

# The PDF has room for what the message cuts.
PDF_LINE = 400


async def prep(_: Update, context: BotContext) -> None:
    """Everything for the minute before a talk.

    Example: /prep Ada
    """
    if context.argument and not context.button:
        if contact := await pick(context, context.argument, then=views.FOR):
            await showing.show(context, contact.id)
        return
    async with context.reading() as session:
        agreed = await meetings.planned(session, context.owner_id)
        ahead = [each for each in agreed if each.people and gathering.is_ahead(each, context.now, context.today)]
        recent = await conversations.recent_people(session, context.owner_id)
    timed = sorted((each for each in ahead if each.starts_at), key=lambda each: each.starts_at or context.now)
    upcoming = next(iter(timed or ahead), None)
    if upcoming is None:
        await context.show(views.whom(recent))
        return
    await showing.show(context, upcoming.people[0].id)


async def for_contact(_: Update, context: BotContext) -> None:
    """The sheet of one contact; below a ping or a card, so that neither is lost."""
    if sheet := await showing.find(context, context.number()):
        view = views.sheet(sheet)
        await context.show(view if _is_own_page(context) else view.as_fresh())


def _is_own_page(context: BotContext) -> bool:
    """Whether the pressed button stands on a page of this room, which the sheet may take the place of."""
    query = context.incoming.callback_query if context.incoming else None
    markup = getattr(query.message, "reply_markup", None) if query else None
    data = [str(button.callback_data) for row in markup.inline_keyboard for button in row] if markup else []
    return any(each.startswith("prep_") and not each.startswith(f"{views.FOR.name}:") for each in data)


async def as_pdf(_: Update, context: BotContext) -> None:
    """The sheet as a file to print."""
    sheet = await showing.find(context, context.number())
    if sheet is None:
        return
    await context.toast("One moment…")
    below = [gathering.does(sheet.contact), gathering.headline(sheet), f"Made {day_text(sheet.today, sheet.today)}"]
    content = await asyncio.to_thread(
        pdf.make,
        sheet.contact.name,
        [line for line in below if line],
        gathering.blocks(sheet, PDF_LINE),
        context.now,
    )
    await context.show(View("", document=File(content, pdf.file_name(sheet.contact.name))))


async def resume(_: Update, context: BotContext) -> None:
    """The newest resume, sent back."""
    sheet = await showing.find(context, context.number())
    if sheet is None:
        return
    if sheet.resume is None:
        await context.toast("You keep no resume here yet; /resume takes one.")
        return
    await context.show(View(views.resume_caption(sheet), document=File(sheet.resume.file_id, sheet.resume.name)))


FORMS: Sequence[forms.Form] = (*looking_up.FORMS, *choosing.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/prep and all the buttons of the sheet."""
    return [
        command("prep", prep),
        views.FOR.handler(for_contact),
        views.PDF.handler(as_pdf),
        views.RESUME.handler(resume),
        *looking_up.handlers(),
        *choosing.handlers(),
    ]
