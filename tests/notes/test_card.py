"""One message, one card: every kind of note, its records, what follows, and Undo."""

from datetime import UTC, date, datetime

from storage import contacts, conversations, letters, meetings
from storage.kinds import Answer, Channel, LetterKind, MeetingState, ReferralState, ReminderKind, Status
from tests.conftest import Chat
from tests.makers import add, everyone, person, talks, waiting

COFFEE = "Coffee with Ada Lovelace from Engines Ltd today. She said to talk to Tom Reyes at NBC."


async def test_a_talk_is_kept_from_one_message(chat: Chat) -> None:
    await chat.send(COFFEE)
    assert chat.last == (
        "Kept: coffee with <b>Ada Lovelace</b> (new), Engines Ltd, today.\n"
        "👉 Ada named <b>Tom Reyes</b> (new), NBC\n"
        "\n"
        "Next: thank-you ping tomorrow 9:00.\n"
        "\n"
        "May you use Ada’s name when you write to <b>Tom Reyes</b>?"
    )
    [talk] = await talks(chat, "Ada Lovelace")
    assert (talk.channel, talk.happened_on, talk.notes) == (Channel.COFFEE, date(2026, 3, 11), COFFEE)
    ada, tom = await person(chat, "Ada Lovelace"), await person(chat, "Tom Reyes")
    assert (ada.status, ada.organisation) == (Status.MET, "Engines Ltd")
    assert (tom.status, tom.organisation, tom.introduced_by_id) == (Status.TO_CONTACT, "NBC", ada.id)


async def test_a_promise_of_mine_brings_a_reminder_on_its_morning(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. Remind me to send her my reel by Friday")
    assert "☑️ You: send her my reel, Fri 13 Mar" in chat.last
    assert "Next: thank-you ping tomorrow 9:00; reminder Fri 13 Mar 9:00." in chat.last
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    ada = await person(chat, "Ada Lovelace")
    assert (reminder.due_at, reminder.contact_id) == (datetime(2026, 3, 13, 13, tzinfo=UTC), ada.id)


async def test_a_thank_you_that_is_to_be_sent_is_the_ping_itself(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today. Remind me to send her a thank you note on Friday")
    assert chat.last.endswith("Next: thank-you ping Fri 13 Mar 9:00.")
    [thanks] = await waiting(chat, ReminderKind.THANK_YOU, ReminderKind.FOLLOW_UP)
    assert (thanks.kind, thanks.due_at) == (ReminderKind.THANK_YOU, datetime(2026, 3, 13, 13, tzinfo=UTC))


async def test_a_promise_about_somebody_they_named_belongs_to_that_person(chat: Chat) -> None:
    await chat.send(f"{COFFEE} Remind me to email Tom on Friday")
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.contact_id == (await person(chat, "Tom Reyes")).id


async def test_everything_of_a_note_goes_back_with_one_undo(chat: Chat) -> None:
    await chat.send(f"{COFFEE} Remind me to send her my reel by Friday")
    await chat.press("Undo")
    assert chat.last == "Taken back: logged coffee with Ada Lovelace."
    assert await everyone(chat) == []
    assert await waiting(chat) == []


async def test_what_was_taken_back_is_kept_after_all(chat: Chat) -> None:
    await chat.send(COFFEE)
    before = chat.last
    await chat.press("Undo")
    await chat.press("Keep it after all")
    assert chat.last == before
    assert len(await talks(chat, "Ada Lovelace")) == 1
    await chat.press("Undo")
    assert await everyone(chat) == []


async def test_slash_undo_takes_a_whole_note_back_too(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.send("/undo")
    assert chat.last == "Taken back: logged coffee with Ada Lovelace."
    assert await everyone(chat) == []
    await chat.press("📅 Day", chat.last_message.id - 2)
    assert chat.toasts[-1] == "That was taken back already."


async def test_an_agreed_meeting_is_planned_with_its_pings(chat: Chat) -> None:
    await chat.send("Call with Bob Castellano tomorrow at 3pm")
    assert chat.last == (
        "Agreed: a call with <b>Bob Castellano</b> (new), tomorrow 15:00.\n"
        "\n"
        "Next: a look at it today 18:00; a ping tomorrow 14:00; I ask how it went tomorrow 16:30."
    )
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id)
    assert (meeting.starts_at, meeting.channel) == (datetime(2026, 3, 12, 19, tzinfo=UTC), Channel.CALL)
    assert (await person(chat, "Bob Castellano")).status is Status.SCHEDULED


async def test_a_moved_meeting_stays_one_meeting(chat: Chat) -> None:
    await chat.send("Call with Bob Castellano tomorrow at 3pm")
    chat.clock.forward(minutes=5)
    await chat.send("Rescheduled with Bob Castellano to 4pm on March 17")
    assert chat.last.startswith("Moved: a meeting with <b>Bob Castellano</b>, Tue 17 Mar 16:00.")
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id)
    assert (meeting.starts_at, meeting.sequence) == (datetime(2026, 3, 17, 20, tzinfo=UTC), 1)
    assert meeting.channel is Channel.CALL
    assert len(await waiting(chat, ReminderKind.MEETING_SOON)) == 1


async def test_a_meeting_without_a_time_has_its_day(chat: Chat) -> None:
    await chat.send("Lunch with Bob Castellano on March 20")
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id)
    assert (meeting.day, meeting.starts_at, meeting.state) == (date(2026, 3, 20), None, MeetingState.PLANNED)


