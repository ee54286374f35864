"""Messages that the bot sends on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playground.api import Call, Json, bad_request
from playground.methods.common import caption_of, find_chat, find_message, message_ids, open_chat, send
from playground.records import CAPTIONED, Chat, Message

if TYPE_CHECKING:
    from playground.telegram import Telegram


def _source(telegram: "Telegram", call: Call, message_id: object, purpose: str) -> Message:
    message = find_message(find_chat(telegram, call, "from_chat_id"), message_id, purpose)
    if message.protected or message.kind == "service":
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return message


def _duplicate(telegram: "Telegram", call: Call, chat: Chat, source: Message, *, forward: bool) -> Message:
    parts: Json = {
        "kind": source.kind,
        "text": source.text,
        "entities": source.entities,
        "content": source.content,
        "file_id": source.file_id,
    }
    if forward:
        sender = telegram.users[source.sender_id].to_json()
        origin = source.forward_origin or {"type": "user", "sender_user": sender, "date": source.date}
        parts["forward_origin"] = origin
    elif call.has("caption") and source.kind in CAPTIONED:
        caption = caption_of(telegram, call)
        parts |= {"text": caption.text, "entities": caption.entities}
    elif call.flag("remove_caption") and source.kind in CAPTIONED:
        parts |= {"text": "", "entities": []}
    return send(telegram, call, chat, **parts)


def forward_message(telegram: "Telegram", call: Call) -> Json:
    chat = open_chat(telegram, call)
    source = _source(telegram, call, call.integer("message_id"), "forward")
    return telegram.message_json(_duplicate(telegram, call, chat, source, forward=True))


def copy_message(telegram: "Telegram", call: Call) -> Json:
    chat = open_chat(telegram, call)
    source = _source(telegram, call, call.integer("message_id"), "copy")
    return {"message_id": _duplicate(telegram, call, chat, source, forward=False).id}


def several(*, forward: bool) -> Callable[["Telegram", Call], Any]:
    def method(telegram: "Telegram", call: Call) -> list[Json]:
        chat = open_chat(telegram, call)
        origin = find_chat(telegram, call, "from_chat_id")
        there = [message_id for message_id in message_ids(call) if message_id in origin._messages]
        sources = [_source(telegram, call, message_id, "forward" if forward else "copy") for message_id in there]
        return [{"message_id": _duplicate(telegram, call, chat, one, forward=forward).id} for one in sources]

    return method
