"""Adding an answer by hand: who said it, to which question or about what, and what they said."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.context import BotContext
from bot.forms import Answers, Choice, Reply, Step, Unclear
from bot.learned import rules, views
from bot.picking import pick
from bot.questions.rules import Blanks, Question, fill, load_bank, own_question, search
from bot.user_error import UserError
from bot.view import View, escape, shorten
from storage import contacts, conversations, learned, questions
from storage.kinds import About
from storage.tables import Contact

MOST_FOUND = 5


async def add(_: Update, context: BotContext) -> None:
    """Ask who said it, then for the rest."""
    if not context.number():
        async with context.reading() as session:
            recent = await conversations.recent_people(session, context.owner_id)
        await context.show(views.who(recent))
        return
    contact = await pressed.contact(context)
    if contact is None:
        return
    await _start(context, contact)


async def ask_who(_: Update, context: BotContext) -> None:
    """Ask for a name."""
    await forms.start(context, WHO)


async def found_who(context: BotContext, answers: Answers) -> None:
    """Go on with the person who was typed."""
    contact = await pick(context, answers["who"], then=views.ADD)
    if contact is None:
        async with context.transaction():
            pass
        return
    # The same transaction that begins the next form ends this one.
    context.closing = None
    await _start(context, contact)


async def _start(context: BotContext, contact: Contact) -> None:
    async with context.reading() as session:
        own = await questions.of_owner(session, context.owner_id)
    await forms.start(
        context,
        NEW,
        {"contact": contact.id, "name": contact.name, "own": [[each.id, each.text] for each in own[:50]]},
    )


async def keep(context: BotContext, answers: Answers) -> None:
    """Keep what they said."""
    under = answers["under"]
    subject = About(under["about"]) if under.get("about") else None
    async with context.transaction(undo=f"kept what {answers['name']} said") as session:
        contact = await contacts.find(session, context.owner_id, answers["contact"])
        if contact:
            kept = await learned.add(
                session,
                context.owner_id,
                contact.id,
                answers["text"],
                context.now,
                about=subject or rules.subject_of(under.get("topic")),
                ref=under.get("ref"),
                question=under.get("question"),
                topic=under.get("topic"),
                field=context.owner.field,
            )
    if contact is None:
        await context.show(View(pages.PERSON_GONE))
        return
    await context.show(views.kept(kept, contact, context.change_id))


def _pool(answers: Answers) -> list[Question]:
    return [*(own_question(number, text) for number, text in answers["own"]), *load_bank()]


def _read_under(reply: Reply, answers: Answers, context: BotContext) -> dict[str, str | None]:
    """A subject, or the question that a few typed words mean."""
    blanks = Blanks(field=context.owner.field)
    if reply.choice:
        if reply.choice in set(About):
            return {"about": reply.choice}
        question = next((each for each in _pool(answers) if each.id == reply.choice), None)
        if question is None:
            raise UserError("That question is gone. Type a few words of it, for example typical day.")
        return {"ref": question.id, "question": fill(question, blanks), "topic": question.topic}
    typed = " ".join(reply.text.split())
    if not typed:
        raise UserError("Tap a subject, or type words of the question, for example typical day.")
    by_title = {title.casefold(): about for about, title in views.TITLES.items()}
    if about := by_title.get(typed.casefold()):
        return {"about": about.value}
    found = search(typed, _pool(answers), blanks, limit=MOST_FOUND)
    if typed.endswith("?") and (not found or fill(found[0], blanks).casefold() != typed.casefold()):
        # A whole question, typed out: their own words are the question.
        return {"question": typed[:512]}
    if not found:
        raise UserError("I found no question with these words. Type the whole question, with its question mark.")
    if len(found) > 1:
        raise Unclear(
            "Which question was it? Or type the whole question, with its question mark.",
            [Choice(shorten(fill(each, blanks), 60), each.id) for each in found],
        )
    return {"ref": found[0].id, "question": fill(found[0], blanks), "topic": found[0].topic}


NEW = forms.Form(
    "learned",
    "what somebody told you",
    [
        Step(
            "under",
            lambda answers: (
                f"What did <b>{escape(answers['name'])}</b> tell you about? Tap a subject, or type words of the "
                "question: <i>typical day</i>."
            ),
            _read_under,
            [Choice(title, about.value) for about, title in views.TITLES.items()],
            required=True,
            columns=3,
        ),
        Step(
            "text",
            lambda answers: f"What did <b>{escape(answers['name'])}</b> say?",
            forms.long_text("Write what they said, for example: mornings are for calls.", 2000),
            required=True,
        ),
    ],
    keep,
)
WHO = forms.Form(
    "learned_who",
    "what somebody told you",
    [Step("who", "Who said it? Type a name.", forms.text("Type a name, for example Ada.", 80), required=True)],
    found_who,
)
FORMS = (NEW, WHO)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that begin an answer."""
    return [views.ADD.handler(add), views.SOMEBODY_ELSE.handler(ask_who)]
