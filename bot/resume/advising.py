"""What people advised about it: told, or found among the advice in the notes."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, whom
from bot.context import BotContext
from bot.forms import Answers, Form, Step
from bot.resume import views
from bot.view import View
from bot.whom import Chosen
from storage import conversations, resumes


async def show_advice(_: Update, context: BotContext) -> None:
    """All advice about the resume."""
    await context.show(await advice_view(context))


async def advice_view(context: BotContext, said: str = "") -> View:
    """All advice about the resume."""
    async with context.reading() as session:
        given = await resumes.advice_about_it(session, context.owner_id)
    return views.advice(given, context.change_id, said)


async def show_marks(_: Update, context: BotContext) -> None:
    """The latest advice, to mark."""
    async with context.reading() as session:
        recent = await resumes.recent_advice(session, context.owner_id)
    await context.show(views.marks(recent, context.change_id))


async def mark(_: Update, context: BotContext) -> None:
    """This advice is about the resume, or is not."""
    async with context.transaction(undo="what that advice is about") as session:
        advice = await conversations.find_advice(session, context.owner_id, context.number())
        if advice:
            advice.about_resume = not advice.about_resume
    if advice is None:
        await context.toast(views.ADVICE_GONE)
        return
    await show_marks(_, context)


async def ask_adviser(_: Update, context: BotContext) -> None:
    """Ask who advised something."""
    await whom.start(context, ADVISER, {})


async def finish_adviser(context: BotContext, answers: Answers, chosen: Chosen) -> None:
    """Then ask what it was."""
    await forms.start(context, ADVICE, {"id": chosen.contact_id, "line": chosen.line})


async def finish_advice(context: BotContext, answers: Answers) -> None:
    """Keep it as advice about the resume."""
    async with context.transaction(undo="advice about your resume") as session:
        contact = await whom.contact_of(session, context, Chosen(answers["id"], answers["line"]))
        if contact:
            await conversations.add_advice(
                session, context.owner_id, contact.id, answers["text"], context.now, about_resume=True
            )
    await context.show(await advice_view(context, "Kept.") if contact else View(pages.PERSON_GONE))


ADVISER = whom.form(
    "resume_adviser", "that advice", "Who advised you on your resume? Tap, or type a name.", finish_adviser
)
ADVICE = Form(
    "resume_advice",
    "that advice",
    [
        Step(
            "text",
            "What would they change?\n<i>For example: put the film projects first</i>",
            forms.text("A sentence or two, for example “put the film projects first”.", 500),
            required=True,
        )
    ],
    finish_advice,
)
FORMS = (ADVISER, ADVICE)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons to advice, and to more of it."""
    return [
        views.ADVICE.handler(show_advice),
        views.MARKS.handler(show_marks),
        views.MARK.handler(mark),
        views.ADVISED.handler(ask_adviser),
    ]
