"""Small pictures and texts for the playground's tests."""

import struct
from typing import Any

from playground.telegram import Telegram


def a_png(width: int = 2, height: int = 1) -> bytes:
    """The head of a PNG, which is all that anybody here looks at."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"


def keys(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    """An inline keyboard of (label, callback data)."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}


async def say(telegram: Telegram, chat_id: int, text: str, **more: Any) -> dict[str, Any]:
    """The bot writes; gives the message as the Bot API shows it."""
    params = {"chat_id": chat_id, "text": text, "parse_mode": "HTML"} | more
    result: dict[str, Any] = await telegram.call("sendMessage", params)
    return result
