"""Changing one thing about a contact: a form of one step, with what stands there now, and Clear as a choice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.contacts import change_views, details, views
from bot.contacts.drafts import LIMITS, NOTES_LIMIT
from bot.contacts.gathering import gather
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.start import rules as start_rules
from bot.user_error import UserError
from bot.view import View, escape, shorten
from storage import contacts
from storage.kinds import Circle
from storage.tables import Contact

Read = Callable[[Reply, Answers, BotContext], Any]

CLEAR = Choice("Clear", "clear")
ADD_TO, REPLACE = Choice("Add it", "add"), Choice("Replace what is there", "replace")
SHOWN = 300


@dataclass(frozen=True)
class Field:
    """One thing that can be changed: the column, the button's label, how sentences call it, what to send, its reader.

    What to send is a sentence with an example.
    """

    name: str
    label: str
    called: str
    send: str
    read: Read
    required: bool = False
    choices: tuple[Choice, ...] = ()


def typed(read: Callable[[str], Any]) -> Read:
    """A reader of the reply's words alone."""
    return lambda reply, _, __: read(reply.text)


def words(name: str, expected: str) -> Read:
    """A reader of one line that fits the column."""
    return forms.text(expected, LIMITS[name])


def read_name(text: str) -> str:
    """A name, as it will be written."""
    name = " ".join(details.clean(text).split())
    if not any(letter.isalpha() for letter in name):
        raise UserError("A name needs a letter or two, for example “Ada Lovelace”.")
    if len(name) > LIMITS["name"]:
        raise UserError(f"That is a little long for a name: {LIMITS['name']} characters fit.")
    return name


def read_phone(reply: Reply, _: Answers, __: BotContext) -> str:
    """A number, typed or in a shared contact."""
    return details.read_phone(reply.contact.phone_number if reply.contact else reply.text)


def read_circle(reply: Reply, answers: Answers, context: BotContext) -> str:
    """One of the circles, tapped or typed."""
    typed_circle = next((each.name for each in Circle if each.value == reply.text.strip().casefold()), reply.text)
    names = [circle.name for circle in Circle]
    chosen = Reply(text=typed_circle, choice=reply.choice)
    return forms.one_of(names, "Tap one of the circles, please.")(chosen, answers, context)


def read_notes(reply: Reply, answers: Answers, context: BotContext) -> str:
    """Notes that fit beside those that are there."""
    text = forms.long_text("A few words to remember them by, for example “likes trains”.", LIMITS["notes"])
    note: str = text(reply, answers, context)
    if answers.get("length", 0) + len(note) >= NOTES_LIMIT:
        raise UserError("The notes on this person are full. Send a shorter one, or replace some first.")
    return note


FIELDS = (
    Field("name", "Name", "name", "Send the new name, for example “Ada Lovelace”.", typed(read_name), required=True),
    Field(
        "organisation",
        "Organisation",
        "organisation",
        "Send where they work or study, for example “Engines Ltd”.",
        words("organisation", "The name of an organisation, for example “Engines Ltd”."),
    ),
    Field(
        "role",
        "Role",
        "role",
        "Send what they do, for example “analyst”.",
        words("role", "A role in a few words, for example “analyst”."),
    ),
    Field("email", "E-mail", "e-mail", "Send the address, for example ada@engines.example.", typed(details.read_email)),
    Field(
        "phone", "Phone", "phone", "Send the number, for example +44 20 7946 0958, or share the contact.", read_phone
    ),
    Field("link", "Link", "link", "Send a link, for example linkedin.com/in/ada, or @ada.", typed(details.read_link)),
    Field("zone", "Time zone", "time zone", "Send their city, for example “Lisbon”.", start_rules.read_zone),
    Field(
        "circle",
        "Circle",
        "circle",
        "Which of your circles are they from?",
        read_circle,
        choices=tuple(Choice(circle.capitalize(), circle.name) for circle in Circle),
    ),
    Field(
        "how_met",
        "How you met",
        "how you met",
        "Send it in a few words, for example “at the careers fair”.",
        words("how_met", "A few words, for example “at the careers fair”."),
    ),
    Field(
        "found_where",
        "Found in",
        "where you found them",
        "Send where you came across the name, for example “credits of a film”.",
        words("how_met", "A few words, for example “credits of a film”."),
    ),
    Field(
        "route_in",
        "A way in",
        "way in",
        "Send how you could reach them, for example “the press office”.",
        words("how_met", "A few words, for example “the press office”."),
    ),
    Field("notes", "Notes", "notes", "Send what to remember, for example “likes trains”.", read_notes),
    Field("tags", "Tags", "tags", "Send all their tags, for example #alumni #data.", typed(details.read_tags)),
)
BY_NAME = {field.name: field for field in FIELDS}


