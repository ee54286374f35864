"""/promises: both ways, by person and all together; added by hand, kept, let go, put on another day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Step
from bot.picking import pick
from bot.promises import acting, adding, views
from bot.view import View, escape
from storage import contacts, conversations
from storage.kinds import Side
from storage.tables import Promise

# Looking


async def promises(_: Update, context: BotContext) -> None:
    """What you promised, and what was promised to you.

    Example: /promises Ada
    """
    if context.argument and not context.button:
        if contact := await pick(context, context.argument, then=views.OF):
            await _show_contact(context, contact.id)
        return
    await _show_all(context, 0)


async def everything(_: Update, context: BotContext) -> None:
    """A page of all promises."""
    await _show_all(context, context.number())


async def of_contact(_: Update, context: BotContext) -> None:
    """What is promised between the owner and one person."""
    await _show_contact(context, context.number())


async def _show_all(context: BotContext, page: int) -> None:
    async with context.reading() as session:
        found = await conversations.open_promises(session, context.owner_id)
    await context.show(views.everything(found, page, context.today))


async def _show_contact(context: BotContext, contact_id: int) -> None:
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
        found = await conversations.open_promises(session, context.owner_id, contact_id=contact_id)
    if contact is None:
        await _say(context, pages.PERSON_GONE)
        return
    await context.show(views.of_contact(contact, found, context.today))


async def open_one(_: Update, context: BotContext) -> None:
    """One promise."""
    if promise := await _open_promise(context):
        await context.show(views.opened(promise, context.today))


# Deciding


async def done(_: Update, context: BotContext) -> None:
    """It was kept."""
    before = await _open_promise(context)
    if before is None:
        return
    mine = before.side is Side.MINE
    async with context.transaction(
        undo=f"kept a promise: {before.text}" if mine else f"got what was promised: {before.text}"
    ) as session:
        if promise := await conversations.find_promise(session, context.owner_id, before.id):
            await acting.done(session, promise, context.now)
    await context.show(views.done(before, context.change_id))


async def drop(_: Update, context: BotContext) -> None:
    """It is let go."""
    before = await _open_promise(context)
    if before is None:
        return
    async with context.transaction(undo=f"let a promise go: {before.text}") as session:
        if promise := await conversations.find_promise(session, context.owner_id, before.id):
            await acting.drop(session, promise)
    await context.show(views.dropped(before, context.change_id))


async def ask_day(_: Update, context: BotContext) -> None:
    """Ask for the day."""
    if promise := await _open_promise(context):
        await forms.start(context, DAY, {"promise": promise.id, "was": promise.text})


async def no_day(_: Update, context: BotContext) -> None:
    """Take its day away."""
    if promise := await _open_promise(context):
        await _set_day(context, promise.id, promise.text, None)


async def set_day(context: BotContext, answers: Answers) -> None:
    """Put it on the day that was typed."""
    await _set_day(context, answers["promise"], answers["was"], date.fromisoformat(answers["due"]))


async def _set_day(context: BotContext, promise_id: int, text: str, day: date | None) -> None:
    async with context.transaction(undo=f"changed the day of a promise: {text}") as session:
        promise = await conversations.find_promise(session, context.owner_id, promise_id)
        if promise:
            promise.due_on = day
            await acting.plan(session, context.hours, promise, context.now)
    if promise is None:
        await _say(context, views.GONE)
        return
    await context.show(views.opened(promise, context.today, said="Changed.", change_id=context.change_id))


async def _open_promise(context: BotContext) -> Promise | None:
    """The promise of the pressed button; where it is done or gone, a passing line says so."""
    promise = await pressed.find(context, conversations.find_promise, views.GONE)
    if promise is None:
        return None
    if promise.done_at:
        await context.toast(views.became(promise))
        return None
    return promise


async def _say(context: BotContext, line: str) -> None:
    if context.incoming and context.incoming.callback_query:
        await context.toast(line)
    else:
        await context.show(View(escape(line)))


DAY = forms.Form(
    "promise_day",
    "the day of a promise",
    [
        Step(
            "due",
            lambda answers: (
                f"By when: {escape(answers['was'])}? For example <i>friday</i>, <i>in 2 weeks</i> or <i>10 dec</i>."
            ),
            adding.read_day,
            required=True,
        )
    ],
    set_day,
)
FORMS: Sequence[forms.Form] = (DAY, *adding.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/promises and its buttons."""
    return [
        command("promises", promises, in_menu=False),
        views.ALL.handler(everything),
        views.OF.handler(of_contact),
        views.OPEN.handler(open_one),
        views.KEPT.handler(done),
        views.DROP.handler(drop),
        views.DAY.handler(ask_day),
        views.NO_DAY.handler(no_day),
        *adding.handlers(),
    ]
