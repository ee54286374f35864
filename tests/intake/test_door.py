"""Every update takes effect exactly once, in its owner's order, whatever dies in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.app import GATE
from bot.context import BotContext
from bot.intake.door import SAVED
from bot.intake.polling import poll
from bot.settings import Settings
from storage import inbox
from storage import questions as stored
from storage.tables import Update as Row
from tests.conftest import Bot, Chat
from tests.makers import unanswered

MAKER = "what do you read?"


@pytest.fixture
async def again(chat: Chat, settings: Settings) -> AsyncIterator[Bot]:
    """A second process on the same database and the same Telegram, for after a crash."""
    bot = Bot(chat.database, chat.clock, chat.telegram, settings)
    yield bot
    await bot.stop()


def arrive(chat: Chat, words: str) -> list[dict[str, Any]]:
    """A message that Telegram holds for the bot."""
    chat.person.send(words)
    return chat.telegram.updates.take()


async def store(chat: Chat, update: dict[str, Any]) -> int:
    """Only stored, as by a process that died right afterwards; the row's number."""
    async with chat.database.transaction() as session:
        arrival = inbox.Arrival(chat.owner_id, update["update_id"], json.dumps(update))
        rows = await inbox.store(session, chat.bot.application.bot.id, [arrival], chat.clock.now())
    return rows[update["update_id"]]


def behind_the_gate(bot: Bot, handle: Callable[[BotContext], Coroutine[Any, Any, None]]) -> None:
    """A feature of this test's own, in front of all others."""

    async def take(_: Update, context: BotContext) -> None:
        await handle(context)
        raise ApplicationHandlerStop

    bot.application.add_handler(TypeHandler(Update, take), group=GATE + 1)


async def keep(context: BotContext) -> None:
    """A write, as a feature makes one."""
    async with context.transaction() as session:
        await stored.add(session, context.owner_id, context.text, context.now)


async def kept(chat: Chat) -> list[str]:
    """What was written so."""
    async with chat.database.reading() as session:
        return [each.text for each in await stored.of_owner(session, chat.owner_id)]


async def test_an_update_that_telegram_repeats_is_ignored(chat: Chat) -> None:
    updates = arrive(chat, "/start")
    for _ in range(3):
        await chat.bot.door.accept(updates)
    await chat.bot.door.idle()
    assert len(chat.said) == 1
    assert chat.bot.door.repeated == 2


async def test_one_owners_messages_take_effect_in_order(chat: Chat) -> None:
    async def the_first_takes_longest(context: BotContext) -> None:
        await asyncio.sleep(0.02 if context.text == "first" else 0)
        await keep(context)

    behind_the_gate(chat.bot, the_first_takes_longest)
    for words in ("first", "second", "third"):
        await chat.bot.door.accept(arrive(chat, words))
    await chat.bot.door.idle()
    assert await kept(chat) == ["first", "second", "third"]


async def test_different_owners_are_served_side_by_side(chat: Chat) -> None:
    sam = chat.another(2002)
    both = asyncio.Barrier(2)

    async def meet(context: BotContext) -> None:
        async with asyncio.timeout(5):  # passes only while both are being worked on
            await both.wait()
        await context.bot.send_message(context.owner_id, "met")

    behind_the_gate(chat.bot, meet)
    await chat.bot.door.accept([*arrive(chat, "hello"), *arrive(sam, "hello")])
    await chat.bot.door.idle()
    assert (chat.last, sam.last) == ("met", "met")


async def test_what_was_stored_but_not_begun_runs_at_the_next_start(chat: Chat, again: Bot) -> None:
    await store(chat, arrive(chat, "/start")[0])
    await again.start()
    await again.door.idle()
    assert chat.last.startswith("Welcome back, Grace.")
    assert await unanswered(chat) == 0


async def test_what_had_taken_effect_is_said_to_be_saved_and_not_done_twice(chat: Chat, again: Bot) -> None:
    async def die_after_writing(context: BotContext) -> None:
        await keep(context)
        raise asyncio.CancelledError  # the process ends here: nothing is answered, nothing marked as done

    behind_the_gate(chat.bot, die_after_writing)
    await chat.bot.door.accept(arrive(chat, MAKER))
    await chat.bot.door.idle()
    assert chat.said == []
    await again.start()
    await again.door.idle()
    assert chat.said == [SAVED]
    assert await kept(chat) == [MAKER]


async def test_an_answer_that_did_not_get_through_is_made_good_without_doing_it_twice(chat: Chat) -> None:
    async def write_and_tell(context: BotContext) -> None:
        await keep(context)
        await context.bot.send_message(context.owner_id, "Kept.")

    behind_the_gate(chat.bot, write_and_tell)
    chat.bot.door.retry_after = (timedelta(milliseconds=1),) * 3
    chat.telegram.fault("sendMessage", when="before", times=2)
    await chat.send(MAKER)
    assert chat.said == [SAVED]
    assert await kept(chat) == [MAKER]


async def test_an_update_that_kills_the_process_each_time_is_set_aside(chat: Chat, again: Bot) -> None:
    row_id = await store(chat, arrive(chat, "/start")[0])
    async with chat.database.transaction() as session:
        for _ in range(3):
            await inbox.mark_tried(session, [row_id])
    await again.start()
    await again.door.idle()
    assert chat.said == []


async def test_a_message_is_forgotten_once_it_is_answered(chat: Chat) -> None:
    await chat.send("/start")
    async with chat.database.reading() as session:
        rows = (await session.scalars(select(Row))).all()
    assert [row.payload for row in rows] == [""]


async def test_updates_are_acknowledged_only_after_they_are_stored(chat: Chat) -> None:
    stored_at_each_call: list[int] = []
    fetch = chat.telegram.call

    async def watch(method: str, *given: Any, **named: Any) -> Any:
        if method == "getUpdates" and given[0].get("offset"):
            async with chat.database.reading() as session:
                stored_at_each_call.append(len((await session.scalars(select(Row))).all()))
        return await fetch(method, *given, **named)

    chat.telegram.call = watch  # type: ignore[method-assign]
    chat.person.send("/start")
    polling = asyncio.ensure_future(poll(chat.bot.application, chat.bot.door))
    await chat.telegram.until(lambda: bool(chat.said))
    await asyncio.sleep(0.05)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    assert stored_at_each_call
    assert stored_at_each_call[0] == 1
