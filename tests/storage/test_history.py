"""Whatever a write changed can be taken back, on both databases."""

from datetime import date

from storage import contacts, conversations, history
from storage.database import Database
from storage.kinds import Channel, Status
from storage.tables import Change, Contact
from tests.conftest import START


async def change(database: Database, owner: int, what: str) -> Change:
    """The newest change."""
    async with database.reading() as session:
        newest = await history.last(session, owner)
    assert newest is not None
    assert newest.what == what
    return newest


async def take_back(database: Database, owner: int) -> str:
    """Undo the newest change; its name."""
    async with database.transaction() as session:
        newest = await history.last(session, owner)
        assert newest is not None
        await history.undo(session, newest, START)
    return newest.what


async def add_ada(database: Database, owner: int) -> Contact:
    """Ada, as a recorded change."""
    async with database.transaction() as session:
        history.record(session)
        ada = await contacts.add(session, owner, "Ada Lovelace", START, organisation="Engines Ltd")
        await history.keep(session, owner, "Ada", START)
    return ada


async def test_what_was_added_goes(database: Database, owner: int) -> None:
    await add_ada(database, owner)
    assert await take_back(database, owner) == "Ada"
    async with database.reading() as session:
        assert await contacts.count(session, owner) == 0
        assert await history.last(session, owner) is None


async def test_what_was_altered_is_as_before(database: Database, owner: int) -> None:
    ada = await add_ada(database, owner)
    async with database.transaction() as session:
        history.record(session)
        found = await contacts.find(session, owner, ada.id)
        assert found is not None
        found.organisation, found.status, found.heard_on = None, Status.MET, date(2026, 3, 1)
        await history.keep(session, owner, "an edit", START)
    await take_back(database, owner)
    async with database.reading() as session:
        found = await contacts.find(session, owner, ada.id)
    assert found is not None
    assert (found.organisation, found.status, found.heard_on) == ("Engines Ltd", Status.TO_CONTACT, None)


async def test_a_deleted_person_returns_with_all_that_hung_from_them(database: Database, owner: int) -> None:
    ada = await add_ada(database, owner)
    async with database.transaction() as session:
        tom = await contacts.add(session, owner, "Tom Reyes", START, introduced_by_id=ada.id)
        await contacts.set_tags(session, owner, ada, ["maths"])
        talk = await conversations.add(
            session, owner, [ada, tom], date(2026, 3, 10), START, channel=Channel.COFFEE, notes="the engine"
        )
        await conversations.add_referral(session, owner, ada, tom, START, conversation_id=talk.id)
    async with database.transaction() as session:
        history.record(session)
        found = await contacts.find(session, owner, ada.id)
        await history.delete_with_dependents(session, found)
        await history.keep(session, owner, "deleting Ada", START)
    async with database.reading() as session:
        assert await contacts.find(session, owner, ada.id) is None
        left = await contacts.find(session, owner, tom.id)
        assert left is not None
        assert left.introduced_by_id is None
    await take_back(database, owner)
    async with database.reading() as session:
        talks = await conversations.with_contact(session, owner, ada.id)
        assert [(each.notes, each.channel, [one.name for one in each.people]) for each in talks] == [
            ("the engine", Channel.COFFEE, ["Ada Lovelace", "Tom Reyes"])
        ]
        assert await contacts.tags_of(session, owner, ada.id) == ["maths"]
        assert [each.person.name for each in await conversations.referrals_by(session, owner, ada.id)] == ["Tom Reyes"]
        again = await contacts.find(session, owner, tom.id)
        assert again is not None
        assert again.introduced_by_id == ada.id


async def test_an_older_change_waits_for_the_newer_that_builds_on_it(database: Database, owner: int) -> None:
    ada = await add_ada(database, owner)
    first = await change(database, owner, "Ada")
    async with database.transaction() as session:
        history.record(session)
        await conversations.add(session, owner, [ada], date(2026, 3, 10), START)
        await history.keep(session, owner, "a talk", START)
    async with database.reading() as session:
        newer = await history.built_upon(session, first)
    assert newer is not None
    assert newer.what == "a talk"


async def test_a_change_that_changed_nothing_is_not_kept(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        history.record(session)
        assert await history.keep(session, owner, "nothing", START) is None