async def edit(_: Update, context: BotContext) -> None:
    """What can be changed about this person."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    await context.show(change_views.edit_menu(contact, {field.name: field.label for field in FIELDS}))


async def edit_field(_: Update, context: BotContext) -> None:
    """Ask for one field's new value."""
    field = BY_NAME.get(context.button[1] if len(context.button) > 1 else "")
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        tags = await contacts.tags_of(session, context.owner_id, contact.id) if contact else ()
    if contact is None or field is None:
        await context.toast(pages.PERSON_GONE)
        return
    now = " ".join(f"#{tag}" for tag in tags) if field.name == "tags" else str(getattr(contact, field.name) or "")
    answers = {"id": contact.id, "field": field.name, "person": contact.name, "now": shorten(now, SHOWN)}
    await forms.start(context, EDIT_FORM, {**answers, "length": len(now)})


def _step(field: Field) -> Step:
    def ask(answers: Answers) -> str:
        now = f"\nNow: <code>{escape(answers['now'])}</code>" if answers["now"] else ""
        return f"<b>{escape(answers['person'])}</b> · {field.called}{now}\n{field.send}"

    def read(reply: Reply, answers: Answers, context: BotContext) -> Any:
        return None if reply.choice == CLEAR.word and not field.required else field.read(reply, answers, context)

    def choices(answers: Answers) -> list[Choice]:
        return [*field.choices, *([CLEAR] if answers["now"] and not field.required else [])]

    return Step(field.name, ask, read, choices, required=True, needed=lambda answers: answers["field"] == field.name)


async def finish(context: BotContext, answers: Answers) -> None:
    """Write the field, and show the card with Undo."""
    field = BY_NAME[answers["field"]]
    value = answers[field.name]
    async with context.transaction(undo=f"changed {field.called} of {answers['person']}") as session:
        contact = await contacts.find(session, context.owner_id, answers["id"])
        if contact and field.name == "tags":
            await contacts.set_tags(session, context.owner_id, contact, value or [])
        elif contact:
            put(contact, field.name, value, add=answers.get("notes_how") == ADD_TO.word)
            await contacts.reindex(session, contact)
        facts = await gather(session, context.owner_id, answers["id"], context.now, context.zone)
    if facts is None:
        await context.show(View(pages.PERSON_GONE))
        return
    done = "saved" if value else "cleared"
    await context.show(views.card(facts, said=f"{field.label} {done}.", change_id=context.change_id))


def put(contact: Contact, name: str, value: Any, *, add: bool = False) -> None:
    """Set one column from a form's answer."""
    if name == "circle" and value:
        contact.circle = Circle[value]
    elif name == "notes" and add and contact.notes:
        contact.notes = f"{contact.notes}\n{value}"
    else:
        setattr(contact, name, value)


EDIT_FORM = Form(
    "edit_contact",
    "that change",
    [
        *(_step(field) for field in FIELDS),
        Step(
            "notes_how",
            "Shall I add that to the notes, or put it in their place?",
            forms.one_of([ADD_TO.word, REPLACE.word], "Tap one of the two, please."),
            choices=[ADD_TO, REPLACE],
            required=True,
            needed=lambda answers: bool(answers["field"] == "notes" and answers["now"] and answers.get("notes")),
        ),
    ],
    finish,
)

FORMS = (EDIT_FORM,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The Edit buttons."""
    return [views.EDIT.handler(edit), change_views.FIELD.handler(edit_field)]
