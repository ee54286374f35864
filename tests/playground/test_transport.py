"""PTB talking to the playground without sockets: answers, errors and faults as over a network."""

import asyncio
import time

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, CommandHandler, ContextTypes

from playground.people import Person
from playground.telegram import Telegram
from playground.transport import PlaygroundRequest


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(telegram.token, request=PlaygroundRequest(telegram), get_updates_request=PlaygroundRequest(telegram))


async def test_ptbs_objects_travel_both_ways(telegram: Telegram, ada: Person, bot: Bot) -> None:
    message = await bot.send_message(
        ada.id,
        "<b>Saved</b> Ada",
        ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Undo", callback_data="undo:1")]]),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert message.text_html == "<b>Saved</b> Ada"
    assert ada.chat.last.html == "<b>Saved</b> Ada"
    assert telegram.calls[-1][1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "undo:1"
    ada.press("Undo")
    [update] = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message == message
    await bot.answer_callback_query(update.callback_query.id, "Undone")
    assert ada.chat.toasts == ["Undone"]


async def test_files_travel_both_ways(ada: Person, bot: Bot) -> None:
    message = await bot.send_document(ada.id, b"BEGIN:VCALENDAR", filename="coffee.ics", caption="For Friday")
    assert message.document is not None
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    await bot.send_media_group(ada.id, [InputMediaDocument(b"a", filename="a"), InputMediaDocument(b"b", filename="b")])
    assert [one.document.data for one in ada.chat.messages[-2:] if one.document] == [b"a", b"b"]


async def test_refusals_are_ptbs_own_errors(telegram: Telegram, ada: Person, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ada.id, " ")
    telegram.flood(ada.id, retry_after=3)
    with pytest.raises(RetryAfter) as slow:
        await bot.send_message(ada.id, "a")
    assert slow.value._retry_after.total_seconds() == 3
    telegram.refuse("sendMessage", 502, "Bad Gateway")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ada.id, "a")
    ada.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.id, "a")
    assert ada.chat.said == []


async def test_a_wrong_token_opens_nothing(telegram: Telegram) -> None:
    with pytest.raises(InvalidToken):
        await Bot("1:wrong", request=PlaygroundRequest(telegram)).get_me()


async def test_a_second_poller_is_a_conflict(telegram: Telegram, bot: Bot) -> None:
    first = asyncio.ensure_future(bot.get_updates(timeout=10))
    await asyncio.sleep(0.01)
    second = asyncio.ensure_future(bot.get_updates(timeout=10))
    with pytest.raises(Conflict):
        await first
    await telegram.close()
    assert await second == ()


async def test_a_fault_before_leaves_nothing_behind(telegram: Telegram, ada: Person, bot: Bot) -> None:
    telegram.fault("sendMessage")
    with pytest.raises(NetworkError) as lost:
        await bot.send_message(ada.id, "a")
    assert not isinstance(lost.value, TimedOut)
    assert ada.chat.said == []
    await bot.send_message(ada.id, "b")
    assert ada.chat.said == ["b"]


async def test_a_fault_after_has_taken_effect(telegram: Telegram, ada: Person, bot: Bot) -> None:
    telegram.fault(when="after", times=2)
    for _ in range(2):
        with pytest.raises(TimedOut):
            await bot.send_message(ada.id, "a")
    assert await bot.get_updates() == ()
    assert ada.chat.said == ["a", "a"]


async def test_trouble_strikes_only_what_it_was_meant_for(telegram: Telegram, ada: Person, bot: Bot) -> None:
    sam = telegram.person(1002, first_name="Sam")
    sam.send("/start")
    telegram.flood(sam.id, times=2, method="sendMessage")
    await bot.send_message(ada.id, "a")
    await bot.send_chat_action(sam.id, "typing")
    with pytest.raises(RetryAfter):
        await bot.send_message(sam.id, "a")
    telegram.faults.clear()
    await bot.send_message(sam.id, "b")
    assert sam.chat.said == ["b"]


async def test_calls_take_as_long_as_asked(telegram: Telegram, ada: Person, bot: Bot) -> None:
    telegram.latency = 0.02
    began = time.perf_counter()
    await bot.send_message(ada.id, "a")
    assert time.perf_counter() - began >= 0.02


async def test_a_slow_answer_times_out(telegram: Telegram, ada: Person, bot: Bot) -> None:
    telegram.latency = 0.2
    with pytest.raises(TimedOut):
        await bot.send_message(ada.id, "a", read_timeout=0.01)


async def test_an_application_polls_and_answers(telegram: Telegram, ada: Person) -> None:
    async def start(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        await context.bot.send_message(ada.id, "Hello", reply_markup=ForceReply())

    request, updates = PlaygroundRequest(telegram), PlaygroundRequest(telegram)
    builder = Application.builder().token(telegram.token).request(request).get_updates_request(updates)
    application = builder.build()
    application.add_handler(CommandHandler("start", start))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling()
        await application.start()
        ada.send("/start")
        await telegram.until(lambda: ada.chat.said == ["Hello"])
        await application.updater.stop()
        await application.stop()
    assert ada.chat.force_reply is not None
