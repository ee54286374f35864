"""Each kind of ping, as the owner meets it: why now, the draft, and what one tap does."""

import re
from datetime import date, timedelta

from bot.conversations.draft import PromiseDraft, ReferralDraft
from storage import conversations, letters, reminders
from storage.kinds import LetterKind, MeetingState, ReferralState, ReminderKind, Rhythm, Status
from tests.conftest import Chat
from tests.makers import referrals
from tests.reminders.records import Records, utc

ENGINES = "Engines Ltd"


# Updates


async def a_month_after_ada(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace", "she told me about her engine")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13, 0))
    await chat.tick()


async def test_a_month_after_they_last_heard_an_update_is_drafted_and_says_why_now(
    chat: Chat, records: Records
) -> None:
    await a_month_after_ada(chat, records)
    assert chat.last.startswith("📝 <b>Ada Lovelace</b> last heard from you on 11 March. Time for a short update.")
    assert "You last spoke on 11 March: <i>she told me about her engine</i>" in chat.last
    assert "<pre>Hello Ada," in chat.last
    assert chat.buttons[:3] == ["Sent", "Later", "Pause"]


async def test_the_update_tells_of_talks_they_have_not_heard_of(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(3, 20, 15))
    await records.talk("Tom Reyes")
    await records.thanked("Tom Reyes")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    assert "I have talked with another person since" in chat.last


async def test_sent_starts_their_clock_anew_and_can_be_undone(chat: Chat, records: Records) -> None:
    await a_month_after_ada(chat, records)
    await chat.press("Sent")
    assert chat.last == "✅ <b>Ada Lovelace</b> is up to date. The next one comes up around Mon 11 May."
    (update,) = await records.reminders(ReminderKind.UPDATE)
    assert update.due_at == utc(5, 11, 13)
    await chat.press("Undo")
    (update,) = await records.reminders(ReminderKind.UPDATE)
    assert update.first_due_at == utc(4, 11, 13)


async def test_an_update_i_leave_alone_stays_in_due_and_comes_again_a_month_on(chat: Chat, records: Records) -> None:
    await a_month_after_ada(chat, records)
    chat.clock.move_to(utc(4, 30, 15))
    await chat.tick()
    assert sum(said.startswith("📝") for said in chat.said) == 1
    await chat.send("/due")
    assert "<b>Overdue</b>\n1. 📝 tell Ada Lovelace how you are doing · <i>since Sat 11 Apr</i>" in chat.last
    chat.clock.move_to(utc(5, 11, 13))
    await chat.tick()
    assert chat.last.startswith("📝 <b>Ada Lovelace</b> last heard from you on 11 March.")
    assert sum(said.startswith("📝") for said in chat.said) == 2
    await chat.press("Sent")
    assert chat.last == "✅ <b>Ada Lovelace</b> is up to date. The next one comes up around Thu 11 Jun."
    chat.clock.move_to(utc(6, 10, 13))
    await chat.tick()
    assert chat.last.startswith("✅"), "nothing is left of the one before"


async def test_an_update_put_off_nearly_to_its_next_turn_skips_that_turn(chat: Chat, records: Records) -> None:
    await a_month_after_ada(chat, records)
    await chat.press("Later")
    await chat.press("Another time…")
    await chat.send("6 may at 10am")
    chat.clock.move_to(utc(5, 6, 14))
    await chat.tick()
    (update,) = await records.reminders(ReminderKind.UPDATE)
    assert update.due_at == utc(6, 11, 13)


async def test_an_old_button_says_what_became_of_it(chat: Chat, records: Records) -> None:
    await a_month_after_ada(chat, records)
    message = chat.last_message
    sent = message.inline_keyboard[0][0].data or ""
    chat.person.press_data(message, sent)
    chat.person.press_data(message, sent)
    await chat.settle()
    assert chat.toasts[-1] == "✅ Done: tell Ada Lovelace how you are doing (today)"


async def test_paused_updates_begin_again_with_the_next_talk(chat: Chat, records: Records) -> None:
    await a_month_after_ada(chat, records)
    await chat.press("Pause")
    assert chat.last == "Updates to <b>Ada Lovelace</b> are paused. They begin again when you next talk."
    assert await records.reminders(ReminderKind.UPDATE) == []
    await records.talk("Ada Lovelace")
    assert len(await records.reminders(ReminderKind.UPDATE)) == 1


async def test_skipping_an_update_leaves_the_rhythm_where_it_is(chat: Chat, records: Records) -> None:
    await a_month_after_ada(chat, records)
    chat.clock.move_to(utc(4, 20, 15))
    await chat.press("Skip this time")
    (update,) = await records.reminders(ReminderKind.UPDATE)
    assert update.due_at == utc(5, 11, 13)


async def test_somebody_with_the_rhythm_never_is_never_due(chat: Chat, records: Records) -> None:
    ada = await records.contact("Ada Lovelace", rhythm=Rhythm.NEVER)
    await records.talk("Ada Lovelace")
    assert await records.reminders(ReminderKind.UPDATE) == []
    assert (await records.find_contact(ada.id)).heard_on == date(2026, 3, 11)


# Promises


async def test_what_i_promised_comes_on_the_morning_of_its_day(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace", promised=PromiseDraft("send the essay", date(2026, 3, 13)))
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(3, 13, 13))
    await chat.tick()
    assert chat.last.startswith("☑️ You promised <b>Ada Lovelace</b>: <b>send the essay</b> – for today.")
    assert "That was when you spoke on Wednesday: <i>talked about docs</i>" in chat.last
    await chat.press("Done")
    assert chat.last == "✅ Done: send the essay."
    async with chat.database.reading() as session:
        assert await conversations.open_promises(session, chat.owner_id) == []
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert len(await conversations.open_promises(session, chat.owner_id)) == 1


async def test_what_they_promised_comes_after_a_week_with_a_gentle_line(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace", they_promised=PromiseDraft("an introduction to Sam"))
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(3, 18, 13))
    await chat.tick()
    assert chat.last.startswith("⏳ <b>Ada Lovelace</b> promised: <b>an introduction to Sam</b>.")
    assert "an introduction to Sam" in chat.last.split("<pre>")[1]
    await chat.press("They did it")
    assert chat.last == "✅ They kept it: an introduction to Sam. A line of thanks is never wrong."


# No reply


async def silence(chat: Chat, records: Records) -> None:
    ada = await records.contact("Ada Lovelace", organisation=ENGINES)
    await records.contact("Charles Babbage", organisation=ENGINES)
    await records.outreach(ada, date(2026, 3, 11))


async def test_after_three_working_days_of_silence_somebody_else_there_is_offered(chat: Chat, records: Records) -> None:
    await silence(chat, records)
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    assert chat.last.startswith(f"🌱 No word from <b>Ada Lovelace</b>, {ENGINES}, yet; you wrote on Wednesday.")
    assert chat.last.endswith(f"Somebody else to try at {ENGINES}:")
    assert chat.buttons == ["✍️ Write to Charles", "👤 Charles Babbage", "Later", "They replied", "Let it rest"]
    await chat.press("✍️ Write to Charles")
    assert "Charles Babbage" in chat.last
    assert "<pre>" in chat.last
    assert chat.said[-2].startswith("🌱"), "the ping stays"


async def test_with_nobody_else_there_the_next_on_the_list_is_offered(chat: Chat, records: Records) -> None:
    ada = await records.contact("Ada Lovelace", organisation=ENGINES)
    await records.contact("Mary Somerville", organisation="Royal Society")
    await records.outreach(ada, date(2026, 3, 11))
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    assert chat.last.endswith(f"You know nobody else at {ENGINES} yet. Next on your list:")
    assert chat.buttons[:2] == ["✍️ Write to Mary", "👤 Mary Somerville"]


async def test_somebody_i_know_there_is_named_for_a_word_and_not_for_a_first_message(
    chat: Chat, records: Records
) -> None:
    ada = await records.contact("Ada Lovelace", organisation=ENGINES)
    await records.contact("Charles Babbage", organisation=ENGINES, status=Status.IN_TOUCH)
    await records.contact("Luigi Menabrea", organisation=ENGINES, status=Status.DECLINED)
    await records.outreach(ada, date(2026, 3, 11))
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    assert chat.last.endswith(
        f"You know <b>Charles Babbage</b> at {ENGINES}: a word from there may help, or another name."
    )
    assert chat.buttons == ["👤 Charles Babbage", "Later", "They replied", "Let it rest"]


async def test_the_second_note_takes_the_place_of_the_suggestion_before_it(chat: Chat, records: Records) -> None:
    await silence(chat, records)
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    chat.clock.move_to(utc(3, 20, 13))
    await chat.tick()
    await chat.send("/due")
    await chat.tick()
    assert "somebody else to try" not in chat.last
    assert "1. ✉️ a second note to Ada Lovelace" in chat.last
    assert not any(said.startswith("🌱") for said in chat.said)


async def test_after_seven_working_days_there_is_one_gentle_second_note(chat: Chat, records: Records) -> None:
    await silence(chat, records)
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    chat.clock.move_to(utc(3, 20, 13))
    await chat.tick()
    assert "One gentle second note is fine, and then it rests:" in chat.last
    await chat.press("Sent")
    assert chat.last == "✅ Your second note to <b>Ada Lovelace</b> is kept. Now it rests; I will not ask again."
    assert await records.reminders() == []
    async with chat.database.reading() as session:
        written = await letters.to_contact(session, chat.owner_id, 1)
    assert [letter.kind for letter in written] == [LetterKind.SECOND_NOTE, LetterKind.OUTREACH]


async def test_the_ladder_stops_when_they_reply_and_a_no_gets_a_kind_line(chat: Chat, records: Records) -> None:
    await silence(chat, records)
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    await chat.press("They replied")
    assert chat.last.startswith("✅ <b>Ada Lovelace</b> replied.")
    assert await records.reminders() == []
    await chat.press("It was a no")
    assert chat.last.endswith(f"Somebody else to try at {ENGINES}:")
    assert (await records.find_contact(1)).status is Status.DECLINED


async def test_letting_it_rest_tells_whoever_gave_the_name(chat: Chat, records: Records) -> None:
    await records.talk("Grace Hopper", named=ReferralDraft("Ada Lovelace", ENGINES, True))
    await records.thanked("Grace Hopper")
    (referral,) = await referrals(chat)
    await records.outreach(referral.person, date(2026, 3, 11))
    chat.clock.move_to(utc(3, 16, 13))
    await chat.tick()
    await chat.press("Let it rest")
    assert chat.last.startswith("<b>Ada Lovelace</b> rests.")
    chat.clock.move_to(utc(3, 17, 13))
    await chat.tick()
    assert chat.last.startswith("🔁 <b>Ada Lovelace</b> could not be reached; Grace would like to know.")


# Closing the loop


async def test_whoever_gave_a_name_hears_that_you_met(chat: Chat, records: Records) -> None:
    await records.talk("Grace Hopper", named=ReferralDraft("Ada Lovelace", ENGINES, True))
    await records.talk("Ada Lovelace")
    await records.thanked("Grace Hopper")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(3, 12, 13))
    await chat.tick()
    assert chat.last.startswith("🔁 You have talked with <b>Ada Lovelace</b>, whose name Grace gave you.")
    assert "You last spoke yesterday: <i>talked about docs</i>" in chat.last
    await chat.press("Sent")
    assert chat.last == "✅ <b>Grace Hopper</b> knows. People who hear back are glad to introduce you again."
    (referral,) = await referrals(chat)
    assert referral.state is ReferralState.MET
    assert referral.loop_closed_at == chat.clock.now()


