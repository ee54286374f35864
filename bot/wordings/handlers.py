"""An own wording: show what is in use, take the new one, go back to the original."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.drafts.rules import LONGEST_WORDING, check_wording, names, source
from bot.forms import Answers, Reply, Step
from bot.wordings import views
from storage import wordings

GONE = "There is no such draft any more."


async def change(_: Update, context: BotContext) -> None:
    """Show the wording in use, and ask for the owner's."""
    template = context.button[0] if context.button else ""
    if template not in names():
        await context.toast(GONE)
        return
    async with context.reading() as session:
        own = await wordings.find(session, context.owner_id, template)
    await context.show(views.current(template, own.text if own else source(template), own=own is not None))
    await forms.start(context, WORDING, {"template": template, "contact": context.number(1)})


async def keep(context: BotContext, answers: Answers) -> None:
    """Use it from now on."""
    template = answers["template"]
    async with context.transaction(undo=f"your wording of {views.title(template)}") as session:
        await wordings.set_text(session, context.owner_id, template, answers["text"], context.now)
    await context.show(views.kept(template, answers["contact"], context.change_id))


async def back(_: Update, context: BotContext) -> None:
    """Use ours again."""
    template = context.button[0] if context.button else ""
    async with context.transaction(undo=f"went back to the original of {views.title(template)}") as session:
        dropped = await wordings.drop(session, context.owner_id, template)
    if not dropped:
        await context.toast("That is the original already.")
        return
    await context.show(views.original(template, context.change_id))


def _read(reply: Reply, _: Answers, __: BotContext) -> str:
    words = reply.text[: LONGEST_WORDING + 1]
    check_wording(words)
    return words


WORDING = forms.Form(
    "wording",
    "your wording of a draft",
    [Step("text", lambda answers: views.ask(answers["template"]), _read, required=True)],
    keep,
)
FORMS: Sequence[forms.Form] = (WORDING,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The two buttons of an own wording."""
    return [views.WORDING.handler(change), views.ORIGINAL.handler(back)]
