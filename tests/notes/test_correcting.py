"""Every line of a card can be put right, and the records follow."""

from datetime import UTC, date, datetime

from storage import conversations, letters, meetings, notes
from storage.kinds import Channel, ReminderKind, Side, Status
from tests.conftest import Chat
from tests.makers import add, everyone, person, referrals, talks, waiting

COFFEE = "Coffee with Ada Lovelace from Engines Ltd today. She said to talk to Tom Reyes at NBC."


async def test_another_person_was_meant(chat: Chat) -> None:
    grace = await add(chat, "Grace Hopper")
    await chat.send(COFFEE)
    await chat.press("👤 Ada Lovelace")
    await chat.press("Grace Hopper")
    assert chat.last.startswith("Kept: coffee with <b>Grace Hopper</b>, Engines Ltd, today.")
    assert chat.toasts[-1] == "Put right"
    assert await everyone(chat) == ["Grace Hopper", "Tom Reyes"]
    assert len(await talks(chat, "Grace Hopper")) == 1
    assert (await person(chat, "Tom Reyes")).introduced_by_id == grace.id
    [thanks] = await waiting(chat, ReminderKind.THANK_YOU)
    assert thanks.contact_id == grace.id


async def test_a_name_is_typed_anew(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.press("👤 Ada Lovelace")
    await chat.press("Type the name")
    await chat.send("Ada Byron")
    assert chat.last == "Put right on the card above."
    assert chat.said[0].startswith("Kept: coffee with <b>Ada Byron</b> (new), Engines Ltd, today.")
    assert await everyone(chat) == ["Ada Byron", "Tom Reyes"]


async def test_a_namesake_is_somebody_new(chat: Chat) -> None:
    old = await add(chat, "Ada Lovelace", organisation="Looms Inc")
    await chat.send("Coffee with Ada Lovelace today")
    assert await talks(chat, "Ada Lovelace")
    await chat.press("👤 Ada Lovelace")
    await chat.press("Somebody new")
    assert "<b>Ada Lovelace</b> (new)" in chat.last
    assert await everyone(chat) == ["Ada Lovelace", "Ada Lovelace"]
    async with chat.database.reading() as session:
        assert await conversations.count_with(session, chat.owner_id, old.id) == 0


async def test_somebody_is_left_out(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace and Bob Castellano today")
    await chat.press("👤 Bob Castellano")
    await chat.press("Leave them out")
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), today.")
    assert await everyone(chat) == ["Ada Lovelace"]


async def test_organisation_and_role_are_put_right(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.press("👤 Ada Lovelace")
    await chat.press("Organisation")
    await chat.send("Looms Inc")
    await chat.press("👤 Ada Lovelace")
    await chat.press("Role")
    await chat.send("analyst")
    assert chat.said[0].startswith("Kept: coffee with <b>Ada Lovelace</b> (new), analyst at Looms Inc, today.")
    ada = await person(chat, "Ada Lovelace")
    assert (ada.organisation, ada.role) == ("Looms Inc", "analyst")


async def test_it_was_yesterday(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    await chat.press("📅 Day")
    await chat.press("Yesterday")
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), yesterday.")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 10)
    assert (await person(chat, "Ada Lovelace")).heard_on == date(2026, 3, 10)


async def test_it_was_another_day_at_a_time(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace yesterday")
    await chat.press("📅 Day")
    await chat.press("Another day")
    await chat.send("last Friday at 3pm")
    assert chat.said[0].startswith("Kept: coffee with <b>Ada Lovelace</b> (new), on Friday at 15:00.")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 6)


async def test_a_day_that_cannot_be_leaves_everything_as_it_was(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    await chat.press("📅 Day")
    await chat.press("Another day")
    await chat.send("31 February")
    assert chat.last.startswith("There is no 31 February.")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 11)
    await chat.press("Cancel")


async def test_it_was_a_call(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    await chat.press("☕ Coffee or a meal")
    await chat.press("📞 Call")
    assert chat.last.startswith("Kept: a call with <b>Ada Lovelace</b> (new), today.")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.channel is Channel.CALL


async def test_it_was_no_referral(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.press("👉 Tom Reyes")
    await chat.press("Not a referral")
    assert "Tom Reyes" not in chat.last
    assert await everyone(chat) == ["Ada Lovelace"]


async def test_who_was_taken_for_a_referral_took_part(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.press("👉 Tom Reyes")
    await chat.press("They took part")
    assert chat.last.startswith(
        "Kept: coffee with <b>Ada Lovelace</b> (new), Engines Ltd and <b>Tom Reyes</b> (new), NBC, today."
    )
    assert len(await talks(chat, "Tom Reyes")) == 1
    assert (await person(chat, "Tom Reyes")).introduced_by_id is None


async def test_a_promise_gets_other_words_and_another_day(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. Remind me to send her my reel by Friday")
    await chat.press("☑️ send her my reel")
    await chat.press("Other words")
    await chat.send("send her the long reel")
    await chat.press("☑️ send her the long")
    await chat.press("Another day")
    await chat.send("next Monday")
    assert "☑️ You: send her the long reel, Mon 16 Mar" in chat.said[0]
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.due_at == datetime(2026, 3, 16, 13, tzinfo=UTC)


async def test_a_promise_has_no_day_after_all(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. Remind me to send her my reel by Friday")
    await chat.press("☑️ send her my reel")
    await chat.press("No day")
    assert "☑️ You: send her my reel\n" in chat.last
    assert await waiting(chat, ReminderKind.FOLLOW_UP) == []
    async with chat.database.reading() as session:
        [promise] = await conversations.open_promises(session, chat.owner_id)
    assert promise.due_on is None


async def test_a_promise_was_theirs_and_mine_again(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. Remind me to send her my reel by Friday")
    await chat.press("☑️ send her my reel")
    await chat.press("They do it")
    assert "⏳ They: send her my reel, Fri 13 Mar" in chat.last
    async with chat.database.reading() as session:
        [promise] = await conversations.open_promises(session, chat.owner_id)
    assert promise.side is Side.THEIRS
    await chat.press("⏳ send her my reel")
    await chat.press("I do it")
    assert "☑️ You: send her my reel, Fri 13 Mar" in chat.last


async def test_a_promise_is_left_out(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. Remind me to send her my reel by Friday")
    await chat.press("☑️ send her my reel")
    await chat.press("Leave it out")
    assert "reel" not in chat.last.split("📝")[0]
    assert await waiting(chat, ReminderKind.FOLLOW_UP) == []


async def test_nobody_brought_us_together(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    await chat.send("Call with Ada Lovelace today, intro from Marcus Bell")
    await chat.press("🔗 Marcus Bell")
    await chat.press("Leave it out")
    assert "Met through" not in chat.last
    assert (await person(chat, "Ada Lovelace")).introduced_by_id is None
    assert await waiting(chat, ReminderKind.CLOSE_LOOP) == []


async def test_a_talk_was_only_a_letter(chat: Chat) -> None:
    await chat.send("Emailed Marcus Bell")
    await chat.press("It was…")
    await chat.press("We talked")
    assert chat.last.startswith("Kept: an exchange of mails with <b>Marcus Bell</b> (new), today.")
    marcus = await person(chat, "Marcus Bell")
    async with chat.database.reading() as session:
        assert await letters.to_contact(session, chat.owner_id, marcus.id) == []
    assert marcus.status is Status.MET


async def test_a_meeting_is_put_on_another_day(chat: Chat) -> None:
    await chat.send("Call with Bob Castellano tomorrow at 3pm")
    await chat.press("📅 Day")
    await chat.press("Another day")
    await chat.send("Friday at 10am")
    assert chat.said[0].startswith("Agreed: a call with <b>Bob Castellano</b> (new), Fri 13 Mar 10:00.")
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id)
    assert meeting.starts_at == datetime(2026, 3, 13, 14, tzinfo=UTC)


async def test_not_a_note_at_all_takes_everything_back_for_good(chat: Chat) -> None:
    sent = await chat.send(COFFEE)
    await chat.press("Not a note")
    assert chat.last == "All right, that was no note. I kept nothing of it."
    assert await everyone(chat) == []
    await chat.edit(sent.id, "Coffee with Ada Lovelace yesterday")
    assert await everyone(chat) == []
    assert len(chat.said) == 1


async def test_going_back_changes_nothing(chat: Chat) -> None:
    await chat.send(COFFEE)
    before = chat.last
    await chat.press("📅 Day")
    await chat.press("‹ Back")
    assert chat.last == before


async def test_several_corrections_hold_together_and_go_back_with_one_undo(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.press("📅 Day")
    await chat.press("Yesterday")
    await chat.press("☕ Coffee or a meal")
    await chat.press("🎥 Video")
    await chat.press("Yes, with Tom")
    assert chat.last.startswith("Kept: a video call with <b>Ada Lovelace</b> (new), Engines Ltd, yesterday.")
    assert "you may use Ada’s name" in chat.last
    await chat.press("Undo")
    assert await everyone(chat) == []
    assert await waiting(chat) == []


async def test_a_correction_keeps_what_is_built_on_the_note(chat: Chat) -> None:
    await chat.send(COFFEE)
    first = chat.last_message.id
    chat.clock.forward(hours=2)
    await chat.send("Call with Ada Lovelace today, all good")
    assert len(await talks(chat, "Ada Lovelace")) == 2
    await chat.press("☕ Coffee or a meal", first)
    await chat.press("🤝 In person", first)
    await chat.press("📅 Day", first)
    await chat.press("Yesterday", first)
    await chat.press("👉 Tom Reyes", first)
    await chat.press("Not a referral", first)
    assert chat.said[0].startswith("Kept: a meeting with <b>Ada Lovelace</b> (new), Engines Ltd, yesterday.")
    call, met = await talks(chat, "Ada Lovelace")
    assert (call.channel, met.channel, met.happened_on) == (Channel.CALL, Channel.MEETING, date(2026, 3, 10))
    assert await referrals(chat) == []


async def test_what_cannot_be_changed_any_more_is_said_in_one_line(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today")
    first = chat.last_message.id
    chat.clock.forward(hours=2)
    await chat.send("Call with Ada Lovelace today, all good")
    await chat.press("It was…", first)
    await chat.press("I wrote, no answer yet", first)
    assert "Something newer builds on this (logged a call with Ada Lovelace)" in chat.said[0]
    assert len(await talks(chat, "Ada Lovelace")) == 2
    await chat.press("Undo", first)
    assert chat.toasts[-1].startswith("Something newer builds on that: logged a call with Ada Lovelace.")


async def test_a_button_of_somebody_elses_note_does_nothing(chat: Chat) -> None:
    await chat.send(COFFEE)
    other = chat.another(2002)
    await other.send("Coffee with Bob Castellano today")
    async with chat.database.reading() as session:
        note = await notes.last(session, chat.owner_id)
    assert note is not None
    await other.press_data(f"note:{note.id}:day:0:dy")
    assert other.toasts[-1] == "That note is no longer kept."
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.happened_on == date(2026, 3, 11)
