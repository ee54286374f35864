"""From start to stop: it says in one line that it runs, or why not, and ends without losing anything.

Where a process has to die, or must be seen from outside, `python -m bot` is started as one; else the same start runs in
this process.
"""

import asyncio
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import Any, Protocol

import aiohttp
import pytest

from bot import access
from bot.clock import MovableClock
from bot.intake.door import SAVED
from bot.intake.webhook import SECRET_HEADER
from bot.run import run
from bot.starting import CannotStart
from playground.server import serving
from playground.telegram import Telegram
from tests.conftest import a_settings
from tests.processes import a_bot, free_port, get, until

LOOPBACK = "127.0.0.1:0"
SECRET = "known-to-telegram-and-us"


class Serve(Protocol):
    """Runs the bot here with these settings; gives its task."""

    def __call__(self, **settings: Any) -> AbstractAsyncContextManager[asyncio.Task[None]]:
        """`async with serve(access="open"):`, ended as SIGTERM ends it."""


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A Telegram of this test's own."""
    telegram = Telegram(MovableClock())
    yield telegram
    await telegram.close()


@pytest.fixture
async def api(telegram: Telegram) -> AsyncIterator[str]:
    """The same over HTTP: its address."""
    async with serving(telegram) as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path, migrated: Path) -> Path:
    """Where the bot runs, with a database at the newest schema."""
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(migrated, tmp_path / "data" / "rapport.sqlite3")
    return tmp_path


@pytest.fixture
def serve(folder: Path, api: str, telegram: Telegram) -> Serve:
    """The bot on that Telegram, in this process."""
    access.forget_strangers()

    @asynccontextmanager
    async def serve(**settings: Any) -> AsyncIterator[asyncio.Task[None]]:
        given = {"bot_api_url": api, "bot_token": telegram.token, "access": "open", "data_dir": folder / "data"}
        task = asyncio.ensure_future(run(a_settings(**given | settings)))
        yield task
        if not task.done():
            signal.raise_signal(signal.SIGTERM)
        await task

    return serve


