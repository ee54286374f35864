"""Goals, circles, organisations and resumes, asked on both databases."""

from datetime import date, timedelta

from storage import circles, contacts, conversations, goals, history, organisations, reminders, resumes
from storage.database import Database
from storage.kinds import Circle, ReminderKind
from tests.conftest import START


async def test_a_field_is_found_whatever_its_case_and_accents(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        film = await goals.add_field(session, owner, "Théâtre", START)
        await goals.add_field(session, owner, "film", START)
    async with database.reading() as session:
        found = await goals.find_field_by_name(session, owner, "THEATRE")
        assert found is not None
        assert found.id == film.id
        assert [each.name for each in await goals.fields(session, owner)] == ["Théâtre", "film"]


async def test_ticks_are_counted_by_what_they_answered(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        talks = [await conversations.add(session, owner, [ada], date(2026, 3, day), START) for day in (1, 2, 3)]
        field = await goals.add_field(session, owner, "film", START)
        pays = await goals.add_wonder(session, owner, field.id, "who pays?", START)
        await goals.add_wonder(session, owner, field.id, "who decides?", START)
        assert await goals.set_answered(session, owner, pays.id, talks[0].id)
        assert await goals.set_answered(session, owner, pays.id, talks[2].id)
        assert await goals.set_answered(session, owner, pays.id, talks[1].id)
        assert not await goals.set_answered(session, owner, pays.id, talks[1].id)
    async with database.reading() as session:
        assert await goals.answered_counts(session, owner) == {pays.id: 2}
        ids = await goals.answers_of(session, owner, pays.id)
        found = await goals.talks_with_ids(session, owner, ids)
        assert [each.happened_on.day for each in found] == [3, 1], "the latest first"
        assert [each.name for each in found[0].people] == ["Ada"]
        assert [each.happened_on.day for each in await goals.recent_talks(session, owner, limit=2)] == [3, 2]
        assert await goals.answered_by(session, owner, talks[0].id) == [pays.id]


async def test_a_field_goes_with_its_questions_and_ticks_and_comes_back_with_them(
    database: Database, owner: int
) -> None:
    async with database.transaction() as session:
        talk = await conversations.add(session, owner, [], date(2026, 3, 1), START)
        field = await goals.add_field(session, owner, "film", START)
        wonder = await goals.add_wonder(session, owner, field.id, "who pays?", START)
        await goals.set_answered(session, owner, wonder.id, talk.id)
    async with database.transaction() as session:
        history.record(session)
        held = await goals.find_field(session, owner, field.id)
        await history.delete_with_dependents(session, held)
        change = await history.keep(session, owner, "removing film", START)
        assert await goals.answered_counts(session, owner) == {}
    async with database.transaction() as session:
        assert change is not None
        again = await history.find(session, owner, change.id)
        assert again is not None
        await history.undo(session, again, START)
    async with database.reading() as session:
        assert await goals.answered_counts(session, owner) == {wonder.id: 1}


async def test_circles_are_counted_without_the_archived(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        for name, circle, archived_at in [
            ("Ada", Circle.ALUMNI, None),
            ("Bob", Circle.ALUMNI, None),
            ("Cy", Circle.ALUMNI, START),
            ("Dee", Circle.FRIENDS, None),
            ("Eve", None, None),
        ]:
            await contacts.add(session, owner, name, START, circle=circle, archived_at=archived_at)
    async with database.reading() as session:
        assert await circles.counts(session, owner) == {Circle.ALUMNI: 2, Circle.FRIENDS: 1}
        assert [each.name for each in await circles.members(session, owner, Circle.ALUMNI)] == ["Bob", "Ada"]
        assert [each.name for each in await circles.members(session, owner, Circle.ALUMNI, limit=1, offset=1)] == [
            "Ada"
        ]


async def test_organisations_to_join_come_first_then_by_name(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        for name, joined_on in [("Zeta", None), ("Alpha", date(2026, 1, 1)), ("émile", None)]:
            await organisations.add(session, owner, name, START, joined_on=joined_on)
    async with database.reading() as session:
        assert [each.name for each in await organisations.everything(session, owner)] == ["émile", "Zeta", "Alpha"]
        found = await organisations.find_by_name(session, owner, "EMILE")
        assert found is not None


async def test_an_organisation_that_goes_leaves_its_people_and_takes_its_pings(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        group = await organisations.add(session, owner, "Film Club", START)
        ada = await contacts.add(session, owner, "Ada", START, organisation_id=group.id)
        await reminders.add(
            session, owner, ReminderKind.ORGANISATION_EVENT, START, START, organisation_id=group.id, draft="a mixer"
        )
        assert await organisations.met_counts(session, owner) == {group.id: 1}
        assert [each.name for each in await organisations.met_through(session, owner, group.id)] == ["Ada"]
        assert len(await organisations.reminders_of(session, owner, group.id)) == 1
    async with database.transaction() as session:
        held = await organisations.find(session, owner, group.id)
        await history.delete_with_dependents(session, held)
    async with database.reading() as session:
        found = await contacts.find(session, owner, ada.id)
        assert found is not None
        assert found.organisation_id is None
        assert await reminders.open_for(session, owner) == []


async def test_the_newest_version_is_the_latest(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        await resumes.add(session, owner, "b", "second.pdf", START + timedelta(days=1))
        await resumes.add(session, owner, "a", "first.pdf", START)
    async with database.reading() as session:
        assert [each.name for each in await resumes.versions(session, owner)] == ["second.pdf", "first.pdf"]
        latest = await resumes.latest(session, owner)
        assert latest is not None
        assert latest.file_id == "b"


async def test_who_got_which_is_found_from_both_ends(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        bob = await contacts.add(session, owner, "Bob", START)
        one = await resumes.add(session, owner, "a", "one.pdf", START)
        two = await resumes.add(session, owner, "b", "two.pdf", START)
        await resumes.add_given(session, owner, one.id, ada.id, date(2026, 3, 1))
        await resumes.add_given(session, owner, two.id, ada.id, date(2026, 3, 5))
        again = await resumes.add_given(session, owner, two.id, ada.id, date(2026, 3, 5))
        await resumes.add_given(session, owner, two.id, bob.id, date(2026, 3, 4))
    async with database.reading() as session:
        given = await resumes.given_to(session, owner, ada.id)
        assert [(each.resume.name, each.given_on.day) for each in given] == [("two.pdf", 5), ("one.pdf", 1)]
        assert given[0].id == again.id
        assert [each.contact.name for each in await resumes.receivers(session, owner, two.id)] == ["Ada", "Bob"]
        assert await resumes.given_counts(session, owner) == {one.id: 1, two.id: 2}


async def test_advice_about_the_resume_is_apart_from_other_advice(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        ada = await contacts.add(session, owner, "Ada", START)
        await conversations.add_advice(session, owner, ada.id, "one page", START, about_resume=True)
        await conversations.add_advice(session, owner, ada.id, "read more", START)
    async with database.reading() as session:
        about = await resumes.advice_about_it(session, owner)
        assert [(each.text, each.contact.name) for each in about] == [("one page", "Ada")]
        assert [each.text for each in await resumes.recent_advice(session, owner)] == ["read more", "one page"]
