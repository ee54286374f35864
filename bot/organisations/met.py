"""Who was met through an organisation: told on its page, or on somebody's card."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import pages, whom
from bot.context import BotContext
from bot.forms import Answers
from bot.organisations import browsing, rules, views
from bot.view import View, escape, shorten
from bot.whom import Chosen
from storage import contacts, organisations


async def ask_met(_: Update, context: BotContext) -> None:
    """Ask who was met there."""
    if one := await browsing.find(context):
        await whom.start(context, MET, {"id": one.id, "of": one.name})


async def finish_met(context: BotContext, answers: Answers, chosen: Chosen) -> None:
    """Keep through which organisation somebody was met; somebody new is added."""
    async with context.transaction(undo=f"whom you met through {shorten(answers['of'], 80)}") as session:
        one = await organisations.find(session, context.owner_id, answers["id"])
        contact = await whom.contact_of(session, context, chosen) if one else None
        if one and contact:
            contact.organisation_id = one.id
            contact.circle = contact.circle or rules.circle_of(one.kind)
    if one and contact:
        await context.show(await browsing.page_of(context, one.id, said=f"Kept: you met {contact.name} there."))
    else:
        await context.show(View(pages.PERSON_GONE if one else views.GONE))


async def which_for(_: Update, context: BotContext) -> None:
    """From a card: offer the organisations."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        found = await organisations.everything(session, context.owner_id)
    await context.show(views.which_for(contact, found)) if contact else await context.toast(pages.PERSON_GONE)


async def met_in(_: Update, context: BotContext) -> None:
    """From a card: through this one, or through none."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        one = await organisations.find(session, context.owner_id, context.number(1))
    if contact is None or (one is None and context.number(1)):
        await context.toast(views.GONE if contact else pages.PERSON_GONE)
        return
    async with context.transaction(undo=f"how you met {contact.name}") as session:
        if held := await contacts.find(session, context.owner_id, contact.id):
            held.organisation_id = one.id if one else None
            if one:
                held.circle = held.circle or rules.circle_of(one.kind)
    await context.show(views.met_through(contact, one, context.change_id))


MET = whom.form(
    "org_met",
    "whom you met there",
    lambda answers: f"Whom did you meet through <b>{escape(answers['of'])}</b>? Tap, or type a name.",
    finish_met,
)
FORMS = (MET,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The button on its page, and those from a card."""
    return [views.MET.handler(ask_met), views.MET_THROUGH.handler(which_for), views.MET_IN.handler(met_in)]
