"""A bot in a process of its own, for tests that end it: `python -m tests.reminders.child DATABASE MOMENT DEATH`.

It looks once for what is due at MOMENT and prints what it sent, as JSON. DEATH is `none`, or where the process is
killed: `before` Telegram takes the first message, or `after`.
"""

import asyncio
import json
import os
import signal
import sys
from datetime import datetime
from typing import Any

from bot import app
from bot.clock import MovableClock
from bot.reminders import delivery
from bot.settings import Access, Settings
from playground.telegram import Telegram
from playground.transport import PlaygroundRequest
from storage.database import Database
from storage.tables import Owner


class Deadly(PlaygroundRequest):
    """Kills the process around the first message, with no chance to tidy up."""

    death = "none"

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        sends = url.endswith("/sendMessage")
        if sends and self.death == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = await super().do_request(url, *args, **kwargs)
        if sends and self.death == "after":
            sys.stdout.write(json.dumps(["…"]))
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


async def main(address: str, moment: str, death: str) -> None:
    clock = MovableClock(datetime.fromisoformat(moment), frozen=True)
    telegram = Telegram(clock)
    database = Database(address)
    request = Deadly(telegram)
    request.death = death
    settings = Settings(_env_file=None, default_tz="America/New_York", access=Access.OPEN)
    application = app.build(
        settings, database, clock, token=telegram.token, request=request, updates_request=PlaygroundRequest(telegram)
    )
    await application.initialize()
    from sqlalchemy import select

    async with database.reading() as session:
        everybody = (await session.scalars(select(Owner.id))).all()
    for owner_id in everybody:
        telegram.person(owner_id, first_name="Grace").send("hello")
    telegram.updates.take()
    await delivery.run(application)
    said = [text for owner_id in everybody for text in telegram.chat(owner_id).said]
    sys.stdout.write(json.dumps(said))
    await application.shutdown()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
