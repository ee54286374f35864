"""/goals: fields, what to find out about them, and which talks answered it."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Form, Reply, Step
from bot.goals import rules, views
from bot.goals.rules import MOST_FIELDS, MOST_WONDERS, same
from bot.user_error import UserError
from bot.view import View, escape, shorten
from storage import conversations, goals, history, owners
from storage.tables import Field, Owner, Wonder


async def show(_: Update, context: BotContext) -> None:
    """The fields that interest you, and what you want to find out.

    Example: /goals public health: what does a first year look like?
    """
    await adopt(context)
    if not context.argument:
        await context.show(await page(context))
        return
    await keep(context, rules.read_goal(context.argument))


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


async def keep(context: BotContext, goal: rules.Goal) -> None:
    """Keep what was typed on one line: a field, something to find out, or both; a known field is opened."""
    async with context.reading() as session:
        known = await goals.fields(session, context.owner_id)
    wanted = goal.field or context.owner.field
    field = next((each for each in known if same(each.name, wanted)), None) or (None if goal.field else first(known))
    if field is None and goal.field is None:
        raise UserError("Name the field too, for example: /goals public health: what does a first year look like?")
    if goal.wonder is None:
        if field:
            await context.show(await field_view(context, field.id))
        else:
            await add_field(context, goal.field or "")
        return
    async with context.transaction(undo=f"“{shorten(goal.wonder, 60)}” in your goals") as session:
        owner = await owners.get(session, context.owner_id)
        if field is None:
            field = await new_field(session, owner, goal.field or "", context)
        await new_wonder(session, field, goal.wonder, context)
    context.known_owner = owner
    await context.show(await field_view(context, field.id, said="Noted."))


def first(fields: Any) -> Field | None:
    """The first of the fields, if there is one."""
    return next(iter(fields), None)


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
    await context.show(await field_view(context, field.id, said="You have that one already." if held else "Added."))


# What is shown


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


async def show_page(_: Update, context: BotContext) -> None:
    """The button to all goals."""
    await adopt(context)
    await context.show(await page(context))


async def show_field(_: Update, context: BotContext) -> None:
    """One field."""
    async with context.reading() as session:
        field = await goals.find_field(session, context.owner_id, context.number())
    if field is None:
        await context.toast(views.NO_FIELD)
        return
    await context.show(await field_view(context, field.id))


async def show_wonder(_: Update, context: BotContext) -> None:
    """One thing to find out."""
    view = await wonder_view(context, context.number())
    await context.show(view) if view else await context.toast(views.NO_WONDER)


# Changing a field


async def ask_field(_: Update, context: BotContext) -> None:
    """Ask for a new field."""
    await forms.start(context, NEW_FIELD)


async def finish_field(context: BotContext, answers: Answers) -> None:
    """Keep it."""
    await add_field(context, answers["name"])


async def rename(_: Update, context: BotContext) -> None:
    """Ask for another name."""
    async with context.reading() as session:
        field = await goals.find_field(session, context.owner_id, context.number())
    if field is None:
        await context.toast(views.NO_FIELD)
        return
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
    await context.show(await field_view(context, answers["id"], said=said))


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
    await context.show(await field_view(context, field.id, said="It fills the blanks in questions and drafts now."))


async def remove(_: Update, context: BotContext) -> None:
    """Take a field off, with what was wondered about it; the next one becomes the main one in its place."""
    async with context.reading() as session:
        gone = await goals.find_field(session, context.owner_id, context.number())
    if gone is None:
        await context.toast(views.NO_FIELD)
        return
    async with context.transaction(undo=f"removing the field {gone.name}") as session:
        owner = await owners.get(session, context.owner_id)
        if field := await goals.find_field(session, context.owner_id, gone.id):
            await history.delete_with_dependents(session, field)
        if same(owner.field, gone.name):
            following = first(await goals.fields(session, context.owner_id))
            owner.field = following.name if following else None
    context.known_owner = owner
    await context.show(await page(context, said=f"Removed: {gone.name}."))


# What to find out


async def ask_wonder(_: Update, context: BotContext) -> None:
    """Ask for something to find out about a field."""
    async with context.reading() as session:
        field = await goals.find_field(session, context.owner_id, context.number())
    if field is None:
        await context.toast(views.NO_FIELD)
        return
    await forms.start(context, NEW_WONDER, {"field": field.id, "name": field.name})


async def finish_wonder(context: BotContext, answers: Answers) -> None:
    """Keep it under its field."""
    async with context.transaction(undo=f"“{shorten(answers['text'], 60)}” in your goals") as session:
        field = await goals.find_field(session, context.owner_id, answers["field"])
        if field:
            await new_wonder(session, field, answers["text"], context)
    await context.show(await field_view(context, answers["field"], said="Noted." if field else views.NO_FIELD))


async def reword(_: Update, context: BotContext) -> None:
    """Ask for other words."""
    async with context.reading() as session:
        wonder = await goals.find_wonder(session, context.owner_id, context.number())
    if wonder is None:
        await context.toast(views.NO_WONDER)
        return
    await forms.start(context, REWORD_WONDER, {"id": wonder.id, "was": wonder.text})


async def finish_reword(context: BotContext, answers: Answers) -> None:
    """Keep the other words; the ticks stay."""
    async with context.transaction(undo="the wording of a goal") as session:
        wonder = await goals.find_wonder(session, context.owner_id, answers["id"])
        if wonder:
            wonder.text = answers["text"]
    view = await wonder_view(context, answers["id"], said="Reworded.")
    await context.show(view or View(views.NO_WONDER))


async def forget(_: Update, context: BotContext) -> None:
    """Take one thing off; the conversations stay."""
    async with context.reading() as session:
        gone = await goals.find_wonder(session, context.owner_id, context.number())
    if gone is None:
        await context.toast(views.NO_WONDER)
        return
    async with context.transaction(undo=f"removing “{shorten(gone.text, 60)}”") as session:
        if wonder := await goals.find_wonder(session, context.owner_id, gone.id):
            await history.delete_with_dependents(session, wonder)
    await context.show(await field_view(context, gone.field_id, said="Removed."))


# Which talks answered it


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


# The forms


def read_field(reply: Reply, _: Answers, __: BotContext) -> str:
    """A field's name."""
    return rules.named(" ".join(reply.text.split()))


