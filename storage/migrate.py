"""`python -m storage.migrate`: bring the database to the newest schema. The bot does the same at its start."""

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage.database import migration_engine


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file: where the migrations are, and the connection to use."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    return settings


async def to(address: str, revision: str = "head") -> None:
    """Bring the database to a revision, up or down."""

    def walk(connection: Connection) -> Any:
        going_down = revision == "base" or revision.startswith("-")
        (command.downgrade if going_down else command.upgrade)(config(connection), revision)

    engine = migration_engine(address)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(walk)
    finally:
        await engine.dispose()


if __name__ == "__main__":
    from bot.settings import Settings

    asyncio.run(to(Settings().database))
