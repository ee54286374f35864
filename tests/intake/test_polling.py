"""Fetching updates: patient with the network, obedient to Telegram, and never ahead of what is stored."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import Forbidden, InvalidToken

from bot.intake.polling import LONG_POLL, PATIENCE, WANTED, poll
from tests.conftest import Chat

Waits = list[float]


@asynccontextmanager
async def polling(chat: Chat) -> AsyncIterator[Waits]:
    """The bot fetches its updates; gives the seconds it has waited between attempts, which pass at once."""
    waits: Waits = []

    async def pass_at_once(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    task = asyncio.ensure_future(poll(chat.bot.application, chat.bot.door, pass_at_once))
    try:
        yield waits
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def polls(chat: Chat) -> list[Any]:
    """The offsets the bot has asked from, in order."""
    return [params.get("offset") for method, params in chat.telegram.calls if method == "getUpdates"]


async def answered(chat: Chat, words: str = "/settings") -> None:
    """Say something, and wait until the bot has answered."""
    before = len(chat.said)
    chat.person.send(words)
    await chat.telegram.until(lambda: len(chat.said) > before)


async def test_it_waits_longer_after_each_failure_and_is_quick_again_after_a_success(chat: Chat) -> None:
    chat.telegram.fault("getUpdates", times=8)
    async with polling(chat) as waits:
        await answered(chat)
        assert waits == [1, 2, 4, 8, 15, 30, 30, 30]
        chat.telegram.fault("getUpdates")
        await answered(chat)  # wakes the poll under way; the next one fails
        await answered(chat)
        assert waits[8:] == [1]
    assert [pause.total_seconds() for pause in PATIENCE] == [1, 2, 4, 8, 15, 30]


async def test_told_to_slow_down_it_waits_exactly_as_told(chat: Chat) -> None:
    chat.telegram.flood(method="getUpdates", retry_after=17, times=2)
    async with polling(chat) as waits:
        await answered(chat)
    assert waits == [17, 17]


@pytest.mark.parametrize(
    ("trouble", "line"),
    [
        pytest.param(
            lambda telegram: telegram.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request"),
            "another process is polling with this token",
            id="a second bot on the token",
        ),
        pytest.param(lambda telegram: telegram.fault("getUpdates"), "Telegram could not be reached", id="no network"),
        pytest.param(
            lambda telegram: telegram.refuse("getUpdates", 500, "Internal Server Error"),
            "Telegram could not be reached (NetworkError)",
            id="Telegram is down",
        ),
    ],
)
async def test_each_setback_is_one_line_in_the_log_and_not_the_end(
    chat: Chat, caplog: pytest.LogCaptureFixture, trouble: Callable[[Any], None], line: str
) -> None:
    trouble(chat.telegram)
    async with polling(chat):
        await answered(chat)
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.intake.polling"]
    assert len(lines) == 1
    assert lines[0].startswith(line)


@pytest.mark.parametrize(("code", "error"), [(401, InvalidToken), (404, InvalidToken), (403, Forbidden)])
async def test_a_token_that_is_not_accepted_ends_it(chat: Chat, code: int, error: type[Exception]) -> None:
    chat.telegram.refuse("getUpdates", code, "Unauthorized")
    with pytest.raises(error):
        await poll(chat.bot.application, chat.bot.door)


async def test_the_offset_moves_past_what_is_stored_and_no_further(chat: Chat) -> None:
    async with polling(chat):
        await answered(chat)
        first = polls(chat)
        await answered(chat)
        await chat.telegram.until(lambda: len(polls(chat)) > len(first))
    stored = chat.telegram.updates.next_id - 1
    assert first[0] is None
    assert polls(chat)[-1] in {stored, stored + 1}  # the second if it has asked again already


async def test_updates_that_could_not_be_stored_are_fetched_again_and_none_is_lost(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept, away = chat.bot.door.accept, [True, True]

    async def out_of_reach(updates: Any) -> None:
        if updates and away:
            away.pop()
            raise OperationalError("INSERT", {}, Exception("gone"))
        await accept(updates)

    monkeypatch.setattr(chat.bot.door, "accept", out_of_reach)
    async with polling(chat) as waits:
        await answered(chat, "/add Ada Lovelace")
    assert waits == [1, 2]
    assert polls(chat)[:3] == [None, None, None]
    assert len(chat.said) == 1
    assert "updates could not be stored (OperationalError)" in caplog.text


async def test_it_asks_for_the_kinds_of_update_it_knows_and_lets_telegram_hold_the_call(chat: Chat) -> None:
    async with polling(chat):
        await answered(chat)
    asked = next(params for method, params in chat.telegram.calls if method == "getUpdates")
    assert asked["allowed_updates"] == list(WANTED)
    assert asked["timeout"] == LONG_POLL.total_seconds() == 50
