"""/update: the draft for one person, who is due to hear, and what is decided."""

from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Reply, Step
from bot.picking import pick
from bot.progress import acting, drafting
from bot.progress import update_views as views
from bot.progress.drafting import Matter
from bot.reminders import acting as pings
from bot.reminders import later
from bot.view import View, escape
from storage import contacts, reminders
from storage.kinds import ReminderKind, Rhythm
from storage.tables import Contact, Reminder


async def update(_: Update, context: BotContext) -> None:
    """Draft an update for somebody, from your news.

    Example: /update Ada
    """
    if context.argument and not context.button:
        if contact := await pick(context, context.argument, then=views.FOR):
            await _show(context, contact.id)
        return
    await who(_, context)


async def who(_: Update, context: BotContext) -> None:
    """Who is due to hear."""
    async with context.reading() as session:
        waiting = await reminders.open_for(session, context.owner_id, ReminderKind.UPDATE)
    people = [each for each in waiting if each.contact and not each.contact.archived_at]
    await context.show(views.hearers(people, context.now, context.zone))


async def for_contact(_: Update, context: BotContext) -> None:
    """The update for one person."""
    await _show(context, context.number())


async def _show(context: BotContext, contact_id: int) -> None:
    if matter := await _matter(context, contact_id):
        await context.show(await pings.beside(context, views.draft(matter, drafting.write(matter, context.owner))))


async def _matter(context: BotContext, contact_id: int) -> Matter | None:
    """What there is to tell a person; where they are gone, one line says so."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
        if contact:
            return await drafting.gather(session, context.owner, contact, context.now)
    await say(context, pages.PERSON_GONE)
    return None


# Deciding


async def sent(_: Update, context: BotContext) -> None:
    """The owner has sent it."""
    matter = await _matter(context, context.number())
    if matter is None:
        return
    if matter.is_told_today:
        await context.toast(views.told_already(matter.contact))
        return
    following: Reminder | None = None
    text = drafting.write(matter, context.owner).text
    async with context.transaction(undo=f"sent an update to {matter.contact.name}") as session:
        if contact := await contacts.find(session, context.owner_id, matter.contact.id):
            following = await acting.sent(session, context.owner, context.hours, contact, text, context.now)
    await context.show(views.sent(matter.contact, following, matter, context.change_id, context.zone))


async def ask_when(_: Update, context: BotContext) -> None:
    """Offer the times to which it can be put off."""
    if contact := await _contact(context, context.number()):
        await context.show(views.when(contact, later.choices(context.now, context.hours)))


async def put_off(_: Update, context: BotContext) -> None:
    """Put it off to the time of the button."""
    word = context.button[-1]
    key = later.Later(word) if word in set(later.Later) else later.Later.TOMORROW
    await _put_off(context, context.number(), later.later_at(key, context.now, context.hours))


async def ask_another_time(_: Update, context: BotContext) -> None:
    """Ask for a time in their own words."""
    if contact := await _contact(context, context.number()):
        await forms.start(context, WHEN, {"contact": contact.id, "name": contact.name})


async def put_off_to(context: BotContext, answers: Answers) -> None:
    """Put it off to the time that was typed."""
    await _put_off(context, answers["contact"], datetime.fromisoformat(answers["when"]))


async def _put_off(context: BotContext, contact_id: int, due_at: datetime) -> None:
    before = await _contact(context, contact_id)
    if before is None:
        return
    async with context.transaction(undo=f"put off the update to {before.name}") as session:
        if contact := await contacts.find(session, context.owner_id, contact_id):
            await acting.put_off(session, contact, due_at, context.now)
    await context.show(views.put_off(before, due_at, context.change_id, context.now, context.zone))


async def edit(_: Update, context: BotContext) -> None:
    """Ask for the owner's own wording."""
    if contact := await _contact(context, context.number()):
        await forms.start(context, WORDS, {"contact": contact.id, "name": contact.name})


async def keep_words(context: BotContext, answers: Answers) -> None:
    """Show the owner's own wording with the buttons."""
    await _reword(context, answers["contact"], answers["words"])


async def own_away(_: Update, context: BotContext) -> None:
    """Go back to the draft."""
    await _reword(context, context.number(), None)


async def _reword(context: BotContext, contact_id: int, words: str | None) -> None:
    before = await _contact(context, contact_id)
    if before is None:
        return
    async with context.transaction(undo=f"reworded the update to {before.name}") as session:
        if contact := await contacts.find(session, context.owner_id, contact_id):
            await acting.keep_words(session, context.hours, contact, words, context.now)
    await _show(context, contact_id)


async def pause(_: Update, context: BotContext) -> None:
    """Offer a slower rhythm, or pause at once."""
    before = await _contact(context, context.number())
    if before is None:
        return
    if context.button[-1] != "now":
        await context.show(views.pause(before))
        return
    async with context.transaction(undo=f"paused updates to {before.name}") as session:
        if contact := await contacts.find(session, context.owner_id, before.id):
            await acting.pause(session, contact, context.now)
    await context.show(views.paused(before, context.change_id))


async def set_rhythm(_: Update, context: BotContext) -> None:
    """Set how often they hear."""
    rhythm = Rhythm.__members__.get(context.button[-1])
    before = await _contact(context, context.number())
    if before is None or rhythm is None:
        return
    following: Reminder | None = None
    async with context.transaction(undo=f"changed how often {before.name} hears from you") as session:
        if contact := await contacts.find(session, context.owner_id, before.id):
            following = await acting.set_rhythm(session, context.hours, contact, rhythm, context.now)
    await context.show(views.rhythm_set(before, rhythm, following, context.change_id, context.now, context.zone))


async def _contact(context: BotContext, contact_id: int) -> Contact | None:
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
    if contact is None:
        await say(context, pages.PERSON_GONE)
    return contact


async def say(context: BotContext, line: str) -> None:
    """A passing line for a button; a message where the owner typed, which ends the form they typed into."""
    if context.incoming and context.incoming.callback_query:
        await context.toast(line)
        return
    async with context.transaction():
        pass
    await context.show(View(escape(line)))


def _read_when(reply: Reply, _: Answers, context: BotContext) -> str:
    return later.read_later(reply.text, context.now, context.hours).isoformat()


WHEN = forms.Form(
    "update_when",
    "a time for an update",
    [
        Step(
            "when",
            lambda answers: (
                f"When shall I bring up the update to <b>{escape(answers['name'])}</b>? "
                "For example <i>fri 3pm</i>, <i>in 2 hours</i> or <i>10 dec</i>."
            ),
            _read_when,
            required=True,
        )
    ],
    put_off_to,
)
WORDS = forms.Form(
    "update_words",
    "your wording of an update",
    [
        Step(
            "words",
            lambda answers: f"Send me the update to <b>{escape(answers['name'])}</b> in your own words.",
            forms.long_text("Send the text of your update, just as it should read.", drafting.LONGEST_DRAFT),
            required=True,
        )
    ],
    keep_words,
)
FORMS = (WHEN, WORDS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/update and the buttons of an update."""
    return [
        command("update", update),
        views.FOR.handler(for_contact),
        views.LIST.handler(who),
        views.SENT.handler(sent),
        views.LATER.handler(ask_when),
        views.PUT_OFF.handler(put_off),
        views.ANOTHER_TIME.handler(ask_another_time),
        views.EDIT.handler(edit),
        views.OWN_AWAY.handler(own_away),
        views.PAUSE.handler(pause),
        views.RHYTHM.handler(set_rhythm),
    ]
