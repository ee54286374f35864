"""The schema goes up, down and up again on both databases, and is what the models say."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage import migrate
from storage.database import migration_engine
from storage.tables import Base
from tests.conftest import new_database


@pytest.fixture(params=["sqlite", "postgres"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'new.sqlite3'}"
    address: str = request.getfixturevalue("postgres_address")
    await new_database(address, "migrations")
    return address.replace("/postgres?", "/migrations?")


async def look(address: str, question: Any) -> Any:
    """Ask something of the database's schema."""
    engine = migration_engine(address)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


def tables(connection: Connection) -> set[str]:
    """The names of the tables that are there."""
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def difference(connection: Connection) -> list[Any]:
    """What the models say and the database does not, or the other way round."""
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


async def test_up_down_and_up_again(empty: str) -> None:
    await migrate.to(empty)
    assert await look(empty, tables) == set(Base.metadata.tables)
    await migrate.to(empty, "base")
    assert await look(empty, tables) == set()
    await migrate.to(empty)
    assert await look(empty, tables) == set(Base.metadata.tables)


async def test_the_migrations_make_what_the_models_say(empty: str) -> None:
    await migrate.to(empty)
    assert await look(empty, difference) == []


async def test_migrating_twice_changes_nothing(empty: str) -> None:
    await migrate.to(empty)
    await migrate.to(empty)
    assert await look(empty, difference) == []


async def test_the_data_folder_and_the_file_are_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "rapport.sqlite3"
    await migrate.to(f"sqlite:///{file}")
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600


async def test_numbers_of_deleted_rows_are_not_given_again(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    await migrate.to(address)

    def without_autoincrement(connection: Connection) -> list[str]:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
        return [name for name, sql in rows if name in Base.metadata.tables and "AUTOINCREMENT" not in sql]

    assert await look(address, without_autoincrement) == ["owners"]
