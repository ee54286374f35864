"""/thanks, and what can be done with a thank-you: sent, later, edited, skipped."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pressed
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Reply, Step
from bot.picking import pick
from bot.reminders import acting as pings
from bot.reminders import later
from bot.reminders.nudges import Wording
from bot.thanks import acting, drafting, nudges, rules, views
from bot.thanks.drafting import Matter
from bot.thanks.rules import Style
from bot.view import View, escape
from storage import conversations
from storage.kinds import ReminderKind
from storage.tables import Contact, Reminder

NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.THANK_YOU: nudges.nudge}
LONGEST_WORDS = 3000
MOST_OTHERS = 4


# Showing


async def thanks(_: Update, context: BotContext) -> None:
    """Draft a thank-you from your notes.

    Example: /thanks Ada
    """
    if context.argument and not context.button:
        if contact := await pick(context, context.argument, then=views.FOR):
            await _show_for(context, contact)
        return
    matter = None
    async with context.reading() as session:
        waiting = await conversations.unthanked(session, context.owner_id, limit=MOST_OTHERS + 1)
        for conversation, contact in waiting[:1]:
            matter = await drafting.by_talk(session, context.owner_id, contact.id, conversation.id)
    if matter is None:
        await context.show(views.nobody_waits())
        return
    await _show(context, matter, others=[contact for _, contact in waiting[1:]])


async def thanks_for(_: Update, context: BotContext) -> None:
    """The thank-you for one person."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    await _show_for(context, contact)


async def show(_: Update, context: BotContext) -> None:
    """The draft again, in the style that the button names."""
    if matter := await _open_matter(context):
        await _show(context, matter, style=_style(context, matter))


async def _show_for(context: BotContext, contact: Contact) -> None:
    async with context.reading() as session:
        talk = await conversations.last_with(session, context.owner_id, contact.id)
        matter = await drafting.by_talk(session, context.owner_id, contact.id, talk.id) if talk else None
    if matter is None:
        await context.show(views.no_talk(contact))
    elif matter.is_thanked:
        await context.show(views.thanked_already(matter, rules.usual_style(matter.conversation.channel), context.today))
    else:
        await _show(context, matter)


async def _show(
    context: BotContext, matter: Matter, *, style: Style | None = None, others: Sequence[Contact] = ()
) -> None:
    style = style or rules.usual_style(matter.conversation.channel)
    written = drafting.write(matter, context.owner, style, context.today)
    await _answer(context, views.draft(views.Facts(matter, written, style, context.today), others))


# Deciding


async def sent(_: Update, context: BotContext) -> None:
    """The owner has sent it."""
    before = await _open_matter(context)
    if before is None:
        return
    style = _style(context, before)
    text = drafting.write(before, context.owner, style, context.today).text
    if _sent_just_now(before, text, context):
        await context.toast(views.became(before, context.today))
        return
    update: Reminder | None = None
    async with context.transaction(undo=f"thanked {before.contact.name}") as session:
        if matter := await acting.again(session, context.owner_id, before):
            update = await acting.sent(session, matter, context.hours, text, context.now)
    next_at = update.due_at if update else None
    await _answer(context, views.sent(before.contact, next_at, context.change_id, context.today, context.zone))


async def skip(_: Update, context: BotContext) -> None:
    """No thank-you this time."""
    before = await _open_matter(context)
    if before is None:
        return
    async with context.transaction(undo=f"skipped the thank-you to {before.contact.name}") as session:
        if matter := await acting.again(session, context.owner_id, before):
            await acting.skip(session, context.owner, context.hours, matter, context.now)
    await _answer(context, views.skipped(before.contact, context.change_id))


async def ask_when(_: Update, context: BotContext) -> None:
    """Offer the times to which it can be put off."""
    if matter := await _open_matter(context):
        choices = later.choices(context.now, context.hours)
        await _answer(context, views.when(matter, _style(context, matter), choices))


async def put_off(_: Update, context: BotContext) -> None:
    """Put it off to the time of the button."""
    if matter := await _open_matter(context):
        word = context.button[-1]
        key = later.Later(word) if word in set(later.Later) else later.Later.TOMORROW
        await _put_off(context, matter, later.later_at(key, context.now, context.hours))


async def ask_another_time(_: Update, context: BotContext) -> None:
    """Ask for a time in their own words."""
    if matter := await _open_matter(context):
        await forms.start(context, WHEN, _about(context, matter))


async def put_off_to(context: BotContext, answers: Answers) -> None:
    """Put it off to the time that was typed."""
    if matter := await _matter_of(context, answers):
        await _put_off(context, matter, datetime.fromisoformat(answers["when"]))


async def _put_off(context: BotContext, before: Matter, due_at: datetime) -> None:
    async with context.transaction(undo=f"put off the thank-you to {before.contact.name}") as session:
        if matter := await acting.again(session, context.owner_id, before):
            await acting.put_off(session, context.owner, context.hours, matter, due_at, context.now)
    await _answer(context, views.put_off(before.contact, due_at, context.change_id, context.now, context.zone))


