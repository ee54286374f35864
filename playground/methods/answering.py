"""Answers to pressed buttons and to inline queries."""

import re
from typing import TYPE_CHECKING

from telegram.constants import CallbackQueryLimit, InlineQueryLimit, InlineQueryResultLimit, MessageLimit

from playground.api import Call, Json, bad_request
from playground.html_writer import to_html
from playground.markup import read_markup
from playground.methods.common import format_source

if TYPE_CHECKING:
    from playground.telegram import Telegram

STALE_QUERY = "query is too old and response timeout expired or query ID is invalid"


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
    body = format_source(telegram, content["message_text"], content.get("parse_mode") or "", content.get("entities"))
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
