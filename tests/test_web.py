"""/healthz and /metrics: what a host asks, and what it is told."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from httpx import ASGITransport, AsyncClient
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError

from bot import web
from storage.database import READERS, Database
from tests.conftest import Chat


@pytest.fixture
async def client(chat: Chat) -> AsyncIterator[AsyncClient]:
    """Whoever looks after the machine."""
    app = web.application(web.routes(chat.bot.door, chat.database, CollectorRegistry()))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://bot") as client:
        yield client


async def figures(client: AsyncClient) -> dict[str, float]:
    """Every figure by its name."""
    answer = await client.get("/metrics")
    assert answer.headers["content-type"] == web.PLAIN
    return {
        sample.name: sample.value for family in text_string_to_metric_families(answer.text) for sample in family.samples
    }


async def test_it_is_well_while_the_database_answers(client: AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


async def test_it_is_unwell_when_the_database_is_gone(
    client: AsyncClient, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Database) -> None:
        raise OperationalError("SELECT", {}, Exception("postgresql://me:hush@db/rapport is gone"))

    monkeypatch.setattr(Database, "reading", gone)
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "database": "out of reach"})


async def test_a_database_that_hangs_is_not_waited_for(
    client: AsyncClient, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "DATABASE_PATIENCE", 0.02)
    async with AsyncExitStack() as taken:
        for _ in range(READERS):  # every connection for questions
            session = await taken.enter_async_context(chat.database.reading())
            await session.connection()
        answer = await client.get("/healthz")
        assert answer.status_code == 503
    assert (await client.get("/healthz")).status_code == 200


async def test_the_figures_count_what_came_in(client: AsyncClient, chat: Chat) -> None:
    before = await figures(client)
    assert before["rapport_up"] == 1
    assert before["rapport_updates_accepted_total"] == 0
    await chat.send("/settings")
    await chat.send("/due")
    after = await figures(client)
    assert after["rapport_updates_accepted_total"] == 2
    assert after["rapport_updates_repeated_total"] == 0
    assert after["rapport_updates_waiting"] == 0


async def test_nothing_else_is_there(client: AsyncClient) -> None:
    assert (await client.get("/")).status_code == 404
    assert (await client.post("/healthz")).status_code == 405


def test_a_port_is_taken_at_once_or_not_at_all() -> None:
    with web.bind("127.0.0.1", 0) as first, pytest.raises(OSError, match="in use"):
        web.bind("127.0.0.1", first.getsockname()[1])
