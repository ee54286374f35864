"""Records to be pinged about."""

import pytest

from tests.conftest import Chat
from tests.reminders.records import Records


@pytest.fixture
def records(chat: Chat) -> Records:
    return Records(chat)
