"""What is not sure is asked with buttons; what is sure is kept at once."""

from datetime import date

from storage import conversations
from storage.kinds import ReminderKind
from tests.conftest import Chat
from tests.makers import add, everyone, person, talks, waiting


async def test_two_people_of_one_name_are_told_apart_by_a_button(chat: Chat) -> None:
    await add(chat, "Priya Shah", organisation="PBS")
    await add(chat, "Priya Nair", organisation="Vox")
    await chat.send("coffee with Priya today")
    assert chat.last == ("Not kept yet: coffee with <b>Priya</b> (?), today.\n\nWhich Priya do you mean?")
    assert await everyone(chat) == ["Priya Nair", "Priya Shah"]
    await chat.press("Priya Nair, Vox")
    assert chat.last == ("Kept: coffee with <b>Priya Nair</b>, Vox, today.\n\nNext: thank-you ping tomorrow 9:00.")
    assert len(await talks(chat, "Priya Nair")) == 1
    assert len(chat.said) == 1


async def test_whoever_is_sure_is_kept_while_the_other_is_asked_about(chat: Chat) -> None:
    await add(chat, "Priya Shah", organisation="PBS")
    await add(chat, "Priya Nair", organisation="Vox")
    await chat.send("coffee with Bob Castellano and Priya today")
    assert chat.last.startswith("Kept: coffee with ")
    assert "Which Priya do you mean?" in chat.last
    assert len(await talks(chat, "Bob Castellano")) == 1
    await chat.press("Priya Shah, PBS")
    [talk] = await talks(chat, "Priya Shah")
    async with chat.database.reading() as session:
        assert len(await conversations.people_ids(session, chat.owner_id, talk.id)) == 2


async def test_a_misspelt_first_name_is_never_merged_without_asking(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    await chat.send("coffee with Markus today")
    assert "Is “Markus” your <b>Marcus Bell</b>?" in chat.last
    await chat.press("Somebody new: Markus")
    assert chat.last.startswith("Kept: coffee with <b>Markus</b> (new), today.")
    assert await everyone(chat) == ["Marcus Bell", "Markus"]


async def test_a_misspelt_first_name_is_the_one_i_know(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    await chat.send("coffee with Markus today")
    await chat.press("Marcus Bell")
    assert chat.last.startswith("Kept: coffee with <b>Marcus Bell</b>, today.")
    assert await everyone(chat) == ["Marcus Bell"]


async def test_an_unlikely_day_is_kept_and_asked_about(chat: Chat) -> None:
    await chat.send("coffee with Ada Lovelace on 3 March 2019")
    assert "“3 March 2019” is an unlikely day. Was it Sun 3 Mar 2019?" in chat.last
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2019, 3, 3)
    await chat.press("Yes, it was")
    assert "unlikely" not in chat.last
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2019, 3, 3)


async def test_an_unlikely_day_is_put_right(chat: Chat) -> None:
    await chat.send("coffee with Ada Lovelace on 3 March 2019")
    await chat.press("No")
    await chat.press("Today")
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), today.")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 11)


async def test_a_talk_with_nobody_named_asks_who_it_was(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("Had coffee with someone from Hulu, forgot her name. Remind me to send her my reel by Friday")
    assert "Who was it? I keep it as soon as I know." in chat.last
    assert len(await waiting(chat, ReminderKind.FOLLOW_UP)) == 1
    await chat.press("Say who")
    await chat.press("Ada Lovelace")
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b>, today.")
    assert len(await talks(chat, "Ada Lovelace")) == 1
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.contact_id == (await person(chat, "Ada Lovelace")).id


async def test_whom_i_am_to_meet_or_have_thanked_is_asked_before_anything_is_kept(chat: Chat) -> None:
    await add(chat, "Harriet Cole", organisation="Penguin")
    await add(chat, "Harriet Vale")
    await chat.send("thanked Harriet by email")
    assert chat.last.startswith("Not kept yet: you thanked <b>Harriet</b> (?) by mail, today.")
    chat.clock.forward(minutes=5)
    await chat.send("have a chat lined up with someone at Etsy next week")
    assert chat.last.startswith("Not kept yet: a meeting with somebody, ")
    assert await waiting(chat) == []


async def test_who_it_was_can_be_typed(chat: Chat) -> None:
    await chat.send("Had coffee with someone from Hulu, forgot her name")
    await chat.press("Say who")
    await chat.press("Type the name")
    await chat.send("Grace Hopper")
    assert chat.said[0].startswith("Kept: coffee with <b>Grace Hopper</b> (new), today.")
    assert len(await talks(chat, "Grace Hopper")) == 1


async def test_what_is_not_kept_yet_can_be_let_go(chat: Chat) -> None:
    await chat.send("Had coffee with someone from Hulu, forgot her name")
    assert "Undo" not in chat.buttons
    await chat.press("Not a note")
    assert chat.last == "All right, that was no note. I kept nothing of it."
