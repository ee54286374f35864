"""What the bot says about itself: name, descriptions, commands, menu button."""

import re
from typing import TYPE_CHECKING

from telegram.constants import BotCommandLimit, BotDescriptionLimit, BotNameLimit

from playground.api import Call, Json, bad_request
from playground.methods.common import find_chat

if TYPE_CHECKING:
    from playground.telegram import Telegram


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
        chat = find_chat(telegram, call)
        chat.menu_button = button
        telegram.keep_chat(chat)
    else:
        telegram.profile.menu_button = button
        telegram.keep_profile()
    return True


def get_chat_menu_button(telegram: "Telegram", call: Call) -> Json:
    own = find_chat(telegram, call).menu_button if call.has("chat_id") else None
    return own or telegram.profile.menu_button or {"type": "commands"}
