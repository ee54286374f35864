"""Looking: all goals, one field, one thing to find out; a field told elsewhere is taken in first."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import pressed
from bot.context import BotContext
from bot.goals import views
from bot.goals.rules import MOST_FIELDS, same
from bot.view import View
from storage import goals
from storage.tables import Field, Wonder


async def adopt(context: BotContext) -> None:
    """The field that was told in the welcome or in the settings belongs to the goals: it becomes the first of them."""
    told = context.owner.field
    if not told:
        return
    async with context.reading() as session:
        known = await goals.fields(session, context.owner_id)
    if any(same(each.name, told) for each in known) or len(known) >= MOST_FIELDS:
        return
    # Not the update's own effect, and nothing new to the owner: so it is neither undone nor the update's mark.
    async with context.database.transaction() as session:
        await goals.add_field(session, context.owner_id, told[:96], context.now)


async def page(context: BotContext, said: str = "") -> View:
    """All goals."""
    async with context.reading() as session:
        fields = await goals.fields(session, context.owner_id)
        wonders = await goals.wonders(session, context.owner_id)
        counts = await goals.answered_counts(session, context.owner_id)
    return views.page(fields, wonders, counts, context.owner.field, said=said, change_id=context.change_id)


async def field_view(context: BotContext, field_id: int, said: str = "") -> View:
    """One field, or all of them where it is gone."""
    async with context.reading() as session:
        field = await goals.find_field(session, context.owner_id, field_id)
        wonders = await goals.wonders(session, context.owner_id, field_id)
        counts = await goals.answered_counts(session, context.owner_id)
    if field is None:
        return await page(context, said)
    return views.field_page(field, wonders, counts, context.owner.field, said=said, change_id=context.change_id)


async def wonder_view(context: BotContext, wonder_id: int, said: str = "") -> View | None:
    """One thing to find out; None where it is gone."""
    async with context.reading() as session:
        wonder = await goals.find_wonder(session, context.owner_id, wonder_id)
        ids = await goals.answers_of(session, context.owner_id, wonder_id)
        talks = await goals.talks_with_ids(session, context.owner_id, ids)
    if wonder is None:
        return None
    return views.wonder_page(wonder, talks, context.today, said=said, change_id=context.change_id)


async def find_field(context: BotContext) -> Field | None:
    """The field of the pressed button; a passing line where it is gone."""
    return await pressed.find(context, goals.find_field, views.NO_FIELD)


async def find_wonder(context: BotContext) -> Wonder | None:
    """The thing to find out of the pressed button; a passing line where it is gone."""
    return await pressed.find(context, goals.find_wonder, views.NO_WONDER)


async def show_page(_: Update, context: BotContext) -> None:
    """The button to all goals."""
    await adopt(context)
    await context.show(await page(context))


async def show_field(_: Update, context: BotContext) -> None:
    """One field."""
    if field := await find_field(context):
        await context.show(await field_view(context, field.id))


async def show_wonder(_: Update, context: BotContext) -> None:
    """One thing to find out."""
    view = await wonder_view(context, context.number())
    await context.show(view) if view else await context.toast(views.NO_WONDER)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons from page to page."""
    return [views.PAGE.handler(show_page), views.FIELD.handler(show_field), views.WONDER.handler(show_wonder)]
