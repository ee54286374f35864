"""The methods of the Bot API, each a function of the playground and a call. Refusals use Telegram's own sentences.

Parameters that a method does not know are ignored, as Telegram does. Limits are those of `telegram.constants`.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    BotNameLimit,
    BulkRequestLimit,
    CallbackQueryLimit,
    ChatAction,
    ContactLimit,
    FileSizeLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    MediaGroupLimit,
    MessageLimit,
    ReactionEmoji,
)

from playground.api import ApiError, Call, Json, UploadedFile, bad_request
from playground.entities import given_entities, parse_html, tidy, to_html
from playground.markup import Markup, read_markup
from playground.pictures import dimensions, picture_type
from playground.records import CAPTIONED, Chat, Message, StoredFile, media_type, suffix
from playground.updates import Webhook

if TYPE_CHECKING:
    from playground.telegram import Telegram

# Telegram lets a bot delete what is younger than this.
DELETABLE_FOR = timedelta(hours=48)
# Sides of a photo: together, and one compared with the other.
LARGEST_PHOTO_SIDES = 10_000
LARGEST_PHOTO_RATIO = 20
MEDIA = {"photo", "document", "voice", "audio", "video", "animation"}
LONGEST_COPY_NAME = 255

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
STALE_QUERY = "query is too old and response timeout expired or query ID is invalid"


# What several methods need


def _chat(telegram: "Telegram", call: Call, name: str = "chat_id") -> Chat:
    """The chat that a call names. A person who has never written to the bot is not there for it."""
    given = call.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    chat = telegram.chats.get(int(given)) if re.fullmatch(r"-?\d{1,19}", given) else None
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    return chat


def _open_chat(telegram: "Telegram", call: Call) -> Chat:
    """The chat, if the bot may write there."""
    chat = _chat(telegram, call)
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if chat.bot_left:
        raise ApiError(403, "Forbidden: bot is not a member of the group chat")
    return chat


def _message(chat: Chat, message_id: object, purpose: str) -> Message:
    message = chat._messages.get(message_id) if isinstance(message_id, int) else None
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


@dataclass(frozen=True)
class _Formatted:
    text: str
    entities: list[Json]


def _formatted(telegram: "Telegram", call: Call, field: str, entities_field: str) -> _Formatted:
    """A text with its format, from `parse_mode` or from ready-made entities."""
    return _format(telegram, call.text(field), call.text("parse_mode"), call.array(entities_field))


def _format(telegram: "Telegram", source: str, parse_mode: str, entities: list[Any] | None) -> _Formatted:
    match parse_mode.lower():
        case "html":
            text, marked = parse_html(source)
        case "":
            text, marked = source, given_entities(entities or [])
        case "markdown" | "markdownv2":
            raise bad_request("unsupported parse_mode: the playground reads HTML only")
        case _:
            raise bad_request("unsupported parse_mode")
    return _Formatted(*tidy(text, _known_mentions(telegram, marked)))


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


def _text(telegram: "Telegram", call: Call, *, too_long: str = "message is too long") -> _Formatted:
    body = _formatted(telegram, call, "text", "entities")
    if not body.text:
        raise bad_request("message text is empty")
    if len(body.text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request(too_long)
    return body


def _caption(telegram: "Telegram", call: Call) -> _Formatted:
    return _short_enough(_formatted(telegram, call, "caption", "caption_entities"))


def _short_enough(caption: _Formatted) -> _Formatted:
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


def _send(telegram: "Telegram", call: Call, chat: Chat, **parts: Any) -> Message:
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


# The bot itself


def get_me(telegram: "Telegram", call: Call) -> Json:
    return telegram.bot.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _scope(call: Call) -> str:
    scope = call.record("scope") or {"type": "default"}
    kind = scope.get("type")
    language = call.text("language_code")
    if kind in {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}:
        return f"{kind}/{language}"
    if kind in {"chat", "chat_administrators", "chat_member"} and "chat_id" in scope:
        member = f":{scope['user_id']}" if kind == "chat_member" else ""
        return f"{kind}:{scope['chat_id']}{member}/{language}"
    raise bad_request("can't parse BotCommandScope")


def set_my_commands(telegram: "Telegram", call: Call) -> bool:
    commands = call.array("commands")
    if commands is None:
        raise bad_request("commands are not specified")
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = [_command(item) for item in commands]
    scope = _scope(call)
    telegram.profile.commands.pop(scope, None)
    if kept:
        telegram.profile.commands[scope] = kept
    _profile_changed(telegram)
    return True


def _command(item: object) -> Json:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(item.get("command", "")).removeprefix("/").lower()
    description = str(item.get("description", "")).strip()
    if not re.fullmatch(rf"[a-z0-9_]{{1,{int(BotCommandLimit.MAX_COMMAND)}}}", command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= BotCommandLimit.MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def get_my_commands(telegram: "Telegram", call: Call) -> list[Json]:
    return telegram.profile.commands.get(_scope(call), [])


def delete_my_commands(telegram: "Telegram", call: Call) -> bool:
    telegram.profile.commands.pop(_scope(call), None)
    _profile_changed(telegram)
    return True


def _profile_changed(telegram: "Telegram") -> None:
    telegram.keep_profile()
    telegram.tell("commands")


def _set_words(telegram: "Telegram", call: Call, field: str, words: dict[str, str], longest: int) -> bool:
    text = call.text(field).strip()
    if len(text) > longest:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    language = call.text("language_code")
    words.pop(language, None)
    if text:
        words[language] = text
    _profile_changed(telegram)
    return True


def set_my_name(telegram: "Telegram", call: Call) -> bool:
    _set_words(telegram, call, "name", telegram.profile.names, BotNameLimit.MAX_NAME_LENGTH)
    telegram.bot.first_name = telegram.profile.names.get("", telegram.bot.first_name)
    telegram.journal.keep("user", telegram.bot.to_record())
    return True


def get_my_name(telegram: "Telegram", call: Call) -> Json:
    return {"name": telegram.profile.names.get(call.text("language_code"), telegram.bot.first_name)}


def set_my_description(telegram: "Telegram", call: Call) -> bool:
    longest = BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    return _set_words(telegram, call, "description", telegram.profile.descriptions, longest)


def get_my_description(telegram: "Telegram", call: Call) -> Json:
    return {"description": telegram.profile.descriptions.get(call.text("language_code"), "")}


def set_my_short_description(telegram: "Telegram", call: Call) -> bool:
    longest = BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    return _set_words(telegram, call, "short_description", telegram.profile.short_descriptions, longest)


def get_my_short_description(telegram: "Telegram", call: Call) -> Json:
    return {"short_description": telegram.profile.short_descriptions.get(call.text("language_code"), "")}


def set_chat_menu_button(telegram: "Telegram", call: Call) -> bool:
    button = call.record("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button")
    if call.has("chat_id"):
        chat = _chat(telegram, call)
        chat.menu_button = button
        telegram.keep_chat(chat)
    else:
        telegram.profile.menu_button = button
        telegram.keep_profile()
    return True


def get_chat_menu_button(telegram: "Telegram", call: Call) -> Json:
    own = _chat(telegram, call).menu_button if call.has("chat_id") else None
    return own or telegram.profile.menu_button or {"type": "commands"}


# Updates


async def get_updates(telegram: "Telegram", call: Call) -> list[Json]:
    telegram.updates.allow(call.array("allowed_updates"))
    return await telegram.updates.poll(
        call.integer("offset") or 0, call.integer("limit", 100) or 100, call.integer("timeout") or 0
    )


def set_webhook(telegram: "Telegram", call: Call) -> bool:
    telegram.updates.allow(call.array("allowed_updates"))
    url = call.text("url").strip()
    connections = min(max(call.integer("max_connections") or 40, 1), 100)
    webhook = Webhook(url, call.text("secret_token") or None, connections) if url else None
    telegram.updates.set_webhook(webhook, drop_pending=call.flag("drop_pending_updates"))
    return True


def delete_webhook(telegram: "Telegram", call: Call) -> bool:
    telegram.updates.set_webhook(None, drop_pending=call.flag("drop_pending_updates"))
    return True


def get_webhook_info(telegram: "Telegram", call: Call) -> Json:
    updates = telegram.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates.pending)}
    if updates.webhook is not None:
        info |= {"url": updates.webhook.url, "max_connections": updates.webhook.max_connections}
        if updates.webhook.last_error_date is not None:
            info["last_error_date"] = updates.webhook.last_error_date
            info["last_error_message"] = updates.webhook.last_error_message
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    return info


# Sending


def send_message(telegram: "Telegram", call: Call) -> Json:
    chat = _open_chat(telegram, call)
    body = _text(telegram, call)
    preview = call.record("link_preview_options")
    message = _send(telegram, call, chat, text=body.text, entities=body.entities, link_preview=preview)
    return telegram.message_json(message)


def _send_media(kind: str) -> "Method":
    def send(telegram: "Telegram", call: Call) -> Json:
        chat = _open_chat(telegram, call)
        caption = _caption(telegram, call)
        file = _file(telegram, call, call.params.get(kind), kind)
        duration = call.integer("duration")
        message = _send(
            telegram,
            call,
            chat,
            kind=kind,
            text=caption.text,
            entities=caption.entities,
            file_id=file.file_id,
            content={"duration": duration or 0} if kind == "voice" else None,
        )
        return telegram.message_json(message)

    return send


def _file(telegram: "Telegram", call: Call, given: object, kind: str) -> StoredFile:
    """The file of a call: uploaded with it, attached under a name, or known from before by its id."""
    upload = call.files.get(kind) if given is None else None
    if isinstance(given, str) and given.startswith("attach://"):
        upload = call.files.get(given.removeprefix("attach://"))
        given = None
    if upload is not None:
        return _stored(telegram, upload, kind)
    if not isinstance(given, str) or not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        # There is no way out of the playground.
        raise bad_request("failed to get HTTP URL content")
    known = telegram.files.get(given)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def _stored(telegram: "Telegram", upload: UploadedFile, kind: str) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > FileSizeLimit.FILESIZE_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    name = upload.name.replace("/", "_").replace("\\", "_")[:LONGEST_COPY_NAME] or kind
    if kind != "photo":
        mime = media_type(name) if upload.mime == "application/octet-stream" else upload.mime
        return telegram.add_file(kind, name, mime, upload.data, ending=suffix(name, ""))
    if len(upload.data) > FileSizeLimit.PHOTOSIZE_UPLOAD:
        raise bad_request("file is too big")
    size = dimensions(upload.data)
    if size is None or min(size) == 0:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > LARGEST_PHOTO_SIDES or max(size) > LARGEST_PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    mime = picture_type(upload.data)
    return telegram.add_file(kind, name, mime, upload.data, size=size, ending=suffix(name, ".jpg"))


def send_media_group(telegram: "Telegram", call: Call) -> list[Json]:
    chat = _open_chat(telegram, call)
    items = call.array("media") or []
    if not MediaGroupLimit.MIN_MEDIA_LENGTH <= len(items) <= MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise bad_request("wrong number of media in the album: it must have 2-10 items")
    ready = [_input_media(telegram, call, item) for item in items]
    kinds = {media["kind"] for media in ready}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("documents and audio can't be mixed with other media in an album")
    album = f"{telegram.now()}{telegram._next_message}"
    return [telegram.message_json(_send(telegram, call, chat, album=album, **media)) for media in ready]


def _input_media(telegram: "Telegram", call: Call, item: object) -> Json:
    """The parts of a message from one InputMedia."""
    if not isinstance(item, dict) or item.get("type") not in {"photo", "document", "audio", "video", "animation"}:
        raise bad_request("can't parse InputMedia: type must be photo, video, audio, animation or document")
    kind = item["type"]
    caption = _short_enough(
        _format(telegram, item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities"))
    )
    file = _file(telegram, call, item.get("media"), kind)
    return {"kind": kind, "text": caption.text, "entities": caption.entities, "file_id": file.file_id, "content": None}


def send_contact(telegram: "Telegram", call: Call) -> Json:
    chat = _open_chat(telegram, call)
    if not call.text("phone_number"):
        raise bad_request("phone number is not specified")
    if not call.text("first_name"):
        raise bad_request("first name is not specified")
    if len(call.text("vcard").encode()) > ContactLimit.VCARD:
        raise bad_request("vCard is too long")
    fields = ("phone_number", "first_name", "last_name", "vcard")
    content = {field: call.text(field) for field in fields if call.text(field)}
    return telegram.message_json(_send(telegram, call, chat, kind="contact", content=content))


def _place(call: Call) -> Json:
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location: latitude and longitude must be valid degrees")
    return {"latitude": latitude, "longitude": longitude}


def send_location(telegram: "Telegram", call: Call) -> Json:
    chat = _open_chat(telegram, call)
    return telegram.message_json(_send(telegram, call, chat, kind="location", content=_place(call)))


def send_venue(telegram: "Telegram", call: Call) -> Json:
    chat = _open_chat(telegram, call)
    for field in ("title", "address"):
        if not call.text(field).strip():
            raise bad_request(f"venue {field} must be non-empty")
    content = {"location": _place(call), "title": call.text("title"), "address": call.text("address")}
    return telegram.message_json(_send(telegram, call, chat, kind="venue", content=content))


def send_chat_action(telegram: "Telegram", call: Call) -> bool:
    chat = _open_chat(telegram, call)
    if call.text("action") not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    telegram.act(chat, call.text("action"))
    return True


# Forwarding and copying


def _source(telegram: "Telegram", call: Call, message_id: object, purpose: str) -> Message:
    message = _message(_chat(telegram, call, "from_chat_id"), message_id, purpose)
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
        caption = _caption(telegram, call)
        parts |= {"text": caption.text, "entities": caption.entities}
    elif call.flag("remove_caption") and source.kind in CAPTIONED:
        parts |= {"text": "", "entities": []}
    return _send(telegram, call, chat, **parts)


def forward_message(telegram: "Telegram", call: Call) -> Json:
    chat = _open_chat(telegram, call)
    source = _source(telegram, call, call.integer("message_id"), "forward")
    return telegram.message_json(_duplicate(telegram, call, chat, source, forward=True))


def copy_message(telegram: "Telegram", call: Call) -> Json:
    chat = _open_chat(telegram, call)
    source = _source(telegram, call, call.integer("message_id"), "copy")
    return {"message_id": _duplicate(telegram, call, chat, source, forward=False).id}


def _several(*, forward: bool) -> "Method":
    def send(telegram: "Telegram", call: Call) -> list[Json]:
        chat = _open_chat(telegram, call)
        origin = _chat(telegram, call, "from_chat_id")
        there = [message_id for message_id in _message_ids(call) if message_id in origin._messages]
        sources = [_source(telegram, call, message_id, "forward" if forward else "copy") for message_id in there]
        return [{"message_id": _duplicate(telegram, call, chat, one, forward=forward).id} for one in sources]

    return send


def _message_ids(call: Call) -> list[Any]:
    message_ids = call.array("message_ids") or []
    if not message_ids:
        raise bad_request("message identifiers are not specified")
    if len(message_ids) > BulkRequestLimit.MAX_LIMIT:
        raise bad_request("too many message identifiers specified")
    return message_ids


# Changing what was sent


def _editable(telegram: "Telegram", call: Call) -> Message:
    if call.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = _open_chat(telegram, call)
    message_id = call.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = _message(chat, message_id, "edit")
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
    body = _text(telegram, call, too_long="MESSAGE_TOO_LONG")
    preview = call.record("link_preview_options")
    return _edit(telegram, call, message, text=body.text, entities=body.entities, link_preview=preview)


def edit_message_caption(telegram: "Telegram", call: Call) -> Json:
    message = _editable(telegram, call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    caption = _caption(telegram, call)
    return _edit(telegram, call, message, text=caption.text, entities=caption.entities)


def edit_message_media(telegram: "Telegram", call: Call) -> Json:
    message = _editable(telegram, call)
    if message.kind not in MEDIA | {"text"}:
        raise bad_request("message can't be edited")
    media = call.record("media")
    if media is None:
        raise bad_request("media is not specified")
    return _edit(telegram, call, message, **_input_media(telegram, call, media))


def edit_message_reply_markup(telegram: "Telegram", call: Call) -> Json:
    return _edit(telegram, call, _editable(telegram, call))


def _deletable(telegram: "Telegram", message: Message) -> bool:
    return message.kind != "service" and telegram.now() - message.date <= DELETABLE_FOR.total_seconds()


def delete_message(telegram: "Telegram", call: Call) -> bool:
    chat = _chat(telegram, call)
    message = _message(chat, call.integer("message_id"), "delete")
    foreign = not chat.private and message.sender_id != telegram.bot.id
    if foreign or not _deletable(telegram, message):
        raise bad_request("message can't be deleted for everyone")
    telegram.delete(chat, [message.id])
    return True


def delete_messages(telegram: "Telegram", call: Call) -> bool:
    chat = _chat(telegram, call)
    found = [chat._messages[message_id] for message_id in _message_ids(call) if message_id in chat._messages]
    if not all(_deletable(telegram, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    telegram.delete(chat, [message.id for message in found])
    return True


def pin_chat_message(telegram: "Telegram", call: Call) -> bool:
    chat = _open_chat(telegram, call)
    message = _message(chat, call.integer("message_id"), "pin")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id] + [message.id]
    telegram.keep_chat(chat)
    telegram.tell_pinned(chat)
    return True


def unpin_chat_message(telegram: "Telegram", call: Call) -> bool:
    chat = _open_chat(telegram, call)
    message_id = call.integer("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = [pinned for pinned in chat.pinned if pinned != message_id]
    telegram.keep_chat(chat)
    telegram.tell_pinned(chat)
    return True


def unpin_all_chat_messages(telegram: "Telegram", call: Call) -> bool:
    chat = _open_chat(telegram, call)
    chat.pinned = []
    telegram.keep_chat(chat)
    telegram.tell_pinned(chat)
    return True


def set_message_reaction(telegram: "Telegram", call: Call) -> bool:
    chat = _open_chat(telegram, call)
    message = _message(chat, call.integer("message_id"), "react")
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


# Answering


def answer_callback_query(telegram: "Telegram", call: Call) -> bool:
    query = telegram.callback_queries.get(call.text("callback_query_id"))
    if query is None or telegram.is_stale(query):
        raise bad_request(STALE_QUERY)
    text = call.text("text")
    if len(text) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url") or None
    if url is not None and not url.lower().startswith(
        (f"https://t.me/{telegram.bot.username}?", f"t.me/{telegram.bot.username}?")
    ):
        # Other addresses are for games only.
        raise bad_request("URL_INVALID")
    telegram.answer_press(query, text, alert=call.flag("show_alert"), url=url)
    return True


def answer_inline_query(telegram: "Telegram", call: Call) -> bool:
    query = telegram.inline_queries.get(call.text("inline_query_id"))
    if query is None or telegram.is_stale(query):
        raise bad_request(STALE_QUERY)
    results = call.array("results") or []
    if len(results) > InlineQueryLimit.RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ready = [_inline_result(telegram, item) for item in results]
    if len({result["id"] for result in ready}) < len(ready):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(call.text("next_offset").encode()) > InlineQueryLimit.MAX_OFFSET_LENGTH:
        raise bad_request("NEXT_OFFSET_INVALID")
    query.results = ready
    query.next_offset = call.text("next_offset")
    query.button = _inline_start(call.record("button"))
    query.answered.set()
    return True


def _inline_start(button: Json | None) -> Json | None:
    if button is None:
        return None
    start = button.get("start_parameter")
    if not isinstance(start, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start):
        raise bad_request("START_PARAM_INVALID")
    if not button.get("text"):
        raise bad_request("button text must be non-empty")
    return {"text": button["text"], "start_parameter": start}


def _inline_result(telegram: "Telegram", item: object) -> Json:
    if not isinstance(item, dict) or item.get("type") != "article":
        raise bad_request("can't parse inline query result: the playground knows articles only")
    size = len(str(item.get("id", "")).encode())
    if not InlineQueryResultLimit.MIN_ID_LENGTH <= size <= InlineQueryResultLimit.MAX_ID_LENGTH:
        raise bad_request("RESULT_ID_INVALID")
    if not item.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = item.get("input_message_content")
    if not isinstance(content, dict) or not isinstance(content.get("message_text"), str):
        raise bad_request("can't parse inline query result: input_message_content with a message_text expected")
    body = _format(telegram, content["message_text"], content.get("parse_mode") or "", content.get("entities"))
    if not body.text:
        raise bad_request("MESSAGE_EMPTY")
    if len(body.text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    return {
        "id": str(item["id"]),
        "title": item["title"],
        "description": item.get("description") or "",
        "text": body.text,
        "html": to_html(body.text, body.entities),
        "entities": body.entities,
        "markup": read_markup(item.get("reply_markup"), private=True).inline or [],
    }


# Files and chats


def get_file(telegram: "Telegram", call: Call) -> Json:
    file = telegram.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    return file.to_json() | {"file_path": file.file_path}


def get_chat(telegram: "Telegram", call: Call) -> Json:
    chat = _chat(telegram, call)
    more: Json = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if (pinned := chat.pinned_message) is not None:
        more["pinned_message"] = telegram.message_json(pinned)
    return telegram.chat_json(chat) | more


def leave_chat(telegram: "Telegram", call: Call) -> bool:
    chat = _open_chat(telegram, call)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_left = True
    telegram.keep_chat(chat)
    telegram.member_changed(chat, telegram.bot, "member", "left")
    return True


def get_chat_member(telegram: "Telegram", call: Call) -> Json:
    chat = _chat(telegram, call)
    user_id = call.integer("user_id")
    if user_id not in {*chat.members, telegram.bot.id}:
        raise bad_request("member not found")
    return {"user": telegram.users[user_id].to_json(), "status": "member"}


def get_chat_member_count(telegram: "Telegram", call: Call) -> int:
    return len(_chat(telegram, call).members) + 1


Method = Callable[["Telegram", Call], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": _send_media("photo"),
    "sendDocument": _send_media("document"),
    "sendVoice": _send_media("voice"),
    "sendMediaGroup": send_media_group,
    "sendContact": send_contact,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "forwardMessages": _several(forward=True),
    "copyMessage": copy_message,
    "copyMessages": _several(forward=False),
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "getFile": get_file,
    "getChat": get_chat,
    "leaveChat": leave_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
}
_SPELLINGS = {name.lower(): name for name in METHODS}


def spelling(method: str) -> str:
    """The method's name as it is written in the documentation; Telegram does not mind the case."""
    return _SPELLINGS.get(method.lower(), method)
