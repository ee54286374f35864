"""Did it happen? Happened, moved, cancelled, nobody came: each has its line. Thanks follow on happened alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.conversations.rules import listed
from bot.forms import Answers, Reply, Step
from bot.meetings import agreeing
from bot.meetings.views import CALENDAR, OPEN, clash
from bot.reminders import acting, later, planning, postponing, views
from bot.reminders.hours import MIDNIGHT, local_day
from bot.reminders.kinds import meetings as pings
from bot.reminders.kinds import why
from bot.reminders.nudges import Occasion, Wording
from bot.tips import rules as tips
from bot.view import Action, View, escape, rows
from storage import contacts, conversations, meetings, reminders
from storage.kinds import MeetingState, Outcome, ReminderKind, Status
from storage.tables import Meeting

HELD = Action("meeting_held")
NO_SHOW = Action("meeting_alone")
CARD = Action("card")

BECAME = {
    MeetingState.HAPPENED: "That conversation is kept already.",
    MeetingState.MOVED: "That meeting was moved.",
    MeetingState.CANCELLED: "That meeting was cancelled.",
    MeetingState.NO_SHOW: "That meeting did not take place: they did not come.",
}


async def how_did_it_go(occasion: Occasion) -> View | None:
    """Asked while it is fresh; one message in reply is kept as the conversation."""
    found = await pings.agreed(occasion)
    if found is None or found.meeting.starts_at is None:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    zone = occasion.hours.zone
    names = "them"
    if found.people:
        names = listed([*(why.who(each) for each in found.people[:-1]), why.amid(found.people[-1])])
    day = local_day(found.meeting.starts_at, zone)
    when = f"{later.clock_text(found.meeting.starts_at, zone)}"
    when = f"today at {when}" if day == today else f"on {later.day_text(day, today)} at {when}"
    lines = [f"💬 You were to talk with {names} {when}. How did it go?"]
    if found.contact:
        lines.append(await why.last_spoke(occasion.session, found.contact, today))
    lines.append("Reply with one message, and I keep it as that conversation.")
    key = found.meeting.id
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [HELD.button("It happened", key), pings.MOVED.button("Moved", key)],
            [pings.CANCELLED.button("Cancelled", key), NO_SHOW.button("They did not come", key)],
            [postponing.button(occasion.reminder)],
        ),
    )


# What became of it


async def open_meeting(context: BotContext, meeting_id: int | None = None) -> Meeting | None:
    """The meeting of the pressed button, while it is planned; else a passing line says what became of it."""
    async with context.reading() as session:
        number = context.number() if meeting_id is None else meeting_id
        meeting = await meetings.find(session, context.owner_id, number)
    if meeting is None:
        await acting.say(context, "That meeting is no longer kept.")
        return None
    if meeting.state is not MeetingState.PLANNED:
        await acting.say(context, BECAME[meeting.state])
        return None
    return meeting


def people(meeting: Meeting) -> str:
    """The names, plain."""
    return listed([each.name for each in meeting.people]) or "them"


async def cancelled(_: Update, context: BotContext) -> None:
    """It is off."""
    await _did_not_happen(context, MeetingState.CANCELLED, tips.Outcome.CANCELLED, "was cancelled")


async def no_show(_: Update, context: BotContext) -> None:
    """They did not come."""
    await _did_not_happen(context, MeetingState.NO_SHOW, tips.Outcome.NO_SHOW, "did not take place")


async def _did_not_happen(context: BotContext, state: MeetingState, outcome: tips.Outcome, words: str) -> None:
    meeting = await open_meeting(context)
    if meeting is None:
        return
    reminder_id = await _pressed_reminder(context, meeting.id)
    async with context.transaction(undo=f"noted that the meeting with {people(meeting)} {words}") as session:
        row = await meetings.find(session, context.owner_id, meeting.id)
        if row is not None and row.state is MeetingState.PLANNED:
            row.state = state
            await end_pings(session, context, row)
            await _step_back(session, context, row)
    first = meeting.people[0] if meeting.people else None
    text = f"Noted: the talk with <b>{escape(people(meeting))}</b> {words}. {escape(tips.line(outcome, meeting.id))}"
    again = [pings.MOVED.button("It has a new time", meeting.id)]
    card = [CARD.button("Card", first.id)] if first else []
    off = [CALENDAR.button("Take it off my calendar", meeting.id)] if meeting.day and takes_off(state) else []
    await acting.answer(context, reminder_id, views.confirmed(text, context.change_id, [*again, *card], off))


def takes_off(state: MeetingState) -> bool:
    """Whether the calendar should forget it: a meeting to which nobody came stays there, as it was."""
    return state is MeetingState.CANCELLED


async def end_pings(session: AsyncSession, context: BotContext, meeting: Meeting) -> None:
    """The meeting's pings go; the one whose button was pressed becomes the answer, and stays where it is."""
    query = acting.pressed(context)
    shown = query.message.message_id if query and query.message else 0
    carried = await reminders.reminders_in(session, context.owner_id, shown) if shown else []
    for reminder in carried:
        if reminder.meeting_id == meeting.id and reminder.message_id == shown:
            reminders.end(reminder, Outcome.SKIPPED, context.now)
    await session.flush()
    await planning.unplan_meeting(session, meeting, context.now)


