"""What people do, and what the bot hears of it."""

import asyncio
from typing import Any

import pytest
from telegram import Update

from bot.clock import MovableClock
from playground.people import Person, RefusedError
from playground.telegram import Event, Telegram
from tests.playground.makers import a_png, keys, say


def heard(telegram: Telegram) -> dict[str, Any]:
    """The only update that waits for the bot, without its number, understood by PTB as well."""
    [update] = telegram.updates.take()
    assert Update.de_json(dict(update), None) is not None
    del update["update_id"]
    return update


def test_a_typed_command_is_marked_as_one(telegram: Telegram, ada: Person) -> None:
    ada.send("  /log coffee with Sam  ", reply_to=1)
    message = heard(telegram)["message"]
    assert message["text"] == "/log coffee with Sam"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    assert message["reply_to_message"]["message_id"] == 1
    assert message["from"] == {
        "id": 1001,
        "first_name": "Ada",
        "last_name": "Lovelace",
        "username": "ada_l",
        "language_code": "en",
        "is_bot": False,
    }


def test_a_long_text_goes_out_in_pieces(telegram: Telegram, ada: Person) -> None:
    ada.send("a" * 5000)
    texts = [update["message"]["text"] for update in telegram.updates.take()]
    assert [len(text) for text in texts] == [4096, 904]


def test_nothing_cannot_be_sent(ada: Person) -> None:
    with pytest.raises(RefusedError, match="Type something first"):
        ada.send(" \n")


def test_an_own_message_is_edited(telegram: Telegram, ada: Person, clock: MovableClock) -> None:
    message = ada.send("coffee with Sam")
    telegram.updates.take()
    clock.forward(minutes=1)
    ada.edit(message.id, "coffee with Sam Rivera")
    update = heard(telegram)["edited_message"]
    assert (update["text"], update["edit_date"] - update["date"]) == ("coffee with Sam Rivera", 60)
    ada.edit(message.id, "coffee with Sam Rivera")
    assert not telegram.updates.pending


async def test_the_bots_messages_are_not_theirs_to_edit(telegram: Telegram, ada: Person) -> None:
    message = await say(telegram, ada.id, "Saved")
    with pytest.raises(RefusedError, match="not yours to edit"):
        ada.edit(message["message_id"], "Lost")


def test_a_message_of_a_hidden_account_is_forwarded(telegram: Telegram, ada: Person) -> None:
    ada.forward("See you on Friday", from_name="Sam Rivera")
    origin = heard(telegram)["message"]["forward_origin"]
    assert (origin["type"], origin["sender_user_name"]) == ("hidden_user", "Sam Rivera")


def test_a_message_of_a_known_account_is_forwarded(telegram: Telegram, ada: Person) -> None:
    ada.forward("See you", from_user={"id": 5, "first_name": "Sam"})
    origin = heard(telegram)["message"]["forward_origin"]
    assert origin["sender_user"] == {"is_bot": False, "id": 5, "first_name": "Sam"}


def test_a_contact_is_shared(telegram: Telegram, ada: Person) -> None:
    ada.share_contact("+44 1", "Sam", "Rivera", vcard="BEGIN:VCARD")
    contact = heard(telegram)["message"]["contact"]
    assert contact == {"phone_number": "+44 1", "first_name": "Sam", "last_name": "Rivera", "vcard": "BEGIN:VCARD"}


def test_the_own_number_names_its_owner(telegram: Telegram, ada: Person) -> None:
    ada.share_contact()
    contact = heard(telegram)["message"]["contact"]
    assert (contact["user_id"], contact["first_name"], contact["last_name"]) == (1001, "Ada", "Lovelace")


def test_a_location_is_shared(telegram: Telegram, ada: Person) -> None:
    ada.share_location(38.7, -9.1)
    assert heard(telegram)["message"]["location"] == {"latitude": 38.7, "longitude": -9.1}
    with pytest.raises(RefusedError, match="no place on Earth"):
        ada.share_location(91, 0)


async def test_files_of_people_reach_the_bot(telegram: Telegram, ada: Person) -> None:
    sent = {
        "document": ada.send_document("people.csv", b"a,b", caption="my /list"),
        "photo": ada.send_photo(a_png(4, 3)),
        "voice": ada.send_voice(b"ogg", 7),
    }
    told = {kind: update["message"][kind] for kind, update in zip(sent, telegram.updates.take(), strict=True)}
    assert (told["document"]["file_name"], told["document"]["mime_type"]) == ("people.csv", "text/csv")
    assert (told["photo"][-1]["width"], told["photo"][-1]["height"]) == (4, 3)
    assert (told["voice"]["duration"], told["voice"]["mime_type"]) == (7, "audio/ogg")
    for kind, data in (("document", b"a,b"), ("voice", b"ogg")):
        path = (await telegram.call("getFile", {"file_id": told[kind]["file_id"]}))["file_path"]
        assert telegram.download(path) == data


def test_a_picture_must_be_one(ada: Person) -> None:
    with pytest.raises(RefusedError, match="no picture"):
        ada.send_photo(b"text")


async def test_a_button_is_found_by_label_start_or_data(telegram: Telegram, ada: Person) -> None:
    await say(telegram, ada.id, "old", reply_markup=keys([("Sent", "sent:1")]))
    await say(telegram, ada.id, "new", reply_markup=keys([("✅ Sent", "sent:2"), ("Later", "later:2")]))
    for words in ("Sent", "✅", "later:2", "Lat", "sent:2", "later"):
        ada.press(words)
    ada.press("Sent", message_id=2)
    presses = [update["callback_query"]["data"] for update in telegram.updates.take()]
    assert presses == ["sent:1", "sent:2", "later:2", "later:2", "sent:2", "later:2", "sent:1"]


