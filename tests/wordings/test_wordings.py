"""The owner's own wording of a draft, as they meet it."""

import pytest

from storage import wordings
from storage import wordings as stored_wordings
from tests.conftest import START, Chat
from tests.thanks.test_thanks import log


async def my_wording(chat: Chat) -> None:
    """As far as the question for the owner's words of a thank-you to Ada."""
    await log(chat)
    await chat.send("/thanks")
    await chat.press("My wording")


async def test_my_wording_shows_what_is_in_use_and_the_blanks(chat: Chat) -> None:
    await my_wording(chat)
    shown, asked = chat.said[-2:]
    assert shown.startswith("The wording of the thank-you:\n<pre>Subject: Thank you, {{ first_name }}")
    assert "<code>{{ gist }}</code> what they said that stayed with you" in asked


async def test_my_words_are_used_from_then_on(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Subject: Cheers\n\nDear {{ first_name }}, cheers for {{ gist }}.\n{{ my_name }}")
    assert chat.last == "✅ Kept. From now on the thank-you is drafted in your words."
    await chat.press("See it")
    assert "Subject: <code>Cheers</code>\n<pre>Dear Ada, cheers for what you said about docs" in chat.last
    assert chat.last.endswith("\nGrace</pre>")


async def test_they_are_used_in_the_ping_too(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Cheers, {{ first_name }}!")
    chat.clock.forward(hours=24)
    await chat.tick()
    assert "<pre>Cheers, Ada!</pre>" in chat.last


async def test_the_original_comes_back(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Cheers, {{ first_name }}!")
    await chat.press("Back to the original")
    assert chat.last == "Back to the original of the thank-you."
    await chat.send("/thanks")
    assert "Cheers" not in chat.last
    await chat.send("/undo")
    await chat.send("/thanks")
    assert "<pre>Cheers, Ada!</pre>" in chat.last


async def test_undo_takes_a_wording_back(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Cheers, {{ first_name }}!")
    await chat.press("Undo")
    await chat.send("/thanks")
    assert "Cheers" not in chat.last


async def test_a_second_wording_takes_the_place_of_the_first(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Cheers, {{ first_name }}!")
    await chat.send("/thanks")
    await chat.press("My wording")
    assert chat.said[-2] == "Your wording of the thank-you:\n<pre>Cheers, {{ first_name }}!</pre>"
    await chat.send("Ta, {{ first_name }}!")
    await chat.press("See it")
    assert "<pre>Ta, Ada!</pre>" in chat.last


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Dear {{ first_nam }},", "Line 1: there is no blank called {{ first_nam }}. Did you mean {{ first_name }}?"),
        ("Dear you,\n\n{% if gist %}thanks", "Line 3: "),
        ("Dear\n{% for x in gist %}x{% endfor %}", "Line 2: only blanks such as {{ first_name }}"),
        ("a" * 4050, "That wording has"),
    ],
)
async def test_a_wording_that_cannot_be_read_names_the_line_and_nothing_is_lost(
    chat: Chat, words: str, line: str
) -> None:
    await my_wording(chat)
    await chat.send(words)
    assert chat.last.startswith(line)
    assert "\n" not in chat.last
    await chat.send("Cheers, {{ first_name }}!")
    assert chat.last.startswith("✅ Kept.")


async def test_a_wording_that_can_no_longer_be_read_makes_way_for_ours(chat: Chat) -> None:
    await log(chat)
    async with chat.database.transaction() as session:
        await wordings.set_text(session, chat.owner_id, "thank_you", "{{ no_such_blank }}", chat.clock.now())
    await chat.send("/thanks")
    assert "Best wishes,\nGrace</pre>" in chat.last


async def test_a_wording_too_long_for_a_message_comes_as_a_file(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("🙏" * 2045)
    await chat.send("/thanks")
    assert chat.last.count("🙏") == 1 + 1650
    await chat.press("My wording")
    document = chat.telegram.chat(chat.owner_id).messages[-2].document
    assert document is not None
    assert document.name == "thank_you.txt"
    assert document.data.decode() == "🙏" * 2045


async def test_my_wording_is_mine_alone(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Cheers, {{ first_name }}!")
    sam = chat.another(2002)
    await sam.send("/start")
    await log(sam)
    await sam.send("/thanks")
    assert "Cheers" not in sam.last


async def test_the_original_cannot_be_gone_back_to_twice(chat: Chat) -> None:
    await my_wording(chat)
    await chat.send("Cheers, {{ first_name }}!")
    await chat.send("/thanks")
    await chat.press("My wording")
    file, *_ = [each for each in chat.telegram.chat(chat.owner_id).messages if "Back to the original" in each.buttons]
    await chat.press("Back to the original", file.id)
    await chat.press("Back to the original")
    assert chat.toasts[-1] == "That is the original already."


async def test_a_ping_speaks_in_my_own_wording(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        await stored_wordings.set_text(session, chat.owner_id, "outreach_second", "Me again, {{ first_name }}.", START)
    await chat.send("emailed Ada Lovelace at Engines Ltd about a chat, no answer yet")
    chat.clock.forward(days=14)
    await chat.tick()
    assert any("Me again, Ada." in said for said in chat.said)
