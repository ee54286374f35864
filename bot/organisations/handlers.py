"""/orgs and its buttons."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, whom
from bot.commands import command
from bot.contacts import details
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.organisations import rules, views
from bot.reminders import acting as pings
from bot.reminders import planning
from bot.reminders.hours import Hours
from bot.reminders.later import describe_due
from bot.user_error import UserError
from bot.view import View, escape, shorten
from bot.whom import Chosen
from storage import contacts, history, organisations, reminders
from storage.folding import fold
from storage.kinds import Outcome
from storage.tables import Organisation

ADDING = re.compile(r"add(?:\s+|$)", re.IGNORECASE)


async def orgs(_: Update, context: BotContext) -> None:
    """Societies, mailing lists and groups to join, and their events.

    Example: /orgs add Women in Film, society, wif.org
    """
    words = context.argument
    if not words:
        await context.show(await everything(context))
    elif match := ADDING.match(words):
        line = words[match.end() :]
        await (add(context, rules.read_line(line)) if line else forms.start(context, NEW))
    else:
        await open_named(context, words)


async def open_named(context: BotContext, words: str) -> None:
    """The organisation that is meant by its name or a part of it."""
    async with context.reading() as session:
        found = await organisations.everything(session, context.owner_id)
    wanted = fold(words)
    exact = [each for each in found if fold(each.name) == wanted]
    fitting = exact or [each for each in found if wanted and wanted in fold(each.name)]
    if len(fitting) == 1:
        await context.show(await page_of(context, fitting[0].id))
    else:
        await context.show(await everything(context, fitting) if fitting else views.unknown(words))


async def add(context: BotContext, draft: rules.Draft) -> None:
    """Keep a new one; one of that name that is there already learns what it lacks."""
    async with context.transaction(undo=f"added {shorten(draft.name, 80)}") as session:
        held = await organisations.find_by_name(session, context.owner_id, draft.name)
        if held is None and len(await organisations.everything(session, context.owner_id)) >= rules.MOST:
            raise UserError(f"{rules.MOST} organisations are plenty. Remove one you do not go to, in /orgs.")
        told = {"kind": draft.kind, "link": draft.link, "notes": draft.notes}
        if held:
            for name, value in told.items():
                setattr(held, name, getattr(held, name) or value)
        one = held or await organisations.add(session, context.owner_id, draft.name, context.now, **told)
    await context.show(await page_of(context, one.id, said="You have that one already." if held else "Added."))


# What is shown


async def everything(
    context: BotContext, found: Sequence[Organisation] | None = None, *, page: int = 0, said: str = ""
) -> View:
    """The list."""
    async with context.reading() as session:
        shown = found if found is not None else await organisations.everything(session, context.owner_id)
        met = await organisations.met_counts(session, context.owner_id)
    return views.everything(shown, met, context.today, page, said=said, change_id=context.change_id)


async def page_of(context: BotContext, organisation_id: int, *, said: str = "") -> View:
    """One organisation; the list where it is gone."""
    async with context.reading() as session:
        one = await organisations.find(session, context.owner_id, organisation_id)
        people = await organisations.met_through(session, context.owner_id, organisation_id)
        waiting = await organisations.reminders_of(session, context.owner_id, organisation_id)
    if one is None:
        return await everything(context, said=said)
    due = next((each.due_at for each in waiting if each.sent_at is None), None)
    ping = f"I ping you {describe_due(due, context.now, context.zone)}" if due else ""
    return views.page(one, people, context.today, ping=ping, said=said, change_id=context.change_id)


async def find(context: BotContext) -> Organisation | None:
    """The organisation of the pressed button; a passing line where it is gone."""
    async with context.reading() as session:
        one = await organisations.find(session, context.owner_id, context.number())
    if one is None:
        await context.toast(views.GONE)
    return one


async def show_list(_: Update, context: BotContext) -> None:
    """The list, or another page of it."""
    await context.show(await everything(context, page=context.number()))


async def show_page(_: Update, context: BotContext) -> None:
    """One of them."""
    if one := await find(context):
        await context.show(await pings.beside(context, await page_of(context, one.id)))


# Changing one


async def ask_new(_: Update, context: BotContext) -> None:
    """Ask for a new one."""
    await forms.start(context, NEW)


async def finish_new(context: BotContext, answers: Answers) -> None:
    """Keep it."""
    kept = answers["name"]
    kind, link = answers.get("kind") or kept["kind"], answers.get("link") or kept["link"]
    await add(context, rules.Draft(kept["name"], kind, link, kept["notes"]))


async def join(_: Update, context: BotContext) -> None:
    """Joined, or not after all."""
    one = await find(context)
    if one is None:
        return
    async with context.transaction(undo=f"joining {shorten(one.name, 80)}") as session:
        if held := await organisations.find(session, context.owner_id, one.id):
            held.joined_on = None if held.joined_on else context.today
    await context.show(await page_of(context, one.id))


async def ask_field(_: Update, context: BotContext) -> None:
    """Ask for one thing anew."""
    field = context.button[1] if len(context.button) > 1 else ""
    one = await find(context)
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
                await plan(session, context, one)
    said = "You have one of that name already." if taken else "Saved." if one else views.GONE
    await context.show(await page_of(context, answers["id"], said=said))


async def remove(_: Update, context: BotContext) -> None:
    """Take it off the list; the people met through it stay."""
    one = await find(context)
    if one is None:
        return
    async with context.transaction(undo=f"removing {shorten(one.name, 80)}") as session:
        if held := await organisations.find(session, context.owner_id, one.id):
            await history.delete_with_dependents(session, held)
    await context.show(await everything(context, said=f"Removed: {one.name}. The people stay."))


# Its event


async def ask_event(_: Update, context: BotContext) -> None:
    """Ask what comes next, and when."""
    if one := await find(context):
        await forms.start(context, NEXT_EVENT, {"id": one.id, "of": one.name, "had": bool(one.event)})


async def finish_event(context: BotContext, answers: Answers) -> None:
    """Keep the event, and plan its ping for the last morning before it that is no day off."""
    on = answers.get("on") or {}
    day = date.fromisoformat(on["day"]) if on else None
    event = f"{answers['event']} at {on['clock']}" if on.get("clock") else answers["event"]
    async with context.transaction(undo=f"the event of {shorten(answers['of'], 80)}") as session:
        one = await organisations.find(session, context.owner_id, answers["id"])
        if one:
            one.event, one.event_on = (event, day) if event else (None, None)
            await plan(session, context, one)
    said = "Saved." if event else "No event, then."
    await context.show(await page_of(context, answers["id"], said=said if one else views.GONE))


async def plan(session: AsyncSession, context: BotContext, one: Organisation) -> None:
    """The ping of its event, in place of the one that was planned."""
    for old in await organisations.reminders_of(session, context.owner_id, one.id):
        reminders.end(old, Outcome.ANSWERED, context.now)
    if one.event and one.event_on:
        about = views.about_event(one, context.today)
        new = await planning.plan_organisation_event(
            session, context.owner_id, hours(context), about, one.event_on, context.now
        )
        if new:
            new.organisation_id = one.id
    await session.flush()


def hours(context: BotContext) -> Hours:
    """The owner's clock."""
    return planning.hours_of(context.owner, context.services.settings.zone)


