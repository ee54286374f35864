"""Sessions: durable, atomic, and never "database is locked"."""

import asyncio
import sqlite3
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from storage import contacts, owners
from storage.database import Database, driver_url
from tests.conftest import START


async def test_a_block_that_fails_changes_nothing(database: Database, owner: int) -> None:
    async def fail() -> None:
        async with database.transaction() as session:
            await contacts.add(session, owner, "Ada Lovelace", START)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.reading() as session:
        assert await contacts.count(session, owner) == 0


async def test_many_writers_at_once_all_get_their_turn(database: Database, owner: int) -> None:
    async def add(number: int) -> None:
        async with database.transaction() as session:
            await contacts.add(session, owner, f"Person {number}", START)

    async with asyncio.TaskGroup() as group:
        for number in range(40):
            group.create_task(add(number))
    async with database.reading() as session:
        assert await contacts.count(session, owner) == 40


async def test_a_writer_waits_while_another_process_writes(sqlite: Database) -> None:
    async with sqlite.transaction() as session:
        await owners.admit(session, 1, START)
    other = sqlite3.connect(str(sqlite.url.database), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    async with sqlite.transaction() as session:
        await contacts.add(session, 1, "Ada Lovelace", START)
    other.close()
    async with sqlite.reading() as session:
        assert await contacts.count(session, 1) == 1


async def test_sqlite_is_set_up_to_lose_nothing(sqlite: Database) -> None:
    async with sqlite.transaction() as session:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        pragmas = [(await session.execute(text(f"PRAGMA {name}"))).scalar() for name in asked]
    assert pragmas == ["wal", 2, 1]


async def test_moments_come_back_aware_and_in_utc(database: Database, owner: int) -> None:
    berlin_summer = datetime(2026, 7, 1, 14, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    async with database.transaction() as session:
        contact = await contacts.add(session, owner, "Ada Lovelace", berlin_summer, heard_on=date(2026, 7, 1))
    async with database.reading() as session:
        found = await contacts.find(session, owner, contact.id)
    assert found is not None
    assert found.created_at == datetime(2026, 7, 1, 14, tzinfo=UTC)
    assert found.created_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("plain", "with_driver"),
    [
        ("sqlite:///data/rapport.sqlite3", "sqlite+onehop:///data/rapport.sqlite3"),
        ("postgresql://ada@db/rapport", "postgresql+asyncpg://ada@db/rapport"),
        ("postgres://ada@db/rapport", "postgresql+asyncpg://ada@db/rapport"),
    ],
)
def test_the_plain_address_is_enough(plain: str, with_driver: str) -> None:
    assert driver_url(plain).render_as_string() == with_driver


def test_an_unknown_database_is_refused_with_a_hint() -> None:
    with pytest.raises(ValueError, match="use sqlite:///PATH or postgresql://"):
        driver_url("mysql://ada@db/rapport")
