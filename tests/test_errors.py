"""When something goes wrong, the owner hears one calm sentence and their records are as they were."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.app import GATE
from bot.context import BotContext
from bot.errors import SORRY, SORRY_SAVED
from bot.intake.door import SAVED
from bot.user_error import UserError
from bot.view import View
from storage import owners
from storage import questions as stored
from tests.conftest import Bot, Chat

Handle = Callable[[BotContext], Coroutine[Any, Any, None]]
SECRET_WORDS = "what does your sister earn?"


def answer_with(bot: Bot, handle: Handle) -> None:
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


async def test_a_mistake_of_ours_is_one_calm_sentence_and_nothing_is_changed(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail_half_way(context: BotContext) -> None:
        async with context.transaction() as session:
            await stored.add(session, context.owner_id, context.text, context.now)
            await session.flush()
            raise ZeroDivisionError(context.text)

    answer_with(chat.bot, fail_half_way)
    await chat.send(SECRET_WORDS)
    assert chat.said == [SORRY]
    assert await kept(chat) == []
    assert [record.levelname for record in caplog.records if record.name == "bot.errors"] == ["ERROR"]


async def test_a_mistake_after_the_write_says_that_it_is_saved(chat: Chat) -> None:
    async def fail_at_wording(context: BotContext) -> None:
        await keep(context)
        raise KeyError("wording")

    answer_with(chat.bot, fail_at_wording)
    await chat.send(SECRET_WORDS)
    assert chat.said == [SORRY_SAVED]
    assert await kept(chat) == [SECRET_WORDS]


async def test_a_message_that_telegram_refuses_after_the_write_says_that_it_is_saved(chat: Chat) -> None:
    async def say_it_wrongly(context: BotContext) -> None:
        await keep(context)
        await context.send(View("<b>never closed"))

    answer_with(chat.bot, say_it_wrongly)
    await chat.send(SECRET_WORDS)
    assert chat.said == [SORRY_SAVED]
    assert await kept(chat) == [SECRET_WORDS]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_network_fault_after_the_write_is_made_good_by_saying_it_is_saved(chat: Chat, when: Any) -> None:
    async def write_and_tell(context: BotContext) -> None:
        await keep(context)
        await context.send(View("Kept."))

    answer_with(chat.bot, write_and_tell)
    chat.bot.door.retry_after = (timedelta(milliseconds=1),) * 3
    chat.telegram.fault("sendMessage", when=when)
    await chat.send(SECRET_WORDS)
    # Lost on the way there, it was never said; lost on the way back, it was.
    assert chat.said == ([SAVED] if when == "before" else ["Kept.", SAVED])
    assert await kept(chat) == [SECRET_WORDS]


async def test_a_network_fault_before_the_write_does_it_again(chat: Chat) -> None:
    async def ask_and_write(context: BotContext) -> None:
        await context.send(View("One moment."))
        await keep(context)

    answer_with(chat.bot, ask_and_write)
    chat.bot.door.retry_after = (timedelta(milliseconds=1),) * 3
    chat.telegram.fault("sendMessage", times=2)
    await chat.send(SECRET_WORDS)
    assert chat.said == ["One moment."]
    assert await kept(chat) == [SECRET_WORDS]


async def test_what_does_not_fit_is_answered_by_one_escaped_line(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    async def refuse(_: BotContext) -> None:
        raise UserError("I need a day, for example <Friday> & soon.")

    answer_with(chat.bot, refuse)
    await chat.send(SECRET_WORDS)
    assert chat.said == ["I need a day, for example &lt;Friday&gt; &amp; soon."]
    assert not [record for record in caplog.records if record.name == "bot.errors"]


async def test_a_failing_button_is_released_and_its_message_left_as_it_was(chat: Chat) -> None:
    await chat.send("/help")
    before = chat.last

    async def fail(_: BotContext) -> None:
        raise ZeroDivisionError

    answer_with(chat.bot, fail)
    await chat.press("Settings")
    assert chat.said == [before, SORRY]
    assert chat.telegram.chat(chat.owner_id).answers


async def test_somebody_who_blocks_the_bot_in_the_middle_is_no_error(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    chat.person.send("/settings")
    chat.telegram.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await chat.settle()
    assert chat.said == []
    assert not [record for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]


async def test_what_a_command_lacks_is_said_and_the_parked_form_offered_again(stranger: Chat) -> None:
    await stranger.send("/start")
    await stranger.send(f"/add {'x' * 500}")
    assert "is a little long" in stranger.said[-2]
    assert stranger.last == "I kept your introduction, half filled in."


async def test_an_error_at_the_gate_is_told_once_and_opens_nothing(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(owners, "with_open_forms", fail)
    await chat.send("/add Ada Lovelace")
    assert chat.said == [SORRY]


async def test_one_persons_error_does_not_touch_another(chat: Chat) -> None:
    sam = chat.another(2002)

    async def fail_for_grace(context: BotContext) -> None:
        if context.owner_id == chat.owner_id:
            raise ZeroDivisionError
        await keep(context)
        await context.send(View("Kept."))

    answer_with(chat.bot, fail_for_grace)
    chat.person.send(SECRET_WORDS)
    sam.person.send("hello")
    await chat.settle()
    assert (chat.said, sam.said) == ([SORRY], ["Kept."])


async def test_an_error_that_cannot_even_be_told_is_not_the_end(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(_: BotContext) -> None:
        raise BadRequest("no such thing")

    answer_with(chat.bot, fail)
    chat.telegram.refuse("sendMessage", 400, "Bad Request: chat not found")
    await chat.send("hello")
    assert chat.said == []
    await chat.send("hello again")
    assert chat.said == [SORRY]
    assert "an owner could not be told of an error (BadRequest)" in caplog.text
