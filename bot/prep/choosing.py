"""Choosing questions for a talk: from the bank, of one's own, or a good set at once."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Step
from bot.prep import rules, showing, views
from bot.prep.gathering import blanks
from bot.questions.rules import (
    OWN_TOPIC,
    Question,
    Stage,
    Topic,
    by_topic,
    fill,
    load_bank,
    own_question,
    pick,
    topics,
)
from bot.view import escape
from storage import contacts, conversations, questions, research
from storage.tables import Contact


async def choosing(_: Update, context: BotContext) -> None:
    """The chosen questions, and where more come from."""
    await _show(context, context.number())


async def _show(context: BotContext, contact_id: int) -> None:
    if contact := await showing.contact_of(context, contact_id):
        async with context.reading() as session:
            chosen = await research.chosen(session, context.owner_id, contact.id, open_only=True)
        await context.show(views.choosing(contact, chosen, (*topics(), OWN_TOPIC), change_id=context.change_id))


async def a_set(_: Update, context: BotContext) -> None:
    """A good set for this contact, of what they have not been asked yet."""
    async with context.transaction(undo="chose a set of questions") as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        if contact:
            held = await research.chosen(session, context.owner_id, contact.id)
            met = await conversations.count_with(session, context.owner_id, contact.id)
            known = blanks(context.owner, contact)
            room = rules.MOST_CHOSEN - sum(each.asked_at is None for each in held)
            stage = Stage.AGAIN if met else Stage.FIRST
            for question in pick(min(rules.A_SET, room), stage=stage, asked={each.ref for each in held}, blanks=known):
                await research.add_chosen(
                    session, context.owner_id, contact.id, question.id, fill(question, known), context.now
                )
    await _show(context, context.number())


async def topic(_: Update, context: BotContext) -> None:
    """One topic's questions, to take or put back."""
    if contact := await showing.contact_of(context, context.number()):
        await _show_topic(context, contact, context.button[1])


async def _show_topic(context: BotContext, contact: Contact, topic_id: int | str) -> None:
    shelf = next((each for each in (*topics(), OWN_TOPIC) if each.id == topic_id), None)
    if shelf is None:
        await context.toast("That topic has been renamed; here are today's.")
        await _show(context, contact.id)
        return
    async with context.reading() as session:
        chosen = await research.chosen(session, context.owner_id, contact.id, open_only=True)
    found = await _on_shelf(context, shelf)
    taken = {each.ref for each in chosen}
    await context.show(views.shelf(contact, shelf, found, blanks(context.owner, contact), taken))


async def _on_shelf(context: BotContext, shelf: Topic) -> list[Question]:
    if shelf != OWN_TOPIC:
        return by_topic(load_bank(), shelf.id)
    async with context.reading() as session:
        own = await questions.of_owner(session, context.owner_id)
    return [own_question(each.id, each.text) for each in own]


async def take(_: Update, context: BotContext) -> None:
    """Take a question, or put it back."""
    contact = await showing.contact_of(context, context.number())
    if contact is None:
        return
    topic_id, ref = context.button[1], context.button[2]
    shelf = next((each for each in (*topics(), OWN_TOPIC) if each.id == topic_id), OWN_TOPIC)
    question = next((each for each in await _on_shelf(context, shelf) if each.id == ref), None)
    if question is None:
        await context.toast("That question is gone.")
        return
    full = False
    async with context.transaction(undo="chose a question") as session:
        chosen = await research.chosen(session, context.owner_id, contact.id, open_only=True)
        held = next((each for each in chosen if each.ref == ref), None)
        full = held is None and len(chosen) >= rules.MOST_CHOSEN
        if held:
            await session.delete(held)
        elif not full:
            text = fill(question, blanks(context.owner, contact))
            await research.add_chosen(session, context.owner_id, contact.id, ref, text, context.now)
    if full:
        await context.toast(f"{rules.MOST_CHOSEN} questions are chosen; that fills an hour. Take one out first.")
        return
    await _show_topic(context, contact, topic_id)


async def unchoose(_: Update, context: BotContext) -> None:
    """Take a question out."""
    async with context.transaction(undo="took a question out") as session:
        question = await research.find_chosen(session, context.owner_id, context.number())
        if question:
            await session.delete(question)
    if question is None:
        await context.toast("That question is out already.")
        return
    await _show(context, question.contact_id)


async def ask_own(_: Update, context: BotContext) -> None:
    """Ask for a question of the owner's own."""
    if contact := await showing.contact_of(context, context.number()):
        await forms.start(context, WRITE, {"contact": contact.id, "name": contact.name})


async def keep_own(context: BotContext, answers: Answers) -> None:
    """Keep it among the owner's own, and choose it."""
    async with context.transaction(undo=f"your question “{answers['text'][:60]}”") as session:
        contact = await contacts.find(session, context.owner_id, answers["contact"])
        if contact:
            own = await questions.add(session, context.owner_id, answers["text"], context.now)
            ref = own_question(own.id, own.text).id
            await research.add_chosen(session, context.owner_id, contact.id, ref, own.text, context.now)
    await _show(context, answers["contact"])


WRITE = forms.Form(
    "prep_question",
    "a question to ask",
    [
        Step(
            "text",
            lambda answers: f"What would you like to ask <b>{escape(answers['name'])}</b>?",
            forms.text("Type it as you would ask it, for example: What surprised you most?", 400),
            required=True,
        )
    ],
    keep_own,
)
FORMS = (WRITE,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of choosing."""
    return [
        views.CHOOSE.handler(choosing),
        views.A_SET.handler(a_set),
        views.TOPIC.handler(topic),
        views.PICK.handler(take),
        views.UNCHOOSE.handler(unchoose),
        views.WRITE.handler(ask_own),
    ]
