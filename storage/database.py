"""Engines and sessions: the one place for what differs between SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from storage import sqlite_driver
from storage.history import RecordingSession
from storage.tables import Base

READERS = 4
PG_CONNECTIONS = 20
# How long another process may hold SQLite's write lock before we give up, in seconds.
BUSY_FOR = 30


class Database:
    """Sessions on one database. `async with database.transaction() as session` commits at its end or not at all.

    SQLite has one writer at a time: writes queue in this process on a lock of our own, since SQLite's own waiting
    sleeps in growing steps and is unfair. Reads have their own connections, see what is committed at each statement,
    and never wait for writes (WAL).
    """

    def __init__(self, address: str) -> None:
        self.url = driver_url(address)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            prepare_file(self.url)
            self._writer = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", connections=1)
            self._reader = _sqlite_engine(self.url, begin=None, connections=READERS)
        else:
            self._writer = self._reader = create_async_engine(
                self.url, pool_size=PG_CONNECTIONS, max_overflow=0, pool_pre_ping=True, hide_parameters=True
            )
        self._write_lock = asyncio.Lock()
        self._writing = _sessions(self._writer)
        self._reading = _sessions(self._reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose writes are committed together when the block ends, and rolled back if it raises."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._write_lock)
            yield await stack.enter_async_context(self._writing.begin())

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for questions only: it sees what is committed and waits for no writer."""
        async with self._reading() as session:
            yield session

    async def close(self) -> None:
        """Give all connections back. What is asked afterwards, on another event loop too, opens new ones."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()
        self._write_lock = asyncio.Lock()


def driver_url(address: str) -> URL:
    """The plain address an owner writes (`sqlite:///PATH`, `postgresql://…`) with our driver in it."""
    url = make_url(address)
    backend = {"postgres": "postgresql"}.get(url.get_backend_name(), url.get_backend_name())
    drivers = {"sqlite": sqlite_driver.DRIVER, "postgresql": "postgresql+asyncpg"}
    if backend not in drivers:
        raise ValueError(f"DATABASE_URL: {backend} is not supported; use sqlite:///PATH or postgresql://…")
    return url.set(drivername=drivers[backend])


def prepare_file(url: URL) -> None:
    """Make the SQLite file and its folder readable by this user alone, before anything is written to it."""
    if not url.database or url.database == ":memory:":
        return
    file = Path(url.database)
    if not file.parent.exists():
        file.parent.mkdir(parents=True, mode=0o700)
        file.parent.chmod(0o700)
    file.touch(mode=0o600)
    file.chmod(0o600)


def insert_unless_there(
    session: AsyncSession, table: type[Base], unique: list[str]
) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that passes over rows whose unique columns are there already."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing(index_elements=unique)
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=unique)


def _sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False, autoflush=False, sync_session_class=RecordingSession)


def _sqlite_engine(url: URL, *, begin: str | None, connections: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        begin=begin,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": BUSY_FOR},
    )
    set_up_sqlite(engine.sync_engine)
    return engine


def set_up_sqlite(engine: Engine) -> None:
    """Durable, foreign keys on, many readers beside one writer, and transactions begun by us alone."""

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late and is never IMMEDIATE
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_FOR * 1000}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def migration_engine(address: str) -> AsyncEngine:
    """An engine for Alembic, which opens one connection and is gone."""
    url = driver_url(address)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, poolclass=NullPool)
    prepare_file(url)
    engine = create_async_engine(url, poolclass=NullPool, begin="BEGIN IMMEDIATE")
    set_up_sqlite(engine.sync_engine)
    return engine
