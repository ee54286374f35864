"""A talk opened from the timeline: each part corrected, or all of it deleted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pressed
from bot.context import BotContext
from bot.conversations import form, people, recording, revising, rules, views
from bot.conversations.loading import Talk, load
from bot.conversations.recording import Recorded
from bot.forms import Answers
from storage import conversations
from storage.kinds import Channel
from storage.tables import Conversation

FIELDS = {
    "when": "the day",
    "channel": "how you talked",
    "whom": "who took part",
    "notes": "the notes",
    "more": "the notes",
    "suggested": "the advice",
    "named": "whom they named",
}


async def open_talk(_: Update, context: BotContext) -> None:
    """A talk with all that is kept of it."""
    if talk := await _talk(context):
        await context.show(views.opened(talk, context.now, context.zone))


async def edit(_: Update, context: BotContext) -> None:
    """Ask for the one part that is to be corrected."""
    field = context.button[1] if len(context.button) > 1 else ""
    if field not in FIELDS:
        await context.toast("That button is from an older message. Open the conversation again, please.")
        return
    if talk := await _talk(context):
        answers: Answers = {"id": talk.conversation.id, "field": field}
        if field != "whom":
            known = [{"name": each.name, "organisation": None, "role": None, "id": each.id} for each in talk.people]
            answers |= {"whom": known, "settled": known, "unclear": []}
        await forms.start(context, EDIT, answers)


async def save(context: BotContext, answers: Answers) -> None:
    """The part is answered: write it, and show the talk as it is now."""
    field = answers["field"]
    if field == "whom" and not form.is_settled(answers):
        await people.look_up(context, EDIT, answers)
        return
    async with context.transaction(undo=f"corrected {FIELDS[field]} of a conversation") as session:
        talk = await load(session, context.owner_id, answers["id"])
        if talk:
            await _write(session, context, talk, answers)
            talk = await load(session, context.owner_id, answers["id"])
    if talk is None:
        await context.show(views.gone())
        return
    head = "Added." if field in {"more", "named"} else f"Corrected: {FIELDS[field]}."
    if context.change_id is None:
        head = "All right, it stays as it was."
    await context.show(views.opened(talk, context.now, context.zone, head=head, change_id=context.change_id))


async def _write(session: AsyncSession, context: BotContext, talk: Talk, answers: Answers) -> None:
    conversation, owner, now = talk.conversation, context.owner, context.now
    hours = context.hours
    draft = form.draft_of(answers, conversation.happened_on)
    match answers["field"]:
        case "when":
            await revising.change_day(session, owner, hours, conversation, draft.happened_on, draft.started_at, now)
        case "channel":
            conversation.channel = Channel(answers["channel"])
        case "whom":
            everybody = [await recording.find_or_add(session, owner.id, each, now, []) for each in draft.people]
            await revising.change_people(session, owner, hours, conversation, everybody, now)
        case "notes":
            conversation.notes = draft.notes
        case "more":
            conversation.notes = "\n".join(part for part in (conversation.notes, form.words(answers, "more")) if part)
        case "suggested":
            await _advise(session, context, talk, None if rules.is_none(draft.suggested or "") else draft.suggested)
        case "named":
            recorded = Recorded(conversation, talk.people)
            for named in draft.referrals:
                await recording.add_referral(session, recorded, named, now)
    await session.flush()


async def _advise(session: AsyncSession, context: BotContext, talk: Talk, suggested: str | None) -> None:
    talk.conversation.suggested = suggested
    if talk.people:
        await recording.replace_advice(session, talk.conversation, talk.people[0], context.now)


async def show_named(_: Update, context: BotContext) -> None:
    """One of the names they gave."""
    referral = await pressed.find(context, conversations.find_referral, views.NAMED_GONE)
    if referral is None:
        return
    await context.show(views.named(referral))


async def unname(_: Update, context: BotContext) -> None:
    """They did not name that person after all."""
    before = await pressed.find(context, conversations.find_referral, views.NAMED_GONE)
    if before is None:
        return
    head = f"{before.giver.first_name} did not name {before.person.name}."
    async with context.transaction(undo=f"noted that {before.giver.name} did not name {before.person.name}") as session:
        if referral := await conversations.find_referral(session, context.owner_id, before.id):
            await revising.unname(session, referral)
        talk = await load(session, context.owner_id, before.conversation_id or 0)
    if talk is None:
        await context.toast(head[:200])
        return
    await context.show(views.opened(talk, context.now, context.zone, head=head, change_id=context.change_id))


async def all_notes(_: Update, context: BotContext) -> None:
    """Notes that are too long for the card."""
    if talk := await _talk(context):
        for view in views.all_notes(talk.conversation.notes or ""):
            await context.show(view)


async def ask_to_delete(_: Update, context: BotContext) -> None:
    """Ask once before a talk is deleted."""
    if talk := await _talk(context):
        await context.show(views.surely(talk, context.today))


async def delete(_: Update, context: BotContext) -> None:
    """Delete a talk."""
    talk = await _talk(context)
    if talk is None:
        return
    name = f"{_named(talk.conversation, talk)} {rules.day_words(talk.conversation.happened_on, context.today)}"
    async with context.transaction(undo=f"deleted {name}") as session:
        if still := await load(session, context.owner_id, talk.conversation.id):
            hours = context.hours
            await revising.remove(session, hours, still.conversation, context.now)
    await context.show(views.deleted(name, context.change_id))


def _named(conversation: Conversation, talk: Talk) -> str:
    return views.what(conversation, [each.name for each in talk.people])


async def _talk(context: BotContext) -> Talk | None:
    async with context.reading() as session:
        talk = await load(session, context.owner_id, context.number())
    if talk is None:
        await context.toast(views.GONE)
    return talk


EDIT = forms.Form("talk_edit", "a correction to a conversation", form.EDIT_STEPS, save)
FORMS: Sequence[forms.Form] = (EDIT,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The talk and its buttons."""
    return [
        views.OPEN.handler(open_talk),
        views.EDIT.handler(edit),
        views.NAMED.handler(show_named),
        views.UNNAME.handler(unname),
        views.ALL_NOTES.handler(all_notes),
        views.DELETE.handler(ask_to_delete),
        views.DELETE_SURELY.handler(delete),
    ]
