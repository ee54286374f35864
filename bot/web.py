"""The bot's own small web door: /healthz and /metrics, and the webhook where there is one."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.intake.door import Door
from storage.database import Database

# How long /healthz waits for the database, in seconds: shorter than those who ask are ready to wait.
DATABASE_PATIENCE = 3
PLAIN = "text/plain; version=0.0.4; charset=utf-8"


class Figures(Collector):
    """What /metrics shows of the intake, read at the moment it is asked."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        """Each figure with its meaning."""
        yield CounterMetricFamily("rapport_updates_accepted", "Updates stored.", value=self._door.accepted)
        yield CounterMetricFamily("rapport_updates_repeated", "Updates ignored as seen.", value=self._door.repeated)
        yield GaugeMetricFamily("rapport_updates_waiting", "Updates stored and not answered.", value=self._door.waiting)


def routes(door: Door, database: Database, registry: CollectorRegistry) -> list[BaseRoute]:
    """/healthz answers 200 while the database does; /metrics is Prometheus text."""
    registry.register(Figures(door))
    Gauge("rapport_up", "1 while the process runs.", registry=registry).set(1)

    async def healthz(_: Request) -> Response:
        try:
            async with asyncio.timeout(DATABASE_PATIENCE), database.reading() as session:
                await session.execute(text("SELECT 1"))
        except Exception:  # whatever the driver raises means the same here
            return JSONResponse({"ok": False, "database": "out of reach"}, status_code=503)
        return JSONResponse({"ok": True})

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(registry), media_type=PLAIN)

    return [Route("/healthz", healthz), Route("/metrics", metrics)]


def application(routes: Sequence[BaseRoute]) -> Starlette:
    """An ASGI application of these addresses."""
    return Starlette(routes=list(routes))


class Server(uvicorn.Server):
    """uvicorn without its own signal handling: stopping is the bot's to order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def server(app: ASGIApp) -> Server:
    """A server for an application; the access log stays off, since addresses can hold the token."""
    return Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=3))


def bind(host: str, port: int) -> socket.socket:
    """Take the address, or raise OSError at once rather than after the bot has started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=1024)
