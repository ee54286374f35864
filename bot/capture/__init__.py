"""One free message becomes a draft of records: who, how, when, whom they pointed to, what is to be done.

`capture` is pure: no network, no clock, no storage. The same text at the same moment always reads the same.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.capture.model import (
    Capture,
    Channel,
    Doubt,
    DoubtKind,
    FollowUp,
    Hint,
    Intent,
    KnownContact,
    Person,
    Places,
    Quote,
    Span,
)

__all__ = [
    "Capture",
    "Channel",
    "Doubt",
    "DoubtKind",
    "FollowUp",
    "Hint",
    "Intent",
    "KnownContact",
    "Person",
    "Places",
    "Quote",
    "Span",
    "capture",
]


def capture(text: str, *, now: datetime, tz: str, known: Sequence[KnownContact]) -> Capture:
    """Read one message as the owner's note, at the moment `now` in zone `tz`, with their address book `known`.

    The first call takes most of a second: only then are the patterns compiled and the models loaded, so that a process
    is up without waiting for them.
    """
    from bot.capture.reading import read_note

    return read_note(text, now=now, tz=tz, known=known)
