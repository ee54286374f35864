"""python -m playground: a Telegram on this machine, to try any bot against."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.clock import MovableClock
from playground.journal import JournalInUseError
from playground.server import NotLoopbackError, serving
from playground.telegram import DEFAULT_TOKEN, Telegram

WELCOME = """\
A Telegram to play with. The chat page: {address}
Point a bot at it: token {token}, Bot API at {address}/bot, files at {address}/file/bot
Stop with Ctrl+C.
"""


def read_arguments(given: list[str] | None = None) -> argparse.Namespace:
    """The command line; where nothing is said, LISTEN (HOST:PORT) decides."""
    host, _, port = os.environ.get("LISTEN", "127.0.0.1:8080").rpartition(":")
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--host", default=host or "127.0.0.1", help="a loopback address (%(default)s)")
    parser.add_argument("--port", type=int, default=int(port), help="%(default)s; 0 takes a free one")
    parser.add_argument("--journal", type=Path, help="a folder that remembers everything over a restart")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the bot's token, NUMBER:ANYTHING")
    parser.add_argument("--name", default="Your bot", help="the bot's name")
    parser.add_argument("--username", default="your_bot", help="the bot's username")
    return parser.parse_args(given)


async def run(arguments: argparse.Namespace) -> None:
    """Serve until a signal comes."""
    telegram = Telegram(
        MovableClock(),
        journal=arguments.journal,
        token=arguments.token,
        name=arguments.name,
        username=arguments.username,
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    try:
        async with serving(telegram, host=arguments.host, port=arguments.port) as address:
            sys.stdout.write(WELCOME.format(address=address, token=telegram.token))
            sys.stdout.flush()
            await stop.wait()
    finally:
        await telegram.close()


def main() -> None:
    try:
        asyncio.run(run(read_arguments()))
    except (NotLoopbackError, JournalInUseError, OSError) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
