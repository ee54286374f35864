"""Which meetings take up a stretch of time."""

from datetime import UTC, datetime, timedelta

from storage import contacts, meetings
from storage.database import Database
from storage.kinds import MeetingState
from tests.conftest import START

TEN = datetime(2026, 3, 13, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_a_meeting_that_has_begun_still_takes_its_time(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        await meetings.add(session, owner, [ada], START, starts_at=TEN, length=timedelta(minutes=90))
        after = await meetings.overlapping(session, owner, TEN + HOUR, TEN + 2 * HOUR)
        later = await meetings.overlapping(session, owner, TEN + 1.5 * HOUR, TEN + 2 * HOUR)
        before = await meetings.overlapping(session, owner, TEN - HOUR, TEN)
    assert [each.starts_at for each in after] == [TEN]
    assert [*later, *before] == []


async def test_a_meeting_without_a_length_takes_half_an_hour(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        await meetings.add(session, owner, [], START, starts_at=TEN)
        during = await meetings.overlapping(session, owner, TEN + timedelta(minutes=29), TEN + HOUR)
        after = await meetings.overlapping(session, owner, TEN + timedelta(minutes=30), TEN + HOUR)
    assert (len(during), len(after)) == (1, 0)


async def test_what_is_off_or_has_no_time_takes_none(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        await meetings.add(session, owner, [], START, starts_at=TEN, state=MeetingState.CANCELLED)
        await meetings.add(session, owner, [], START, day=TEN.date())
        found = await meetings.overlapping(session, owner, TEN, TEN + HOUR)
    assert list(found) == []
