"""Logging a conversation, as its owner does it."""

from datetime import date

import pytest

from bot.conversations.draft import ConversationDraft, PersonDraft, PromiseDraft
from bot.conversations.recording import record
from storage import contacts, conversations, letters, meetings, owners, reminders
from storage.kinds import Answer, Channel, LetterKind, MeetingState, ReferralState, ReminderKind, Side, Status
from tests.conftest import Chat
from tests.makers import add, person, referrals, talks, waiting


async def test_a_talk_is_logged_step_by_step(chat: Chat) -> None:
    await chat.send("/log")
    assert chat.last.startswith("With whom did you talk?")
    await chat.send("Ada Lovelace")
    await chat.press("Yesterday")
    await chat.press("📞 Call")
    await chat.send("talked about docs\n\n  loved my reel")
    await chat.send("learn Premiere\nread Murch")
    await chat.press("Nobody this time")
    assert chat.last == (
        "Kept: a call with <b>Ada Lovelace</b> (new), yesterday.\n"
        "📝 talked about docs; loved my reel\n"
        "💡 learn Premiere\n"
        "💡 read Murch\n"
        "\n"
        "Next: thank-you ping tomorrow 9:00."
    )
    assert "Undo" in chat.buttons
    [talk] = await talks(chat, "Ada Lovelace")
    assert (talk.channel, str(talk.happened_on)) == (Channel.CALL, "2026-03-10")
    assert talk.notes == "talked about docs\n\n  loved my reel"
    assert talk.suggested == "learn Premiere\nread Murch"
    ada = await person(chat, "Ada Lovelace")
    assert (ada.status, str(ada.heard_on)) == (Status.MET, "2026-03-10")
    async with chat.database.reading() as session:
        advice = await conversations.advice_by(session, chat.owner_id, ada.id)
    assert [each.text for each in advice] == ["learn Premiere", "read Murch"]


async def test_everything_but_the_person_can_be_skipped(chat: Chat) -> None:
    await chat.send("/log")
    assert "Skip" not in chat.buttons
    await chat.send("Ada")
    for _ in range(5):
        await chat.press("Skip")
    assert chat.last == "Kept: a conversation with <b>Ada</b> (new), today.\n\nNext: thank-you ping tomorrow 9:00."


