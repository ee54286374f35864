"""Changing a version: its label, or taking it off."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.resume import ageing, browsing, rules, views
from bot.user_error import UserError
from bot.view import escape
from storage import history, owners, resumes


async def ask_label(_: Update, context: BotContext) -> None:
    """Ask for a label."""
    if found := await browsing.find(context):
        await forms.start(context, LABEL, {"id": found.id, "name": found.name, "now": found.label})


def read_label(reply: Reply, _: Answers, __: BotContext) -> str:
    """A label; empty for none."""
    if reply.choice:
        return ""
    if not reply.text:
        raise UserError("A word or two, for example “for festivals”.")
    return rules.read_label(reply.text)


async def finish_label(context: BotContext, answers: Answers) -> None:
    """Keep the label; the ping speaks of it too."""
    async with context.transaction(undo=f"the label of {answers['name']}") as session:
        found = await resumes.find(session, context.owner_id, answers["id"])
        if found:
            found.label = answers["label"] or None
            await session.flush()
            await ageing.relabel_ping(session, context)
    said = views.GONE if found is None else "Labelled." if answers["label"] else "No label, then."
    await context.show(await browsing.version_view(context, answers["id"], said=said))


async def remove(_: Update, context: BotContext) -> None:
    """Take a version off, with who got it; the one before becomes the latest."""
    gone = await browsing.find(context)
    if gone is None:
        return
    async with context.transaction(undo=f"removing the resume {gone.name}") as session:
        if found := await resumes.find(session, context.owner_id, gone.id):
            latest = await resumes.latest(session, context.owner_id)
            await history.delete_with_dependents(session, found)
            if latest and latest.id == gone.id:
                await ageing.plan(session, context, await owners.get(session, context.owner_id))
    await context.show(await browsing.versions_view(context, said=f"Removed: {gone.name}."))


LABEL = Form(
    "resume_label",
    "that label",
    [
        Step(
            "label",
            lambda answers: (
                f"What is <b>{escape(answers['name'])}</b> for? A word or two.\n<i>For example: for festivals</i>"
            ),
            read_label,
            lambda answers: [Choice("No label", "none")] if answers["now"] else [],
            required=True,
        )
    ],
    finish_label,
)
FORMS = (LABEL,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that change one."""
    return [views.LABEL.handler(ask_label), views.REMOVE.handler(remove)]
