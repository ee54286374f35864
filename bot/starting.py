"""What a start needs before the bot can run, and one line about whatever is missing."""

import errno
import os
import socket
import sys
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot import access, web
from bot.settings import Access, Settings
from storage import migrate, owners
from storage.database import Database


class CannotStart(Exception):  # noqa: N818 - it is a sentence for whoever started the bot
    """Why the bot did not start, and what to do."""


async def open_database(settings: Settings) -> Database:
    """The database at its newest schema."""
    try:
        await migrate.to(settings.database)
        return Database(settings.database)
    except CommandError as error:
        raise CannotStart(
            "The database was written by a newer version of the bot. Start that one, or restore a copy."
        ) from error
    except Exception as error:
        # asyncpg's own errors come through as they are; it is not imported where SQLite is used.
        if not isinstance(error, SQLAlchemyError | OSError | ValueError) and not is_asyncpgs(error):
            raise
        cause = getattr(error, "orig", None) or error
        reason = str(cause).partition("\n")[0] or type(cause).__name__
        raise CannotStart(f"The database could not be opened ({reason}). Check DATABASE_URL and DATA_DIR.") from error


def is_asyncpgs(error: Exception) -> bool:
    """Whether PostgreSQL itself refused: a wrong password, no such database."""
    return type(error).__module__.startswith("asyncpg.")


async def pairing_code(settings: Settings, database: Database) -> str | None:
    """A new code while nobody owns the bot."""
    if settings.access is not Access.OWNER:
        return None
    async with database.reading() as session:
        return None if await owners.anybody_admitted(session) else access.new_pairing_code()


def serves_web(settings: Settings) -> bool:
    """Whether the web door opens: for the webhook, or because LISTEN was given."""
    return bool(settings.webhook_url) or settings.says_listen


def listen(settings: Settings) -> socket.socket:
    """The listening socket, taken before anything else is begun or said."""
    try:
        return web.bind(settings.host, settings.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(f"{settings.listen} is taken. Set LISTEN to another HOST:PORT.") from error
        raise CannotStart(
            f"{settings.listen} cannot be listened on ({os.strerror(error.errno or 0)}). Check LISTEN."
        ) from error


def journal(folder: Path) -> Path:
    """Where the playground keeps its chat, in a folder nobody else can read."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
    return folder / "playground"


def say(line: str) -> None:
    """To whoever started the process."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
