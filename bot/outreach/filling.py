"""The blanks of a first message, filled one by one; whose words they are decides where they are kept."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages
from bot.context import BotContext
from bot.forms import Answers, Reply, Step
from bot.outreach import drafting, rules, views
from bot.user_error import UserError
from bot.view import View
from storage import contacts, owners, wordings
from storage.tables import Contact

OF_CONTACT = {"source": "found_where", "found_where": "found_where", "organisation": "organisation", "role": "role"}
OF_OWNER = {"my_name": "name", "my_status": "academic_status", "field": "field"}
LONGEST = {"reason": 200, "found_where": 160, "source": 160, "my_phone": 40}
USUAL_LONGEST = 120
SAID = {"reason": "Kept why you chose them, in their notes."}


async def ask(_: Update, context: BotContext) -> None:
    """Ask for the words of one blank."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
    if contact is None or len(context.button) < 2:
        await context.toast(pages.PERSON_GONE)
        return
    answers = {"contact": contact.id, "name": contact.name, "blank": context.button[1], "wish": context.button[2:]}
    await forms.start(context, FILL, answers)


async def fill(context: BotContext, answers: Answers) -> None:
    """Keep the words where they belong, and show the draft with them."""
    blank, name = answers["blank"], answers["name"]
    async with context.transaction(undo=f"filled in a blank of the draft to {name}") as session:
        contact = await contacts.find(session, context.owner_id, answers["contact"])
        if contact:
            await _keep(session, context, contact, blank, answers["words"])
    if contact is None:
        await context.show(View(pages.PERSON_GONE))
        return
    async with context.reading() as session:
        context.known_owner = await owners.get(session, context.owner_id)
        matter = await drafting.gather(session, context.owner_id, contact.id)
    if matter:
        wish, said = rules.wish(answers["wish"]), SAID.get(blank, "Filled in.")
        facts = views.Facts(matter, context.owner, wish, context.today, said, context.change_id)
        await context.show(views.page(facts))


async def _keep(session: AsyncSession, context: BotContext, contact: Contact, blank: str, words: str) -> None:
    if blank == "reason":
        contact.notes = rules.with_reason(contact.notes, words)
    elif blank in OF_CONTACT:
        setattr(contact, OF_CONTACT[blank], words)
    elif blank in OF_OWNER:
        owner = await owners.get(session, context.owner_id)
        setattr(owner, OF_OWNER[blank], words)
    else:
        await wordings.set_text(session, context.owner_id, wordings.BLANK + blank, words, context.now)
    await contacts.reindex(session, contact)


def _read(reply: Reply, answers: Answers, context: BotContext) -> str:
    blank = answers["blank"]
    length = LONGEST.get(blank, USUAL_LONGEST)
    words = forms.text("A few words are enough; they go right into the draft.", length)(reply, answers, context)
    if blank == "reason" and len(words.split()) < 2:
        raise UserError("A few more words, please: what is it about them? For example “you moved from law to film”.")
    return rules.as_clause(words) if blank == "reason" else words


FILL = forms.Form(
    "outreach_fill",
    "the blank of your draft",
    [
        Step(
            "words",
            lambda answers: views.fill_question(answers["blank"], answers["name"]),
            _read,
            required=True,
        )
    ],
    fill,
)
FORMS: Sequence[forms.Form] = (FILL,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of the blanks."""
    return [views.FILL.handler(ask)]
