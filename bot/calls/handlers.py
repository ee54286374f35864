"""The buttons of the card for during a talk. Nothing here makes a sound: the card is silent and edited in place."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages
from bot.calls import gathering, noting, rules, showing, views
from bot.context import BotContext
from bot.conversations import views as talks
from bot.conversations.loading import load
from bot.tips.rules import Moment, line
from storage import calls, contacts, research

# Beginning


async def start(_: Update, context: BotContext) -> None:
    """Begin a talk, or show the card of the one that is going on; asks how long where no meeting says it."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        going_on = await calls.open_with(session, context.owner_id, contact.id) if contact else None
        agreed = await gathering.planned(session, context.owner_id, contact.id, context.now) if contact else None
    length = agreed.length if agreed else None
    if contact is None:
        await context.toast(pages.PERSON_GONE)
        return
    if going_on:
        await showing.below(context, going_on.id)
        return
    if context.number(1):
        length = timedelta(minutes=max(1, min(context.number(1), 240)))
    if length is None:
        await context.show(views.how_long(contact).as_fresh())
        return
    async with context.transaction(undo=f"began the talk with {contact.name}") as session:
        row = await contacts.find(session, context.owner_id, contact.id)
        begun = await gathering.begin(session, context.owner, row or contact, length, context.now)
    if context.number(1):
        # The question how long it takes becomes the card.
        await showing.here(context, begun.id)
    else:
        await showing.below(context, begun.id)


# During the talk


async def asked(_: Update, context: BotContext) -> None:
    """Tick a question off, or put it back."""
    if await showing.going_on(context) is None:
        return
    async with context.transaction(undo="ticked off a question") as session:
        question = await research.find_chosen(session, context.owner_id, context.number(1))
        if question:
            question.asked_at = None if question.asked_at else context.now
    if question is None:
        await context.toast("That question is no longer on the list.")
        return
    await showing.here(context)


async def going_quiet(_: Update, context: BotContext) -> None:
    """A line for a silence."""
    await _give_line(context, Moment.GOING_QUIET)


async def running_long(_: Update, context: BotContext) -> None:
    """A friendly way out of a long answer."""
    await _give_line(context, Moment.RUNNING_LONG)


async def _give_line(context: BotContext, moment: Moment) -> None:
    if card := await showing.going_on(context):
        await context.toast(line(moment, rules.turn(card.call.started_at, context.now))[:200], alert=True)


async def job(_: Update, context: BotContext) -> None:
    """An actual job came up: its questions come first; pressed again, the usual ones return."""
    card = await showing.going_on(context)
    if card is None:
        return
    async with context.transaction(undo="changed the questions of the talk") as session:
        if found := await gathering.gather(session, context.owner, card.call.id):
            await gathering.switch_to_job(session, context.owner, found, context.now)
    if not card.is_about_a_job:
        await context.toast(line(Moment.JOB_CAME_UP)[:200], alert=True)
    await showing.here(context)


async def more_time(_: Update, context: BotContext) -> None:
    """They offered five minutes more."""
    if await showing.going_on(context) is None:
        return
    async with context.transaction(undo="five minutes more") as session:
        if call := await calls.find(session, context.owner_id, context.number()):
            call.length += timedelta(minutes=5)
    await showing.here(context)


# Ending


async def end(_: Update, context: BotContext) -> None:
    """The talk is over: its summary in the card's place."""
    if await showing.going_on(context) is None:
        return
    async with context.transaction(undo="ended the talk") as session:
        if call := await calls.find(session, context.owner_id, context.number()):
            call.ended_at = context.now
    await showing.here(context)


async def log(_: Update, context: BotContext) -> None:
    """Keep it as a conversation, with the answers as its notes."""
    card = await showing.find(context, context.number())
    if card is None:
        return
    if card.is_logged:
        await context.toast("That conversation is logged already.")
        return
    async with context.transaction(undo=f"logged the conversation with {card.contact.name}") as session:
        talk = None
        if found := await gathering.gather(session, context.owner, card.call.id):
            zone = context.services.settings.zone
            recorded = await gathering.log(session, context.owner, found, context.now, zone)
            talk = await load(session, context.owner_id, recorded.conversation.id)
    if talk is None:
        await context.toast(views.GONE)
        return
    ask = not card.named
    await context.show(talks.kept(talk, (), context.change_id, context.now, context.zone, ask=ask))


FORMS: Sequence[forms.Form] = noting.FORMS


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """All buttons of the card."""
    return [
        views.START.handler(start),
        views.ASKED.handler(asked),
        views.QUIET.handler(going_quiet),
        views.LONG.handler(running_long),
        views.JOB.handler(job),
        views.MORE_TIME.handler(more_time),
        views.END.handler(end),
        views.LOG.handler(log),
        *noting.handlers(),
    ]