async def _step_back(session: AsyncSession, context: BotContext, meeting: Meeting) -> None:
    """Nothing is scheduled with them any more."""
    for person in meeting.people:
        contact = await contacts.find(session, context.owner_id, person.id)
        if contact and contact.status is Status.SCHEDULED:
            has_met = await conversations.count_with(session, context.owner_id, contact.id)
            contact.status = Status.MET if has_met else Status.REACHED_OUT


async def _pressed_reminder(context: BotContext, meeting_id: int) -> int:
    query = acting.pressed(context)
    if query is None or query.message is None:
        return 0
    async with context.reading() as session:
        carried = await reminders.reminders_in(session, context.owner_id, query.message.message_id)
    return next((each.id for each in carried if each.meeting_id == meeting_id), 0)


# Moved


async def moved(_: Update, context: BotContext) -> None:
    """Ask for the new time; of a meeting that was cancelled too."""
    async with context.reading() as session:
        meeting = await meetings.find(session, context.owner_id, context.number())
    if meeting is None or meeting.state is MeetingState.HAPPENED:
        await acting.say(context, BECAME[MeetingState.HAPPENED] if meeting else "That meeting is no longer kept.")
        return
    await forms.start(context, MOVE, {"meeting": meeting.id, "who": people(meeting)})


async def move(context: BotContext, answers: Answers) -> None:
    """The meeting at its new time, with its pings planned anew."""
    when = datetime.fromisoformat(answers["when"]) if answers.get("when") else None
    moved_to: Meeting | None = None
    clashes: Sequence[Meeting] = ()
    async with context.transaction(undo=f"moved the meeting with {answers['who']}") as session:
        row = await meetings.find(session, context.owner_id, answers["meeting"])
        if row is not None and row.state is not MeetingState.HAPPENED:
            new = {"starts_at": when, "day": local_day(when, context.zone) if when else None}
            await agreeing.change(session, row, new, context.hours, context.now)
            clashes = await agreeing.clashes(session, row)
            moved_to = row
    if moved_to is None:
        await context.show(View("That meeting is no longer planned."))
        return
    who = f"<b>{escape(answers['who'])}</b>"
    if when is None:
        text = f"Kept: the talk with {who} has no time yet. Tell me when it has one."
        ways = [pings.MOVED.button("New time", moved_to.id), OPEN.button("The meeting", moved_to.id)]
        await context.show(views.confirmed(text, context.change_id, ways))
        return
    day, clock = later.day_text(local_day(when, context.zone), context.today), later.clock_text(when, context.zone)
    lines = [f"📅 Moved: {who}, {day} at {clock}.", *(clash(each, context.zone) for each in clashes[:3])]
    ways = [CALENDAR.button("Calendar file", moved_to.id), OPEN.button("The meeting", moved_to.id)]
    await context.show(views.confirmed("\n".join(lines), context.change_id, ways))


def _read_when(reply: Reply, _: Answers, context: BotContext) -> str:
    """The exact time that was typed: a meeting may lie in quiet hours and on a day off."""
    hours = context.hours
    exact = replace(hours, quiet_from=MIDNIGHT, quiet_until=MIDNIGHT, days_off=frozenset())
    return later.read_later(reply.text, context.now, exact).isoformat()


MOVE = forms.Form(
    "meeting_moved",
    "the new time of a meeting",
    [
        Step(
            "when",
            lambda answers: (
                f"When is the talk with <b>{escape(answers['who'])}</b> now? For example <i>fri 3pm</i> or "
                "<i>10 dec 14:30</i>."
            ),
            _read_when,
            skip_label="Not known yet",
        )
    ],
    move,
)
FORMS: Sequence[forms.Form] = (MOVE,)
NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.HOW_DID_IT_GO: how_did_it_go}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Moved, cancelled, nobody came; `telling` has what happens when it happened."""
    return [pings.MOVED.handler(moved), pings.CANCELLED.handler(cancelled), NO_SHOW.handler(no_show)]
