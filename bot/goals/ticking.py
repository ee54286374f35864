"""Which talks answered what: ticked under one thing to find out, or under a talk."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.goals import views
from bot.view import View, shorten
from storage import conversations, goals


async def show_talks(_: Update, context: BotContext) -> None:
    """The latest talks, to tick."""
    view = await talks_view(context, context.number(), context.number(1))
    await context.show(view) if view else await context.toast(views.NO_WONDER)


async def talks_view(context: BotContext, wonder_id: int, page: int) -> View | None:
    """A page of talks with the ticks of one thing to find out; None where that is gone."""
    async with context.reading() as session:
        wonder = await goals.find_wonder(session, context.owner_id, wonder_id)
        offset = page * views.TALKS_A_PAGE
        found = await goals.recent_talks(session, context.owner_id, limit=views.TALKS_A_PAGE + 1, offset=offset)
        ticked = await goals.answers_of(session, context.owner_id, wonder_id)
    if wonder is None:
        return None
    shown, more = found[: views.TALKS_A_PAGE], len(found) > views.TALKS_A_PAGE
    return views.talks_page(wonder, shown, ticked, page, context.today, more=more, change_id=context.change_id)


async def tick(context: BotContext, wonder_id: int, conversation_id: int) -> str | None:
    """Tick, or take the tick away. What is missing, if something is gone."""
    async with context.reading() as session:
        wonder = await goals.find_wonder(session, context.owner_id, wonder_id)
        talk = await conversations.find(session, context.owner_id, conversation_id)
    if wonder is None or talk is None:
        return views.NO_TALK if wonder else views.NO_WONDER
    async with context.transaction(undo=f"the tick at “{shorten(wonder.text, 60)}”") as session:
        await goals.set_answered(session, context.owner_id, wonder.id, talk.id)
    return None


async def tick_talk(_: Update, context: BotContext) -> None:
    """A talk among the latest was tapped."""
    if missing := await tick(context, context.number(), context.number(2)):
        await context.toast(missing)
        return
    if view := await talks_view(context, context.number(), context.number(1)):
        await context.show(view)


async def ask_what_it_answered(_: Update, context: BotContext) -> None:
    """From a talk: did it answer something? As a new message, so that the talk stays."""
    view = await answered_view(context, context.number())
    await context.show(view.as_fresh()) if view else await context.toast(views.NO_TALK)


async def answered_view(context: BotContext, conversation_id: int) -> View | None:
    """Everything to find out, what is least answered first, with the ticks of one talk; None where that is gone."""
    async with context.reading() as session:
        talk = await conversations.find(session, context.owner_id, conversation_id)
        wonders = await goals.wonders(session, context.owner_id)
        counts = await goals.answered_counts(session, context.owner_id)
        ticked = await goals.answered_by(session, context.owner_id, conversation_id)
    if talk is None:
        return None
    # A tick must not make the line jump under the finger: what this very talk answered does not count.
    order = sorted(wonders, key=lambda each: (counts.get(each.id, 0) - (each.id in ticked), each.id))
    return views.what_it_answered(talk, order, ticked, context.today, context.change_id)


async def tick_wonder(_: Update, context: BotContext) -> None:
    """What a talk answered was tapped."""
    if missing := await tick(context, context.number(1), context.number()):
        await context.toast(missing)
        return
    if view := await answered_view(context, context.number()):
        await context.show(view)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The ticks, from either side."""
    return [
        views.TALKS.handler(show_talks),
        views.TICK.handler(tick_talk),
        views.ANSWERED.handler(ask_what_it_answered),
        views.ANSWERS.handler(tick_wonder),
    ]
