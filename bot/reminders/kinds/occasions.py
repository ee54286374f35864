"""What belongs to no single contact: a resume growing old, an organisation's event, the weekly look."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.commands import KNOWN, RUN
from bot.context import BotContext
from bot.conversations.rules import listed
from bot.reminders import acting, listing, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.kinds import why
from bot.reminders.later import describe_due
from bot.reminders.nudges import Occasion, Wording
from bot.view import Action, View, escape, rows
from storage import contacts, conversations, reminders
from storage.kinds import Outcome, ReminderKind, Status
from storage.tables import Contact, Owner

DONE = Action("done")
CARD = Action("card")

A_WEEK = timedelta(days=7)
MOST_DUE = 5


async def resume(occasion: Occasion) -> View | None:
    """The latest resume has reached the age the owner has set."""
    about = escape(occasion.reminder.draft or "Your resume")
    months = occasion.owner.resume_limit_months
    text = (
        f"📄 {about} is {months} months old now. Somebody may ask for it any day: five minutes to add what is new, and "
        "it is ready to send."
    )
    show = [RUN.button("Resume", "resume")] if "resume" in KNOWN else []
    return View(
        text,
        rows(
            [DONE.button("Looked over", occasion.reminder.id), postponing.button(occasion.reminder)],
            [*show, postponing.let_go_button(occasion.reminder)],
        ),
    )


async def event(occasion: Occasion) -> View | None:
    """An organisation's event is near."""
    about = escape(occasion.reminder.draft or "An event of one of your organisations")
    text = f"🎪 Coming up: {about}. Going is the easiest way to meet people who do the work."
    return View(
        text,
        rows(
            [DONE.button("I am going", occasion.reminder.id), postponing.button(occasion.reminder)],
            [postponing.let_go_button(occasion.reminder, "Not this time")],
        ),
    )


async def week(occasion: Occasion) -> View | None:
    """What happened, what is due, one person to write to."""
    session, owner = occasion.session, occasion.owner
    today = local_day(occasion.now, occasion.hours.zone)
    person = await whom_to_write_to(session, owner, today)
    parts = ["🗓 <b>Your week</b>", await _happened(session, owner, today), await _due(occasion)]
    if person:
        parts.append(
            f"One person to write to: {why.who(person)}. {await why.last_spoke(session, person, today)}".strip()
        )
    card = [CARD.button(f"👤 {person.name[:30]}", person.id)] if person else []
    return View("\n\n".join(part for part in parts if part), rows([views.LIST.button("What is due", 0), *card]))


async def _happened(session: AsyncSession, owner: Owner, today: date) -> str:
    talks = await conversations.between(session, owner.id, today - A_WEEK + timedelta(days=1), today)
    if not talks:
        return "No conversations this week. That happens; one short message is a good start."
    people = list({person.id: person.name for talk in talks for person in talk.people}.values())
    many = "One conversation" if len(talks) == 1 else f"{len(talks)} conversations"
    shown = listed([f"<b>{escape(name)}</b>" for name in people[:6]])
    more = f" and {len(people) - 6} more" if len(people) > 6 else ""
    return f"{many}: {shown}{more}." if people else f"{many}."


async def _due(occasion: Occasion) -> str:
    ahead = occasion.now + A_WEEK
    waiting = [
        each
        for each in await reminders.open_for(occasion.session, occasion.owner.id)
        if each.due_at <= ahead and each.kind is not ReminderKind.WEEKLY_LOOK
    ]
    if not waiting:
        return "Nothing is due in the coming week."
    lines = [
        f"{views.MARKS[each.kind]} {escape(views.what(await listing.listed(occasion.session, each)))}"
        f" · <i>{describe_due(views.since(each, occasion.now), occasion.now, occasion.hours.zone)}</i>"
        for each in waiting[:MOST_DUE]
    ]
    more = len(waiting) - MOST_DUE
    return "\n".join(["Due:", *lines, *([f"… and {more} more"] if more > 0 else [])])


async def whom_to_write_to(session: AsyncSession, owner: Owner, today: date) -> Contact | None:
    """Somebody with an introduction who has not been written to; else somebody new; else who has not heard longest."""
    new = await contacts.with_status(session, owner.id, Status.TO_CONTACT)
    if new:
        return min(new, key=lambda each: (each.introduced_by_id is None, each.id))
    known: Sequence[Contact] = await contacts.with_status(
        session, owner.id, Status.MET, Status.THANKED, Status.IN_TOUCH
    )
    return min(known, key=lambda each: (each.heard_on or date.min, each.id), default=None)


async def done(_: Update, context: BotContext) -> None:
    """Done with it."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    async with context.reading() as session:
        what = views.what(await listing.listed(session, reminder))
    await acting.end(context, reminder, Outcome.DONE, f"marked as done: {what}")
    await acting.answer(context, reminder.id, views.confirmed(f"✅ Done: {escape(what)}", context.change_id))


NUDGES: Mapping[ReminderKind, Wording] = {
    ReminderKind.RESUME_OLD: resume,
    ReminderKind.ORGANISATION_EVENT: event,
    ReminderKind.WEEKLY_LOOK: week,
}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Done."""
    return [DONE.handler(done)]
