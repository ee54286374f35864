"""/log, and the buttons under its confirmation."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, picking, pressed
from bot.commands import command
from bot.context import BotContext
from bot.conversations import correcting, form, noting, people, recording, rules, views
from bot.conversations.loading import Talk, load
from bot.forms import Answers
from bot.notes import reading as notes
from storage import contacts, conversations


async def log(_: Update, context: BotContext) -> None:
    """Keep a conversation: with whom, when, what was said.

    Example: /log coffee with Ada today: talked about docs, she said try the archive
    """
    # Behind a button there is the bot's own message, not an argument.
    said = "" if context.button else context.argument
    if said and await notes.take(context, said, must=True, only_events=True):
        return
    async with context.reading() as session:
        recent = await conversations.recent_people(session, context.owner_id)
        everyone = await contacts.everyone(session, context.owner_id) if said else []
    answers: Answers = {"recent": [[contact.id, picking.label(contact)] for contact in recent]}
    if said:
        local = context.said_at.astimezone(context.zone)
        answers |= noting.read(said, local, str(context.zone), everyone)
    await forms.start(context, LOG, answers)


async def log_with(_: Update, context: BotContext) -> None:
    """The form with one person filled in."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    known = [{"name": contact.name, "organisation": None, "role": None, "id": contact.id}]
    await forms.start(context, LOG, {"whom": known, "settled": known, "unclear": []})


async def save(context: BotContext, answers: Answers) -> None:
    """Every step is answered: look the names up if that is still to do, then record the talk and all it means."""
    if not form.is_settled(answers):
        await people.look_up(context, LOG, answers)
        return
    draft = form.draft_of(answers, context.today)
    names = rules.listed([person.name for person in draft.people])
    async with context.transaction(undo=f"logged the conversation with {names}") as session:
        zone = context.services.settings.zone
        recorded = await recording.record(session, context.owner, draft, context.now, zone)
        talk = await load(session, context.owner_id, recorded.conversation.id)
    assert talk is not None
    ask = answers.get("named") is None and (answers.get("unasked") is True or "named" not in answers)
    added = {contact.id for contact in recorded.added}
    await context.show(views.kept(talk, added, context.change_id, context.now, context.zone, ask=ask))


async def may_use(_: Update, context: BotContext) -> None:
    """Whether the giver's name may be used with the person they named."""
    may, talk = {"yes": True, "no": False}.get(context.button[1] if len(context.button) > 1 else ""), None
    referral = await pressed.find(context, conversations.find_referral, views.NAMED_GONE)
    if referral is None:
        return
    name = referral.person.name
    async with context.transaction(undo=f"noted about using a name with {name}") as session:
        referral = await conversations.find_referral(session, context.owner_id, context.number())
        if referral:
            recording.allow(referral, referral.person, may)
            await session.flush()
            talk = await load(session, context.owner_id, referral.conversation_id or 0)
    if referral is None or talk is None:
        await context.toast("Noted." if referral else views.NAMED_GONE)
        return
    giver = referral.giver.first_name
    noted = {
        True: f"Good: you may use {giver}’s name with {name}.",
        False: f"Noted: {name}, without {giver}’s name.",
        None: f"Noted: still to ask about {giver}’s name.",
    }[may]
    if context.button[-1] == views.WHOLE:
        whole = views.opened(talk, context.now, context.zone, head=noted, change_id=context.change_id)
        await context.show(whole)
        return
    await _show_again(context, talk, noted[:200])


async def nobody_named(_: Update, context: BotContext) -> None:
    """They named nobody, so the question goes."""
    async with context.reading() as session:
        talk = await load(session, context.owner_id, context.number())
    if talk is None:
        await context.toast(views.GONE)
        return
    await _show_again(context, talk, None)


async def _show_again(context: BotContext, talk: Talk, noted: str | None) -> None:
    await context.show(
        views.kept(talk, (), context.change_id, context.now, context.zone, ask=False), toast=noted or "All right."
    )


LOG = forms.Form("log", "the conversation you were telling me about", form.LOG_STEPS, save)
FORMS: Sequence[forms.Form] = (LOG, *correcting.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/log, what starts it for one person, its questions, and everything on a talk that is open."""
    return [
        command("log", log),
        views.LOG_WITH.handler(log_with),
        views.MAY.handler(may_use),
        views.NOBODY.handler(nobody_named),
        *correcting.handlers(),
    ]
