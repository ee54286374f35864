"""The Bot API over HTTP, as Telegram serves it: /bot<token>/<method> and /file/bot<token>/<path>."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from telegram.constants import FileSizeLimit

from playground.api import ApiError, Json, LostCallError, UploadedFile, bad_request
from playground.multipart import read_multipart
from playground.telegram import Telegram

# A file of the largest size and the rest of its form.
LARGEST_BODY = FileSizeLimit.FILESIZE_UPLOAD + 1_000_000


class AsciiJson(JSONResponse):
    """JSON that can carry any text, half a character included."""

    def render(self, content: object) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode()


Parameters = tuple[Mapping[str, Any], Mapping[str, UploadedFile]]


def routes(telegram: Telegram) -> list[BaseRoute]:
    async def method(request: Request) -> Response:
        return await _answer(telegram, request)

    async def file(request: Request) -> Response:
        try:
            _check_token(telegram, request)
            return Response(telegram.download(request.path_params["path"]), media_type="application/octet-stream")
        except ApiError as error:
            return AsciiJson(error.envelope(), error.code)

    return [
        Route("/file/bot{token}/{path:path}", file, methods=["GET"]),
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
    ]


async def _answer(telegram: Telegram, request: Request) -> Response:
    try:
        _check_token(telegram, request)
        result = await telegram.call(request.path_params["method"], *await _parameters(request))
    except ApiError as error:
        headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
        return AsciiJson(error.envelope(), error.code, headers)
    except LostCallError:
        # The nearest to a lost connection that an answer can be: nothing that Telegram has said.
        return PlainTextResponse("Bad Gateway", 502)
    return AsciiJson({"ok": True, "result": result})


def _check_token(telegram: Telegram, request: Request) -> None:
    if request.path_params["token"] != telegram.token:
        raise ApiError(401, "Unauthorized")


async def read_body(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """The body. Raises ApiError 413 as soon as it is known to be too large."""
    too_large = ApiError(413, "Request Entity Too Large")
    if int(request.headers.get("content-length") or 0) > largest:
        raise too_large
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > largest:
            raise too_large
        chunks.append(chunk)
    return b"".join(chunks)


async def _parameters(request: Request) -> Parameters:
    """Parameters from the address and from a form, a JSON body or an upload; the body's win."""
    params: Json = dict(request.query_params)
    content_type = request.headers.get("content-type", "")
    kind = content_type.split(";")[0].strip().lower()
    body = await read_body(request)
    if not body:
        return params, {}
    match kind:
        case "application/json":
            return params | _json(body), {}
        case "application/x-www-form-urlencoded":
            return params | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), {}
        case "multipart/form-data":
            try:
                fields, files = read_multipart(content_type, body)
            except ValueError as error:
                raise bad_request(f"can't parse the form: {error}") from None
            return params | fields, files
    raise bad_request("unsupported content type")


def _json(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("can't parse the JSON body") from None
    if not isinstance(value, dict):
        raise bad_request("the JSON body must be an Object")
    return value
