"""What became of the advice one was given: tried, helped, told."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.context import BotContext
from bot.conversations.rules import about_resume
from bot.forms import Answers, Step
from bot.progress import views
from bot.progress.update_views import ADVICE_OF
from bot.progress.updating import say
from bot.view import escape
from storage import contacts, conversations
from storage.tables import Advice

HOW = {"helped": True, "not": False}
NOTED = {
    "helped": "Good to hear. The next update tells them.",
    "tried": "Noted. The next update tells them.",
    "not": "Noted, and kept to ourselves.",
    "open": "Back among what is still to try.",
}


async def of_contact(_: Update, context: BotContext) -> None:
    """What one person suggested."""
    await _show(context, context.number())


async def _show(context: BotContext, contact_id: int, said: str = "") -> None:
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
        advice = await conversations.advice_by(session, context.owner_id, contact_id)
    if contact is None:
        await say(context, pages.PERSON_GONE)
        return
    await context.show(views.advice_list(contact, advice, said=said, change_id=context.change_id))


async def open_one(_: Update, context: BotContext) -> None:
    """One piece of advice."""
    advice = await pressed.find(context, conversations.find_advice, views.ADVICE_GONE)
    if advice is None:
        return
    await context.show(views.advice_opened(advice))


async def set_one(_: Update, context: BotContext) -> None:
    """Tried, helped, or still to try."""
    word = context.button[-1]
    advice: Advice | None = None
    async with context.transaction(undo="noted what became of some advice") as session:
        advice = await conversations.find_advice(session, context.owner_id, context.number())
        if advice:
            advice.tried_at = None if word == "open" else advice.tried_at or context.now
            advice.helped = HOW.get(word)
    if advice is None:
        await context.toast(views.ADVICE_GONE)
        return
    await _show(context, advice.contact_id, NOTED.get(word, ""))


async def ask_new(_: Update, context: BotContext) -> None:
    """Ask for a piece of advice."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    await forms.start(context, NEW, {"contact": contact.id, "name": contact.name})


async def keep(context: BotContext, answers: Answers) -> None:
    """Keep what they suggested."""
    text = str(answers["text"])
    async with context.transaction(undo=f"kept advice from {answers['name']}") as session:
        contact = await contacts.find(session, context.owner_id, answers["contact"])
        if contact:
            await conversations.add_advice(
                session, context.owner_id, contact.id, text, context.now, about_resume=about_resume(text)
            )
    await _show(context, answers["contact"], "Kept.")


NEW = forms.Form(
    "advice",
    "a piece of advice",
    [
        Step(
            "text",
            lambda answers: f"What did <b>{escape(answers['name'])}</b> suggest?",
            forms.text("Write what they suggested, for example: learn Premiere.", 512),
            required=True,
        )
    ],
    keep,
)
FORMS = (NEW,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The list of somebody's advice, and its buttons."""
    return [
        ADVICE_OF.handler(of_contact),
        views.ADVICE_OPEN.handler(open_one),
        views.ADVICE_SET.handler(set_one),
        views.ADVICE_ADD.handler(ask_new),
    ]