# The rest


async def test_the_weekly_look_says_what_happened_what_is_due_and_whom_to_write_to(
    chat: Chat, records: Records
) -> None:
    await chat.send("/settings")
    await chat.press("Weekly look")
    await records.talk("Ada Lovelace", promised=PromiseDraft("send the essay", date(2026, 3, 17)))
    await records.thanked("Ada Lovelace")
    await records.contact("Charles Babbage", organisation=ENGINES)
    chat.clock.move_to(utc(3, 15, 22))
    await chat.tick()
    assert chat.last.startswith("🗓 <b>Your week</b>\n\nOne conversation: <b>Ada Lovelace</b>.")
    assert "☑️ for Ada Lovelace: send the essay · <i>Tue 17 Mar</i>" in chat.last
    assert f"One person to write to: <b>Charles Babbage</b>, {ENGINES}." in chat.last
    (following,) = await records.reminders(ReminderKind.WEEKLY_LOOK)
    assert following.due_at == utc(3, 22, 22)


async def test_a_resume_that_grows_old_is_brought_up(chat: Chat, records: Records) -> None:
    from bot.reminders import planning

    owner = await records.owner()
    async with chat.database.transaction() as session:
        hours = await records.hours()
        await planning.plan_resume_old(session, owner, hours, "Resume, version 3", date(2025, 9, 20), chat.clock.now())
    chat.clock.move_to(utc(3, 20, 13))
    await chat.tick()
    assert chat.last.startswith("📄 Resume, version 3 is 6 months old now.")
    await chat.press("Looked over")
    assert chat.last == "✅ Looked over: it is ready to send. I ask again around Sun 20 Sep."
    (again,) = await records.reminders(ReminderKind.RESUME_OLD)
    assert again.due_at == utc(9, 20, 13)
    await chat.press("Undo")
    (before,) = await records.reminders(ReminderKind.RESUME_OLD)
    assert before.due_at == utc(3, 20, 13)


