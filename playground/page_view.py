"""What the chat page is told: messages, keyboards, people and the clock as the JSON of its contract (README.md)."""

from datetime import datetime
from urllib.parse import quote
from zlib import crc32

from telegram.constants import FileSizeLimit, MessageLimit

from bot.clock import Clock, MovableClock
from playground.api import Json
from playground.html_writer import page_html
from playground.records import CAPTIONED, EDITABLE_BY_PEOPLE, Chat, Message, StoredFile, User
from playground.telegram import Event, Telegram

SNIPPET = 100


def state(telegram: Telegram, person: User, revision: str) -> Json:
    """Everything the page shows of one person."""
    chat = telegram.chat(person.id)
    return {
        "ok": True,
        "revision": revision,
        "user": user(telegram, person),
        "users": users(telegram),
        **profile(telegram, person),
        "messages": [message(telegram, one) for one in chat.messages],
        "reply_keyboard": chat.reply_keyboard,
        "force_reply": chat.force_reply,
        "pinned": chat.pinned[-1] if chat.pinned else None,
        "action": telegram.action(chat),
        "clock": clock(telegram.clock),
        "limits": {
            "text": int(MessageLimit.MAX_TEXT_LENGTH),
            "caption": int(MessageLimit.CAPTION_LENGTH),
            "upload_bytes": int(FileSizeLimit.FILESIZE_UPLOAD),
        },
    }


def event(telegram: Telegram, person: User, what: Event) -> Json:
    """The data of one event, for one person."""
    match what.kind:
        case "message" | "edited":
            assert what.message is not None
            return message(telegram, what.message)
        case "commands":
            return profile(telegram, person)
        case "clock":
            return clock(telegram.clock)
        case "people":
            return {"users": users(telegram)}
    return what.detail


def users(telegram: Telegram) -> list[Json]:
    return [user(telegram, person.user) for person in telegram.people]


def user(telegram: Telegram, person: User) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "blocked": telegram.chat(person.id).blocked,
    }


def profile(telegram: Telegram, person: User) -> Json:
    """The bot, in the person's language where it speaks that."""

    def words(by_language: dict[str, str]) -> str:
        return by_language.get(person.language_code or "") or by_language.get("", "")

    bot, said = telegram.bot, telegram.profile
    return {
        "bot": {
            "id": bot.id,
            "name": words(said.names) or bot.first_name,
            "username": bot.username,
            "description": words(said.descriptions),
            "short_description": words(said.short_descriptions),
        },
        "commands": telegram.commands_for(telegram.chat(person.id), person.language_code),
    }


def clock(what: Clock) -> Json:
    """The time in the host's zone, and how far it is from the system's."""
    now = what.now()
    return {
        "now": now.astimezone().isoformat(timespec="milliseconds"),
        "offset_seconds": round((now - Clock().now()).total_seconds()),
        "frozen": isinstance(what, MovableClock) and what.frozen,
    }


def message(telegram: Telegram, one: Message) -> Json:
    """A message for its chat's own person."""
    chat = telegram.chat(one.chat_id)
    mine = one.sender_id != telegram.bot.id
    content = one.content or {}
    file = one.file
    return {
        "id": one.id,
        "mine": mine,
        "date": _iso(one.sent_at),
        "edited": one.edited_at is not None,
        "edited_at": _iso(one.edited_at),
        "text": one.text,
        "html": page_html(one.text, one.entities),
        "photo": address(file) if file and one.kind == "photo" else None,
        "photo_size": [file.width, file.height] if file and one.kind == "photo" else None,
        "document": _document(file) if file and one.kind in CAPTIONED - {"photo", "voice"} else None,
        "voice": (
            {"url": address(file), "duration": content.get("duration", 0), "size": file.size}
            if file and one.kind == "voice"
            else None
        ),
        "contact": _contact(content) if one.kind == "contact" else None,
        "location": _location(content) if one.kind in {"location", "venue"} else None,
        "forwarded_from": _origin(one),
        "via": telegram.bot.username if one.via_bot else None,
        "reply_to": _answered(telegram, chat, one),
        "album": one.album,
        "reaction": one.reaction,
        "silent": one.silent,
        "protected": one.protected,
        "editable": mine and one.kind in EDITABLE_BY_PEOPLE and one.forward_origin is None and not one.via_bot,
        "keyboard": [
            [_button(button, row, column) for column, button in enumerate(buttons)]
            for row, buttons in enumerate(one.markup)
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def address(file: StoredFile) -> str:
    """Where the page finds a file."""
    return f"/playground/file/{file.unique_id}/{quote(file.name, safe='')}"


def _document(file: StoredFile) -> Json:
    return {"url": address(file), "name": file.name, "size": file.size, "mime": file.mime}


def _contact(content: Json) -> Json:
    name = " ".join(content[part] for part in ("first_name", "last_name") if content.get(part))
    return {"name": name, "phone": content["phone_number"], "user_id": content.get("user_id")}


def _location(content: Json) -> Json:
    place = content.get("location", content)
    return {
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "title": content.get("title"),
        "address": content.get("address"),
    }


def _origin(one: Message) -> str | None:
    if one.forward_origin is None:
        return None
    sender = one.forward_origin.get("sender_user")
    if sender is None:
        return str(one.forward_origin["sender_user_name"])
    return " ".join(sender[part] for part in ("first_name", "last_name") if sender.get(part))


def _answered(telegram: Telegram, chat: Chat, one: Message) -> Json | None:
    if one.reply_to is None or one.reply_to not in chat._messages:
        return None
    answered = chat.message(one.reply_to)
    text = answered.text[:SNIPPET] or f"[{answered.kind}]"
    return {"id": answered.id, "text": text, "mine": answered.sender_id != telegram.bot.id}


def button_id(button: Json, row: int, column: int) -> str:
    """Names a button by its place and what it says and does, so that a press cannot hit what an edit put there."""
    return f"{row}.{column}.{crc32(repr(sorted(button.items())).encode()):x}"


def _button(button: Json, row: int, column: int) -> Json:
    label = {"text": button["text"]}
    if "callback_data" in button:
        return label | {"kind": "callback", "id": button_id(button, row, column)}
    if "copy_text" in button:
        return label | {"kind": "copy", "copy": button["copy_text"]["text"]}
    if "url" in button:
        url = button["url"]
        return label | {"kind": "url", "url": url if "://" in url else f"http://{url}"}
    for name in ("web_app", "login_url"):
        if name in button:
            return label | {"kind": "url", "url": button[name]["url"]}
    here = "switch_inline_query_current_chat" in button
    query = button.get("switch_inline_query_current_chat", button.get("switch_inline_query", ""))
    return label | {"kind": "switch", "query": query, "here": here}
