"""/learned: answers side by side, by subject, by person; corrected; and what nobody has been asked yet."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Step
from bot.learned import adding, rules, views
from bot.questions.rules import load_bank, own_question
from bot.view import View
from storage import contacts, goals, learned, questions, research
from storage.kinds import About
from storage.tables import Learned


async def show(_: Update, context: BotContext) -> None:
    """What people told you, question by question.

    Example: /learned typical day
    """
    words = "" if context.button else context.argument
    if not words:
        await _home(context, context.number())
        return
    async with context.reading() as session:
        everything = await learned.everything(session, context.owner_id)
    found = rules.matching(everything, words)
    if not found:
        await context.show(views.nothing_found(words))
        return
    questions_found = {rules.same_question(each) for each in found if each.question}
    if len(questions_found) == 1 and all(each.question for each in found):
        answered = _answered(everything, found[0])
        await context.show(views.side_by_side(answered, 0, context.zone, context.today))
        return
    await context.show(views.found(words, found, context.zone, context.today))


async def _home(context: BotContext, page: int) -> None:
    async with context.reading() as session:
        everything = await learned.everything(session, context.owner_id)
    counts = {about: sum(each.about is about for each in everything) for about in About}
    answered = rules.by_question(everything)
    last = max(0, (len(answered) - 1) // views.A_PAGE)
    await context.show(views.home(answered, min(page, last), counts))


def _answered(everything: Sequence[Learned], one: Learned) -> rules.Answered:
    wanted = rules.same_question(one)
    return next(each for each in rules.by_question(everything) if rules.same_question(each.answers[0]) == wanted)


async def question(_: Update, context: BotContext) -> None:
    """One question, everybody's answers."""
    async with context.reading() as session:
        one = await learned.find(session, context.owner_id, context.number())
        everything = await learned.everything(session, context.owner_id)
    if one is None or not one.question:
        await context.toast(views.GONE)
        return
    answered = _answered(everything, one)
    last = (len(answered.answers) - 1) // views.A_SIDE
    await context.show(views.side_by_side(answered, min(context.number(1), last), context.zone, context.today))


async def about(_: Update, context: BotContext) -> None:
    """One subject, field by field."""
    word = context.button[0]
    subject = About(word) if word in set(About) else About.VACANCY
    async with context.reading() as session:
        answers = await learned.everything(session, context.owner_id, about=subject)
    await context.show(views.about(subject, answers, context.number(1), context.zone, context.today))


async def of_contact(_: Update, context: BotContext) -> None:
    """What one person told."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        answers = await learned.everything(session, context.owner_id, contact_id=context.number())
    if contact is None:
        await context.toast(pages.PERSON_GONE)
        return
    await context.show(views.of_contact(contact, answers, context.zone, context.today))


async def unasked(_: Update, context: BotContext) -> None:
    """What nobody in a field has been asked yet."""
    page = context.number()
    async with context.reading() as session:
        fields = await goals.fields(session, context.owner_id)
        field = await goals.find_field(session, context.owner_id, context.number(1))
        everything = await learned.everything(session, context.owner_id)
        ticked = await research.asked_counts(session, context.owner_id)
        own = await questions.of_owner(session, context.owner_id)
    name = field.name if field else context.owner.field
    pool = [*(own_question(each.id, each.text) for each in own), *load_bank()]
    # Those for an actual job, and for a second talk, wait for their moment.
    pool = [each for each in pool if each.topic not in {"job", "again"}]
    still = rules.not_asked(pool, everything, ticked.keys(), name)
    page = min(page, max(0, (len(still) - 1) // views.A_PAGE))
    shown = rules.worded(still[page * views.A_PAGE : (page + 1) * views.A_PAGE], name)
    await context.show(views.unasked(shown, page, len(still), field, name, fields))


# One answer


async def open_one(_: Update, context: BotContext) -> None:
    """One answer, to correct."""
    await _open(context, context.number())


async def _open(context: BotContext, learned_id: int, said: str = "") -> None:
    async with context.reading() as session:
        one = await learned.find(session, context.owner_id, learned_id)
        fields = await goals.fields(session, context.owner_id)
    if one is None:
        await _say(context, views.GONE)
        return
    view = views.opened(one, fields, context.zone, context.today, said=said, change_id=context.change_id)
    await context.show(view)


async def set_subject(_: Update, context: BotContext) -> None:
    """It is about vacancies, culture or skills; pressed again, it is not."""
    word = context.button[-1]
    async with context.transaction(undo="said what an answer is about") as session:
        one = await learned.find(session, context.owner_id, context.number())
        if one and word in set(About):
            one.about = None if one.about == word else About(word)
    await _open(context, context.number(), "Changed." if one else "")


async def set_field(_: Update, context: BotContext) -> None:
    """It is about another field."""
    async with context.transaction(undo="moved an answer to another field") as session:
        one = await learned.find(session, context.owner_id, context.number())
        field = await goals.find_field(session, context.owner_id, context.number(1))
        if one and field:
            one.field = field.name
    if one and field is None:
        await context.toast("That field is no longer among your goals.")
        return
    await _open(context, context.number(), "Changed." if one else "")


async def edit(_: Update, context: BotContext) -> None:
    """Ask for the answer anew."""
    one = await pressed.find(context, learned.find, views.GONE)
    if one is None:
        return
    await forms.start(context, EDIT, {"learned": one.id, "name": one.contact.name})


async def change(context: BotContext, answers: Answers) -> None:
    """Keep the new wording."""
    async with context.transaction(undo=f"changed what {answers['name']} said") as session:
        one = await learned.find(session, context.owner_id, answers["learned"])
        if one:
            one.text = answers["text"]
    await _open(context, answers["learned"], "Changed." if one else "")


async def remove(_: Update, context: BotContext) -> None:
    """Take an answer out."""
    async with context.transaction(undo="removed an answer") as session:
        one = await learned.find(session, context.owner_id, context.number())
        if one:
            await session.delete(one)
    if one is None:
        await context.toast(views.GONE)
        return
    await context.show(views.removed(one.contact, context.change_id))


async def _say(context: BotContext, line: str) -> None:
    if context.incoming and context.incoming.callback_query:
        await context.toast(line)
    else:
        await context.show(View(line))


EDIT = forms.Form(
    "learned_edit",
    "the change to an answer",
    [
        Step(
            "text",
            "What did they say? Your new words take the place of the old ones.",
            forms.long_text("Write what they said, for example: mornings are for calls.", 2000),
            required=True,
        )
    ],
    change,
)
FORMS: Sequence[forms.Form] = (EDIT, *adding.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/learned and its buttons."""
    return [
        command("learned", show),
        views.HOME.handler(show),
        views.QUESTION.handler(question),
        views.ABOUT.handler(about),
        views.OF.handler(of_contact),
        views.UNASKED.handler(unasked),
        views.OPEN.handler(open_one),
        views.SUBJECT.handler(set_subject),
        views.FIELD.handler(set_field),
        views.EDIT.handler(edit),
        views.REMOVE.handler(remove),
        *adding.handlers(),
    ]
