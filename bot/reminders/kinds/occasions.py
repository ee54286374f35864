"""What belongs to no single contact: a resume growing old, an organisation's event."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.reminders import acting, listing, planning, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.later import day_text
from bot.reminders.nudges import Occasion, Wording
from bot.resume import rules as resume_rules
from bot.view import Action, View, escape, rows
from storage import organisations, resumes
from storage.kinds import Outcome, ReminderKind
from storage.tables import Reminder

DONE = Action("done")
VERSION = Action("resume")
SEND_RESUME = Action("resume_send")
NEW_RESUME = Action("resume_new")
ORGANISATION = Action("org")

NEAR = {timedelta(0): "Today", timedelta(days=1): "Tomorrow"}


async def resume(occasion: Occasion) -> View | None:
    """The latest resume has reached the age the owner has set, or has it again since it was last looked over."""
    reminder = occasion.reminder
    about = escape(reminder.draft or "Your resume")
    latest = await resumes.latest(occasion.session, occasion.owner.id)
    months = occasion.owner.resume_limit_months
    if latest:
        zone = occasion.hours.zone
        months = resume_rules.months_old(local_day(latest.saved_at, zone), local_day(occasion.now, zone)) or months
    text = (
        f"📄 {about} is {months} month{'' if months == 1 else 's'} old now. Somebody may ask for it any day: five "
        "minutes to add what is new, and it is ready to send."
    )
    ways = [SEND_RESUME.button("Show it", latest.id), VERSION.button("Who has it", latest.id)] if latest else []
    return View(
        text,
        rows(
            [DONE.button("Looked over", reminder.id), postponing.button(reminder)],
            [*ways, NEW_RESUME.button("New version")],
            [postponing.let_go_button(reminder)],
        ),
    )


async def event(occasion: Occasion) -> View | None:
    """An organisation's event is near."""
    reminder = occasion.reminder
    about = escape(reminder.draft or "An event of one of your organisations")
    one = await organisations.find(occasion.session, occasion.owner.id, reminder.organisation_id or 0)
    today = local_day(occasion.now, occasion.hours.zone)
    near = NEAR.get(one.event_on - today) if one and one.event_on else None
    text = f"🎪 {near or 'Coming up'}: {about}. Going is the easiest way to meet people who do the work."
    page = [ORGANISATION.button("The organisation", one.id)] if one else []
    return View(
        text,
        rows(
            [DONE.button("I am going", reminder.id), postponing.button(reminder)],
            [*page, postponing.let_go_button(reminder, "Not this time")],
        ),
    )


async def done(_: Update, context: BotContext) -> None:
    """Done with it; a resume that was looked over is asked about again, as many months on."""
    reminder = await acting.find_open(context)
    if reminder is None:
        return
    following: list[Reminder] = []

    async def change(session: AsyncSession, row: Reminder) -> None:
        if row.kind is ReminderKind.RESUME_OLD:
            following.append(await planning.plan_resume_again(session, context.owner, context.hours, row, context.now))

    async with context.reading() as session:
        what = views.what(await listing.listed(session, reminder))
    await acting.end(context, reminder, Outcome.DONE, f"marked as done: {what}", change)
    text, more = f"✅ Done: {escape(what)}", []
    if following:
        day = day_text(local_day(following[0].due_at, context.zone), context.today)
        text = f"✅ Looked over: it is ready to send. I ask again around {day}."
    elif reminder.kind is ReminderKind.ORGANISATION_EVENT:
        text = "🎪 Enjoy it! Afterwards tell me in one message whom you met, and I keep them."
        one = reminder.organisation_id
        more = [ORGANISATION.button("The organisation", one)] if one else []
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id, more))


NUDGES: Mapping[ReminderKind, Wording] = {
    ReminderKind.RESUME_OLD: resume,
    ReminderKind.ORGANISATION_EVENT: event,
}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Done."""
    return [DONE.handler(done)]
