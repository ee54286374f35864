"""Shared by the tests of the capture engine."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pytest

from bot.capture import Capture, KnownContact, capture, names_model

Read = Callable[..., Capture]


@pytest.fixture
def without_names_model() -> Iterator[None]:
    names_model.switch_off()
    yield
    names_model.switch_off(off=False)


@pytest.fixture
def read() -> Read:
    """Read a message on Wednesday 20 May 2026, three in the afternoon in New York."""

    def reader(
        text: str,
        *,
        now: str = "2026-05-20T15:00:00-04:00",
        tz: str = "America/New_York",
        known: Sequence[KnownContact] = (),
    ) -> Capture:
        return capture(text, now=datetime.fromisoformat(now), tz=tz, known=known)

    return reader