async def test_a_button_that_is_not_there_is_answered_with_those_that_are(telegram: Telegram, ada: Person) -> None:
    await say(telegram, ada.id, "a", reply_markup=keys([("Sent", "sent:1")]))
    with pytest.raises(LookupError, match=r"no button 'Skip'; there are: 'Sent' \(sent:1\)"):
        ada.press("Skip")


async def test_a_key_of_the_keyboard_is_pressed_too(telegram: Telegram, ada: Person) -> None:
    rows = [["Yes"], [{"text": "My number", "request_contact": True}, {"text": "Here", "request_location": True}]]
    await say(telegram, ada.id, "a", reply_markup={"keyboard": rows})
    assert ada.press("Yes") is None
    assert heard(telegram)["message"]["text"] == "Yes"
    ada.press("My number")
    assert heard(telegram)["message"]["contact"]["user_id"] == 1001
    with pytest.raises(RefusedError):
        ada.press("Here")


def test_blocking_and_coming_back_is_told(telegram: Telegram, ada: Person) -> None:
    ada.block()
    assert heard(telegram)["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    with pytest.raises(RefusedError, match="Unblock the bot first"):
        ada.send("hello?")
    ada.unblock()
    assert heard(telegram)["my_chat_member"]["new_chat_member"]["status"] == "member"
    ada.unblock()
    ada.send("/start")
    assert heard(telegram)["message"]["text"] == "/start"


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(telegram: Telegram, ada: Person) -> None:
    group = ada.join_group("Analysts")
    sam = telegram.person(1002, first_name="Sam")
    assert sam.join_group("Analysts") is group
    joined = telegram.updates.take()
    assert [next(iter(set(update) - {"update_id"})) for update in joined] == ["my_chat_member", "message"]
    question = await say(telegram, group.id, "Who is there?")
    for words in ("just talking", "/help", "/help@another_bot", "ask @Rapport_Bot"):
        sam.send(words, chat=group)
    sam.send("me", chat=group, reply_to=question["message_id"])
    messages = [update["message"] for update in telegram.updates.take()]
    assert [message["text"] for message in messages] == ["/help", "ask @Rapport_Bot", "me"]
    assert messages[0]["chat"] == {
        "id": group.id,
        "type": "group",
        "title": "Analysts",
        "all_members_are_administrators": True,
    }
    assert group.said == ["Who is there?"]


async def test_an_inline_query_is_answered_and_a_result_sent(telegram: Telegram, ada: Person) -> None:
    asking = asyncio.ensure_future(ada.inline("typical day"))
    await asyncio.sleep(0)
    query = heard(telegram)["inline_query"]
    assert query["query"] == "typical day"
    content = {"message_text": "<b>What is a typical day?</b>", "parse_mode": "HTML"}
    result = {"type": "article", "id": "7", "title": "Typical day", "input_message_content": content}
    await telegram.call("answerInlineQuery", {"inline_query_id": query["id"], "results": [result]})
    answer = await asking
    assert [(one.id, one.title, one.html) for one in answer.results] == [
        ("7", "Typical day", "<b>What is a typical day?</b>")
    ]
    message = ada.choose(answer.query_id, "7")
    assert (message.html, message.via_bot) == ("<b>What is a typical day?</b>", True)
    assert heard(telegram)["message"]["via_bot"]["username"] == "rapport_bot"
    with pytest.raises(LookupError, match="no result"):
        ada.choose(answer.query_id, "8")
    with pytest.raises(LookupError, match="that query is gone"):
        telegram.person(1002).choose(answer.query_id, "7")


async def test_an_unanswered_inline_query_times_out(ada: Person) -> None:
    with pytest.raises(TimeoutError):
        await ada.inline("anybody?", timeout=0.01)


async def test_whoever_watches_sees_what_happens(telegram: Telegram, ada: Person) -> None:
    seen: list[Event] = []
    stop = telegram.watch(seen.append)
    message = await say(telegram, ada.id, "a")
    there = {"chat_id": ada.id, "message_id": message["message_id"]}
    await telegram.call("editMessageText", there | {"text": "b"})
    await telegram.call("deleteMessage", there)
    stop()
    ada.send("unseen")
    assert [(event.kind, event.chat_id) for event in seen] == [
        (kind, 1001) for kind in ("message", "edited", "deleted")
    ]


async def test_waiting_ends_when_it_is_so_or_too_late(telegram: Telegram, ada: Person) -> None:
    waiting = asyncio.ensure_future(telegram.until(lambda: ada.chat.said == ["a"]))
    await say(telegram, ada.id, "a")
    await waiting
    with pytest.raises(TimeoutError):
        await telegram.until(lambda: ada.chat.said == ["b"], timeout=0.01)


def test_a_silent_bot_has_no_last_message(ada: Person) -> None:
    with pytest.raises(LookupError, match="said nothing"):
        _ = ada.chat.last


def test_the_same_id_is_the_same_person(telegram: Telegram, ada: Person) -> None:
    telegram.person(ada.id, last_name="King")
    assert ada.user.name == "Ada King"
    assert [person.id for person in telegram.people] == [ada.id]
    with pytest.raises(LookupError, match="no chat 5"):
        telegram.chat(5)
