"""Somebody who is not admitted learns nothing, neither of questions nor of people."""

from pathlib import Path

import pytest

from bot.settings import Access, Settings
from tests.conftest import OWNER, ZONE, Chat, a_settings
from tests.makers import add


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """For one person alone."""
    return a_settings(data_dir=tmp_path, default_tz=ZONE, access=Access.LIST, allowed_ids=str(OWNER))


async def test_a_stranger_finds_nothing(chat: Chat) -> None:
    await add(chat, "Priya Shah")
    mine = chat.telegram.ask_inline(chat.person.user, "priya", "")
    other = chat.another(2002)
    theirs = chat.telegram.ask_inline(other.person.user, "priya", "")
    await chat.settle()
    assert mine.results[0]["title"] == "Priya Shah"
    assert theirs.results == []
