"""The research checklist: add a line, tick it, keep what was found."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pressed
from bot.context import BotContext
from bot.forms import Answers, Step
from bot.prep import rules, showing, views
from bot.view import escape
from storage import contacts, research
from storage.tables import Research


async def tick(_: Update, context: BotContext) -> None:
    """Looked up, or not yet."""
    async with context.transaction(undo="ticked off what you looked up") as session:
        item = await research.find(session, context.owner_id, context.number())
        if item:
            item.done_at = None if item.done_at else context.now
    if item is None:
        await context.toast(views.ITEM_GONE)
        return
    await showing.show(context, item.contact_id)


async def ask_new(_: Update, context: BotContext) -> None:
    """Ask what to look up."""
    if contact := await showing.contact_of(context, context.number()):
        await forms.start(context, NEW, {"contact": contact.id, "name": contact.name})


async def keep_new(context: BotContext, answers: Answers) -> None:
    """Keep a line to look up."""
    await _add(context, answers["contact"], [answers["text"]])


async def suggest(_: Update, context: BotContext) -> None:
    """What is worth knowing about anybody."""
    if contact := await showing.contact_of(context, context.number()):
        await _add(context, contact.id, rules.to_look_up(contact.first_name, contact.organisation, contact.role))


async def _add(context: BotContext, contact_id: int, lines: list[str]) -> None:
    async with context.transaction(undo="added what to look up") as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
        held = await research.about(session, context.owner_id, contact_id) if contact else ()
        known = {each.text.casefold() for each in held}
        for line in [each for each in lines if each.casefold() not in known][: rules.MOST_RESEARCH - len(held)]:
            await research.add(session, context.owner_id, contact_id, line, context.now)
    full = contact is not None and context.change_id is None
    await showing.show(
        context, contact_id, said="That stands on the list already, or the list is full." if full else ""
    )


async def findings(_: Update, context: BotContext) -> None:
    """The checklist, to say what was found."""
    if contact := await showing.contact_of(context, context.number()):
        async with context.reading() as session:
            items = await research.about(session, context.owner_id, contact.id)
        await context.show(views.findings(contact, items))


async def ask_found(_: Update, context: BotContext) -> None:
    """Ask what was found."""
    if item := await _item(context):
        await forms.start(context, FOUND, {"item": item.id, "contact": item.contact_id, "text": item.text})


async def keep_found(context: BotContext, answers: Answers) -> None:
    """Keep what was found; that ticks the line."""
    async with context.transaction(undo="kept what you found") as session:
        item = await research.find(session, context.owner_id, answers["item"])
        if item:
            item.found, item.done_at = answers["found"], item.done_at or context.now
    await showing.show(context, answers["contact"], said="" if item else views.ITEM_GONE)


async def remove(_: Update, context: BotContext) -> None:
    """Take a line out."""
    async with context.transaction(undo="took a line off what to look up") as session:
        item = await research.find(session, context.owner_id, context.number())
        if item:
            await session.delete(item)
    if item is None:
        await context.toast(views.ITEM_GONE)
        return
    await showing.show(context, item.contact_id, said="Taken out.")


async def _item(context: BotContext) -> Research | None:
    return await pressed.find(context, research.find, views.ITEM_GONE)


NEW = forms.Form(
    "look_up",
    "a line to look up",
    [
        Step(
            "text",
            lambda answers: f"What would you like to know about <b>{escape(answers['name'])}</b> beforehand?",
            forms.text("Write it in a line, for example: her last three films."),
            required=True,
        )
    ],
    keep_new,
)
FOUND = forms.Form(
    "looked_up",
    "what you found",
    [
        Step(
            "found",
            lambda answers: f"What did you find? <i>{escape(answers['text'])}</i>",
            forms.long_text("Write what you found, for example: won a prize in 2024.", 1500),
            required=True,
        )
    ],
    keep_found,
)
FORMS = (NEW, FOUND)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of the checklist."""
    return [
        views.TICK.handler(tick),
        views.LOOK_UP.handler(ask_new),
        views.SUGGEST.handler(suggest),
        views.FINDINGS.handler(findings),
        views.FOUND.handler(ask_found),
        views.UNLOOK.handler(remove),
    ]
