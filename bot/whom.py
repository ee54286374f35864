"""A form that asks for one person: somebody of late by a tap, anybody by typing; several who fit are offered, and
nobody who fits can be added.

`bot.picking` answers a command whose buttons carry a contact alone; this one keeps what else is known in its answers.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import forms, picking
from bot.contacts import rules as contact_rules
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.user_error import UserError
from bot.view import escape, shorten
from storage import contacts, conversations
from storage import forms as stored_forms
from storage.tables import Contact

EXPECTED = "Tell me the name, for example “Ada Lovelace”."
NEW = "new"
MOST_RECENT = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A contact by id, or the line about somebody to add."""

    contact_id: int = 0
    line: str = ""


Then = Callable[[BotContext, Answers, Chosen], Coroutine[Any, Any, None]]


async def start(context: BotContext, form: Form, answers: Answers) -> None:
    """Begin such a form, with those of late as buttons."""
    async with context.reading() as session:
        recent = await conversations.recent_people(session, context.owner_id, MOST_RECENT)
    await forms.start(context, form, {**answers, "recent": [_option(each) for each in recent]})


async def contact_of(session: AsyncSession, context: BotContext, chosen: Chosen) -> Contact | None:
    """The person chosen, added if they are new; None when they are gone meanwhile. Inside the caller's transaction."""
    if chosen.contact_id:
        return await contacts.find(session, context.owner_id, chosen.contact_id)
    draft = contact_rules.read_draft(chosen.line)
    contact = await contacts.add(session, context.owner_id, draft.name, context.now, **draft.known())
    if draft.tags:
        await contacts.set_tags(session, context.owner_id, contact, draft.tags)
    return contact


def form(name: str, makes: str, ask: str | Callable[[Answers], str], then: Then) -> Form:
    """A form that ends in `then` with the person; `then` does its write in `context.transaction()`."""

    async def finish(context: BotContext, answers: Answers) -> None:
        said = answers.get("which") or answers["who"]
        if said.get("id"):
            await then(context, answers, Chosen(contact_id=said["id"]))
        elif said.get("new"):
            await then(context, answers, Chosen(line=said["new"]))
        else:
            await _look_up(context, answers, said["words"])

    async def _look_up(context: BotContext, answers: Answers, words: str) -> None:
        async with context.reading() as session:
            everyone = await contacts.everyone(session, context.owner_id)
        fitting = picking.among(everyone, words)
        if len(fitting) == 1:
            await then(context, answers, Chosen(contact_id=fitting[0].id))
            return
        offered = fitting[: picking.MOST_CHOICES] or picking.nearest(everyone, words)
        kept = {name: value for name, value in answers.items() if name != "which"}
        asked = {**kept, "words": words, "several": len(fitting), "options": [_option(each) for each in offered]}
        form_id, context.closing = context.closing or 0, None
        async with context.transaction() as session:
            await stored_forms.move(session, context.owner_id, form_id, "which", asked, context.now)
        await forms.ask(context, made, made.by_name["which"], asked, form_id)

    made = Form(
        name,
        makes,
        [
            Step("who", ask, _read, lambda answers: _choices(answers.get("recent", ())), required=True),
            Step(
                "which",
                _ask_which,
                _read,
                _which,
                required=True,
                needed=lambda answers: "options" in answers,
                columns=1,
            ),
        ],
        finish,
    )
    return made


def _option(contact: Contact) -> list[Any]:
    return [contact.id, shorten(picking.label(contact), 48)]


def _choices(options: Any) -> list[Choice]:
    return [Choice(label, str(key)) for key, label in options]


def _read(reply: Reply, answers: Answers, _: BotContext) -> dict[str, Any]:
    """A tapped person, the wish to add a new one, or a name to look for. UserError where no name is in it."""
    if reply.choice == NEW:
        contact_rules.read_draft(answers["words"])
        return {"new": answers["words"]}
    if reply.choice:
        return {"id": int(reply.choice) if reply.choice.isdecimal() else 0, "words": reply.choice}
    words = " ".join(reply.text.split())
    if not any(letter.isalpha() for letter in words):
        raise UserError(EXPECTED)
    if len(words) > 200:
        raise UserError("A name is enough, for example “Ada Lovelace”.")
    return {"words": words}


def _ask_which(answers: Answers) -> str:
    words = escape(shorten(answers["words"], 60))
    if answers["several"]:
        return f"Several people fit “{words}”. Whom do you mean?"
    near = " Did you mean one of these?" if answers["options"] else ""
    return f"I know nobody called <b>{words}</b> yet.{near}"


def _which(answers: Answers) -> list[Choice]:
    return [*_choices(answers["options"]), Choice("Add a new person", NEW)]
