"""Records to be pinged about; and no waiting between messages, which Telegram's limits would ask for."""

import pytest

from bot import pacing
from tests.conftest import Chat
from tests.reminders.records import Records


@pytest.fixture
def records(chat: Chat) -> Records:
    return Records(chat)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr(pacing, "PINGS_A_SECOND", 100_000)
