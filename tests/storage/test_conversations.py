"""Conversations and what came of them, on both databases."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from storage import contacts, conversations, letters, reminders
from storage.database import Database
from storage.kinds import LetterKind, Outcome, ReferralState, ReminderKind, Side
from storage.tables import Contact, Conversation
from tests.conftest import START

TODAY = START.date()


def days_ago(days: int) -> date:
    """A day before today."""
    return TODAY - timedelta(days=days)


async def somebody(session: AsyncSession, owner: int, name: str = "Ada") -> Contact:
    """A contact."""
    return await contacts.add(session, owner, name, START)


async def a_talk(session: AsyncSession, owner: int, *people: Contact, ago: int = 0) -> Conversation:
    """A talk some days ago."""
    return await conversations.add(session, owner, people, days_ago(ago), START)


async def test_a_talk_knows_its_people_in_the_order_they_were_named(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        tom, ada = await somebody(session, owner, "Tom"), await somebody(session, owner, "Ada")
        talk = await a_talk(session, owner, ada, tom, ada)
        assert await conversations.people_ids(session, owner, talk.id) == [ada.id, tom.id]
    async with database.reading() as session:
        found = await conversations.find(session, owner, talk.id)
        assert found is not None
        assert [each.name for each in found.people] == ["Ada", "Tom"]


async def test_the_latest_talk_is_the_one_held_last_not_logged_last(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await somebody(session, owner)
        latest = await a_talk(session, owner, ada, ago=1)
        await a_talk(session, owner, ada, ago=9)
        found = await conversations.last_with(session, owner, ada.id)
        assert found is not None
        assert found.id == latest.id
        assert await conversations.count_with(session, owner, ada.id) == 2


async def test_of_two_talks_on_one_day_the_second_is_the_latest(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await somebody(session, owner)
        await a_talk(session, owner, ada)
        second = await a_talk(session, owner, ada)
        assert [each.id for each in await conversations.with_contact(session, owner, ada.id, limit=1)] == [second.id]


async def test_other_people_take_the_place_of_the_first(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada, tom = await somebody(session, owner), await somebody(session, owner, "Tom")
        talk = await a_talk(session, owner, ada)
        await conversations.set_people(session, owner, talk.id, [tom.id])
        assert await conversations.people_ids(session, owner, talk.id) == [tom.id]
        assert await conversations.last_with(session, owner, ada.id) is None


async def test_talks_between_two_days_include_both(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await somebody(session, owner)
        talks = [await a_talk(session, owner, ada, ago=ago) for ago in (3, 2, 1, 0)]
        found = await conversations.between(session, owner, days_ago(2), days_ago(1))
        assert [each.id for each in found] == [talks[1].id, talks[2].id]


async def test_unthanked_is_everybodys_latest_talk_without_a_thank_you(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada, tom, sam = [await somebody(session, owner, name) for name in ("Ada", "Tom", "Sam")]
        await a_talk(session, owner, ada, sam, ago=5)
        both = await a_talk(session, owner, ada, tom, ago=2)
        found = await conversations.unthanked(session, owner)
        assert [(talk.id, contact.name) for talk, contact in found][:2] == [(both.id, "Ada"), (both.id, "Tom")]
        assert [contact.name for _, contact in found] == ["Ada", "Tom", "Sam"]
        assert len(await conversations.unthanked(session, owner, limit=1)) == 1


async def test_who_was_thanked_since_waits_no_longer(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada, tom, sam = [await somebody(session, owner, name) for name in ("Ada", "Tom", "Sam")]
        talk = await a_talk(session, owner, ada, tom, sam, ago=2)
        await letters.add(session, owner, ada.id, LetterKind.THANKS, TODAY, START, conversation_id=talk.id)
        await letters.add(session, owner, tom.id, LetterKind.THANKS, days_ago(9), START)
        await letters.add(session, owner, sam.id, LetterKind.UPDATE, TODAY, START)
        assert [contact.name for _, contact in await conversations.unthanked(session, owner)] == ["Tom", "Sam"]


async def test_who_was_waved_off_or_archived_waits_no_longer(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada, tom, sam = [await somebody(session, owner, name) for name in ("Ada", "Tom", "Sam")]
        talk = await a_talk(session, owner, ada, tom, sam)
        for contact, outcome in ((ada, Outcome.SKIPPED), (tom, Outcome.ANSWERED)):
            reminder = await reminders.add(
                session,
                owner,
                ReminderKind.THANK_YOU,
                START,
                START,
                contact_id=contact.id,
                conversation_id=talk.id,
            )
            reminder.settled_at, reminder.outcome = START, outcome
        sam.archived_at = START
        await session.flush()
        assert [contact.name for _, contact in await conversations.unthanked(session, owner)] == ["Tom"]


async def test_recent_people_are_those_last_talked_to_or_added(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        old = await contacts.add(session, owner, "Old", START - timedelta(days=9))
        await contacts.add(session, owner, "Mid", START - timedelta(days=5))
        talked = await contacts.add(session, owner, "Talked", START - timedelta(days=30))
        gone = await contacts.add(session, owner, "Gone", START)
        gone.archived_at = START
        await conversations.add(session, owner, [talked], days_ago(0), START)
        found = await conversations.recent_people(session, owner)
        assert [each.name for each in found] == ["Talked", "Mid", "Old"]
        assert [each.name for each in await conversations.recent_people(session, owner, limit=1)] == ["Talked"]
        assert old.archived_at is None


async def test_the_same_name_given_twice_is_one_referral(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada, tom = await somebody(session, owner), await somebody(session, owner, "Tom")
        talk = await a_talk(session, owner, ada)
        first = await conversations.add_referral(session, owner, ada, tom, START, conversation_id=talk.id)
        again = await conversations.add_referral(session, owner, ada, tom, START, may_use_name=True)
        assert again.id == first.id
    async with database.reading() as session:
        [given] = await conversations.referrals_by(session, owner, ada.id)
        [got] = await conversations.referrals_to(session, owner, tom.id)
        [told] = await conversations.referrals_from(session, owner, talk.id)
        assert given.id == got.id == told.id
        assert (given.giver.name, given.person.name, given.state) == ("Ada", "Tom", ReferralState.NAMED)


async def test_promises_come_with_the_soonest_first_and_the_undated_last(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await somebody(session, owner)
        talk = await a_talk(session, owner, ada)
        for text, due_on in (("whenever", None), ("late", TODAY + timedelta(9)), ("soon", TODAY)):
            await conversations.add_promise(
                session, owner, Side.MINE, text, START, contact_id=ada.id, conversation_id=talk.id, due_on=due_on
            )
        theirs = await conversations.add_promise(session, owner, Side.THEIRS, "x" * 600, START, contact_id=ada.id)
        mine = await conversations.open_promises(session, owner, side=Side.MINE, contact_id=ada.id)
        assert [each.text for each in mine] == ["soon", "late", "whenever"]
        assert len(theirs.text) == 512
        theirs.done_at = START
        await session.flush()
        assert await conversations.open_promises(session, owner, side=Side.THEIRS) == []
        assert len(await conversations.promises_from(session, owner, talk.id)) == 3


async def test_advice_is_found_by_person_and_by_talk(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await somebody(session, owner)
        talk = await a_talk(session, owner, ada)
        await conversations.add_advice(session, owner, ada.id, "learn Premiere", START, conversation_id=talk.id)
        await conversations.add_advice(session, owner, ada.id, "read Murch", START)
    async with database.reading() as session:
        assert [each.text for each in await conversations.advice_by(session, owner, ada.id)] == [
            "learn Premiere",
            "read Murch",
        ]
        [from_talk] = await conversations.advice_from(session, owner, talk.id)
        assert (from_talk.text, from_talk.contact.name) == ("learn Premiere", "Ada")
