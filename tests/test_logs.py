"""Logs say what happened by ids, and nothing of what people wrote, at the most talkative level and in every trouble."""

import asyncio
import logging
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.logs import Discreet
from playground.server import serving
from playground.telegram import Telegram
from tests.processes import Process, a_bot, until

TOKEN = "4242424242:AAsecretpartofthetoken"
# Words that can come from nowhere else.
PRIVATE = (
    *("wilhelmina", "quibbleworth", "zuleika", "frobnitz", "balthazar", "oddfellow", "xylophone", "marmalade"),
    *("clandestine", "7946", "38.7369", "zq@frobnitz", "hallucinogenic", "secretpartofthetoken", "4242424242:"),
)


def assert_discreet(bot: Process) -> None:
    """Nothing private in anything the process has written."""
    written = (bot.out + bot.err).casefold()
    assert written
    assert [word for word in PRIVATE if word in written] == []


class Page:
    """The chat page's side of the playground."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session, self._address = session, address

    async def ask(self, path: str, **body: Any) -> dict[str, Any]:
        """Post something as the first person."""
        async with self._session.post(f"{self._address}/playground/{path}?user=1001", json=body) as answer:
            given: dict[str, Any] = await answer.json()
        assert given["ok"], given
        return given

    async def said(self) -> list[dict[str, Any]]:
        """The bot's messages."""
        async with self._session.get(f"{self._address}/playground/state?user=1001") as answer:
            state = await answer.json()
        return [message for message in state["messages"] if not message["mine"]]

    async def does(self, path: str, **body: Any) -> dict[str, Any]:
        """Do something, and wait for the bot's next message or its next change of one."""
        before = await self.said()
        await self.ask(path, **body)
        for _ in range(400):
            if (now := await self.said()) != before:
                return now[-1]
            await _moment()
        raise AssertionError(f"the bot has not answered {path}")

    async def sees(self, words: str) -> dict[str, Any]:
        """Wait for a message of the bot's with these words."""
        for _ in range(400):
            for message in await self.said():
                if words in message["text"]:
                    return message
            await _moment()
        raise AssertionError(f"no message says {words}")

    async def presses(self, label: str) -> dict[str, Any]:
        """Press a button under the newest message that has it."""
        for message in reversed(await self.said()):
            for row in message["keyboard"]:
                for button in row:
                    if button["text"].startswith(label):
                        return await self.does("press", message_id=message["id"], button=button["id"])
        raise LookupError(label)


async def _moment() -> None:
    await asyncio.sleep(0.02)


@asynccontextmanager
async def a_page(folder: Path) -> AsyncIterator[tuple[Page, Process]]:
    """The bot in the playground, as talkative as it can be."""
    async with a_bot(folder, LISTEN="127.0.0.1:0", LOG_LEVEL="DEBUG") as bot, aiohttp.ClientSession() as session:
        await bot.says("The playground is open")
        yield Page(session, bot.address), bot


@pytest.fixture
def folder(tmp_path: Path, migrated: Path) -> Path:
    """Where the bot runs."""
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(migrated, tmp_path / "data" / "rapport.sqlite3")
    return tmp_path


async def test_a_whole_day_leaves_no_name_and_no_word_in_the_log(folder: Path) -> None:
    async with a_page(folder) as (page, bot):
        await page.does("send", text="/start")
        await page.does("send", text="Wilhelmina")
        await page.does("send", text="hallucinogenic botany")
        await page.presses("Skip")
        await page.does("location", latitude=38.7369, longitude=-9.1427)
        await page.presses("09:00")
        card = await page.does("send", text="/add Zuleika Quibbleworth, Frobnitz Ltd, clandestine analyst")
        assert "Zuleika Quibbleworth" in card["text"]
        await page.does("contact", phone="+44 20 7946 0958", first_name="Balthazar", last_name="Oddfellow")
        await page.does("forward", text="write to zq@frobnitz.example", from_name="Balthazar Oddfellow")
        await page.does("send", text="/log")
        await page.does("send", text="Zuleika Quibbleworth")
        await page.presses("Today")
        await page.presses("☕")
        await page.does("send", text="talked about marmalade, said learn the xylophone")
        await page.presses("That is all")
        # Bad input of several kinds.
        for words in ("/log 31 February with Zuleika", f"/add {'xylophone ' * 200}", "/quibbleworth", "marmalade?"):
            await page.does("send", text=words)
        await page.ask("clock", jump="morning", zone="Europe/Lisbon")
        ping = await page.sees("with Zuleika Quibbleworth yesterday")
        assert {"Sent", "Later", "Edit", "Skip"} <= {button["text"] for row in ping["keyboard"] for button in row}
        await page.presses("Sent")
        assert await bot.stop() == 0
    assert_discreet(bot)
    assert "INFO bot.run: stopping" in bot.err


async def test_every_trouble_is_logged_and_none_of_it_quotes_anybody(folder: Path) -> None:
    telegram = Telegram(MovableClock(), token=TOKEN)
    grace = telegram.person(1001, first_name="Wilhelmina", username="quibbleworth")
    chat = telegram.chat(1001)

    async def says(words: str, answers: int = 1) -> None:
        before = len(chat.said)
        grace.send(words)
        await telegram.until(lambda: len(chat.said) >= before + answers, timeout=20)

    settings = {"BOT_TOKEN": TOKEN, "ACCESS": "open", "LOG_LEVEL": "DEBUG"}
    async with serving(telegram) as api, a_bot(folder, BOT_API_URL=api, **settings) as bot:
        await bot.says("running as")
        await says("/add Zuleika Quibbleworth, Frobnitz Ltd")
        telegram.flood(retry_after=1)
        await says("/contacts zuleika")
        telegram.fault("sendMessage", when="before")
        await says("/contacts frobnitz")
        telegram.refuse("sendMessage", 400, "Bad Request: can't parse entities: marmalade")
        await says("/contacts xylophone")
        telegram.fault("getUpdates", when="after")
        telegram.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
        await says("/contacts clandestine")
        # The database fails in the middle, with names among its parameters.
        with closing(sqlite3.connect(folder / "data" / "rapport.sqlite3")) as connection:
            connection.execute("ALTER TABLE contacts RENAME TO gone")
            connection.commit()
        await says("/add Balthazar Oddfellow, Frobnitz Ltd")
        grace.block()
        await until(lambda: "has blocked the bot" in bot.err)
        telegram.token = "4242424242:another"
        grace.unblock()  # ends the poll that is under way
        assert await bot.ends() == 1
    await telegram.close()
    for line in (
        "409",
        "ERROR bot.errors: inbox row",
        "OperationalError",
        "owner 1001 has blocked",
        "no longer accepts",
    ):
        expected = "another process is polling" if line == "409" else line
        assert expected in bot.err
    assert_discreet(bot)


def test_a_traceback_says_where_and_what_kind_and_quotes_nothing() -> None:
    record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "row %s failed", (7,), None)
    try:
        try:
            dict[str, int]()["marmalade"]
        except KeyError as cause:
            raise ValueError("xylophone") from cause
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    written = Discreet("%(message)s").format(record)
    assert re.match(r"row 7 failed\nKeyError, raised at\n  .*test_logs\.py:\d+ in test_a_", written)
    assert "leading to\nValueError, raised at" in written
    assert "marmalade" not in written
    assert "xylophone" not in written
