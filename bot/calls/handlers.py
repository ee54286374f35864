"""The buttons of the card for during a talk. Nothing here makes a sound: the card is silent and edited in place."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler

from bot import forms
from bot.calls import gathering, rules, views
from bot.calls.gathering import Card
from bot.context import BotContext
from bot.conversations import views as talks
from bot.conversations.loading import load
from bot.conversations.rules import read_person
from bot.forms import Answers, Choice, Reply, Step
from bot.learned.rules import subject_of
from bot.questions.rules import load_bank
from bot.tips.rules import Moment, line
from bot.view import View, escape
from storage import calls, contacts, learned, research
from storage.tables import Referral

NOBODY = "That person is no longer in your list."
LONGEST_ANSWER = 2000


# Beginning


async def start(_: Update, context: BotContext) -> None:
    """Begin a talk, or show the card of the one that is going on; asks how long where no meeting says it."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        going_on = await calls.open_with(session, context.owner_id, contact.id) if contact else None
        agreed = await gathering.planned(session, context.owner_id, contact.id, context.now) if contact else None
    length = agreed.length if agreed else None
    if contact is None:
        await context.toast(NOBODY)
        return
    if going_on:
        await _show_below(context, going_on.id)
        return
    if context.number(1):
        length = timedelta(minutes=max(1, min(context.number(1), 240)))
    if length is None:
        await context.show(views.how_long(contact).as_fresh())
        return
    async with context.transaction(undo=f"began the talk with {contact.name}") as session:
        row = await contacts.find(session, context.owner_id, contact.id)
        begun = await gathering.begin(session, context.owner, row or contact, length, context.now)
    if context.number(1):
        # The question how long it takes becomes the card.
        await _show_here(context, begun.id)
    else:
        await _show_below(context, begun.id)


async def _show_below(context: BotContext, call_id: int) -> None:
    """The card as a new, silent message, which from now on is the one that is kept up to date."""
    card = await _card(context, call_id)
    if card is None:
        return
    await context.toast()
    view = views.card(card, context.now)
    message = await context.bot.send_message(
        context.owner_id, view.text, reply_markup=view.keyboard, disable_notification=True
    )
    # Not the press's own effect: a crash before this line leaves a card that is sent anew from the sheet.
    async with context.database.transaction() as session:
        if call := await calls.find(session, context.owner_id, call_id):
            call.message_id, call.shown_at = message.message_id, context.now


# During the talk


async def asked(_: Update, context: BotContext) -> None:
    """Tick a question off, or put it back."""
    if await _going_on(context) is None:
        return
    async with context.transaction(undo="ticked off a question") as session:
        question = await research.find_chosen(session, context.owner_id, context.number(1))
        if question:
            question.asked_at = None if question.asked_at else context.now
    if question is None:
        await context.toast("That question is no longer on the list.")
        return
    await _show_here(context)


async def ask_answer(_: Update, context: BotContext) -> None:
    """Ask for what was said; the next message is it."""
    card = await _going_on(context)
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
    await _edit_card(context, answers["call"])


async def going_quiet(_: Update, context: BotContext) -> None:
    """A line for a silence."""
    await _give_line(context, Moment.GOING_QUIET)


async def running_long(_: Update, context: BotContext) -> None:
    """A friendly way out of a long answer."""
    await _give_line(context, Moment.RUNNING_LONG)


async def _give_line(context: BotContext, moment: Moment) -> None:
    if card := await _going_on(context):
        await context.toast(line(moment, rules.turn(card.call.started_at, context.now))[:200], alert=True)


async def job(_: Update, context: BotContext) -> None:
    """An actual job came up: its questions come first; pressed again, the usual ones return."""
    card = await _going_on(context)
    if card is None:
        return
    async with context.transaction(undo="changed the questions of the talk") as session:
        if found := await gathering.gather(session, context.owner, card.call.id):
            await gathering.switch_to_job(session, context.owner, found, context.now)
    if not card.is_about_a_job:
        await context.toast(line(Moment.JOB_CAME_UP)[:200], alert=True)
    await _show_here(context)


async def more_time(_: Update, context: BotContext) -> None:
    """They offered five minutes more."""
    if await _going_on(context) is None:
        return
    async with context.transaction(undo="five minutes more") as session:
        if call := await calls.find(session, context.owner_id, context.number()):
            call.length += timedelta(minutes=5)
    await _show_here(context)


async def ask_named(_: Update, context: BotContext) -> None:
    """Ask whom they named."""
    if card := await _going_on(context):
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
    await _edit_card(context, answers["call"])


# Ending


async def end(_: Update, context: BotContext) -> None:
    """The talk is over: its summary in the card's place."""
    if await _going_on(context) is None:
        return
    async with context.transaction(undo="ended the talk") as session:
        if call := await calls.find(session, context.owner_id, context.number()):
            call.ended_at = context.now
    await _show_here(context)


async def log(_: Update, context: BotContext) -> None:
    """Keep it as a conversation, with the answers as its notes."""
    card = await _card(context, context.number())
    if card is None:
        return
    if card.is_logged:
        await context.toast("That conversation is logged already.")
        return
    async with context.transaction(undo=f"logged the conversation with {card.contact.name}") as session:
        talk = None
        if found := await gathering.gather(session, context.owner, card.call.id):
            zone = context.services.settings.zone
            recorded = await gathering.log(session, context.owner, found, context.now, zone)
            talk = await load(session, context.owner_id, recorded.conversation.id)
    if talk is None:
        await context.toast(views.GONE)
        return
    ask = not card.named
    await context.show(talks.kept(talk, (), context.change_id, context.now, context.zone, ask=ask))


# Finding and showing


async def _card(context: BotContext, call_id: int) -> Card | None:
    async with context.reading() as session:
        card = await gathering.gather(session, context.owner, call_id)
    if card is None:
        await context.toast(views.GONE)
    return card


async def _going_on(context: BotContext) -> Card | None:
    """The talk of the pressed button while it lasts; a passing line where it has ended."""
    card = await _card(context, context.number())
    if card and card.call.ended_at:
        await context.toast(views.OVER)
        return None
    return card


async def _show_here(context: BotContext, call_id: int | None = None) -> None:
    """The card in the place of the pressed message, which the timer keeps up to date from now on."""
    card = await _card(context, context.number() if call_id is None else call_id)
    if card is None:
        return
    shown = await context.show(views.card(card, context.now))
    message = context.message if shown is None else shown
    if isinstance(message, Message):
        await _now_shown(context, card.call.id, message.message_id)


async def _edit_card(context: BotContext, call_id: int) -> None:
    card = await _card(context, call_id)
    if card and card.call.message_id:
        shown = await context.edit(card.call.message_id, views.card(card, context.now))
        await _now_shown(context, call_id, shown.message_id if shown else card.call.message_id)


async def _now_shown(context: BotContext, call_id: int, message_id: int) -> None:
    async with context.database.transaction() as session:
        if call := await calls.find(session, context.owner_id, call_id):
            call.message_id, call.shown_at = message_id, context.now


# The two forms


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
FORMS: Sequence[forms.Form] = (ANSWER, NAMED)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """All buttons of the card."""
    return [
        views.START.handler(start),
        views.ASKED.handler(asked),
        views.ANSWER.handler(ask_answer),
        views.QUIET.handler(going_quiet),
        views.LONG.handler(running_long),
        views.JOB.handler(job),
        views.NAMED.handler(ask_named),
        views.MORE_TIME.handler(more_time),
        views.END.handler(end),
        views.LOG.handler(log),
    ]
