"""Questions in any chat, and the owner's people for the owner alone."""

import pytest

from bot.inline.rules import people_meant
from storage import owners, questions
from storage.tables import Contact
from tests.conftest import START, Chat
from tests.makers import add


async def inline(chat: Chat, query: str) -> tuple[list[str], list[str]]:
    """Titles of people and of questions that a query in another chat finds."""
    waiting = chat.telegram.ask_inline(chat.person.user, query, "")
    await chat.settle()
    assert waiting.answered.is_set()
    people = [each["title"] for each in waiting.results if each["id"].startswith("p:")]
    return people, [each["title"] for each in waiting.results if each["id"].startswith("q:")]


async def test_a_few_words_find_questions_in_any_chat(chat: Chat) -> None:
    people, found = await inline(chat, "typical day")
    assert people == []
    assert any("day" in each.casefold() for each in found)


async def test_my_own_questions_are_found_and_the_field_is_filled(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        (await owners.get(session, chat.owner_id)).field = "documentary film"
        await questions.add(session, chat.owner_id, "Which trailers made you cry?", START)
    _, own = await inline(chat, "trailers")
    assert own[0] == "Which trailers made you cry?"
    _, found = await inline(chat, "openings before they are advertised")
    assert any("documentary film" in each for each in found)


async def test_my_people_are_found_by_name_and_by_me_alone(chat: Chat) -> None:
    await add(chat, "Priya Shah", organisation="Engines Ltd", role="analyst")
    people, found = await inline(chat, "pri")
    assert people == ["Priya Shah"]
    assert found
    other = chat.another(2002)
    await other.send("/start")
    people, _ = await inline(other, "pri")
    assert people == []


async def test_a_name_with_a_subject_fills_their_organisation(chat: Chat) -> None:
    await add(chat, "Priya Shah", organisation="Engines Ltd")
    people, found = await inline(chat, "priya when do they take people on")
    assert people == []
    assert any("Engines Ltd" in each for each in found)


async def test_what_is_chosen_says_the_question(chat: Chat) -> None:
    waiting = chat.telegram.ask_inline(chat.person.user, "typical day", "")
    await chat.settle()
    result = waiting.results[0]
    message = chat.person.choose(waiting.id, result["id"])
    assert message.text == result["title"]
    assert message.via_bot


async def test_the_answer_is_kept_for_the_asker_only(chat: Chat) -> None:
    await inline(chat, "typical day")
    [params] = [params for method, params in chat.telegram.calls if method == "answerInlineQuery"]
    assert params["is_personal"] is True
    assert params["cache_time"] <= 60


async def test_words_that_fit_nothing_lead_to_the_bot(chat: Chat) -> None:
    assert await inline(chat, "zzzz qqqq") == ([], [])
    [params] = [params for method, params in chat.telegram.calls if method == "answerInlineQuery"]
    assert params["button"]["text"] == "No question like that yet: write your own"


def a_contact(name: str) -> Contact:
    """Somebody with a name."""
    return Contact(id=1, name=name, name_key=name.casefold())


@pytest.mark.parametrize(
    ("query", "found", "rest"),
    [
        pytest.param("pri", ["Priya Shah"], "", id="an unfinished name"),
        pytest.param("shah", ["Priya Shah"], "", id="the family name"),
        pytest.param("priya typical day", ["Priya Shah"], "typical day", id="a name and a subject"),
        pytest.param("priya shah typical", ["Priya Shah"], "typical", id="a full name and a subject"),
        pytest.param("pr typical", [], "pr typical", id="half a name before a subject means nobody"),
        pytest.param("p", [], "p", id="one letter means nobody"),
        pytest.param("typical day", [], "typical day", id="no name"),
        pytest.param("", [], "", id="nothing typed"),
    ],
)
def test_whom_a_query_means(query: str, found: list[str], rest: str) -> None:
    people, words = people_meant([a_contact("Priya Shah"), a_contact("Tom Reyes")], query)
    assert ([each.name for each in people], words) == (found, rest)
