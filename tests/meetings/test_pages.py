"""A meeting's page and what becomes of it; times to propose; lines to the other person."""

from datetime import UTC, datetime, timedelta

from storage import meetings
from storage.kinds import MeetingState, Status
from storage.tables import Meeting
from tests.conftest import Chat
from tests.meetings.test_schedule import FRIDAY_4PM, PINGS, event, page, planned
from tests.outreach.makers import a_person, now_reads, open_kinds


async def agreed(chat: Chat) -> None:
    """Friday at four with Priya, who lives in the same zone, on her page."""
    await a_person(chat, zone="America/New_York")
    await chat.send("/schedule Priya Friday 4pm zoom 30 min")
    await chat.press("Skip")


async def reads(chat: Chat, meeting: Meeting) -> Meeting:
    """A meeting as it is kept now."""
    async with chat.database.reading() as session:
        found = await meetings.find(session, chat.owner_id, meeting.id)
    assert found is not None
    return found


async def test_moved_asks_when_and_sends_a_newer_file(chat: Chat) -> None:
    await agreed(chat)
    await chat.press("Moved")
    assert chat.last.startswith("When do you meet <b>Priya Patel</b> now?")
    await chat.send("monday 10am")
    assert page(chat).startswith("Moved.\n📅 <b>Priya Patel</b>, by video\nMon 16 Mar, 10:00 to 10:30")
    _, found = event(chat)
    assert (int(found["sequence"]), found.decoded("dtstart")) == (1, datetime(2026, 3, 16, 14, tzinfo=UTC))
    assert sorted(await open_kinds(chat)) == sorted(PINGS)


async def test_every_version_of_the_file_is_of_the_same_meeting(chat: Chat) -> None:
    await agreed(chat)
    _, first = event(chat)
    await chat.press("Place")
    await chat.send("Café Lumen")
    _, second = event(chat)
    assert first["uid"] == second["uid"]
    assert int(second["sequence"]) > int(first["sequence"])
    assert str(second["location"]) == "Café Lumen"


async def test_a_move_can_be_taken_back(chat: Chat) -> None:
    await agreed(chat)
    await chat.press("Moved")
    await chat.send("monday 10am")
    await chat.press("Undo")
    assert [each.starts_at for each in await planned(chat)] == [FRIDAY_4PM]
    assert sorted(await open_kinds(chat)) == sorted(PINGS)


async def test_length_and_medium_change_in_place(chat: Chat) -> None:
    await agreed(chat)
    await chat.press("Length")
    await chat.press("45 min")
    assert "16:00 to 16:45" in page(chat)
    await chat.press("How")
    await chat.send("lunch")
    assert "over coffee" in page(chat)


async def test_moving_into_the_past_is_one_kind_line(chat: Chat) -> None:
    await agreed(chat)
    await chat.press("Moved")
    await chat.send("yesterday 4pm")
    assert "in the past" in chat.last
    assert [each.starts_at for each in await planned(chat)] == [FRIDAY_4PM]


async def test_cancelled_leaves_the_list_and_the_calendar(chat: Chat) -> None:
    await agreed(chat)
    await chat.send("/schedule")
    listed = chat.last_message.id
    await chat.press("Priya Patel, Fri", listed)
    await chat.press("Cancelled")
    assert chat.last.startswith("Noted: the talk with <b>Priya Patel</b> was cancelled.")
    assert await open_kinds(chat) == []
    await chat.send("/schedule")
    assert chat.last.startswith("Nothing is agreed yet.")


async def test_a_cancelled_meeting_can_be_on_again(chat: Chat) -> None:
    await agreed(chat)
    [meeting] = await planned(chat)
    await chat.send("/schedule")
    listed = chat.last_message.id
    await chat.press("Cancelled")
    await chat.press("Priya Patel, Fri", listed)
    assert "It was cancelled." in chat.last
    await chat.press("Calendar file")
    calendar, found = event(chat)
    assert (str(calendar["method"]), str(found["status"]), int(found["sequence"])) == ("CANCEL", "CANCELLED", 1)
    await chat.press("It has a new time", listed)
    await chat.send("monday 10am")
    assert (await reads(chat, meeting)).state is MeetingState.PLANNED
    assert sorted(await open_kinds(chat)) == sorted(PINGS)
    _, found = event(chat)
    assert str(found["status"]) == "CONFIRMED"


