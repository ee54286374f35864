"""A new organisation: on one line, or asked for."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Form, Step
from bot.organisations import browsing, reading, rules, views
from bot.user_error import UserError
from bot.view import shorten
from storage import organisations


async def add(context: BotContext, draft: rules.Draft) -> None:
    """Keep a new one; one of that name that is there already learns what it lacks."""
    async with context.transaction(undo=f"added {shorten(draft.name, 80)}") as session:
        held = await organisations.find_by_name(session, context.owner_id, draft.name)
        if held is None and len(await organisations.everything(session, context.owner_id)) >= rules.MOST:
            raise UserError(f"{rules.MOST} organisations are plenty. Remove one you do not go to, in /orgs.")
        told = {"kind": draft.kind, "link": draft.link, "notes": draft.notes}
        if held:
            for name, value in told.items():
                setattr(held, name, getattr(held, name) or value)
        one = held or await organisations.add(session, context.owner_id, draft.name, context.now, **told)
    await context.show(await browsing.page_of(context, one.id, said="You have that one already." if held else "Added."))


async def ask_new(_: Update, context: BotContext) -> None:
    """Ask for a new one."""
    await forms.start(context, NEW)


async def finish_new(context: BotContext, answers: Answers) -> None:
    """Keep it."""
    kept = answers["name"]
    kind, link = answers.get("kind") or kept["kind"], answers.get("link") or kept["link"]
    await add(context, rules.Draft(kept["name"], kind, link, kept["notes"]))


NEW = Form(
    "org_new",
    "the new organisation",
    [
        Step(
            "name",
            "Which one? A name is enough, or a whole line:\n<code>Women in Film, society, wif.org</code>",
            reading.read_new,
            required=True,
        ),
        Step(
            "kind",
            "What is it?",
            reading.read_kind,
            reading.KIND_CHOICES,
            needed=lambda answers: not answers["name"]["kind"],
        ),
        Step(
            "link",
            "Where is it on the web?\n<i>For example: wif.org</i>",
            reading.read_link,
            needed=lambda answers: not answers["name"]["link"],
        ),
    ],
    finish_new,
)
FORMS = (NEW,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The button that adds one."""
    return [views.ADD.handler(ask_new)]
