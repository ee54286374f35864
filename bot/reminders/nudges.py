"""What a reminder says when it is sent: each feature words its own kinds, and registers them here."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.reminders.hours import Hours
from bot.view import View
from storage.kinds import ReminderKind
from storage.tables import Owner, Reminder


@dataclass(frozen=True)
class Occasion:
    """All a nudge is worded from: whose, which reminder, when."""

    session: AsyncSession
    owner: Owner
    hours: Hours
    reminder: Reminder
    now: datetime


Wording = Callable[[Occasion], Coroutine[Any, Any, View | None]]
"""Makes the message of one reminder; None when there is nothing left to say, which ends it as answered."""

WORDINGS: dict[ReminderKind, Wording] = {}


def register(wordings: Mapping[ReminderKind, Wording]) -> None:
    """Make kinds known; `bot.app` does so for each feature."""
    WORDINGS.update(wordings)


async def word(occasion: Occasion) -> View | None:
    """The message of a reminder of any kind."""
    wording = WORDINGS.get(occasion.reminder.kind)
    return await wording(occasion) if wording else None
