"""After days away nothing is poured out: one message offers to go through it all, one card at a time."""

from collections.abc import Sequence
from datetime import datetime

from bot.reminders import daily, views
from bot.view import View, rows
from storage.tables import Owner, Reminder


def is_better(owner: Owner, due: Sequence[Reminder], messages: int, now: datetime) -> bool:
    """Whether to offer a catch-up: the owner silent, or the bot down, for days, and more due than a day may bring."""
    if not messages or owner.daily_cap == 0:
        return False
    seen_at = owner.seen_at or owner.created_at
    oldest = min(each.due_at for each in due)
    return daily.catch_up_needed(messages, max(now - seen_at, now - oldest), owner.daily_cap)


def offer(count: int) -> View:
    """So much came due; shall we?"""
    return View(
        f"Welcome back. While you were away, {count} things came due. Nothing is lost, and nothing has to be done at "
        "once. Shall we go through them, one card at a time?",
        rows([views.CATCH_UP.button("One at a time", 0)], [views.LIST.button("Show the list", 0)]),
    )
