"""A Bot API server in a process of its own, which plays many people writing to a bot and counts the answers.

    async with running(latency=0.05) as api:            # every call takes 50 ms
        ...start a bot with base_url=api.base_url...
        await api.polled()                              # the bot is asking for updates
        result = await api.load(people=200, messages=2000, texts=["/due", "/contacts"])

It knows as much of the Bot API as a bot needs in order to run: getUpdates with offsets and long polling, getMe, files,
and for every other method a plausible answer. `python -m benchmarks.fake_api` runs it alone.
"""

import argparse
import asyncio
import itertools
import json
import sys
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

TOKEN = "123456789:FakeTokenFakeTokenFakeTokenFakeToken"
BOT = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Rapport",
    "username": "rapport_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
FIRST_PERSON = 1_000_000
# Methods that answer a person, with the message sent.
SENDS = (
    "sendMessage",
    "sendPhoto",
    "sendDocument",
    "sendVideo",
    "sendAnimation",
    "sendLocation",
    "sendContact",
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
    "editMessageReplyMarkup",
)


@dataclass(frozen=True)
class Result:
    """What a load came to. Times are seconds; a wait runs from when the bot could fetch a message to its answer."""

    messages: int
    answered: int
    calls: int
    seconds: float
    wait_median: float
    wait_95th: float
    in_order: bool

    @property
    def rate(self) -> float:
        """Updates answered a second."""
        return self.answered / self.seconds if self.seconds else 0.0


class FakeApi:
    """The server's state: updates nobody has confirmed, and what was answered to whom."""

    def __init__(self, latency: float) -> None:
        self.latency = latency
        self.updates: deque[dict[str, Any]] = deque()
        self.ids = itertools.count(1)
        self.arrived = asyncio.Event()
        self.polled = asyncio.Event()
        self.calls = 0
        self.started_at = 0.0
        self.last_at = 0.0
        self.asked: dict[int, deque[float]] = defaultdict(deque)
        self.said: dict[int, list[str]] = defaultdict(list)
        self.wanted: dict[int, list[str]] = defaultdict(list)
        self.waits: list[float] = []
        self.done = asyncio.Event()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Any request at all: the Bot API's under /bot<token>/, the benchmark's own under /benchmark/."""
        _, where, name = request.path.split("/", 2)
        if where == "benchmark":
            return await self._control(request, name)
        if where == "file":
            return web.Response(body=b"A file.")
        self.calls += 1
        parameters = await _parameters(request)
        if self.latency:
            await asyncio.sleep(self.latency)
        result = await self._get_updates(parameters) if name == "getUpdates" else self._result(name, parameters)
        body = json.dumps({"ok": True, "result": result}, separators=(",", ":"))
        return web.Response(body=body.encode(), content_type="application/json")

    async def _control(self, request: web.BaseRequest, name: str) -> web.Response:
        if name == "load":
            self._load(**await request.json())
        elif name == "polled":
            await self.polled.wait()
        elif name == "wait":
            wait = float(request.query["seconds"])
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self.done.wait()
        return web.json_response(asdict(self._outcome()))

    def _load(self, people: int, messages: int, texts: list[str]) -> None:
        """Everybody writes in turn, all at once, as after an announcement."""
        self.asked.clear()
        self.said.clear()
        self.wanted.clear()
        self.waits.clear()
        self.calls = 0
        self.done.clear()
        self.started_at = self.last_at = time.perf_counter()
        for number in range(messages):
            person = FIRST_PERSON + number % people
            text = texts[number // people % len(texts)].format(number=number)
            self.wanted[person].append(text)
            self.asked[person].append(self.started_at)
            self.updates.append(_message(next(self.ids), person, text))
        self.arrived.set()

    def _outcome(self) -> Result:
        waits = sorted(self.waits)
        return Result(
            messages=sum(map(len, self.wanted.values())),
            answered=len(waits),
            calls=self.calls,
            seconds=self.last_at - self.started_at,
            wait_median=waits[len(waits) // 2] if waits else 0.0,
            wait_95th=waits[len(waits) * 95 // 100] if waits else 0.0,
            # Only an echo can be told to be out of order.
            in_order=all(self.said[person] == texts for person, texts in self.wanted.items()),
        )

    async def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """As Telegram does it: an offset confirms all before it, and what is not confirmed comes again."""
        self.polled.set()
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            self.arrived.clear()
            try:
                async with asyncio.timeout(float(parameters.get("timeout", 0))):
                    await self.arrived.wait()
            except TimeoutError:
                return []
        return list(itertools.islice(self.updates, limit))

    def _result(self, method: str, parameters: dict[str, Any]) -> object:
        if method == "getMe":
            return BOT
        if method == "getFile":
            return {"file_id": "f", "file_unique_id": "u", "file_size": 7, "file_path": "documents/file.txt"}
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.updates)}
        if method not in SENDS:
            return True
        person = int(parameters.get("chat_id", 0))
        text = str(parameters.get("text") or parameters.get("caption") or "")
        self._count(person, text)
        return _message(next(self.ids), person, text)["message"] | {"from": BOT}

    def _count(self, person: int, text: str) -> None:
        if not self.asked[person]:
            return  # more than one answer to a message: the first counts
        self.last_at = time.perf_counter()
        self.waits.append(self.last_at - self.asked[person].popleft())
        self.said[person].append(text)
        if len(self.waits) == sum(map(len, self.wanted.values())):
            self.done.set()


def _message(number: int, person: int, text: str) -> dict[str, Any]:
    sender = {"id": person, "is_bot": False, "first_name": f"Person {person}", "language_code": "en"}
    message: dict[str, Any] = {
        "message_id": number,
        "date": int(time.time()),
        "from": sender,
        "chat": {"id": person, "type": "private", "first_name": sender["first_name"]},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {"update_id": number, "message": message}


async def _parameters(request: web.BaseRequest) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    if request.content_type == "multipart/form-data":
        return dict(await request.post())
    return dict(parse_qsl((await request.read()).decode()))


@dataclass(frozen=True)
class Handle:
    """The benchmark's end of the wire."""

    address: str

    @property
    def base_url(self) -> str:
        """For PTB's `base_url`."""
        return f"{self.address}/bot"

    async def polled(self) -> None:
        """Wait until a bot asks for updates."""
        await self._call("polled")

    async def load(self, people: int, messages: int, texts: list[str], patience: float = 120) -> Result:
        """Let everybody write, and wait until all are answered, or for `patience` seconds."""
        await self._call("load", json={"people": people, "messages": messages, "texts": texts})
        state = await self._call(f"wait?seconds={patience}")
        return Result(**state)

    async def _call(self, name: str, **options: Any) -> dict[str, Any]:
        timeout = aiohttp.ClientTimeout(total=None)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(f"{self.address}/benchmark/{name}", **options) as response,
        ):
            return dict(await response.json())


@asynccontextmanager
async def running(latency: float = 0.0) -> AsyncIterator[Handle]:
    """The server in its own process; `latency` seconds are added to every call."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.fake_api", "--latency", str(latency), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield Handle((await process.stdout.readline()).decode().strip())
    finally:
        process.terminate()
        await process.wait()


async def _serve(port: int, latency: float) -> None:
    runner = web.ServerRunner(web.Server(FakeApi(latency).answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


def main() -> None:
    """Run the server alone, and print its address."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds added to every call")
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.port, options.latency))


if __name__ == "__main__":
    main()
