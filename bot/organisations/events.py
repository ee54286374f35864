"""What comes next at an organisation, and the ping that brings it up."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Step
from bot.organisations import browsing, reading, views
from bot.reminders import planning
from bot.view import escape, shorten
from storage import organisations, reminders
from storage.kinds import Outcome
from storage.tables import Organisation


async def ask_event(_: Update, context: BotContext) -> None:
    """Ask what comes next, and when."""
    if one := await browsing.find(context):
        await forms.start(context, NEXT_EVENT, {"id": one.id, "of": one.name, "had": bool(one.event)})


async def finish_event(context: BotContext, answers: Answers) -> None:
    """Keep the event, and plan its ping for the last morning before it that is no day off."""
    on = answers.get("on") or {}
    day = date.fromisoformat(on["day"]) if on else None
    event = f"{answers['event']} at {on['clock']}" if on.get("clock") else answers["event"]
    async with context.transaction(undo=f"the event of {shorten(answers['of'], 80)}") as session:
        one = await organisations.find(session, context.owner_id, answers["id"])
        if one:
            one.event, one.event_on = (event, day) if event else (None, None)
            await plan(session, context, one)
    said = "Saved." if event else "No event, then."
    await context.show(await browsing.page_of(context, answers["id"], said=said if one else views.GONE))


async def plan(session: AsyncSession, context: BotContext, one: Organisation) -> None:
    """The ping of its event, in place of the one that was planned."""
    for old in await organisations.reminders_of(session, context.owner_id, one.id):
        reminders.end(old, Outcome.ANSWERED, context.now)
    if one.event and one.event_on:
        about = views.about_event(one, context.today)
        hours = context.hours
        new = await planning.plan_organisation_event(session, context.owner_id, hours, about, one.event_on, context.now)
        if new:
            new.organisation_id = one.id
    await session.flush()


NEXT_EVENT = Form(
    "org_event",
    "that event",
    [
        Step(
            "event",
            lambda answers: f"What comes next at <b>{escape(answers['of'])}</b>?\n<i>For example: spring mixer</i>",
            reading.read_event,
            lambda answers: [Choice("No event any more", reading.NO_EVENT)] if answers["had"] else [],
            required=True,
        ),
        Step(
            "on",
            "On which day? I bring it up on the morning of the day before.\n"
            "<i>For example: 26 March, or next Friday</i>",
            reading.read_day,
            required=True,
            needed=lambda answers: answers.get("event") != "",
        ),
    ],
    finish_event,
)
FORMS = (NEXT_EVENT,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The button to its next event."""
    return [views.EVENT.handler(ask_event)]
