"""Updates by webhook: stored, and only then acknowledged with HTTP 200. PTB's own server answers before handling."""

import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application

from bot.intake.door import Door, Raw, whose

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram's updates are a few kilobytes; whatever is far larger is not one.
LARGEST = 1_000_000
# Ids of updates and people fit into 64 bits with a sign.
IDS = range(-(2**63), 2**63)


def route(path: str, secret: str, application: Application[Any, Any, Any, Any, Any, Any], door: Door) -> Route:
    """The address Telegram posts updates to. Whoever does not know the secret is turned away."""

    async def take(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=HTTPStatus.FORBIDDEN)
        body = await request.body()
        if len(body) > LARGEST:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = read(body)
        if update is None:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        await door.accept([update])
        return Response()

    handler: Callable[[Request], Any] = take
    return Route(path, handler, methods=["POST"])


def read(body: bytes) -> Raw | None:
    """The update that was posted; None if it is none."""
    try:
        raw = json.loads(body)
        Update.de_json(raw, None)
        ids = (raw["update_id"], whose(raw))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return raw if all(isinstance(each, int) and each in IDS for each in ids) else None
