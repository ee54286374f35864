"""How much of what is due arrives at once: one message a person, a few a day, and one at a time after an absence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from storage.kinds import ReminderKind

# What cannot wait comes first; the guide's advice to thank promptly goes before its advice to stay in touch.
BY_IMPORTANCE = (
    ReminderKind.MEETING_SOON,
    ReminderKind.MEETING_TOMORROW,
    ReminderKind.HOW_DID_IT_GO,
    ReminderKind.THANK_YOU,
    ReminderKind.FOLLOW_UP,
    ReminderKind.CLOSE_LOOP,
    ReminderKind.NO_REPLY_SECOND,
    ReminderKind.NO_REPLY_ELSE,
    ReminderKind.THEY_PROMISED,
    ReminderKind.UPDATE,
    ReminderKind.ORGANISATION_EVENT,
    ReminderKind.RESUME_OLD,
    ReminderKind.WEEKLY_LOOK,
)

# These belong to an hour of this day; waiting in /due would lose them, so the cap neither holds nor counts them.
ABOVE_THE_CAP = frozenset({ReminderKind.MEETING_SOON, ReminderKind.MEETING_TOMORROW, ReminderKind.HOW_DID_IT_GO})

AWAY = timedelta(days=2)


class Due(Protocol):
    """What is asked of a reminder here: a row has it, and so has a test's plain value."""

    @property
    def kind(self) -> ReminderKind: ...
    @property
    def contact_id(self) -> int | None: ...
    @property
    def due_at(self) -> datetime: ...


Item = TypeVar("Item", bound=Due)


@dataclass(frozen=True, slots=True)
class Bundle(Generic[Item]):
    """Reminders that arrive as one message, the most important first."""

    items: tuple[Item, ...]

    @property
    def contact_id(self) -> int | None:
        """The person it is about, if it is about one."""
        return self.items[0].contact_id

    @property
    def due_at(self) -> datetime:
        """Since when the longest waiting of them has been due."""
        return min(item.due_at for item in self.items)

    @property
    def above_the_cap(self) -> bool:
        """Whether it comes however many have come today."""
        return any(item.kind in ABOVE_THE_CAP for item in self.items)


def bundle(reminders: Iterable[Item]) -> list[Bundle[Item]]:
    """One owner's reminders that are due now, as the messages they make: one a contact, one for each about nobody.

    The product's promise: several pings for one person at one time arrive as one message.
    """
    groups: dict[object, list[Item]] = {}
    for item in sorted(reminders, key=_urgency):
        groups.setdefault(object() if item.contact_id is None else item.contact_id, []).append(item)
    return [Bundle(tuple(items)) for items in groups.values()]


def within_cap(sent_today: int, cap: int) -> bool:
    """Whether one more message fits into the owner's day; a cap of 0 leaves everything to /due."""
    return sent_today < cap


def fit_day(
    bundles: Sequence[Bundle[Item]], sent_today: int, cap: int
) -> tuple[list[Bundle[Item]], list[Bundle[Item]]]:
    """What is sent now, and what exceeds the cap and waits in /due, each in the order given.

    `sent_today` counts messages that were not above the cap.
    """
    now: list[Bundle[Item]] = []
    waiting: list[Bundle[Item]] = []
    for each in bundles:
        if each.above_the_cap:
            now.append(each)
        elif within_cap(sent_today, cap):
            now.append(each)
            sent_today += 1
        else:
            waiting.append(each)
    return now, waiting


def catch_up_needed(due_count: int, away_for: timedelta, cap: int) -> bool:
    """After two days away or more, with more due than a day may bring: offer to go through it one card at a time.

    `due_count` is in messages; `away_for` is how long the bot was down or the owner silent, whichever is longer.
    """
    return away_for >= AWAY and due_count > cap


def _urgency(item: Due) -> tuple[int, datetime]:
    return BY_IMPORTANCE.index(item.kind), item.due_at
