"""Changing what is there: another name or wording, the main field, and taking off."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Form, Step
from bot.goals import browsing, reading, views
from bot.goals.rules import same
from bot.view import View, escape, shorten
from storage import goals, history, owners


async def rename(_: Update, context: BotContext) -> None:
    """Ask for another name."""
    if field := await browsing.find_field(context):
        await forms.start(context, RENAME_FIELD, {"id": field.id, "was": field.name})


async def finish_rename(context: BotContext, answers: Answers) -> None:
    """Give the field its new name; the main one is called so in the settings too."""
    async with context.transaction(undo=f"the name of the field {answers['was']}") as session:
        owner = await owners.get(session, context.owner_id)
        field = await goals.find_field(session, context.owner_id, answers["id"])
        other = await goals.find_field_by_name(session, context.owner_id, answers["name"])
        taken = other is not None and field is not None and other.id != field.id
        if field and not taken:
            if same(owner.field, field.name):
                owner.field = answers["name"]
            field.name = answers["name"]
    context.known_owner = owner
    said = "You have a field of that name already." if taken else "Renamed." if field else views.NO_FIELD
    await context.show(await browsing.field_view(context, answers["id"], said=said))


async def make_main(_: Update, context: BotContext) -> None:
    """This field fills the blanks from now on."""
    async with context.transaction(undo="your main field") as session:
        owner = await owners.get(session, context.owner_id)
        field = await goals.find_field(session, context.owner_id, context.number())
        if field:
            owner.field = field.name
    context.known_owner = owner
    if field is None:
        await context.toast(views.NO_FIELD)
        return
    await context.show(
        await browsing.field_view(context, field.id, said="It fills the blanks in questions and drafts now.")
    )


async def remove(_: Update, context: BotContext) -> None:
    """Take a field off, with what was wondered about it; the next one becomes the main one in its place."""
    gone = await browsing.find_field(context)
    if gone is None:
        return
    async with context.transaction(undo=f"removing the field {gone.name}") as session:
        owner = await owners.get(session, context.owner_id)
        if field := await goals.find_field(session, context.owner_id, gone.id):
            await history.delete_with_dependents(session, field)
        if same(owner.field, gone.name):
            following = next(iter(await goals.fields(session, context.owner_id)), None)
            owner.field = following.name if following else None
    context.known_owner = owner
    await context.show(await browsing.page(context, said=f"Removed: {gone.name}."))


async def reword(_: Update, context: BotContext) -> None:
    """Ask for other words."""
    if wonder := await browsing.find_wonder(context):
        await forms.start(context, REWORD_WONDER, {"id": wonder.id, "was": wonder.text})


async def finish_reword(context: BotContext, answers: Answers) -> None:
    """Keep the other words; the ticks stay."""
    async with context.transaction(undo="the wording of a goal") as session:
        wonder = await goals.find_wonder(session, context.owner_id, answers["id"])
        if wonder:
            wonder.text = answers["text"]
    view = await browsing.wonder_view(context, answers["id"], said="Reworded.")
    await context.show(view or View(views.NO_WONDER))


async def forget(_: Update, context: BotContext) -> None:
    """Take one thing off; the conversations stay."""
    gone = await browsing.find_wonder(context)
    if gone is None:
        return
    async with context.transaction(undo=f"removing “{shorten(gone.text, 60)}”") as session:
        if wonder := await goals.find_wonder(session, context.owner_id, gone.id):
            await history.delete_with_dependents(session, wonder)
    await context.show(await browsing.field_view(context, gone.field_id, said="Removed."))


RENAME_FIELD = Form(
    "goal_rename",
    "that new name",
    [
        Step(
            "name",
            lambda answers: f"What shall <b>{escape(answers['was'])}</b> be called?",
            reading.read_field,
            required=True,
        )
    ],
    finish_rename,
)
REWORD_WONDER = Form(
    "goal_reword",
    "the new wording",
    [
        Step(
            "text",
            lambda answers: f"How shall it read?\nNow: <code>{escape(answers['was'])}</code>",
            reading.read_wonder,
            required=True,
        )
    ],
    finish_reword,
)
FORMS = (RENAME_FIELD, REWORD_WONDER)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that change a field, or one thing to find out."""
    return [
        views.RENAME.handler(rename),
        views.MAIN.handler(make_main),
        views.REMOVE.handler(remove),
        views.REWORD.handler(reword),
        views.FORGET.handler(forget),
    ]
