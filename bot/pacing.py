"""How fast the bot speaks: answers go at once, what it says of its own accord keeps Telegram's limits."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, BaseRateLimiter

# Asks PTB for the type that its next version will have; without it, every 429 is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

PING = "ping"
"""Passed as `rate_limit_args` with a message that nobody asked for just now."""

# Telegram's limits on broadcasting: so many messages a second in all, and one a second in a chat.
PINGS_A_SECOND = 30
SECONDS_BETWEEN = 1.0
# How often an answer is tried again after Telegram said to wait, and how long a person is made to wait for it.
RETRIES = 2
PATIENCE = 60.0
# So many chats told to wait at once mean that it is the bot as a whole that is too fast.
CHATS_THAT_MEAN_ALL = 3


class Pacing(BaseRateLimiter[str]):
    """Two lanes. A ping keeps to the limits and, told to wait (429), is handed back at once: the reminder's row waits,
    and nobody else's does. An answer never stands behind pings; told to wait, it waits, and only its own chat's.

    Each lane is one of PTB's AIORateLimiters. Neither retries by itself, since PTB's retrying holds up every chat when
    one is told to wait: who waits after a 429 is decided here.
    """

    def __init__(
        self,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sleep = sleep
        self._monotonic = monotonic
        self._pings = AIORateLimiter(overall_max_rate=PINGS_A_SECOND, overall_time_period=1, max_retries=0)
        self._answers = AIORateLimiter(overall_max_rate=0, group_max_rate=0, max_retries=0)
        self._chat_free: dict[object, float] = {}
        self._told: dict[object, float] = {}
        self._all_told = 0.0

    async def initialize(self) -> None:
        """Open both lanes."""
        await self._pings.initialize()
        await self._answers.initialize()

    async def shutdown(self) -> None:
        """Close both lanes."""
        await self._pings.shutdown()
        await self._answers.shutdown()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Send the call down its lane."""
        chat = data.get("chat_id")
        lane = self._pings if rate_limit_args == PING else self._answers

        def call() -> Coroutine[Any, Any, Any]:
            return lane.process_request(callback, args, kwargs, endpoint, data, None)

        return await (self._ping(chat, call) if rate_limit_args == PING else self._answer(chat, call))

    async def _ping(self, chat: object, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        now = self._monotonic()
        wait = max(self._told.get(chat, 0.0), self._all_told) - now
        if wait > 0:
            raise RetryAfter(timedelta(seconds=wait))
        at = max(now, self._chat_free.get(chat, 0.0))
        self._chat_free[chat] = at + SECONDS_BETWEEN
        self._forget(now)
        if at > now:
            await self.sleep(at - now)
        try:
            return await call()
        except RetryAfter as error:
            self._note(chat, error)
            raise

    async def _answer(self, chat: object, call: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        for attempt in range(RETRIES + 1):
            wait = self._told.get(chat, 0.0) - self._monotonic()
            if 0 < wait <= PATIENCE:
                await self.sleep(wait)
            try:
                return await call()
            except RetryAfter as error:
                self._note(chat, error)
                if attempt == RETRIES or seconds(error) > PATIENCE:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _note(self, chat: object, error: RetryAfter) -> None:
        now = self._monotonic()
        self._told = {each: until for each, until in self._told.items() if until > now}
        self._told[chat] = now + seconds(error) + 0.1
        if len(self._told) >= CHATS_THAT_MEAN_ALL:
            self._all_told = max(self._told.values())

    def _forget(self, now: float) -> None:
        if len(self._chat_free) > 1000:
            self._chat_free = {each: at for each, at in self._chat_free.items() if at > now}


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
