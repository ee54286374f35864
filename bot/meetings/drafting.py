"""The lines that belong to a meeting, drafted: times to propose, confirming, asking to move it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.drafts.rules import Draft, in_their_time, render
from bot.meetings import views
from bot.meetings.rules import USUAL_LENGTH
from bot.reminders.hours import zone_called
from bot.wordings import lookup
from storage.kinds import Channel
from storage.tables import Contact, Meeting, Owner

MEDIUM = {Channel.CALL: "phone", Channel.VIDEO: "video"}


async def proposing(
    session: AsyncSession, owner: Owner, contact: Contact, starts: Sequence[datetime], length: timedelta, zone: ZoneInfo
) -> Draft:
    """Times as the contact reads them."""
    theirs = zone_called(contact.zone) if contact.zone else zone
    own = await lookup.override(session, owner.id, "propose_times")
    slots = "\n".join(f"- {views.slot_line(each, length, theirs)}" for each in starts)
    values = _known(owner, contact) | {"slots": slots, "minutes": minutes(length)}
    return render("propose_times", values, override=own, seed=contact.id)


async def about(
    session: AsyncSession,
    owner: Owner,
    meeting: Meeting,
    template: str,
    zone: ZoneInfo,
    now: datetime,
    slots: Sequence[datetime] = (),
) -> Draft:
    """A line about an agreed meeting, to the first of its people: confirm_meeting or reschedule."""
    contact = meeting.people[0] if meeting.people else None
    theirs = zone_called(contact.zone) if contact and contact.zone else zone
    link = views.is_link(meeting.place)
    length = meeting.length or USUAL_LENGTH
    values = (
        {
            **(_known(owner, contact) if contact else {"my_name": owner.name}),
            "meeting_when": in_their_time(meeting.starts_at, theirs, now=_eve(meeting, template, now)),
            "link": meeting.place if link else None,
            "place": None if link else meeting.place,
            "medium": MEDIUM.get(meeting.channel) if meeting.channel else None,
            "minutes": minutes(length),
            "slots": "\n".join(f"- {views.slot_line(each, length, theirs)}" for each in slots) or None,
        }
        if meeting.starts_at
        else {"my_name": owner.name}
    )
    own = await lookup.override(session, owner.id, template)
    return render(template, values, override=own, seed=meeting.id)


def _eve(meeting: Meeting, template: str, now: datetime) -> datetime:
    """A confirmation is read on the day before, so that is what its "tomorrow" counts from."""
    assert meeting.starts_at is not None
    return max(now, meeting.starts_at - timedelta(days=1)) if template == "confirm_meeting" else now


def minutes(length: timedelta) -> int:
    """A length in whole minutes."""
    return round(length.total_seconds() / 60)


def _known(owner: Owner, contact: Contact) -> dict[str, object]:
    return {
        "first_name": contact.first_name,
        "full_name": contact.name,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": owner.field,
        "my_name": owner.name,
        "my_status": owner.academic_status,
    }
