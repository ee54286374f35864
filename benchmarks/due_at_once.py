"""A morning: a thousand pings due for one owner, and one for each of five hundred others. How long the others wait."""

import asyncio
import logging
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import app
from bot.clock import MovableClock
from bot.reminders import delivery
from bot.settings import Access, Settings
from playground.telegram import Telegram
from playground.transport import PlaygroundRequest
from storage import contacts, conversations, migrate, owners, reminders
from storage.database import Database
from storage.kinds import ReminderKind, Side

NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)
BUSY, OTHERS, MANY = 1, 500, 1000


async def fill(database: Database, telegram: Telegram, cap: int) -> None:
    """Everybody's reminders; the busy owner's are the oldest."""
    async with database.transaction() as session:
        for owner_id in (BUSY, *range(10_000, 10_000 + OTHERS)):
            owner = await owners.admit(session, owner_id, NOW)
            owner.zone, owner.welcomed_at, owner.seen_at = "UTC", NOW, NOW
            owner.daily_cap = cap if owner_id == BUSY else 5
            telegram.person(owner_id).send("hello")
            for number in range(MANY if owner_id == BUSY else 1):
                person = await contacts.add(session, owner_id, f"Person {number}", NOW)
                promise = await conversations.add_promise(
                    session, owner_id, Side.MINE, f"thing {number}", NOW, contact_id=person.id
                )
                due_at = NOW - timedelta(hours=3 if owner_id == BUSY else 1)
                about = {"contact_id": person.id, "promise_id": promise.id}
                await reminders.add(session, owner_id, ReminderKind.FOLLOW_UP, due_at, NOW, **about)
    telegram.updates.take()


async def measure(cap: int, *, paced: bool) -> None:
    """One look at the rows with that daily cap for the busy owner; `paced` keeps Telegram's limits in real time."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/due.sqlite3"
        await migrate.to(address)
        database, clock = Database(address), MovableClock(NOW, frozen=True)
        telegram = Telegram(clock)
        await fill(database, telegram, cap)
        came: dict[int, list[float]] = {}

        class Timed(PlaygroundRequest):
            async def do_request(self, url: str, method: str, request_data: Any = None, *args: Any, **more: Any) -> Any:
                answer = await super().do_request(url, method, request_data, *args, **more)
                if url.endswith("/sendMessage"):
                    came.setdefault(int(request_data.parameters["chat_id"]), []).append(time.perf_counter() - began)
                return answer

        application = app.build(
            Settings(_env_file=None, default_tz="UTC", access=Access.OPEN),
            database,
            clock,
            token=telegram.token,
            request=Timed(telegram),
            updates_request=PlaygroundRequest(telegram),
        )
        await application.initialize()
        if not paced:
            limiter: Any = application.bot.rate_limiter
            limiter.sleep = lambda _: asyncio.sleep(0)
        began = time.perf_counter()
        await delivery.run(application)
        whole = time.perf_counter() - began
        others = sorted(times[0] for owner_id, times in came.items() if owner_id != BUSY)
        pace = "at Telegram's pace" if paced else "without pacing"
        print(
            f"cap {cap:>4}, {pace}: the busy owner's {len(came[BUSY])} in {came[BUSY][-1]:.1f} s; "
            f"{len(others)} others, median {others[len(others) // 2]:.1f} s, last {others[-1]:.1f} s; "
            f"whole {whole:.1f} s"
        )
        await application.shutdown()
        await database.close()
        await telegram.close()


def main() -> None:
    """With the usual cap and with a wide one, with and without pacing."""
    logging.disable(logging.WARNING)
    for cap, paced in ((5, False), (5, True), (50, False)):
        asyncio.run(measure(cap, paced=paced))


if __name__ == "__main__":
    main()