# Who was met through it


async def ask_met(_: Update, context: BotContext) -> None:
    """Ask who was met there."""
    if one := await find(context):
        await whom.start(context, MET, {"id": one.id, "of": one.name})


async def finish_met(context: BotContext, answers: Answers, chosen: Chosen) -> None:
    """Keep through which organisation somebody was met; somebody new is added."""
    async with context.transaction(undo=f"whom you met through {shorten(answers['of'], 80)}") as session:
        one = await organisations.find(session, context.owner_id, answers["id"])
        contact = await whom.contact_of(session, context, chosen) if one else None
        if one and contact:
            contact.organisation_id = one.id
            contact.circle = contact.circle or rules.circle_of(one.kind)
    if one and contact:
        await context.show(await page_of(context, one.id, said=f"Kept: you met {contact.name} there."))
    else:
        await context.show(View(views.NOBODY if one else views.GONE))


async def which_for(_: Update, context: BotContext) -> None:
    """From a card: offer the organisations."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        found = await organisations.everything(session, context.owner_id)
    await context.show(views.which_for(contact, found)) if contact else await context.toast(views.NOBODY)


async def met_in(_: Update, context: BotContext) -> None:
    """From a card: through this one, or through none."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        one = await organisations.find(session, context.owner_id, context.number(1))
    if contact is None or (one is None and context.number(1)):
        await context.toast(views.GONE if contact else views.NOBODY)
        return
    async with context.transaction(undo=f"how you met {contact.name}") as session:
        if held := await contacts.find(session, context.owner_id, contact.id):
            held.organisation_id = one.id if one else None
            if one:
                held.circle = held.circle or rules.circle_of(one.kind)
    await context.show(views.met_through(contact, one, context.change_id))


