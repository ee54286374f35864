"""The playground over HTTP: the Bot API for any bot, and the chat page for people. On this machine only."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from playground import bot_api
from playground.doors import LoopbackOnly, is_loopback
from playground.page_api import PageApi, default_people
from playground.telegram import Telegram

# Open pages and polls are let go at once; this is for an upload that is under way.
LAST_ANSWERS_SECONDS = 3


class NotLoopbackError(Exception):
    """The playground has no passwords, so it does not listen where others could reach it."""


def create_app(telegram: Telegram) -> Starlette:
    """The application: /bot<token>/<method>, /file/bot<token>/<path>, the page at / and its API under /playground."""
    default_people(telegram)
    page = PageApi(telegram)
    app = Starlette(routes=[*bot_api.routes(telegram), *page.routes()], middleware=[Middleware(LoopbackOnly)])
    app.state.page = page
    return app


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises NotLoopbackError for any other host, OSError when the port is taken."""
    if not is_loopback(host):
        raise NotLoopbackError(f"The playground listens on loopback only (127.0.0.1, ::1, localhost), not on {host}.")
    address = "127.0.0.1" if host == "localhost" else host.strip("[]")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return socket.create_server((address, port), family=family, backlog=1024)


class _Server(uvicorn.Server):
    """Leaves the signals to whoever runs the loop."""

    capture_signals = nullcontext  # type: ignore[assignment]

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def serving(telegram: Telegram, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve the playground in this loop while inside; gives its address. Port 0 takes a free one."""
    listener = listen(host, port)
    app = create_app(telegram)
    config = uvicorn.Config(
        app,
        log_level="warning",
        # Addresses hold the token.
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    server = _Server(config)
    telegram.updates.wake()
    # Not a TaskGroup: it would wrap whatever goes wrong inside the block.
    task = asyncio.get_running_loop().create_task(server.serve(sockets=[listener]), name="playground server")
    try:
        await server.ready.wait()
        name, bound = listener.getsockname()[:2]
        yield f"http://[{name}]:{bound}" if ":" in name else f"http://{name}:{bound}"
    finally:
        app.state.page.feed.close()
        await telegram.updates.close()
        server.should_exit = True
        await task
