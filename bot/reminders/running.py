"""What a running bot keeps in memory about pings. Nothing here is needed to send one: all of it can be lost."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4
from weakref import WeakKeyDictionary

from bot.context import App

MOST_REMEMBERED = 5000

States = tuple[tuple[int, str], ...]
"""What has become of each reminder in a message: its id and a word."""


@dataclass
class Watch:
    """How far the inbox was read, whom to look at again, and what the messages of several parts show."""

    number: int = 0
    again: set[int] = field(default_factory=set)
    shown: dict[tuple[int, int], States] = field(default_factory=dict)

    def remember(self, owner_id: int, message_id: int, states: States) -> None:
        """Keep what a message shows, so that it is edited only when that changes."""
        if len(self.shown) >= MOST_REMEMBERED:
            self.shown.clear()
        self.shown[owner_id, message_id] = states

    def shows(self, owner_id: int, message_id: int) -> States | None:
        """What a message shows, if that is known."""
        return self.shown.get((owner_id, message_id))


@dataclass
class Running:
    """One bot: the name under which it claims, one look at the rows at a time, when it last looked."""

    name: str = field(default_factory=lambda: str(uuid4()))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    looked_at: datetime | None = None
    wake_up: asyncio.TimerHandle | None = None
    watch: Watch = field(default_factory=Watch)


_ALL: WeakKeyDictionary[App, Running] = WeakKeyDictionary()


def running(application: App) -> Running:
    """What this bot keeps."""
    return _ALL.setdefault(application, Running())