# The forms


def read_new(reply: Reply, _: Answers, __: BotContext) -> dict[str, str | None]:
    """A name, or a whole line as behind /orgs add."""
    draft = rules.read_line(reply.text)
    return {"name": draft.name, "kind": draft.kind, "link": draft.link, "notes": draft.notes}


def read_name(reply: Reply, _: Answers, __: BotContext) -> str:
    """Another name."""
    words = " ".join(reply.text.split())
    if not any(letter.isalpha() for letter in words):
        raise UserError("Its name, please, for example “Women in Film”.")
    return rules.fits("name", words, rules.LONGEST_NAME)


def read_kind(reply: Reply, answers: Answers, context: BotContext) -> str:
    """One of the usual kinds, or another word."""
    typed = forms.text("What is it? For example “mailing list”.", rules.LONGEST_KIND)
    return reply.choice or typed(reply, answers, context)


def read_link(reply: Reply, _: Answers, __: BotContext) -> str:
    """A link."""
    return details.read_link(reply.text)


def read_day(reply: Reply, _: Answers, context: BotContext) -> dict[str, str | None]:
    """The day of the event, and its time if one is said."""
    day, clock = rules.read_day(reply.text, context.now, context.zone, context.owner.country)
    return {"day": day.isoformat(), "clock": f"{clock.hour}:{clock:%M}" if clock else None}


NO_EVENT = "none"


def read_event(reply: Reply, answers: Answers, context: BotContext) -> str:
    """What the event is; nothing, for none any more."""
    typed = forms.text("What is it? For example “spring mixer”.", rules.LONGEST_EVENT)
    return "" if reply.choice == NO_EVENT else typed(reply, answers, context)


KIND_CHOICES = [Choice(kind.capitalize(), kind) for kind in rules.KINDS]
FIELDS = {
    "name": Step("name", "Send its name, for example “Women in Film”.", read_name, required=True),
    "kind": Step("kind", "What is it?", read_kind, KIND_CHOICES, required=True),
    "link": Step("link", "Send its address, for example wif.org.", read_link, required=True),
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
NEW = Form(
    "org_new",
    "the new organisation",
    [
        Step(
            "name",
            "Which one? A name is enough, or a whole line:\n<code>Women in Film, society, wif.org</code>",
            read_new,
            required=True,
        ),
        Step("kind", "What is it?", read_kind, KIND_CHOICES, needed=lambda answers: not answers["name"]["kind"]),
        Step(
            "link",
            "Where is it on the web?\n<i>For example: wif.org</i>",
            read_link,
            needed=lambda answers: not answers["name"]["link"],
        ),
    ],
    finish_new,
)
NEXT_EVENT = Form(
    "org_event",
    "that event",
    [
        Step(
            "event",
            lambda answers: f"What comes next at <b>{escape(answers['of'])}</b>?\n<i>For example: spring mixer</i>",
            read_event,
            lambda answers: [Choice("No event any more", NO_EVENT)] if answers["had"] else [],
            required=True,
        ),
        Step(
            "on",
            "On which day? I bring it up on the morning of the day before.\n"
            "<i>For example: 26 March, or next Friday</i>",
            read_day,
            required=True,
            needed=lambda answers: answers.get("event") != "",
        ),
    ],
    finish_event,
)
MET = whom.form(
    "org_met",
    "whom you met there",
    lambda answers: f"Whom did you meet through <b>{escape(answers['of'])}</b>? Tap, or type a name.",
    finish_met,
)
FORMS = (NEW, CHANGE, NEXT_EVENT, MET)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/orgs and its buttons, and the way from a card."""
    return [
        command("orgs", orgs),
        views.LIST.handler(show_list),
        views.PAGE.handler(show_page),
        views.ADD.handler(ask_new),
        views.JOIN.handler(join),
        views.SET.handler(ask_field),
        views.EVENT.handler(ask_event),
        views.REMOVE.handler(remove),
        views.MET.handler(ask_met),
        views.MET_THROUGH.handler(which_for),
        views.MET_IN.handler(met_in),
    ]
