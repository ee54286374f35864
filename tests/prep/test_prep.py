"""/prep in the minute before a talk."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.conversations.draft import ConversationDraft, PersonDraft, PromiseDraft
from bot.conversations.recording import record
from storage import contacts, meetings, owners, research, resumes
from storage.kinds import Channel
from storage.tables import ChosenQuestion, Contact
from tests.conftest import START, ZONE, Chat
from tests.makers import add

TOMORROW_THREE = datetime(2026, 3, 12, 19, tzinfo=UTC)


async def a_meeting(chat: Chat, contact: Contact, starts_at: datetime = TOMORROW_THREE) -> None:
    """An agreed meeting of half an hour, in New York's afternoon."""
    async with chat.database.transaction() as session:
        await meetings.add(
            session, chat.owner_id, [contact], START, starts_at=starts_at, day=starts_at.date(),
            length=timedelta(minutes=30), place="Joe's Cafe", channel=Channel.COFFEE,
        )  # fmt: skip


async def known(chat: Chat) -> Contact:
    """Ada, with whom there was a talk with promises both ways."""
    async with chat.database.transaction() as session:
        owner = await owners.get(session, chat.owner_id)
        draft = ConversationDraft(
            [PersonDraft("Ada Lovelace", "Engines Ltd", "analyst")],
            date(2026, 3, 3),
            channel=Channel.CALL,
            notes="talked about docs",
            suggested="learn Premiere",
            mine=[PromiseDraft("send the article", date(2026, 3, 13))],
            theirs=[PromiseDraft("introduce me to Sam")],
        )
        return (await record(session, owner, draft, START, ZONE)).people[0]


async def chosen(chat: Chat, contact: Contact) -> list[ChosenQuestion]:
    """The questions chosen for a contact and not asked."""
    async with chat.database.reading() as session:
        return list(await research.chosen(session, chat.owner_id, contact.id, open_only=True))


async def test_one_message_says_all_there_is_to_know(chat: Chat) -> None:
    ada = await known(chat)
    await a_meeting(chat, ada)
    async with chat.database.transaction() as session:
        await research.add(session, chat.owner_id, ada.id, "her last three papers", START)
        await research.add_chosen(session, chat.owner_id, ada.id, "day-typical", "What is a day like?", START)
        await resumes.add(session, chat.owner_id, "file", "resume-v3.pdf", START)
    await chat.send("/prep ada")
    said = chat.last
    assert said.startswith("<b>Ada Lovelace</b>\nanalyst at Engines Ltd\n📅 Tomorrow 15:00 · 30 minutes · Joe's Cafe")
    for line in (
        "<b>Last talks</b>\nTue 3 Mar by phone: talked about docs",
        "<b>Promised</b>\nYou: send the article (by Fri 13 Mar)\nThey: introduce me to Sam",
        "<b>Their advice</b>\nlearn Premiere",
        "<b>To look up</b>\n☐ 1. her last three papers",
        "<b>To ask</b>\n1. What is a day like?",
        "<b>Open with</b>\n“",
        "<b>Close with</b>\n“",
        "📄 resume-v3.pdf",
    ):
        assert line in said
    assert len(chat.said) == 1


async def test_without_a_name_it_is_the_next_meeting(chat: Chat) -> None:
    await a_meeting(chat, await add(chat, "Tom Reyes"), TOMORROW_THREE + timedelta(days=3))
    await a_meeting(chat, await add(chat, "Ada Lovelace"))
    await chat.send("/prep")
    assert chat.last.startswith("<b>Ada Lovelace</b>")


async def test_without_a_meeting_people_are_offered(chat: Chat) -> None:
    await chat.send("/prep")
    assert chat.last.startswith("No meeting is agreed, and I know nobody yet.")
    await add(chat, "Ada Lovelace")
    await chat.send("/prep")
    await chat.press("Ada Lovelace")
    assert chat.last.startswith("<b>Ada Lovelace</b>")


async def test_a_meeting_that_is_over_is_not_prepared(chat: Chat) -> None:
    await a_meeting(chat, await add(chat, "Ada Lovelace"), START - timedelta(hours=3))
    await chat.send("/prep")
    assert chat.last.startswith("No meeting is agreed.")


