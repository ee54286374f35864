"""Keeping a file: asked for, sent with the word under it, or sent without a word."""

import functools
import operator
from typing import Any

from telegram import Document, Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.reminders.hours import local_day
from bot.reminders.rules import resume_old_at
from bot.resume import ageing, rules, views
from bot.user_error import UserError
from bot.view import View, escape
from storage import forms as stored_forms
from storage import owners, resumes


async def ask_file(_: Update, context: BotContext) -> None:
    """Ask for the file."""
    await forms.start(context, NEW)


async def receive(_: Update, context: BotContext) -> None:
    """A file with "resume" under it is kept at once."""
    document = context.message.document if context.message else None
    if document is None or (context.open_form and context.open_form.kind == NEW.name):
        return
    try:
        await keep(context, as_answer(document, context.text))
    except UserError as error:
        await context.show(View(escape(str(error))))
    raise ApplicationHandlerStop


async def receive_unsaid(_: Update, context: BotContext) -> None:
    """A file of a kind that resumes come in, without a word: ask whether it is one."""
    document = context.message.document if context.message else None
    if document is None or context.open_form or not rules.is_resume_file(document.file_name, document.mime_type):
        return
    try:
        kept = as_answer(document, "")
    except UserError as error:
        await context.show(View(escape(str(error))))
        raise ApplicationHandlerStop from error
    async with context.transaction() as session:
        row = await stored_forms.start(session, context.owner_id, OFFER.name, "sure", {"file": kept}, context.now)
        # It waits for its button, and must not catch the next message.
        await stored_forms.park(session, context.owner_id, context.now)
    await context.show(views.offer(kept["name"], row.id))
    raise ApplicationHandlerStop


def as_answer(document: Document, caption: str) -> dict[str, Any]:
    """A file as plain values. UserError for one of another kind, or one that is too large."""
    rules.check(document.file_name, document.mime_type, document.file_size)
    name = (document.file_name or "resume")[: rules.LONGEST_NAME]
    return {"id": document.file_id, "name": name, "size": document.file_size, "label": rules.label_in(caption)}


def read_file(reply: Reply, _: Answers, __: BotContext) -> dict[str, Any]:
    """The file that was sent; what stands under it is its label."""
    document = reply.message.document if reply.message else None
    if document is None:
        raise UserError(rules.EXPECTED)
    return as_answer(document, reply.text)


async def finish_file(context: BotContext, answers: Answers) -> None:
    """Keep the file."""
    await keep(context, answers["file"])


async def keep(context: BotContext, file: dict[str, Any]) -> None:
    """A new version, and the day on which it will be old."""
    async with context.transaction(undo=f"the resume {file['name']}") as session:
        kept = await resumes.add(
            session,
            context.owner_id,
            file["id"],
            file["name"],
            context.now,
            label=file["label"],
            size=file["size"],
        )
        number = len(await resumes.versions(session, context.owner_id))
        owner = await owners.get(session, context.owner_id)
        await ageing.plan(session, context, owner)
    hours = context.hours
    today = local_day(context.now, context.zone)
    due = local_day(resume_old_at(today, owner.resume_limit_months, hours), context.zone)
    await context.show(views.kept(kept, number, due, today, context.change_id))


NEW = Form("resume_new", "your resume", [Step("file", views.ASK_FILE, read_file, required=True)], finish_file)
OFFER = Form(
    "resume_offer",
    "that file",
    [
        Step(
            "sure",
            "Shall I keep that file as your resume?",
            forms.one_of(["yes"], "Tap the button, please, or Cancel."),
            [Choice("Keep it as my resume", "yes")],
            required=True,
        )
    ],
    finish_file,
)
FORMS = (NEW, OFFER)
A_RESUME = functools.reduce(operator.or_, (filters.Document.FileExtension(each[1:]) for each in rules.KINDS))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Files, and the button that asks for one."""
    a_file = filters.UpdateType.MESSAGE & filters.Document.ALL
    return [
        MessageHandler(a_file & filters.CaptionRegex(rules.CAPTION), receive),
        MessageHandler(a_file & ~filters.CAPTION & A_RESUME, receive_unsaid),
        views.NEW.handler(ask_file),
    ]
