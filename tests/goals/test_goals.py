"""/goals: what interests the owner, what they want to find out, and which talks answered it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.goals import rules
from bot.goals.rules import Goal
from bot.user_error import UserError
from storage import contacts, conversations, goals, owners
from storage.kinds import Channel
from tests.conftest import START, Chat

QUESTION = "what does a first year look like?"


async def main_field(chat: Chat) -> str | None:
    async with chat.database.reading() as session:
        return (await owners.get(session, chat.owner_id)).field


async def names(chat: Chat) -> list[str]:
    async with chat.database.reading() as session:
        return [each.name for each in await goals.fields(session, chat.owner_id)]


async def talk_with(chat: Chat, name: str, day: int = 10) -> int:
    async with chat.database.transaction() as session:
        contact = await contacts.add(session, chat.owner_id, name, START)
        talk = await conversations.add(
            session, chat.owner_id, [contact], date(2026, 3, day), START, channel=Channel.COFFEE
        )
    return talk.id


# Fields


async def test_without_goals_it_says_how_to_begin(chat: Chat) -> None:
    await chat.send("/goals")
    assert chat.last.startswith("What would you like to know more about?")
    await chat.press("Add a field")
    await chat.send("documentary film")
    assert chat.last.startswith("Added.\n\n★ <b>documentary film</b>")
    assert await main_field(chat) == "documentary film", "the first field fills the blanks"


async def test_one_line_adds_a_field_with_what_to_find_out(chat: Chat) -> None:
    await chat.send(f"/goals public health: {QUESTION}")
    assert chat.last.startswith(f"Noted.\n\n★ <b>public health</b>\n1. {QUESTION} <i>not answered yet</i>")
    await chat.press("Undo")
    assert await names(chat) == []
    assert await main_field(chat) is None


async def test_the_field_told_in_the_settings_is_the_first_goal(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        (await owners.get(session, chat.owner_id)).field = "public health"
    await chat.send("/goals")
    assert "★ <b>public health</b>" in chat.last
    await chat.send("/goals")
    assert await names(chat) == ["public health"]


async def test_a_bare_question_goes_to_the_main_field(chat: Chat) -> None:
    await chat.send("/goals film")
    await chat.send("/goals theatre")
    await chat.send("/goals Who pays for it?")
    assert chat.last.startswith("Noted.\n\n★ <b>film</b>\n1. Who pays for it?")


async def test_a_question_without_any_field_asks_for_the_field(chat: Chat) -> None:
    await chat.send("/goals Who pays for it?")
    assert chat.last.startswith("Name the field too, for example: /goals public health:")
    assert await names(chat) == []


async def test_the_same_field_is_not_added_twice(chat: Chat) -> None:
    await chat.send("/goals Film")
    await chat.send("/goals film")
    assert await names(chat) == ["Film"]
    await chat.send("/goals")
    await chat.press("Add a field")
    await chat.send("FILM")
    assert chat.last.startswith("You have that one already.")
    assert await names(chat) == ["Film"]


async def test_another_field_can_be_made_the_main_one_and_questions_use_it(chat: Chat) -> None:
    await chat.send("/goals film")
    await chat.send("/goals theatre")
    await chat.press("Make it the main one")
    assert chat.last.startswith("It fills the blanks in questions and drafts now.\n\n★ <b>theatre</b>")
    await chat.send("/questions people get into")
    assert "theatre" in chat.last
    await chat.send("/goals")
    await chat.send("/undo")
    assert await main_field(chat) == "film"


async def test_renaming_the_main_field_renames_it_in_the_settings(chat: Chat) -> None:
    await chat.send("/goals film")
    await chat.press("Rename")
    await chat.send("documentary film")
    assert "★ <b>documentary film</b>" in chat.last
    assert await main_field(chat) == "documentary film"
    await chat.press("Undo")
    assert (await names(chat), await main_field(chat)) == (["film"], "film")


async def test_two_fields_cannot_take_one_name(chat: Chat) -> None:
    await chat.send("/goals film")
    await chat.send("/goals theatre")
    await chat.press("Rename")
    await chat.send("Film")
    assert chat.last.startswith("You have a field of that name already.")
    assert await names(chat) == ["film", "theatre"]


async def test_removing_a_field_takes_its_questions_along_and_undo_brings_all_back(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    await chat.send("/goals theatre")
    talk = await talk_with(chat, "Ada Lovelace")
    async with chat.database.transaction() as session:
        await goals.set_answered(session, chat.owner_id, 1, talk)
    await chat.send("/goals film")
    await chat.press("Remove")
    assert chat.last.startswith("Removed: film.")
    assert await main_field(chat) == "theatre", "the next field takes its place"
    await chat.press("Undo")
    await chat.send("/goals film")
    assert f"★ <b>film</b>\n1. {QUESTION} <i>answered in 1 conversation</i>" in chat.last


async def test_names_with_signs_of_html_are_shown_as_typed(chat: Chat) -> None:
    await chat.send("/goals R&D <b>: is it <i>fun</i>?")
    assert "<b>R&amp;D &lt;b&gt;</b>\n1. is it &lt;i&gt;fun&lt;/i&gt;?" in chat.last
    await chat.press("1")
    assert "is it &lt;i&gt;fun&lt;/i&gt;?" in chat.last


async def test_ten_fields_are_plenty_and_the_eleventh_says_so(chat: Chat) -> None:
    for number in range(10):
        await chat.send(f"/goals field {'abcdefghij'[number]}")
    await chat.send("/goals one more")
    assert chat.last == "10 fields are plenty. Remove one that interests you less first, in /goals."
    assert len(await names(chat)) == 10


async def test_the_fullest_goals_still_fit_a_message(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        for number in range(rules.MOST_FIELDS):
            field = await goals.add_field(session, chat.owner_id, f"{number}" + "&" * 63, START)
            for _ in range(rules.MOST_WONDERS):
                await goals.add_wonder(session, chat.owner_id, field.id, "&" * rules.LONGEST_WONDER, START)
    await chat.send("/goals")
    assert "… and 12 more" in chat.last
    await chat.press("0&")
    assert "15. " in chat.last


# What to find out


async def test_something_to_find_out_is_added_by_button_reworded_and_removed(chat: Chat) -> None:
    await chat.send("/goals film")
    await chat.press("Add something to find out")
    await chat.send("Who pays for it?")
    assert "1. Who pays for it? <i>not answered yet</i>" in chat.last
    await chat.press("1")
    await chat.press("Reword")
    await chat.send("Who pays for the first film?")
    assert chat.last.startswith("Reworded.\n\n<b>Who pays for the first film?</b>")
    await chat.press("Remove")
    assert "What do you most want to find out about it?" in chat.last
    await chat.press("Undo")
    await chat.send("/goals film")
    assert "1. Who pays for the first film?" in chat.last


async def test_a_wonder_that_is_too_long_is_not_lost_half(chat: Chat) -> None:
    await chat.send("/goals film")
    await chat.press("Add something to find out")
    await chat.send("x" * 201)
    assert chat.last == "That is a little long: 200 characters fit here, and yours has 201."
    await chat.send("Who pays?")
    assert "1. Who pays?" in chat.last


# Which talks answered it


async def test_a_talk_is_ticked_from_the_goals(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    await talk_with(chat, "Ada Lovelace")
    await chat.press("1")
    assert "No conversation has answered it yet." in chat.last
    await chat.press("Tick conversations")
    await chat.press("Coffee with Ada Lovelace")
    assert chat.buttons[0] == "✓ Coffee with Ada Lovelace, Tue 10 Mar"
    await chat.press("Done")
    assert "Answered by\n• Coffee with Ada Lovelace, Tue 10 Mar" in chat.last
    await chat.send("/goals")
    assert "answered in 1 conversation" in chat.last


async def test_a_tick_is_taken_away_by_a_second_tap_or_by_undo(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    talk = await talk_with(chat, "Ada Lovelace")
    await chat.press("1")
    await chat.press("Tick conversations")
    await chat.press("Coffee with Ada")
    await chat.press("✓ Coffee with Ada")
    assert chat.buttons[0].startswith("Coffee")
    await chat.press("Coffee with Ada")
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert await goals.answered_by(session, chat.owner_id, talk) == []


async def test_older_talks_are_on_the_next_page(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    for day in range(1, 9):
        await talk_with(chat, f"Person {'abcdefghi'[day]}", day)
    await chat.press("1")
    await chat.press("Tick conversations")
    assert len([label for label in chat.buttons if label.startswith("Coffee")]) == 6
    await chat.press("Older ›")
    await chat.press("Coffee with Person b")
    assert "✓ Coffee with Person b, Sun 1 Mar" in chat.buttons


async def test_after_a_talk_what_it_answered_is_ticked_there(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    await chat.send("/goals film: Who pays?")
    talk = await talk_with(chat, "Ada Lovelace")
    await chat.press_data(f"answered:{talk}")
    assert chat.last == ("<b>Did this answer something you wanted to know?</b>\nCoffee with Ada Lovelace, Tue 10 Mar")
    await chat.press("Who pays?")
    assert list(chat.buttons) == [QUESTION, "✓ Who pays?", "Undo", "My goals"]
    await chat.press("My goals")
    assert "Who pays? <i>answered in 1 conversation</i>" in chat.last


async def test_a_talk_that_was_just_logged_leads_to_what_it_answered(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    await talk_with(chat, "Ada Lovelace")
    await chat.press_data("conversation:1")
    opened = chat.last
    await chat.press("It answered something I wondered about")
    await chat.press(QUESTION)
    assert f"✓ {QUESTION}" in chat.buttons
    assert opened in chat.said, "the conversation stays"


async def test_without_goals_a_talk_says_where_to_note_them(chat: Chat) -> None:
    talk = await talk_with(chat, "Ada Lovelace")
    await chat.send("/goals")
    await chat.press_data(f"answered:{talk}")
    assert "You have not noted what you want to find out yet." in chat.last


# Old buttons, other people


async def test_buttons_of_goals_that_are_gone_answer_kindly(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    for data, line in [
        ("goal_field:99", "That field is no longer in your goals."),
        ("goal_main:99", "That field is no longer in your goals."),
        ("goal_remove:99", "That field is no longer in your goals."),
        ("goal_name:99", "That field is no longer in your goals."),
        ("goal_ask:99", "That field is no longer in your goals."),
        ("goal_wonder:99", "That one is no longer in your goals."),
        ("goal_reword:99", "That one is no longer in your goals."),
        ("goal_forget:99", "That one is no longer in your goals."),
        ("goal_talks:99:0", "That one is no longer in your goals."),
        ("goal_tick:1:0:99", "That conversation is no longer kept."),
        ("answered:99", "That conversation is no longer kept."),
    ]:
        await chat.press_data(data)
        assert chat.toasts[-1] == line, data


async def test_somebody_elses_goals_are_out_of_reach(chat: Chat) -> None:
    await chat.send(f"/goals film: {QUESTION}")
    talk = await talk_with(chat, "Ada Lovelace")
    other = chat.another(2002)
    await other.send("/goals theatre")
    for data in ("goal_field:1", "goal_remove:1", "goal_forget:1", f"goal_tick:1:0:{talk}", f"answered:{talk}"):
        await other.press_data(data)
        assert "no longer" in other.toasts[-1]
    assert await names(chat) == ["film"]


# How it is typed


@pytest.mark.parametrize(
    ("typed", "goal"),
    [
        ("film", Goal("film", None)),
        ("film: who pays?", Goal("film", "who pays?")),
        ("  film :  ", Goal("film", None)),
        (": who pays", Goal(None, "who pays")),
        ("who pays?", Goal(None, "who pays?")),
    ],
)
def test_a_line_is_a_field_a_question_or_both(typed: str, goal: Goal) -> None:
    assert rules.read_goal(typed) == goal


@given(st.text())
def test_any_line_is_read_or_kindly_refused(text: str) -> None:
    try:
        goal = rules.read_goal(text)
    except UserError:
        return
    assert len(goal.field or "") <= rules.LONGEST_FIELD
    assert len(goal.wonder or "") <= rules.LONGEST_WONDER
    assert goal.field or goal.wonder
