"""How fast the bot speaks: answers go at once, what it says of its own accord keeps Telegram's bulk limit."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter, BaseRateLimiter

PING = "ping"
"""Passed as `rate_limit_args` with a message that nobody asked for just now."""

RETRIES = 2


class Pacing(BaseRateLimiter[str]):
    """Two of PTB's limiters. Telegram's 30 messages a second are a limit on broadcasting: pings keep to it, and an
    answer never waits behind a morning's thousand pings. Both wait as told when Telegram says 429."""

    def __init__(self) -> None:
        self._answers = AIORateLimiter(overall_max_rate=0, group_max_rate=0, max_retries=RETRIES)
        self._pings = AIORateLimiter(max_retries=RETRIES)

    async def initialize(self) -> None:
        """Start both."""
        await self._answers.initialize()
        await self._pings.initialize()

    async def shutdown(self) -> None:
        """Stop both."""
        await self._answers.shutdown()
        await self._pings.shutdown()

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
        lane = self._pings if rate_limit_args == PING else self._answers
        return await lane.process_request(callback, args, kwargs, endpoint, data, None)
