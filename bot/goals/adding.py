"""A new field, or something more to find out: on one line, or asked for."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Form, Step
from bot.goals import browsing, reading, rules, views
from bot.goals.rules import MOST_FIELDS, MOST_WONDERS, same
from bot.user_error import UserError
from bot.view import escape, shorten
from storage import goals, owners
from storage.tables import Field, Owner, Wonder


async def keep(context: BotContext, goal: rules.Goal) -> None:
    """Keep what was typed on one line: a field, something to find out, or both; a known field is opened."""
    async with context.reading() as session:
        known = await goals.fields(session, context.owner_id)
    wanted = goal.field or context.owner.field
    field = next((each for each in known if same(each.name, wanted)), None)
    if field is None and goal.field is None:
        if not known:
            raise UserError("Name the field too, for example: /goals public health: what does a first year look like?")
        field = known[0]
    if goal.wonder is None:
        if field:
            await context.show(await browsing.field_view(context, field.id))
        else:
            await add_field(context, goal.field or "")
        return
    async with context.transaction(undo=f"“{shorten(goal.wonder, 60)}” in your goals") as session:
        owner = await owners.get(session, context.owner_id)
        if field is None:
            field = await new_field(session, owner, goal.field or "", context)
        await new_wonder(session, field, goal.wonder, context)
    context.known_owner = owner
    await context.show(await browsing.field_view(context, field.id, said="Noted."))


async def new_field(session: AsyncSession, owner: Owner, name: str, context: BotContext) -> Field:
    """A further field; the first becomes the main one where none is. UserError when there are many already."""
    known = await goals.fields(session, owner.id)
    if len(known) >= MOST_FIELDS:
        raise UserError(f"{MOST_FIELDS} fields are plenty. Remove one that interests you less first, in /goals.")
    if not owner.field:
        owner.field = name
    return await goals.add_field(session, owner.id, name, context.now)


async def new_wonder(session: AsyncSession, field: Field, text: str, context: BotContext) -> Wonder:
    """One more thing to find out; what is wondered already stays one."""
    known = await goals.wonders(session, field.owner_id, field.id)
    if held := next((each for each in known if same(each.text, text)), None):
        return held
    if len(known) >= MOST_WONDERS:
        raise UserError(f"{MOST_WONDERS} are plenty for one field. Remove one first, in /goals.")
    return await goals.add_wonder(session, field.owner_id, field.id, text, context.now)


async def add_field(context: BotContext, name: str) -> None:
    """Keep a new field and show it."""
    async with context.transaction(undo=f"the field {name}") as session:
        owner = await owners.get(session, context.owner_id)
        field = await goals.find_field_by_name(session, context.owner_id, name)
        held = field is not None
        field = field or await new_field(session, owner, name, context)
    context.known_owner = owner
    await context.show(
        await browsing.field_view(context, field.id, said="You have that one already." if held else "Added.")
    )


async def ask_field(_: Update, context: BotContext) -> None:
    """Ask for a new field."""
    await forms.start(context, NEW_FIELD)


async def finish_field(context: BotContext, answers: Answers) -> None:
    """Keep it."""
    await add_field(context, answers["name"])


async def ask_wonder(_: Update, context: BotContext) -> None:
    """Ask for something to find out about a field."""
    if field := await browsing.find_field(context):
        await forms.start(context, NEW_WONDER, {"field": field.id, "name": field.name})


async def finish_wonder(context: BotContext, answers: Answers) -> None:
    """Keep it under its field."""
    async with context.transaction(undo=f"“{shorten(answers['text'], 60)}” in your goals") as session:
        field = await goals.find_field(session, context.owner_id, answers["field"])
        if field:
            await new_wonder(session, field, answers["text"], context)
    await context.show(await browsing.field_view(context, answers["field"], said="Noted." if field else views.NO_FIELD))


NEW_FIELD = Form(
    "goal_field",
    "the new field",
    [Step("name", "Which field interests you?\n<i>For example: public health</i>", reading.read_field, required=True)],
    finish_field,
)
NEW_WONDER = Form(
    "goal_wonder",
    "that goal",
    [
        Step(
            "text",
            lambda answers: (
                f"What would you like to find out about <b>{escape(answers['name'])}</b>?\n"
                "<i>For example: how do people get their first job there?</i>"
            ),
            reading.read_wonder,
            required=True,
        )
    ],
    finish_wonder,
)
FORMS = (NEW_FIELD, NEW_WONDER)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that add."""
    return [views.ADD_FIELD.handler(ask_field), views.ADD_WONDER.handler(ask_wonder)]
