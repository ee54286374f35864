"""How people come in: /add with a line, its form, a shared contact, a forwarded message."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton, Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from bot import forms
from bot.commands import command
from bot.contacts import rules, views
from bot.contacts.arriving import from_forward, from_shared
from bot.contacts.drafts import LIMITS, Draft, called, distinct, news
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.picking import ADD_THEM
from bot.user_error import UserError
from bot.view import escape
from storage import contacts
from storage import forms as stored_forms
from storage.kinds import Circle
from storage.tables import Contact
from storage.tables import Form as FormRow

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


async def keep(context: BotContext, drafts: Sequence[Draft]) -> None:
    """Keep everybody who is new; for those whose name is known already, ask, with what was typed kept in a row."""
    drafts = distinct(drafts)
    async with context.reading() as session:
        found = [(draft, await contacts.find_by_name(session, context.owner_id, draft.name)) for draft in drafts]
    new = [draft for draft, contact in found if contact is None]
    known = [(draft, contact) for draft, contact in found if contact]
    async with context.transaction(undo=_added(new) if new else None) as session:
        saved = [await store(session, context, draft) for draft in new]
        asked = await _ask_again(session, context, known) if known else None
    if saved:
        view = views.saved if len(saved) == 1 else None
        shown = view(saved[0], context.change_id) if view else views.saved_several(saved, context.change_id)
        await context.show(shown.as_fresh())
    if asked:
        await context.send(views.already_known([contact for _, contact in known], *asked))


def _added(drafts: Sequence[Draft]) -> str:
    return f"added {drafts[0].name}" if len(drafts) == 1 else f"added {len(drafts)} people"


def _filled(people: Sequence[Contact]) -> str:
    return f"filled in what was new about {people[0].name if len(people) == 1 else f'{len(people)} people'}"


async def store(session: AsyncSession, context: BotContext, draft: Draft) -> Contact:
    """A new contact from a draft."""
    contact = await contacts.add(session, context.owner_id, draft.name, context.now, **draft.known())
    if draft.tags:
        await contacts.set_tags(session, context.owner_id, contact, draft.tags)
    return contact


async def fill(session: AsyncSession, contact: Contact, draft: Draft) -> dict[str, Any]:
    """Put into a contact what the draft knows and they lack; what that was."""
    tags = await contacts.tags_of(session, contact.owner_id, contact.id)
    new = news(draft, contact, tuple(tags))
    for name, value in new.items():
        if name == "tags":
            await contacts.set_tags(session, contact.owner_id, contact, value)
        else:
            setattr(contact, name, value)
    await contacts.reindex(session, contact)
    return new


# Somebody of that name is there already


async def _ask_again(
    session: AsyncSession, context: BotContext, known: Sequence[tuple[Draft, Contact]]
) -> tuple[str, InlineKeyboardButton, InlineKeyboardButton | None]:
    """Keep what was typed in a parked form, so that a button can still use it; what is new in it, and the buttons."""
    tags = [tuple(await contacts.tags_of(session, context.owner_id, contact.id)) for _, contact in known]
    new = [news(draft, contact, held) for (draft, contact), held in zip(known, tags, strict=True)]
    answers = {
        "drafts": [draft.as_answer() for draft, _ in known],
        "known": [contact.id for _, contact in known],
        "undo": _filled([contact for _, contact in known]),
    }
    row = await stored_forms.start(session, context.owner_id, AGAIN.name, "choice", answers, context.now)
    await stored_forms.park(session, context.owner_id, context.now)
    several = len(known) > 1
    return (
        called({name: value for each in new for name, value in each.items()}) if any(new) else "",
        _again_button("Add them as new people" if several else "Add another person of that name", row, "another"),
        _again_button("Fill in", row, "fill") if any(new) else None,
    )


def _again_button(label: str, row: FormRow, word: str) -> InlineKeyboardButton:
    return forms.CHOOSE.button(label, row.id, "choice", word)


async def finish_again(context: BotContext, answers: Answers) -> None:
    """Add namesakes, or fill in what is new about the people who are there."""
    drafts = [Draft.from_answer(each) for each in answers["drafts"]]
    if answers["choice"] == "another":
        async with context.transaction(undo=_added(drafts)) as session:
            people = [await store(session, context, draft) for draft in drafts]
        single = views.saved(people[0], context.change_id)
        await context.show(single if len(people) == 1 else views.saved_several(people, context.change_id))
        return
    async with context.transaction(undo=answers.get("undo", "filled in what was new")) as session:
        people = []
        what: dict[str, Any] = {}
        for draft, contact_id in zip(drafts, answers["known"], strict=True):
            if contact := await contacts.find(session, context.owner_id, contact_id):
                people.append(contact)
                what |= await fill(session, contact, draft)
    if not people:
        await context.toast(views.GONE)
    elif len(people) == 1:
        await context.show(views.filled(people[0], called(what) if what else "", context.change_id))
    else:
        await context.show(views.filled_several(people, context.change_id))


AGAIN = Form(
    "namesake",
    "that line about somebody you know already",
    [
        Step(
            "choice",
            "Somebody of that name is in your list already. Shall I fill in what is new, or add another person?",
            forms.one_of(["fill", "another"], "Tap one of the two, please."),
            choices=[Choice("Fill in", "fill"), Choice("Add another person", "another")],
            required=True,
        )
    ],
    finish_again,
)


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
        organisation=draft.organisation or told.get("organisation"),
        role=draft.role or told.get("role"),
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
        first = "I keep that message as a note. " if answers.get("brought") and "organisation" not in answers else ""
        return first + words.format(who=f"<b>{escape(answers['who'][0]['name'])}</b>")

    return ask


def _ask_who(answers: Answers) -> str:
    if answers.get("brought"):
        return "Whose message is that? Tell me the name, and I keep the message as a note."
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

FORMS = (ADD, AGAIN)


# People who arrive in other ways


async def receive_contact(_: Update, context: BotContext) -> None:
    """A shared contact becomes a person, or makes a known one better known."""
    message = context.message
    if message is None or message.contact is None or context.open_form:
        return
    if message.contact.user_id == context.owner_id:
        await context.show(views.yourself())
        raise ApplicationHandlerStop
    draft = from_shared(message.contact)
    known = await _whoever(context, draft)
    if not draft.name and known is None:
        await forms.start(context, ADD, {"brought": draft.as_answer()})
    elif known is None:
        await keep_arrived(context, draft)
    else:
        async with context.transaction(undo=_filled([known])) as session:
            contact = await contacts.find(session, context.owner_id, known.id) or known
            what = await fill(session, contact, draft)
        await context.show(views.filled(contact, called(what) if what else "", context.change_id))
    raise ApplicationHandlerStop


async def keep_arrived(context: BotContext, draft: Draft) -> None:
    """Keep somebody who is known to be new."""
    async with context.transaction(undo=_added([draft])) as session:
        contact = await store(session, context, draft)
    await context.show(views.saved(contact, context.change_id))


async def receive_forward(_: Update, context: BotContext) -> None:
    """A forwarded message begins a new person, with its words as a note; about somebody known it offers the note."""
    message = context.message
    if message is None or message.forward_origin is None or context.open_form:
        return
    draft = from_forward(message)
    if draft.telegram_user_id == context.owner_id:
        # Their own words are read as if they had typed them.
        return
    known = await _whoever(context, draft)
    if known:
        async with context.transaction() as session:
            asked = await _ask_again(session, context, [(replace(draft, name=draft.name or known.name), known)])
        await context.show(views.already_known([known], *asked))
    else:
        who = replace(draft, notes=None).as_answer()
        answers = {"who": [who]} if draft.name else {}
        await forms.start(context, ADD, {**answers, "brought": draft.as_answer()})
    raise ApplicationHandlerStop


async def _whoever(context: BotContext, draft: Draft) -> Contact | None:
    """The contact who is meant: the same Telegram account, else the same name unless that is another account."""
    async with context.reading() as session:
        if draft.telegram_user_id:
            known = await contacts.find_by_telegram_user(session, context.owner_id, draft.telegram_user_id)
            if known:
                return known
        same = await contacts.find_by_name(session, context.owner_id, draft.name) if draft.name else None
    if same and draft.telegram_user_id and same.telegram_user_id not in {None, draft.telegram_user_id}:
        return None
    return same


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/add, what was not found, contacts and forwards."""
    new = filters.UpdateType.MESSAGE
    return [
        command("add", add),
        ADD_THEM.handler(add_them),
        MessageHandler(new & filters.CONTACT, receive_contact),
        MessageHandler(new & filters.FORWARDED & (filters.TEXT | filters.CAPTION) & ~filters.COMMAND, receive_forward),
    ]
