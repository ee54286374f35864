"""Updates on their way to the bot: polling, and the webhook."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from playground import updates
from playground.api import ApiError
from playground.people import Person
from playground.telegram import Telegram


async def poll(telegram: Telegram, **params: Any) -> list[str]:
    """The texts that a getUpdates brings."""
    return [update["message"]["text"] for update in await telegram.call("getUpdates", params)]


@pytest.fixture
def three(telegram: Telegram, ada: Person) -> list[int]:
    """The ids of three updates that wait."""
    for words in ("one", "two", "three"):
        ada.send(words)
    return list(telegram.updates.pending)


async def test_updates_come_again_until_they_are_confirmed(telegram: Telegram, three: list[int]) -> None:
    assert await poll(telegram) == ["one", "two", "three"]
    assert await poll(telegram, limit=2) == ["one", "two"]
    assert await poll(telegram, offset=three[1]) == ["two", "three"]
    assert await poll(telegram, offset=0) == ["two", "three"]
    assert await poll(telegram, offset=three[2] + 1) == []
    assert await poll(telegram) == []


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(telegram: Telegram, three: list[int]) -> None:
    assert await poll(telegram, offset=-1) == ["three"]
    assert await poll(telegram) == ["three"]
    assert await poll(telegram, offset=-100) == ["three"]


async def test_numbers_start_at_the_time_and_rise_by_one(telegram: Telegram, three: list[int]) -> None:
    assert three == list(range(three[0], three[0] + 3))
    assert abs(three[0] - time.time()) < 10


@pytest.mark.parametrize(("limit", "size"), [(0, 100), (1000, 100), (-5, 1), (7, 7)])
async def test_a_poll_brings_a_hundred_at_most(telegram: Telegram, ada: Person, limit: int, size: int) -> None:
    for number in range(120):
        ada.send(str(number))
    assert len(await poll(telegram, limit=limit)) == size


async def test_a_long_poll_ends_with_the_first_update(telegram: Telegram, ada: Person) -> None:
    waiting = asyncio.ensure_future(poll(telegram, timeout=30))
    await asyncio.sleep(0)
    ada.send("now")
    assert await waiting == ["now"]


async def test_a_long_poll_ends_with_its_time(telegram: Telegram, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "LONGEST_POLL", 0.01)
    assert await poll(telegram, timeout=1000) == []


async def test_a_second_poller_ends_the_first(telegram: Telegram, ada: Person) -> None:
    first = asyncio.ensure_future(poll(telegram, timeout=30))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(poll(telegram, timeout=30))
    with pytest.raises(ApiError) as refusal:
        await first
    assert refusal.value.envelope() == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    ada.send("still there")
    assert await second == ["still there"]


async def test_a_poller_that_went_away_is_in_nobodys_way(telegram: Telegram, ada: Person) -> None:
    gone = asyncio.ensure_future(poll(telegram, timeout=30))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    ada.send("hello")
    assert await poll(telegram) == ["hello"]


async def test_a_poll_that_is_cancelled_while_it_is_answered_ends(telegram: Telegram, ada: Person) -> None:
    async def poll_on() -> None:
        while True:
            await poll(telegram, timeout=30)

    polling = asyncio.ensure_future(poll_on())
    await asyncio.sleep(0)
    await telegram.updates.close()
    polling.cancel()
    done, _ = await asyncio.wait({polling}, timeout=0.5)
    assert done == {polling}


async def test_only_what_the_bot_allows_is_queued(telegram: Telegram, ada: Person) -> None:
    await telegram.call("getUpdates", {"allowed_updates": '["message"]'})
    ada.block()
    assert not telegram.updates.pending
    assert (await telegram.call("getWebhookInfo"))["allowed_updates"] == ["message"]
    await telegram.call("getUpdates")
    ada.unblock()
    assert not telegram.updates.pending
    await telegram.call("getUpdates", {"allowed_updates": []})
    ada.block()
    assert len(telegram.updates.pending) == 1


class Hook:
    """A bot's webhook: what came, and what it answers."""

    def __init__(self) -> None:
        self.came: list[tuple[str, str | None]] = []
        self.statuses: list[int] = []
        self._more = asyncio.Event()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.came.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self._more.set()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.came) < count:
                self._more.clear()
                await self._more.wait()


@pytest.fixture
async def hook(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hook]:
    monkeypatch.setattr(updates, "FIRST_RETRY", 0.01)
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await telegram.close()
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(telegram: Telegram, ada: Person, hook: Hook) -> None:
    ada.send("before")
    await telegram.call("setWebhook", {"url": hook.url, "secret_token": "a-secret_7"})
    await hook.until(1)
    ada.send("after")
    await hook.until(2)
    assert hook.came == [("before", "a-secret_7"), ("after", "a-secret_7")]
    await asyncio.sleep(0.01)
    info = await telegram.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_what_the_webhook_does_not_take_comes_again_in_order(telegram: Telegram, ada: Person, hook: Hook) -> None:
    hook.statuses = [500, 404]
    await telegram.call("setWebhook", {"url": hook.url})
    ada.send("one")
    ada.send("two")
    await hook.until(4)
    assert [words for words, _ in hook.came] == ["one", "one", "one", "two"]
    assert (await telegram.call("getWebhookInfo"))["last_error_message"] == (
        "Wrong response from the webhook: 404 Not Found"
    )


async def test_polling_and_a_webhook_exclude_each_other(telegram: Telegram, ada: Person, hook: Hook) -> None:
    waiting = asyncio.ensure_future(poll(telegram, timeout=30))
    await asyncio.sleep(0)
    await telegram.call("setWebhook", {"url": hook.url})
    with pytest.raises(ApiError, match="terminated by setWebhook request"):
        await waiting
    with pytest.raises(ApiError, match="can't use getUpdates method while webhook is active"):
        await poll(telegram)
    await telegram.call("deleteWebhook")
    ada.send("polled")
    assert await poll(telegram) == ["polled"]


async def test_waiting_updates_can_be_dropped(telegram: Telegram, ada: Person) -> None:
    ada.send("old")
    await telegram.call("deleteWebhook", {"drop_pending_updates": True})
    assert await poll(telegram) == []


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"url": "http://a.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https:///x"}, "bad webhook: invalid webhook URL specified"),
        ({"url": "https://a.org/", "secret_token": "no spaces"}, "secret token contains unallowed characters"),
        ({"url": "https://a.org/", "secret_token": "a" * 257}, "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_must_fit(telegram: Telegram, params: dict[str, str], sentence: str) -> None:
    with pytest.raises(ApiError) as refusal:
        await telegram.call("setWebhook", params)
    assert refusal.value.description == f"Bad Request: {sentence}"
    assert (await telegram.call("getWebhookInfo"))["url"] == ""
