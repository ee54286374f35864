"""Who may use the bot, and what everybody else hears."""

import asyncio

import pytest

from bot import access
from bot.settings import Access, Settings
from tests.conftest import Bot, Chat


@pytest.fixture
def settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """As the tests ask."""
    return settings.model_copy(update=getattr(request, "param", {"access": Access.OWNER}))


@pytest.fixture
def unpaired(bot: Bot) -> Bot:
    """A bot that waits for its owner, as freshly installed."""
    bot.application.bot_data.pairing_code = "ABCD-EFGH"
    return bot


@pytest.mark.parametrize("words", ["ABCD-EFGH", "abcd efgh", "/start ABCD-EFGH", " abcdefgh "])
async def test_the_first_person_with_the_pairing_code_becomes_the_owner(
    unpaired: Bot, stranger: Chat, words: str
) -> None:
    await stranger.send(words)
    assert "Welcome! From now on I am yours alone." in stranger.said
    await stranger.send("/settings")
    assert any(said.startswith("<b>About you</b>") for said in stranger.said)


async def test_a_wrong_code_gets_one_polite_line_and_no_second_one(unpaired: Bot, stranger: Chat) -> None:
    for words in ("hello?", "ABCD-EFGX", "/start", "/contacts"):
        await stranger.send(words)
    assert stranger.said == [access.PAIRING]


async def test_the_code_works_only_once(unpaired: Bot, stranger: Chat) -> None:
    await stranger.send("ABCD-EFGH")
    sam = stranger.another(2002)
    await sam.send("ABCD-EFGH")
    assert sam.said == [access.PRIVATE]


async def test_a_stranger_hears_one_line(bot: Bot, chat: Chat) -> None:
    sam = chat.another(2002)
    await sam.send("/start")
    await sam.send("/add Ada Lovelace")
    assert sam.said == [access.PRIVATE]


@pytest.mark.parametrize(
    "settings", [{"access": Access.LIST, "allowed_ids": frozenset({2002})}], indirect=True, ids=["list of one"]
)
async def test_only_people_of_the_list_are_served(bot: Bot, stranger: Chat) -> None:
    sam = stranger.another(2002)
    await sam.send("/settings")
    await stranger.send("/settings")
    assert sam.last.startswith("<b>About you</b>")
    assert stranger.said == [access.PRIVATE]


async def test_groups_are_told_that_the_bot_works_in_private_only(chat: Chat) -> None:
    group = chat.person.join_group("Film society")
    await chat.settle()
    chat.person.send("/contacts", chat=group)
    await chat.settle()
    assert set(group.said) == {access.GROUP}
    assert chat.said == []


async def test_a_person_who_blocks_the_bot_is_paused_and_comes_back_with_start(chat: Chat) -> None:
    from storage import owners

    chat.person.block()
    await chat.settle()
    async with chat.database.reading() as session:
        assert (await owners.get(session, chat.owner_id)).blocked_at is not None
    chat.person.unblock()
    await chat.send("/start")
    async with chat.database.reading() as session:
        assert (await owners.get(session, chat.owner_id)).blocked_at is None
    assert chat.last.startswith("Welcome back")


async def test_a_strangers_inline_query_gets_an_empty_answer(bot: Bot, chat: Chat) -> None:
    sam = chat.another(2002)
    asking = asyncio.ensure_future(sam.person.inline("typical day"))
    await asyncio.sleep(0)
    await chat.settle()
    assert (await asking).results == []
    assert sam.said == []
