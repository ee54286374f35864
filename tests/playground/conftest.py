from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from bot.clock import MovableClock
from playground.people import Person
from playground.server import create_app
from playground.telegram import Telegram


@pytest.fixture(autouse=True)
def _lengths_as_ptb_will_give_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """PTB warns wherever a RetryAfter carries plain seconds; this is its documented way into the next version."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def http(telegram: Telegram) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the playground's HTTP application, without sockets."""
    app = create_app(telegram)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8080") as client:
        yield client


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 3, 11, 15, tzinfo=UTC), frozen=True)


@pytest.fixture
def telegram(clock: MovableClock) -> Telegram:
    return Telegram(clock)


@pytest.fixture
def ada(telegram: Telegram) -> Person:
    """Somebody who has written to the bot, which has taken note."""
    person = telegram.person(1001, first_name="Ada", last_name="Lovelace", username="ada_l")
    person.send("/start")
    telegram.updates.take()
    return person
