"""Records to be pinged about, written as the rooms write them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.conversations.draft import ConversationDraft, PersonDraft, PromiseDraft, ReferralDraft
from bot.conversations.recording import Recorded, record
from bot.reminders import planning
from bot.reminders.hours import Hours
from storage import contacts, letters, meetings, owners, reminders
from storage.database import Database
from storage.kinds import LetterKind, Outcome, ReminderKind, Status
from storage.tables import Contact, Letter, Meeting, Owner, Reminder
from tests.conftest import ZONE, Chat


class Records:
    """One owner's records, reached as a test needs them."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat

    @property
    def now(self) -> datetime:
        return self.chat.clock.now()

    @property
    def database(self) -> Database:
        return self.chat.database

    async def owner(self) -> Owner:
        async with self.database.reading() as session:
            return await owners.get(session, self.chat.owner_id)

    async def change_owner(self, **changes: Any) -> None:
        async with self.database.transaction() as session:
            owner = await owners.get(session, self.chat.owner_id)
            for name, value in changes.items():
                setattr(owner, name, value)

    async def hours(self) -> Hours:
        return planning.hours_of(await self.owner(), ZONE)

    async def contact(self, name: str, **known: Any) -> Contact:
        async with self.database.transaction() as session:
            return await contacts.add(session, self.chat.owner_id, name, self.now, **known)

    async def talk(
        self,
        name: str,
        notes: str = "talked about docs",
        *,
        on: date | None = None,
        promised: PromiseDraft | None = None,
        they_promised: PromiseDraft | None = None,
        named: ReferralDraft | None = None,
    ) -> Recorded:
        """A conversation, recorded as /log does."""
        owner = await self.owner()
        day = on or self.now.astimezone(planning.hours_of(owner, ZONE).zone).date()
        draft = ConversationDraft(
            [PersonDraft(name)],
            day,
            notes=notes,
            mine=[promised] if promised else [],
            theirs=[they_promised] if they_promised else [],
            referrals=[named] if named else [],
        )
        async with self.database.transaction() as session:
            return await record(session, owner, draft, self.now, ZONE)

    async def thanked(self, name: str) -> None:
        """The thank-you is out of the way, so that a test is about something else."""
        async with self.database.transaction() as session:
            contact = await contacts.find_by_name(session, self.chat.owner_id, name)
            assert contact is not None
            await reminders.settle(
                session, self.chat.owner_id, Outcome.DONE, self.now, ReminderKind.THANK_YOU, contact_id=contact.id
            )

    async def outreach(self, contact: Contact, on: date) -> Letter:
        async with self.database.transaction() as session:
            found = await contacts.find(session, self.chat.owner_id, contact.id)
            assert found is not None
            found.status = Status.REACHED_OUT
            kind = LetterKind.OUTREACH
            letter = await letters.add(session, self.chat.owner_id, contact.id, kind, on, self.now)
            await planning.plan_no_reply(session, await self.hours(), letter, self.now)
            return letter

    async def meeting(self, contact: Contact, starts_at: datetime, **agreed: Any) -> Meeting:
        async with self.database.transaction() as session:
            meeting = await meetings.add(
                session,
                self.chat.owner_id,
                [contact],
                self.now,
                starts_at=starts_at,
                day=starts_at.date(),
                length=timedelta(minutes=30),
                **agreed,
            )
            await planning.plan_meeting(session, await self.hours(), meeting, contact, self.now)
            return meeting

    async def reminders(self, kind: ReminderKind | None = None) -> list[Reminder]:
        """Those that are not settled."""
        async with self.database.reading() as session:
            kinds = [kind] if kind else []
            return list(await reminders.open_for(session, self.chat.owner_id, *kinds))

    async def find_contact(self, contact_id: int) -> Contact:
        async with self.database.reading() as session:
            found = await contacts.find(session, self.chat.owner_id, contact_id)
            assert found is not None
            return found


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of 2026, in which the tests live."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
