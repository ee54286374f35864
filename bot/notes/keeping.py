"""Notes and the records they become, kept in step: recorded, recorded anew when put right, taken back.

A note is one change. To put it right it is taken back and recorded anew in the same transaction; where something newer
builds on its records, they are adjusted in place instead, as a further change of the same note.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.context import BotContext
from bot.notes import adjusting, corrections, naming, understanding
from bot.notes.understood import Reading, Understood
from bot.notes.writing import write
from bot.notes.written import Writing
from storage import contacts, history, notes
from storage.tables import Change, Note


@dataclass
class Keeper:
    """Keeps one owner's notes in the transaction of one update."""

    session: AsyncSession
    writing: Writing

    @classmethod
    def of(cls, session: AsyncSession, context: BotContext) -> "Keeper":
        """For the owner of this update."""
        hours = context.hours
        return cls(session, Writing(context.owner, hours, context.now))

    @property
    def owner_id(self) -> int:
        """Whose notes."""
        return self.writing.owner.id

    async def read(self, reading: Reading) -> Reading:
        """The note's words, read with the address book as it is now."""
        everyone = await contacts.everyone(self.session, self.owner_id)
        # Beside the event loop, as it takes tens of milliseconds with the names model and many contacts.
        found = await asyncio.to_thread(
            understanding.read_pieces,
            reading.pieces,
            datetime.fromisoformat(reading.said_at),
            reading.zone,
            understanding.known_of(everyone),
            reading.given,
        )
        return as_heard(replace(reading, found=found))

    async def keep(self, note: Note, reading: Reading) -> None:
        """Record a note as it is understood."""
        if reading.found is None:
            note.reading = reading.as_json()
            return
        understood = corrections.apply(reading.found, reading.corrections)
        history.record(self.session)
        written = await write(self.session, self.writing, understood, reading.given)
        what = naming.what(understood)
        change = await history.keep(self.session, self.owner_id, what, self.writing.now)
        note.conversation_id = written.records.conversation_id
        note.change_ids = [change.id] if change else []
        note.text = reading.text
        note.reading = replace(reading, records=written.records, what=what, why_kept=None).as_json()
        await self.session.flush()

    async def again(self, note_id: int, reading: Reading, *, reread: bool = False) -> Note:
        """Bring the records in line with a reading that was put right; `reread` where the words are others."""
        note = await self._note(note_id)
        newer = await self.built_upon(note)
        if newer is None:
            await self.take_back(note)
            note = await self._note(note_id)
            await self.keep(note, await self.read(reading) if reread else reading)
            return note
        before = understood_of(Reading.from_json(note.reading))
        reading = await self.read(reading) if reread else reading
        history.record(self.session)
        adjusted = await adjusting.adjust(self.session, self.writing, before, understood_of(reading), reading)
        change = await history.keep(self.session, self.owner_id, reading.what, self.writing.now)
        if adjusted is None:
            note.reading = replace(Reading.from_json(note.reading), why_kept=newer.what).as_json()
        else:
            note.change_ids = [*note.change_ids, *([change.id] if change else [])]
            note.text = reading.text
            note.reading = replace(adjusted, why_kept=None).as_json()
        await self.session.flush()
        return note

    async def changes(self, note: Note) -> Sequence[Change]:
        """What the note changed and has not been taken back, newest first."""
        found = [await history.find(self.session, self.owner_id, number) for number in reversed(note.change_ids)]
        return [each for each in found if each and each.undone_at is None]

    async def built_upon(self, note: Note) -> Change | None:
        """A newer change, not this note's own, that builds on its records."""
        own = set(note.change_ids)
        for change in await self.changes(note):
            newer = await history.built_upon(self.session, change)
            while newer and newer.id in own:
                newer = await _next_built_upon(self.session, change, newer)
            if newer:
                return newer
        return None

    async def take_back(self, note: Note) -> None:
        """All that the note changed, newest first. Whatever the session held is read anew afterwards."""
        for change in await self.changes(note):
            await history.undo(self.session, change, self.writing.now)
            await self.session.flush()
        self.session.expunge_all()

    async def _note(self, note_id: int) -> Note:
        note = await notes.find(self.session, self.owner_id, note_id)
        assert note is not None, "a note is never deleted while it is put right"
        return note


async def _next_built_upon(session: AsyncSession, change: Change, after: Change) -> Change | None:
    """As `history.built_upon`, but later than one that is known."""
    later = Change(id=after.id, owner_id=change.owner_id, rows=change.rows, what=change.what, made_at=change.made_at)
    return await history.built_upon(session, later)


def understood_of(reading: Reading) -> Understood | None:
    """The reading with the owner's corrections."""
    return corrections.apply(reading.found, reading.corrections) if reading.found else None


def as_heard(reading: Reading) -> Reading:
    """New names that came by voice wait for the owner's word."""
    found = reading.found
    if found is None or not reading.heard:
        return reading
    people = tuple(replace(each, heard=each.contact_id is None and each.is_sure) for each in found.people)
    referrals = tuple(replace(each, heard=each.contact_id is None and each.is_sure) for each in found.referrals)
    return replace(reading, found=replace(found, people=people, referrals=referrals))
