"""People not known yet: added by button with where the name was found, and looked for by name and employer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.contacts import rules as contact_rules
from bot.contacts.drafts import Draft
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.strangers import rules, views
from bot.view import View, escape
from storage import circles, contacts
from storage.kinds import Circle
from storage.tables import Contact

LONGEST = 256


async def new(_: Update, context: BotContext) -> None:
    """Ask whose name was found."""
    await forms.start(context, NEW)


async def tell(_: Update, context: BotContext) -> None:
    """Ask where the name of somebody in the list was found."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    who = {"name": contact.name, "organisation": contact.organisation}
    await forms.start(context, NEW, {"id": contact.id, "who": who})


async def show(_: Update, context: BotContext) -> None:
    """What is known of one of them."""
    if contact := await pressed.contact(context):
        await context.show(views.page(contact))


async def show_all(_: Update, context: BotContext) -> None:
    """Everybody who is not met yet."""
    page = context.number()
    async with context.reading() as session:
        found = await circles.members(
            session, context.owner_id, Circle.STRANGERS, limit=views.A_PAGE + 1, offset=page * views.A_PAGE
        )
    await context.show(views.people(found[: views.A_PAGE], page, more=len(found) > views.A_PAGE))


# The form


def read_who(reply: Reply, _: Answers, __: BotContext) -> dict[str, Any]:
    """A name, or a whole line as behind /add; one person."""
    return contact_rules.read_draft(reply.text).as_answer()


def read_choice(pairs: Sequence[tuple[str, str]], expected: str) -> Any:
    """A reader of one of the choices, or of a few words."""
    said = dict(pairs)
    typed = forms.text(expected, LONGEST)

    def read(reply: Reply, answers: Answers, context: BotContext) -> str:
        return said.get(reply.choice or "") or typed(reply, answers, context)

    return read


def _ask(words: str) -> Any:
    return lambda answers: words.format(who=f"<b>{escape(answers['who']['name'])}</b>")


async def finish(context: BotContext, answers: Answers) -> None:
    """Keep them; somebody of that name who is there already becomes better known instead."""
    who = Draft.from_answer(answers["who"])
    async with context.reading() as session:
        held = await _known(session, context.owner_id, answers, who.name)
    gone = held is None and "id" in answers
    undo = f"added {who.name}" if held is None else f"what you told about {who.name}"
    async with context.transaction(undo=None if gone else undo) as session:
        if not gone:
            contact = await _known(session, context.owner_id, answers, who.name) or await _add(session, context, who)
            contact.circle = rules.circle_of(contact.circle, contact.status)
            contact.organisation = contact.organisation or answers.get("employer") or who.organisation
            contact.found_where = answers.get("found_where") or contact.found_where
            contact.route_in = answers.get("route_in") or contact.route_in
            await contacts.reindex(session, contact)
    if gone:
        await context.show(View(pages.PERSON_GONE))
        return
    said = "Saved." if held is None else "Kept." if "id" in answers else "You have them already. I kept what is new."
    await context.show(views.page(contact, said=said, change_id=context.change_id))


async def _known(session: AsyncSession, owner_id: int, answers: Answers, name: str) -> Contact | None:
    if "id" in answers:
        return await contacts.find(session, owner_id, answers["id"])
    return await contacts.find_by_name(session, owner_id, name)


async def _add(session: AsyncSession, context: BotContext, who: Draft) -> Contact:
    contact = await contacts.add(
        session, context.owner_id, who.name, context.now, **{**who.known(), "circle": Circle.STRANGERS}
    )
    if who.tags:
        await contacts.set_tags(session, context.owner_id, contact, who.tags)
    return contact


NEW = Form(
    "stranger",
    "the person you have not met yet",
    [
        Step(
            "who",
            "Whose name did you find? A name is enough, or a whole line:\n"
            "<code>Ava Marsh, Northlight Films, editor</code>",
            read_who,
            required=True,
        ),
        Step(
            "found_where",
            _ask(
                "Where did you come across {who}? Tap, or type it exactly: it goes into your first message.\n"
                "<i>For example: the credits of “Harbour”</i>"
            ),
            read_choice(rules.FOUND, "A few words, for example “the credits of Harbour”."),
            choices=[Choice(label, label) for label, _ in rules.FOUND],
        ),
        Step(
            "employer",
            _ask("Where does {who} work?\n<i>For example: Northlight Films</i>"),
            forms.text("The name of an organisation, for example “Northlight Films”.", 128),
            needed=lambda answers: not answers["who"].get("organisation"),
        ),
        Step(
            "route_in",
            _ask("How could you reach {who}? Most people are reached through where they work."),
            read_choice(rules.ROUTES, "A few words, for example “the press office”."),
            choices=[Choice(label, label) for label, _ in rules.ROUTES],
        ),
    ],
    finish,
)
FORMS = (NEW,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Buttons only: /add and /brainstorm lead here."""
    return [
        views.NEW.handler(new),
        views.TELL.handler(tell),
        views.PAGE.handler(show),
        views.LIST.handler(show_all),
    ]
