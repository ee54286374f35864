"""Reminders in line to be sent, and those that are set aside in a turn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.reminders import daily
from storage.kinds import ReminderKind
from storage.tables import Reminder


@dataclass
class Aside:
    """What is not sent in this turn, and why, to be written down at its end."""

    pointless: list[Reminder] = field(default_factory=list)
    moved: dict[int, datetime] = field(default_factory=dict)
    held: list[int] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """A reminder in line. What a day had no room for keeps its place: it counts from when it first fell due."""

    reminder: Reminder

    @property
    def kind(self) -> ReminderKind:
        """As the reminder's."""
        return self.reminder.kind

    @property
    def contact_id(self) -> int | None:
        """As the reminder's."""
        return self.reminder.contact_id

    @property
    def due_at(self) -> datetime:
        """Since when it waits."""
        first, due_at = self.reminder.first_due_at, self.reminder.due_at
        return due_at if self.reminder.snoozed_at else min(first, due_at)


Bundle = daily.Bundle[Waiting]


def ids_of(bundles: Sequence[Bundle]) -> list[int]:
    """The reminders in them."""
    return [each.reminder.id for one in bundles for each in one.items]
