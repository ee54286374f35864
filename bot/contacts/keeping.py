"""Keeping drafts: new people at once, those whose name is known already by asking, with nothing typed lost."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton

from bot import forms, pages
from bot.contacts import views
from bot.contacts.drafts import Draft, called, distinct, news
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Step
from storage import contacts
from storage import forms as stored_forms
from storage.tables import Contact
from storage.tables import Form as FormRow


async def keep(context: BotContext, drafts: Sequence[Draft]) -> None:
    """Keep everybody who is new; for those whose name is known already, ask, with what was typed kept in a row."""
    drafts = distinct(drafts)
    async with context.reading() as session:
        found = [(draft, await contacts.find_by_name(session, context.owner_id, draft.name)) for draft in drafts]
    new = [draft for draft, contact in found if contact is None]
    known = [(draft, contact) for draft, contact in found if contact]
    async with context.transaction(undo=added(new) if new else None) as session:
        saved = [await store(session, context, draft) for draft in new]
        asked = await ask_again(session, context, known) if known else None
    if saved:
        view = views.saved if len(saved) == 1 else None
        shown = view(saved[0], context.change_id) if view else views.saved_several(saved, context.change_id)
        await context.show(shown.as_fresh())
    if asked:
        await context.send(views.already_known([contact for _, contact in known], *asked))


def added(drafts: Sequence[Draft]) -> str:
    """How Undo calls it."""
    return f"added {drafts[0].name}" if len(drafts) == 1 else f"added {len(drafts)} people"


def filled(people: Sequence[Contact]) -> str:
    """How Undo calls it."""
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


async def ask_again(
    session: AsyncSession, context: BotContext, known: Sequence[tuple[Draft, Contact]]
) -> tuple[str, InlineKeyboardButton, InlineKeyboardButton | None]:
    """Keep what was typed in a parked form, so that a button can still use it; what is new in it, and the buttons."""
    tags = [tuple(await contacts.tags_of(session, context.owner_id, contact.id)) for _, contact in known]
    new = [news(draft, contact, held) for (draft, contact), held in zip(known, tags, strict=True)]
    answers = {
        "drafts": [draft.as_answer() for draft, _ in known],
        "known": [contact.id for _, contact in known],
        "undo": filled([contact for _, contact in known]),
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
        async with context.transaction(undo=added(drafts)) as session:
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
        await context.toast(pages.PERSON_GONE)
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

FORMS = (AGAIN,)
