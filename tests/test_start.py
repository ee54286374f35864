"""The first minutes: the welcome, its few questions, help, settings."""

from datetime import time

from storage import owners
from tests.conftest import Chat


async def test_the_welcome_asks_a_few_things_and_each_can_be_skipped(stranger: Chat) -> None:
    await stranger.send("/start")
    assert stranger.last == "What should I call you?"
    await stranger.send("Grace")
    assert stranger.last.startswith("Which field interests you most?")
    for _ in range(4):
        await stranger.press("Skip")
    assert stranger.last.startswith("Thank you, Grace. Pings will come at 09:00, New York time.")


async def test_a_city_tells_the_time_zone(stranger: Chat) -> None:
    await stranger.send("/start")
    for _ in range(3):
        await stranger.press("Skip")
    await stranger.send("Lisbon")
    await stranger.press("18:00")
    assert "Pings will come at 18:00, Lisbon time." in stranger.last
    async with stranger.database.reading() as session:
        owner = await owners.get(session, stranger.owner_id)
    assert (owner.zone, owner.ping_at) == ("Europe/Lisbon", time(18))


async def test_an_hour_that_is_none_gets_one_line_and_the_question_stays(stranger: Chat) -> None:
    await stranger.send("/start")
    for _ in range(4):
        await stranger.press("Skip")
    await stranger.send("whenever")
    assert stranger.last == "I need a time of day, for example “9:00” or “6 pm”."
    await stranger.send("half past nine? no, 8:30")
    await stranger.send("8:30")
    assert "Pings will come at 08:30" in stranger.last


async def test_going_back_asks_the_last_question_again(stranger: Chat) -> None:
    await stranger.send("/start")
    await stranger.send("Grce")
    await stranger.press("‹ Back")
    assert stranger.last == "What should I call you?"
    await stranger.send("Grace")
    for _ in range(4):
        await stranger.press("Skip")
    assert stranger.last.startswith("Thank you, Grace.")


async def test_coming_back_is_short(chat: Chat) -> None:
    await chat.send("/start")
    assert chat.last == "Welcome back, Grace. Your list is still empty. What would you like to do?"


async def test_help_lists_every_command_with_its_line(chat: Chat) -> None:
    await chat.send("/help")
    assert "/questions – What to ask, at once" in chat.last
    assert "/undo – Take back your last change" in chat.last


async def test_a_command_nobody_knows_gets_the_nearest_one(chat: Chat) -> None:
    await chat.send("/quesitons")
    assert chat.last == "I do not know /quesitons. Did you mean /questions? /help lists everything I can do."


async def test_settings_are_changed_in_place_and_can_be_taken_back(chat: Chat) -> None:
    await chat.send("/settings")
    await chat.press("Week start")
    assert "Week starts on: Sunday" in chat.last
    assert len(chat.said) == 1
    await chat.send("/undo")
    await chat.send("/settings")
    assert "Week starts on: Monday" in chat.last


async def test_a_command_parks_the_open_form_and_offers_it_again(stranger: Chat) -> None:
    await stranger.send("/start")
    await stranger.send("Grace")
    await stranger.send("/questions")
    assert stranger.last == "I kept your introduction, half filled in."
    await stranger.press("Resume")
    assert stranger.last.startswith("Which field interests you most?")
