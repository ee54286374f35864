"""The playground as a PTB request, without sockets: `Application.builder().request(PlaygroundRequest(telegram))`."""

import asyncio
import json
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from playground.api import ApiError, LostCallError, UploadedFile
from playground.telegram import Telegram

READ_TIMEOUT = 5.0


class PlaygroundRequest(BaseRequest):
    """Carries PTB's calls to a playground in the same process, with the answers and errors that HTTP would bring.

    Use one for `request` and one for `get_updates_request`. A call that takes longer than its read timeout ends in
    TimedOut, applied or not, as over a network.
    """

    def __init__(self, telegram: Telegram, *, read_timeout: float | None = READ_TIMEOUT) -> None:
        self._telegram = telegram
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: the HTTP status and the body that Telegram would answer with."""
        seconds = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with asyncio.timeout(seconds):
                return 200, await self._answer(urlsplit(url).path, request_data)
        except ApiError as error:
            return error.code, json.dumps(error.envelope()).encode()
        except LostCallError as fault:
            raise TimedOut if fault.timed_out else NetworkError("the playground lost the connection") from fault
        except TimeoutError as error:
            raise TimedOut from error

    async def _answer(self, path: str, data: RequestData | None) -> bytes:
        token, _, rest = path.partition("/bot")[2].partition("/")
        if unquote(token) != self._telegram.token:
            raise ApiError(401, "Unauthorized")
        if path.startswith("/file/"):
            return self._telegram.download(unquote(rest))
        result = await self._telegram.call(rest, *_parts(data))
        return json.dumps({"ok": True, "result": result}).encode()


def _parts(data: RequestData | None) -> tuple[dict[str, Any], dict[str, UploadedFile]]:
    if data is None:
        return {}, {}
    # Through JSON and back, so that nothing arrives that could not have travelled.
    params = json.loads(json.dumps(data.parameters))
    files = {}
    for name, (filename, content, mime) in data.multipart_data.items() if data.contains_files else ():
        body = content if isinstance(content, bytes) else content.read()
        files[name] = UploadedFile(filename, body, mime)
    return params, files