async def edit(_: Update, context: BotContext) -> None:
    """Ask for the owner's own wording."""
    if matter := await _open_matter(context):
        await forms.start(context, WORDS, _about(context, matter))


async def keep_words(context: BotContext, answers: Answers) -> None:
    """Show the owner's own wording with the buttons."""
    if matter := await _matter_of(context, answers):
        await _reword(context, matter, answers["words"], Style(answers["style"]))


async def own_away(_: Update, context: BotContext) -> None:
    """Go back to the draft from the notes."""
    if matter := await _open_matter(context):
        await _reword(context, matter, None, _style(context, matter))


async def _reword(context: BotContext, before: Matter, words: str | None, style: Style) -> None:
    matter: Matter | None = None
    async with context.transaction(undo=f"reworded the thank-you to {before.contact.name}") as session:
        if found := await acting.again(session, context.owner_id, before):
            reminder = await acting.keep_words(session, context.owner, context.hours, found, words, context.now)
            matter = await drafting.by_reminder(session, context.owner_id, reminder.id)
    if matter is None:
        await _say(context, views.GONE)
        return
    await _show(context, matter, style=style)


# Whom a button is about


async def _open_matter(context: BotContext) -> Matter | None:
    """What the pressed button is about; where it is gone or settled, a passing line says what became of it."""
    reminder_id, contact_id, conversation_id = context.number(), context.number(2), context.number(3)
    return await _find(context, reminder_id, contact_id, conversation_id)


async def _matter_of(context: BotContext, answers: Answers) -> Matter | None:
    return await _find(context, answers["reminder"], answers["contact"], answers["conversation"])


async def _find(context: BotContext, reminder_id: int, contact_id: int, conversation_id: int) -> Matter | None:
    async with context.reading() as session:
        if reminder_id:
            matter = await drafting.by_reminder(session, context.owner_id, reminder_id)
        else:
            matter = await drafting.by_talk(session, context.owner_id, contact_id, conversation_id)
    if matter is None:
        await _say(context, views.GONE)
    elif matter.is_settled:
        await _say(context, views.became(matter, context.today, context.zone))
    else:
        return matter
    return None


async def _say(context: BotContext, line: str) -> None:
    """A passing line for a button; a message where the owner typed, which ends the form they typed into."""
    await pings.say(context, line)


def _about(context: BotContext, matter: Matter) -> Answers:
    return {
        "reminder": matter.reminder.id if matter.reminder else 0,
        "contact": matter.contact.id,
        "conversation": matter.conversation.id,
        "name": matter.contact.name,
        "style": _style(context, matter).value,
    }


def _style(context: BotContext, matter: Matter) -> Style:
    said = context.button[1] if len(context.button) > 1 else ""
    return Style(said) if said in set(Style) else rules.usual_style(matter.conversation.channel)


def _sent_just_now(matter: Matter, text: str, context: BotContext) -> bool:
    """Whether the same words were marked as sent today already: the button was pressed twice."""
    last = matter.last_thanks
    if last is None:
        return False
    return (last.conversation_id, last.sent_on, last.text) == (matter.conversation.id, context.today, text)


async def _answer(context: BotContext, view: View) -> None:
    """In place of what was pressed: the message, or its part of one that carries several; the ways on stay below."""
    await pings.answer(context, context.number(), view)


# The two forms


def _read_when(reply: Reply, _: Answers, context: BotContext) -> str:
    return later.read_later(reply.text, context.now, context.hours).isoformat()


WHEN = forms.Form(
    "thank_when",
    "a time for a thank-you",
    [
        Step(
            "when",
            lambda answers: (
                f"When shall I bring up the thank-you to <b>{escape(answers['name'])}</b>? "
                "For example <i>fri 3pm</i>, <i>in 2 hours</i> or <i>10 dec</i>."
            ),
            _read_when,
            required=True,
        )
    ],
    put_off_to,
)
WORDS = forms.Form(
    "thank_words",
    "your wording of a thank-you",
    [
        Step(
            "words",
            lambda answers: f"Send me the thank-you to <b>{escape(answers['name'])}</b> in your own words.",
            forms.long_text("Send the text of your thank-you, just as it should read.", LONGEST_WORDS),
            required=True,
        )
    ],
    keep_words,
)
FORMS: Sequence[forms.Form] = (WHEN, WORDS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/thanks and the buttons of a thank-you."""
    return [
        command("thanks", thanks),
        views.FOR.handler(thanks_for),
        views.SHOW.handler(show),
        views.STYLE.handler(show),
        views.SENT.handler(sent),
        views.LATER.handler(ask_when),
        views.PUT_OFF.handler(put_off),
        views.ANOTHER_TIME.handler(ask_another_time),
        views.EDIT.handler(edit),
        views.OWN_AWAY.handler(own_away),
        views.SKIP.handler(skip),
    ]
