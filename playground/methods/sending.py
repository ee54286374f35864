"""Messages that the bot sends, and their files."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from telegram.constants import ChatAction, ContactLimit, FileSizeLimit, MediaGroupLimit

from playground.api import ApiError, Call, Json, UploadedFile, bad_request
from playground.methods.common import caption_of, format_source, open_chat, send, short_enough, text_of
from playground.pictures import dimensions, picture_type
from playground.records import StoredFile, media_type, suffix

if TYPE_CHECKING:
    from playground.telegram import Telegram

# Sides of a photo: together, and one compared with the other.
LARGEST_PHOTO_SIDES = 10_000
LARGEST_PHOTO_RATIO = 20
LONGEST_FILE_NAME = 255


def send_message(telegram: "Telegram", call: Call) -> Json:
    chat = open_chat(telegram, call)
    body = text_of(telegram, call)
    preview = call.record("link_preview_options")
    message = send(telegram, call, chat, text=body.text, entities=body.entities, link_preview=preview)
    return telegram.message_json(message)


def send_media(kind: str) -> Callable[["Telegram", Call], Any]:
    def method(telegram: "Telegram", call: Call) -> Json:
        chat = open_chat(telegram, call)
        caption = caption_of(telegram, call)
        file = _file(telegram, call, call.params.get(kind), kind)
        duration = call.integer("duration")
        message = send(
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

    return method


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
    name = upload.name.replace("/", "_").replace("\\", "_")[:LONGEST_FILE_NAME] or kind
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
    chat = open_chat(telegram, call)
    items = call.array("media") or []
    if not MediaGroupLimit.MIN_MEDIA_LENGTH <= len(items) <= MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise bad_request("wrong number of media in the album: it must have 2-10 items")
    ready = [input_media(telegram, call, item) for item in items]
    kinds = {media["kind"] for media in ready}
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("documents and audio can't be mixed with other media in an album")
    album = f"{telegram.now()}{telegram._next_message}"
    return [telegram.message_json(send(telegram, call, chat, album=album, **media)) for media in ready]


def input_media(telegram: "Telegram", call: Call, item: object) -> Json:
    """The parts of a message from one InputMedia."""
    if not isinstance(item, dict) or item.get("type") not in {"photo", "document", "audio", "video", "animation"}:
        raise bad_request("can't parse InputMedia: type must be photo, video, audio, animation or document")
    kind = item["type"]
    caption = short_enough(
        format_source(telegram, item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities"))
    )
    file = _file(telegram, call, item.get("media"), kind)
    return {"kind": kind, "text": caption.text, "entities": caption.entities, "file_id": file.file_id, "content": None}


def send_contact(telegram: "Telegram", call: Call) -> Json:
    chat = open_chat(telegram, call)
    if not call.text("phone_number"):
        raise bad_request("phone number is not specified")
    if not call.text("first_name"):
        raise bad_request("first name is not specified")
    if len(call.text("vcard").encode()) > ContactLimit.VCARD:
        raise bad_request("vCard is too long")
    fields = ("phone_number", "first_name", "last_name", "vcard")
    content = {field: call.text(field) for field in fields if call.text(field)}
    return telegram.message_json(send(telegram, call, chat, kind="contact", content=content))


def _place(call: Call) -> Json:
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location: latitude and longitude must be valid degrees")
    return {"latitude": latitude, "longitude": longitude}


def send_location(telegram: "Telegram", call: Call) -> Json:
    chat = open_chat(telegram, call)
    return telegram.message_json(send(telegram, call, chat, kind="location", content=_place(call)))


def send_venue(telegram: "Telegram", call: Call) -> Json:
    chat = open_chat(telegram, call)
    for field in ("title", "address"):
        if not call.text(field).strip():
            raise bad_request(f"venue {field} must be non-empty")
    content = {"location": _place(call), "title": call.text("title"), "address": call.text("address")}
    return telegram.message_json(send(telegram, call, chat, kind="venue", content=content))


def send_chat_action(telegram: "Telegram", call: Call) -> bool:
    chat = open_chat(telegram, call)
    if call.text("action") not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    telegram.act(chat, call.text("action"))
    return True
