"""Keyboards, checked as Telegram checks them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, InlineQueryLimit, ReplyLimit

from playground.api import Json, bad_request
from playground.entities import checked_link

# What a button can do; it does exactly one of these.
ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
    "callback_game",
    "pay",
)
_LOOKS = ("style", "icon_custom_emoji_id")
_REQUESTS = ("request_contact", "request_location", "request_users", "request_chat", "request_poll", "web_app")


@dataclass(frozen=True)
class Markup:
    """What a call says about keyboards: exactly one field is set, or none at all.

    `inline` sits under the message (empty rows: take it away); `reply` replaces the person's keys; `remove` puts the
    usual ones back; `force_reply` asks for an answer to the message.
    """

    inline: list[list[Json]] | None = None
    reply: Json | None = None
    remove: bool = False
    force_reply: Json | None = None

    @property
    def blocks_editing(self) -> bool:
        """Messages that carry anything but an inline keyboard cannot be edited."""
        return self.reply is not None or self.remove or self.force_reply is not None


def read_markup(value: object, *, private: bool) -> Markup:
    """The `reply_markup` of a call. Raises ApiError 400 in Telegram's words."""
    if value is None:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return Markup(inline=_inline(value["inline_keyboard"]))
    if "keyboard" in value:
        return Markup(reply=_reply(value, private=private))
    if value.get("remove_keyboard"):
        return Markup(remove=True)
    if value.get("force_reply"):
        return Markup(force_reply={"placeholder": _placeholder(value)})
    return Markup()


def _rows(value: object, field: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" of the reply markup must be of type Array')
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'field "{field}" of the reply markup must be an Array of Arrays')
    return [row for row in value if row]


def _inline(value: object) -> list[list[Json]]:
    rows = [[_inline_button(button) for button in row] for row in _rows(value, "inline_keyboard")]
    if sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if not text.strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    given = [name for name in ACTIONS if button.get(name) is not None]
    if not given:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(given) > 1:
        raise bad_request(
            f"can't parse inline keyboard button: exactly one action is allowed, found {', '.join(given)}"
        )
    action = given[0]
    _check_action(action, button[action])
    return {"text": text, action: button[action]} | {name: button[name] for name in _LOOKS if name in button}


def _check_action(action: str, value: Any) -> None:
    match action:
        case "callback_data":
            size = len(value.encode()) if isinstance(value, str) else 0
            if not InlineKeyboardButtonLimit.MIN_CALLBACK_DATA <= size <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            _check_url(value)
        case "copy_text":
            text = value.get("text") if isinstance(value, dict) else None
            if not isinstance(text, str) or not 1 <= len(text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat":
            if not isinstance(value, str) or len(value) > InlineQueryLimit.MAX_QUERY_LENGTH:
                raise bad_request("SWITCH_INLINE_QUERY_INVALID")
        case "switch_inline_query_chosen_chat":
            if not isinstance(value, dict):
                raise bad_request("SWITCH_INLINE_QUERY_INVALID")
        case "web_app" | "login_url":
            url = value.get("url") if isinstance(value, dict) else None
            if not isinstance(url, str) or not url.startswith("https://"):
                raise bad_request("BUTTON_URL_INVALID")
        case _:
            # Games and payments need more of Telegram than there is here.
            raise bad_request("BUTTON_TYPE_INVALID")


def _check_url(value: object) -> None:
    if not isinstance(value, str) or not value:
        raise bad_request("BUTTON_URL_INVALID")
    link = checked_link(value)
    if link is None:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    parts = urlsplit(link)
    if parts.scheme in {"http", "https"} and "." not in (parts.hostname or "") and ":" not in (parts.hostname or ""):
        # A machine name such as localhost: well-formed, yet nobody else could open it.
        raise bad_request("BUTTON_URL_INVALID")


def _placeholder(value: Json) -> str | None:
    text = value.get("input_field_placeholder")
    if text is None or text == "":
        return None
    if not isinstance(text, str) or len(text) > ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    return text


def _reply(value: Json, *, private: bool) -> Json:
    rows = [[_reply_button(button, private=private) for button in row] for row in _rows(value["keyboard"], "keyboard")]
    if not rows:
        raise bad_request("reply keyboard must have at least one button")
    return {
        "rows": rows,
        "placeholder": _placeholder(value),
        "one_time": bool(value.get("one_time_keyboard")),
        "resize": bool(value.get("resize_keyboard")),
    }


def _reply_button(button: object, *, private: bool) -> Json:
    """A key: its text, and what pressing it does (`text`, `contact`, `location`)."""
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse keyboard button: field "text" must be non-empty')
    requests = [name for name in _REQUESTS if button.get(name)]
    if len(requests) > 1:
        raise bad_request("can't parse keyboard button: exactly one request is allowed")
    if requests and not private:
        raise bad_request("phone number, location and polls can be requested in private chats only")
    kind = (
        {"request_contact": "contact", "request_location": "location"}.get(requests[0], "other") if requests else "text"
    )
    return {"text": text, "kind": kind}
