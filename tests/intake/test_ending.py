"""The end, and the database going away: nothing waits for ever, and what was done stays done."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.app import GATE
from bot.context import BotContext
from bot.settings import Settings
from storage import inbox
from tests.conftest import Bot, Chat
from tests.makers import unanswered


def behind_the_gate(bot: Bot, handle: Callable[[BotContext], Coroutine[Any, Any, None]]) -> None:
    """A feature of this test's own, in front of all others."""

    async def take(_: Update, context: BotContext) -> None:
        await handle(context)
        raise ApplicationHandlerStop

    bot.application.add_handler(TypeHandler(Update, take), group=GATE + 1)


async def accept(chat: Chat, words: str) -> None:
    """A message comes in; nobody waits for the answer."""
    chat.person.send(words)
    bot = chat.bot
    await bot.door.accept(chat.telegram.updates.take())


async def test_the_end_waits_for_what_is_in_hand_and_leaves_the_queue(chat: Chat, settings: Settings) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(context: BotContext) -> None:
        begun.set()
        await go_on.wait()
        await context.bot.send_message(context.owner_id, context.text)

    behind_the_gate(chat.bot, slowly)
    for words in ("first", "second"):
        await accept(chat, words)
    await begun.wait()
    ending = asyncio.ensure_future(chat.bot.door.close())
    await asyncio.sleep(0)
    go_on.set()
    await ending
    assert chat.said == ["first"]
    assert await unanswered(chat) == 1
    following = Bot(chat.database, chat.clock, chat.telegram, settings)
    behind_the_gate(following, slowly)
    await following.start()
    await following.door.idle()
    assert chat.said == ["first", "second"]
    await following.stop()


async def test_what_takes_too_long_is_left_for_the_next_start(chat: Chat) -> None:
    async def for_ever(_: BotContext) -> None:
        await asyncio.Event().wait()

    behind_the_gate(chat.bot, for_ever)
    chat.bot.door.finish_within = timedelta(milliseconds=50)
    await accept(chat, "hello")
    await asyncio.sleep(0.01)
    begin = time.monotonic()
    await chat.bot.door.close()
    assert time.monotonic() - begin < 5
    assert await unanswered(chat) == 1


async def test_marks_are_made_good_once_the_database_is_back(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mark_done, away = inbox.mark_done, [True, True]

    async def out_of_reach(*given: Any) -> None:
        if away:
            away.pop()
            raise OperationalError("UPDATE", {}, Exception("gone"))
        await mark_done(*given)

    monkeypatch.setattr(inbox, "mark_done", out_of_reach)
    chat.bot.door.mark_again_after = timedelta(milliseconds=5)
    await accept(chat, "/settings")
    await chat.telegram.until(lambda: bool(chat.said))
    for _ in range(500):
        if not await unanswered(chat):
            break
        await asyncio.sleep(0.01)
    assert await unanswered(chat) == 0
    assert caplog.text.count("could not be marked as done (OperationalError); trying again") == 2
    assert len(chat.said) == 1
