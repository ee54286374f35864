"""Changing one: joined or not, one field at a time, and taking it off the list."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Form, Step
from bot.organisations import browsing, events, reading, rules, views
from bot.view import escape, shorten
from storage import history, organisations


async def join(_: Update, context: BotContext) -> None:
    """Joined, or not after all."""
    one = await browsing.find(context)
    if one is None:
        return
    async with context.transaction(undo=f"joining {shorten(one.name, 80)}") as session:
        if held := await organisations.find(session, context.owner_id, one.id):
            held.joined_on = None if held.joined_on else context.today
    await context.show(await browsing.page_of(context, one.id))


async def ask_field(_: Update, context: BotContext) -> None:
    """Ask for one thing anew."""
    field = context.button[1] if len(context.button) > 1 else ""
    one = await browsing.find(context)
    if one and field in FIELDS:
        await forms.start(context, CHANGE, {"id": one.id, "field": field, "of": one.name, "now": getattr(one, field)})


async def finish_field(context: BotContext, answers: Answers) -> None:
    """Keep the new value; the ping of an event names the organisation, so it is planned anew."""
    field = answers["field"]
    async with context.transaction(undo=f"the {field} of {shorten(answers['of'], 80)}") as session:
        one = await organisations.find(session, context.owner_id, answers["id"])
        other = (
            await organisations.find_by_name(session, context.owner_id, answers["name"]) if field == "name" else None
        )
        taken = one is not None and other is not None and other.id != one.id
        if one and not taken:
            setattr(one, field, answers[field])
            if field == "name":
                await events.plan(session, context, one)
    said = "You have one of that name already." if taken else "Saved." if one else views.GONE
    await context.show(await browsing.page_of(context, answers["id"], said=said))


async def remove(_: Update, context: BotContext) -> None:
    """Take it off the list; the people met through it stay."""
    one = await browsing.find(context)
    if one is None:
        return
    async with context.transaction(undo=f"removing {shorten(one.name, 80)}") as session:
        if held := await organisations.find(session, context.owner_id, one.id):
            await history.delete_with_dependents(session, held)
    await context.show(await browsing.everything(context, said=f"Removed: {one.name}. The people stay."))


FIELDS = {
    "name": Step("name", "Send its name, for example “Women in Film”.", reading.read_name, required=True),
    "kind": Step("kind", "What is it?", reading.read_kind, reading.KIND_CHOICES, required=True),
    "link": Step("link", "Send its address, for example wif.org.", reading.read_link, required=True),
    "notes": Step(
        "notes",
        "Send what to remember about it.",
        forms.long_text("A few words, for example “meets on Thursdays”.", rules.LONGEST_NOTES),
        required=True,
    ),
}


def _one_field(name: str, step: Step) -> Step:
    def ask(answers: Answers) -> str:
        now = f"\nNow: <code>{escape(shorten(answers['now'], 300))}</code>" if answers["now"] else ""
        return f"<b>{escape(answers['of'])}</b>{now}\n{step.ask}"

    return Step(name, ask, step.read, step.choices, required=True, needed=lambda answers: answers["field"] == name)


CHANGE = Form("org_change", "that change", [_one_field(*each) for each in FIELDS.items()], finish_field)
FORMS = (CHANGE,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons that change one."""
    return [views.JOIN.handler(join), views.SET.handler(ask_field), views.REMOVE.handler(remove)]
