"""Adding a promise by hand: whose it is, with whom, what, and by when."""

from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages
from bot.context import BotContext
from bot.forms import Answers, Reply, Step
from bot.picking import pick
from bot.promises import acting, views
from bot.reminders import later
from bot.reminders.hours import local_day
from bot.view import View, escape
from storage import contacts, conversations
from storage.kinds import Side
from storage.tables import Contact, Reminder


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
        await context.toast(pages.PERSON_GONE)
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
                context.hours,
                side,
                answers["text"],
                date.fromisoformat(due) if due else None,
                contact.id,
                context.now,
            )
            kept = await conversations.find_promise(session, context.owner_id, promise.id)
    if contact is None or kept is None:
        await context.show(View(pages.PERSON_GONE))
        return
    day = local_day(reminder.due_at, context.zone) if reminder else None
    await context.show(views.added(kept, day, context.today, context.change_id))


def read_day(reply: Reply, _: Answers, context: BotContext) -> str:
    """A day to come, as typed."""
    moment = later.read_later(reply.text, context.now, context.hours)
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
            read_day,
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
FORMS = (NEW, WHO)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that begin a promise."""
    return [views.ADD.handler(ask_new), views.SOMEBODY_ELSE.handler(ask_who)]
