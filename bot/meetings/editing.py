"""Other terms for a meeting that is agreed: its time, length, medium, place, one question each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Step
from bot.meetings import agreeing, reading, rules, showing, views
from bot.reminders.hours import zone_called
from bot.view import escape
from storage import meetings
from storage.kinds import Channel, MeetingState

CLOSED = "That one is over; a new meeting is a new line, for example /schedule Priya Friday 4pm."


async def ask(_: Update, context: BotContext) -> None:
    """Ask for the new time, length, medium or place."""
    form = FIELDS.get(context.button[1]) if len(context.button) > 1 else None
    meeting = await showing.find(context, context.number())
    if meeting is None or form is None:
        return
    if meeting.state is MeetingState.HAPPENED:
        await context.toast(CLOSED, alert=True)
        return
    first = meeting.people[0] if meeting.people else None
    async with context.reading() as session:
        taken = await agreeing.taken(session, context.owner_id, context.now)
    theirs = zone_called(first.zone) if first and first.zone else context.zone
    hours = context.hours
    slots = rules.free_times(taken, context.now, hours, theirs) if form is MOVE else []
    answers: Answers = {
        "meeting": meeting.id,
        "name": views.names(meeting),
        "their_zone": first.zone if first else None,
        "slots": [each.isoformat() for each in slots],
        "shown": [views.short(each, context.zone) for each in slots],
    }
    await forms.start(context, form, answers)


def _changes(answers: Answers) -> dict[str, Any]:
    if "when" in answers:
        when = answers["when"] or {}
        at = answers.get("clock") or when.get("at")
        day = date.fromisoformat(when["day"]) if when.get("day") else None
        return {"day": day, "starts_at": datetime.fromisoformat(at) if at else None}
    if "length" in answers:
        return {"length": timedelta(minutes=answers["length"]) if answers["length"] else None}
    if "how" in answers:
        return {"channel": Channel(answers["how"]) if answers["how"] else None}
    return {"place": answers["place"]}


async def keep(context: BotContext, answers: Answers) -> None:
    """The meeting on its new terms, its pings anew, and a newer file for the calendar."""
    hours = context.hours
    verb = "moved" if "when" in answers else "changed"
    async with context.transaction(undo=f"{verb} the meeting with {answers['name']}"[:200]) as session:
        meeting = await meetings.find(session, context.owner_id, answers["meeting"])
        if meeting and meeting.state is not MeetingState.HAPPENED:
            await agreeing.change(session, meeting, _changes(answers), hours, context.now)
    await showing.page(context, answers["meeting"], f"{verb.capitalize()}.", send_file="how" not in answers)


def _whose(answers: Answers) -> str:
    return f"<b>{escape(answers['name'])}</b>"


MOVE = Form(
    "meeting_time",
    "the new time of a meeting",
    [
        Step(
            "when",
            lambda answers: f"When do you meet {_whose(answers)} now? Tap, or type it: <i>fri 4pm</i>.",
            reading.when,
            choices=lambda answers: [Choice(shown, str(number)) for number, shown in enumerate(answers["shown"])],
            skip_label="Not known yet",
        ),
        Step(
            "clock",
            "At what time? <i>For example: 4pm, or 16:30</i>",
            reading.clock,
            needed=lambda answers: bool(answers.get("when")) and not answers["when"]["at"],
            skip_label="Not known yet",
        ),
    ],
    keep,
)
LENGTH = Form(
    "meeting_length",
    "the length of a meeting",
    [Step("length", "For how long?", reading.length, choices=reading.LENGTHS, columns=5, required=True)],
    keep,
)
HOW = Form(
    "meeting_how",
    "how you meet",
    [Step("how", "How will you talk?", reading.how, choices=reading.HOWS, required=True)],
    keep,
)
PLACE = Form(
    "meeting_place",
    "the place of a meeting",
    [Step("place", "Where, or on which link?", reading.place, skip_label="None")],
    keep,
)
FIELDS: Mapping[str, Form] = {"when": MOVE, "length": LENGTH, "how": HOW, "place": PLACE}
FORMS: Sequence[Form] = tuple(FIELDS.values())


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that change a meeting."""
    return [views.EDIT.handler(ask)]