async def test_an_event_of_an_organisation_comes_the_morning_before(chat: Chat, records: Records) -> None:
    from bot.reminders import planning

    about = "Docs Society: spring mixer, Thu 26 Mar"
    async with chat.database.transaction() as session:
        hours, now = await records.hours(), chat.clock.now()
        await planning.plan_organisation_event(session, chat.owner_id, hours, about, date(2026, 3, 26), now)
    chat.clock.move_to(utc(3, 25, 13))
    await chat.tick()
    assert chat.last.startswith(f"🎪 Coming up: {about}.")
    async with chat.database.reading() as session:
        assert await reminders.open_for(session, chat.owner_id, ReminderKind.ORGANISATION_EVENT)


# Meetings


async def coffee(chat: Chat, records: Records, **agreed: object) -> int:
    ada = await records.contact("Ada Lovelace", organisation=ENGINES, role="analyst", zone="Europe/London")
    meeting = await records.meeting(ada, utc(3, 13, 19), place="Café Central", **agreed)
    return meeting.id


async def test_the_evening_before_says_who_when_where_and_confirms_in_their_own_time(
    chat: Chat, records: Records
) -> None:
    await coffee(chat, records)
    chat.clock.move_to(utc(3, 12, 22))
    await chat.tick()
    assert chat.last.startswith(
        "📅 Tomorrow 15:00 (30 minutes): <b>Ada Lovelace</b>, analyst at Engines Ltd.\n"
        "Where: Café Central\nThat is 19:00 for Ada."
    )
    assert "tomorrow, Friday 13 March, at 19:00 (London time), at Café Central" in chat.last
    assert chat.buttons == ["Prepare", "Copy", "Moved", "Cancelled"]
    await chat.press("Prepare")
    assert "<b>To ask</b>\n1. " in chat.last


