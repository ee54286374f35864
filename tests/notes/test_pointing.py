"""Messages that are no note get an answer or a way on, and are never recorded."""

import json
from pathlib import Path

import pytest

from storage import notes
from tests.conftest import Chat
from tests.makers import add, everyone, person, waiting

DEV = Path(__file__).parents[1] / "capture" / "dev.jsonl"
NO_NOTES = [
    each for each in map(json.loads, DEV.read_text(encoding="utf-8").splitlines()) if not each["gold"]["contacts"]
]
NO_NOTES = [each for each in NO_NOTES if each["gold"]["intent"] == "none"]


@pytest.mark.parametrize("message", NO_NOTES, ids=lambda each: each["id"])
async def test_what_is_no_note_is_never_recorded(chat: Chat, message: dict[str, object]) -> None:
    known = message["known_contacts"]
    assert isinstance(known, list)
    for contact in known:
        await add(chat, contact["name"], organisation=contact["org"])
    before = await everyone(chat)
    await chat.send(str(message["text"]))
    assert len(chat.said) == 1
    assert "went wrong" not in chat.last
    assert await everyone(chat) == before
    assert await waiting(chat) == []
    async with chat.database.reading() as session:
        assert await notes.last(session, chat.owner_id) is None


async def test_what_should_i_ask_her_brings_questions_for_the_latest_contact(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("what should I ask her?")
    assert chat.last.startswith("<b>Questions for Ada Lovelace</b>\n1. ")


async def test_her_is_whom_i_talked_to_and_not_whom_she_named(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. She said to talk to Tom Reyes at NBC.")
    chat.clock.forward(minutes=5)
    await chat.send("what should I ask her?")
    assert chat.last.startswith("<b>Questions for Ada Lovelace</b>\n1. ")


async def test_him_is_whom_the_latest_note_was_about(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    chat.clock.forward(hours=1)
    await chat.send("Coffee with Ada Lovelace yesterday")
    chat.clock.forward(hours=1)
    await chat.send("Emailed Marcus Bell today")
    chat.clock.forward(minutes=5)
    await chat.send("what should I ask him?")
    assert chat.last.startswith("<b>Questions for Marcus Bell</b>\n1. ")


async def test_her_is_whom_i_logged_since_the_latest_note(chat: Chat) -> None:
    await chat.send("Coffee with Marcus Bell yesterday")
    chat.clock.forward(hours=1)
    await chat.send("/log Ada Lovelace")
    await chat.press("Today")
    await chat.press("Skip")
    await chat.press("That is all, save it")
    await chat.send("what should I ask her?")
    assert chat.last.startswith("<b>Questions for Ada Lovelace</b>\n1. ")


async def test_a_note_that_was_taken_back_says_nothing_of_who_she_is(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    chat.clock.forward(hours=1)
    await chat.send("Coffee with Ada Lovelace yesterday")
    chat.clock.forward(hours=1)
    await chat.send("Emailed Marcus Bell today")
    await chat.press("Undo")
    await chat.send("what should I ask her?")
    assert chat.last.startswith("<b>Questions for Ada Lovelace</b>\n1. ")


async def test_when_did_i_last_talk_to_somebody_is_answered(chat: Chat) -> None:
    await chat.send("Coffee with Marcus Bell yesterday")
    chat.clock.forward(hours=1)
    await chat.send("When did I last talk to Marcus?")
    assert chat.last == "You had coffee with <b>Marcus Bell</b> yesterday.\n📝 Coffee with Marcus Bell yesterday"


async def test_somebody_never_talked_to_can_be_logged_at_once(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    await chat.send("When did I last talk to Marcus?")
    assert chat.last == "No conversation with <b>Marcus Bell</b> is kept yet."
    await chat.press("Log one")
    assert "When did you talk" in chat.last or "When" in chat.last


async def test_who_do_i_know_at_a_place_is_a_search(chat: Chat) -> None:
    await add(chat, "Tom Reyes", organisation="NBC")
    await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    await chat.send("who do I know at NBC?")
    assert chat.last.startswith("<b>People</b> · “<i>nbc</i>” · 1")
    assert "Tom Reyes · NBC  ○" in chat.buttons


async def test_nobody_at_a_place_is_said_kindly(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    await chat.send("who do I know at NBC?")
    assert chat.last.startswith("Nobody fits “<i>nbc</i>”.")


async def test_what_is_due_shows_the_list(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace yesterday")
    chat.clock.forward(hours=1)
    await chat.send("what is due")
    assert "Ada Lovelace" in chat.last


async def test_undo_in_words_offers_to_take_the_last_change_back(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace yesterday")
    await chat.send("undo that")
    assert chat.last == "Your last change: logged coffee with Ada Lovelace. Take it back?"
    await chat.press("Undo")
    assert await everyone(chat) == []


async def test_undo_with_nothing_to_take_back(chat: Chat) -> None:
    await chat.send("undo")
    assert chat.last == "There is nothing left to take back."


async def test_delete_opens_the_card(chat: Chat) -> None:
    await add(chat, "Sofia Lindqvist")
    await chat.send("delete Sofia Lindqvist")
    assert "<b>Sofia Lindqvist</b>" in chat.last
    assert "More" in chat.buttons
    await person(chat, "Sofia Lindqvist")


async def test_a_correction_leads_to_the_card(chat: Chat) -> None:
    await chat.send("Coffee with Jon Baker yesterday")
    chat.clock.forward(minutes=3)
    await chat.send("no, that is not right")
    assert chat.last == "Edit your message and I read it again, or tap the line that is wrong on its card."
    await chat.press("Show my last note")
    assert chat.last.startswith("Kept: coffee with <b>Jon Baker</b> (new), yesterday.")
    await chat.press("👤 Jon Baker")
    assert "what should it be?" in chat.last


async def test_help_thanks_and_hello_are_answered_warmly(chat: Chat) -> None:
    await chat.send("help")
    assert chat.last.startswith("<b>The short way:</b>")
    await chat.send("thanks!")
    assert chat.last == "You're welcome."
    await chat.send("hello")
    assert chat.last.startswith("Hello, Grace! Tell me about a conversation")


async def test_a_thank_you_for_somebody_is_one_tap_away(chat: Chat) -> None:
    await add(chat, "Priya Shah")
    await chat.send("What's a good thank you note for Priya?")
    assert "Thank Priya" in chat.buttons


@pytest.mark.parametrize(
    "text",
    ["Ich habe heute mit Ada im Café gesessen", "сегодня пил кофе с Анной", "今日田中さんと会いました"],
)
async def test_another_language_gets_one_kind_line(chat: Chat, text: str) -> None:
    await chat.send(text)
    assert chat.last.startswith("I read notes in English only so far, sorry.")
    assert await everyone(chat) == []


@pytest.mark.parametrize("text", ["😀", "👍👍", "…", "?!"])
async def test_signs_alone_get_one_kind_line(chat: Chat, text: str) -> None:
    await chat.send(text)
    assert chat.last == "🙂 Whenever you have talked to somebody, tell me about it."
