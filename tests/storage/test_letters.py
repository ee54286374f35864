"""What was written to contacts, on both databases."""

from datetime import date, timedelta

import pytest

from storage import contacts, conversations, letters
from storage.database import Database
from storage.kinds import Answer, LetterKind
from tests.conftest import START

TODAY = START.date()
TALKED = date(2026, 3, 9)


@pytest.mark.parametrize("kind", [LetterKind.OUTREACH, LetterKind.SECOND_NOTE])
async def test_outreach_waits_for_an_answer(database: Database, owner: int, kind: LetterKind) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        letter = await letters.add(session, owner, ada.id, kind, TODAY, START)
        assert [each.id for each in await letters.waiting(session, owner, ada.id)] == [letter.id]
        letter.answer = Answer.REPLIED
        await session.flush()
        assert await letters.waiting(session, owner) == []


@pytest.mark.parametrize("kind", [LetterKind.THANKS, LetterKind.UPDATE, LetterKind.LOOP, LetterKind.OTHER])
async def test_other_letters_wait_for_nothing(database: Database, owner: int, kind: LetterKind) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        await letters.add(session, owner, ada.id, kind, TODAY, START)
        assert await letters.waiting(session, owner) == []


async def test_letters_come_with_the_latest_first(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        for days in (3, 1, 2):
            sent_on = TODAY - timedelta(days=days)
            await letters.add(session, owner, ada.id, LetterKind.THANKS, sent_on, START, text=f"{days} days ago")
        assert [each.text for each in await letters.to_contact(session, owner, ada.id)] == [
            "1 days ago",
            "2 days ago",
            "3 days ago",
        ]
        last = await letters.last_thanks(session, owner, ada.id)
        assert last is not None
        assert last.text == "1 days ago"


async def test_an_update_is_no_thank_you(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        talk = await conversations.add(session, owner, [ada], TALKED, START)
        await letters.add(session, owner, ada.id, LetterKind.UPDATE, TODAY, START, conversation_id=talk.id)
        assert await letters.last_thanks(session, owner, ada.id) is None
        assert not await letters.thanked_for(session, owner, ada.id, talk)


@pytest.mark.parametrize(
    ("sent_on", "names_it", "thanked"),
    [
        pytest.param(date(2026, 3, 10), None, True, id="the day after, for no talk in particular"),
        pytest.param(date(2026, 3, 9), None, True, id="on the day, for no talk in particular"),
        pytest.param(date(2026, 3, 8), None, False, id="the day before"),
        pytest.param(date(2026, 3, 9), True, True, id="on the day, for this talk"),
        pytest.param(date(2026, 3, 9), False, False, id="on the day, for another talk"),
        pytest.param(date(2026, 3, 10), False, True, id="later, for another talk"),
        pytest.param(date(2026, 3, 1), True, True, id="for this talk, which was moved to a later day"),
    ],
)
async def test_which_thank_you_counts_for_a_talk(
    database: Database, owner: int, sent_on: date, names_it: bool | None, thanked: bool
) -> None:
    async with database.transaction() as session:
        ada, tom = await contacts.add(session, owner, "Ada", START), await contacts.add(session, owner, "Tom", START)
        talk = await conversations.add(session, owner, [ada, tom], TALKED, START)
        other = await conversations.add(session, owner, [ada], TALKED, START)
        about = {True: talk.id, False: other.id, None: None}[names_it]
        await letters.add(session, owner, ada.id, LetterKind.THANKS, sent_on, START, conversation_id=about)
        assert await letters.thanked_for(session, owner, ada.id, talk) is thanked
        assert not await letters.thanked_for(session, owner, tom.id, talk)
