"""/questions, by person, by topic, by search; and the owner's own."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, picking
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Form, Step
from bot.questions import rules, views
from bot.questions.rules import Blanks, Question, Stage
from bot.tips import views as tips
from bot.tips.rules import Moment
from bot.view import View
from storage import contacts, conversations
from storage import questions as stored
from storage.tables import Contact

EXPECTED = "Type a question as you would ask it, for example “What surprised you most in your first year?”"


async def questions(_: Update, context: BotContext) -> None:
    """What to ask, at once: for a person, on a topic, or a good set.

    Example: /questions typical day
    """
    words = context.argument
    if not words:
        await context.show(await a_set(context, None, 0))
        return
    async with context.reading() as session:
        people = picking.among(await contacts.everyone(session, context.owner_id), words)
    if len(people) == 1:
        await context.show(await a_set(context, people[0], 0))
        return
    blanks = Blanks(field=context.owner.field)
    found = rules.search(words, await pool(context), blanks, limit=views.MOST_FOUND)
    if people and not found:
        await context.show(picking.which(people, views.FOR))
        return
    await context.show(views.found(words, found, blanks) if found else views.nothing(words))


async def for_contact(_: Update, context: BotContext) -> None:
    """A set for one person."""
    await show_set(context, context.number(), 0)


async def others(_: Update, context: BotContext) -> None:
    """Another set."""
    await show_set(context, context.number(), context.number(1))


async def show_set(context: BotContext, contact_id: int, seed: int) -> None:
    """A set for a person, or for nobody in particular."""
    contact = None
    if contact_id:
        async with context.reading() as session:
            contact = await contacts.find(session, context.owner_id, contact_id)
        if contact is None:
            await context.show(views.nobody_yet())
            return
    view = await a_set(context, contact, seed)
    # From a person's card or a ping the set comes as its own message, so that neither is lost.
    await context.show(view if seed else view.as_fresh())


async def a_set(context: BotContext, contact: Contact | None, seed: int) -> View:
    """A good set for a conversation with this person; once they have talked, for talking again."""
    stage = Stage.FIRST
    async with context.reading() as session:
        own = await stored.of_owner(session, context.owner_id)
        if contact and await conversations.count_with(session, context.owner_id, contact.id):
            stage = Stage.AGAIN
    blanks = blanks_for(context.owner.field, contact)
    mine = [rules.own_question(each.id, each.text) for each in own][:2]
    chosen = rules.pick(stage=stage, own=mine, blanks=blanks, seed=seed + (contact.id if contact and seed else 0))
    return views.a_set(chosen, blanks, contact, seed)


def blanks_for(field: str | None, contact: Contact | None) -> Blanks:
    """What is known for filling the blanks of a question."""
    if contact is None:
        return Blanks(field=field)
    return Blanks(field, contact.organisation, contact.role, contact.first_name)


async def pool(context: BotContext) -> list[Question]:
    """The owner's own questions, then the bank."""
    async with context.reading() as session:
        own = await stored.of_owner(session, context.owner_id)
    return [*(rules.own_question(each.id, each.text) for each in own), *rules.load_bank()]


async def job(_: Update, context: BotContext) -> None:
    """An actual job came up: its requirements, the skills, and how one's experience fits."""
    contact_id, seed = context.number(), context.number(1)
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id) if contact_id else None
    blanks = blanks_for(context.owner.field, contact)
    chosen = rules.pick(stage=Stage.JOB, blanks=blanks, seed=seed)
    said = tips.kind_line(Moment.JOB_CAME_UP, seed)
    await context.show(views.job_set(said, chosen, blanks, contact, seed))


async def topics(_: Update, context: BotContext) -> None:
    """The topics of the bank."""
    await context.show(views.shelves(rules.topics(), context.number()))


async def topic(_: Update, context: BotContext) -> None:
    """One topic's questions."""
    named = context.button[1] if len(context.button) > 1 else ""
    chosen = next((each for each in rules.topics() if each.id == named), None)
    if chosen is None:
        await context.toast("That topic has been renamed; here are today's.")
        await topics(_, context)
        return
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
    blanks = blanks_for(context.owner.field, contact)
    await context.show(views.shelf(chosen, rules.by_topic(rules.load_bank(), chosen.id), blanks, context.number()))


async def own(_: Update, context: BotContext) -> None:
    """The owner's own questions."""
    async with context.reading() as session:
        mine = await stored.of_owner(session, context.owner_id)
    await context.show(views.own(mine))


async def add(_: Update, context: BotContext) -> None:
    """Ask for a question of the owner's own."""
    await forms.start(context, NEW_QUESTION)


async def finish(context: BotContext, answers: Answers) -> None:
    """Keep it as typed, and point out a wording that a yes or no would answer."""
    text = str(answers["text"])
    async with context.transaction(undo=f"your question “{text[:60]}”") as session:
        question = await stored.add(session, context.owner_id, text, context.now)
    await context.show(views.kept(question, rules.closed(text), context.change_id))


async def reword(_: Update, context: BotContext) -> None:
    """Take the open wording."""
    async with context.transaction(undo="the open wording of your question") as session:
        question = await stored.find(session, context.owner_id, context.number())
        open_wording = rules.closed(question.text) if question else None
        if question and open_wording:
            question.text = open_wording
    if question is None:
        await context.toast("That question is gone.")
        return
    await context.show(views.reworded(question, context.change_id))


async def remove(_: Update, context: BotContext) -> None:
    """Remove one of the owner's own questions."""
    async with context.transaction(undo="removing a question of yours") as session:
        question = await stored.find(session, context.owner_id, context.number())
        if question:
            await session.delete(question)
    if question is None:
        await context.toast("That question is gone already.")
        return
    await context.show(views.removed(question.text, context.change_id))


NEW_QUESTION = Form(
    "question",
    "your new question",
    [Step("text", "What would you like to ask people?", forms.text(EXPECTED, 400), required=True)],
    finish,
)
FORMS = (NEW_QUESTION,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/questions and its buttons."""
    return [
        command("questions", questions),
        views.FOR.handler(for_contact),
        views.OTHERS.handler(others),
        views.TOPICS.handler(topics),
        views.TOPIC.handler(topic),
        views.OWN.handler(own),
        views.ADD.handler(add),
        views.REWORD.handler(reword),
        views.REMOVE.handler(remove),
        views.JOB.handler(job),
    ]
