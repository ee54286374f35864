"""/schedule: what is agreed, one line to agree on more, a page and a calendar file for each meeting."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pressed
from bot.commands import command
from bot.context import BotContext
from bot.meetings import agreeing, drafting, editing, planning, proposing, rules, showing, views
from bot.reminders.hours import local_day, zone_called
from storage import meetings

FORMS: Sequence[forms.Form] = (*planning.FORMS, *editing.FORMS)
LONGEST_LINE = 500


async def schedule(update: Update, context: BotContext) -> None:
    """Agree on a meeting, or see what is agreed.

    Example: /schedule Priya Friday 4pm zoom
    """
    if context.argument and not context.button:
        await planning.from_line(context, context.argument[:LONGEST_LINE])
        return
    await show_all(update, context)


async def show_all(_: Update, context: BotContext) -> None:
    """The meetings still to come about."""
    today = local_day(context.now, context.zone)
    async with context.reading() as session:
        found = await meetings.planned(session, context.owner_id)
    ahead = [each for each in found if each.day is None or each.day >= today]
    await context.show(views.coming(ahead, today, context.zone))


async def schedule_for(_: Update, context: BotContext) -> None:
    """Plan a meeting with the person of the button."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    await planning.begin(context, contact)


async def open_meeting(_: Update, context: BotContext) -> None:
    """A meeting's page."""
    await showing.page(context, context.number())


async def send_file(_: Update, context: BotContext) -> None:
    """The meeting for the owner's calendar."""
    if meeting := await showing.find(context, context.number()):
        await context.toast()
        await showing.file(context, meeting)


async def show_line(_: Update, context: BotContext) -> None:
    """A line to the other person: that it stands, or that it has to be moved."""
    meeting = await showing.find(context, context.number())
    if meeting is None:
        return
    if meeting.starts_at is None:
        await context.toast("It has no time yet, so there is nothing to confirm.")
        return
    kind = "move" if context.button[-1] == "move" else "confirm"
    template = "reschedule" if kind == "move" else "confirm_meeting"
    hours = context.hours
    first = meeting.people[0] if meeting.people else None
    theirs = zone_called(first.zone) if first and first.zone else hours.zone
    async with context.reading() as session:
        taken = await agreeing.taken(session, context.owner_id, context.now)
        slots = rules.free_times(taken, context.now, hours, theirs) if kind == "move" else ()
        draft = await drafting.about(session, context.owner, meeting, template, context.zone, context.now, slots)
    await context.show(views.line(meeting, draft, kind))


async def take(_: Update, context: BotContext) -> None:
    """They take one of the times: plan it."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    at = datetime.fromtimestamp(min(context.number(1), 4_000_000_000), UTC)
    if at <= context.now:
        await context.toast("That time is over by now.")
        return
    day = at.astimezone(context.zone).date().isoformat()
    await planning.begin(context, contact, {"when": {"day": day, "at": at.isoformat()}, "length": 30})


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/schedule and the buttons of a meeting."""
    return [
        command("schedule", schedule),
        views.FOR.handler(schedule_for),
        views.ALL.handler(show_all),
        views.OPEN.handler(open_meeting),
        views.CALENDAR.handler(send_file),
        views.LINE.handler(show_line),
        views.PROPOSE.handler(proposing.propose),
        views.TAKE.handler(take),
        *editing.handlers(),
    ]
