"""Nothing that a person would miss is lost: not by a restart, not by a crash in the middle of a line."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import Clock, MovableClock
from playground.journal import Journal, JournalInUseError
from playground.telegram import Telegram
from tests.playground.makers import a_png, keys, say


def start(folder: Path, clock: Clock | None = None) -> Telegram:
    return Telegram(clock or MovableClock(datetime(2026, 3, 11, 15, tzinfo=UTC), frozen=True), journal=folder)


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    telegram = start(tmp_path)
    ada = telegram.person(1001, first_name="Ada", username="ada_l")
    ada.send("/start")
    first = await say(telegram, 1001, "<b>one</b>", reply_markup=keys([("Go", "go:1")]))
    await say(telegram, 1001, "two", reply_markup={"keyboard": [["Yes"]]})
    gone = await say(telegram, 1001, "three")
    there = {"chat_id": 1001, "message_id": first["message_id"]}
    edit = there | {"text": "one, <i>edited</i>", "parse_mode": "HTML", "reply_markup": keys([("Back", "back:1")])}
    await telegram.call("editMessageText", edit)
    await telegram.call("deleteMessage", {"chat_id": 1001, "message_id": gone["message_id"]})
    await telegram.call("pinChatMessage", there)
    await telegram.call("setMyCommands", {"commands": [{"command": "log", "description": "Log it"}]})
    await telegram.call("getUpdates", {"offset": 0, "allowed_updates": ["message", "callback_query"]})
    document = ada.send_document("cv.pdf", b"bytes")
    photo = ada.send_photo(a_png(), caption="me")
    query = ada.press("Back")
    waiting = dict(telegram.updates.pending)
    telegram.updates.confirm(min(waiting) + 1)
    await telegram.close()

    again = start(tmp_path)
    chat = again.chat(1001)
    assert again.person(1001).user == ada.user
    assert chat.said == ["one, <i>edited</i>", "two"]
    assert chat.message(first["message_id"]).buttons == ["Back"]
    assert chat.reply_keyboard == ada.chat.reply_keyboard
    assert chat.pinned_message == chat.message(first["message_id"])
    assert [message.text for message in chat.messages] == [message.text for message in ada.chat.messages]
    assert chat.message(document.id).document is not None
    assert chat.message(document.id).document.data == b"bytes"  # type: ignore[union-attr]
    assert chat.message(photo.id).photo == a_png()
    assert [one["command"] for one in again.commands_for(chat, "en")] == ["log"]
    assert list(again.updates.pending) == list(waiting)[1:]
    assert again.updates.allowed == ["message", "callback_query"]
    await again.call("answerCallbackQuery", {"callback_query_id": query, "text": "Late, but there"})
    assert again.person(1001).send("next").id > gone["message_id"]
    assert max(again.updates.pending) == max(waiting) + 1
    await again.close()


async def test_the_number_of_a_deleted_message_is_not_used_again(tmp_path: Path) -> None:
    for _ in range(2):
        telegram = start(tmp_path)
        telegram.person(1001).send("/start")
        newest = await say(telegram, 1001, "a")
        await telegram.call("deleteMessage", {"chat_id": 1001, "message_id": newest["message_id"]})
        await telegram.close()
    telegram = start(tmp_path)
    assert telegram.person(1001).send("b").id == newest["message_id"] + 1
    await telegram.close()


async def test_the_moved_clock_stays_moved(tmp_path: Path) -> None:
    clock = MovableClock()
    telegram = start(tmp_path, clock)
    clock.forward(days=30)
    await telegram.close()
    later = MovableClock()
    await start(tmp_path, later).close()
    assert abs(later.now() - clock.now()) < timedelta(seconds=5)
    assert abs(later.now() - Clock().now() - timedelta(days=30)) < timedelta(seconds=5)


async def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "chat"
    old = os.umask(0)
    try:
        telegram = start(folder)
        telegram.person(1001).send_document("cv.pdf", b"private")
        await telegram.close()
    finally:
        os.umask(old)
    modes = {path: path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert len(modes) == 5


async def test_two_playgrounds_do_not_write_into_one_journal(tmp_path: Path) -> None:
    telegram = start(tmp_path)
    with pytest.raises(JournalInUseError):
        start(tmp_path)
    await telegram.close()
    await start(tmp_path).close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(1, 600))
def test_a_torn_line_is_a_change_that_did_not_happen(tmp_path: Path, cut: int) -> None:
    async def write() -> None:
        telegram = start(tmp_path)
        telegram.person(1001, first_name="Ada").send("kept")
        await say(telegram, 1001, "said")
        telegram.person(1001).send("torn")
        await telegram.close()

    async def read() -> None:
        telegram = start(tmp_path)
        texts = [message.text for message in telegram.chat(1001).messages]
        waiting = [update["message"]["text"] for update in telegram.updates.pending.values()]
        # Message and update are one change: both or none.
        assert (texts, waiting) in [(["kept", "said", "torn"], ["kept", "torn"]), (["kept", "said"], ["kept"])]
        telegram.person(1001).send("after")
        await telegram.close()
        again = start(tmp_path)
        assert [message.text for message in again.chat(1001).messages] == [*texts, "after"]
        await again.close()

    path = tmp_path / "journal.jsonl"
    path.unlink(missing_ok=True)
    asyncio.run(write())
    content = path.read_bytes()
    last = len(content.rstrip(b"\n").split(b"\n")[-1])
    path.write_bytes(content[: -min(cut, last)])
    asyncio.run(read())


def test_a_line_broken_elsewhere_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text('[["user",{"id":1,"first_name":"Ada"}]]\nnonsense\n[]\n')
    journal = Journal(tmp_path)
    with pytest.raises(ValueError, match=r"journal\.jsonl is damaged in line 2"):
        list(journal.read())
    journal.close()


async def test_starting_again_and_again_does_not_let_it_grow(tmp_path: Path) -> None:
    telegram = start(tmp_path)
    ada = telegram.person(1001)
    ada.send("/start")
    message = await say(telegram, 1001, "0")
    for number in range(1, 50):
        edit = {"chat_id": 1001, "message_id": message["message_id"], "text": str(number)}
        await telegram.call("editMessageText", edit)
    telegram.updates.take()
    await telegram.close()
    sizes = []
    for _ in range(2):
        await start(tmp_path).close()
        sizes.append((tmp_path / "journal.jsonl").stat().st_size)
    assert sizes[0] == sizes[1] < 3000


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.clock import MovableClock
from playground.telegram import Telegram

async def main():
    telegram = Telegram(MovableClock(), journal=Path(sys.argv[1]))
    ada = telegram.person(1001, first_name="Ada")
    ada.send("/start")
    await telegram.call("sendMessage", {"chat_id": 1001, "text": "Saved"})
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_a_killed_playground_has_lost_nothing(tmp_path: Path) -> None:
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(tmp_path), cwd=Path.cwd())
    assert await killed.wait() == -signal.SIGKILL
    telegram = start(tmp_path)
    assert telegram.chat(1001).said == ["Saved"]
    assert [update["message"]["text"] for update in telegram.updates.take()] == ["/start"]
    await telegram.close()
