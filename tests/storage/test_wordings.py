"""The owner's own words for templates and blanks."""

from storage import wordings
from storage.database import Database
from tests.conftest import START


async def test_a_wording_takes_the_place_of_the_one_before(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        await wordings.set_text(session, owner, "thank_you", "Cheers!", START)
        await wordings.set_text(session, owner, "thank_you", "Ta!", START)
        kept = await wordings.all_of(session, owner)
    assert [(each.template, each.text) for each in kept] == [("thank_you", "Ta!")]


async def test_words_for_a_blank_are_no_wording_of_a_template(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        await wordings.set_text(session, owner, "blank:my_phone", "+1 555 0100", START)
        assert list(await wordings.all_of(session, owner)) == []
        assert await wordings.blanks(session, owner) == {"my_phone": "+1 555 0100"}


async def test_what_is_not_there_cannot_be_dropped(database: Database, owner: int) -> None:
    async with database.transaction() as session:
        assert not await wordings.drop(session, owner, "thank_you")
        await wordings.set_text(session, owner, "thank_you", "Ta!", START)
        assert await wordings.drop(session, owner, "thank_you")
        assert await wordings.find(session, owner, "thank_you") is None
