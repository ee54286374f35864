"""One free message becomes a draft of records: who, how, when, whom they pointed to, what is to be done.

`capture` is pure: no network, no clock, no storage. The same text at the same moment always reads the same.
"""

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
from bot.capture.reading import capture

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
