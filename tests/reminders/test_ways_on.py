"""Where pings lead: to the calendar, to a draft, to what they are about; and what they know of what is still open."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar, Event
from PIL import Image

from bot.conversations.draft import PromiseDraft
from bot.reminders import planning, week_chart
from bot.reminders.rules import update_again_at
from storage import meetings, organisations, research, resumes
from storage.kinds import ReminderKind, Rhythm, Status
from tests.conftest import Chat
from tests.reminders.records import Records, utc

ENGINES = "Engines Ltd"
TICK = "It answered something I wondered about"


# Meetings


async def coffee(chat: Chat, records: Records) -> int:
    ada = await records.contact("Ada Lovelace", organisation=ENGINES, role="analyst", zone="Europe/London")
    return (await records.meeting(ada, utc(3, 13, 19), place="Café Central")).id


async def the_evening_before(chat: Chat) -> None:
    chat.clock.move_to(utc(3, 12, 22))
    await chat.tick()
    assert chat.last.startswith("📅 Tomorrow 15:00")


def calendar(chat: Chat) -> tuple[str, Event]:
    document = chat.last_message.document
    assert document is not None
    found = Calendar.from_ical(document.data.decode())
    (event,) = found.events
    return str(found["method"]), event


async def test_a_meeting_moved_from_its_ping_offers_a_newer_calendar_file_and_its_page(
    chat: Chat, records: Records
) -> None:
    await coffee(chat, records)
    await the_evening_before(chat)
    await chat.press("Moved")
    await chat.send("19 march at 4 pm")
    assert chat.last == "📅 Moved: <b>Ada Lovelace</b>, Thu 19 Mar at 16:00."
    assert chat.buttons == ["Calendar file", "The meeting", "Undo"]
    moved = chat.last_message.id
    await chat.press("Calendar file")
    method, event = calendar(chat)
    assert (method, event["sequence"], event.start) == ("PUBLISH", 1, utc(3, 19, 20))
    await chat.press("The meeting", moved)
    assert "Thu 19 Mar, 16:00 to 16:30" in chat.said[-2]


async def test_a_meeting_moved_onto_another_says_so(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    tom = await records.contact("Tom Reyes")
    await records.meeting(tom, utc(3, 19, 20))
    await the_evening_before(chat)
    await chat.press("Moved")
    await chat.send("19 march at 4:15 pm")
    assert chat.last.endswith("⚠️ You also meet Tom Reyes from 16:00 to 16:30.")


async def test_a_meeting_cancelled_from_its_ping_can_be_taken_off_the_calendar_at_once(
    chat: Chat, records: Records
) -> None:
    meeting = await coffee(chat, records)
    await the_evening_before(chat)
    await chat.press("Cancelled")
    assert chat.buttons == ["It has a new time", "Card", "Take it off my calendar", "Undo"]
    await chat.press("Take it off my calendar")
    assert chat.last == "Open it, and your calendar lets it go."
    method, event = calendar(chat)
    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    await chat.press("It has a new time")
    await chat.send("20 march at 4 pm")
    async with chat.database.reading() as session:
        row = await meetings.find(session, chat.owner_id, meeting)
    assert row is not None
    assert (row.starts_at, row.sequence) == (utc(3, 20, 20), 1)


async def test_a_meeting_without_a_time_yet_offers_its_page(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    await the_evening_before(chat)
    await chat.press("Moved")
    await chat.press("Not known yet")
    assert chat.buttons == ["New time", "The meeting", "Undo"]


async def test_before_a_meeting_i_hear_what_is_still_to_look_up_to_ask_and_to_send(
    chat: Chat, records: Records
) -> None:
    await coffee(chat, records)
    async with chat.database.transaction() as session:
        await research.add(session, chat.owner_id, 1, "her <last> paper", records.now)
        done = await research.add(session, chat.owner_id, 1, "her path so far", records.now)
        done.done_at = records.now
        for number in range(6):
            ref, text = f"own:{number}", f"What is {number}?"
            await research.add_chosen(session, chat.owner_id, 1, ref, text, records.now)
        await resumes.add(session, chat.owner_id, "file", "cv.pdf", records.now)
    await the_evening_before(chat)
    assert "🔎 Still to look up: her &lt;last&gt; paper." in chat.last
    assert "📎 Ada does not have your resume; it is ready if they ask." in chat.last
    assert "❓ You want to ask:\n• What is 0?" in chat.last
    assert "• What is 4?\n… and 1 more" in chat.last
    assert chat.buttons == ["Prepare", "Copy", "Resume", "Moved", "Cancelled"]
    chat.clock.move_to(utc(3, 13, 18))
    await chat.tick()
    assert chat.last.startswith("⏰ Today 15:00")
    assert "🔎 Still to look up: her &lt;last&gt; paper." in chat.last
    assert chat.last.endswith("• What is 5?")


async def test_before_a_meeting_i_hear_which_resume_they_have(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    async with chat.database.transaction() as session:
        kept = await resumes.add(session, chat.owner_id, "file", "cv.pdf", records.now, label="for festivals")
        await resumes.add_given(session, chat.owner_id, kept.id, 1, date(2026, 3, 10))
        found = await research.add(session, chat.owner_id, 1, "her path so far", records.now)
        found.done_at = records.now
    await the_evening_before(chat)
    assert "📎 Ada has your resume “for festivals” since Tue 10 Mar." in chat.last
    assert "🔎 You have looked up everything on your list." in chat.last


async def test_unprepared_the_evening_before_names_a_way_to_begin(chat: Chat, records: Records) -> None:
    await coffee(chat, records)
    await the_evening_before(chat)
    assert "🔎 Nothing is noted yet to look up; Prepare has ideas." in chat.last
    assert "❓ No questions chosen yet. These are a good start:\n• " in chat.last
    assert "📎" not in chat.last


# Resume and events


async def test_a_resume_ping_leads_to_the_version_and_to_a_new_one(chat: Chat, records: Records) -> None:
    chat.person.send_document("cv.pdf", b"%PDF-1.4", caption="resume")
    await chat.settle()
    chat.clock.move_to(utc(9, 11, 13))
    await chat.tick()
    assert chat.last.startswith("📄 Your resume, cv.pdf, is 6 months old now.")
    assert chat.buttons == ["Looked over", "Later", "Show it", "Who has it", "New version", "Skip"]
    ping = chat.last_message.id
    await chat.press("Show it")
    assert chat.last_message.document is not None
    await chat.press("Looked over", ping)
    assert chat.said[-2] == "✅ Looked over: it is ready to send. I ask again around Thu 11 Mar 2027."
    await chat.send("/resume")
    await chat.press("When is it old?")
    await chat.press("3 months")
    (again,) = await records.reminders(ReminderKind.RESUME_OLD)
    assert again.due_at == utc(12, 11, 14), "counted from when it was looked over"
    chat.clock.move_to(utc(12, 11, 14))
    await chat.tick()
    assert chat.last.startswith("📄 Your resume, cv.pdf, is 9 months old now.")


async def test_a_resume_left_as_it_is_comes_up_again_as_many_months_on(chat: Chat, records: Records) -> None:
    owner = await records.owner()
    async with chat.database.transaction() as session:
        hours = await records.hours()
        await planning.plan_resume_old(session, owner, hours, "Your resume", date(2025, 9, 20), records.now)
    chat.clock.move_to(utc(3, 20, 13))
    await chat.tick()
    await chat.press("Skip")
    (again,) = await records.reminders(ReminderKind.RESUME_OLD)
    assert again.due_at == utc(9, 20, 13)


async def test_an_event_ping_leads_to_its_organisation(chat: Chat, records: Records) -> None:
    await chat.send("/orgs add Women in Film, society")
    async with chat.database.transaction() as session:
        (one,) = await organisations.everything(session, chat.owner_id)
        one.event, one.event_on = "spring mixer", date(2026, 3, 26)
        about = "Women in Film: spring mixer, Thu 26 Mar"
        hours = await records.hours()
        new = await planning.plan_organisation_event(
            session, chat.owner_id, hours, about, date(2026, 3, 26), records.now
        )
        assert new is not None
        new.organisation_id = one.id
    chat.clock.move_to(utc(3, 25, 13))
    await chat.tick()
    assert chat.last.startswith(f"🎪 Tomorrow: {about}.")
    ping = chat.last_message.id
    await chat.press("The organisation")
    assert chat.said[-2].startswith("🎪"), "the ping stays"
    await chat.press("I am going", ping)
    assert chat.said[-2] == "🎪 Enjoy it! Afterwards tell me in one message whom you met, and I keep them."
    await chat.press("The organisation", ping)
    assert chat.last.startswith("<b>Women in Film</b>")
    await chat.press("Undo", ping)
    await chat.press("Not this time", ping)
    assert f"All right, let go: {about}" in chat.said


async def test_an_event_behind_days_off_is_spoken_of_until_it_is_over(chat: Chat, records: Records) -> None:
    await records.change_owner(days_off=[6, 7])
    await chat.send("/orgs add Women in Film, society")
    async with chat.database.transaction() as session:
        (one,) = await organisations.everything(session, chat.owner_id)
        one.event, one.event_on = "mixer", date(2026, 3, 16)
        hours = await records.hours()
        new = await planning.plan_organisation_event(
            session, chat.owner_id, hours, "mixer", date(2026, 3, 16), records.now
        )
        assert new is not None
        new.organisation_id = one.id
    chat.clock.move_to(utc(3, 13, 13))
    await chat.tick()
    assert chat.last.startswith("🎪 Coming up: mixer.")
    chat.clock.move_to(utc(3, 16, 15))
    await chat.send("/due")
    await chat.tick()
    assert any(said.startswith("🎪") for said in chat.said), "it is this evening"
    chat.clock.move_to(utc(3, 17, 15))
    await chat.send("/due")
    await chat.tick()
    assert not any(said.startswith("🎪") for said in chat.said)


# /due and the card


async def test_due_leads_to_promises(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await chat.send("/due")
    assert chat.buttons[-1] == "Promises"
    await chat.press("Promises")
    assert "promise" in chat.last.casefold()


async def test_the_card_says_which_resume_they_have_and_through_whom_we_met(chat: Chat, records: Records) -> None:
    await chat.send("/orgs add Women in Film, society")
    await records.contact("Ada Lovelace", organisation_id=1)
    async with chat.database.transaction() as session:
        kept = await resumes.add(session, chat.owner_id, "file", "cv.pdf", records.now, label="for <festivals>")
        await resumes.add_given(session, chat.owner_id, kept.id, 1, date(2026, 3, 10))
    await chat.send("/contacts ada")
    await chat.press("Ada Lovelace")
    assert "Met through: Women in Film" in chat.last
    assert "Has your resume “for &lt;festivals&gt;” since Tue 10 Mar" in chat.last


async def test_right_after_a_talk_i_say_what_it_answered(chat: Chat) -> None:
    await chat.send("coffee with Ada Lovelace today, she likes my reel")
    assert TICK not in chat.buttons
    await chat.send("/goals film: Who pays?")
    await chat.send("coffee with Tom Reyes today, he said to learn Premiere")
    kept = chat.last
    await chat.press(TICK)
    await chat.press("Who pays?")
    assert "✓ Who pays?" in chat.buttons
    assert kept in chat.said


async def test_it_is_offered_below_a_talk_logged_step_by_step_too(chat: Chat) -> None:
    await chat.send("/goals film: Who pays?")
    await chat.send("/log Ada Lovelace")
    await chat.press("Today")
    await chat.press("📞 Call")
    await chat.send("she pays the crew herself")
    await chat.press("That is all, save it")
    assert chat.last.startswith("Kept: a call with <b>Ada Lovelace</b>")
    assert TICK in chat.buttons


# The weekly look


async def a_week(chat: Chat, records: Records) -> None:
    await chat.send("/settings")
    await chat.press("Weekly look")
    await records.talk("Ada Lovelace")
    await chat.send("/thanks")
    await chat.press("Sent")
    await records.contact("Charles Babbage", organisation=ENGINES)
    chat.clock.move_to(utc(3, 15, 22))
    await chat.tick()


async def test_the_weekly_look_is_a_picture_with_words_below_it(chat: Chat, records: Records) -> None:
    await a_week(chat, records)
    assert chat.last.startswith("🗓 <b>Your week</b>\n\nOne conversation: <b>Ada Lovelace</b>. You sent one message.")
    picture = chat.last_message.file
    assert picture is not None
    assert chat.last_message.kind == "photo"
    assert Image.open(BytesIO(picture.data)).size == (960, 540)
    assert chat.buttons == ["What is due", "✍️ Write to Charles", "👤 Charles Babbage"]
    await chat.press("✍️ Write to Charles")
    assert "Charles Babbage" in chat.last
    await chat.press("What is due")
    assert chat.last.startswith("<b>The next seven days</b>") or "Nothing is due" in chat.last


async def test_a_quiet_week_is_words_alone(chat: Chat, records: Records) -> None:
    await chat.send("/settings")
    await chat.press("Weekly look")
    chat.clock.move_to(utc(3, 15, 22))
    await chat.tick()
    assert chat.last_message.kind == "text"
    assert "No conversations this week. That happens; one short message is a good start." in chat.last


async def test_a_weekly_look_comes_once_whatever_is_lost_on_the_way(chat: Chat, records: Records) -> None:
    await chat.send("/settings")
    await chat.press("Weekly look")
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.telegram.fault("sendPhoto", when="before")
    chat.clock.move_to(utc(3, 15, 22))
    await chat.tick()
    chat.clock.forward(seconds=10)
    await chat.tick()
    await chat.tick()
    assert sum(said.startswith("🗓") for said in chat.said) == 1


async def test_a_full_week_still_fits_below_its_picture_or_comes_in_words(chat: Chat, records: Records) -> None:
    await chat.send("/settings")
    await chat.press("Weekly look")
    for number in range(9):
        name = f"Wolfeschlegelstein{number} Hausenbergerdorff" + "&" * 40
        await records.talk(name, "she <told> me & more " * 30)
        await records.thanked(name)
    chat.clock.move_to(utc(3, 15, 22))
    await chat.tick()
    assert any(said.startswith("🗓 <b>Your week</b>\n\n9 conversations") for said in chat.said)


async def test_the_weekly_look_comes_beside_an_offer_to_catch_up(chat: Chat, records: Records) -> None:
    await chat.send("/settings")
    await chat.press("Weekly look")
    for number in range(9):
        await records.talk(f"Ada Lovelace{number}")
    chat.clock.move_to(utc(3, 15, 22))
    await chat.tick()
    assert any(said.startswith("Welcome back. While you were away, 9 things came due.") for said in chat.said)
    assert chat.last.startswith("🗓 <b>Your week</b>\n\n9 conversations")
    await chat.press("One at a time")
    assert any(said.startswith("<i>9 to go</i>\n\n🙏") for said in chat.said)


def test_the_weeks_of_the_chart_end_today_and_leave_no_day_out() -> None:
    today = date(2026, 3, 15)
    days = [today - timedelta(days=back) for back in range(56)]
    weeks = week_chart.weeks(days, [date(2026, 3, 9), date(2026, 3, 8), date(2026, 1, 18)], today)
    assert [week.talks for week in weeks] == [7] * 8
    assert [week.letters for week in weeks] == [0, 0, 0, 0, 0, 0, 1, 1]
    assert weeks[-1].begins == date(2026, 3, 9)


def test_a_chart_has_taller_bars_for_more_talks() -> None:
    today = date(2026, 3, 15)
    weeks = week_chart.weeks([today] * 4 + [today - timedelta(days=7)], [], today)
    drawn = Image.open(BytesIO(week_chart.draw(weeks)))
    colour = tuple(int(week_chart.TALKS[at : at + 2], 16) for at in (1, 3, 5))
    wide = (week_chart.WIDTH - week_chart.LEFT - week_chart.RIGHT) / 8
    heights = []
    for place in (6, 7):
        middle = round(week_chart.LEFT + wide * (place + 0.5) - wide * 0.19)
        heights.append(sum(drawn.getpixel((middle, y)) == colour for y in range(week_chart.HEIGHT)))
    assert heights[1] == pytest.approx(4 * heights[0], rel=0.05)


# The next turn of an update


@pytest.mark.parametrize(
    ("heard_on", "sent_at", "rhythm", "again_at"),
    [
        pytest.param(date(2026, 3, 11), utc(4, 11, 13), Rhythm.MONTHLY, utc(5, 11, 13), id="a month on"),
        pytest.param(date(2026, 1, 31), utc(2, 28, 14), Rhythm.MONTHLY, utc(3, 31, 13), id="the last of the month"),
        pytest.param(date(2026, 3, 11), utc(5, 6, 13), Rhythm.MONTHLY, utc(6, 11, 13), id="not within a week"),
        pytest.param(date(2026, 3, 11), utc(5, 4, 13), Rhythm.MONTHLY, utc(5, 11, 13), id="a week is enough"),
        pytest.param(date(2026, 1, 11), utc(4, 11, 13), Rhythm.THREE_MONTHS, utc(7, 11, 13), id="their own rhythm"),
        pytest.param(date(2026, 1, 11), utc(4, 11, 13), Rhythm.NEVER, None, id="never"),
    ],
)
async def test_the_next_turn_counts_from_the_day_they_last_heard(
    records: Records, heard_on: date, sent_at: object, rhythm: Rhythm, again_at: object
) -> None:
    assert update_again_at(heard_on, sent_at, rhythm, await records.hours()) == again_at  # type: ignore[arg-type]


async def test_somebody_paused_is_not_asked_about_at_the_next_turn(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    assert chat.last.startswith("📝")
    async with chat.database.transaction() as session:
        from storage import contacts

        ada = await contacts.find(session, chat.owner_id, 1)
        assert ada is not None
        ada.status = Status.DECLINED
    said = len(chat.said)
    chat.clock.move_to(utc(5, 11, 13))
    await chat.tick()
    assert len(chat.said) <= said


# Undo, Later, several at once


async def test_an_offer_to_catch_up_is_not_made_again_each_morning(chat: Chat, records: Records) -> None:
    await records.change_owner(daily_cap=2)
    for number in range(4):
        await records.talk(f"Ada Lovelace{number}")
    chat.clock.move_to(utc(3, 14, 13))
    await chat.tick()
    assert chat.last.startswith("Welcome back. While you were away, 4 things came due.")
    for day in (15, 16, 17):
        chat.clock.move_to(utc(3, day, 13))
        await chat.tick()
    assert len(chat.said) == 1
    await chat.press("One at a time")
    assert chat.last.startswith("<i>4 to go</i>\n\n🙏")
    assert "A thank-you is due. A draft from your notes:" in chat.last
    await chat.press("Tomorrow")
    chat.clock.move_to(utc(3, 18, 13))
    await chat.tick()
    assert chat.last.startswith("🙏 You talked with <b>Ada Lovelace0</b>")


async def test_undo_of_sent_is_the_ping_again_with_its_buttons(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    chat.clock.move_to(utc(3, 12, 13))
    await chat.tick()
    ping, buttons = chat.last.partition("\n")[0], list(chat.buttons)
    await chat.press("Sent")
    await chat.tick()
    await chat.press("Undo")
    assert chat.last.startswith(ping)
    assert list(chat.buttons) == buttons
    assert chat.toasts[-1] == "Taken back"
    await chat.send("coffee with Ada Lovelace today, she likes my reel")
    await chat.tick()
    assert not any(said.startswith("🙏") for said in chat.said), "it is withdrawn like any other"


async def test_undo_on_a_card_of_the_catch_up_still_leads_on(chat: Chat, records: Records) -> None:
    for number in range(3):
        await records.talk(f"Ada Lovelace{number}")
    chat.clock.move_to(utc(3, 12, 13))
    await chat.tick()
    await chat.send("/due")
    await chat.press("One at a time")
    await chat.press("Sent")
    await chat.press("Undo")
    assert chat.last == "Taken back: thanked Ada Lovelace0."
    assert chat.buttons == ["Next ›"]


async def test_putting_a_thank_you_off_uses_up_none_of_its_mornings(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    chat.clock.move_to(utc(3, 12, 13))
    await chat.tick()
    for hour in (15, 17, 19):
        await chat.press("Later")
        await chat.press("Another time…")
        await chat.send("in 2 hours")
        chat.clock.move_to(utc(3, 12, hour))
        await chat.tick()
    assert "A thank-you is due. A draft from your notes:" in chat.last
    (thank_you,) = await records.reminders(ReminderKind.THANK_YOU)
    assert (thank_you.nth, thank_you.due_at) == (2, utc(3, 13, 13))


async def test_several_pings_in_one_message_give_the_gist_once(chat: Chat, records: Records) -> None:
    promised = PromiseDraft("send the essay", date(2026, 3, 12))
    await records.talk("Ada Lovelace", "she told me about her engine", promised=promised)
    chat.clock.move_to(utc(3, 12, 13))
    await chat.tick()
    assert chat.last.startswith("🙏")
    assert "☑️ You promised <b>Ada Lovelace</b>: <b>send the essay</b> – for today." in chat.last
    assert chat.last.count("<i>she told me about her engine</i>") == 1
    await chat.press("🙏 Sent")
    assert chat.last.count("<i>she told me about her engine</i>") == 1, "now it stands with what is left"


async def test_what_they_promised_is_brought_up_as_their_offer(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace", they_promised=PromiseDraft("introduce me to her editor"))
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(3, 18, 13))
    await chat.tick()
    assert "your offer to introduce me to your editor" in chat.last


async def test_an_update_ping_without_news_leads_to_telling_some(chat: Chat, records: Records) -> None:
    await records.talk("Ada Lovelace")
    await records.thanked("Ada Lovelace")
    chat.clock.move_to(utc(4, 11, 13))
    await chat.tick()
    assert "Still to fill in: your news." in chat.last
    assert chat.buttons == ["Sent", "Later", "Pause", "Copy", "Edit", "Skip this time", "Add news"]
    await chat.press("Add news")
    await chat.send("I cut my first short film")
    await chat.press("Edit")
    await chat.send("Hello Ada, I cut a film. Grace")
    await chat.send("/due")
    await chat.press("1")
    assert "<pre>Hello Ada, I cut a film. Grace</pre>" in chat.last
