"""Updates by long polling. PTB's own polling is not used: it acknowledges an update before it is handled."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, cast

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update
from telegram.error import (
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import Application

from bot.intake.door import Door, Raw

log = logging.getLogger(__name__)

LONG_POLL = timedelta(seconds=50)
# How much longer than that an answer may take.
GRACE = timedelta(seconds=5)
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
            updates = await fetch(application.bot, offset)
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
                offset = updates[-1]["update_id"] + 1


async def fetch(bot: Bot, offset: int | None) -> Sequence[Raw]:
    """What waits at Telegram from this update on, as Telegram words it.

    `Bot.get_updates` would make PTB's objects of them, only for us to turn them into JSON again. PTB's door for methods
    that it does not have leads there too, by a name that is the same to Telegram and another to PTB.
    """
    asked = {"timeout": int(LONG_POLL.total_seconds()), "allowed_updates": WANTED, "offset": offset}
    try:
        found = await bot.do_api_request("get__updates", asked, read_timeout=(LONG_POLL + GRACE).total_seconds())
    except EndPointNotFound as error:
        raise InvalidToken(str(error)) from error
    return cast("Sequence[Raw]", found)


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
