"""Whether the giver's name may be used is taken from the note, and is no promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notes.permission import is_permission, permission
from storage import conversations
from tests.conftest import Chat


@pytest.mark.parametrize(
    "text",
    [
        "said I can use his name",
        "told me to talk to Ana and to mention her name",
        "use my name when you write",
        "“Use my name,” she said",
        "feel free to drop my name",
        "Kofi said I could use Kofi's name",
        "she said it's ok to use her name",
        "I may definitely use her full name",
        "go ahead and use his name with Ana",
        "She's happy for me to mention her name",
        "Talked to Ana. Mention her name to Tom.",
        "he asked me to say his name",
    ],
)
def test_leave_to_use_a_name_is_found(text: str) -> None:
    assert permission(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "he'd rather I not use his name",
        "please don't mention her name",
        "keep her name out of it",
        "better to leave him out",
        "without using his name",
        "said not to use her name",
        "she would rather I did not use her name",
        "I can't use his name though",
        "not ok to use his name",
    ],
)
def test_a_name_that_stays_out_is_found(text: str) -> None:
    assert permission(text) is False


@pytest.mark.parametrize(
    "text", ["her name is Ana", "I forgot his name", "they gave me the name of a doctor", "forgot to use her name", ""]
)
def test_other_talk_of_names_says_nothing(text: str) -> None:
    assert permission(text) is None


@given(st.text())
def test_no_text_troubles_it(text: str) -> None:
    assert permission(text) in {True, False, None}
    assert is_permission(text) in {True, False}


async def test_said_i_can_use_his_name_is_kept_with_the_name_he_gave_and_is_no_promise(chat: Chat) -> None:
    await chat.send(
        "great call with Kofi Mensah (data lead at Spotify) today, he told me to ping his colleague Ana Ruiz, said "
        "I can use his name. I promised to send my cv by friday"
    )
    assert "you may use Kofi’s name" in chat.last
    assert "May you use" not in chat.last
    async with chat.database.reading() as session:
        promises = await conversations.open_promises(session, chat.owner_id)
    assert [each.text for each in promises] == ["send my CV"]


async def test_a_name_to_be_kept_out_is_kept_out(chat: Chat) -> None:
    await chat.send("Coffee with Kofi Mensah today. He pointed me to Ana Ruiz but asked me not to use his name.")
    assert "without Kofi’s name" in chat.last
    assert "☑️" not in chat.last
