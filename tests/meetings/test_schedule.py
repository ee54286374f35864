"""/schedule, as the owner meets it: one line, a few taps, a page and a file for the calendar."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from storage import meetings
from storage.kinds import Answer, Channel, MeetingState, ReminderKind, Status
from storage.tables import Meeting
from tests.conftest import Chat
from tests.outreach.makers import a_letter, a_person, letters_to, now_reads, open_kinds

FRIDAY_4PM = datetime(2026, 3, 13, 20, tzinfo=UTC)
PINGS = [ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON, ReminderKind.HOW_DID_IT_GO]


async def planned(chat: Chat) -> list[Meeting]:
    """The meetings that stand."""
    async with chat.database.reading() as session:
        return list(await meetings.planned(session, chat.owner_id))


async def schedule(chat: Chat, line: str, *, length: str = "30 min", place: str | None = None) -> None:
    """One line that says who, when and how; then length, place, and the same time zone."""
    await chat.send(f"/schedule {line}")
    await chat.press(length)
    if place:
        await chat.send(place)
    else:
        await chat.press("Skip")
    await chat.press("Same as mine")


def page(chat: Chat) -> str:
    """The newest page of a meeting."""
    return next(each for each in reversed(chat.said) if "📅" in each)


def event(chat: Chat) -> tuple[Calendar, Any]:
    """The newest calendar file, and the event in it."""
    document = chat.last_message.document
    assert document is not None
    calendar = Calendar.from_ical(document.data.decode())
    assert isinstance(calendar, Calendar)
    [found] = calendar.walk("VEVENT")
    return calendar, found


async def test_one_line_says_who_when_and_how(chat: Chat) -> None:
    await a_person(chat)
    await schedule(chat, "Priya Friday 4pm zoom", place="https://zoom.us/j/1")
    assert page(chat) == ("Kept.\n📅 <b>Priya Patel</b>, by video\nFri 13 Mar, 16:00 to 16:30\n📍 https://zoom.us/j/1")
    [meeting] = await planned(chat)
    assert (meeting.starts_at, meeting.day, meeting.channel) == (FRIDAY_4PM, date(2026, 3, 13), Channel.VIDEO)
    assert meeting.length == timedelta(minutes=30)
    assert (await now_reads(chat)).status is Status.SCHEDULED
    assert sorted(await open_kinds(chat)) == sorted(PINGS)


@pytest.mark.parametrize(
    ("line", "at", "how"),
    [
        ("Priya Patel tomorrow at 10 coffee", datetime(2026, 3, 12, 14, tzinfo=UTC), Channel.COFFEE),
        ("call with Priya on 20 March at 3", datetime(2026, 3, 20, 19, tzinfo=UTC), Channel.CALL),
        ("priya fri 16:00 by phone", FRIDAY_4PM, Channel.CALL),
        ("monday 9am priya over lunch", datetime(2026, 3, 16, 13, tzinfo=UTC), Channel.COFFEE),
    ],
)
async def test_the_line_can_be_written_as_it_comes(chat: Chat, line: str, at: datetime, how: Channel) -> None:
    await a_person(chat)
    await schedule(chat, line)
    [meeting] = await planned(chat)
    assert (meeting.starts_at, meeting.channel) == (at, how)


async def test_length_and_link_in_the_line_are_not_asked_again(chat: Chat) -> None:
    await a_person(chat, zone="America/New_York")
    await chat.send("/schedule Priya friday 4pm https://zoom.us/j/1 for 20 min")
    assert page(chat).endswith("by video\nFri 13 Mar, 16:00 to 16:20\n📍 https://zoom.us/j/1")


async def test_a_place_in_the_line_is_kept(chat: Chat) -> None:
    await a_person(chat, zone="America/New_York")
    await chat.send("/schedule Priya Friday 4pm coffee at Blue Bottle")
    await chat.press("30 min")
    assert page(chat).endswith("over coffee\nFri 13 Mar, 16:00 to 16:30\n📍 Blue Bottle")


async def test_a_name_alone_asks_when_and_offers_free_times(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/schedule Priya")
    assert chat.last.startswith("When do you meet <b>Priya Patel</b>?")
    assert chat.buttons[:4] == ["Fri 13 Mar 10:00", "Mon 16 Mar 14:00", "Tue 17 Mar 16:00", "Propose three times"]
    await chat.press("Mon 16 Mar 14:00")
    await chat.press("45 min")
    await chat.press("☕ Coffee or a meal")
    await chat.send("Café Lumen, 12 Hill St")
    await chat.press("Same as mine")
    assert "over coffee\nMon 16 Mar, 14:00 to 14:45\n📍 Café Lumen, 12 Hill St" in page(chat)


async def test_a_day_without_a_time_is_asked_for_its_time(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/schedule Priya friday")
    assert chat.last.startswith("What time on Friday 13 March?")
    await chat.send("4pm")
    await chat.press("30 min")
    await chat.press("📞 Phone")
    await chat.press("Skip")
    await chat.press("Same as mine")
    assert [each.starts_at for each in await planned(chat)] == [FRIDAY_4PM]


async def test_a_day_alone_is_kept_without_pings(chat: Chat) -> None:
    await a_person(chat, zone="America/New_York")
    await chat.send("/schedule Priya friday")
    await chat.press("Not known yet")
    for _ in range(3):
        await chat.press("Skip")
    assert "Fri 13 Mar, no time yet" in page(chat)
    assert await open_kinds(chat) == []


async def test_their_time_is_read_and_shown_in_their_zone(chat: Chat) -> None:
    await a_person(chat, zone="Europe/Lisbon")
    await chat.send("/schedule Priya fri 3pm her time")
    for _ in range(3):
        await chat.press("Skip")
    assert [each.starts_at for each in await planned(chat)] == [datetime(2026, 3, 13, 15, tzinfo=UTC)]
    assert "Fri 13 Mar, 11:00\n🌍 Friday 15:00 for Priya (Lisbon time)" in page(chat)


async def test_their_city_is_asked_once_and_kept(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/schedule Priya Friday 4pm zoom")
    await chat.press("30 min")
    await chat.press("Skip")
    await chat.send("Lisbon")
    assert "🌍 Friday 20:00 for Priya (Lisbon time)" in page(chat)
    assert (await now_reads(chat)).zone == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Priya yesterday 4pm", "in the past"),
        ("Priya 31 february 4pm", "There is no 31 February"),
        ("Priya 1 march 2025 4pm", "in the past"),
        ("Priya in 9 years", "more than two years away"),
        ("Priya fri 25:00", "There is no"),
        ("Priya fri 3pm their time", "I do not know their time zone yet"),
    ],
)
async def test_a_time_that_cannot_be_gets_one_kind_line(chat: Chat, line: str, says: str) -> None:
    await a_person(chat)
    await chat.send(f"/schedule {line}")
    assert says in chat.last
    assert "\n" not in chat.last
    assert await planned(chat) == []


async def test_a_bad_time_in_the_form_leaves_the_question_open(chat: Chat) -> None:
    await a_person(chat, zone="America/New_York")
    await chat.send("/schedule Priya")
    await chat.send("31 february")
    assert chat.last.startswith("There is no 31 February")
    await chat.send("fri 4pm")
    for _ in range(3):
        await chat.press("Skip")
    assert [each.starts_at for each in await planned(chat)] == [FRIDAY_4PM]


async def test_agreeing_answers_the_letter_that_waited(chat: Chat) -> None:
    await a_letter(chat, await a_person(chat))
    await schedule(chat, "Priya Friday 4pm zoom")
    assert [each.answer for each in await letters_to(chat)] == [Answer.REPLIED]


async def test_undo_takes_the_meeting_and_its_pings_back(chat: Chat) -> None:
    await a_person(chat)
    await schedule(chat, "Priya Friday 4pm zoom")
    await chat.press("Undo")
    assert await planned(chat) == []
    assert await open_kinds(chat) == []
    assert (await now_reads(chat)).status is Status.TO_CONTACT


async def test_two_meetings_at_one_time_are_pointed_out(chat: Chat) -> None:
    await a_person(chat)
    await a_person(chat, "Tom Reyes")
    await schedule(chat, "Priya Friday 4pm zoom", length="60 min")
    await schedule(chat, "Tom Friday 4:30pm zoom")
    assert page(chat).endswith("⚠️ You also meet Priya Patel from 16:00 to 17:00.")
    assert len(await planned(chat)) == 2


async def test_somebody_new_is_added_with_the_meeting(chat: Chat) -> None:
    await chat.send("/schedule Zora Neale Friday 4pm zoom")
    assert chat.last == "I know nobody called <b>Zora Neale</b>. Who is it with?"
    await chat.press("Add Zora Neale")
    await chat.press("30 min")
    await chat.press("Skip")
    await chat.press("Same as mine")
    assert (await now_reads(chat, "Zora Neale")).status is Status.SCHEDULED


async def test_a_name_that_fits_several_is_asked_and_nothing_typed_is_lost(chat: Chat) -> None:
    await a_person(chat)
    await a_person(chat, "Priya Shah")
    await chat.send("/schedule Priya Friday 4pm zoom")
    assert chat.last == "Whom do you mean?"
    await chat.press("Priya Shah")
    await chat.press("30 min")
    await chat.press("Skip")
    await chat.press("Same as mine")
    [meeting] = await planned(chat)
    assert ([each.name for each in meeting.people], meeting.starts_at) == (["Priya Shah"], FRIDAY_4PM)


async def test_the_calendar_file_has_the_right_zone_and_an_alarm(chat: Chat) -> None:
    await a_person(chat, organisation="Acme", role="editor")
    await schedule(chat, "Priya Friday 4pm zoom", place="https://zoom.us/j/1")
    calendar, found = event(chat)
    assert found.decoded("dtstart") == FRIDAY_4PM
    assert found["dtstart"].params["TZID"] == "America/New_York"
    assert [str(each["tzid"]) for each in calendar.walk("VTIMEZONE")] == ["America/New_York"]
    assert found.decoded("dtend") - found.decoded("dtstart") == timedelta(minutes=30)
    assert (str(found["summary"]), int(found["sequence"])) == ("Talk with Priya Patel", 0)
    assert str(found["location"]) == "https://zoom.us/j/1"
    [alarm] = found.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-15)
    assert chat.last_message.document is not None
    assert chat.last_message.document.name == "meeting.ics"


async def test_schedule_alone_lists_what_is_agreed(chat: Chat) -> None:
    await chat.send("/schedule")
    assert chat.last.startswith("Nothing is agreed yet.")
    await a_person(chat)
    await schedule(chat, "Priya Friday 4pm zoom")
    await chat.send("/schedule")
    assert chat.last.startswith("<b>Agreed</b>\n• Fri 13 Mar, 16:00 to 16:30: Priya Patel")
    await chat.press("Priya Patel, Fri 13 Mar")
    assert chat.last.startswith("📅 <b>Priya Patel</b>, by video")


async def test_a_meeting_of_mine_is_nobody_elses(chat: Chat) -> None:
    await a_person(chat)
    await schedule(chat, "Priya Friday 4pm zoom")
    [meeting] = await planned(chat)
    sam = chat.another(2002)
    await sam.send("/start")
    await sam.send("/schedule")
    assert "Priya Patel" not in sam.last
    async with chat.database.reading() as session:
        assert await meetings.find(session, 2002, meeting.id) is None
    assert meeting.state is MeetingState.PLANNED
