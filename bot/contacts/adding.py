"""/add: a line, several lines, or a form."""

from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.contacts import rules
from bot.contacts.arriving import from_forward, from_shared
from bot.contacts.drafts import LIMITS, Draft
from bot.contacts.keeping import keep
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.picking import ADD_THEM
from bot.user_error import UserError
from bot.view import escape
from storage.kinds import Circle

WHO_EXPECTED = "Tell me their name, for example “Ada Lovelace”."
ENOUGH = Choice("That is all", "enough")
# No typed answer is a line break, so this one can only be the button's.
NO_MORE = "\n"


async def add(_: Update, context: BotContext) -> None:
    """Add somebody you know, or would like to know.

    Example: /add Ada Lovelace, Engines Ltd, analyst
    """
    if not context.argument:
        await forms.start(context, ADD)
        return
    await keep(context, rules.read_drafts(context.argument))


async def add_them(_: Update, context: BotContext) -> None:
    """The button that offers to add somebody who was not found."""
    await forms.start(context, ADD)


# The form


def read_who(reply: Reply, _: Answers, __: BotContext) -> list[dict[str, Any]]:
    """A name, a whole line as behind /add, several lines, a shared contact, or a forwarded message."""
    if reply.contact:
        drafts = [from_shared(reply.contact)]
    elif reply.message and reply.message.forward_origin:
        drafts = [from_forward(reply.message)]
    elif reply.text:
        drafts = rules.read_drafts(reply.text)
    else:
        raise UserError(WHO_EXPECTED)
    if not drafts[0].name:
        raise UserError(WHO_EXPECTED)
    return [draft.as_answer() for draft in drafts]


def read_or_enough(expected: str, length: int) -> Any:
    """A reader of one line, or of the button that ends the form here."""
    typed = forms.text(expected, length)

    def read(reply: Reply, answers: Answers, context: BotContext) -> str:
        return NO_MORE if reply.choice == ENOUGH.word else typed(reply, answers, context)

    return read


def read_circle(reply: Reply, answers: Answers, context: BotContext) -> str:
    """One of the circles, or how they met in a few words."""
    if reply.choice == ENOUGH.word:
        return NO_MORE
    if reply.choice:
        return forms.one_of([circle.name for circle in Circle], "Tap one of the circles.")(reply, answers, context)
    return forms.text("A few words, for example “at the careers fair”.", LIMITS["how_met"])(reply, answers, context)


def drafts_of(answers: Answers) -> list[Draft]:
    """Everybody the form is about, with what has been answered so far."""
    drafts = [Draft.from_answer(each) for each in answers.get("who") or ()]
    if len(drafts) != 1:
        return drafts
    told = {name: None if value == NO_MORE else value for name, value in answers.items()}
    how = told.get("circle")
    draft = drafts[0]
    brought = Draft.from_answer(told.get("brought") or {})
    draft = replace(
        draft,
        organisation=draft.organisation or told.get("organisation") or brought.organisation,
        role=draft.role or told.get("role") or brought.role,
        email=draft.email or brought.email,
        phone=draft.phone or brought.phone,
        link=draft.link or brought.link,
        telegram_user_id=draft.telegram_user_id or brought.telegram_user_id,
    )
    if isinstance(how, str):
        circle = Circle.__members__.get(how)
        draft = replace(draft, circle=circle) if circle else replace(draft, how_met=how)
    return [draft.with_note(told.get("notes")).with_note(brought.notes)]


def lacks(*names: str) -> Any:
    """Whether one person is being added, more is to be asked, and none of this is known of them."""

    def needed(answers: Answers) -> bool:
        if len(answers.get("who") or ()) != 1 or NO_MORE in answers.values():
            return False
        draft = Draft.from_answer(answers["who"][0])
        return not any(getattr(draft, name) for name in names)

    return needed


def _ask(words: str) -> Any:
    def ask(answers: Answers) -> str:
        return words.format(who=f"<b>{escape(answers['who'][0]['name'])}</b>")

    return ask


def _ask_who(answers: Answers) -> str:
    if answers.get("brought"):
        return "That contact has no name. Whose is it? Tell me, and I keep the rest with it."
    return (
        "Who is it? A name is enough, or a whole line:\n<code>Ada Lovelace, Engines Ltd, analyst</code>\n"
        "You can also share a contact, or send several names, one a line."
    )


async def finish_add(context: BotContext, answers: Answers) -> None:
    """Keep whom the form was about."""
    await keep(context, drafts_of(answers))


ADD = Form(
    "add",
    "the new person",
    [
        Step("who", _ask_who, read_who, required=True),
        Step(
            "organisation",
            _ask("Where does {who} work or study?\n<i>For example: Engines Ltd</i>"),
            read_or_enough("The name of an organisation, for example “Engines Ltd”.", LIMITS["organisation"]),
            choices=[ENOUGH],
            needed=lacks("organisation"),
        ),
        Step(
            "role",
            _ask("And what does {who} do there?\n<i>For example: analyst</i>"),
            read_or_enough("A role in a few words, for example “analyst”.", LIMITS["role"]),
            choices=[ENOUGH],
            needed=lacks("role"),
        ),
        Step(
            "circle",
            _ask("How do you know {who}? Tap a circle, or type how you met."),
            read_circle,
            choices=[*(Choice(circle.capitalize(), circle.name) for circle in Circle), ENOUGH],
            needed=lacks("how_met"),
        ),
        Step(
            "notes",
            _ask("Anything to remember about {who}?"),
            forms.long_text("A few words to remember them by.", LIMITS["notes"]),
            needed=lacks("notes"),
        ),
    ],
    finish_add,
)

FORMS = (ADD,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/add, and the button for who was not found."""
    return [command("add", add), ADD_THEM.handler(add_them)]
