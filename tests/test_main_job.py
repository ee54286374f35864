"""The main job as a newcomer does it: one command, a page, a talk, and tomorrow's ping; then the process is killed."""

import asyncio
import os
import shutil
import socket
import sqlite3
import sys
import time
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium in PATH")]


class Process:
    """`python -m bot` without a token, in an empty folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.address = folder, f"http://127.0.0.1:{port}"
        self.settings = {"LISTEN": f"127.0.0.1:{port}", "DATA_DIR": str(folder / "data"), "DEFAULT_TZ": "Europe/Lisbon"}

    async def start(self) -> None:
        """Start, and wait until it answers."""
        path = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        root = Path(__file__).parent.parent
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", cwd=self.folder, env={**path, **self.settings, "PYTHONPATH": str(root)}
        )
        await asyncio.to_thread(self._until_healthy)

    def _until_healthy(self, patience: float = 20) -> None:
        late = time.monotonic() + patience
        while time.monotonic() < late:
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError

    async def kill(self) -> None:
        """As `kill -9` does: it gets no chance to tidy up."""
        self.process.kill()
        await self.process.wait()

    def count(self, table: str) -> int:
        """How many rows a table has."""
        with sqlite3.connect(self.folder / "data" / "rapport.sqlite3") as connection:
            number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        connection.close()
        return number


@pytest.fixture
async def process(tmp_path: Path) -> AsyncIterator[Process]:
    """The running process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = Process(tmp_path, port)
    await process.start()
    yield process
    if process.process.returncode is None:
        process.process.terminate()
        await process.process.wait()


@pytest.fixture
async def page(process: Process) -> AsyncIterator[Page]:
    """The chat page, open."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page()
        await page.goto(process.address)
        yield page
        await browser.close()


async def write(page: Page, words: str) -> None:
    """Type a message and send it."""
    await page.get_by_test_id("input").fill(words)
    await page.get_by_test_id("input").press("Enter")


async def press(page: Page, label: str) -> None:
    """Press the newest button of that name."""
    await page.get_by_test_id("inline-button").filter(has_text=label).last.click()


async def last_says(page: Page, words: str) -> None:
    """Wait until the bot's newest message has these words."""
    await expect(page.locator('[data-testid="message"][data-mine="false"]').last).to_contain_text(words)


async def test_a_newcomer_meets_somebody_and_thanks_them_the_next_morning(process: Process, page: Page) -> None:
    await page.get_by_test_id("start").click()
    await last_says(page, "What should I call you?")
    await write(page, "Grace")
    await last_says(page, "Which field interests you most?")
    await write(page, "computing")
    await last_says(page, "How do you introduce yourself")
    for said in ("Where are you?", "At what time of day"):
        await press(page, "Skip")
        await expect(page.get_by_test_id("message").filter(has_text=said)).to_have_count(1)
    await press(page, "09:00")
    await last_says(page, "Pings will come at 09:00, Lisbon time.")

    await write(page, "/add Ada Lovelace, Engines Ltd, analyst")
    await last_says(page, "Ada Lovelace")
    await write(page, "/log Coffee with Ada today, we talked about punched cards and the loom")
    await last_says(page, "thank-you ping tomorrow 9:00")

    await page.get_by_test_id("clock").click()
    await page.get_by_test_id("clock-morning").click()
    await last_says(page, "A thank-you is due.")
    await last_says(page, "punched cards and the loom")
    await press(page, "Sent")
    await last_says(page, "You thanked Ada Lovelace")
    messages = await page.get_by_test_id("message").count()

    await process.kill()
    await process.start()
    await page.reload()
    await last_says(page, "You thanked Ada Lovelace")
    await expect(page.get_by_test_id("message")).to_have_count(messages)
    await write(page, "/contacts ada")
    await last_says(page, "Ada Lovelace")
    assert [process.count(table) for table in ("contacts", "conversations", "letters", "nudges")] == [1, 1, 1, 1]