async def test_outreach_starts_the_wait_for_a_reply(chat: Chat) -> None:
    await chat.send("Emailed Marcus Bell about a chat, no reply yet")
    assert chat.last.startswith("Noted: you mailed <b>Marcus Bell</b> (new), today.")
    assert "somebody else to try Mon 16 Mar; one gentle second note Fri 20 Mar" in chat.last
    marcus = await person(chat, "Marcus Bell")
    async with chat.database.reading() as session:
        [letter] = await letters.waiting(session, chat.owner_id, marcus.id)
    assert (letter.kind, letter.channel, marcus.status) == (LetterKind.OUTREACH, Channel.EMAIL, Status.REACHED_OUT)


async def test_a_second_mail_while_waiting_is_the_second_note(chat: Chat) -> None:
    await chat.send("Emailed Marcus Bell")
    chat.clock.forward(days=8)
    await chat.send("Emailed Marcus Bell again, still no reply")
    marcus = await person(chat, "Marcus Bell")
    async with chat.database.reading() as session:
        written = await letters.to_contact(session, chat.owner_id, marcus.id)
    assert [each.kind for each in written] == [LetterKind.SECOND_NOTE, LetterKind.OUTREACH]
    assert await waiting(chat, ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND) == []


async def test_a_reply_is_a_talk_and_ends_the_wait(chat: Chat) -> None:
    await chat.send("Emailed Marcus Bell")
    chat.clock.forward(days=1)
    await chat.send("Marcus Bell replied to my email, very helpful")
    assert chat.last.startswith("Kept: an exchange of mails with <b>Marcus Bell</b>, today.")
    marcus = await person(chat, "Marcus Bell")
    async with chat.database.reading() as session:
        [letter] = await letters.to_contact(session, chat.owner_id, marcus.id)
    assert letter.answer is Answer.REPLIED
    assert await waiting(chat, ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND) == []


async def test_writing_to_somebody_who_was_named_tells_whoever_named_them(chat: Chat) -> None:
    await chat.send(COFFEE)
    chat.clock.forward(days=1)
    await chat.send("Emailed Tom Reyes")
    assert "a line to Ada, who gave the name, " in chat.last
    ada, tom = await person(chat, "Ada Lovelace"), await person(chat, "Tom Reyes")
    async with chat.database.reading() as session:
        [referral] = await conversations.referrals_to(session, chat.owner_id, tom.id)
    [loop] = await waiting(chat, ReminderKind.CLOSE_LOOP)
    assert (referral.state, loop.contact_id) == (ReferralState.WRITTEN, ada.id)


