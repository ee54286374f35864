"""The update that is being worked on, so that the transaction it leads to can mark it as applied."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Current:
    """One update in hand. `failed` is set when Telegram could not be reached for the answer."""

    row_id: int
    applied: bool = False
    failed: bool = False


CURRENT: ContextVar[Current | None] = ContextVar("current_update", default=None)
