"""Later, for every kind: tonight, tomorrow morning, Monday, next week, or a typed time. And letting one go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Reply, Step
from bot.reminders import acting, later, listing, planning, views
from bot.view import Action, Row, View, escape, rows
from storage import contacts, reminders
from storage.kinds import Outcome, ReminderKind
from storage.tables import Reminder

LATER = Action("later")
LATER_TO = Action("later_to")
LATER_TYPED = Action("later_typed")
BACK = Action("ping")
LET_GO = Action("let_go")


def button(reminder: Reminder) -> InlineKeyboardButton:
    """Later."""
    return LATER.button("Later", reminder.id)


def let_go_button(reminder: Reminder, label: str = "Skip") -> InlineKeyboardButton:
    """Not this time."""
    return LET_GO.button(label, reminder.id)


async def ask_when(_: Update, context: BotContext) -> None:
    """Offer the times to which it can be put off."""
    if reminder := await acting.find_open(context):
        choices = later.choices(context.now, context.hours)
        times: list[Row] = [[LATER_TO.button(each.label, reminder.id, each.key.value)] for each in choices]
        ways = [LATER_TYPED.button("Another time…", reminder.id), BACK.button("‹ Back", reminder.id)]
        async with context.reading() as session:
            what = views.what(await listing.listed(session, reminder))
        view = View(f"When shall I bring this up again? {escape(what)}", rows(*times, ways))
        await acting.answer(context, reminder.id, view)


async def put_off(_: Update, context: BotContext) -> None:
    """Put it off to the time of the button."""
    if reminder := await acting.find_open(context):
        word = context.button[1] if len(context.button) > 1 else ""
        key = later.Later(word) if word in set(later.Later) else later.Later.TOMORROW
        await _put_off(context, reminder, later.later_at(key, context.now, context.hours))


async def ask_another_time(_: Update, context: BotContext) -> None:
    """Ask for a time in their own words."""
    if reminder := await acting.find_open(context):
        async with context.reading() as session:
            what = views.what(await listing.listed(session, reminder))
        await forms.start(context, WHEN, {"reminder": reminder.id, "what": what})


async def put_off_to(context: BotContext, answers: Answers) -> None:
    """Put it off to the time that was typed."""
    if reminder := await acting.find_open(context, answers["reminder"]):
        await _put_off(context, reminder, datetime.fromisoformat(answers["when"]))


async def _put_off(context: BotContext, reminder: Reminder, due_at: datetime) -> None:
    async with context.transaction(undo="put a reminder off") as session:
        row = await reminders.find(session, context.owner_id, reminder.id)
        if row and row.settled_at is None:
            reminders.put_off(row, due_at, context.now)
    async with context.reading() as session:
        row = await reminders.find(session, context.owner_id, reminder.id)
        if row is None:
            return
        view = views.put_off(await listing.listed(session, row), context.now, context.zone, context.change_id)
    await acting.answer(context, reminder.id, view)


async def show_again(_: Update, context: BotContext) -> None:
    """Back to the ping itself."""
    if reminder := await acting.find_open(context):
        await acting.show_again(context, reminder)


async def let_go(_: Update, context: BotContext) -> None:
    """Not this time: the reminder ends, and the rhythm behind it goes on."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    async with context.transaction(undo="let a reminder go") as session:
        await end(session, context, reminder.id, Outcome.SKIPPED)
    async with context.reading() as session:
        row = await reminders.find(session, context.owner_id, reminder.id)
        what = views.what(await listing.listed(session, row or reminder))
    await acting.answer(context, reminder.id, views.confirmed(f"All right, let go: {escape(what)}", context.change_id))


async def end(session: Any, context: BotContext, reminder_id: int, outcome: Outcome) -> None:
    """End one reminder; of an update, and of a look at the resume, the next one of its rhythm is planned."""
    row = await reminders.find(session, context.owner_id, reminder_id)
    if row is None or row.settled_at:
        return
    reminders.end(row, outcome, context.now)
    row.claimed_until = row.claimed_by = None
    await session.flush()
    if row.kind is ReminderKind.UPDATE and row.contact_id:
        contact = await contacts.find(session, context.owner_id, row.contact_id)
        if contact:
            await planning.plan_update_after(session, context.hours, contact, context.now)
    if row.kind is ReminderKind.RESUME_OLD:
        await planning.plan_resume_again(session, context.owner, context.hours, row, context.now)


def _read_when(reply: Reply, _: Answers, context: BotContext) -> str:
    return later.read_later(reply.text, context.now, context.hours).isoformat()


WHEN = forms.Form(
    "later",
    "a time for a reminder",
    [
        Step(
            "when",
            lambda answers: (
                f"When shall I bring this up again? {escape(answers['what'])}\n"
                "For example <i>fri 3pm</i>, <i>in 2 hours</i> or <i>10 dec</i>."
            ),
            _read_when,
            required=True,
        )
    ],
    put_off_to,
)
FORMS: Sequence[forms.Form] = (WHEN,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Later, back, and letting go."""
    return [
        LATER.handler(ask_when),
        LATER_TO.handler(put_off),
        LATER_TYPED.handler(ask_another_time),
        BACK.handler(show_again),
        LET_GO.handler(let_go),
    ]