read_wonder = forms.text(rules.WONDER_EXPECTED, rules.LONGEST_WONDER)

NEW_FIELD = Form(
    "goal_field",
    "the new field",
    [Step("name", "Which field interests you?\n<i>For example: public health</i>", read_field, required=True)],
    finish_field,
)
RENAME_FIELD = Form(
    "goal_rename",
    "that new name",
    [Step("name", lambda answers: f"What shall <b>{escape(answers['was'])}</b> be called?", read_field, required=True)],
    finish_rename,
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
            read_wonder,
            required=True,
        )
    ],
    finish_wonder,
)
REWORD_WONDER = Form(
    "goal_reword",
    "the new wording",
    [
        Step(
            "text",
            lambda answers: f"How shall it read?\nNow: <code>{escape(answers['was'])}</code>",
            read_wonder,
            required=True,
        )
    ],
    finish_reword,
)
FORMS = (NEW_FIELD, RENAME_FIELD, NEW_WONDER, REWORD_WONDER)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/goals and its buttons."""
    return [
        command("goals", show),
        views.PAGE.handler(show_page),
        views.FIELD.handler(show_field),
        views.ADD_FIELD.handler(ask_field),
        views.RENAME.handler(rename),
        views.MAIN.handler(make_main),
        views.REMOVE.handler(remove),
        views.WONDER.handler(show_wonder),
        views.ADD_WONDER.handler(ask_wonder),
        views.REWORD.handler(reword),
        views.FORGET.handler(forget),
        views.TALKS.handler(show_talks),
        views.TICK.handler(tick_talk),
        views.ANSWERED.handler(ask_what_it_answered),
        views.ANSWERS.handler(tick_wonder),
    ]