async def test_an_hour_before_come_place_and_questions(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    chat.clock.move_to(utc(3, 13, 18, 2))
    await chat.tick()
    assert chat.last.startswith("⏰ Today 15:00 (30 minutes): <b>Ada Lovelace</b>")
    assert chat.last.count("• ") == 3


async def asked_how_it_went(chat: Chat, records: Records) -> int:
    meeting_id = await coffee(chat, records)
    chat.clock.move_to(utc(3, 13, 20, 30))
    await chat.tick()
    assert chat.last.startswith("💬 You were to talk with <b>Ada Lovelace</b>, analyst at Engines Ltd, today at 15:00.")
    return meeting_id


async def test_the_next_message_after_how_did_it_go_is_kept_as_that_conversation(chat: Chat, records: Records) -> None:
    await asked_how_it_went(chat, records)
    await chat.send("Great talk, she said to talk to Tom Reyes at NBC and I promised to send her my essay by Monday")
    assert re.match(r"Kept: .*<b>Ada Lovelace</b>.*, today at 15:00\.", chat.last)
    assert "Tom Reyes" in chat.last
    kinds = {each.kind for each in await records.reminders()}
    assert {ReminderKind.THANK_YOU, ReminderKind.UPDATE} <= kinds
    assert ReminderKind.HOW_DID_IT_GO not in kinds
    await chat.tick()
    assert not any(said.startswith("💬") for said in chat.said), "answered, so withdrawn"


async def test_a_reply_to_how_did_it_go_is_kept_days_later(chat: Chat, records: Records) -> None:
    await asked_how_it_went(chat, records)
    ping = chat.last_message.id
    await chat.send("/due")
    chat.clock.forward(days=2)
    chat.person.send("we talked about the archive", reply_to=ping)
    await chat.settle()
    assert re.match(r"Kept: .*<b>Ada Lovelace</b>.*, on Friday at 15:00\.", chat.last)


async def test_it_happened_starts_the_thank_you_and_asks_for_one_message(chat: Chat, records: Records) -> None:
    await asked_how_it_went(chat, records)
    await chat.press("It happened")
    assert re.match(r"Kept: .*<b>Ada Lovelace</b>.*, today at 15:00\.", chat.said[-2])
    assert chat.last.startswith("What was said? One message about <b>Ada Lovelace</b> is enough")
    (thank_you,) = await records.reminders(ReminderKind.THANK_YOU)
    assert thank_you.due_at == utc(3, 14, 13)
    await chat.send("she told me to try the archive")
    assert "she told me to try the archive" in chat.last
    async with chat.database.reading() as session:
        (talk,) = await conversations.with_contact(session, chat.owner_id, 1)
    assert talk.notes == "she told me to try the archive"
    assert len(await records.reminders(ReminderKind.THANK_YOU)) == 1


async def test_they_did_not_come_plans_no_thanks_and_says_a_kind_line(chat: Chat, records: Records) -> None:
    meeting_id = await asked_how_it_went(chat, records)
    await chat.press("They did not come")
    assert chat.last.startswith("Noted: the talk with <b>Ada Lovelace</b> did not take place.")
    assert await records.reminders() == []
    from storage import meetings

    async with chat.database.reading() as session:
        meeting = await meetings.find(session, chat.owner_id, meeting_id)
    assert meeting is not None
    assert meeting.state is MeetingState.NO_SHOW
    await chat.tick()
    assert chat.last.startswith("Noted:"), "the answer stays where the ping was"


async def test_a_cancelled_meeting_pings_no_more_and_undo_brings_it_back(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    chat.clock.move_to(utc(3, 12, 22))
    await chat.tick()
    await chat.press("Cancelled")
    assert chat.last.startswith("Noted: the talk with <b>Ada Lovelace</b> was cancelled.")
    chat.clock.move_to(utc(3, 13, 21))
    await chat.tick()
    assert chat.last.startswith("Noted:")
    await chat.press("Undo")
    await chat.tick()
    assert chat.last.startswith("💬 You were to talk with")


async def test_a_moved_meeting_has_its_pings_at_the_new_time(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    chat.clock.move_to(utc(3, 12, 22))
    await chat.tick()
    await chat.press("Moved")
    await chat.send("19 march at 11:00 pm")
    assert chat.last == "📅 Moved: <b>Ada Lovelace</b>, Thu 19 Mar at 23:00."
    await chat.tick()
    assert not any(said.startswith("📅 Tomorrow") for said in chat.said), "it is not tomorrow any more"
    chat.clock.move_to(utc(3, 18, 22) + timedelta(minutes=1))
    await chat.tick()
    assert chat.last.startswith("📅 Tomorrow 23:00 (30 minutes): <b>Ada Lovelace</b>")
