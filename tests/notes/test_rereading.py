"""Edited messages, messages that add to a note, and bursts: the same card, the same records."""

from datetime import date

from storage import contacts, conversations, meetings, notes
from storage.kinds import Channel, ReminderKind
from tests.conftest import Chat
from tests.makers import add, everyone, person, talks, waiting

COFFEE = "Coffee with Ada Lovelace from Engines Ltd today. She said to talk to Tom Reyes at NBC."


async def test_editing_the_message_corrects_the_same_records(chat: Chat) -> None:
    sent = await chat.send(COFFEE)
    await chat.edit(sent.id, "Call with Ada Lovelace from Looms Inc yesterday.")
    assert chat.said == [
        "Kept: a call with <b>Ada Lovelace</b> (new), Looms Inc, yesterday.\n\nNext: thank-you ping tomorrow 9:00."
    ]
    [talk] = await talks(chat, "Ada Lovelace")
    assert (talk.channel, talk.happened_on) == (Channel.CALL, date(2026, 3, 10))
    assert await everyone(chat) == ["Ada Lovelace"]
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1


async def test_an_edit_days_later_still_means_the_day_of_the_message(chat: Chat) -> None:
    sent = await chat.send("Coffee with Ada Lovelace")
    chat.clock.forward(days=1)
    await chat.edit(sent.id, "Coffee with Ada Lovelace today, good advice")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 11)


async def test_a_correction_by_button_outlives_an_edit_of_something_else(chat: Chat) -> None:
    sent = await chat.send(COFFEE)
    await chat.press("📅 Day")
    await chat.press("Yesterday")
    await chat.press("Yes, with Tom")
    await chat.edit(sent.id, f"{COFFEE} Remind me to send her my reel by Friday")
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), Engines Ltd, yesterday.")
    assert "you may use Ada’s name" in chat.last
    assert "☑️ You: send her my reel, Fri 13 Mar" in chat.last


async def test_an_edit_that_names_another_day_is_newer_than_the_button(chat: Chat) -> None:
    sent = await chat.send("Coffee with Ada Lovelace today")
    await chat.press("📅 Day")
    await chat.press("Yesterday")
    await chat.edit(sent.id, "Coffee with Ada Lovelace last Friday")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 6)


async def test_an_edit_can_make_it_no_note_and_a_note_again(chat: Chat) -> None:
    sent = await chat.send("Coffee with Ada Lovelace today")
    await chat.edit(sent.id, "what should I ask her?")
    assert chat.said == ["Taken back: logged coffee with Ada Lovelace."]
    assert await everyone(chat) == []
    await chat.edit(sent.id, "Coffee with Ada Lovelace yesterday")
    assert chat.said == [
        "Kept: coffee with <b>Ada Lovelace</b> (new), yesterday.\n\nNext: thank-you ping tomorrow 9:00."
    ]


async def test_an_edit_can_make_a_question_a_note(chat: Chat) -> None:
    sent = await chat.send("what should I ask Ada?")
    await chat.edit(sent.id, "Coffee with Ada Lovelace today")
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), today.")


async def test_editing_the_answer_to_a_form_makes_no_note_of_it(chat: Chat) -> None:
    await chat.send("/log")
    sent = await chat.send("Ada Lovelac")
    await chat.edit(sent.id, "Coffee with Ada Lovelace today")
    assert await everyone(chat) == []
    assert chat.last.startswith("When")


async def test_an_edit_keeps_what_is_built_on_the_note_and_adjusts_the_rest(chat: Chat) -> None:
    sent = await chat.send(COFFEE)
    chat.clock.forward(hours=2)
    await chat.send("Call with Ada Lovelace today, all good")
    ada = await person(chat, "Ada Lovelace")
    await chat.edit(
        sent.id,
        "Lunch with Ada Lovelace from Engines Ltd yesterday. She said to talk to Sam Ito at NBC. "
        "Remind me to send her my reel by Friday",
    )
    assert chat.said[0].startswith("Kept: coffee with <b>Ada Lovelace</b> (new), Engines Ltd, yesterday.")
    assert (await person(chat, "Ada Lovelace")).id == ada.id
    _call, lunch = await talks(chat, "Ada Lovelace")
    assert lunch.happened_on == date(2026, 3, 10)
    assert lunch.notes is not None
    assert lunch.notes.startswith("Lunch with")
    async with chat.database.reading() as session:
        [referral] = await conversations.referrals_from(session, chat.owner_id, lunch.id)
    assert referral.person.name == "Sam Ito"
    assert len(await waiting(chat, ReminderKind.FOLLOW_UP)) == 1


