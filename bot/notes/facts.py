"""What a note's card shows, gathered from the note and its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.notes.keeping import Keeper, understood_of
from bot.notes.understood import Reading, Understood, Who
from storage import contacts, goals, meetings, reminders
from storage.folding import fold
from storage.tables import Contact, Meeting, Note, Reminder


@dataclass(frozen=True)
class Facts:
    """A note with all its card says. `people` are the contacts that play a part in it, or may.

    `talk_id` is the conversation it became, if there is something that it may have answered of the owner's goals.
    """

    note: Note
    reading: Reading
    understood: Understood | None
    people: Mapping[int, Contact]
    added: frozenset[int]
    following: Sequence[Reminder]
    meeting: Meeting | None
    is_recorded: bool
    is_taken_back: bool
    talk_id: int | None
    now: datetime
    zone: ZoneInfo

    def contact(self, person: Who) -> Contact | None:
        """The contact that somebody of the note became or is."""
        number = self.reading.records.contacts.get(fold(person.said)) or person.contact_id
        return self.people.get(number or 0)


async def gather(keeper: Keeper, note: Note) -> Facts:
    """Everything for the card, in the transaction that changed the note or in a reading."""
    session, owner_id = keeper.session, keeper.owner_id
    reading = Reading.from_json(note.reading)
    understood = understood_of(reading)
    changes = await keeper.changes(note)
    made = [row for change in changes for row in change.rows if row["did"] == "insert"]
    waiting = await reminders.with_ids(session, owner_id, [row["id"] for row in made if row["table"] == "reminders"])
    ids = set(reading.records.contacts.values())
    if understood:
        for person in (
            *understood.people,
            *understood.referrals,
            *([understood.through] if understood.through else []),
        ):
            ids |= {*person.fits, *([person.contact_id] if person.contact_id else [])}
    found = await contacts.with_ids(session, owner_id, sorted(ids))
    talk_id = reading.records.conversation_id
    return Facts(
        note=note,
        reading=reading,
        understood=understood,
        people={each.id: each for each in found},
        added=frozenset(row["id"] for row in made if row["table"] == "contacts"),
        following=[each for each in waiting if each.settled_at is None],
        meeting=await meetings.find(session, owner_id, reading.records.meeting_id or 0),
        is_recorded=bool(changes),
        is_taken_back=bool(note.change_ids) and not changes,
        talk_id=talk_id if changes and talk_id and await goals.wonders(session, owner_id) else None,
        now=keeper.writing.now,
        zone=keeper.writing.hours.zone,
    )
