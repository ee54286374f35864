"""The Bot API's methods: what they do, and what Telegram refuses in which words."""

from datetime import timedelta
from typing import Any

import pytest
from telegram.constants import (
    CallbackQueryLimit,
    FileSizeLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
)

from bot.clock import MovableClock
from playground.api import ApiError, UploadedFile
from playground.methods.answering import STALE_QUERY
from playground.methods.editing import NOT_MODIFIED
from playground.people import Person
from playground.telegram import Telegram
from tests.playground.makers import a_png, keys, say

OWNER = 1001
BUTTON_LIMIT = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
TEXT_LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)


def buttons(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


def upload(data: bytes, name: str = "a.txt") -> dict[str, UploadedFile]:
    return {"file": UploadedFile(name, data)}


@pytest.mark.parametrize(
    ("method", "params", "sentence"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@somebody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": OWNER}, "message text is empty"),
        ("sendMessage", {"chat_id": OWNER, "text": " \n "}, "message text is empty"),
        ("sendMessage", {"chat_id": OWNER, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ("sendMessage", {"chat_id": OWNER, "text": "a" * (TEXT_LIMIT + 1)}, "message is too long"),
        ("sendMessage", {"chat_id": OWNER, "text": "a", "parse_mode": "RTF"}, "unsupported parse_mode"),
        (
            "sendMessage",
            {"chat_id": OWNER, "text": "*a*", "parse_mode": "MarkdownV2"},
            "unsupported parse_mode: the playground reads HTML only",
        ),
        ("sendMessage", {"chat_id": OWNER, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ("sendMessage", {"chat_id": OWNER, "text": ["a"]}, 'parameter "text" must be of type String'),
        (
            "sendMessage",
            {"chat_id": OWNER, "text": "a", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            "sendMessage",
            {"chat_id": OWNER, "text": "a", "reply_markup": "{"},
            "can't parse reply markup JSON object",
        ),
        ("sendMessage", {"chat_id": OWNER, "text": "a", "reply_markup": "[]"}, "object expected as reply markup"),
        ("editMessageText", {"chat_id": OWNER, "text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": OWNER, "message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": OWNER, "message_id": 1, "text": "x"}, "message can't be edited"),
        ("editMessageText", {"inline_message_id": "7", "text": "x"}, "MESSAGE_ID_INVALID"),
        ("deleteMessage", {"chat_id": OWNER, "message_id": 99}, "message to delete not found"),
        ("deleteMessages", {"chat_id": OWNER}, "message identifiers are not specified"),
        ("pinChatMessage", {"chat_id": OWNER, "message_id": 99}, "message to pin not found"),
        ("unpinChatMessage", {"chat_id": OWNER}, "message to unpin not found"),
        ("forwardMessage", {"chat_id": OWNER, "from_chat_id": OWNER, "message_id": 99}, "message to forward not found"),
        ("copyMessage", {"chat_id": OWNER, "from_chat_id": OWNER, "message_id": 99}, "message to copy not found"),
        ("copyMessage", {"chat_id": OWNER, "message_id": 1}, "from_chat_id is empty"),
        ("setMessageReaction", {"chat_id": OWNER, "message_id": 99}, "message to react not found"),
        (
            "setMessageReaction",
            {"chat_id": OWNER, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "🪥"}]},
            "REACTION_INVALID",
        ),
        ("answerCallbackQuery", {"callback_query_id": "7"}, STALE_QUERY),
        ("answerInlineQuery", {"inline_query_id": "7", "results": "[]"}, STALE_QUERY),
        ("sendPhoto", {"chat_id": OWNER}, "there is no photo in the request"),
        ("sendDocument", {"chat_id": OWNER, "document": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"chat_id": OWNER, "document": "https://a.org/b.pdf"}, "failed to get HTTP URL content"),
        ("sendDocument", {"chat_id": OWNER, "document": "attach://gone"}, "there is no document in the request"),
        (
            "sendMediaGroup",
            {"chat_id": OWNER, "media": "[]"},
            "wrong number of media in the album: it must have 2-10 items",
        ),
        ("sendContact", {"chat_id": OWNER, "first_name": "Ada"}, "phone number is not specified"),
        ("sendContact", {"chat_id": OWNER, "phone_number": "1"}, "first name is not specified"),
        (
            "sendLocation",
            {"chat_id": OWNER, "latitude": 91, "longitude": 0},
            "wrong location: latitude and longitude must be valid degrees",
        ),
        ("sendVenue", {"chat_id": OWNER, "latitude": 1, "longitude": 1}, "venue title must be non-empty"),
        ("sendChatAction", {"chat_id": OWNER, "action": "yawning"}, "wrong parameter action in request"),
        ("getFile", {"file_id": "unknown"}, "invalid file_id"),
        ("setMyCommands", {}, "commands are not specified"),
        ("setMyCommands", {"commands": [{"command": "No way", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [], "scope": {"type": "moon"}}, "can't parse BotCommandScope"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "short description is too long"),
        ("setMyDescription", {"description": "a" * 513}, "description is too long"),
        ("leaveChat", {"chat_id": OWNER}, "chat member status can't be changed in private chats"),
        ("getChatMember", {"chat_id": OWNER, "user_id": 5}, "member not found"),
        (
            "sendMessage",
            {"chat_id": OWNER, "text": "a", "entities": "{}"},
            'parameter "entities" must be of type Array',
        ),
        ("getUpdates", {"timeout": "soon"}, 'parameter "timeout" must be of type Integer'),
    ],
)
async def test_telegram_refuses_in_its_own_words(
    telegram: Telegram, ada: Person, method: str, params: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ApiError) as refusal:
        await telegram.call(method, params)
    assert refusal.value.envelope() == {"ok": False, "error_code": 400, "description": f"Bad Request: {sentence}"}
    assert ada.chat.said == []


@pytest.mark.parametrize(
    ("button", "sentence"),
    [
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "a" * (BUTTON_LIMIT + 1)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "é" * (BUTTON_LIMIT // 2 + 1)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "url": "http://localhost/x"}, "BUTTON_URL_INVALID"),
        ({"text": "a", "url": ""}, "BUTTON_URL_INVALID"),
        ({"text": "a", "url": "mailto:a@b.c"}, "inline keyboard button URL 'mailto:a@b.c' is invalid: Wrong HTTP URL"),
        ({"text": "a", "copy_text": {"text": "a" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "switch_inline_query": "a" * 257}, "SWITCH_INLINE_QUERY_INVALID"),
        ({"text": "a", "web_app": {"url": "http://a.org"}}, "BUTTON_URL_INVALID"),
        ({"text": "a", "pay": True}, "BUTTON_TYPE_INVALID"),
        (
            {"text": "a"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "callback_data": "b", "url": "a.org"},
            "can't parse inline keyboard button: exactly one action is allowed, found callback_data, url",
        ),
        ({"callback_data": "b"}, "can't parse inline keyboard button: can't find field \"text\""),
        ({"text": " ", "callback_data": "b"}, 'can\'t parse inline keyboard button: field "text" must be non-empty'),
    ],
)
async def test_a_button_must_fit(telegram: Telegram, ada: Person, button: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ApiError) as refusal:
        await say(telegram, OWNER, "a", reply_markup=buttons(button))
    assert refusal.value.description == f"Bad Request: {sentence}"


@pytest.mark.parametrize(
    "button",
    [
        {"text": "a", "callback_data": "é" * (BUTTON_LIMIT // 2)},
        {"text": "a", "url": "a.org"},
        {"text": "a", "url": "tg://user?id=5"},
        {"text": "a", "copy_text": {"text": "a" * 256}},
        {"text": "a", "switch_inline_query_current_chat": ""},
        {"text": "a", "callback_data": "b", "style": "primary"},
    ],
)
async def test_a_button_that_fits_is_kept_as_it_is(telegram: Telegram, ada: Person, button: dict[str, Any]) -> None:
    message = await say(telegram, OWNER, "a", reply_markup=buttons(button))
    assert message["reply_markup"] == {"inline_keyboard": [[button]]}


async def test_a_message_has_a_hundred_buttons_at_most(telegram: Telegram, ada: Person) -> None:
    rows = [[("a", "b")]] * int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
    await say(telegram, OWNER, "a", reply_markup=keys(*rows))
    with pytest.raises(ApiError, match="reply markup is too long"):
        await say(telegram, OWNER, "a", reply_markup=keys(*rows, [("a", "b")]))


async def test_a_text_is_measured_after_its_format_is_read(telegram: Telegram, ada: Person) -> None:
    await say(telegram, OWNER, f"<b>{'😀' * TEXT_LIMIT}</b>")
    assert len(ada.chat.last.text) == TEXT_LIMIT


async def test_a_message_says_everything_about_itself(telegram: Telegram, ada: Person, clock: MovableClock) -> None:
    message = await say(
        telegram,
        OWNER,
        "<b>Hi</b> Ada",
        reply_markup=keys([("Go", "go:1")]),
        reply_parameters={"message_id": 1},
        link_preview_options={"is_disabled": True},
        protect_content=True,
        disable_notification="true",
        a_parameter_of_tomorrow="ignored",
    )
    assert message["text"] == "Hi Ada"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert message["date"] == int(clock.now().timestamp())
    assert message["from"]["is_bot"]
    assert message["chat"] == {
        "id": OWNER,
        "type": "private",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "username": "ada_l",
    }
    assert message["reply_to_message"]["text"] == "/start"
    assert message["has_protected_content"]
    assert ada.chat.last.silent
    assert ada.chat.last.link_preview == {"is_disabled": True}


async def test_method_names_are_read_in_any_case(telegram: Telegram) -> None:
    assert (await telegram.call("getme"))["username"] == "rapport_bot"
    assert telegram.calls == [("getMe", {})]


async def test_an_unknown_method_is_not_found(telegram: Telegram) -> None:
    with pytest.raises(ApiError) as refusal:
        await telegram.call("sendTelepathy")
    assert refusal.value.envelope() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_the_bot_cannot_write_first(telegram: Telegram) -> None:
    sam = telegram.person(1002, first_name="Sam")
    with pytest.raises(ApiError, match="chat not found"):
        await say(telegram, sam.id, "Hello?")
    sam.send("hi")
    await say(telegram, sam.id, "Hello!")
    assert sam.chat.said == ["Hello!"]


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "sendChatAction", "sendContact"])
async def test_a_blocked_bot_is_forbidden(telegram: Telegram, ada: Person, method: str) -> None:
    await say(telegram, OWNER, "a")
    ada.block()
    with pytest.raises(ApiError) as refusal:
        await telegram.call(method, {"chat_id": OWNER, "text": "b", "message_id": 2, "action": "typing"})
    assert (refusal.value.code, refusal.value.description) == (403, "Forbidden: bot was blocked by the user")


async def test_editing_replaces_text_and_buttons(telegram: Telegram, ada: Person) -> None:
    message = await say(telegram, OWNER, "one", reply_markup=keys([("Go", "go")]))
    edit = {"chat_id": OWNER, "message_id": message["message_id"], "text": "two"}
    edited = await telegram.call("editMessageText", edit)
    assert ada.chat.said == ["two"]
    assert ada.chat.buttons == []
    assert edited["edit_date"] == message["date"]


@pytest.mark.parametrize("markup", [None, keys([("Go", "go")])])
async def test_editing_into_the_same_is_refused(telegram: Telegram, ada: Person, markup: dict[str, Any] | None) -> None:
    message = await say(telegram, OWNER, "<b>a</b>", reply_markup=markup)
    edit = {"chat_id": OWNER, "message_id": message["message_id"], "reply_markup": markup}
    for method in ("editMessageText", "editMessageReplyMarkup"):
        with pytest.raises(ApiError) as refusal:
            await telegram.call(method, edit | {"text": "<strong>a</strong>", "parse_mode": "HTML"})
        assert refusal.value.description == f"Bad Request: {NOT_MODIFIED}"


async def test_a_message_with_keys_cannot_be_edited(telegram: Telegram, ada: Person) -> None:
    message = await say(telegram, OWNER, "a", reply_markup={"keyboard": [["Yes", "No"]]})
    with pytest.raises(ApiError, match="message can't be edited"):
        await telegram.call("editMessageText", {"chat_id": OWNER, "message_id": message["message_id"], "text": "b"})


async def test_an_edit_takes_inline_keyboards_only(telegram: Telegram, ada: Person) -> None:
    message = await say(telegram, OWNER, "a")
    edit = {"chat_id": OWNER, "message_id": message["message_id"], "text": "b", "reply_markup": {"keyboard": [["c"]]}}
    with pytest.raises(ApiError, match="inline keyboard expected"):
        await telegram.call("editMessageText", edit)


async def test_keys_stay_until_they_are_taken_away(telegram: Telegram, ada: Person) -> None:
    keyboard = {
        "keyboard": [["Yes", {"text": "My number", "request_contact": True}]],
        "input_field_placeholder": "Well?",
    }
    await say(telegram, OWNER, "a", reply_markup=keyboard)
    ada.send("Yes")
    assert ada.chat.reply_keyboard == {
        "rows": [[{"text": "Yes", "kind": "text"}, {"text": "My number", "kind": "contact"}]],
        "placeholder": "Well?",
        "one_time": False,
        "resize": False,
    }
    await say(telegram, OWNER, "b", reply_markup={"remove_keyboard": True})
    assert ada.chat.reply_keyboard is None


async def test_one_time_keys_and_a_forced_reply_end_with_the_answer(telegram: Telegram, ada: Person) -> None:
    await say(telegram, OWNER, "a", reply_markup={"keyboard": [["Yes"]], "one_time_keyboard": True})
    message = await say(telegram, OWNER, "b", reply_markup={"force_reply": True, "input_field_placeholder": "Name"})
    assert ada.chat.force_reply == {"message_id": message["message_id"], "placeholder": "Name"}
    ada.send("Yes")
    after = telegram.chat(OWNER)
    assert after.reply_keyboard is None
    assert after.force_reply is None


async def test_the_number_can_only_be_asked_for_in_private(telegram: Telegram, ada: Person) -> None:
    group = ada.join_group("Analysts")
    keyboard = {"keyboard": [[{"text": "My number", "request_contact": True}]]}
    with pytest.raises(ApiError, match="can be requested in private chats only"):
        await say(telegram, group.id, "a", reply_markup=keyboard)


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ({"keyboard": []}, "reply keyboard must have at least one button"),
        ({"keyboard": "Yes"}, 'field "keyboard" of the reply markup must be of type Array'),
        ({"keyboard": ["Yes"]}, 'field "keyboard" of the reply markup must be an Array of Arrays'),
        ({"keyboard": [[5]]}, "can't parse keyboard button: expected an Object"),
        ({"keyboard": [[" "]]}, 'can\'t parse keyboard button: field "text" must be non-empty'),
        (
            {"keyboard": [[{"text": "a", "request_contact": True, "request_location": True}]]},
            "can't parse keyboard button: exactly one request is allowed",
        ),
        ({"force_reply": True, "input_field_placeholder": "a" * 65}, "input field placeholder is too long"),
        ({"inline_keyboard": [["a"]]}, "can't parse inline keyboard button: expected an Object"),
    ],
)
async def test_keys_must_fit(telegram: Telegram, ada: Person, markup: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ApiError) as refusal:
        await say(telegram, OWNER, "a", reply_markup=markup)
    assert refusal.value.description == f"Bad Request: {sentence}"


async def test_markup_that_says_nothing_changes_nothing(telegram: Telegram, ada: Person) -> None:
    await say(telegram, OWNER, "a", reply_markup={"keyboard": [["Yes"]]})
    nothing: list[Any] = [{}, {"remove_keyboard": False}, {"force_reply": False}, {"inline_keyboard": [[]]}, ""]
    for markup in nothing:
        await say(telegram, OWNER, "b", reply_markup=markup)
    assert ada.chat.reply_keyboard is not None
    assert ada.chat.buttons == []


async def test_known_people_can_be_mentioned_by_number(telegram: Telegram, ada: Person) -> None:
    sent = await say(telegram, OWNER, '<a href="tg://user?id=1001">you</a>, <a href="tg://user?id=5">nobody</a>')
    [entity] = sent["entities"]
    assert (entity["type"], entity["user"]["first_name"]) == ("text_mention", "Ada")


async def test_ready_made_entities_do_instead_of_html(telegram: Telegram, ada: Person) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "url", "offset": 0, "length": 2}]
    await telegram.call("sendMessage", {"chat_id": OWNER, "text": "Hi <b>", "entities": entities})
    assert ada.chat.said == ["<b>Hi</b> &lt;b&gt;"]


async def test_an_answer_to_a_message_that_is_gone_may_be_sent_all_the_same(telegram: Telegram, ada: Person) -> None:
    reply = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await say(telegram, OWNER, "a", reply_parameters=reply)
    assert "reply_to_message" not in sent


async def test_a_press_is_answered_with_a_toast_or_an_alert(telegram: Telegram, ada: Person) -> None:
    await say(telegram, OWNER, "a", reply_markup=keys([("Go", "go:1")]))
    query = ada.press("Go")
    update = telegram.updates.take()[0]["callback_query"]
    assert (update["id"], update["data"], update["message"]["text"]) == (query, "go:1", "a")
    await telegram.call("answerCallbackQuery", {"callback_query_id": query, "text": "Gone"})
    await telegram.call("answerCallbackQuery", {"callback_query_id": query, "text": "Look!", "show_alert": True})
    assert ada.chat.toasts == ["Gone", "Look!"]
    assert [toast.alert for toast in ada.chat.answers] == [False, True]


async def test_an_answer_to_a_press_is_short_and_in_time(telegram: Telegram, ada: Person, clock: MovableClock) -> None:
    await say(telegram, OWNER, "a", reply_markup=keys([("Go", "go:1")]))
    answer = {"callback_query_id": ada.press("Go")}
    longest = int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)
    with pytest.raises(ApiError, match="MESSAGE_TOO_LONG"):
        await telegram.call("answerCallbackQuery", answer | {"text": "a" * (longest + 1)})
    await telegram.call("answerCallbackQuery", answer | {"text": "a" * longest})
    with pytest.raises(ApiError, match="URL_INVALID"):
        await telegram.call("answerCallbackQuery", answer | {"url": "https://a.org"})
    clock.forward(minutes=16)
    with pytest.raises(ApiError, match="query is too old"):
        await telegram.call("answerCallbackQuery", answer)


async def test_deleted_messages_are_gone(telegram: Telegram, ada: Person) -> None:
    ids = [(await say(telegram, OWNER, text))["message_id"] for text in "abc"]
    await telegram.call("deleteMessage", {"chat_id": OWNER, "message_id": ids[0]})
    await telegram.call("deleteMessages", {"chat_id": OWNER, "message_ids": [ids[1], 999]})
    assert ada.chat.said == ["c"]


async def test_what_is_two_days_old_cannot_be_deleted(telegram: Telegram, ada: Person, clock: MovableClock) -> None:
    message = await say(telegram, OWNER, "a")
    clock.forward(timedelta(hours=48, seconds=1))
    with pytest.raises(ApiError, match="message can't be deleted for everyone"):
        await telegram.call("deleteMessage", {"chat_id": OWNER, "message_id": message["message_id"]})
    assert ada.chat.said == ["a"]


async def test_a_pinned_message_shows_in_the_chat(telegram: Telegram, ada: Person) -> None:
    first, second = [(await say(telegram, OWNER, text))["message_id"] for text in "ab"]
    for message_id in (first, second):
        await telegram.call("pinChatMessage", {"chat_id": OWNER, "message_id": message_id})
    assert (await telegram.call("getChat", {"chat_id": OWNER}))["pinned_message"]["text"] == "b"
    await telegram.call("unpinChatMessage", {"chat_id": OWNER})
    assert ada.chat.pinned_message is not None
    assert ada.chat.pinned_message.text == "a"
    await telegram.call("unpinAllChatMessages", {"chat_id": OWNER})
    assert ada.chat.pinned_message is None


async def test_the_bot_reacts_to_a_message(telegram: Telegram, ada: Person) -> None:
    reaction = {"chat_id": OWNER, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]}
    await telegram.call("setMessageReaction", reaction)
    assert ada.chat.message(1).reaction == "👍"
    await telegram.call("setMessageReaction", reaction | {"reaction": []})
    assert ada.chat.message(1).reaction is None


async def test_a_document_goes_up_and_comes_down(telegram: Telegram, ada: Person) -> None:
    params = {"chat_id": OWNER, "document": "attach://file", "caption": "<i>mine</i>", "parse_mode": "HTML"}
    message = await telegram.call("sendDocument", params, upload(b"abc", "cv.pdf"))
    assert message["caption"] == "mine"
    assert message["document"]["file_name"] == "cv.pdf"
    assert message["document"]["mime_type"] == "application/pdf"
    path = (await telegram.call("getFile", {"file_id": message["document"]["file_id"]}))["file_path"]
    assert telegram.download(path) == b"abc"
    again = await telegram.call("sendDocument", {"chat_id": OWNER, "document": message["document"]["file_id"]})
    assert again["document"]["file_unique_id"] == message["document"]["file_unique_id"]
    with pytest.raises(ApiError, match="can't use file of type Document as Photo"):
        await telegram.call("sendPhoto", {"chat_id": OWNER, "photo": message["document"]["file_id"]})


@pytest.mark.parametrize(
    ("kind", "data", "code", "description"),
    [
        ("document", b"", 400, "Bad Request: file must be non-empty"),
        ("photo", b"not a picture", 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        ("photo", a_png(9000, 1001), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("photo", a_png(21, 1), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("photo", a_png() + bytes(FileSizeLimit.PHOTOSIZE_UPLOAD), 400, "Bad Request: file is too big"),
        ("document", bytes(FileSizeLimit.FILESIZE_UPLOAD + 1), 413, "Request Entity Too Large"),
    ],
    ids=["empty", "no picture", "too large a picture", "too long a picture", "10 MB", "50 MB"],
)
async def test_files_have_their_limits(
    telegram: Telegram, ada: Person, kind: str, data: bytes, code: int, description: str
) -> None:
    with pytest.raises(ApiError) as refusal:
        await telegram.call(f"send{kind}", {"chat_id": OWNER, kind: "attach://file"}, upload(data))
    assert (refusal.value.code, refusal.value.description) == (code, description)


async def test_large_files_cannot_be_fetched_by_the_bot(telegram: Telegram, ada: Person) -> None:
    message = ada.send_document("film.mp4", bytes(FileSizeLimit.FILESIZE_DOWNLOAD + 1))
    with pytest.raises(ApiError, match="file is too big"):
        await telegram.call("getFile", {"file_id": message.file_id})


async def test_a_caption_has_its_own_limit(telegram: Telegram, ada: Person) -> None:
    params: dict[str, Any] = {
        "chat_id": OWNER,
        "photo": "attach://file",
        "caption": "a" * int(MessageLimit.CAPTION_LENGTH),
    }
    message = await telegram.call("sendPhoto", params, upload(a_png(3, 2)))
    assert message["photo"][-1]["width"] == 3
    with pytest.raises(ApiError, match="message caption is too long"):
        await telegram.call("sendPhoto", params | {"caption": params["caption"] + "a"}, upload(a_png()))
    edit = {"chat_id": OWNER, "message_id": message["message_id"]}
    await telegram.call("editMessageCaption", edit | {"caption": "short"})
    assert ada.chat.last.html == "short"
    with pytest.raises(ApiError, match="there is no text in the message to edit"):
        await telegram.call("editMessageText", edit | {"text": "x"})


async def test_a_text_has_no_caption_to_edit(telegram: Telegram, ada: Person) -> None:
    message = await say(telegram, OWNER, "a")
    with pytest.raises(ApiError, match="there is no caption in the message to edit"):
        await telegram.call("editMessageCaption", {"chat_id": OWNER, "message_id": message["message_id"]})


async def test_a_picture_is_replaced_in_place(telegram: Telegram, ada: Person) -> None:
    message = await telegram.call("sendPhoto", {"chat_id": OWNER, "photo": "attach://file"}, upload(a_png(1, 1)))
    media = {"type": "photo", "media": "attach://file", "caption": "new"}
    edit = {"chat_id": OWNER, "message_id": message["message_id"], "media": media}
    await telegram.call("editMessageMedia", edit, upload(a_png(5, 5)))
    assert ada.chat.said == ["new"]
    assert ada.chat.last.photo == a_png(5, 5)


async def test_an_album_arrives_as_one(telegram: Telegram, ada: Person) -> None:
    media = [{"type": "photo", "media": "attach://file", "caption": name} for name in "ab"]
    messages = await telegram.call("sendMediaGroup", {"chat_id": OWNER, "media": media}, upload(a_png()))
    assert len({message["media_group_id"] for message in messages}) == 1
    assert ada.chat.said == ["a", "b"]
    mixed = [media[0], media[1] | {"type": "document"}]
    with pytest.raises(ApiError, match="can't be mixed"):
        await telegram.call("sendMediaGroup", {"chat_id": OWNER, "media": mixed}, upload(a_png()))


async def test_contacts_places_and_voices_are_sent(telegram: Telegram, ada: Person) -> None:
    place = {"latitude": "38.7", "longitude": -9.1}
    contact = {"chat_id": OWNER, "phone_number": "+1", "first_name": "Sam", "vcard": "BEGIN:VCARD"}
    sent = await telegram.call("sendContact", contact)
    assert sent["contact"] == {"phone_number": "+1", "first_name": "Sam", "vcard": "BEGIN:VCARD"}
    sent = await telegram.call("sendLocation", {"chat_id": OWNER, **place})
    assert sent["location"] == {"latitude": 38.7, "longitude": -9.1}
    sent = await telegram.call("sendVenue", {"chat_id": OWNER, **place, "title": "Café", "address": "Rua"})
    assert sent["venue"]["title"] == "Café"
    assert sent["location"] == {"latitude": 38.7, "longitude": -9.1}
    voice = {"chat_id": OWNER, "voice": "attach://file", "duration": 4}
    sent = await telegram.call("sendVoice", voice, upload(b"ogg"))
    assert sent["voice"]["duration"] == 4


async def test_messages_are_forwarded_and_copied(telegram: Telegram, ada: Person) -> None:
    there = {"chat_id": OWNER, "from_chat_id": OWNER}
    forwarded = await telegram.call("forwardMessage", there | {"message_id": 1})
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "Ada"
    await telegram.call("copyMessage", there | {"message_id": forwarded["message_id"]})
    assert ada.chat.last.forward_origin is None
    several = await telegram.call("copyMessages", there | {"message_ids": [1, 999]})
    assert len(several) == 1
    secret = await say(telegram, OWNER, "psst", protect_content=True)
    with pytest.raises(ApiError, match="message can't be forwarded"):
        await telegram.call("forwardMessage", there | {"message_id": secret["message_id"]})


async def test_the_closest_scope_of_commands_is_shown(telegram: Telegram, ada: Person) -> None:
    async def commands(name: str, **more: Any) -> None:
        await telegram.call("setMyCommands", {"commands": [{"command": name, "description": "x"}]} | more)

    def names() -> list[str]:
        return [one["command"] for one in telegram.commands_for(ada.chat, "pt")]

    await commands("default")
    assert names() == ["default"]
    await commands("private", scope={"type": "all_private_chats"})
    assert names() == ["private"]
    await commands("portuguese", scope={"type": "all_private_chats"}, language_code="pt")
    assert names() == ["portuguese"]
    await commands("own", scope={"type": "chat", "chat_id": OWNER})
    assert names() == ["own"]
    await telegram.call("deleteMyCommands", {"scope": {"type": "chat", "chat_id": OWNER}})
    assert names() == ["portuguese"]
    assert [one["command"] for one in await telegram.call("getMyCommands")] == ["default"]


async def test_the_bot_describes_itself(telegram: Telegram) -> None:
    await telegram.call("setMyDescription", {"description": "Keeps people"})
    await telegram.call("setMyDescription", {"description": "Guarda pessoas", "language_code": "pt"})
    await telegram.call("setMyShortDescription", {"short_description": "People"})
    await telegram.call("setMyName", {"name": "Ada's bot"})
    assert await telegram.call("getMyDescription", {"language_code": "pt"}) == {"description": "Guarda pessoas"}
    assert await telegram.call("getMyDescription", {"language_code": "de"}) == {"description": ""}
    assert await telegram.call("getMyShortDescription") == {"short_description": "People"}
    assert await telegram.call("getMyName") == {"name": "Ada's bot"}
    assert (await telegram.call("getMe"))["first_name"] == "Ada's bot"


async def test_the_menu_button_is_kept_by_chat(telegram: Telegram, ada: Person) -> None:
    assert await telegram.call("getChatMenuButton") == {"type": "commands"}
    await telegram.call("setChatMenuButton", {"chat_id": OWNER, "menu_button": {"type": "default"}})
    assert await telegram.call("getChatMenuButton", {"chat_id": OWNER}) == {"type": "default"}
    with pytest.raises(ApiError, match="can't parse menu button"):
        await telegram.call("setChatMenuButton", {"menu_button": {"type": "hat"}})


async def test_typing_ends_with_the_message(telegram: Telegram, ada: Person, clock: MovableClock) -> None:
    typing = {"chat_id": OWNER, "action": "typing"}
    await telegram.call("sendChatAction", typing)
    assert telegram.action(ada.chat) == "typing"
    clock.forward(seconds=6)
    assert telegram.action(ada.chat) is None
    await telegram.call("sendChatAction", typing)
    await say(telegram, OWNER, "a")
    assert telegram.action(ada.chat) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "a" * 65}, "RESULT_ID_INVALID"),
        ({"title": ""}, "ARTICLE_TITLE_EMPTY"),
        ({"type": "photo"}, "can't parse inline query result: the playground knows articles only"),
        ({"input_message_content": {"message_text": " "}}, "MESSAGE_EMPTY"),
        ({"input_message_content": {"message_text": "a" * (TEXT_LIMIT + 1)}}, "MESSAGE_TOO_LONG"),
        (
            {"input_message_content": {}},
            "can't parse inline query result: input_message_content with a message_text expected",
        ),
    ],
)
async def test_an_inline_result_must_fit(
    telegram: Telegram, ada: Person, change: dict[str, Any], sentence: str
) -> None:
    query = telegram.ask_inline(ada.user, "x", "")
    result = {"type": "article", "id": "a", "title": "A", "input_message_content": {"message_text": "b"}} | change
    with pytest.raises(ApiError) as refusal:
        await telegram.call("answerInlineQuery", {"inline_query_id": query.id, "results": [result]})
    assert refusal.value.description == f"Bad Request: {sentence}"


async def test_inline_results_are_fifty_with_names_of_their_own(telegram: Telegram, ada: Person) -> None:
    query = telegram.ask_inline(ada.user, "x", "")
    result = {"type": "article", "title": "A", "input_message_content": {"message_text": "b"}}
    answer = {"inline_query_id": query.id}
    with pytest.raises(ApiError, match="RESULT_ID_DUPLICATE"):
        await telegram.call("answerInlineQuery", answer | {"results": [result | {"id": "a"}] * 2})
    with pytest.raises(ApiError, match="RESULTS_TOO_MUCH"):
        await telegram.call("answerInlineQuery", answer | {"results": [result | {"id": str(n)} for n in range(51)]})


async def test_the_bot_leaves_a_group(telegram: Telegram, ada: Person) -> None:
    group = ada.join_group("Analysts")
    assert await telegram.call("getChatMemberCount", {"chat_id": group.id}) == 2
    assert (await telegram.call("getChatMember", {"chat_id": group.id, "user_id": OWNER}))["status"] == "member"
    await telegram.call("leaveChat", {"chat_id": group.id})
    with pytest.raises(ApiError, match="bot is not a member of the group chat"):
        await say(telegram, group.id, "still there?")
