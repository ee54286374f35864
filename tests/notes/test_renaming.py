"""A name is put right by saying so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notes.renaming import new_name
from storage import contacts
from tests.conftest import Chat


@pytest.mark.parametrize(
    ("text", "current", "name"),
    [
        ("actually his name is Kofi Mensa", "Kofi Mensah", "Kofi Mensa"),
        ("no, it's spelled Jon", "John Smith", "Jon Smith"),
        ("it's Jon not John", "John Smith", "Jon Smith"),
        ("typo: Mensa not Mensah", "Kofi Mensah", "Kofi Mensa"),
        ("I meant Kofi Mensa", "Kofi Mensah", "Kofi Mensa"),
        ("change Kofi Mensah to Kofi Mensa", "Kofi Mensah", "Kofi Mensa"),
        ("his name is actually kofi mensa, sorry", "Kofi Mensah", "Kofi Mensa"),
        ("her surname is Ruíz", "Ana Ruiz", "Ana Ruíz"),
    ],
)
def test_the_right_name_is_found(text: str, current: str, name: str) -> None:
    assert new_name(text, current) == name


@pytest.mark.parametrize(
    ("text", "current"),
    [
        ("it was Tuesday not Monday", "Kofi Mensah"),
        ("no it was at Google", "Kofi Mensah"),
        ("actually she is an analyst", "Ana Ruiz"),
        ("change Ana's company to Aramex", "Ana Ruiz"),
        ("it's spelled with a J", "John Smith"),
        ("her name is Ana Ruiz", "Ana Ruiz"),
        ("his name is Wolfgang", "Ana Ruiz"),
    ],
)
def test_what_is_no_name_changes_nothing(text: str, current: str) -> None:
    assert new_name(text, current) is None


@given(st.text(), st.text(alphabet="abcd é'", min_size=1).filter(str.strip))
def test_any_words_about_anybody(text: str, current: str) -> None:
    name = new_name(text, current)
    assert name is None or name.strip()


async def test_a_name_is_put_right_at_once_and_undo_takes_it_back(chat: Chat) -> None:
    await chat.send("had a call with Kofi Mensah from Spotify today")
    await chat.send("no, it's spelled Mensa")
    assert chat.last.startswith("Name saved.")
    assert "<b>Kofi Mensa</b>" in chat.last
    await chat.send("/undo")
    async with chat.database.reading() as session:
        assert [each.name for each in await contacts.everyone(session, chat.owner_id)] == ["Kofi Mensah"]


async def test_a_correction_that_is_no_name_leads_to_the_card(chat: Chat) -> None:
    await chat.send("had a call with Kofi Mensah from Spotify today")
    await chat.send("no, that's wrong")
    assert chat.last.startswith("Edit your message and I read it again")
    assert "Edit Kofi" in chat.buttons


async def test_asked_how_to_write_to_somebody_it_leads_to_their_draft(chat: Chat) -> None:
    await chat.send("/add Ana Ruiz, Spotify")
    await chat.send("how do I write to Ana?")
    assert chat.last.startswith("To write to Ana")
    await chat.press("Write to Ana")
    assert "Ana Ruiz" in chat.last
