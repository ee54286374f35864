"""The Bot API over HTTP, with PTB's own Bot and with plain requests; and who may come in."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter

from playground.multipart import read_multipart
from playground.people import Person
from playground.server import NotLoopbackError, listen, serving
from playground.telegram import Telegram


@pytest.fixture
async def address(telegram: Telegram) -> AsyncIterator[str]:
    async with serving(telegram) as address:
        yield address
    await telegram.close()


async def test_ptb_talks_to_it_as_to_telegram(telegram: Telegram, ada: Person, address: str) -> None:
    async with Bot(telegram.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot") as bot:
        ada.send("hello")
        [update] = await bot.get_updates(timeout=5)
        assert update.effective_message is not None
        assert update.effective_message.text == "hello"
        await bot.send_message(
            ada.id, "<b>Hello</b>", parse_mode="HTML", reply_to_message_id=update.effective_message.id
        )
        message = await bot.send_document(ada.id, b"\r\n--abc\r\n\x00", filename="café 1.pdf")
        assert message.document is not None
        assert message.document.file_name == "café 1.pdf"
        assert bytes(await (await message.document.get_file()).download_as_bytearray()) == b"\r\n--abc\r\n\x00"
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(5, "a")
        telegram.flood(ada.id, retry_after=7)
        with pytest.raises(RetryAfter):
            await bot.send_message(ada.id, "a")
    assert ada.chat.said == ["<b>Hello</b>", ""]
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=f"{address}/bot"):
            pass


@pytest.mark.parametrize("way", ["address", "form", "json", "multipart"])
async def test_parameters_come_in_every_way_that_telegram_takes(
    telegram: Telegram, ada: Person, http: httpx.AsyncClient, way: str
) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]})
    params = {"chat_id": str(ada.id), "text": "a & b", "reply_markup": markup}
    ways: dict[str, dict[str, Any]] = {
        "address": {"params": params},
        "form": {"data": params},
        "json": {"json": params | {"chat_id": ada.id, "reply_markup": json.loads(markup)}},
        "multipart": {"files": {name: (None, value) for name, value in params.items()}},
    }
    method = "GET" if way == "address" else "POST"
    answer = await http.request(method, f"/bot{telegram.token}/SendMessage", **ways[way])
    body = answer.json()
    assert (answer.status_code, body["ok"], body["result"]["text"]) == (200, True, "a & b")
    assert ada.chat.buttons == ["Go"]


@pytest.mark.parametrize(
    ("path", "request_", "status", "description"),
    [
        ("/bot1:no/getMe", {}, 401, "Unauthorized"),
        ("/bot{token}/sendTelepathy", {}, 404, "Not Found: method not found"),
        ("/bot{token}/getMe", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, None),
        ("/bot{token}/getMe", {"content": b"[]", "headers": {"Content-Type": "application/json"}}, 400, None),
        ("/bot{token}/getMe", {"content": b"x", "headers": {"Content-Type": "text/x"}}, 400, None),
        (
            "/bot{token}/getMe",
            {"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
            400,
            None,
        ),
        ("/bot{token}/getMe", {"content": bytes(51_100_000)}, 413, "Request Entity Too Large"),
    ],
    ids=["token", "method", "torn JSON", "no object", "unknown type", "no form", "too large"],
)
async def test_what_is_wrong_with_a_call_is_said_in_the_envelope(
    telegram: Telegram,
    http: httpx.AsyncClient,
    path: str,
    request_: dict[str, Any],
    status: int,
    description: str | None,
) -> None:
    answer = await http.post(path.format(token=telegram.token), **request_)
    body = answer.json()
    assert (answer.status_code, body["ok"], body["error_code"]) == (status, False, status)
    assert description is None or body["description"] == description


async def test_a_flood_says_how_long_to_wait(telegram: Telegram, http: httpx.AsyncClient) -> None:
    telegram.flood(retry_after=9)
    answer = await http.get(f"/bot{telegram.token}/getMe")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "9")
    assert answer.json()["parameters"] == {"retry_after": 9}


async def test_a_fault_is_no_answer_of_telegrams(telegram: Telegram, http: httpx.AsyncClient) -> None:
    telegram.fault("getMe")
    answer = await http.get(f"/bot{telegram.token}/getMe")
    assert (answer.status_code, answer.text) == (502, "Bad Gateway")


async def test_files_need_the_token(telegram: Telegram, ada: Person, http: httpx.AsyncClient) -> None:
    file = ada.send_document("cv.pdf", b"abc").file
    assert file is not None
    for token, path, status in (
        (telegram.token, file.file_path, 200),
        ("1:no", file.file_path, 401),
        (telegram.token, "x", 404),
    ):
        answer = await http.get(f"/file/bot{token}/{path}")
        assert answer.status_code == status
        assert status != 200 or answer.content == b"abc"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1234"}, 200),
        ({"Host": "[::1]:80"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
@pytest.mark.parametrize("path", ["/bot{token}/getMe", "/playground/state"])
async def test_only_this_machine_and_our_own_page_come_in(
    telegram: Telegram, http: httpx.AsyncClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = await http.get(path.format(token=telegram.token), headers=headers)
    assert answer.status_code == status
    assert status == 200 or answer.json().keys() == {"ok", "error_code", "description", "error"}


async def test_our_own_page_is_let_in(http: httpx.AsyncClient) -> None:
    own = {"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}
    answer = await http.post("/playground/send?user=1001", json={"text": "hi"}, headers=own)
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "::", "example.com", ""])
def test_it_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(NotLoopbackError, match="loopback only"):
        listen(host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_fine(host: str) -> None:
    with listen(host, 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


async def test_open_pages_and_polls_do_not_hold_it_up(telegram: Telegram) -> None:
    async with serving(telegram) as address, aiohttp.ClientSession(address) as http:
        events = await http.get("/playground/events?user=1001")
        polling = asyncio.ensure_future(http.get(f"/bot{telegram.token}/getUpdates?timeout=50"))
        await asyncio.sleep(0.05)
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 2
    events.close()
    await asyncio.gather(polling, return_exceptions=True)


async def test_what_goes_wrong_inside_comes_out_as_it_is(telegram: Telegram) -> None:
    with pytest.raises(KeyError, match="mine"):
        async with serving(telegram):
            raise KeyError("mine")


PART = st.binary(max_size=60).filter(lambda data: b"--b0undary" not in data)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), PART, min_size=1), st.text('abé "x.', min_size=1, max_size=9))
def test_uploads_arrive_byte_for_byte(parts: dict[str, bytes], name: str) -> None:
    spelt = name.replace('"', "%22")
    body = b"".join(
        f'--b0undary\r\nContent-Disposition: form-data; name="{key}"; filename="{spelt}"\r\n'.encode()
        + b"Content-Type: text/plain\r\n\r\n"
        + data
        + b"\r\n"
        for key, data in parts.items()
    )
    fields, files = read_multipart("multipart/form-data; boundary=b0undary", body + b"--b0undary--\r\n")
    assert fields == {}
    assert {key: file.data for key, file in files.items()} == parts
    assert {file.name for file in files.values()} == {name}


@pytest.mark.parametrize(
    "body",
    [b"", b"--b", b"--b\r\n", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", b"--b\r\n\r\nx\r\n--b--"],
)
def test_a_torn_upload_is_no_upload(body: bytes) -> None:
    with pytest.raises(ValueError, match="form"):
        read_multipart("multipart/form-data; boundary=b", body)


def test_a_bare_telegram_starts_from_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "playground", "--port", "0", "--journal", str(tmp_path / "chat")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        with urllib.request.urlopen(f"{address}/playground/state", timeout=5) as answer:  # loopback
            assert [user["name"] for user in json.load(answer)["users"]] == ["You", "Sam Rivera"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
    assert (tmp_path / "chat" / "journal.jsonl").exists()


def test_what_it_cannot_do_it_says_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for listening in ("0.0.0.0:0", f"127.0.0.1:{taken.getsockname()[1]}"):
            command = [sys.executable, "-m", "playground"]
            environment = os.environ | {"LISTEN": listening}
            ended = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False, cwd=Path.cwd()
            )
            assert ended.returncode == 1
            assert len(ended.stderr.splitlines()) == 1
