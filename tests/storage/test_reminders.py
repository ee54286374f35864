"""Questions about reminders, and the timer's questions, on both engines."""

from datetime import timedelta

from storage import contacts, deliveries, owners, reminders
from storage.database import Database
from storage.kinds import Outcome, ReminderKind
from storage.tables import Nudge, Reminder
from tests.conftest import OWNER, START

MINUTE = timedelta(minutes=1)


async def due(database: Database, owner_id: int = OWNER, count: int = 1, *, ago: timedelta = MINUTE) -> list[int]:
    async with database.transaction() as session:
        await owners.admit(session, owner_id, START)
        person = await contacts.add(session, owner_id, "Ada", START)
        made = [
            await reminders.add(session, owner_id, ReminderKind.FOLLOW_UP, START - ago, START, contact_id=person.id)
            for _ in range(count)
        ]
        return [each.id for each in made]


async def claimed(database: Database, by: str = "a", at: timedelta = timedelta(), most: int = 10) -> list[int]:
    async with database.transaction() as session:
        return [each.id for each in await deliveries.claim(session, by, START + at, most)]


async def test_whoever_has_waited_longest_is_served_first_and_whole(database: Database) -> None:
    late = await due(database, 2002, 3)
    early = await due(database, OWNER, 2, ago=2 * MINUTE)
    assert await claimed(database, most=1) == early
    assert await claimed(database, most=1) == late
    assert await claimed(database) == []


async def test_what_is_claimed_is_free_again_after_a_minute(database: Database) -> None:
    ids = await due(database)
    assert await claimed(database, "a") == ids
    assert await claimed(database, "b", at=timedelta(seconds=59)) == []
    assert await claimed(database, "b", at=timedelta(seconds=61)) == ids
    async with database.transaction() as session:
        assert not await deliveries.still_ours(session, "a", ids, START + 2 * MINUTE)
        assert await deliveries.still_ours(session, "b", ids, START + 2 * MINUTE)


async def test_while_one_process_serves_an_owner_no_other_takes_what_else_comes_due(database: Database) -> None:
    await due(database)
    await claimed(database, "a")
    more = await due(database)
    assert await claimed(database, "b") == []
    assert await claimed(database, "b", at=2 * MINUTE) == [1, *more]


async def test_settled_sent_failed_and_blocked_ones_are_not_due(database: Database) -> None:
    ids = await due(database, count=4)
    async with database.transaction() as session:
        rows = await reminders.with_ids(session, OWNER, ids)
        reminders.end(rows[0], Outcome.DONE, START)
        rows[1].sent_at, rows[2].failed = START, "refused"
    assert await claimed(database) == [ids[3]]
    async with database.transaction() as session:
        await deliveries.release(session, "a", [ids[3]])
        (await owners.get(session, OWNER)).blocked_at = START
    assert await claimed(database) == []
    async with database.reading() as session:
        assert not await deliveries.anything_due(session, START)


async def test_one_that_was_put_off_is_due_then_and_keeps_when_it_first_fell_due(database: Database) -> None:
    (number,) = await due(database)
    async with database.transaction() as session:
        row = await session.get_one(Reminder, number)
        reminders.put_off(row, START + 5 * MINUTE, START)
    assert await claimed(database) == []
    assert await claimed(database, at=5 * MINUTE) == [number]
    async with database.reading() as session:
        row = await session.get_one(Reminder, number)
    assert (row.first_due_at, row.snoozed_at) == (START - MINUTE, START)


async def test_what_a_wrong_clock_moved_far_ahead_is_brought_back_and_what_was_put_off_is_not(
    database: Database,
) -> None:
    moved, put_off = await due(database, count=2)
    async with database.transaction() as session:
        (await session.get_one(Reminder, moved)).due_at = START + timedelta(days=40)
        reminders.put_off(await session.get_one(Reminder, put_off), START + timedelta(days=40), START)
    async with database.transaction() as session:
        assert await deliveries.bring_back(session, START, timedelta(days=8)) == 1
    assert await claimed(database) == [moved]


async def test_a_claim_that_reaches_too_far_ahead_does_not_bind(database: Database) -> None:
    ids = await due(database)
    await claimed(database, "a", at=timedelta(days=30))
    assert await claimed(database, "b") == ids


async def test_those_with_messages_that_still_stand_are_told_from_all_who_wrote(database: Database) -> None:
    for owner_id in (OWNER, 2002, 3003, 4004):
        await due(database, owner_id)
    async with database.transaction() as session:
        said = {"message_id": 7, "reminder_ids": [1], "sent_at": START}
        session.add(Nudge(owner_id=OWNER, **said))
        session.add(Nudge(owner_id=OWNER, **said | {"message_id": 8}))
        session.add(Nudge(owner_id=2002, **said, withdrawn_at=START))
        session.add(Nudge(owner_id=3003, **said | {"sent_at": START - timedelta(days=30)}))
        session.add(Nudge(owner_id=4004, **said))
    async with database.reading() as session:
        asked = [OWNER, 2002, 3003, *range(10_000, 20_000)]
        assert await deliveries.with_standing(session, asked, START - timedelta(days=14)) == {OWNER}
        assert await deliveries.with_standing(session, [], START) == set()
