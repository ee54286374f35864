"""The bot assembled. Read this first: the rooms in order, and the way of an update through them."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from types import ModuleType
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import Application, ContextTypes, Defaults, TypeHandler
from telegram.request import BaseRequest

from bot import access, commands, errors, fallback, forms
from bot.brainstorm import handlers as brainstorm
from bot.calls import handlers as calls
from bot.calls import ticking
from bot.clock import Clock
from bot.contacts import handlers as contacts
from bot.context import BotContext, Services
from bot.conversations import handlers as conversations
from bot.goals import handlers as goals
from bot.inline import handlers as inline
from bot.learned import handlers as learned
from bot.meetings import handlers as meetings
from bot.notes import buttons as note_buttons
from bot.notes import handlers as notes
from bot.organisations import handlers as organisations
from bot.outreach import handlers as outreach
from bot.pacing import Pacing
from bot.prep import handlers as prep
from bot.progress import handlers as progress
from bot.promises import handlers as promises
from bot.questions import handlers as questions
from bot.recognising import Recogniser
from bot.reminders import delivery, nudges
from bot.reminders import handlers as reminders
from bot.resume import handlers as resume
from bot.settings import Settings
from bot.settings_page import handlers as settings_page
from bot.start import handlers as start
from bot.strangers import handlers as strangers
from bot.thanks import handlers as thanks
from bot.tips import handlers as tips
from bot.undo import handlers as undo
from bot.wordings import handlers as wordings
from storage.database import Database

log = logging.getLogger(__name__)

App = Application[Any, BotContext, Any, Any, Services, Any]

# The order is that of the command menu.
FEATURES: Sequence[ModuleType] = (
    start,
    note_buttons,
    conversations,
    contacts,
    questions,
    prep,
    calls,
    meetings,
    outreach,
    thanks,
    progress,
    reminders,
    promises,
    learned,
    inline,
    brainstorm,
    strangers,
    goals,
    organisations,
    resume,
    tips,
    settings_page,
    wordings,
    undo,
)

# An update passes these in order; in each, the first handler that fits takes it.
GATE, FEATURE, FORM, FREE_TEXT, LAST = -10, 0, 1, 2, 3

TICK = timedelta(seconds=10)
# What fell due while the process was down comes at once.
FIRST_TICK = timedelta(seconds=1)
# Every tick looks at the rows: a late one loses nothing and runs at once, where APScheduler by itself passes over what
# is more than a second late; several missed are one, so ticks never pile up.
LATE_IS_WELL = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def build(
    settings: Settings,
    database: Database,
    clock: Clock,
    *,
    token: str,
    request: BaseRequest,
    updates_request: BaseRequest,
    pairing_code: str | None = None,
) -> App:
    """The Application with every feature, on these settings, this database, this clock, this way to Telegram."""
    types: ContextTypes[BotContext, dict[Any, Any], dict[Any, Any], Services] = ContextTypes(
        context=BotContext, bot_data=Services
    )
    application: App = (
        Application.builder()
        .token(token)
        .base_url(f"{settings.bot_api_url}/bot")
        .base_file_url(f"{settings.bot_api_url}/file/bot")
        .request(request)
        .get_updates_request(updates_request)
        .updater(None)
        .context_types(types)
        .rate_limiter(Pacing())
        .defaults(Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .build()
    )
    services = application.bot_data
    services.settings, services.database, services.clock = settings, database, clock
    services.recogniser = Recogniser(database, application.create_task)
    services.pairing_code = pairing_code
    add_handlers(application)
    assert application.job_queue is not None
    application.job_queue.run_repeating(
        delivery.tick, TICK, first=FIRST_TICK, name="reminders", job_kwargs=LATE_IS_WELL
    )
    application.job_queue.run_repeating(
        ticking.tick, ticking.EVERY, first=ticking.EVERY, name="cards of talks", job_kwargs=LATE_IS_WELL
    )
    return application


def add_handlers(application: App) -> None:
    """Every room's handlers, behind the gate and before what catches the rest."""
    application.add_handler(TypeHandler(Update, access.gate), GATE)
    application.add_handlers(forms.handlers(), FEATURE)
    application.add_handlers(commands.handlers(), FEATURE)
    for feature in FEATURES:
        application.add_handlers(feature.handlers(), FEATURE)
        forms.register(getattr(feature, "FORMS", ()))
        nudges.register(getattr(feature, "NUDGES", {}))
    application.add_handlers(fallback.handlers(), FEATURE)
    application.add_handler(forms.message_handler(), FORM)
    application.add_handlers(notes.handlers(), FREE_TEXT)
    application.add_handler(TypeHandler(Update, fallback.last), LAST)
    application.add_error_handler(errors.on_error)


def tick_now(application: App) -> None:
    """Look for due reminders at once: the clock was moved."""
    application.create_task(delivery.run(application), name="tick after a clock jump")


async def introduce(application: App) -> None:
    """Tell Telegram what the menu shows. Not needed for anything else, so a failure is only logged by the caller."""
    await application.bot.set_my_commands(commands.menu())
    await application.bot.set_my_short_description("Your calm assistant for networking and informational interviews.")
    await application.bot.set_my_description(
        "I help you find people to talk to, prepare, write to them, keep what was said, thank them in time and stay in "
        "touch. Your notes stay on the machine I run on."
    )
