"""The transport against real servers on loopback."""

import asyncio
import io
import logging
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import traceback
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from benchmarks import fake_api
from bot.transport import AiohttpRequest, NotSent, NotSentInTime, _multipart

TOKEN = "123456789:AAF-secret_secret_secret_secret_se"
ME = {"id": 1, "is_bot": True, "first_name": "Rapport", "username": "rapport_bot"}
MESSAGE = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "hello"}
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Converse = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as opened:
        yield opened


@asynccontextmanager
async def serving(answer: Answer, tls: ssl.SSLContext | None = None, **options: Any) -> AsyncIterator[str]:
    """An HTTP server that answers every request so; gives its address."""

    async def safely(request: web.BaseRequest) -> web.StreamResponse:
        return await answer(request)  # type: ignore[arg-type]

    runner = web.ServerRunner(web.Server(safely, access_log=None, **options), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    try:
        port = runner.addresses[0][1]
        yield f"http{'s' if tls else ''}://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def listening(converse: Converse) -> AsyncIterator[str]:
    """A server of raw bytes, for what a well-behaved one would not do."""
    conversations: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        conversations.add(task)
        try:
            await converse(reader, writer)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations)


async def silence(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def goodbye(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")


def ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def a_bot(address: str, request: BaseRequest) -> Bot:
    return Bot(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=request)


def a_url(address: str, method: str = "getMe") -> str:
    return f"{address}/bot{TOKEN}/{method}"


def form(**fields: object) -> RequestData:
    return RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])


# What goes out and what comes back


async def test_a_message_goes_out_as_a_form_and_the_answer_comes_back(request_: AiohttpRequest) -> None:
    seen: list[tuple[str, str, dict[str, Any], str]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((request.method, request.path, dict(await request.post()), request.headers["User-Agent"]))
        return ok(MESSAGE)

    async with serving(answer) as address:
        message = await a_bot(address, request_).send_message(7, "Grüße & 50 % = 1/2 🎉")

    assert message.message_id == 5
    assert seen == [
        (
            "POST",
            f"/bot{TOKEN}/sendMessage",
            {"chat_id": "7", "text": "Grüße & 50 % = 1/2 🎉"},
            BaseRequest.USER_AGENT,
        )
    ]


async def test_a_call_without_parameters_works(request_: AiohttpRequest) -> None:
    async def answer(request: web.Request) -> web.Response:
        assert await request.read() == b""
        return ok(ME)

    async with serving(answer) as address:
        assert (await a_bot(address, request_).get_me()).username == "rapport_bot"


@pytest.mark.parametrize("as_handle", [False, True], ids=["bytes", "an open file"])
async def test_a_file_is_uploaded_whole_with_its_name(request_: AiohttpRequest, as_handle: bool) -> None:
    content = bytes(range(256)) * 2000  # several pieces
    seen: dict[str, Any] = {}

    async def answer(request: web.Request) -> web.Response:
        assert "Transfer-Encoding" not in request.headers  # not every Bot API server takes a body of unknown length
        fields = await request.post()
        file = fields["document"]
        assert isinstance(file, web.FileField)
        seen.update(name=file.filename, kind=file.content_type, content=file.file.read(), caption=fields["caption"])
        return ok(MESSAGE)

    handle = io.BytesIO(content)
    file = InputFile(handle if as_handle else content, filename="résumé.pdf", read_file_handle=not as_handle)
    async with serving(answer, client_max_size=2**24) as address:
        await a_bot(address, request_).send_document(7, file, caption="Für „Ada“")

    assert seen == {"name": "résumé.pdf", "kind": "application/pdf", "content": content, "caption": "Für „Ada“"}


@given(
    filename=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    content=st.binary(min_size=1, max_size=200),
    caption=st.text(st.characters(codec="utf-8"), min_size=1, max_size=50),
)
@example(filename='a"; filename="b', content=b"\r\n--mark--\r\n", caption="\r\n\r\n")
@example(filename="a\r\nContent-Type: text/html", content=b"-", caption="--")
def test_no_file_name_or_caption_breaks_out_of_its_part(filename: str, content: bytes, caption: str) -> None:
    data = RequestData(
        [
            RequestParameter.from_input("caption", caption),
            RequestParameter("document", None, [InputFile(content, filename=filename)]),
        ]
    )
    mark = "b7c1f06d"
    body = asyncio.run(_multipart(data, mark))

    nothing, text, file, end = body.split(f"--{mark}".encode())
    assert (nothing, end) == (b"", b"--\r\n")
    assert text == b'\r\nContent-Disposition: form-data; name="caption"\r\n\r\n' + caption.encode() + b"\r\n"
    head, sent = file.split(b"\r\n\r\n", 1)
    assert sent == content + b"\r\n"
    before, disposition, kind = head.split(b"\r\n")
    assert before == b""
    assert disposition.startswith(b'Content-Disposition: form-data; name="document"; filename="')
    assert disposition.count(b'"') == 4
    assert disposition.endswith(b'"')
    assert kind.startswith(b"Content-Type: ")
    assert not re.search(rb"[\x00-\x1f\x7f]", disposition + kind)


async def test_a_file_is_downloaded_byte_for_byte(request_: AiohttpRequest) -> None:
    content = bytes(range(256)) * 1000
    asked: list[tuple[str, str]] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.method, request.raw_path))
        if request.method == "POST":
            return ok({"file_id": "f", "file_unique_id": "u", "file_path": "documents/my notes.pdf"})
        return web.Response(body=content)

    async with serving(answer) as address:
        file = await a_bot(address, request_).get_file("f")
        assert bytes(await file.download_as_bytearray()) == content

    assert asked == [("POST", f"/bot{TOKEN}/getFile"), ("GET", f"/file/bot{TOKEN}/documents/my%20notes.pdf")]


