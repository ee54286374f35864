"""What each kind of ping says, and what its buttons do. The thank-you has a room of its own, `bot.thanks`."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.context import BotContext
from bot.reminders.kinds import loops, meetings, occasions, outcomes, promises, silence, telling, updates, week
from bot.reminders.nudges import Wording
from storage.kinds import ReminderKind

ROOMS = (updates, meetings, outcomes, telling, promises, silence, loops, occasions, week)

NUDGES: Mapping[ReminderKind, Wording] = {
    kind: wording for room in ROOMS for kind, wording in getattr(room, "NUDGES", {}).items()
}
FORMS: Sequence[forms.Form] = [form for room in ROOMS for form in getattr(room, "FORMS", ())]


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of all kinds."""
    return [handler for room in ROOMS for handler in room.handlers()]
