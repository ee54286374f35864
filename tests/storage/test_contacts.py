"""Contacts in storage: finding, searching, tags, deleting, on both databases."""

from datetime import date

import pytest

from storage import contacts, conversations, history, letters, meetings, owners
from storage.contacts import Belongings
from storage.database import Database
from storage.kinds import LetterKind, Side, Status
from storage.tables import Contact
from tests.conftest import START

STRANGER = 2002


async def names(database: Database, owner: int, words: str, *, archived: bool = False) -> list[str]:
    async with database.reading() as session:
        return [contact.name for contact in await contacts.search(session, owner, words, archived=archived)]


@pytest.fixture
async def people(database: Database, owner: int) -> Database:
    """Ada, Bob and Zoë; Emmy is in the archive; somebody else has an Ada too."""
    async with database.transaction() as session:
        await owners.admit(session, STRANGER, START)
        ada = await contacts.add(session, owner, "Ada Lovelace", START, organisation="Engines Ltd", role="analyst")
        await contacts.set_tags(session, owner, ada, ["maths", "alumni"])
        await contacts.add(session, owner, "Bob Babbage", START, notes="100% sure of under_scores, says Ada")
        await contacts.add(session, owner, "Zoë Müller", START, status=Status.MET)
        emmy = await contacts.add(session, owner, "Emmy Noether", START, archived_at=START)
        await contacts.set_tags(session, owner, emmy, ["maths"])
        await contacts.add(session, STRANGER, "Ada Lovelace", START)
    return database


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Ada Lovelace", "Bob Babbage", "Zoë Müller"]),
        ("ada", ["Ada Lovelace", "Bob Babbage"]),
        ("LOVE engines", ["Ada Lovelace"]),
        ("zoe muller", ["Zoë Müller"]),
        ("100%", ["Bob Babbage"]),
        ("under_scores", ["Bob Babbage"]),
        ("alum", ["Ada Lovelace"]),
        ("#alum", ["Ada Lovelace"]),
        ("#lumni", []),
        ("#maths ada", ["Ada Lovelace"]),
        ("#maths #alumni", ["Ada Lovelace"]),
        ("#maths bob", []),
        ("#100%", []),
        ("nobody", []),
    ],
)
async def test_every_word_must_be_found_somewhere(people: Database, owner: int, words: str, found: list[str]) -> None:
    assert await names(people, owner, words) == found
    async with people.reading() as session:
        assert await contacts.count(session, owner, words) == len(found)


async def test_the_archive_is_searched_by_itself(people: Database, owner: int) -> None:
    assert await names(people, owner, "#maths", archived=True) == ["Emmy Noether"]
    assert await names(people, owner, "ada", archived=True) == []


async def test_a_place_in_the_list_counts_who_stands_before(people: Database, owner: int) -> None:
    async with people.transaction() as session:
        second_bob = await contacts.add(session, owner, "bob babbage", START)
    async with people.reading() as session:
        everyone = await contacts.everyone(session, owner)
        places = [await contacts.place_in_list(session, owner, contact) for contact in everyone]
        assert [contact.id for contact in everyone][2] == second_bob.id
        (emmy,) = await contacts.everyone(session, owner, archived=True)
        assert await contacts.place_in_list(session, owner, emmy) == 0
    assert places == [0, 1, 2, 3]


async def test_the_one_who_is_not_archived_is_meant_first(people: Database, owner: int) -> None:
    async with people.transaction() as session:
        again = await contacts.add(session, owner, "emmy noether", START)
        assert await contacts.find_by_name(session, owner, "Emmy Noether") == again


async def test_tags_are_replaced_each_once_and_in_order(people: Database, owner: int) -> None:
    async with people.transaction() as session:
        ada = await contacts.find_by_name(session, owner, "Ada Lovelace")
        assert ada is not None
        await contacts.set_tags(session, owner, ada, ["engines", "maths", "engines"])
        assert await contacts.tags_of(session, owner, ada.id) == ["engines", "maths"]
        assert await contacts.search(session, owner, "alumni") == []


async def with_talks(database: Database, owner: int) -> Contact:
    """Ada with two talks of her own, one with Bob, and one of everything else."""
    async with database.transaction() as session:
        ada = await contacts.find_by_name(session, owner, "Ada Lovelace")
        bob = await contacts.find_by_name(session, owner, "Bob Babbage")
        assert ada is not None
        assert bob is not None
        bob.introduced_by_id = ada.id
        own = await conversations.add(session, owner, [ada], date(2026, 3, 1), START)
        await conversations.add(session, owner, [ada], date(2026, 3, 2), START)
        shared = await conversations.add(session, owner, [ada, bob], date(2026, 3, 3), START)
        for talk in (own, shared):
            await conversations.add_advice(session, owner, ada.id, "read more", START, conversation_id=talk.id)
            await conversations.add_promise(
                session, owner, Side.THEIRS, "a name", START, contact_id=ada.id, conversation_id=talk.id
            )
            await letters.add(
                session, owner, ada.id, LetterKind.THANKS, date(2026, 3, 4), START, conversation_id=talk.id
            )
        await conversations.add_referral(session, owner, ada, bob, START, conversation_id=own.id)
        await meetings.add(session, owner, [ada], START)
        await meetings.add(session, owner, [ada, bob], START)
    return ada


async def test_what_goes_with_somebody_is_counted(people: Database, owner: int) -> None:
    ada = await with_talks(people, owner)
    async with people.reading() as session:
        assert await contacts.belongings(session, owner, ada.id) == Belongings(
            conversations=2, shared_conversations=1, referrals=1, letters=2, promises=2, meetings=1
        )
        assert await contacts.belongings(session, STRANGER, ada.id) == Belongings()


async def test_deleting_leaves_what_belongs_to_others_and_undo_brings_all_back(people: Database, owner: int) -> None:
    ada = await with_talks(people, owner)
    async with people.transaction() as session:
        history.record(session)
        going = await contacts.find(session, owner, ada.id)
        assert going is not None
        await contacts.delete(session, owner, going)
        change = await history.keep(session, owner, "deleted Ada", START)
    assert change is not None
    async with people.reading() as session:
        assert await contacts.find(session, owner, ada.id) is None
        (talk,) = await conversations.between(session, owner, date(2026, 1, 1), date(2026, 12, 31))
        assert [contact.name for contact in talk.people] == ["Bob Babbage"]
        assert len(await meetings.planned(session, owner)) == 1
        bob = await contacts.find_by_name(session, owner, "Bob Babbage")
        assert bob is not None
        assert bob.introduced_by_id is None
    async with people.transaction() as session:
        found = await history.find(session, owner, change.id)
        assert found is not None
        await history.undo(session, found, START)
    async with people.reading() as session:
        assert await contacts.belongings(session, owner, ada.id) == Belongings(2, 1, 1, 2, 2, 1)
        assert await contacts.tags_of(session, owner, ada.id) == ["alumni", "maths"]
        again = await contacts.find_by_name(session, owner, "Bob Babbage")
        assert again is not None
        assert again.introduced_by_id == ada.id
        assert len(await conversations.advice_by(session, owner, ada.id)) == 2
