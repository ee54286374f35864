"""/start, its few questions, and /help."""

from datetime import time
from typing import Any

from telegram import KeyboardButton, Update
from telegram.ext import BaseHandler

from bot import commands, forms, places
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Step
from bot.start import rules, views
from bot.view import View
from storage import contacts, owners

ANOTHER_NAME = "Tell me what to call you, for example “Grace”."
SHARE_LOCATION = KeyboardButton("Share my location", request_location=True)


async def start(_: Update, context: BotContext) -> None:
    """Begin, or come back after a pause."""
    if context.owner.welcomed_at is None:
        await context.send(View(views.WELCOME))
        await forms.start(context, WELCOME)
        return
    async with context.reading() as session:
        people = await contacts.count(session, context.owner_id)
    await context.show(views.welcome_back(context.owner.name, people))


async def show_help(_: Update, context: BotContext) -> None:
    """Everything I can do."""
    await context.show(views.everything(commands.KNOWN.values()))


async def finish(context: BotContext, answers: Answers) -> None:
    """Keep what was told; what was skipped stays as it was."""
    async with context.transaction() as session:
        owner = await owners.get(session, context.owner_id)
        owner.name = answers.get("name") or owner.name
        owner.field = answers.get("field") or owner.field
        owner.academic_status = answers.get("status") or owner.academic_status
        if zone := answers.get("zone"):
            owner.zone, owner.country = zone, places.country_of(zone)
        if hour := answers.get("hour"):
            owner.ping_at = time.fromisoformat(hour)
        owner.welcomed_at = context.now
    context.known_owner = owner
    await context.show(views.all_set(owner.name, context.zone.key, f"{owner.ping_at:%H:%M}").as_fresh())


WELCOME = Form(
    "welcome",
    "your introduction",
    [
        Step("name", "What should I call you?", forms.text(ANOTHER_NAME, 64)),
        Step(
            "field",
            "Which field interests you most? It fills the blanks in questions and drafts.\n"
            "<i>For example: documentary film</i>",
            forms.text("Name a field, for example “public health”.", 64),
        ),
        Step(
            "status",
            "How do you introduce yourself, academically or at work?\n"
            "<i>For example: a second-year economics student</i>",
            forms.text("A few words do, for example “a final-year nursing student”.", 96),
        ),
        Step(
            "zone",
            "Where are you? A city is enough: your pings come at your own time of day.",
            rules.read_zone,
            share=SHARE_LOCATION,
            slow=True,
        ),
        Step(
            "hour",
            "At what time of day shall I ping you about thank-yous and updates?",
            rules.read_hour,
            choices=[Choice(hour, hour) for hour in rules.HOURS],
            columns=4,
        ),
    ],
    finish,
)

FORMS = (WELCOME,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/start and /help."""
    return [command("start", start, in_menu=False), command("help", show_help)]
