"""/outreach: a first message in three ways, marked as sent, and what became of it."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages
from bot.commands import command
from bot.context import BotContext
from bot.conversations.recording import allow
from bot.drafts.rules import render
from bot.outreach import acting, checking, drafting, filling, outcomes, rules, views
from bot.outreach.drafting import Matter
from bot.outreach.rules import Wish
from bot.picking import pick
from bot.reminders import acting as pings
from bot.reminders.rules import no_reply_steps
from bot.wordings import lookup
from storage import contacts, letters

FORMS: Sequence[forms.Form] = (*filling.FORMS, *checking.FORMS)


async def outreach(update: Update, context: BotContext) -> None:
    """Draft a first message to somebody, or check yours.

    Example: /outreach Ada
    """
    words = "" if context.button else context.argument
    if words.casefold() == "check":
        await checking.ask(update, context)
        return
    if words:
        if contact := await pick(context, words, then=views.FOR):
            await _show(context, contact.id, Wish())
        return
    async with context.reading() as session:
        waiting = await letters.waiting(session, context.owner_id)
        people = await acting.to_write(session, context.owner_id)
    latest = list({each.contact_id: each for each in waiting}.values())
    await context.show(views.overview(latest, people, context.today))


async def show(_: Update, context: BotContext) -> None:
    """The draft to the person of the button, as the button wishes."""
    await _show(context, context.number(), rules.wish(context.button[1:]))


async def _show(context: BotContext, contact_id: int, wish: Wish, said: str = "") -> None:
    if matter := await _matter(context, contact_id):
        facts = views.Facts(matter, context.owner, wish, context.today, said, context.change_id)
        await context.show(await pings.beside(context, views.page(facts)))


async def _matter(context: BotContext, contact_id: int) -> Matter | None:
    async with context.reading() as session:
        matter = await drafting.gather(session, context.owner_id, contact_id)
    if matter is None:
        await context.toast(pages.PERSON_GONE)
    return matter


async def sent(_: Update, context: BotContext) -> None:
    """The owner has written or called; the bot never does."""
    wish = rules.wish(context.button[1:])
    matter = await _matter(context, context.number())
    if matter is None:
        return
    if matter.waiting and matter.waiting.sent_on == context.today:
        await context.toast(views.already_sent(matter.waiting, matter.contact, context.today), alert=True)
        return
    text = drafting.write(matter, context.owner, wish, context.today).text
    hours = context.hours
    async with context.transaction(undo=f"wrote to {matter.contact.name}") as session:
        again = await drafting.gather(session, context.owner_id, matter.contact.id)
        letter = await acting.sent(session, again or matter, hours, wish.tab.channel, text, context.now)
    steps = None if matter.waiting else no_reply_steps(letter.sent_on, hours)
    await context.show(views.sent(matter, letter, steps, context.change_id, context.today, context.zone))


# May their name be used?


async def ask_name(_: Update, context: BotContext) -> None:
    """A line to whoever gave the name."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        giver = await contacts.find(session, context.owner_id, context.number(1))
        own = await lookup.override(session, context.owner_id, "ask_permission")
    if contact is None or giver is None:
        await context.toast(pages.PERSON_GONE)
        return
    values = {"first_name": giver.first_name, "pointed_to": contact.name, "my_name": context.owner.name}
    draft = render("ask_permission", values, override=own, seed=giver.id)
    await context.show(views.name_asked(contact, giver, draft))


async def note_name(_: Update, context: BotContext) -> None:
    """Whether they agreed to be named, on the referral and in every draft from now on."""
    matter = await _matter(context, context.number())
    giver = next((each for each, _ in matter.givers if each.id == context.number(1)), None) if matter else None
    if matter is None or giver is None:
        return
    may = context.number(2) == 1
    async with context.transaction(undo=f"whether {giver.name} may be named") as session:
        again = await drafting.gather(session, context.owner_id, matter.contact.id)
        for referral in again.referrals if again else ():
            if again and referral.from_contact_id == giver.id:
                allow(referral, again.contact, may)
        if again and again.contact.introduced_by_id == giver.id:
            again.contact.may_use_introducer = may
    await _show(context, matter.contact.id, Wish(), "Noted.")


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/outreach and the buttons of a first message."""
    return [
        command("outreach", outreach),
        views.FOR.handler(show),
        views.SENT.handler(sent),
        views.NAME.handler(ask_name),
        views.MAY.handler(note_name),
        *filling.handlers(),
        *checking.handlers(),
        *outcomes.handlers(),
    ]