async def test_thanks_sent_close_the_thank_you(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace yesterday")
    chat.clock.forward(hours=2)
    await chat.send("Thanked Ada by email")
    assert chat.last == (
        "Noted: you thanked <b>Ada Lovelace</b> by mail, today.\n\nNext: next update to Ada Sat 11 Apr."
    )
    assert await waiting(chat, ReminderKind.THANK_YOU) == []
    ada = await person(chat, "Ada Lovelace")
    [talk] = await talks(chat, "Ada Lovelace")
    async with chat.database.reading() as session:
        last = await letters.last_thanks(session, chat.owner_id, ada.id)
    assert last is not None
    assert (last.conversation_id, ada.status, ada.heard_on) == (talk.id, Status.THANKED, date(2026, 3, 11))


async def test_somebody_to_remember_is_added_with_their_number(chat: Chat) -> None:
    await chat.send("Tom Reyes's number is 555-0134, he's at NBC")
    assert chat.last.startswith("Noted: <b>Tom Reyes</b> (new), NBC.")
    tom = await person(chat, "Tom Reyes")
    assert (tom.phone, tom.organisation, tom.status) == ("555-0134", "NBC", Status.TO_CONTACT)
    assert await talks(chat, "Tom Reyes") == []


async def test_news_about_somebody_known_changes_their_role(chat: Chat) -> None:
    await add(chat, "Priya Shah", organisation="PBS", role="producer")
    await chat.send("Priya Shah got promoted to executive producer!")
    priya = await person(chat, "Priya Shah")
    assert (priya.role, priya.organisation) == ("executive producer", "PBS")
    assert priya.notes == "Priya Shah got promoted to executive producer!"
    await chat.press("Undo")
    assert (await person(chat, "Priya Shah")).role == "producer"


async def test_a_bare_reminder_needs_nobody(chat: Chat) -> None:
    await chat.send("Remind me to call the bank on Friday")
    assert chat.last == "Noted.\n☑️ You: call the bank, Fri 13 Mar\n\nNext: reminder Fri 13 Mar 9:00."
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.contact_id is None
    assert await everyone(chat) == []


async def test_whoever_brought_us_together_is_remembered_and_told(chat: Chat) -> None:
    marcus = await add(chat, "Marcus Bell")
    await chat.send("Call with Ada Lovelace today, intro from Marcus Bell")
    assert "🔗 Met through <b>Marcus Bell</b>" in chat.last
    ada = await person(chat, "Ada Lovelace")
    assert ada.introduced_by_id == marcus.id
    [loop] = await waiting(chat, ReminderKind.CLOSE_LOOP)
    assert loop.contact_id == marcus.id
    async with chat.database.reading() as session:
        [referral] = await conversations.referrals_to(session, chat.owner_id, ada.id)
    assert referral.state is ReferralState.MET


async def test_an_introducer_who_is_not_kept_stands_in_how_we_met(chat: Chat) -> None:
    await chat.send("Call with Ada Lovelace today, intro from Marcus Bell")
    assert (await person(chat, "Ada Lovelace")).how_met == "through Marcus Bell"
    assert await waiting(chat, ReminderKind.CLOSE_LOOP) == []


async def test_the_buttons_open_the_people_and_using_the_name_is_answered_on_the_card(chat: Chat) -> None:
    await chat.send(COFFEE)
    await chat.press("Yes, with Tom")
    assert "👉 Ada named <b>Tom Reyes</b> (new), NBC: you may use Ada’s name" in chat.last
    assert "May you use" not in chat.last
    assert (await person(chat, "Tom Reyes")).may_use_introducer is True
    assert len(chat.said) == 1
    await chat.press("Open Ada")
    assert chat.last.startswith("<b>Ada Lovelace</b>")


async def test_what_somebody_else_keeps_stays_theirs(chat: Chat) -> None:
    other = chat.another(2002)
    await other.send("Coffee with Ada Lovelace today")
    await chat.send("Coffee with Ada Lovelace today")
    assert "<b>Ada Lovelace</b> (new)" in chat.last
    async with chat.database.reading() as session:
        assert await contacts.count(session, chat.owner_id) == 1
