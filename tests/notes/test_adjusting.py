"""Notes that something newer builds on: the records stay, and what can be put right in them is."""

from datetime import UTC, date, datetime

from storage import conversations, letters, meetings
from storage.kinds import Channel, ReminderKind
from tests.conftest import Chat
from tests.makers import add, everyone, person, talks, waiting


async def build_upon(chat: Chat, name: str = "Bob Castellano") -> None:
    """A talk with them hours later, which builds on whatever was kept of them before."""
    chat.clock.forward(hours=2)
    await chat.send(f"Call with {name} today, all good")


async def test_an_agreed_meeting_is_moved_although_the_person_was_talked_to_since(chat: Chat) -> None:
    await chat.send("Coffee with Bob Castellano on March 20 at 3pm")
    first = chat.last_message.id
    await build_upon(chat)
    await chat.press("📅 Day", first)
    await chat.press("Another day", first)
    await chat.send("April 2 at 10am")
    assert chat.said[0].startswith("Agreed: coffee with <b>Bob Castellano</b> (new), Thu 2 Apr 10:00.")
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id)
    assert (meeting.starts_at, meeting.sequence) == (datetime(2026, 4, 2, 14, tzinfo=UTC), 1)
    [soon] = await waiting(chat, ReminderKind.MEETING_SOON)
    assert soon.due_at == datetime(2026, 4, 2, 13, tzinfo=UTC)


async def test_a_letter_gets_another_way_and_its_person_another_place(chat: Chat) -> None:
    await chat.send("Emailed Bob Castellano")
    first = chat.last_message.id
    await build_upon(chat)
    await chat.press("✉️ Email", first)
    await chat.press("💬 Message", first)
    await chat.press("👤 Bob Castellano", first)
    await chat.press("Organisation", first)
    await chat.send("NBC")
    bob = await person(chat, "Bob Castellano")
    async with chat.database.reading() as session:
        [letter] = await letters.to_contact(session, chat.owner_id, bob.id)
    assert (letter.channel, bob.organisation) == (Channel.MESSAGE, "NBC")


async def test_promises_change_in_place(chat: Chat) -> None:
    sent = await chat.send("Coffee with Bob Castellano today. Remind me to send him my reel by Friday")
    first = chat.last_message.id
    await build_upon(chat)
    await chat.press("☑️ send him my reel", first)
    await chat.press("Other words", first)
    await chat.send("send him the long reel")
    await chat.press("☑️ send him the long", first)
    await chat.press("Another day", first)
    await chat.send("March 20")
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.due_at == datetime(2026, 3, 20, 13, tzinfo=UTC)
    async with chat.database.reading() as session:
        [promise] = await conversations.open_promises(session, chat.owner_id)
    assert (promise.text, promise.due_on) == ("send him the long reel", date(2026, 3, 20))
    await chat.edit(sent.id, "Coffee with Bob Castellano today.")
    assert await waiting(chat, ReminderKind.FOLLOW_UP) == []


async def test_another_person_takes_the_place_of_one_who_was_talked_to_since(chat: Chat) -> None:
    await add(chat, "Grace Hopper")
    await chat.send("Coffee with Bob Castellano today")
    first = chat.last_message.id
    await build_upon(chat)
    await chat.press("👤 Bob Castellano", first)
    await chat.press("Grace Hopper", first)
    assert chat.said[0].startswith("Kept: coffee with <b>Grace Hopper</b>, today.")
    assert [each.channel for each in await talks(chat, "Bob Castellano")] == [Channel.CALL]
    assert [each.channel for each in await talks(chat, "Grace Hopper")] == [Channel.COFFEE]


async def test_all_changes_of_an_adjusted_note_go_back_together(chat: Chat) -> None:
    await chat.send("Coffee with Bob Castellano today")
    first = chat.last_message.id
    await build_upon(chat)
    second = chat.last_message.id
    await chat.press("☕ Coffee or a meal", first)
    await chat.press("🤝 In person", first)
    await chat.press("Undo", second)
    assert await talks(chat, "Bob Castellano")
    await chat.press("Undo", first)
    assert chat.said[0] == "Taken back: logged coffee with Bob Castellano."
    assert await everyone(chat) == []


async def test_the_answer_about_using_a_name_is_kept_whatever_came_since(chat: Chat) -> None:
    await chat.send("Coffee with Bob Castellano today. He said to talk to Tom Reyes at NBC.")
    first = chat.last_message.id
    await build_upon(chat)
    await chat.press("Yes, with Tom", first)
    assert "you may use Bob’s name" in chat.said[0]
    assert (await person(chat, "Tom Reyes")).may_use_introducer is True


async def test_a_note_whose_talk_was_deleted_says_so_instead_of_failing(chat: Chat) -> None:
    await chat.send("Coffee with Bob Castellano today")
    first = chat.last_message.id
    [talk] = await talks(chat, "Bob Castellano")
    await chat.send("/contacts bob")
    await chat.press_data(f"talk_delete_yes:{talk.id}")
    assert await talks(chat, "Bob Castellano") == []
    await chat.press("☕ Coffee or a meal", first)
    await chat.press("📞 Call", first)
    assert "Something newer builds on this (deleted coffee with Bob Castellano today)" in chat.said[0]
