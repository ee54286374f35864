"""The progress update: a short note on what has happened since they last heard, and what their advice did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.conversations.rules import listed
from bot.drafts.rules import Draft, quote_advice
from bot.reminders import acting, planning, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.kinds import drafts, why
from bot.reminders.later import day_text
from bot.reminders.nudges import Occasion, Wording
from bot.view import Action, View, escape, rows
from storage import contacts, conversations, letters, reminders
from storage.kinds import LetterKind, Outcome, ReminderKind, Side, Status
from storage.tables import Advice, Contact, Conversation, Owner, Promise, Reminder

SENT = Action("update_sent")
PAUSE = Action("update_pause")

MOST_NAMED = 3


@dataclass(frozen=True)
class News:
    """What a contact has not heard yet."""

    talks: Sequence[Conversation]
    used: Sequence[Advice]
    promised: Promise | None


async def nudge(occasion: Occasion) -> View | None:
    """Since when they have not heard, the gist of the last talk, the draft."""
    session, owner, reminder = occasion.session, occasion.owner, occasion.reminder
    contact = await contacts.find(session, owner.id, reminder.contact_id or 0)
    if contact is None:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    draft = write(owner, contact, await gather(session, contact, today), today)
    heard = f"{why.who(contact)} last heard from you {drafts.when(contact.heard_on, today)}" if contact.heard_on else ""
    lines = [
        f"📝 {heard or why.who(contact)}. Time for a short update.",
        await why.last_spoke(session, contact, today),
        drafts.shown(draft),
    ]
    key = reminder.id
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [SENT.button("Sent", key), postponing.button(reminder), PAUSE.button("Pause", key)],
            [*drafts.copying(draft), postponing.let_go_button(reminder, "Skip this time")],
        ),
    )


async def gather(session: AsyncSession, contact: Contact, today: date) -> News:
    """The talks with others since they last heard, their advice that was used, what they promised."""
    heard_on = contact.heard_on or contact.created_at.date()
    talks = [
        talk
        for talk in await conversations.between(session, contact.owner_id, heard_on, today)
        if talk.happened_on > heard_on and contact.id not in {person.id for person in talk.people}
    ]
    advice = await conversations.advice_by(session, contact.owner_id, contact.id)
    promises = await conversations.open_promises(session, contact.owner_id, contact_id=contact.id, side=Side.THEIRS)
    used = [each for each in advice if each.tried_at and not each.told_at]
    return News(talks, used, next(iter(promises), None))


def write(owner: Owner, contact: Contact, news: News, today: date) -> Draft:
    """The note; what the bot cannot know of the owner's news stays a gap to fill in."""
    phrases = [phrase for each in news.used if (phrase := quote_advice(each.text, contact.first_name))]
    values = {
        "news": in_words(news.talks),
        "last_when": drafts.when(contact.heard_on, today) if contact.heard_on else None,
        "advice": listed(phrases[:2]) or None,
        "advice_helped": any(each.helped for each in news.used) or None,
        "their_promise": news.promised.text if news.promised else None,
    }
    return drafts.render("update", owner, contact, values)


def in_words(talks: Sequence[Conversation]) -> str | None:
    """The talks with others as the owner would tell them; None for none."""
    people = list({person.id: person for talk in talks for person in talk.people}.values())
    if not people:
        return None
    named = [
        f"{person.name} ({person.organisation})" if person.organisation else person.name
        for person in people[:MOST_NAMED]
    ]
    others = len(people) - len(named)
    if others:
        named.append("one other person" if others == 1 else f"{others} others")
    return f"I have talked with {listed(named)} since, and learnt a good deal."


async def sent(_: Update, context: BotContext) -> None:
    """They have heard: their clock starts anew."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return
    following: list[Reminder] = []

    async def change(session: AsyncSession, row: Reminder) -> None:
        contact = await contacts.find(session, context.owner_id, row.contact_id or 0)
        if contact is None:
            return
        news = await gather(session, contact, context.today)
        text = row.draft or write(context.owner, contact, news, context.today).text
        await letters.add(
            session, context.owner_id, contact.id, LetterKind.UPDATE, context.today, context.now, text=text
        )
        for each in news.used:
            each.told_at = context.now
        contact.heard_on = context.today
        contact.status = Status.IN_TOUCH if contact.status in {Status.MET, Status.THANKED} else contact.status
        planned = await planning.plan_update(session, acting.hours(context), contact, context.now)
        following.extend([planned] if planned else [])

    name = reminder.contact.name
    await acting.end(context, reminder, Outcome.DONE, f"sent an update to {name}", change)
    after = ""
    if following:
        day = day_text(local_day(following[0].due_at, context.zone), context.today)
        after = f" The next one comes up around {day}."
    view = views.confirmed(f"✅ <b>{escape(name)}</b> is up to date.{after}", context.change_id)
    await acting.answer(context, reminder.id, view)


async def pause(_: Update, context: BotContext) -> None:
    """No more updates to this person until the next talk with them."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return

    async def change(session: AsyncSession, row: Reminder) -> None:
        contact = await contacts.find(session, context.owner_id, row.contact_id or 0)
        if contact:
            contact.status = Status.PAUSED
            await reminders.settle(
                session, context.owner_id, Outcome.SKIPPED, context.now, ReminderKind.UPDATE, contact_id=contact.id
            )

    name = reminder.contact.name
    await acting.end(context, reminder, Outcome.SKIPPED, f"paused updates to {name}", change)
    text = f"Updates to <b>{escape(name)}</b> are paused. They begin again when you next talk."
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id))


NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.UPDATE: nudge}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of an update."""
    return [SENT.handler(sent), PAUSE.handler(pause)]