def ask(folder: Path, query: str) -> list[Any]:
    """What the database holds, read from beside the bot."""
    with closing(sqlite3.connect(folder / "data" / "rapport.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def names(folder: Path, owner_id: int) -> list[str]:
    """The owner's people, in the order in which they were added."""
    return [row[0] for row in ask(folder, f"SELECT name FROM contacts WHERE owner_id = {owner_id} ORDER BY id")]


def kept(folder: Path) -> int:
    """How many people are kept, of all owners."""
    return int(ask(folder, "SELECT count(*) FROM contacts")[0][0])


def unanswered(folder: Path) -> int:
    """How many updates are stored and not done."""
    return int(ask(folder, "SELECT count(*) FROM inbox WHERE done_at IS NULL")[0][0])


def said(telegram: Telegram, person: int) -> Sequence[str]:
    """What the bot has said to somebody."""
    return telegram.chat(person).said


# As a process


async def test_without_a_token_the_playground_opens_and_a_kill_loses_nothing(tmp_path: Path) -> None:
    words = "/add Ada Lovelace, Engines Ltd, analyst"
    async with aiohttp.ClientSession() as session:
        async with a_bot(tmp_path, LISTEN=LOOPBACK) as bot:
            await bot.says("The playground is open: http://127.0.0.1:")
            assert await get(f"{bot.address}/healthz") == (200, '{"ok":true}')
            await session.post(f"{bot.address}/playground/send?user=1001", json={"text": words})
            await until(lambda: names(tmp_path, 1001) == ["Ada Lovelace"])
            assert "rapport_updates_accepted_total 1.0" in (await get(f"{bot.address}/metrics"))[1]
            await bot.stop(signal.SIGKILL)
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "data" / "rapport.sqlite3").stat().st_mode & 0o777 == 0o600
        async with a_bot(tmp_path, LISTEN=LOOPBACK) as bot:
            await bot.says("The playground is open")
            async with session.get(f"{bot.address}/playground/state?user=1001") as answer:
                first = (await answer.json())["messages"][0]
            assert (first["text"], first["mine"]) == (words, True)
            assert names(tmp_path, 1001) == ["Ada Lovelace"]
            # An open page does not hold up the end.
            async with session.get(f"{bot.address}/playground/events?user=1001") as page:
                assert await page.content.readline() == b": welcome\n"
                assert await bot.stop(signal.SIGINT) == 0
            # The web server would say that it had to cut the page off.
            assert "Traceback" not in bot.err
            assert "graceful" not in bot.err


async def test_killed_again_and_again_it_loses_nothing_and_does_nothing_twice(
    folder: Path, api: str, telegram: Telegram
) -> None:
    settings = {"BOT_API_URL": api, "BOT_TOKEN": telegram.token, "ACCESS": "open"}
    people = [telegram.person(number) for number in (1001, 2002, 3003)]
    everybody = [f"Person {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    # First between saving and saying so: nothing it sends gets through.
    telegram.fault("sendMessage", times=1000)
    for person in people:
        person.send(f"/add {everybody[0]}")
    async with a_bot(folder, **settings) as bot:
        await until(lambda: kept(folder) == 3)
        await bot.stop(signal.SIGKILL)
    assert all(not said(telegram, person.id) for person in people)
    telegram.faults.clear()
    # Then in the middle of many.
    for name in everybody[1:]:
        for person in people:
            person.send(f"/add {name}")
    telegram.latency = 0.01
    async with a_bot(folder, **settings) as bot:
        await until(lambda: kept(folder) >= 12)
        await bot.stop(signal.SIGKILL)
    # And told to stop, it finishes what is in hand.
    async with a_bot(folder, **settings) as bot:
        await bot.says("running as @rapport_bot")
        await until(lambda: kept(folder) == 48)
        assert await bot.stop() == 0
        assert telegram.token not in bot.out + bot.err
    assert unanswered(folder) == 0
    for person in people:
        assert names(folder, person.id) == everybody
        assert said(telegram, person.id)[0] == SAVED
        assert len(said(telegram, person.id)) >= len(everybody)


async def test_a_token_that_telegram_does_not_know_is_told_without_repeating_it(folder: Path, api: str) -> None:
    async with a_bot(folder, BOT_API_URL=api, BOT_TOKEN="7:not-a-token") as bot:
        assert await bot.ends() == 1
    assert bot.err == "Telegram does not know this token. Check BOT_TOKEN and BOT_API_URL.\n"
    assert bot.out == ""


async def test_every_wrong_setting_is_told_in_a_line_of_its_own(tmp_path: Path) -> None:
    async with a_bot(tmp_path, LISTEN="8080", DEFAULT_TZ="Mars", BOT_TOKEN="my token") as bot:
        assert await bot.ends() == 2
    assert sorted(bot.err.splitlines()) == [
        "BOT_TOKEN: a token looks like 123456789:ABC-def; copy it from BotFather once more",
        "DEFAULT_TZ: use an IANA time zone such as Europe/Lisbon",
        "LISTEN: use HOST:PORT, for example 127.0.0.1:8080",
    ]
    assert not (tmp_path / "data").exists()


# Why it does not start


@pytest.mark.parametrize("token", [None, "1:no-network-is-needed-to-find-out"], ids=["playground", "telegram"])
async def test_a_port_that_is_taken_is_said_in_one_line(
    folder: Path, token: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as server:
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(CannotStart, match=f"^{address} is taken. Set LISTEN to another HOST:PORT.$"):
            await run(a_settings(listen=address, bot_token=token, data_dir=folder / "data"))
    assert capsys.readouterr().out == ""


async def test_a_second_bot_on_the_same_folder_is_turned_away(folder: Path) -> None:
    first = Telegram(MovableClock(), journal=folder / "data" / "playground")
    with pytest.raises(CannotStart, match=r"is in use by another playground. Is the bot running already\?"):
        await run(a_settings(listen=LOOPBACK, data_dir=folder / "data"))
    await first.close()


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        pytest.param({"database_url": "postgresql://me:hush@127.0.0.1:1/rapport"}, "Connect call", id="no server"),
        pytest.param({"database_url": "mysql://me:hush@127.0.0.1/rapport"}, "use sqlite", id="another database"),
        pytest.param({"database_url": "sqlite:///no.sqlite3"}, "file is not a database", id="not a database"),
        pytest.param({"database_url": "sqlite:////proc/none/of.sqlite3"}, "No such file", id="nowhere to write"),
        pytest.param({"listen": "0.0.0.0:8080"}, "is for this machine only", id="the playground for everybody"),
    ],
)
async def test_a_start_that_cannot_be_is_explained_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    await asyncio.to_thread(Path("no.sqlite3").write_bytes, b"anything else " * 100)
    with pytest.raises(CannotStart, match=line) as refused:
        await run(a_settings(data_dir=tmp_path / "data", **settings))
    assert "\n" not in str(refused.value)
    assert "hush" not in str(refused.value)


async def test_a_database_of_a_newer_version_is_left_alone(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data" / "rapport.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(CannotStart, match="written by a newer version of the bot"):
        await run(a_settings(listen=LOOPBACK, data_dir=folder / "data"))


# On Telegram


async def test_the_first_person_with_the_printed_code_becomes_the_owner(
    serve: Serve, telegram: Telegram, capsys: pytest.CaptureFixture[str]
) -> None:
    sam, grace = telegram.person(2002, first_name="Sam"), telegram.person(1001, first_name="Grace")
    async with serve(access="owner"):
        sam.send("/start")
        await telegram.until(lambda: said(telegram, 2002) == [access.PAIRING])
        printed = capsys.readouterr().out
        code = printed.partition("Pairing code: ")[2].partition("\n")[0]
        assert f"https://t.me/rapport_bot?start={code}" in printed
        grace.send(f"/start {code}")
        await telegram.until(lambda: "What should I call you?" in said(telegram, 1001))
        assert said(telegram, 1001)[0] == access.PAIRED
    access.forget_strangers()
    async with serve(access="owner"):
        sam.send(code)
        await telegram.until(lambda: len(said(telegram, 2002)) == 2)
        assert said(telegram, 2002)[1] == access.PRIVATE
    assert "Pairing" not in capsys.readouterr().out


async def test_a_token_taken_back_ends_the_bot_with_one_line(serve: Serve, telegram: Telegram) -> None:
    async def take_it_back() -> None:
        async with serve() as running:
            await until(lambda: any(method == "getUpdates" for method, _ in telegram.calls))
            telegram.token = "1234567890:another"
            telegram.person(1001).send("/start")  # ends the poll that is under way
            await until(running.done)

    with pytest.raises(CannotStart, match=r"^Telegram no longer accepts the token. Check BOT_TOKEN.$"):
        await take_it_back()


async def test_while_telegram_is_out_of_reach_it_waits_and_can_be_stopped(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve(bot_api_url=f"http://127.0.0.1:{free_port()}"):
        await until(lambda: "Telegram is out of reach (NotSent); trying again in 1 s" in caplog.text)


async def test_with_listen_set_a_polling_bot_tells_how_it_is(serve: Serve, telegram: Telegram) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with serve(listen=address):
        telegram.person(1001).send("/settings")
        await telegram.until(lambda: bool(said(telegram, 1001)))
        assert await get(f"http://{address}/healthz") == (200, '{"ok":true}')
        status, figures = await get(f"http://{address}/metrics")
    assert status == 200
    assert "rapport_updates_accepted_total 1.0" in figures


async def test_left_at_its_default_nothing_listens_while_polling(serve: Serve, telegram: Telegram) -> None:
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0), serve():
        telegram.person(1001).send("/settings")
        await telegram.until(lambda: bool(said(telegram, 1001)))


async def test_by_webhook_it_takes_what_telegram_posts_and_nobody_elses(
    serve: Serve, folder: Path, telegram: Telegram
) -> None:
    address = f"127.0.0.1:{free_port()}"
    hook = f"http://{address}/telegram"
    grace = telegram.person(1001)
    async with serve(listen=address, webhook_url=hook, webhook_secret=SECRET):
        grace.send("/add Ada Lovelace")
        await telegram.until(lambda: bool(said(telegram, 1001)))
        forged = {"update_id": 5, "message": telegram.message_json(telegram.chat(1001).messages[0])}
        async with aiohttp.ClientSession() as session:
            for headers in ({}, {SECRET_HEADER: "guessed"}):
                assert (await session.post(hook, json=forged, headers=headers)).status == 403
    assert names(folder, 1001) == ["Ada Lovelace"]
    # Back to polling, it fetches what was written in between.
    async with serve():
        await until(lambda: telegram.updates.webhook is None)
        grace.send("/add Charles Babbage")
        await until(lambda: len(names(folder, 1001)) == 2)


async def test_a_webhook_that_telegram_refuses_is_told(serve: Serve) -> None:
    async def ask_for_it() -> None:
        async with serve(listen=LOOPBACK, webhook_url="http://bot.example.org/", webhook_secret=SECRET) as running:
            await until(running.done)

    with pytest.raises(CannotStart, match=r"^Telegram refuses the webhook \(.*https url.*\). Check WEBHOOK_URL.$"):
        await ask_for_it()
