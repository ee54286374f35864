"""What is said in a talk, kept at once: an answer under its question, somebody they named."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.calls import gathering, showing, views
from bot.context import BotContext
from bot.conversations.rules import read_person
from bot.forms import Answers, Choice, Reply, Step
from bot.learned.rules import subject_of
from bot.questions.rules import load_bank
from bot.view import View, escape
from storage import calls, learned, research
from storage.tables import Referral

LONGEST_ANSWER = 2000


async def ask_answer(_: Update, context: BotContext) -> None:
    """Ask for what was said; the next message is it."""
    card = await showing.going_on(context)
    if card is None:
        return
    question = next((each for each in card.questions if each.id == context.number(1)), None)
    if question is None:
        await context.toast("That question is no longer on the list.")
        return
    known = {"call": card.call.id, "question": question.id, "text": question.text, "name": card.contact.first_name}
    await forms.start(context, ANSWER, known)


async def keep_answer(context: BotContext, answers: Answers) -> None:
    """Keep it under its question, which has been asked then."""
    kept = False
    async with context.transaction(undo=f"kept an answer from {answers['name']}") as session:
        call = await calls.find(session, context.owner_id, answers["call"])
        question = await research.find_chosen(session, context.owner_id, answers["question"])
        if call and question:
            question.asked_at = question.asked_at or context.now
            topics = {each.id: each.topic for each in load_bank()}
            await learned.add(
                session,
                context.owner_id,
                call.contact_id,
                answers["said"],
                context.now,
                ref=question.ref,
                question=question.text,
                topic=topics.get(question.ref),
                about=subject_of(topics.get(question.ref)),
                field=context.owner.field,
            )
            kept = True
    if not kept:
        await context.show(View(views.GONE))
        return
    await context.show(views.answered(answers["text"], context.change_id))
    await showing.edit(context, answers["call"])


async def ask_named(_: Update, context: BotContext) -> None:
    """Ask whom they named."""
    if card := await showing.going_on(context):
        await forms.start(context, NAMED, {"call": card.call.id, "giver": card.contact.first_name})


async def keep_named(context: BotContext, answers: Answers) -> None:
    """Keep the name, and whether theirs may be used."""
    referral: Referral | None = None
    may = {"yes": True, "no": False}.get(str(answers.get("may")))
    who = answers["who"]
    async with context.transaction(undo=f"kept {who['name']}, named by {answers['giver']}") as session:
        card = await gathering.gather(session, context.owner, answers["call"])
        if card:
            referral = await gathering.add_named(
                session, context.owner, card, who["name"], who["organisation"], may, context.now
            )
    if referral is None:
        await context.show(View(views.GONE if card is None else "That is the person you are talking to."))
        return
    await context.show(views.named(answers["giver"], who["name"], context.change_id, may=may))
    await showing.edit(context, answers["call"])


def _read_who(reply: Reply, _: Answers, __: BotContext) -> dict[str, str | None]:
    name, _comma, place = reply.text.partition(",")
    person = read_person(name)
    return {"name": person.name, "organisation": place.strip()[:128] or person.organisation}


ANSWER = forms.Form(
    "call_answer",
    "an answer from a talk",
    [
        Step(
            "said",
            lambda answers: views.ask_answer(answers["name"], answers["text"]),
            forms.long_text("Write what they say, a few words are enough.", LONGEST_ANSWER),
            required=True,
        )
    ],
    keep_answer,
)
NAMED = forms.Form(
    "call_named",
    "the person they named",
    [
        Step(
            "who",
            lambda answers: f"Whom does {escape(answers['giver'])} name? For example <i>Tom Reyes, NBC</i>.",
            _read_who,
            required=True,
        ),
        Step(
            "may",
            lambda answers: (
                f"May you use {escape(answers['giver'])}’s name with <b>{escape(answers['who']['name'])}</b>?"
            ),
            forms.one_of(("yes", "no"), "Yes or No, please, or tap “Not asked yet”."),
            (Choice("Yes", "yes"), Choice("No", "no")),
            skip_label="Not asked yet",
        ),
    ],
    keep_named,
)
FORMS = (ANSWER, NAMED)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that ask for something to keep."""
    return [views.ANSWER.handler(ask_answer), views.NAMED.handler(ask_named)]