async def test_she_also_said_adds_to_the_same_note(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    chat.clock.forward(seconds=40)
    added = await chat.send("she also said to talk to Sam Ito at NBC")
    assert len(chat.said) == 1
    assert "👉 Ada named <b>Sam Ito</b> (new), NBC" in chat.last
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.notes == "Coffee with Ada Lovelace today\nshe also said to talk to Sam Ito at NBC"
    assert chat.telegram.chat(chat.owner_id).message(added.id).reaction == "👌"
    chat.clock.forward(seconds=50)
    await chat.send("oh and remind me to send her my reel by Friday")
    assert len(chat.said) == 1
    assert "☑️ You: send her my reel, Fri 13 Mar" in chat.last


async def test_what_was_added_can_be_edited_too(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    chat.clock.forward(seconds=40)
    added = await chat.send("she also said to talk to Sam Ito at NBC")
    await chat.edit(added.id, "she also said to talk to Tom Reyes at NBC")
    assert len(chat.said) == 1
    assert await everyone(chat) == ["Ada Lovelace", "Tom Reyes"]


async def test_what_comes_later_is_a_note_of_its_own(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    chat.clock.forward(seconds=90)
    await chat.send("Remind me to send her my reel by Friday")
    assert len(chat.said) == 2
    assert chat.last.startswith("Noted.")


async def test_another_talk_within_the_minute_is_a_note_of_its_own(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    await chat.send("Call with Bob Castellano yesterday")
    assert len(chat.said) == 2
    assert len(await talks(chat, "Ada Lovelace")) == len(await talks(chat, "Bob Castellano")) == 1


async def test_thanks_right_after_the_talk_are_thanks(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace yesterday")
    chat.clock.forward(seconds=20)
    await chat.send("Emailed Ada a thank-you note")
    assert chat.last.startswith("Noted: you thanked <b>Ada Lovelace</b>")
    assert await waiting(chat, ReminderKind.THANK_YOU) == []


async def test_a_burst_of_pieces_is_one_note(chat: Chat) -> None:
    for piece in ("Coffee with Ada Lovelace from NBC", "she said to talk to Tom Reyes", "and remind me to thank her"):
        chat.person.send(piece)
    await chat.settle()
    assert len(chat.said) == 1
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), NBC, today.")
    assert "👉 Ada named <b>Tom Reyes</b> (new)" in chat.last
    assert "☑️ You: thank her" in chat.last


async def test_a_text_that_telegram_cuts_in_two_is_one_note(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. " + "We talked about engines. " * 200)
    assert len(chat.said) == 1
    [talk] = await talks(chat, "Ada Lovelace")
    assert len(talk.notes or "") > 4900


async def test_a_reply_to_the_card_adds_to_its_note_whenever(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    card = chat.last_message.id
    chat.clock.forward(hours=3)
    chat.person.send("She said to talk to Tom Reyes at NBC", reply_to=card)
    await chat.settle()
    assert len(chat.said) == 1
    assert "👉 Ada named <b>Tom Reyes</b> (new), NBC" in chat.last


async def test_a_taken_back_note_is_not_added_to(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    await chat.press("Undo")
    await chat.send("oh and remind me to send her my reel by Friday")
    assert chat.said[0] == "Taken back: logged coffee with Ada Lovelace."
    assert len(chat.said) == 2


async def test_the_name_of_somebody_known_is_still_known_when_read_again(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    sent = await chat.send("Coffee with Ada today")
    await chat.edit(sent.id, "Coffee with Ada yesterday")
    async with chat.database.reading() as session:
        assert await conversations.count_with(session, chat.owner_id, ada.id) == 1
        assert await contacts.count(session, chat.owner_id) == 1


async def test_an_edited_meeting_stays_one_meeting(chat: Chat) -> None:
    sent = await chat.send("Call with Bob Castellano tomorrow at 3pm")
    await chat.edit(sent.id, "Call with Bob Castellano tomorrow at 4pm")
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id)
        assert meeting.starts_at is not None
        assert meeting.starts_at.hour == 20
        last = await notes.last(session, chat.owner_id)
    assert last is not None
    assert last.text == "Call with Bob Castellano tomorrow at 4pm"
