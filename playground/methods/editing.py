"""What the bot does to messages that are there: editing, deleting, pinning, reacting."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telegram.constants import ReactionEmoji

from playground.api import Call, Json, bad_request
from playground.markup import read_markup
from playground.methods.common import caption_of, find_chat, find_message, message_ids, open_chat, text_of
from playground.methods.sending import input_media
from playground.records import CAPTIONED, Message

if TYPE_CHECKING:
    from playground.telegram import Telegram

# Telegram lets a bot delete what is younger than this.
DELETABLE_FOR = timedelta(hours=48)
MEDIA = {"photo", "document", "voice", "audio", "video", "animation"}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def _editable(telegram: "Telegram", call: Call) -> Message:
    if call.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = open_chat(telegram, call)
    message_id = call.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = find_message(chat, message_id, "edit")
    mine = message.sender_id == telegram.bot.id and message.forward_origin is None
    if not mine or message.other_markup or message.kind == "service":
        raise bad_request("message can't be edited")
    return message


def _edit(telegram: "Telegram", call: Call, message: Message, **parts: Any) -> Json:
    """Change the message; the same as before is an error, as on Telegram."""
    markup = read_markup(call.json("reply_markup"), private=True)
    if markup.blocks_editing:
        raise bad_request("inline keyboard expected")
    parts["markup"] = markup.inline or []
    if all(getattr(message, name) == value for name, value in parts.items()):
        raise bad_request(NOT_MODIFIED)
    telegram.change(message, **parts, edit_date=telegram.now())
    return telegram.message_json(message)


def edit_message_text(telegram: "Telegram", call: Call) -> Json:
    message = _editable(telegram, call)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    body = text_of(telegram, call, too_long="MESSAGE_TOO_LONG")
    preview = call.record("link_preview_options")
    return _edit(telegram, call, message, text=body.text, entities=body.entities, link_preview=preview)


def edit_message_caption(telegram: "Telegram", call: Call) -> Json:
    message = _editable(telegram, call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    caption = caption_of(telegram, call)
    return _edit(telegram, call, message, text=caption.text, entities=caption.entities)


def edit_message_media(telegram: "Telegram", call: Call) -> Json:
    message = _editable(telegram, call)
    if message.kind not in MEDIA | {"text"}:
        raise bad_request("message can't be edited")
    media = call.record("media")
    if media is None:
        raise bad_request("media is not specified")
    return _edit(telegram, call, message, **input_media(telegram, call, media))


def edit_message_reply_markup(telegram: "Telegram", call: Call) -> Json:
    return _edit(telegram, call, _editable(telegram, call))


def _deletable(telegram: "Telegram", message: Message) -> bool:
    return message.kind != "service" and telegram.now() - message.date <= DELETABLE_FOR.total_seconds()


def delete_message(telegram: "Telegram", call: Call) -> bool:
    chat = find_chat(telegram, call)
    message = find_message(chat, call.integer("message_id"), "delete")
    foreign = not chat.private and message.sender_id != telegram.bot.id
    if foreign or not _deletable(telegram, message):
        raise bad_request("message can't be deleted for everyone")
    telegram.delete(chat, [message.id])
    return True


def delete_messages(telegram: "Telegram", call: Call) -> bool:
    chat = find_chat(telegram, call)
    found = [chat._messages[message_id] for message_id in message_ids(call) if message_id in chat._messages]
    if not all(_deletable(telegram, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    telegram.delete(chat, [message.id for message in found])
    return True


def pin_chat_message(telegram: "Telegram", call: Call) -> bool:
    chat = open_chat(telegram, call)
    message = find_message(chat, call.integer("message_id"), "pin")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id] + [message.id]
    telegram.keep_chat(chat)
    telegram.tell_pinned(chat)
    return True


def unpin_chat_message(telegram: "Telegram", call: Call) -> bool:
    chat = open_chat(telegram, call)
    message_id = call.integer("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message_id]
    telegram.keep_chat(chat)
    telegram.tell_pinned(chat)
    return True


def unpin_all_chat_messages(telegram: "Telegram", call: Call) -> bool:
    chat = open_chat(telegram, call)
    chat.pinned = []
    telegram.keep_chat(chat)
    telegram.tell_pinned(chat)
    return True


def set_message_reaction(telegram: "Telegram", call: Call) -> bool:
    chat = open_chat(telegram, call)
    message = find_message(chat, call.integer("message_id"), "react")
    reactions = call.array("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = None
    for reaction in reactions:
        emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
        if emoji not in set(ReactionEmoji):
            raise bad_request("REACTION_INVALID")
    telegram.change(message, reaction=emoji)
    return True
