"""/brainstorm: where the walk stands is a form's row, so it goes on where it stopped, days later too."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.brainstorm import rules, views
from bot.brainstorm.rules import WALK
from bot.commands import command
from bot.contacts.arriving import from_shared
from bot.contacts.drafts import Draft
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.user_error import UserError
from storage import circles, contacts
from storage import forms as stored_forms
from storage.kinds import Circle
from storage.tables import Contact
from storage.tables import Form as FormRow


async def brainstorm(_: Update, context: BotContext) -> None:
    """Think of people, circle by circle, known and not known yet.

    Example: /brainstorm alumni
    """
    wanted = rules.meant(context.argument) if context.argument else None
    if context.argument and wanted is None:
        names = ", ".join(circle.value for circle in WALK)
        raise UserError(f"I know these circles: {names}. For example: /brainstorm alumni")
    await walk(context, wanted)


async def at_circle(_: Update, context: BotContext) -> None:
    """A button to one circle."""
    wanted = Circle.__members__.get(context.button[0] if context.button else "")
    await walk(context, wanted if wanted in WALK else None)


async def walk(context: BotContext, wanted: Circle | None) -> None:
    """Begin the walk, or go on where it stopped; at the circle that is wanted, if one is."""
    async with context.transaction() as session:
        held = await _left(session, context)
        circle = wanted or (circle_of(held.answers) if held else None)
        circle = circle or rules.begin_at(await circles.counts(session, context.owner_id))
        answers = {"circle": circle.name}
        if held:
            await stored_forms.move(session, context.owner_id, held.id, views.STEP, answers, context.now)
            row = held
        else:
            row = await stored_forms.start(session, context.owner_id, BRAINSTORM.name, views.STEP, answers, context.now)
    context.open_form = row
    await show_circle(context, circle, row.id)


async def _left(session: AsyncSession, context: BotContext) -> FormRow | None:
    """The walk that was begun and not ended."""
    rows = [
        await stored_forms.find_open(session, context.owner_id),
        *await stored_forms.parked(session, context.owner_id),
    ]
    return next((row for row in rows if row and row.kind == BRAINSTORM.name), None)


def circle_of(answers: Answers) -> Circle:
    """Where the walk stands."""
    return Circle.__members__.get(answers.get("circle", ""), WALK[0])


async def show_circle(context: BotContext, circle: Circle, form_id: int) -> None:
    """One circle's prompt."""
    async with context.reading() as session:
        counts = await circles.counts(session, context.owner_id)
        members = await circles.members(session, context.owner_id, circle, limit=views.MOST_NAMED)
    await context.show(views.prompt(circle, context.owner.field, counts, members, form_id))


# The form: one step that stays open, message after message


def read(reply: Reply, _: Answers, __: BotContext) -> dict[str, Any]:
    """Names, a shared contact, or a button: to another circle, or done."""
    if reply.choice:
        return {"go": reply.choice}
    if reply.contact:
        return {"people": [from_shared(reply.contact).as_answer()], "unread": []}
    typed = rules.read_names(reply.text)
    return {"people": [each.as_answer() for each in typed.people], "unread": list(typed.unread)}


async def take(context: BotContext, answers: Answers) -> None:
    """Names are kept at once and the walk goes on; a button leads to another circle or ends it."""
    said, form_id = answers[views.STEP], context.closing or 0
    if "people" in said:
        await keep_names(context, answers, form_id)
        return
    go, _, name = str(said["go"]).partition(":")
    wanted = Circle.__members__.get(name)
    if go == views.TO and wanted in WALK:
        context.closing = None
        async with context.transaction() as session:
            await stored_forms.move(
                session, context.owner_id, form_id, views.STEP, {"circle": wanted.name}, context.now
            )
        await show_circle(context, wanted, form_id)
        return
    async with context.transaction() as session:
        counts = await circles.counts(session, context.owner_id)
    await context.show(views.overview(counts, counts.get(Circle.STRANGERS, 0)))


async def keep_names(context: BotContext, answers: Answers, form_id: int) -> None:
    """One message's names in one transaction; the form stays open for the next."""
    circle, said = circle_of(answers), answers[views.STEP]
    drafts = [Draft.from_answer(each) for each in said["people"]]
    context.closing = None
    async with context.transaction(undo=_undo(drafts)) as session:
        new: list[Contact] = []
        known: list[Contact] = []
        for draft in drafts:
            if held := await contacts.find_by_name(session, context.owner_id, draft.name):
                # Somebody who was in no circle yet has been thought of in this one.
                held.circle = held.circle or circle
                known.append(held)
            else:
                new.append(await _add(session, context, draft, circle))
        await session.flush()
        counts = await circles.counts(session, context.owner_id)
    await context.show(
        views.added(circle, new, known, said["unread"], counts.get(circle, 0), form_id, context.change_id)
    )


def _undo(drafts: list[Draft]) -> str:
    return f"added {drafts[0].name}" if len(drafts) == 1 else f"added {len(drafts)} people"


async def _add(session: AsyncSession, context: BotContext, draft: Draft, circle: Circle) -> Contact:
    known = {**draft.known(), "circle": circle}
    contact = await contacts.add(session, context.owner_id, draft.name, context.now, **known)
    if draft.tags:
        await contacts.set_tags(session, context.owner_id, contact, draft.tags)
    return contact


def _ask(answers: Answers) -> str:
    circle = circle_of(answers)
    return f"<b>{views.TITLES[circle]}</b>\nWho comes to mind? One name a line, or a tap to go on."


def _choices(answers: Answers) -> list[Choice]:
    circle = circle_of(answers)
    around = [("‹ Previous", rules.before(circle)), ("Next ›", rules.following(circle))]
    ways = [Choice(label, f"{views.TO}:{there.name}") for label, there in around if there]
    return [*ways, Choice("Done", views.DONE)]


BRAINSTORM = Form(
    "brainstorm",
    "the walk through your circles",
    [Step(views.STEP, _ask, read, _choices, required=True)],
    take,
    dropped="The names you typed are kept.",
)
FORMS = (BRAINSTORM,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/brainstorm and the buttons to a circle."""
    return [command("brainstorm", brainstorm), views.AT.handler(at_circle)]
