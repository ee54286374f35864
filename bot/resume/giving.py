"""Who got which version: noted, and taken back where it was wrong."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import pages, pressed, whom
from bot.context import BotContext
from bot.forms import Answers
from bot.resume import browsing, views
from bot.view import View, escape
from bot.whom import Chosen
from storage import contacts, resumes


async def give(_: Update, context: BotContext) -> None:
    """Ask who got this version."""
    if found := await browsing.find(context):
        await whom.start(context, GIVE, {"id": found.id, "name": found.name})


async def finish_give(context: BotContext, answers: Answers, chosen: Chosen) -> None:
    """Note it."""
    await note_given(context, answers["id"], chosen)


async def gave(_: Update, context: BotContext) -> None:
    """The tap that this person got it."""
    await note_given(context, context.number(), Chosen(contact_id=context.number(1)))


async def note_given(context: BotContext, resume_id: int, chosen: Chosen) -> None:
    """Somebody got a version today; somebody new is added."""
    async with context.reading() as session:
        name = ""
        if known := await contacts.find(session, context.owner_id, chosen.contact_id):
            name = f" to {known.name}"
    async with context.transaction(undo=f"giving your resume{name}") as session:
        found = await resumes.find(session, context.owner_id, resume_id)
        contact = await whom.contact_of(session, context, chosen) if found else None
        if found and contact:
            await resumes.add_given(session, context.owner_id, found.id, contact.id, context.today)
    if found and contact:
        await context.show(views.gave(contact, found, context.change_id))
        return
    missing = pages.PERSON_GONE if found else views.GONE
    await context.toast(missing)
    if context.said_in_words:
        await context.show(View(missing))


async def ungive(_: Update, context: BotContext) -> None:
    """A mark that was wrong."""
    given = await pressed.find(context, resumes.find_given, views.MARK_GONE)
    if given is None:
        return
    async with context.transaction(undo=f"that {given.contact.name} did not get it") as session:
        if found := await resumes.find_given(session, context.owner_id, given.id):
            await session.delete(found)
    await context.show(
        await browsing.version_view(context, given.resume_id, said=f"{given.contact.name} did not get it.")
    )


GIVE = whom.form(
    "resume_give",
    "who got your resume",
    lambda answers: f"Who got <b>{escape(answers['name'])}</b>? Tap, or type a name.",
    finish_give,
)
FORMS = (GIVE,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that note it, and those that take it back."""
    return [views.GIVE.handler(give), views.GAVE.handler(gave), views.UNGIVE.handler(ungive)]
