"""Calls to Telegram over aiohttp, in place of PTB's own httpx client, whose pool scans every connection under load.

No error that leaves this module carries an address: Telegram's addresses hold the bot's token.
"""

import asyncio
import os
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass
from uuid import uuid4

import aiohttp
import certifi
import yarl
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# Idle connections are dropped sooner than Telegram drops them, so that a request seldom crosses a goodbye.
KEEP_ALIVE_SECONDS = 15
DNS_CACHE_SECONDS = 60
# An upload goes out in pieces of this size, each with the whole write time-out to itself. It must exceed aiohttp's
# 64 KiB, above which aiohttp waits for the piece to leave.
PIECE_BYTES = 128 * 1024
# What aiohttp hands to the socket in one go, less room for the headers.
ONE_WRITE_BYTES = 56 * 1024


class NotSent(NetworkError):  # noqa: N818 (it says what is known, and is named as PTB names its own)
    """Telegram has not seen the request, so repeating it is harmless."""


class NotSentInTime(TimedOut, NotSent):
    """Time ran out before anything was sent: no connection became free, or none could be made."""


class AiohttpRequest(BaseRequest):
    """PTB's door for own networking, through one aiohttp session.

    Time-outs are seconds, None for no limit. `read_timeout` and `write_timeout` are the longest silence while reading
    or writing, not the length of the whole call; `media_write_timeout` replaces the latter for uploads. At most
    `connection_pool_size` calls are under way at a time; the next one waits up to `pool_timeout` for its turn.

    Proxies come from the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY), and so does SSL_CERT_FILE: these
    are conventions of the operating system, not settings of the bot.
    """

    __slots__ = (
        "_connect_timeout",
        "_media_write_timeout",
        "_pool_size",
        "_pool_timeout",
        "_proxies",
        "_read_timeout",
        "_session",
        "_turns",
        "_write_timeout",
    )

    def __init__(
        self,
        connection_pool_size: int = 256,
        *,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 20.0,
    ) -> None:
        self._pool_size = connection_pool_size
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._session: aiohttp.ClientSession | None = None
        self._turns = asyncio.Semaphore(connection_pool_size)
        self._proxies: dict[tuple[str, str], str | None] = {}

    @property
    def read_timeout(self) -> float | None:
        """Seconds of silence allowed while waiting for an answer, where a call does not say otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session on the running loop; doing so twice changes nothing."""
        if self._session is not None:
            return
        self._turns = asyncio.Semaphore(self._pool_size)
        self._proxies = {}
        self._session = aiohttp.ClientSession(
            # The turns limit the connections: aiohttp's own limit cannot tell waiting for one from making one.
            connector=aiohttp.TCPConnector(
                limit=0, ssl=_trusted(), keepalive_timeout=KEEP_ALIVE_SECONDS, ttl_dns_cache=DNS_CACHE_SECONDS
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close every connection; a call still under way ends with a NetworkError."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call and give its HTTP status and body, whatever the status. Raises TimedOut and NetworkError."""
        uploads = request_data is not None and request_data.contains_files
        patience = aiohttp.ClientTimeout(
            total=None,
            connect=_seconds(connect_timeout, self._connect_timeout),
            sock_read=_seconds(read_timeout, self._read_timeout),
        )
        try:
            async with self._turn(_seconds(pool_timeout, self._pool_timeout)):
                if request_data is not None and uploads:
                    silence = _seconds(write_timeout, self._media_write_timeout)
                    return await self._upload(url, method, request_data, patience, silence)
                return await self._send(url, method, request_data, patience)
        except TelegramError as error:
            failure: TelegramError = error
        except Exception as error:
            # Whatever it is: PTB would put its text into an error of its own, address and all.
            failure = _without_address(error)
        # Raised here and not above, so that it carries no context: the original's text may hold the token.
        raise failure

    @asynccontextmanager
    async def _turn(self, wait: float | None) -> AsyncIterator[None]:
        if self._turns.locked():
            try:
                async with asyncio.timeout(wait):
                    await self._turns.acquire()
            except TimeoutError:
                raise NotSentInTime("Timed out waiting for a free connection; nothing was sent") from None
        else:
            await self._turns.acquire()
        try:
            yield
        finally:
            self._turns.release()

    async def _send(
        self, url: str, method: str, request_data: RequestData | None, patience: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        """A call without files."""
        if request_data is None:
            return await self._exchange(url, method, patience)
        form = url_encoded(request_data.json_parameters)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            return await self._exchange(url, method, patience, headers, form)
        except (aiohttp.ClientOSError, aiohttp.ClientConnectionResetError) as error:
            # A form that leaves in one write, and finds its connection closed at that write, was not sent: it may go
            # over a fresh connection. After any other error Telegram may have seen it, and the caller must decide.
            closed = isinstance(error, aiohttp.ClientConnectionResetError) or isinstance(
                error.__cause__, aiohttp.ClientConnectionResetError
            )
            if not closed or len(form) > ONE_WRITE_BYTES:
                raise
        return await self._exchange(url, method, patience, headers, form)

    async def _upload(
        self,
        url: str,
        method: str,
        request_data: RequestData,
        patience: aiohttp.ClientTimeout,
        silence: float | None,
    ) -> tuple[int, bytes]:
        """A call with files. `silence`: the longest time in which no piece of them leaves."""
        boundary = uuid4().hex
        body = await _multipart(request_data, boundary)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Content-Length": str(len(body))}
        now = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout(None) as deadline:

                async def pieces() -> AsyncIterator[bytes]:
                    # aiohttp asks for the next piece once the one before has left; the answer's time-out starts
                    # after the last.
                    for start in range(0, len(body), PIECE_BYTES):
                        deadline.reschedule(None if silence is None else now() + silence)
                        yield body[start : start + PIECE_BYTES]
                    deadline.reschedule(None)

                return await self._exchange(url, method, patience, headers, pieces())
        except TimeoutError:
            if not deadline.expired():
                raise
        raise TimedOut("Timed out while sending a file")

    async def _exchange(
        self,
        url: str,
        method: str,
        patience: aiohttp.ClientTimeout,
        headers: dict[str, str] | None = None,
        data: bytes | AsyncIterator[bytes] | None = None,
    ) -> tuple[int, bytes]:
        # Two turns of the loop, in which it hears of connections closed while it was busy with something else.
        # Otherwise the request could be written to one of those, and be lost.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self._session is None:
            raise NotSent("The connection to Telegram is not open: call initialize() first")
        async with self._session.request(
            method,
            url,
            data=data,
            headers=headers,
            timeout=patience,
            proxy=self._proxy(url),
            allow_redirects=False,
        ) as response:
            payload = await response.read()
        if response.status >= 300 or (method == "POST" and not payload.startswith(b"{")):
            # PTB quotes such answers in its errors and in the log, and a proxy's error page may quote the address.
            payload = _without_token(payload, url)
        return response.status, payload

    def _proxy(self, url: str) -> str | None:
        """The proxy the environment names for this address. Looked up once a host, since it takes a while."""
        scheme, host = _origin(url)
        if (scheme, host) not in self._proxies:
            named = getproxies()
            proxy = None if proxy_bypass(host) else named.get(scheme) or named.get("all")
            if proxy and proxy.lower().startswith("socks"):
                raise NotSent("The environment names a SOCKS proxy; the bot can only use an http:// one")
            self._proxies[scheme, host] = proxy or None
        return self._proxies[scheme, host]


def url_encoded(parameters: dict[str, str]) -> bytes:
    """A form as application/x-www-form-urlencoded, by yarl's compiled quoting: a tenth of the time for a long text."""
    return yarl.URL.build(query=parameters).raw_query_string.encode()


def _seconds(asked: ODVInput[float], default: float | None) -> float | None:
    """The time-out of one call: what was asked for, where PTB's marker for "not said" was not."""
    return asked if asked is None or isinstance(asked, int | float) else default


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or ""


def _trusted() -> ssl.SSLContext:
    """Whom to believe: the system's authorities and certifi's (some systems have none), or those of SSL_CERT_FILE."""
    context = ssl.create_default_context()
    if not os.environ.get("SSL_CERT_FILE") and not os.environ.get("SSL_CERT_DIR"):
        context.load_verify_locations(certifi.where())
    return context


async def _multipart(request_data: RequestData, boundary: str) -> bytes:
    """The parameters and files as multipart/form-data, in memory: Telegram takes 50 MB at most.

    File names go out as plain UTF-8, the way browsers send them, since Telegram shows any other escape as it stands.
    """
    mark = f"--{boundary}\r\nContent-Disposition: form-data; "
    parts = [
        f'{mark}name="{_quoted(name)}"\r\n\r\n{value}\r\n'.encode()
        for name, value in request_data.json_parameters.items()
    ]
    for name, (filename, content, kind) in request_data.multipart_data.items():
        parts.append(
            f'{mark}name="{_quoted(name)}"; filename="{_quoted(filename)}"\r\n'
            f"Content-Type: {_quoted(kind)}\r\n\r\n".encode()
        )
        parts.append(content if isinstance(content, bytes) else await asyncio.to_thread(content.read))
        parts.append(b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts)


def _quoted(name: str) -> str:
    """A text that cannot end its quotes or its line."""
    return re.sub(r'[\x00-\x1f\x7f"]', lambda character: f"%{ord(character[0]):02X}", name)


def _without_token(payload: bytes, url: str) -> bytes:
    token = re.search(r"/bot([^/]+)/", url)
    return payload.replace(token[1].encode(), b"[token]") if token else payload


def _without_address(error: Exception) -> TelegramError:
    """The error to show for one of aiohttp's, worded from its harmless parts: most of its texts hold the address."""
    match error:
        case aiohttp.ConnectionTimeoutError():
            return NotSentInTime("Timed out while connecting")
        case TimeoutError():  # all of aiohttp's time-outs are; this one is reading's
            return TimedOut("Timed out while waiting for an answer")
        case aiohttp.ClientConnectorCertificateError():
            return NotSent(_worded(error, f"cannot trust {error.host}:{error.port}: {error.certificate_error}"))
        case aiohttp.ClientConnectorError():
            return NotSent(_worded(error, f"cannot connect to {error.host}:{error.port}: {error.os_error}"))
        case aiohttp.ClientHttpProxyError():
            return NotSent(_worded(error, f"the proxy refused: {error.status} {error.message}"))
        case aiohttp.InvalidURL():
            return NotSent(_worded(error, "the address is not valid"))
        case aiohttp.ServerDisconnectedError():
            return NetworkError(_worded(error, "the server closed the connection without answering"))
        case OSError() if error.errno:
            return NetworkError(_worded(error, os.strerror(error.errno)))
        case _:
            return NetworkError(_worded(error, "the call failed"))


def _worded(error: Exception, what: str) -> str:
    return f"{type(error).__name__}: {what}"