@pytest.mark.parametrize(
    ("status", "answer", "kind", "text"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest, "Chat not found"),
        (401, {"description": "Unauthorized"}, InvalidToken, "Unauthorized"),
        (403, {"description": "Forbidden: bot was blocked by the user"}, Forbidden, "bot was blocked by the user"),
        (404, {"description": "Not Found"}, InvalidToken, "Not Found"),
        (409, {"description": "Conflict: another getUpdates"}, Conflict, "Conflict: another getUpdates"),
        (400, {"parameters": {"migrate_to_chat_id": -100}}, ChatMigrated, "-100"),
        (429, {"parameters": {"retry_after": 30}}, RetryAfter, "30"),
        (500, {"description": "Internal Server Error"}, NetworkError, "Internal Server Error"),
        (502, {"description": "Bad Gateway"}, NetworkError, "Bad Gateway"),
        (302, {"description": "Found"}, NetworkError, "Found"),
    ],
)
async def test_a_refusal_is_told_as_ptb_tells_it(
    monkeypatch: pytest.MonkeyPatch, status: int, answer: dict[str, Any], kind: type[TelegramError], text: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else PTB warns of a change to come in RetryAfter
    calls: list[str] = []

    async def refuse(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.json_response({"ok": False, **answer}, status=status, headers={"Location": "/elsewhere"})

    async with serving(refuse) as address, AiohttpRequest() as request:
        with pytest.raises(kind, match=text) as caught:
            await request.post(a_url(address))

    assert type(caught.value) is kind
    assert len(calls) == 1


# Time-outs


async def test_a_connection_that_takes_too_long_is_told_apart(request_: AiohttpRequest) -> None:
    async with listening(silence) as place:  # accepts, but never shakes hands for TLS
        with pytest.raises(NotSentInTime, match="connecting"):
            await request_.post(a_url(f"https://{place}"), connect_timeout=0.1)


async def test_an_answer_that_takes_too_long_is_told_apart(request_: AiohttpRequest) -> None:
    async with listening(silence) as place:
        with pytest.raises(TimedOut, match="answer") as caught:
            await request_.post(a_url(f"http://{place}"), read_timeout=0.1)
    assert not isinstance(caught.value, NotSent)


async def test_an_answer_that_stops_half_way_times_out(request_: AiohttpRequest) -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok"')
        await asyncio.sleep(30)

    async with listening(half) as place:
        with pytest.raises(TimedOut, match="answer"):
            await request_.post(a_url(f"http://{place}"), read_timeout=0.1)


async def test_an_upload_nobody_takes_is_told_apart(request_: AiohttpRequest) -> None:
    data = RequestData([RequestParameter("document", None, [InputFile(bytes(20_000_000), filename="big")])])
    async with listening(silence) as place:
        with pytest.raises(TimedOut, match="sending a file") as caught:
            await request_.post(a_url(f"http://{place}"), data, write_timeout=0.2, read_timeout=0.1)
    assert not isinstance(caught.value, NotSent)


async def test_a_slow_upload_that_keeps_moving_is_let_finish(request_: AiohttpRequest) -> None:
    async def sip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        while left:
            left -= len(await reader.read(2**21))
            await asyncio.sleep(0.01)
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{"ok": true, "result": 42}')
        await writer.drain()

    data = RequestData([RequestParameter("document", None, [InputFile(bytes(20_000_000), filename="big")])])
    started = time.monotonic()
    async with listening(sip) as place:
        assert await request_.post(a_url(f"http://{place}"), data, write_timeout=0.5) == 42
    assert time.monotonic() - started > 0.5


async def test_a_call_waits_its_turn_and_no_longer() -> None:
    async def slowly(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return ok(ME)

    async with serving(slowly) as address, AiohttpRequest(1) as request:
        first = asyncio.ensure_future(request.post(a_url(address)))
        patient = asyncio.ensure_future(request.post(a_url(address), pool_timeout=None))
        await asyncio.sleep(0.05)
        with pytest.raises(NotSentInTime, match="free connection"):
            await request.post(a_url(address), pool_timeout=0.05)
        assert await first == await patient == ME


@pytest.mark.parametrize("allowed", [0.6, None], ids=["longer", "for ever"])
async def test_a_long_poll_may_wait_longer_than_other_calls(allowed: float | None) -> None:
    async def hold(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return ok([])

    async with serving(hold) as address, AiohttpRequest(read_timeout=0.05) as request:
        assert request.read_timeout == 0.05
        assert await request.post(a_url(address, "getUpdates"), read_timeout=allowed) == []
        with pytest.raises(TimedOut):
            await request.post(a_url(address, "getUpdates"))


async def test_a_call_given_up_by_its_caller_frees_its_place() -> None:
    async def hold(request: web.Request) -> web.Response:
        if request.path.endswith("getUpdates"):
            await asyncio.sleep(30)
        return ok(ME)

    async with serving(hold) as address, AiohttpRequest(1) as request:
        waiting = asyncio.ensure_future(request.post(a_url(address, "getUpdates"), read_timeout=None))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await request.post(a_url(address)) == ME


# Connections


async def test_one_connection_serves_call_after_call(request_: AiohttpRequest) -> None:
    doors: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        doors.add(request.transport)
        return ok(ME)

    async with serving(answer) as address:
        for _ in range(5):
            await request_.post(a_url(address), form(text="hello"))
    assert len(doors) == 1


class Receptionist:
    """A server in a thread of its own, which closes an idle connection while the bot's loop is busy."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(2)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.heard = 0
        self.close_now = threading.Event()
        self.thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        for _ in range(2):
            try:
                connection, _ = self.socket.accept()
            except TimeoutError:
                return
            with connection:
                connection.recv(65536)
                self.heard += 1
                connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"ok": true, "result": true}')
                self.close_now.wait(5)

    def __enter__(self) -> "Receptionist":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close_now.set()
        self.thread.join()
        self.socket.close()


@pytest.mark.parametrize("call", ["directly", "from a task"])
async def test_a_connection_closed_while_the_bot_was_busy_is_not_used(request_: AiohttpRequest, call: str) -> None:
    with Receptionist() as server:
        url = a_url(server.address, "sendMessage")
        await request_.post(url, form(text="one"))
        again = request_.post(url, form(text="two"))
        waiting = asyncio.ensure_future(again) if call == "from a task" else again
        server.close_now.set()
        time.sleep(0.05)  # noqa: ASYNC251 (the loop is busy, and has not heard the goodbye)
        assert await waiting is True
        assert server.heard == 2


class Fading:
    """A transport that closes between being picked from the pool and being written to."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._asked = 0

    def is_closing(self) -> bool:
        self._asked += 1
        if self._asked > 1:
            self._transport.close()
        return self._asked > 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


async def test_a_message_that_was_never_written_is_sent_over_a_fresh_connection(request_: AiohttpRequest) -> None:
    heard: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        heard.append(str((await request.post())["text"]))
        return ok(True)

    async with serving(answer) as address:
        await request_.post(a_url(address), form(text="one"))
        assert request_._session is not None
        assert request_._session.connector is not None
        [[(idle, _)]] = request_._session.connector._conns.values()
        assert idle.transport is not None
        idle.transport = Fading(idle.transport)  # type: ignore[assignment]
        assert await request_.post(a_url(address), form(text="two")) is True
    assert heard == ["one", "two"]


async def test_a_message_the_server_may_have_read_is_never_sent_twice(request_: AiohttpRequest) -> None:
    heard: list[bytes] = []

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            heard.append(await reader.readuntil(b"text=hello"))
            if len(heard) == 2:
                return
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"ok": true, "result": true}')

    async with listening(answer_once) as place:
        url = a_url(f"http://{place}", "sendMessage")
        assert await request_.post(url, form(text="hello")) is True
        with pytest.raises(NetworkError, match="closed the connection") as caught:
            await request_.post(url, form(text="hello"))
    assert len(heard) == 2
    assert not isinstance(caught.value, NotSent)


async def test_nobody_listening_is_a_network_error_that_may_be_repeated(request_: AiohttpRequest) -> None:
    with pytest.raises(NotSent, match=r"cannot connect to 127\.0\.0\.1"):
        await request_.post(a_url(f"http://127.0.0.1:{closed_port()}"))


async def test_it_opens_and_closes_as_often_as_asked() -> None:
    async def answer(_request: web.Request) -> web.Response:
        return ok(ME)

    request = AiohttpRequest()
    async with serving(answer) as address:
        with pytest.raises(NotSent, match="not open"):
            await request.post(a_url(address))
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert await request.post(a_url(address)) == ME
            await request.shutdown()
            await request.shutdown()
        with pytest.raises(NotSent, match="not open"):
            await request.post(a_url(address))


async def test_a_call_under_way_ends_when_the_transport_closes() -> None:
    async with listening(silence) as place:
        request = AiohttpRequest(read_timeout=None)
        await request.initialize()
        waiting = asyncio.ensure_future(request.post(a_url(f"http://{place}")))
        await asyncio.sleep(0.05)
        await request.shutdown()
        with pytest.raises(NetworkError):
            await asyncio.wait_for(waiting, 2)


# Proxies and TLS


class Proxy:
    """Answers in Telegram's place and keeps the first line and the headers of what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        if self.asked[-1].startswith("CONNECT"):
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"ok": true, "result": true}')
        await writer.drain()


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_the_proxy_of_the_environment_is_used(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    # CGI scripts may be handed HTTP_PROXY by a stranger, so Python passes it over there.
    monkeypatch.delenv("REQUEST_METHOD", raising=False)
    proxy = Proxy()
    async with listening(proxy.converse) as place:
        monkeypatch.setenv(variable, f"http://ada:engine@{place}")
        assert await request_.post(a_url("http://telegram.example")) is True
    assert proxy.asked[0].startswith(f"POST http://telegram.example/bot{TOKEN}/getMe HTTP/1.1\r\n")
    assert f"Proxy-Authorization: Basic {b64encode(b'ada:engine').decode()}" in proxy.asked[0]


async def test_a_host_in_no_proxy_is_asked_directly(request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return ok(ME)

    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    async with serving(answer) as address:
        assert await request_.post(a_url(address)) == ME
        with pytest.raises(NotSent, match="ClientProxyConnectionError"):
            await request_.post(a_url("http://telegram.example"))


async def test_a_proxy_that_refuses_never_sees_the_token(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Proxy()
    async with listening(proxy.converse) as place:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{place}")
        with pytest.raises(NotSent, match="407"):
            await request_.post(a_url("https://telegram.example"))
    assert proxy.asked[0].startswith("CONNECT telegram.example:443 ")
    assert TOKEN not in proxy.asked[0]


async def test_a_socks_proxy_is_refused_rather_than_passed_by(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(NotSent, match="SOCKS"):
        await request_.post(a_url("http://127.0.0.1:1"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1, in one file."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("makes a certificate with openssl, which is not installed")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        (
            f"{openssl} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
            " -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem"
        ).split(),
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


@asynccontextmanager
async def serving_tls(certificate: Path) -> AsyncIterator[str]:
    async def answer(_request: web.Request) -> web.Response:
        return ok(ME)

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    async with serving(answer, tls) as address:
        yield address


async def test_an_unknown_certificate_is_refused(request_: AiohttpRequest, certificate: Path) -> None:
    async with serving_tls(certificate) as address:
        with pytest.raises(NotSent, match="certificate verify failed") as caught:
            await request_.post(a_url(address))
    assert TOKEN not in everything_shown(caught.value)


async def test_the_certificates_of_the_environment_are_trusted(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    async with serving_tls(certificate) as address, AiohttpRequest() as request:
        assert await request.post(a_url(address)) == ME


async def test_telegram_is_reached_through_a_tunnel(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tunnels: list[str] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()

    async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tunnels.append((await reader.readuntil(b"\r\n\r\n")).decode())
        host, port = tunnels[-1].split()[1].split(":")
        there, here = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(pump(reader, here), pump(there, writer))
        finally:
            here.close()
            await here.wait_closed()

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    async with serving_tls(certificate) as address, listening(tunnel) as place:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{place}")
        async with AiohttpRequest() as request:
            assert await request.post(a_url(address)) == ME
            assert await request.post(a_url(address)) == ME
    assert len(tunnels) == 1


# The token stays inside


def everything_shown(error: BaseException) -> str:
    """All that a log, a debugger or an error report could print of an error and of what it came from."""
    shown, pending, done = [], [error], set()
    while pending:
        one = pending.pop()
        if id(one) not in done:
            done.add(id(one))
            shown += [*traceback.format_exception(one), repr(one), str(one), repr(one.args), repr(vars(one))]
            pending += [other for other in (one.__cause__, one.__context__) if other]
    return "".join(shown)


async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(f"This is not HTTP /bot{TOKEN}/\r\n\r\n".encode())
    await writer.drain()


def page(status: int) -> Converse:
    """An error page of the kind some proxies make, which quotes the address."""

    async def quote(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = f"<p>Could not fetch http://host/bot{TOKEN}/getMe</p>".encode()
        writer.write(b"HTTP/1.1 %d Hm\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))
        await writer.drain()

    return quote


@pytest.mark.parametrize("uploading", [False, True], ids=["a form", "an upload"])
@pytest.mark.parametrize(
    ("scheme", "converse"),
    [
        pytest.param("http", goodbye, id="closes without a word"),
        pytest.param("http", silence, id="never answers"),
        pytest.param("https", silence, id="never shakes hands"),
        pytest.param("https", goodbye, id="does not speak TLS"),
        pytest.param("http", babble, id="does not speak HTTP"),
        pytest.param("http", page(502), id="quotes the address in an error page"),
        pytest.param("http", page(200), id="quotes the address in a page instead of JSON"),
        pytest.param("http", None, id="is not there"),
        pytest.param("gopher", None, id="has an odd address"),
        pytest.param("http://[half", None, id="has an impossible address"),
    ],
)
async def test_no_error_shows_the_token(
    scheme: str, converse: Converse | None, uploading: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    files = [InputFile(bytes(3_000_000), filename="a")] if uploading else None
    data = RequestData([RequestParameter("document", None if files else "hello", files)])
    async with (
        listening(converse or silence) as place,
        AiohttpRequest(read_timeout=0.2, connect_timeout=0.2, media_write_timeout=0.2) as request,
    ):
        address = f"{scheme}://{place if converse else f'127.0.0.1:{closed_port()}'}"
        with pytest.raises(TelegramError) as caught:
            await request.post(a_url(address), data)
        assert TOKEN not in repr(request)

    assert TOKEN not in everything_shown(caught.value)
    assert TOKEN not in caplog.text
    assert "AAF-secret" not in everything_shown(caught.value) + caplog.text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(url=st.text(max_size=40))
async def test_whatever_the_address_only_ptbs_errors_come_out(request_: AiohttpRequest, url: str) -> None:
    with pytest.raises(TelegramError) as caught:
        await request_.do_request(f"{url}/bot{TOKEN}/getMe", "POST", connect_timeout=0.05)
    assert TOKEN not in everything_shown(caught.value)


# The benchmark's server


async def test_the_benchmarks_server_repeats_what_is_not_confirmed_and_counts_the_answers() -> None:
    async with fake_api.running() as api, AiohttpRequest() as request:
        bot = Bot(fake_api.TOKEN, base_url=api.base_url, request=request, get_updates_request=request)
        loading = asyncio.ensure_future(api.load(people=2, messages=4, texts=["hello {number}"], patience=10))
        first = await bot.get_updates(timeout=5)
        assert [update.update_id for update in await bot.get_updates()] == [update.update_id for update in first]
        assert len(first) == 4
        for update in first:
            assert update.message is not None
            assert update.message.text is not None
            await bot.send_message(update.message.chat_id, update.message.text)
        assert await bot.get_updates(offset=first[-1].update_id + 1) == ()
        result = await loading
    assert (result.messages, result.answered, result.in_order) == (4, 4, True)
    assert result.rate > 0
