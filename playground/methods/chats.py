"""Files and chats that the bot asks about."""

from typing import TYPE_CHECKING

from telegram.constants import FileSizeLimit

from playground.api import Call, Json, bad_request
from playground.methods.common import find_chat, open_chat

if TYPE_CHECKING:
    from playground.telegram import Telegram


def get_file(telegram: "Telegram", call: Call) -> Json:
    file = telegram.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    return file.to_json() | {"file_path": file.file_path}


def get_chat(telegram: "Telegram", call: Call) -> Json:
    chat = find_chat(telegram, call)
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
    chat = open_chat(telegram, call)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_left = True
    telegram.keep_chat(chat)
    telegram.member_changed(chat, telegram.bot, "member", "left")
    return True


def get_chat_member(telegram: "Telegram", call: Call) -> Json:
    chat = find_chat(telegram, call)
    user_id = call.integer("user_id")
    if user_id not in {*chat.members, telegram.bot.id}:
        raise bad_request("member not found")
    return {"user": telegram.users[user_id].to_json(), "status": "member"}


def get_chat_member_count(telegram: "Telegram", call: Call) -> int:
    return len(find_chat(telegram, call).members) + 1
