"""A meeting as a file for any calendar (RFC 5545), newer versions of which take the place of older ones."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from bot.contacts.card_text import what_they_do
from bot.conversations.rules import listed
from bot.meetings.rules import LINK, USUAL_LENGTH
from bot.view import File
from storage.kinds import MeetingState
from storage.tables import Meeting

PRODUCT = "-//Rapport//Conversations//EN"
ALARM_BEFORE = timedelta(minutes=15)
OFF = frozenset({MeetingState.CANCELLED, MeetingState.NO_SHOW})


def file(meeting: Meeting, zone: ZoneInfo, now: datetime) -> File:
    """The meeting in the owner's zone, with an alarm a quarter of an hour before."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.state in OFF else "PUBLISH")
    calendar.add_component(_event(meeting, zone, now))
    calendar.add_missing_timezones()
    return File(calendar.to_ical(), "meeting.ics")


def _event(meeting: Meeting, zone: ZoneInfo, now: datetime) -> Event:
    event = Event()
    names = listed([each.name for each in meeting.people]) or "somebody"
    # The moment it was made tells meetings of different databases apart; the number, those of one moment.
    event.add("uid", f"{meeting.made_at:%Y%m%dT%H%M%S}-{meeting.owner_id}-{meeting.id}@rapport")
    event.add("sequence", meeting.sequence + (meeting.state in OFF))
    event.add("dtstamp", now)
    event.add("status", "CANCELLED" if meeting.state in OFF else "CONFIRMED")
    event.add("summary", f"Talk with {names}")
    if meeting.starts_at:
        local = meeting.starts_at.astimezone(zone)
        event.add("dtstart", local)
        event.add("dtend", (meeting.starts_at + (meeting.length or USUAL_LENGTH)).astimezone(zone))
        if meeting.state not in OFF:
            event.add_component(_alarm(names))
    elif meeting.day:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + timedelta(days=1))
    if meeting.place:
        event.add("location", meeting.place)
        if link := LINK.match(meeting.place):
            event.add("url", link[0])
    about = [f"{each.name}: {does}" for each in meeting.people if (does := what_they_do(each))]
    if meeting.notes:
        about.append(meeting.notes)
    if about:
        event.add("description", "\n".join(about))
    return event


def _alarm(names: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Soon: {names}")
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm
