"""What several methods need: the chat, the text with its format, the message that goes out."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.constants import BulkRequestLimit, MessageLimit

from playground.api import ApiError, Call, Json, bad_request
from playground.entities import given_entities, tidy
from playground.html_reader import parse_html
from playground.markup import Markup, read_markup
from playground.records import Chat, Message

if TYPE_CHECKING:
    from playground.telegram import Telegram


def find_chat(telegram: "Telegram", call: Call, name: str = "chat_id") -> Chat:
    """The chat that a call names. A person who has never written to the bot is not there for it."""
    given = call.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    chat = telegram.chats.get(int(given)) if re.fullmatch(r"-?\d{1,19}", given) else None
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    return chat


def open_chat(telegram: "Telegram", call: Call) -> Chat:
    """The chat, if the bot may write there."""
    chat = find_chat(telegram, call)
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if chat.bot_left:
        raise ApiError(403, "Forbidden: bot is not a member of the group chat")
    return chat


def find_message(chat: Chat, message_id: object, purpose: str) -> Message:
    message = chat._messages.get(message_id) if isinstance(message_id, int) else None
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


@dataclass(frozen=True)
class Formatted:
    text: str
    entities: list[Json]


def formatted(telegram: "Telegram", call: Call, field: str, entities_field: str) -> Formatted:
    """A text with its format, from `parse_mode` or from ready-made entities."""
    return format_source(telegram, call.text(field), call.text("parse_mode"), call.array(entities_field))


def format_source(telegram: "Telegram", source: str, parse_mode: str, entities: list[Any] | None) -> Formatted:
    match parse_mode.lower():
        case "html":
            text, marked = parse_html(source)
        case "":
            text, marked = source, given_entities(entities or [])
        case "markdown" | "markdownv2":
            raise bad_request("unsupported parse_mode: the playground reads HTML only")
        case _:
            raise bad_request("unsupported parse_mode")
    return Formatted(*tidy(text, _known_mentions(telegram, marked)))


def _known_mentions(telegram: "Telegram", entities: list[Json]) -> list[Json]:
    """Mentions of accounts that are known, with all of their user; others are plain text."""
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention":
            user = telegram.users.get(entity.get("user", {}).get("id"))
            if user is None:
                continue
            entity = entity | {"user": user.to_json()}
        kept.append(entity)
    return kept


def text_of(telegram: "Telegram", call: Call, *, too_long: str = "message is too long") -> Formatted:
    body = formatted(telegram, call, "text", "entities")
    if not body.text:
        raise bad_request("message text is empty")
    if len(body.text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request(too_long)
    return body


def caption_of(telegram: "Telegram", call: Call) -> Formatted:
    return short_enough(formatted(telegram, call, "caption", "caption_entities"))


def short_enough(caption: Formatted) -> Formatted:
    if len(caption.text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return caption


def _answered(call: Call, chat: Chat) -> int | None:
    """The message that this one answers; missing ones are an error unless the call says that they may be."""
    reply = call.record("reply_parameters") or {}
    message_id = reply.get("message_id", call.integer("reply_to_message_id"))
    if message_id is None:
        return None
    if message_id in chat._messages:
        return int(message_id)
    if reply.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def send(telegram: "Telegram", call: Call, chat: Chat, **parts: Any) -> Message:
    """Post a message of the bot's, with everything that all sending methods share."""
    markup = read_markup(call.json("reply_markup"), private=chat.private)
    reply_to = _answered(call, chat)
    message = telegram.post(
        chat,
        telegram.bot,
        markup=markup.inline or [],
        other_markup=markup.blocks_editing,
        reply_to=reply_to,
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
        **parts,
    )
    _put_keys(telegram, chat, message, markup)
    return message


def _put_keys(telegram: "Telegram", chat: Chat, message: Message, markup: Markup) -> None:
    """Show, replace or take away the person's keys."""
    if not markup.blocks_editing:
        return
    if markup.reply is not None or markup.remove:
        chat.reply_keyboard = markup.reply
    if markup.force_reply is not None:
        chat.force_reply = {"message_id": message.id, **markup.force_reply}
    else:
        chat.force_reply = None
    telegram.keep_chat(chat)
    telegram.tell_keyboard(chat)


def message_ids(call: Call) -> list[Any]:
    message_ids = call.array("message_ids") or []
    if not message_ids:
        raise bad_request("message identifiers are not specified")
    if len(message_ids) > BulkRequestLimit.MAX_LIMIT:
        raise bad_request("too many message identifiers specified")
    return message_ids
