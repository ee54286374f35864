"""`python -m bot` as a process of its own, for tests that look at it from outside."""

import asyncio
import os
import re
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parent.parent
PATIENCE = 40.0


class Process:
    """A running bot: what it has written so far, and ways to end it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.out, self.err = "", ""
        self._news = asyncio.Event()
        self._readers = asyncio.gather(self._read(process.stdout, "out"), self._read(process.stderr, "err"))

    async def _read(self, stream: asyncio.StreamReader | None, name: str) -> None:
        assert stream is not None
        while piece := await stream.read(65_536):
            setattr(self, name, getattr(self, name) + piece.decode())
            self._news.set()
        self._news.set()

    async def says(self, pattern: str) -> re.Match[str]:
        """Wait for a line on standard output."""
        async with asyncio.timeout(PATIENCE):
            while not (found := re.search(pattern, self.out)):
                assert not self._readers.done(), f"it has ended without saying that: {self.out}{self.err}"
                self._news.clear()
                await self._news.wait()
        return found

    async def ends(self) -> int:
        """Wait for its end; the exit code."""
        async with asyncio.timeout(PATIENCE):
            await self._readers
            return await self._process.wait()

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end."""
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await self.ends()

    @property
    def address(self) -> str:
        """Where the playground's page is."""
        found = re.search(r"http://[\d.]+:\d+", self.out)
        assert found, self.out
        return found[0]


@asynccontextmanager
async def a_bot(folder: Path, **environment: str) -> AsyncIterator[Process]:
    """The bot with these settings alone; killed at the end if it still runs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    settings = {"DATA_DIR": str(folder / "data"), "DEFAULT_TZ": "UTC", "PYTHONPATH": str(ROOT), **kept, **environment}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        cwd=folder,  # where there is no .env
        env=settings,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Process(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await running.ends()


async def get(address: str) -> tuple[int, str]:
    """The status and the body at an address."""
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, await answer.text()


async def until(is_so: Callable[[], bool], within: float = PATIENCE) -> None:
    """Wait until something is so, looking often."""
    end = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < end, "it did not come to be so in time"
        await asyncio.sleep(0.02)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
