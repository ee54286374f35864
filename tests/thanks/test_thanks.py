"""/thanks and the ping of the next morning, as the owner meets them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from storage import contacts, letters, owners, reminders
from storage.kinds import LetterKind, Outcome, ReminderKind, Rhythm, Status
from tests.conftest import Chat
from tests.makers import add, person, waiting


async def log(chat: Chat, who: str = "Ada", notes: str = "talked about docs, said learn Premiere") -> None:
    """A coffee today, with notes."""
    await chat.send("/log")
    await chat.send(who)
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.send(notes)
    await chat.press("That is all, save it")


async def next_morning(chat: Chat) -> None:
    """A minute past nine on the following day, in New York."""
    local = chat.clock.now().astimezone(ZoneInfo("America/New_York"))
    chat.clock.forward(hours=24)
    chat.clock.move_to(chat.clock.now().astimezone(local.tzinfo).replace(hour=9, minute=1))
    await chat.tick()


async def thanks_sent(chat: Chat, who: str = "Ada") -> list[str | None]:
    """The thank-yous kept as sent to somebody."""
    contact = await person(chat, who)
    async with chat.database.reading() as session:
        sent = await letters.to_contact(session, chat.owner_id, contact.id)
    return [letter.text for letter in sent if letter.kind is LetterKind.THANKS]


async def test_the_draft_is_built_from_the_notes(chat: Chat) -> None:
    await log(chat)
    await chat.send("/thanks")
    assert chat.last.startswith(
        "🙏 You had coffee with <b>Ada</b> today: <i>talked about docs, said learn Premiere</i>\n"
    )
    assert "what you said about docs and your advice to learn Premiere" in chat.last
    assert "Best wishes,\nGrace</pre>" in chat.last
    assert chat.buttons[:5] == ["Sent", "Later", "Edit", "Skip", "Shorter"]


async def test_sent_thanks_them_and_starts_the_month(chat: Chat) -> None:
    await log(chat)
    await chat.send("/thanks")
    await chat.press("Sent")
    assert chat.last == "✅ You thanked <b>Ada</b>. I will suggest an update around Sat 11 Apr."
    assert chat.buttons == ["Undo"]
    ada = await person(chat, "Ada")
    assert (ada.status, str(ada.heard_on)) == (Status.THANKED, "2026-03-11")
    assert await waiting(chat, ReminderKind.THANK_YOU) == []
    [text] = await thanks_sent(chat)
    assert text is not None
    assert text.startswith("Hello Ada,")


async def test_sent_can_be_taken_back(chat: Chat) -> None:
    await log(chat)
    await chat.send("/thanks")
    await chat.press("Sent")
    await chat.press("Undo")
    assert chat.last == "Taken back: thanked Ada."
    assert await thanks_sent(chat) == []
    assert (await person(chat, "Ada")).status is Status.MET
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1


async def test_shorter_fits_a_message_and_back(chat: Chat) -> None:
    await log(chat, notes="talked about docs")
    await chat.send("/thanks")
    count = len(chat.said)
    await chat.press("Shorter")
    assert "<pre>Hi Ada!" in chat.last
    assert "Subject:" not in chat.last
    assert chat.buttons == ["Sent", "Later", "Edit", "Skip", "As mail", "Copy", "My wording"]
    await chat.press("Sent")
    [text] = await thanks_sent(chat)
    assert text is not None
    assert text.startswith("Hi Ada!")
    await chat.press("Undo")
    await chat.send("/thanks")
    await chat.press("Shorter")
    await chat.press("As mail")
    assert "Subject:" in chat.last
    assert len(chat.said) == count + 1


async def test_the_ping_comes_the_next_morning_with_why_and_the_draft(chat: Chat) -> None:
    await log(chat)
    said = len(chat.said)
    await chat.tick()
    assert len(chat.said) == said
    await next_morning(chat)
    assert chat.last.startswith(
        "🙏 You had coffee with <b>Ada</b> yesterday: <i>talked about docs, said learn Premiere</i>\n"
        "A thank-you is due. A draft from your notes:\n"
    )
    await chat.press("Sent")
    assert chat.last.startswith("✅ You thanked <b>Ada</b>.")
    assert len(chat.said) == said + 1


async def test_the_ping_comes_again_three_times_and_then_only_under_due(chat: Chat) -> None:
    await log(chat)
    said = len(chat.said)
    asked = []
    for _ in range(7):
        await next_morning(chat)
        asked.append(len(chat.said) - said)
    assert asked == [1, 2, 3, 4, 4, 4, 4]
    assert "The thank-you is still open, and it is not too late." in chat.said[said + 1]
    assert "I ask for the last time; after this it stays under /due." in chat.said[said + 3]
    await chat.send("/due")
    assert "thank Ada" in chat.last
    await chat.press("1")
    assert "<pre>" in chat.last
    await chat.press("Sent")
    await chat.send("/due")
    assert "thank Ada" not in chat.last


async def test_a_thank_you_that_was_sent_does_not_come_again(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    await chat.press("Sent")
    said = len(chat.said)
    for _ in range(3):
        await next_morning(chat)
    assert len(chat.said) == said


async def test_an_old_button_says_what_became_of_it(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    ping = chat.last_message
    await chat.send("/thanks")
    await chat.press("Sent")
    for label in ("Sent", "Later", "Edit", "Skip", "Shorter"):
        await chat.press(label, ping.id)
        assert chat.toasts[-1] == "You thanked Ada today."
    chat.clock.forward(days=3)
    await chat.press("Sent", ping.id)
    assert chat.toasts[-1] == "You thanked Ada on Thursday."
    assert len(await thanks_sent(chat)) == 1


async def test_later_offers_times_and_it_comes_then(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    await chat.press("Later")
    assert chat.last == "When shall I bring up the thank-you to <b>Ada</b> again?"
    assert chat.buttons == [
        "Tonight 19:00", "Tomorrow morning 9:00", "Monday 9:00", "Thu 19 Mar 9:00", "Another time…", "‹ Back"
    ]  # fmt: skip
    await chat.press("Monday 9:00")
    assert chat.last == "🕘 The thank-you to <b>Ada</b> comes again on Mon 16 Mar at 9:00."
    said = len(chat.said)
    for day in range(3):
        await next_morning(chat)
        assert len(chat.said) == said, day
    await next_morning(chat)
    assert len(chat.said) == said + 1
    assert "<pre>" in chat.last


async def test_later_takes_a_time_in_my_own_words(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    await chat.press("Later")
    await chat.press("Another time…")
    await chat.send("when I feel like it")
    assert chat.last.startswith("I could not read “when I feel like it” as a time.")
    await chat.send("fri 3pm")
    assert chat.last == "🕘 The thank-you to <b>Ada</b> comes again tomorrow 15:00."
    [reminder] = await waiting(chat, ReminderKind.THANK_YOU)
    assert reminder.due_at == datetime(2026, 3, 13, 15, tzinfo=ZoneInfo("America/New_York"))
    await chat.press("Undo")
    [reminder] = await waiting(chat, ReminderKind.THANK_YOU)
    assert reminder.due_at == datetime(2026, 3, 13, 9, tzinfo=ZoneInfo("America/New_York"))


async def test_back_from_later_shows_the_draft_again(chat: Chat) -> None:
    await log(chat)
    await chat.send("/thanks")
    await chat.press("Shorter")
    await chat.press("Later")
    await chat.press("‹ Back")
    assert "<pre>Hi Ada!" in chat.last


async def test_my_own_words_take_the_drafts_place(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    await chat.press("Edit")
    assert chat.last == "Send me the thank-you to <b>Ada</b> in your own words."
    await chat.send("Dear Ada,\n\nthat was <lovely>!\nGrace")
    assert "Your own words, ready to send:\n<pre>Dear Ada,\n\nthat was &lt;lovely&gt;!\nGrace</pre>" in chat.last
    assert chat.buttons == ["Sent", "Later", "Edit", "Skip", "Back to the draft", "Copy"]
    await next_morning(chat)
    assert "that was &lt;lovely&gt;!" in chat.last
    await chat.press("Back to the draft")
    assert "what you said about docs" in chat.last
    await chat.press("Edit")
    await chat.send("Thanks!")
    await chat.press("Sent")
    assert await thanks_sent(chat) == ["Thanks!"]


async def test_skip_waves_it_off(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    ping = chat.last_message
    await chat.press("Skip")
    assert chat.last == "All right, no thank-you to <b>Ada</b> this time."
    said = len(chat.said)
    await next_morning(chat)
    assert len(chat.said) == said
    await chat.press_data(f"thank_sent:{(await settled(chat))}", ping)
    assert chat.toasts[-1] == "You let the thank-you to Ada go yesterday."
    await chat.send("/thanks")
    assert chat.last.startswith("Nobody is waiting for a thank-you.")
    await chat.press("Undo", ping.id)
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1


async def settled(chat: Chat) -> int:
    """The id of the thank-you that was skipped."""
    ada = await person(chat, "Ada")
    async with chat.database.reading() as session:
        for number in range(1, 20):
            found = await reminders.find(session, chat.owner_id, number)
            if found and found.contact_id == ada.id and found.outcome is Outcome.SKIPPED:
                return found.id
    raise AssertionError("nothing was skipped")


async def test_a_button_with_the_reminder_alone_is_enough(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    [reminder] = await waiting(chat, ReminderKind.THANK_YOU)
    await chat.press_data(f"thank_sent:{reminder.id}")
    assert chat.last.startswith("✅ You thanked <b>Ada</b>.")


async def test_what_else_the_message_carries_stays_when_one_is_done(chat: Chat) -> None:
    await chat.send("Coffee with Ada Lovelace today, talked about docs. I promised to send her my essay tomorrow")
    await next_morning(chat)
    ping = chat.last_message.id
    assert chat.last.startswith("🙏 You had coffee with <b>Ada Lovelace</b> yesterday")
    await chat.press("🙏 Sent")
    assert chat.last_message.id == ping
    assert chat.last.startswith("✅ You thanked <b>Ada Lovelace</b>.")
    assert "☑️ You promised <b>Ada Lovelace</b>" in chat.last
    await chat.press("☑️ Done")
    assert "☑️ You promised" not in chat.last


async def test_going_through_what_is_due_thanks_lead_on_to_the_next(chat: Chat) -> None:
    for who in ("Ada Lovelace", "Grace Hopper", "Mary Somerville"):
        await log(chat, who)
    await next_morning(chat)
    await chat.send("/due")
    await chat.press("One at a time")
    await chat.press("Sent")
    assert chat.last.startswith("✅ You thanked <b>Ada Lovelace</b>.")
    assert chat.buttons == ["Undo", "Next ›"]
    await chat.press("Next ›")
    await chat.press("Later")
    assert "Next ›" in chat.buttons
    await chat.press("‹ Back")
    await chat.press("Skip")
    assert chat.last == "All right, no thank-you to <b>Grace Hopper</b> this time."
    await chat.press("Next ›")
    assert chat.last.startswith("<i>The last one</i>\n\n🙏 You had coffee with <b>Mary Somerville</b>")


async def test_talking_again_takes_the_ping_out_of_the_chat(chat: Chat) -> None:
    await log(chat)
    await next_morning(chat)
    ping = chat.last
    await log(chat)
    await chat.tick()
    assert ping not in chat.said
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1


async def test_nobody_to_thank_is_said_kindly(chat: Chat) -> None:
    await chat.send("/thanks")
    assert chat.last == (
        "Nobody is waiting for a thank-you. "
        "After your next conversation, tell me about it with /log and I draft the note."
    )


async def test_thanks_by_name(chat: Chat) -> None:
    await log(chat, "Ada Lovelace")
    await log(chat, "Ada Byron")
    await log(chat, "Tom")
    await chat.send("/thanks tom")
    assert "coffee with <b>Tom</b>" in chat.last
    await chat.send("/thanks ada")
    await chat.press("Ada Lovelace")
    assert "coffee with <b>Ada Lovelace</b>" in chat.last


async def test_thanks_to_somebody_without_a_talk_offers_to_log_one(chat: Chat) -> None:
    await add(chat, "Tom")
    await chat.send("/thanks tom")
    assert chat.last.startswith("I have no conversation with <b>Tom</b> yet.")
    await chat.press("Log a talk")
    assert chat.last.startswith("When did you talk with Tom?")


async def test_thanks_to_somebody_thanked_says_when_and_offers_another(chat: Chat) -> None:
    await log(chat)
    await chat.send("/thanks")
    await chat.press("Sent")
    chat.clock.forward(days=1)
    await chat.send("/thanks ada")
    assert chat.last == "You thanked Ada yesterday."
    await chat.press("Draft another")
    assert "<pre>" in chat.last
    await chat.press("Later")
    await chat.press("Monday 9:00")
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1


async def test_several_people_of_one_talk_are_thanked_one_by_one(chat: Chat) -> None:
    await log(chat, "Ada and Tom")
    await chat.send("/thanks")
    assert "<b>Ada</b>" in chat.last
    await chat.press("Tom instead")
    assert "<b>Tom</b>" in chat.last
    await chat.press("Sent")
    await chat.send("/thanks")
    assert "<b>Ada</b>" in chat.last
    assert "Tom instead" not in chat.buttons


async def test_a_talk_by_message_gets_the_short_note_first(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("💬 Message")
    await chat.press("That is all, save it")
    await chat.send("/thanks")
    assert "<pre>Hi Ada!" in chat.last
    assert "You exchanged messages with <b>Ada</b> today." in chat.last


async def test_the_draft_asks_for_the_name_that_was_not_asked_for(chat: Chat) -> None:
    await log(chat)
    await chat.press("They named somebody")
    await chat.send("Tom Reyes, NBC")
    await chat.press("Not asked yet")
    await chat.send("/thanks")
    assert "Tom Reyes" in chat.last
    assert "?" in chat.last.partition("Tom Reyes")[2]


async def test_without_my_name_the_draft_says_what_is_missing(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        (await owners.get(session, chat.owner_id)).name = None
    await log(chat)
    await chat.send("/thanks")
    assert "‹your name›" in chat.last
    assert chat.last.endswith("Still to fill in: your name.")


@pytest.mark.parametrize(
    "data", ["thank_sent", "thank_sent:0", "thank_later:99", "thank_show:0:m:5:6", "thank_put:1:x"]
)
async def test_buttons_about_nothing_answer_kindly(chat: Chat, data: str) -> None:
    await chat.send("/thanks")
    await chat.press_data(data)
    assert chat.toasts[-1] == "That conversation is no longer kept, so there is nothing to thank for."


async def test_the_talk_vanishes_while_i_write_my_own_words(chat: Chat) -> None:
    await log(chat)
    await chat.send("/thanks")
    await chat.press("Edit")
    async with chat.database.transaction() as session:
        ada = await contacts.find_by_name(session, chat.owner_id, "Ada")
        await session.delete(ada)
    await chat.send("Dear Ada, thank you!")
    assert chat.last == "That conversation is no longer kept, so there is nothing to thank for."
    await chat.send("/cancel")
    assert "nothing to cancel" in chat.last


async def test_somebody_else_cannot_send_my_thanks(chat: Chat) -> None:
    await log(chat)
    [reminder] = await waiting(chat, ReminderKind.THANK_YOU)
    other = chat.another(2002)
    await other.send("/start")
    await other.press_data(f"thank_sent:{reminder.id}")
    assert other.toasts[-1] == "That conversation is no longer kept, so there is nothing to thank for."
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1


async def test_never_again_leaves_no_update(chat: Chat) -> None:
    await add(chat, "Ada", rhythm=Rhythm.NEVER)
    await log(chat)
    await chat.send("/thanks")
    await chat.press("Sent")
    assert chat.last == "✅ You thanked <b>Ada</b>."
