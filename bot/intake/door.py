"""The one door for updates, whichever way they come: stored first, then worked through, an owner's own in order.

An update that Telegram repeats is ignored. One that was stored when the process died comes again: if it had taken
effect, the owner is told that it is saved; if not, it runs as new. When Telegram cannot be reached for the answer, the
update waits and takes the same road.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import Application

from bot.clock import Clock
from bot.intake.current import CURRENT, Current
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival

log = logging.getLogger(__name__)

# How many owners are served side by side.
WIDTH = 128
# How many of them begin at each turn of the event loop.
AT_A_TURN = 4
# An update that was in hand at so many deaths of the process is set aside.
MOST_TRIES = 3
RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=3), timedelta(seconds=10), timedelta(seconds=30))
# How long the end waits for what is in hand, less than the ten seconds after which `docker stop` kills.
FINISH_WITHIN = timedelta(seconds=7)
# The database was out of reach when updates were to be marked as done: how long until the next attempt.
MARK_AGAIN_AFTER = timedelta(seconds=5)
# Done updates are forgotten after this; Telegram repeats nothing older than a day.
KEEP_FOR = timedelta(days=3)
Raw = Mapping[str, Any]
"""An update as Telegram sent it, read from JSON and no further."""
SAVED = "Your last message is saved; I was interrupted before I could say so."


@dataclass
class InHand:
    """A stored update and what is known of it."""

    row_id: int
    owner_id: int
    raw: Raw
    applied: bool = False


class Door:
    """Accepts updates durably and works through them."""

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], database: Database, clock: Clock
    ) -> None:
        self._application = application
        self._database = database
        self._clock = clock
        self._lanes: dict[int, deque[InHand]] = {}
        self._beginning: deque[int] = deque()
        self._starter: asyncio.Task[None] | None = None
        self._workers: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(WIDTH)
        self._done: list[int] = []
        self._done_came = asyncio.Event()
        self._marking = asyncio.Lock()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._scribe: asyncio.Task[None] | None = None
        self._closing_came = asyncio.Event()
        self.accepted = 0
        self.retry_after: Sequence[timedelta] = RETRY_AFTER
        self.mark_again_after = MARK_AGAIN_AFTER
        self.finish_within = FINISH_WITHIN
        self.repeated = 0

    # Coming in

    async def open(self) -> None:
        """Take up what was left when the process last ended."""
        self._scribe = self._application.create_task(self._write_down_done(), name="inbox scribe")
        async with self._database.transaction() as session:
            await inbox.forget_before(session, self._clock.now() - KEEP_FOR)
            left = await inbox.waiting(session, self._application.bot.id)
            tired = [row.id for row in left if row.tries >= MOST_TRIES]
            await inbox.mark_done(session, tired, self._clock.now())
            again = [row for row in left if row.tries < MOST_TRIES]
            await inbox.mark_tried(session, [row.id for row in again])
        for row_id in tired:
            log.error("update in inbox row %s was set aside after %s tries", row_id, MOST_TRIES)
        for row in again:
            self._put(InHand(row.id, row.owner_id, json.loads(row.payload), applied=row.applied_at is not None))

    async def accept(self, updates: Sequence[Raw]) -> None:
        """Store the updates in one transaction; when this returns, they may be acknowledged to Telegram."""
        if not updates:
            return
        arrivals = [Arrival(whose(each), each["update_id"], json.dumps(each, ensure_ascii=False)) for each in updates]
        async with self._database.transaction() as session:
            rows = await inbox.store(session, self._application.bot.id, arrivals, self._clock.now())
        self.accepted += len(rows)
        self.repeated += len(updates) - len(rows)
        for update in updates:
            if row_id := rows.get(update["update_id"]):
                self._put(InHand(row_id, whose(update), update))

    # Working through

    def _put(self, item: InHand) -> None:
        self._quiet.clear()
        if lane := self._lanes.get(item.owner_id):
            lane.append(item)
            return
        self._lanes[item.owner_id] = deque([item])
        self._beginning.append(item.owner_id)
        if self._starter is None:
            self._starter = self._application.create_task(self._start_lanes(), name="inbox starter")

    async def _start_lanes(self) -> None:
        """Let a few lanes begin at each turn of the loop: begun all at once, a hundred would keep the next updates from
        being fetched until the last of them is answered."""
        while self._beginning and not self._closing_came.is_set():
            for _ in range(min(AT_A_TURN, len(self._beginning))):
                task = self._application.create_task(self._walk(self._beginning.popleft()), name="inbox lane")
                self._workers.add(task)
                task.add_done_callback(self._workers.discard)
            await asyncio.sleep(0)
        self._starter = None

    async def _walk(self, owner_id: int) -> None:
        lane = self._lanes[owner_id]
        try:
            while lane and not self._closing_came.is_set():
                async with self._room:
                    finished = await self._work(lane[0])
                if not finished and not await self._again(lane[0]):
                    break
                self._done.append(lane.popleft().row_id)
                self._done_came.set()
        finally:
            del self._lanes[owner_id]
            if not self._lanes:
                self._quiet.set()

    async def _work(self, item: InHand) -> bool:
        """Whether the update was answered, one way or the other."""
        if item.applied:
            return await self._say_saved(item)
        try:
            # Not before it is this update's turn, so that a long queue costs no time at once.
            update = Update.de_json(dict(item.raw), self._application.bot)
        except Exception:
            # Not what Telegram's documentation says an update is; it would be no better at the next try.
            log.exception("the update in inbox row %s cannot be read; it is set aside", item.row_id)
            return True
        current = Current(item.row_id)
        token = CURRENT.set(current)
        try:
            # PTB hands every error to the error handler, which answers it or marks the update as failed.
            await self._application.process_update(update)
        finally:
            CURRENT.reset(token)
        item.applied = current.applied
        if current.failed and item.applied:
            return await self._say_saved(item)
        return not current.failed

    async def _again(self, item: InHand) -> bool:
        """Telegram was out of reach: try a few times more, then leave the row for the next start."""
        for pause in self.retry_after:
            try:
                async with asyncio.timeout(pause.total_seconds()):
                    await self._closing_came.wait()
                return False
            except TimeoutError:
                if await self._work(item):
                    return True
        log.error("inbox row %s stays unanswered until the next start", item.row_id)
        return False

    async def _say_saved(self, item: InHand) -> bool:
        try:
            await self._application.bot.send_message(item.owner_id, SAVED)
        except Forbidden:
            return True
        except TelegramError:
            return False
        return True

    async def _write_down_done(self) -> None:
        """Mark updates as done, as many at a time as have come together: the busier, the fewer commits an update."""
        while True:
            await self._done_came.wait()
            self._done_came.clear()
            try:
                await self._flush()
            except (SQLAlchemyError, OSError) as error:
                log.warning("answered updates could not be marked as done (%s); trying again", type(error).__name__)
                await asyncio.sleep(self.mark_again_after.total_seconds())
                self._done_came.set()

    async def _flush(self) -> None:
        async with self._marking:
            rows = list(self._done)
            if rows:
                async with self._database.transaction() as session:
                    await inbox.mark_done(session, rows, self._clock.now())
                del self._done[: len(rows)]

    # Ending

    async def idle(self) -> None:
        """Wait until all that was accepted is answered and marked."""
        await self._quiet.wait()
        await self._flush()

    @property
    def waiting(self) -> int:
        """How many updates are accepted and not yet answered."""
        return sum(map(len, self._lanes.values()))

    async def close(self) -> None:
        """Finish what is in hand; what still queues, or takes too long, is stored and comes again at the next start."""
        self._closing_came.set()
        if self._workers:
            _, slow = await asyncio.wait(self._workers, timeout=self.finish_within.total_seconds())
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
            if slow:
                log.warning("%s updates in hand are left for the next start", len(slow))
        if self._scribe:
            async with self._marking:  # never in the middle of a commit
                self._scribe.cancel()
            await asyncio.gather(self._scribe, return_exceptions=True)
        await self._flush()


def whose(update: Raw) -> int:
    """Whose lane the update takes: its sender's; 0 for what nobody sent."""
    what = next((each for each in update.values() if isinstance(each, Mapping)), {})
    return int(what.get("from", {}).get("id", 0))