async def test_they_did_not_come_is_kept_kindly(chat: Chat) -> None:
    await agreed(chat)
    [meeting] = await planned(chat)
    await chat.press("They did not come")
    assert (await reads(chat, meeting)).state is MeetingState.NO_SHOW
    assert "did not take place" in chat.said[-2]


async def test_it_happened_logs_the_talk(chat: Chat) -> None:
    await agreed(chat)
    [meeting] = await planned(chat)
    chat.clock.forward(hours=72)
    await chat.press("It happened")
    assert (await reads(chat, meeting)).state is MeetingState.HAPPENED
    assert (await now_reads(chat)).status is Status.MET


async def test_the_file_comes_again_on_request(chat: Chat) -> None:
    await agreed(chat)
    await chat.press("Calendar file")
    _, found = event(chat)
    assert found.decoded("dtstart") == FRIDAY_4PM


async def test_a_line_to_confirm_is_in_their_own_time(chat: Chat) -> None:
    await a_person(chat, zone="Europe/Lisbon")
    await chat.send("/schedule Priya Friday 4pm zoom 30 min")
    await chat.send("https://zoom.us/j/1")
    await chat.press("A line to confirm")
    shown = chat.said[-2]
    assert "tomorrow, Friday 13 March, at 20:00 (Lisbon time), on https://zoom.us/j/1" in shown
    await chat.press("Ask to move it")
    moving = chat.said[-2]
    assert "tomorrow, Friday 13 March" not in moving
    assert "on Friday 13 March, at 20:00 (Lisbon time)" in moving
    assert "- Friday 13 March, 14:00 to 14:30 (Lisbon time)" in moving
    await chat.press("‹ The meeting")
    assert chat.said[-2].startswith("📅 <b>Priya Patel</b>, by video")


async def test_three_times_to_propose_in_their_zone_and_free_of_my_meetings(chat: Chat) -> None:
    await a_person(chat, "Tom Reyes", zone="America/New_York")
    await schedule_tom(chat)
    await a_person(chat, zone="Europe/Lisbon", email="priya@acme.example")
    await chat.send("/schedule Priya")
    await chat.press("Propose three times")
    assert chat.last.startswith("Three times for <b>Priya Patel</b> that suit your days and theirs:")
    lines = [each for each in chat.last.splitlines() if each.startswith("- ")]
    assert len(lines) == 3
    assert all(each.endswith("(Lisbon time)") for each in lines)
    assert lines[0] != "- Friday 13 March, 14:00 to 14:30 (Lisbon time)"
    assert "\nFor you: Fri 13 Mar " in chat.last
    assert "Open in mail" in chat.buttons


async def schedule_tom(chat: Chat) -> None:
    """Tom has Friday at ten."""
    await chat.send("/schedule Tom Friday 10am zoom 30 min")
    await chat.press("Skip")


async def test_other_times_and_the_one_they_take(chat: Chat) -> None:
    await a_person(chat, zone="America/New_York")
    await chat.send("/schedule Priya")
    await chat.press("Propose three times")
    first = chat.last
    await chat.press("Other times")
    assert chat.last != first
    taken = next(each for each in chat.buttons if each.startswith("They take"))
    await chat.press(taken)
    await chat.press("🎥 Video")
    await chat.press("Skip")
    [meeting] = await planned(chat)
    assert meeting.starts_at is not None
    assert meeting.length == timedelta(minutes=30)
    assert meeting.starts_at > FRIDAY_4PM


async def test_a_button_of_a_meeting_that_is_gone_says_so(chat: Chat) -> None:
    await agreed(chat)
    await chat.send("/schedule")
    listed = chat.last_message.id
    await chat.press("Undo")
    await chat.press("Priya Patel, Fri", listed)
    assert chat.toasts[-1] == "That meeting is no longer kept."


async def test_schedule_for_somebody_from_their_card(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/contacts Priya")
    await chat.press("Priya Patel")
    await chat.press("Schedule")
    assert chat.last.startswith("When do you meet <b>Priya Patel</b>?")


async def test_the_evening_before_still_pings(chat: Chat) -> None:
    await agreed(chat)
    chat.clock.forward(hours=32)
    await chat.tick()
    assert "Priya Patel" in chat.last