async def test_the_research_is_suggested_ticked_and_kept(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    await chat.send("/prep ada")
    await chat.press("What to look up?")
    assert "☐ 2. What Engines Ltd does, and its latest news" in chat.last
    await chat.press("☐ 2")
    assert "☑ 2. What Engines Ltd does" in chat.last
    await chat.press("☑ 2")
    assert "☐ 2. What Engines Ltd does" in chat.last
    await chat.press("Add to look up")
    await chat.send("her thesis")
    await chat.press("What I found")
    await chat.press("✎ 2")
    await chat.send("engines that <think>")
    assert "☑ 2. What Engines Ltd does, and its latest news → engines that &lt;think&gt;" in chat.last
    await chat.press("Undo")
    await chat.send("/prep ada")
    assert "☐ 2. What Engines Ltd" in chat.last
    await chat.press("What I found")
    await chat.press("✕ 4")
    assert "her thesis" not in chat.last


async def test_questions_are_chosen_from_the_bank_a_set_or_typed(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace")
    await chat.send("/prep ada")
    assert "These questions are a start" in chat.last
    assert "<b>To ask</b>\n1. " in chat.last
    await chat.press("Questions")
    await chat.press("A good set")
    assert len(await chosen(chat, ada)) == 6
    await chat.press("✕ 1")
    assert len(await chosen(chat, ada)) == 5
    await chat.press("Write one")
    await chat.send("What surprised you most?")
    assert (await chosen(chat, ada))[-1].text == "What surprised you most?"
    await chat.press("My own")
    assert "1. What surprised you most?" in chat.last
    await chat.press("✓ 1")
    assert len(await chosen(chat, ada)) == 5
    await chat.press("1")
    assert len(await chosen(chat, ada)) == 6
    await chat.press("‹ Prep")
    assert "6. What surprised you most?" in chat.last
    assert chat.last.count("<b>To ask</b>") == 1


async def test_the_opening_line_names_the_introducer_only_when_allowed(chat: Chat) -> None:
    tom = await add(chat, "Tom Reyes")
    await add(chat, "Ada Lovelace", introduced_by_id=tom.id, may_use_introducer=False)
    await add(chat, "Sam Wu", introduced_by_id=tom.id, may_use_introducer=True)
    await add(chat, "Lin Chu", introduced_by_id=tom.id, may_use_introducer=None)
    for name, named in (("ada", False), ("sam", True), ("lin", False)):
        await chat.send(f"/prep {name}")
        opening = re.search("<b>Open with</b>\n(.*)", chat.last)
        assert opening is not None
        if not named:
            assert "Tom" not in opening[1]


async def test_the_resume_comes_back_at_a_tap(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    chat.person.send_document("resume.pdf", b"%PDF-1.4 mine", "application/pdf")
    sent = chat.telegram.updates.take()[0]["message"]["document"]["file_id"]
    async with chat.database.transaction() as session:
        await resumes.add(session, chat.owner_id, sent, "resume.pdf", START)
    await chat.send("/prep ada")
    await chat.press("Resume")
    assert chat.last_message.document is not None
    assert chat.last_message.document.data == b"%PDF-1.4 mine"


async def test_a_long_sheet_still_fits_one_message(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace", notes="x & y " * 400)
    async with chat.database.transaction() as session:
        for number in range(15):
            await research.add(session, chat.owner_id, ada.id, f"{number} " + "r < s " * 40, START)
            text = f"{number} " + "why & how " * 45
            await research.add_chosen(session, chat.owner_id, ada.id, f"q-{number}", text, START)
    await chat.send("/prep ada")
    assert "15. " in chat.last


@pytest.mark.parametrize("button", ["☐ 1", "What I found", "Questions", "PDF", "During the talk"])
async def test_buttons_of_somebody_gone_say_so(chat: Chat, button: str) -> None:
    ada = await add(chat, "Ada Lovelace")
    await chat.send("/prep ada")
    await chat.press("What to look up?")
    async with chat.database.transaction() as session:
        await contacts.delete(session, chat.owner_id, await contacts.find(session, chat.owner_id, ada.id) or ada)
    await chat.press(button)
    assert "no longer in your list" in chat.toasts[-1] or "gone already" in chat.toasts[-1]
