"""`python -m bot`: read the settings, migrate, start; with a token the real Telegram, without it the playground."""

import asyncio
import sys

from pydantic import ValidationError

from bot import logs
from bot.settings import Settings


def main() -> int:
    """The process's exit code."""
    try:
        settings = Settings()
    except ValidationError as error:
        for mistake in error.errors():
            name = "_".join(map(str, mistake["loc"])).upper()
            sentence = mistake["msg"].removeprefix("Value error, ")
            sys.stderr.write(f"{name}: {sentence}\n" if name else f"{sentence}\n")
        return 2
    logs.set_up(settings.log_level)
    # Imported only now, so that a wrong setting is told at once.
    from bot.run import run
    from bot.starting import CannotStart

    try:
        asyncio.run(run(settings))
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
