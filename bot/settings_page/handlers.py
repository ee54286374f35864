"""/settings and its buttons."""

import re
from collections.abc import Callable
from datetime import time
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, places
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.reminders import planning
from bot.settings_page import views
from bot.start import handlers as start
from bot.start import rules
from bot.user_error import UserError
from bot.view import View
from storage import owners
from storage.tables import Owner

QUIET_EXPECTED = "Two times of day, please, for example “22:00 to 7:30”."
CAP_EXPECTED = "A number from 0 to 50, please, for example “5”. With 0 nothing is sent, and /due has it all."
MOST_A_DAY = 50


async def settings(_: Update, context: BotContext) -> None:
    """Your name, time zone, hours and pings."""
    await context.show(views.page(context.owner, context.zone.key))


async def change(_: Update, context: BotContext) -> None:
    """Ask for the new value of one setting."""
    form = BY_FIELD.get(context.button[0] if context.button else "")
    if form is None:
        await context.toast("That setting is gone.")
        return
    await forms.start(context, form)


async def toggle(_: Update, context: BotContext) -> None:
    """Turn one setting round."""
    which = context.button[0] if context.button else ""

    def turn(owner: Owner) -> None:
        match which:
            case "week":
                owner.week_starts = 1 if owner.week_starts == 7 else 7
            case "thanks":
                owner.same_day_thanks = not owner.same_day_thanks
            case "look":
                owner.weekly_look = not owner.weekly_look

    await keep(context, turn)
    await context.show(views.page(context.owner, context.zone.key))


async def day_off(_: Update, context: BotContext) -> None:
    """Show the days of the week, or turn one of them round."""
    if day := context.number():

        def turn(owner: Owner) -> None:
            held = set(owner.days_off)
            owner.days_off = sorted(held ^ {day})

        if len(set(context.owner.days_off) ^ {day}) > 6:
            await context.toast("One day has to stay, or no ping could ever come.", alert=True)
            return
        await keep(context, turn)
    await context.show(views.days(context.owner))


async def keep(context: BotContext, turn: Callable[[Owner], None]) -> None:
    """Change the owner's row, and move what waits to the new hours."""
    zone = context.services.settings.zone
    async with context.transaction(undo="your settings") as session:
        owner = await owners.get(session, context.owner_id)
        before, looked = planning.hours_of(owner, zone), owner.weekly_look
        turn(owner)
        after = planning.hours_of(owner, zone)
        await session.flush()
        if before != after:
            await planning.replan(session, owner, before, after, context.now)
        if looked != owner.weekly_look:
            await planning.plan_weekly_look(session, owner, after, context.now)
    context.known_owner = owner


def read_quiet(reply: Reply, answers: Answers, context: object) -> str:
    """Two times of day as `HH:MM HH:MM`; the same twice means never quiet."""
    if reply.choice == "none":
        return "00:00 00:00"
    parts = [part for part in re.split(r"\s*(?:to|until|till|-|–|and|,)\s*", reply.text.strip()) if part]
    if len(parts) != 2:
        raise UserError(QUIET_EXPECTED)
    try:
        return " ".join(rules.read_hour(Reply(text=part), answers, context) for part in parts)
    except UserError as error:
        raise UserError(QUIET_EXPECTED) from error


def read_cap(reply: Reply, _: Answers, __: object) -> int:
    """How many pings a day at most."""
    words = (reply.choice or reply.text).strip()
    if not words.isdecimal() or int(words) > MOST_A_DAY:
        raise UserError(CAP_EXPECTED)
    return int(words)


def put(owner: Owner, field: str, value: Any) -> None:
    """Set one field from a form's answer; a skipped one stays."""
    match field:
        case _ if value is None:
            return
        case "name":
            owner.name = value
        case "field":
            owner.field = value
        case "status":
            owner.academic_status = value
        case "zone":
            owner.zone, owner.country = value, places.country_of(value)
        case "hour":
            owner.ping_at = time.fromisoformat(value)
        case "quiet":
            owner.quiet_from, owner.quiet_until = map(time.fromisoformat, value.split())
        case "cap":
            owner.daily_cap = value


def one_setting(field: str, step: Step) -> Form:
    """A form of one step for one setting; the page again at its end."""

    async def finish(context: BotContext, answers: Answers) -> None:
        await keep(context, lambda owner: put(owner, field, answers.get(field)))
        page = views.page(context.owner, context.zone.key)
        await context.show(View(f"Kept.\n\n{page.text}", page.keyboard, fresh=True))

    return Form(f"set_{field}", "that setting", [step], finish)


STEPS = {
    **{name: start.WELCOME.by_name[name] for name in ("name", "field", "status", "zone", "hour")},
    "quiet": Step(
        "quiet",
        "When shall I stay silent? <i>For example: 22:00 to 7:30</i>",
        read_quiet,
        choices=[Choice("No quiet hours", "none")],
    ),
    "cap": Step(
        "cap",
        "How many pings a day at most? The rest waits in /due.",
        read_cap,
        choices=[Choice(number, number) for number in ("3", "5", "10")],
        columns=3,
    ),
}
BY_FIELD = {name: one_setting(name, step) for name, step in STEPS.items()}
FORMS = tuple(BY_FIELD.values())


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/settings and its buttons."""
    return [
        command("settings", settings),
        views.CHANGE.handler(change),
        views.TOGGLE.handler(toggle),
        views.DAY.handler(day_off),
        views.PAGE.handler(settings),
    ]