async def test_that_is_all_saves_at_once_and_asks_whether_they_named_somebody(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.press("That is all, save it")
    assert chat.last.startswith("Kept: coffee with <b>Ada</b> (new), today.")
    assert "Did Ada name somebody else to talk to, and may you use their name there?" in chat.last
    await chat.press("Nobody this time")
    assert "Did Ada name" not in chat.last
    assert chat.toasts[-1] == "All right."


async def test_they_named_somebody_and_the_name_may_be_used(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.press("That is all, save it")
    await chat.press("They named somebody")
    await chat.send("Tom Reyes, NBC")
    await chat.press("Yes")
    assert "👉 Ada named <b>Tom Reyes</b>, NBC: you may use Ada’s name" in chat.last
    tom, ada = await person(chat, "Tom Reyes"), await person(chat, "Ada")
    assert (tom.status, tom.organisation, tom.introduced_by_id) == (Status.TO_CONTACT, "NBC", ada.id)
    assert tom.may_use_introducer is True


async def test_several_people_and_several_referrals_in_one_talk(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada and Tom")
    await chat.press("Today")
    await chat.press("🎥 Video")
    await chat.press("Skip")
    await chat.press("Skip")
    await chat.send("Sam Ito, NBC\nLaura Kim")
    assert chat.last == "Who named Sam Ito and Laura Kim?"
    await chat.press("Tom")
    await chat.press("No")
    assert chat.last == "May you use Tom’s name when you write to <b>Laura Kim</b>?"
    await chat.press("Not asked yet")
    assert "👉 Tom named <b>Sam Ito</b>, NBC: without using Tom’s name" in chat.last
    assert "👉 Tom named <b>Laura Kim</b>: use of the name not asked yet" in chat.last
    tom = await person(chat, "Tom")
    async with chat.database.reading() as session:
        given = await conversations.referrals_by(session, chat.owner_id, tom.id)
    assert [(each.person.name, each.may_use_name) for each in given] == [("Sam Ito", False), ("Laura Kim", None)]
    assert len(await talks(chat, "Ada")) == len(await talks(chat, "Tom")) == 1
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 2

    await chat.press("Yes, with Laura")
    assert "👉 Tom named <b>Laura Kim</b>: you may use Tom’s name" in chat.last
    assert chat.toasts[-1] == "Good: you may use Tom’s name with Laura Kim."
    assert (await person(chat, "Laura Kim")).may_use_introducer is True
    await chat.press("Undo")
    assert (await person(chat, "Laura Kim")).may_use_introducer is None


async def test_undo_takes_back_the_talk_and_everyone_it_brought(chat: Chat) -> None:
    await add(chat, "Tom", status=Status.REACHED_OUT)
    await chat.send("/log")
    await chat.send("Ada, Tom")
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.send("talked about docs")
    await chat.send("learn Premiere")
    await chat.send("Sam Ito")
    await chat.press("Ada")
    await chat.press("Yes")
    await chat.press("Undo")
    assert chat.last == "Taken back: logged the conversation with Ada and Tom."
    async with chat.database.reading() as session:
        everyone = await contacts.everyone(session, chat.owner_id)
    assert await referrals(chat) == []
    assert [(each.name, each.status, each.heard_on) for each in everyone] == [("Tom", Status.REACHED_OUT, None)]
    assert await waiting(chat) == []


async def test_a_name_that_fits_several_is_asked_at_once(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    await add(chat, "Ada Byron")
    await chat.send("/log")
    await chat.send("Ada and Tom")
    assert chat.last == "Which <b>Ada</b> do you mean?"
    assert chat.buttons[:3] == ["Ada Byron", "Ada Lovelace, Engines Ltd", "Somebody new"]
    await chat.press("Ada Lovelace, Engines Ltd")
    assert chat.last.startswith("When did you talk with Ada Lovelace and Tom?")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert len(await talks(chat, "Ada Lovelace")) == 1
    assert await talks(chat, "Ada Byron") == []


async def test_somebody_new_may_share_a_known_first_name(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await add(chat, "Ada Byron")
    await chat.send("/log")
    await chat.send("Ada")
    await chat.send("who?")
    assert chat.last == "Please tap the one you mean, or “Somebody new”."
    await chat.press("Somebody new")
    await chat.press("Today")
    await chat.press("Skip")
    await chat.press("That is all, save it")
    assert "<b>Ada</b> (new)" in chat.last


async def test_a_slip_of_the_thumb_is_asked_about(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/log")
    await chat.send("Ada Lovelcae")
    assert chat.last == "Which <b>Ada Lovelcae</b> do you mean?"
    await chat.press("Ada Lovelace")
    assert chat.last.startswith("When did you talk with Ada Lovelace?")


async def test_back_lets_me_name_somebody_else(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await add(chat, "Ada Byron")
    await chat.send("/log")
    await chat.send("Ada")
    await chat.press("Ada Byron")
    await chat.press("‹ Back")
    assert chat.last == "Which <b>Ada</b> do you mean?"
    await chat.press("‹ Back")
    assert chat.last.startswith("With whom did you talk?")
    await chat.send("Tom")
    assert chat.last.startswith("When did you talk with Tom?")


async def test_recent_people_are_a_tap_away(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    chat.clock.forward(minutes=1)
    await add(chat, "Tom Reyes", organisation="NBC")
    await chat.send("/log")
    assert chat.buttons[:2] == ["Tom Reyes, NBC", "Ada Lovelace"]
    await chat.press("Tom Reyes, NBC")
    assert chat.last.startswith("When did you talk with Tom Reyes?")


async def test_a_day_that_does_not_fit_gets_one_line_and_loses_nothing(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.send("next friday")
    assert chat.last == ("20 March 2026 is still to come. When did you talk? For example yesterday, or last Tuesday.")
    await chat.send("31 february")
    assert chat.last == "There is no 31 February. Send another day, such as 28 February."
    await chat.send("last tuesday")
    await chat.press("☕ Coffee or a meal")
    await chat.press("That is all, save it")
    assert chat.last.startswith("Kept: coffee with <b>Ada</b> (new), yesterday.")


async def test_one_line_is_enough_to_log_a_talk(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/log coffee with Ada Lovelace yesterday: talked about the archive")
    assert chat.last == ("Kept: coffee with <b>Ada Lovelace</b>, yesterday.\n\nNext: thank-you ping tomorrow 9:00.")
    assert chat.buttons == [
        *("👤 Ada Lovelace", "📅 Day", "☕ Coffee or a meal"),
        *("It was…", "Not a note", "Undo", "Open Ada"),
    ]
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.notes == "coffee with Ada Lovelace yesterday: talked about the archive"
    assert (talk.channel, str(talk.happened_on)) == (Channel.COFFEE, "2026-03-10")
    ada = await person(chat, "Ada Lovelace")
    assert (ada.status, str(ada.heard_on)) == (Status.MET, "2026-03-10")
    [thank_you] = await waiting(chat, ReminderKind.THANK_YOU)
    assert (thank_you.contact_id, thank_you.conversation_id) == (ada.id, talk.id)
    await chat.press("Undo")
    assert await talks(chat, "Ada Lovelace") == []


async def test_one_message_brings_the_referral_and_the_promise_too(chat: Chat) -> None:
    await chat.send(
        "/log Lunch with Priya Shah yesterday. She told me to talk to Tom Reyes at NBC. "
        "Need to send her my reel by Friday."
    )
    assert chat.last.startswith("Kept: coffee with <b>Priya Shah</b> (new), yesterday.\n")
    assert "👉 Priya named <b>Tom Reyes</b> (new), NBC\n" in chat.last
    assert "☑️ You: send her my reel, Fri 13 Mar" in chat.last
    assert chat.last.endswith("May you use Priya’s name when you write to <b>Tom Reyes</b>?")
    [follow_up] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert follow_up.due_at.isoformat() == "2026-03-13T13:00:00+00:00"
    [talk] = await talks(chat, "Priya Shah")
    assert str(talk.happened_on) == "2026-03-10"
    tom, priya = await person(chat, "Tom Reyes"), await person(chat, "Priya Shah")
    assert (tom.status, tom.organisation, tom.introduced_by_id) == (Status.TO_CONTACT, "NBC", priya.id)
    assert follow_up.contact_id == priya.id
    await chat.press("Yes, with Tom")
    assert "👉 Priya named <b>Tom Reyes</b> (new), NBC: you may use Priya’s name" in chat.last
    assert (await person(chat, "Tom Reyes")).may_use_introducer is True


async def test_a_new_name_alone_opens_the_form_for_somebody_new(chat: Chat) -> None:
    await chat.send("/log Ada Lovelace")
    assert chat.last.startswith("When did you talk with Ada Lovelace?")


async def test_a_day_to_come_is_asked_about_instead_of_kept(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/log had coffee with Ada Lovelace next Friday about docs")
    assert chat.last.startswith("When did you talk with Ada Lovelace?")
    assert await talks(chat, "Ada Lovelace") == []
    await chat.press("Yesterday")
    await chat.press("Nobody this time")
    [talk] = await talks(chat, "Ada Lovelace")
    assert (str(talk.happened_on), talk.channel) == ("2026-03-10", Channel.COFFEE)


async def test_a_meeting_that_is_agreed_is_planned_and_not_logged(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace")
    await chat.send("/log coffee with Ada Lovelace next Friday about docs")
    assert chat.last.startswith("Agreed: coffee with <b>Ada Lovelace</b>, Fri 20 Mar.")
    assert await talks(chat, "Ada Lovelace") == []
    async with chat.database.reading() as session:
        [meeting] = await meetings.planned(session, chat.owner_id, ada.id)
    assert str(meeting.day) == "2026-03-20"
    assert (await person(chat, "Ada Lovelace")).status is Status.SCHEDULED


async def test_writing_to_somebody_and_thanking_them_are_kept_behind_log_too(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace")
    await chat.send("/log emailed Ada Lovelace today")
    assert chat.last.startswith("Noted: you mailed <b>Ada Lovelace</b>, today.")
    chat.clock.forward(hours=2)
    await chat.send("/log thanked Ada Lovelace by email")
    assert chat.last.startswith("Noted: you thanked <b>Ada Lovelace</b> by mail, today.")
    async with chat.database.reading() as session:
        sent = await letters.to_contact(session, chat.owner_id, ada.id)
    assert {each.kind for each in sent} == {LetterKind.OUTREACH, LetterKind.THANKS}
    assert await talks(chat, "Ada Lovelace") == []


async def test_a_line_that_names_nobody_asks_only_for_what_it_leaves_open(chat: Chat) -> None:
    await chat.send("/log they were kind about my portfolio and had time for every question I brought along")
    assert chat.last.startswith("With whom did you talk?")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.press("Nobody this time")
    assert "📝 they were kind about my portfolio" in chat.last


async def test_a_name_alone_opens_the_form_for_them(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/log ada")
    assert chat.last.startswith("When did you talk with Ada Lovelace?")


async def test_talking_again_puts_somebody_thanked_in_touch_and_restarts_their_clock(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace", status=Status.THANKED)
    await chat.send("/log ada")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert (await person(chat, "Ada Lovelace")).status is Status.IN_TOUCH
    [update] = await waiting(chat, ReminderKind.UPDATE)
    assert (update.contact_id, update.due_at.date().isoformat()) == (ada.id, "2026-04-11")


async def test_a_talk_answers_the_letter_that_was_waiting(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace", status=Status.REACHED_OUT)
    now = chat.clock.now()
    async with chat.database.transaction() as session:
        letter = await letters.add(session, chat.owner_id, ada.id, LetterKind.OUTREACH, now.date(), now)
        for kind in (ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND):
            await reminders.add(session, chat.owner_id, kind, now, now, contact_id=ada.id, letter_id=letter.id)
    await chat.send("/log ada")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    async with chat.database.reading() as session:
        [answered] = await letters.to_contact(session, chat.owner_id, ada.id)
        assert answered.answer is Answer.REPLIED
    assert await waiting(chat, ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND) == []


async def test_a_talk_before_the_letter_does_not_answer_it(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace", status=Status.REACHED_OUT)
    now = chat.clock.now()
    async with chat.database.transaction() as session:
        letter = await letters.add(session, chat.owner_id, ada.id, LetterKind.OUTREACH, now.date(), now)
        await reminders.add(
            session, chat.owner_id, ReminderKind.NO_REPLY_SECOND, now, now, contact_id=ada.id, letter_id=letter.id
        )
    await chat.send("/log ada")
    await chat.send("two weeks ago")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert len(await waiting(chat, ReminderKind.NO_REPLY_SECOND)) == 1


async def test_the_meeting_that_was_agreed_has_happened(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace", status=Status.SCHEDULED)
    now = chat.clock.now()
    async with chat.database.transaction() as session:
        meeting = await meetings.add(session, chat.owner_id, [ada], now, starts_at=now)
        await reminders.add(
            session, chat.owner_id, ReminderKind.HOW_DID_IT_GO, now, now, contact_id=ada.id, meeting_id=meeting.id
        )
    chat.clock.forward(hours=1)
    await chat.send("/log ada")
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.press("That is all, save it")
    async with chat.database.reading() as session:
        held = await meetings.find(session, chat.owner_id, meeting.id)
        assert held is not None
        assert held.state is MeetingState.HAPPENED
    assert await waiting(chat, ReminderKind.HOW_DID_IT_GO) == []
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.meeting_id == meeting.id


async def test_meeting_a_referral_brings_word_to_whoever_named_them(chat: Chat) -> None:
    ada, tom = await add(chat, "Ada Lovelace"), await add(chat, "Tom Reyes")
    async with chat.database.transaction() as session:
        await conversations.add_referral(session, chat.owner_id, ada, tom, chat.clock.now())
    await chat.send("/log tom")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    async with chat.database.reading() as session:
        [referral] = await conversations.referrals_to(session, chat.owner_id, tom.id)
    assert referral.state is ReferralState.MET
    [loop] = await waiting(chat, ReminderKind.CLOSE_LOOP)
    assert loop.contact_id == ada.id


async def test_an_older_talk_logged_late_brings_no_second_thank_you(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    [first] = await waiting(chat, ReminderKind.THANK_YOU)
    await chat.send("/log ada")
    await chat.send("two weeks ago")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert "thank-you ping" not in chat.last
    [still] = await waiting(chat, ReminderKind.THANK_YOU)
    assert still.id == first.id
    assert str((await person(chat, "Ada")).heard_on) == "2026-03-11"


async def test_a_newer_talk_covers_the_older_thank_you(chat: Chat) -> None:
    for day in ("Yesterday", "Today"):
        await chat.send("/log")
        await chat.send("Ada")
        await chat.press(day)
        await chat.press("Other")
        await chat.press("That is all, save it")
    [latest, _] = await talks(chat, "Ada")
    [open_now] = await waiting(chat, ReminderKind.THANK_YOU)
    assert open_now.conversation_id == latest.id


async def test_logging_somebody_archived_brings_them_back(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", archived_at=chat.clock.now())
    await chat.send("/log")
    await chat.send("Ada Lovelace")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert "(new)" not in chat.last
    assert (await person(chat, "Ada Lovelace")).archived_at is None


async def test_the_form_waits_while_i_look_something_up(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.send("/thanks")
    assert chat.last == "I kept the conversation you were telling me about, half filled in."
    await chat.press("Resume")
    assert chat.last.startswith("When did you talk with Ada?")
    await chat.press("Cancel")
    assert "dropped the conversation you were telling me about" in chat.last


async def test_the_button_under_the_welcome_asks_with_whom(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        owner = await owners.get(session, chat.owner_id)
        owner.welcomed_at = None
    await chat.send("/start")
    await chat.press_data("run:log")
    assert chat.last.startswith("With whom did you talk?")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert "📝" not in chat.last
    await chat.press_data("run:thanks")
    assert chat.last.startswith("🙏")


async def test_log_with_somebody_who_is_gone_says_so(chat: Chat) -> None:
    ada = await add(chat, "Ada")
    await chat.send("/log")
    message = chat.last_message
    async with chat.database.transaction() as session:
        found = await contacts.find(session, chat.owner_id, ada.id)
        await session.delete(found)
    await chat.press_data(f"log_with:{ada.id}", message)
    assert chat.toasts[-1] == "That person is no longer in your list."


async def test_notes_with_markup_are_shown_as_they_were_typed(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada <Lovelace>")
    await chat.press("Today")
    await chat.press("Other")
    await chat.send("said <b>bold</b> & loud")
    await chat.press("That is all, save it")
    assert "said &lt;b&gt;bold&lt;/b&gt; &amp; loud" in chat.last


async def test_a_stranger_cannot_touch_my_talk(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    [talk] = await talks(chat, "Ada")
    other = chat.another(2002)
    await other.send("/start")
    for data in (f"conversation:{talk.id}", f"talk_delete_yes:{talk.id}", f"talk_edit:{talk.id}:notes"):
        await other.press_data(data)
        assert other.toasts[-1] == "That conversation is no longer kept."
    assert len(await talks(chat, "Ada")) == 1


@pytest.mark.parametrize("name", ["Ada", "Zoë Ångström", "O'Neill", "王芳", "x" * 80])
async def test_any_name_can_be_logged(chat: Chat, name: str) -> None:
    await chat.send("/log")
    await chat.send(name)
    await chat.press("Today")
    await chat.press("Other")
    await chat.press("That is all, save it")
    assert len(await talks(chat, name)) == 1


async def test_promises_from_one_line_become_follow_ups(chat: Chat) -> None:
    now = chat.clock.now()
    draft = ConversationDraft(
        [PersonDraft("Ada")],
        date(2026, 3, 11),
        mine=[PromiseDraft("send her the article", date(2026, 3, 13)), PromiseDraft("read Murch")],
        theirs=[PromiseDraft("introduce me to Sam")],
        met_through=PersonDraft("Grace Hopper"),
    )
    async with chat.database.transaction() as session:
        owner = await owners.get(session, chat.owner_id)
        recorded = await record(session, owner, draft, now, "America/New_York")
    assert [(each.text, each.side) for each in recorded.mine] == [
        ("send her the article", Side.MINE),
        ("read Murch", Side.MINE),
    ]
    [follow_up] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert follow_up.promise_id == recorded.mine[0].id
    [theirs] = await waiting(chat, ReminderKind.THEY_PROMISED)
    assert theirs.promise_id == recorded.theirs[0].id
    assert (await person(chat, "Ada")).how_met == "through Grace Hopper"


async def test_a_shared_contact_answers_with_whom(chat: Chat) -> None:
    await chat.send("/log")
    chat.person.share_contact("+44 20 7946 0958", "Ada", "Lovelace")
    await chat.settle()
    assert chat.last.startswith("When did you talk with Ada Lovelace?")
    await chat.press("Today")
    await chat.press("Skip")
    await chat.press("Skip")
    await chat.press("Skip")
    chat.person.share_contact("+1 212 555 0100", "Tom", "Reyes")
    await chat.settle()
    await chat.press("Yes")
    assert "👉 Ada named <b>Tom Reyes</b>: you may use Ada’s name" in chat.last


async def test_the_button_on_the_card_starts_with_that_person(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace")
    await chat.send("/thanks")
    await chat.press_data(f"log_with:{ada.id}")
    assert chat.last.startswith("When did you talk with Ada Lovelace?")
    await chat.press("‹ Back")
    assert chat.last.startswith("With whom did you talk?")
