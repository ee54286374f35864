"""Updates by long polling. PTB's own polling is not used: it acknowledges an update before it is handled."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application

from bot.intake.door import Door

log = logging.getLogger(__name__)

LONG_POLL = timedelta(seconds=50)
PATIENCE = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 15, 30))
WANTED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.MY_CHAT_MEMBER,
)


async def poll(
    application: Application[Any, Any, Any, Any, Any, Any],
    door: Door,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Fetch, store, and only then move the offset, for ever. Ends by being cancelled; raises if the token is wrong."""
    offset: int | None = None
    setbacks = 0
    while True:
        try:
            updates: Sequence[Update] = await application.bot.get_updates(
                offset=offset, timeout=LONG_POLL, allowed_updates=list(WANTED)
            )
            await door.accept(updates)
        except (InvalidToken, Forbidden):
            raise
        except RetryAfter as error:
            await sleep(seconds(error))
        except (TelegramError, SQLAlchemyError, OSError) as error:
            log_setback(error)
            await sleep(PATIENCE[min(setbacks, len(PATIENCE) - 1)].total_seconds())
            setbacks += 1
        else:
            setbacks = 0
            if updates:
                offset = updates[-1].update_id + 1


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def log_setback(error: Exception) -> None:
    """One line about why no updates came in."""
    if isinstance(error, Conflict):
        log.error("another process is polling with this token; Telegram gives updates to one at a time")
    elif isinstance(error, NetworkError):
        log.warning("Telegram could not be reached (%s); trying again", type(error).__name__)
    elif not isinstance(error, TelegramError):
        log.error("updates could not be stored (%s); they stay with Telegram until they are", type(error).__name__)
    else:
        log.warning("Telegram refused to give updates (%s); trying again", type(error).__name__)
