"""/promises: both ways, by person and all together; added by hand, kept, let go, put on another day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Reply, Step
from bot.picking import pick
from bot.promises import acting, views
from bot.reminders import later, planning
from bot.reminders.hours import Hours, local_day
from bot.view import View, escape
from storage import contacts, conversations
from storage.kinds import Side
from storage.tables import Contact, Promise, Reminder

EXPECTED = "Write it in a few words, for example: send the article."
NOBODY = "That person is no longer in your list."


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
        await _say(context, NOBODY)
        return
    await context.show(views.of_contact(contact, found, context.today))


async def open_one(_: Update, context: BotContext) -> None:
    """One promise."""
    if promise := await _open_promise(context):
        await context.show(views.opened(promise, context.today))


# Adding


async def ask_new(_: Update, context: BotContext) -> None:
    """Ask whom it is about, then what was promised."""
    letter, contact_id = context.button[0], context.number(1)
    if not contact_id:
        async with context.reading() as session:
            recent = await conversations.recent_people(session, context.owner_id)
        await context.show(views.who(letter, recent))
        return
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
    if contact is None:
        await context.toast(NOBODY)
        return
    await forms.start(context, NEW, _about(letter, contact))


async def ask_who(_: Update, context: BotContext) -> None:
    """Ask for a name."""
    await forms.start(context, WHO, {"letter": context.button[0]})


async def found_who(context: BotContext, answers: Answers) -> None:
    """Go on with the person who was typed; several get buttons, nobody gets the nearest names."""
    contact = await pick(context, answers["who"], then=views.OF)
    if contact is None:
        async with context.transaction():
            pass
        return
    # The same transaction that begins the next form ends this one.
    context.closing = None
    await forms.start(context, NEW, _about(answers["letter"], contact))


def _about(letter: str, contact: Contact) -> Answers:
    return {"letter": letter, "contact": contact.id, "name": contact.name}


async def keep_new(context: BotContext, answers: Answers) -> None:
    """Keep the promise and plan its reminder."""
    side, due = views.side_of(answers["letter"]), answers.get("due")
    undo = f"kept what you promised {answers['name']}" if side is Side.MINE else f"kept what {answers['name']} promised"
    reminder: Reminder | None = None
    async with context.transaction(undo=undo) as session:
        contact = await contacts.find(session, context.owner_id, answers["contact"])
        if contact:
            promise, reminder = await acting.add(
                session,
                context.owner_id,
                _hours(context),
                side,
                answers["text"],
                date.fromisoformat(due) if due else None,
                contact.id,
                context.now,
            )
            kept = await conversations.find_promise(session, context.owner_id, promise.id)
    if contact is None or kept is None:
        await context.show(View(NOBODY))
        return
    day = local_day(reminder.due_at, context.zone) if reminder else None
    await context.show(views.added(kept, day, context.today, context.change_id))


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
            await acting.plan(session, _hours(context), promise, context.now)
    if promise is None:
        await _say(context, views.GONE)
        return
    await context.show(views.opened(promise, context.today, said="Changed.", change_id=context.change_id))


async def _open_promise(context: BotContext) -> Promise | None:
    """The promise of the pressed button; where it is done or gone, a passing line says so."""
    async with context.reading() as session:
        promise = await conversations.find_promise(session, context.owner_id, context.number())
    if promise is None:
        await context.toast(views.GONE)
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


def _hours(context: BotContext) -> Hours:
    return planning.hours_of(context.owner, context.services.settings.zone)


def _read_day(reply: Reply, _: Answers, context: BotContext) -> str:
    moment = later.read_later(reply.text, context.now, _hours(context))
    return local_day(moment, context.zone).isoformat()


def _ask_text(answers: Answers) -> str:
    name = escape(answers["name"])
    if views.side_of(answers["letter"]) is Side.MINE:
        return f"What did you promise <b>{name}</b>?"
    return f"What did <b>{name}</b> promise you?"


NEW = forms.Form(
    "promise",
    "a promise",
    [
        Step(
            "text", _ask_text, forms.text("Write it in a few words, for example: send the article.", 512), required=True
        ),
        Step(
            "due",
            "By when? For example <i>friday</i>, <i>in 2 weeks</i> or <i>10 dec</i>.",
            _read_day,
            skip_label="No day",
        ),
    ],
    keep_new,
)
WHO = forms.Form(
    "promise_who",
    "a promise",
    [Step("who", "Who is it? Type a name.", forms.text("Type a name, for example Ada.", 80), required=True)],
    found_who,
)
DAY = forms.Form(
    "promise_day",
    "the day of a promise",
    [
        Step(
            "due",
            lambda answers: (
                f"By when: {escape(answers['was'])}? For example <i>friday</i>, <i>in 2 weeks</i> or <i>10 dec</i>."
            ),
            _read_day,
            required=True,
        )
    ],
    set_day,
)
FORMS: Sequence[forms.Form] = (NEW, WHO, DAY)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/promises and its buttons."""
    return [
        command("promises", promises, in_menu=False),
        views.ALL.handler(everything),
        views.OF.handler(of_contact),
        views.OPEN.handler(open_one),
        views.ADD.handler(ask_new),
        views.SOMEBODY_ELSE.handler(ask_who),
        views.KEPT.handler(done),
        views.DROP.handler(drop),
        views.DAY.handler(ask_day),
        views.NO_DAY.handler(no_day),
    ]
