"""The weekly look: what happened, what is due, one person to write to, and a chart of the weeks behind."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton, Update
from telegram.constants import MessageLimit
from telegram.ext import BaseHandler

from bot.contacts.card_text import units
from bot.context import BotContext
from bot.conversations.rules import listed
from bot.reminders import listing, views, week_chart
from bot.reminders.hours import local_day
from bot.reminders.kinds import why
from bot.reminders.later import describe_due
from bot.reminders.nudges import Occasion, Wording
from bot.view import Action, File, View, escape, rows, shorten
from storage import contacts, conversations, letters, reminders
from storage.kinds import ReminderKind, Status
from storage.tables import Contact, Owner

CARD = Action("card")
WRITE = Action("outreach_for")
UPDATE = Action("update_for")

A_WEEK = timedelta(days=7)
MOST_DUE = 5
MOST_NAMES = 6


async def week(occasion: Occasion) -> View | None:
    """The look as a picture with words below it; in words alone where nothing has been drawn yet, or they are long."""
    session, owner = occasion.session, occasion.owner
    today = local_day(occasion.now, occasion.hours.zone)
    person = await whom_to_write_to(session, owner, today)
    behind = today - week_chart.WEEKS * A_WEEK + timedelta(days=1)
    talked = [talk.happened_on for talk in await conversations.between(session, owner.id, behind, today)]
    wrote = [letter.sent_on for letter in await letters.between(session, owner.id, behind, today)]
    weeks = week_chart.weeks(talked, wrote, today)
    parts = ["🗓 <b>Your week</b>", await _happened(session, owner, today, weeks[-1]), await _due(occasion)]
    if person:
        parts.append(
            f"One person to write to: {why.who(person)}. {await why.last_spoke(session, person, today)}".strip()
        )
    text = "\n\n".join(part for part in parts if part)
    keyboard = rows([views.LIST.button("What is due", 0)], _write_to(person) if person else None)
    # Markup counts here too, which is on the safe side.
    if week_chart.is_empty(weeks) or units(text) > MessageLimit.CAPTION_LENGTH:
        return View(text, keyboard)
    picture = await asyncio.to_thread(week_chart.draw, weeks)
    return View(text, keyboard, photo=File(picture, "week.png"))


def _write_to(person: Contact) -> list[InlineKeyboardButton]:
    """A draft to them, and who they are; as new messages, since the look has nothing to be edited into."""
    action = WRITE if person.status is Status.TO_CONTACT else UPDATE
    return [
        action.button(f"✍️ Write to {person.first_name[:24]}", person.id),
        CARD.button(f"👤 {person.name[:30]}", person.id, 1),
    ]


async def _happened(session: AsyncSession, owner: Owner, today: date, this: week_chart.Week) -> str:
    talks = await conversations.between(session, owner.id, this.begins, today)
    sent = "" if not this.letters else "one message" if this.letters == 1 else f"{this.letters} messages"
    if not talks:
        if sent:
            return f"No conversations this week, and {sent} sent: that is how the next ones begin."
        return "No conversations this week. That happens; one short message is a good start."
    people = list({person.id: person.name for talk in talks for person in talk.people}.values())
    many = "One conversation" if len(talks) == 1 else f"{len(talks)} conversations"
    shown = listed([f"<b>{escape(shorten(name, 40))}</b>" for name in people[:MOST_NAMES]])
    more = f" and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else ""
    wrote = f" You sent {sent}." if sent else ""
    return (f"{many}: {shown}{more}." if people else f"{many}.") + wrote


async def _due(occasion: Occasion) -> str:
    ahead = occasion.now + A_WEEK
    waiting = [
        each
        for each in await reminders.open_for(occasion.session, occasion.owner.id)
        if views.since(each, occasion.now) <= ahead and each.kind is not ReminderKind.WEEKLY_LOOK
    ]
    if not waiting:
        return "Nothing is due in the coming week."
    lines = [
        f"{views.MARKS[each.kind]} {escape(shorten(views.what(await listing.listed(occasion.session, each)), 70))}"
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


NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.WEEKLY_LOOK: week}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """None of its own: its buttons lead to other rooms."""
    return []
