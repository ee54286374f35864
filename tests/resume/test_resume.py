"""/resume in the owner's words."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.resume import rules
from bot.resume.given import given_text
from bot.user_error import UserError
from storage import contacts, conversations, owners, resumes
from storage.kinds import ReminderKind
from storage.tables import Contact, Resume
from tests.conftest import START, Chat
from tests.makers import waiting

PDF = b"%PDF-1.4 a resume"


async def kept(chat: Chat) -> Sequence[Resume]:
    async with chat.database.reading() as session:
        return await resumes.versions(session, chat.owner_id)


async def file(chat: Chat, name: str = "cv.pdf", caption: str = "", data: bytes = PDF) -> None:
    chat.person.send_document(name, data, caption=caption)
    await chat.settle()


# Keeping one


async def test_the_first_time_it_asks_for_the_file_and_keeps_it(chat: Chat) -> None:
    await chat.send("/resume")
    assert chat.last.startswith("Send me your resume as a file: PDF, DOCX or ODT, up to 20 MB.")
    await file(chat)
    assert chat.last == (
        "Kept as version 1: <b>cv.pdf</b>. /resume hands it back at any time; I remind you to look it over on "
        "Fri 11 Sep."
    )
    (one,) = await kept(chat)
    assert (one.name, one.size, one.label) == ("cv.pdf", len(PDF), None)
    await chat.press("Undo")
    assert chat.last == "Taken back: the resume cv.pdf."
    assert (await kept(chat), await waiting(chat, ReminderKind.RESUME_OLD)) == ([], [])


@pytest.mark.parametrize(
    ("caption", "label"),
    [
        ("resume", None),
        ("Résumé", None),
        ("my CV: for festivals", "for festivals"),
        ("Resume for festivals", "for festivals"),
        ("here is my resume", "here is my resume"),
    ],
)
async def test_a_file_with_the_word_under_it_is_kept_at_once(chat: Chat, caption: str, label: str | None) -> None:
    await file(chat, caption=caption)
    if label == caption:
        assert await kept(chat) == [], "a sentence is no label"
        return
    (one,) = await kept(chat)
    assert one.label == label


@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "CV.ODT"])
async def test_each_kind_is_kept(chat: Chat, name: str) -> None:
    await chat.send("/resume")
    await file(chat, name)
    assert (await kept(chat))[0].name == name


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("cv.png", "That is a .png file. A resume can be a PDF, DOCX or ODT; most programs save as PDF."),
        ("cv.doc", "That is a .doc file. A resume can be a PDF, DOCX or ODT; most programs save as PDF."),
    ],
)
async def test_another_kind_of_file_gets_one_kind_line(chat: Chat, name: str, line: str) -> None:
    await chat.send("/resume")
    await file(chat, name)
    assert chat.last == line
    await file(chat, name, caption="resume")
    assert chat.last == line
    assert await kept(chat) == []
    await file(chat)
    assert len(await kept(chat)) == 1, "the form was still open"


async def test_words_instead_of_a_file_get_one_kind_line(chat: Chat) -> None:
    await chat.send("/resume")
    await chat.send("it is on my website")
    assert chat.last == "Send the file itself, please: a PDF, DOCX or ODT of up to 20 MB."


async def test_a_file_that_comes_by_itself_is_asked_about(chat: Chat) -> None:
    await file(chat)
    assert chat.last == "Is <b>cv.pdf</b> your resume? I can keep it, and hand it back when somebody asks."
    await chat.send("/tips")
    await chat.press("Keep it as my resume")
    assert chat.last.startswith("Kept as version 1: <b>cv.pdf</b>.")


async def test_a_file_that_is_none_is_let_go(chat: Chat) -> None:
    await file(chat, "essay.pdf")
    await chat.press("No")
    assert await kept(chat) == []
    await chat.send("/resume")
    assert chat.last.startswith("Send me your resume as a file")


# Sending it back


async def test_the_latest_comes_back_at_once(chat: Chat) -> None:
    await file(chat, "old.pdf", caption="resume")
    chat.clock.forward(days=1)
    await file(chat, "new.pdf", caption="resume for festivals", data=b"%PDF-1.4 newer")
    await chat.send("/resume")
    assert chat.last == "<b>new.pdf</b> · for festivals\nSaved on Thu 12 Mar, your latest."
    document = chat.last_message.document
    assert document is not None
    assert document.data == b"%PDF-1.4 newer"


async def test_an_older_version_is_sent_too(chat: Chat) -> None:
    await file(chat, "old.pdf", caption="resume", data=b"%PDF-1.4 old")
    chat.clock.forward(days=1)
    await file(chat, "new.pdf", caption="resume")
    await chat.press("All versions")
    assert chat.last == ("<b>Your resume</b>\n2. <b>new.pdf</b> · Thu 12 Mar\n1. <b>old.pdf</b> · Wed 11 Mar")
    await chat.press("1")
    assert chat.last == "<b>old.pdf</b>\nSaved on Wed 11 Mar.\nNobody got this one yet."
    await chat.press("Send it to me")
    document = chat.last_message.document
    assert document is not None
    assert document.data == b"%PDF-1.4 old"
    assert "your latest" not in chat.last


async def test_a_file_that_telegram_has_lost_gets_a_kind_line(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        await resumes.add(session, chat.owner_id, "of-another-bot", "cv.pdf", START)
    await chat.send("/resume")
    assert chat.last == "Telegram no longer gives me <b>cv.pdf</b>. Send it once more, and I keep it anew."


async def test_many_versions_are_shown_page_by_page(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        for number in range(10):
            await resumes.add(session, chat.owner_id, "file", f"cv{number}.pdf", START)
    await press_after_tips(chat, "resumes:0")
    assert chat.last.startswith("<b>Your resume</b>\n10. <b>cv9.pdf</b>")
    await chat.press("Older ›")
    assert chat.last == "<b>Your resume</b>\n2. <b>cv1.pdf</b> · Wed 11 Mar\n1. <b>cv0.pdf</b> · Wed 11 Mar"


async def press_after_tips(chat: Chat, data: str) -> None:
    await chat.send("/tips")
    await chat.press_data(data)


async def test_a_label_is_given_and_taken_away(chat: Chat) -> None:
    await file(chat, caption="resume")
    await chat.press("Label")
    await chat.send("for <festivals>")
    assert chat.last.startswith("Labelled.\n\n<b>cv.pdf</b> · for &lt;festivals&gt;")
    assert (await waiting(chat, ReminderKind.RESUME_OLD))[0].draft == "Your resume, for <festivals>,"
    await chat.press("Label")
    await chat.press("No label")
    assert (await kept(chat))[0].label is None
    await chat.press("Undo")
    assert (await kept(chat))[0].label == "for <festivals>"


# Who got which


async def test_who_got_it_is_noted_with_a_tap_and_shown_on_the_version(chat: Chat) -> None:
    await chat.send("/add Priya Shah")
    await file(chat, caption="resume")
    await chat.press("I gave it to…")
    await chat.press("Priya Shah")
    assert chat.last == "Noted: <b>Priya Shah</b> got <b>cv.pdf</b> today."
    await chat.press("This version")
    assert "Given to\n• Priya Shah, Wed 11 Mar" in chat.last
    async with chat.database.reading() as session:
        (given,) = await resumes.given_to(session, chat.owner_id, 1)
    assert given_text([given], date(2026, 3, 12)) == "Has your resume since Wed 11 Mar"
    await chat.send("/undo")
    async with chat.database.reading() as session:
        assert await resumes.given_to(session, chat.owner_id, 1) == []


async def test_the_resume_for_somebody_comes_with_the_tap_that_they_got_it(chat: Chat) -> None:
    await chat.send("/add Priya Shah")
    await file(chat, caption="resume")
    await chat.send("/resume priya")
    assert chat.last_message.document is not None
    await chat.press("I gave it to Priya Shah")
    assert chat.last.startswith("Noted: <b>Priya Shah</b> got <b>cv.pdf</b> today.")
    await chat.send("/resume")
    assert "Given to Priya Shah (Wed 11 Mar)." in chat.last


async def test_which_of_several_people_is_asked(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add Ada Byron")
    await file(chat, caption="resume")
    await chat.send("/resume ada")
    assert chat.last == "Whom do you mean?"
    await chat.press("Ada Byron")
    assert "I gave it to Ada Byron" in chat.buttons


async def test_somebody_new_who_got_it_is_added(chat: Chat) -> None:
    await file(chat, caption="resume")
    await chat.press("I gave it to…")
    await chat.send("Zed Young, Engines Ltd")
    await chat.press("Add a new person")
    assert chat.last.startswith("Noted: <b>Zed Young</b> got")
    async with chat.database.reading() as session:
        zed = await session.scalar(select(Contact))
    assert zed is not None
    assert zed.organisation == "Engines Ltd"


async def test_the_same_person_on_the_same_day_is_noted_once(chat: Chat) -> None:
    await chat.send("/add Priya Shah")
    await file(chat, caption="resume")
    for _ in range(2):
        await chat.send("/resume priya")
        await chat.press("I gave it to Priya Shah")
    async with chat.database.reading() as session:
        assert len(await resumes.given_to(session, chat.owner_id, 1)) == 1


async def test_a_wrong_mark_is_taken_back(chat: Chat) -> None:
    await chat.send("/add Priya Shah")
    await file(chat, caption="resume")
    await chat.send("/resume priya")
    await chat.press("I gave it to Priya Shah")
    await chat.press("This version")
    await chat.press("✕ Priya Shah")
    assert "Nobody got this one yet." in chat.last
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert len(await resumes.given_to(session, chat.owner_id, 1)) == 1


async def test_removing_a_version_keeps_the_one_before_and_undo_brings_all_back(chat: Chat) -> None:
    await chat.send("/add Priya Shah")
    await file(chat, "old.pdf", caption="resume")
    chat.clock.forward(days=30)
    await file(chat, "new.pdf", caption="resume")
    await chat.send("/resume priya")
    await chat.press("I gave it to Priya Shah")
    await chat.press("This version")
    await chat.press("Remove")
    assert chat.last.startswith("Removed: new.pdf.")
    assert [each.name for each in await kept(chat)] == ["old.pdf"]
    assert (await waiting(chat, ReminderKind.RESUME_OLD))[0].due_at == datetime(2026, 9, 11, 13, tzinfo=UTC)
    await chat.press("Undo")
    async with chat.database.reading() as session:
        (given,) = await resumes.given_to(session, chat.owner_id, 1)
    assert given.resume.name == "new.pdf"
    assert (await waiting(chat, ReminderKind.RESUME_OLD))[0].due_at == datetime(2026, 10, 10, 13, tzinfo=UTC)


# Growing old


async def test_an_old_resume_says_so_and_a_ping_comes_on_the_day(chat: Chat) -> None:
    await file(chat, caption="resume for festivals")
    (ping,) = await waiting(chat, ReminderKind.RESUME_OLD)
    assert ping.due_at == datetime(2026, 9, 11, 13, tzinfo=UTC), "nine in New York, six months on"
    chat.clock.forward(days=183, hours=23)
    await chat.tick()
    assert "Your resume, for festivals, is 6 months old" in chat.last
    await chat.send("/resume")
    assert "It is 6 months old. Look it over before you give it to anybody." in chat.last


async def test_a_new_version_puts_the_day_off(chat: Chat) -> None:
    await file(chat, caption="resume")
    chat.clock.forward(days=30)
    await file(chat, caption="resume")
    (ping,) = await waiting(chat, ReminderKind.RESUME_OLD)
    assert ping.due_at.date() > date(2026, 10, 1)
    await chat.press("Undo")
    (ping,) = await waiting(chat, ReminderKind.RESUME_OLD)
    assert ping.due_at == datetime(2026, 9, 11, 13, tzinfo=UTC)


async def test_the_owner_says_after_how_many_months_it_is_old(chat: Chat) -> None:
    await file(chat, caption="resume")
    await chat.send("/resume")
    await chat.press("When is it old?")
    assert list(chat.buttons[:4]) == ["3 months", "✓ 6 months", "12 months", "24 months"]
    await chat.press("3 months")
    assert "✓ 3 months" in chat.buttons
    (ping,) = await waiting(chat, ReminderKind.RESUME_OLD)
    assert ping.due_at == datetime(2026, 6, 11, 13, tzinfo=UTC)
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert (await owners.get(session, chat.owner_id)).resume_limit_months == 6
    (ping,) = await waiting(chat, ReminderKind.RESUME_OLD)
    assert ping.due_at == datetime(2026, 9, 11, 13, tzinfo=UTC)


# What people advised


async def test_advice_from_notes_is_marked_as_about_the_resume(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        ada = await contacts.add(session, chat.owner_id, "Ada Lovelace", START)
        await conversations.add_advice(session, chat.owner_id, ada.id, "put the films <first>", START)
        await conversations.add_advice(session, chat.owner_id, ada.id, "join the society", START)
    await file(chat, caption="resume")
    await chat.send("/resume")
    await chat.press("What people advised")
    assert chat.last.startswith("Nobody has advised you on your resume yet.")
    await chat.press("Find it in my notes")
    assert list(chat.buttons[:2]) == ["Ada: join the society", "Ada: put the films <first>"]
    await chat.press("Ada: put the films")
    await chat.press("Done")
    assert chat.last == (
        "<b>What people advised about your resume</b>\n• put the films &lt;first&gt;\n  <i>Ada Lovelace</i>"
    )
    await chat.press("Find it in my notes")
    await chat.press("✓ Ada: put the films")
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert len(await resumes.advice_about_it(session, chat.owner_id)) == 1


async def test_advice_is_added_by_hand(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await file(chat, caption="resume")
    await chat.press("All versions")
    await chat.press("What people advised")
    await chat.press("Somebody advised…")
    await chat.press("Ada Lovelace")
    await chat.send("one page is enough")
    assert "• one page is enough\n  <i>Ada Lovelace</i>" in chat.last
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert await resumes.advice_about_it(session, chat.owner_id) == []


# Old buttons, other people


async def test_buttons_of_what_is_gone_answer_kindly(chat: Chat) -> None:
    await chat.send("/tips")
    for data in ("resume:9", "resume_send:9", "resume_give:9", "resume_label:9", "resume_remove:9"):
        await chat.press_data(data)
        assert chat.toasts[-1] == "That version is no longer kept.", data
    await chat.press_data("resume_ungive:9")
    assert chat.toasts[-1] == "That mark is gone already."
    await chat.press_data("resume_mark:9")
    assert chat.toasts[-1] == "That advice is no longer kept."
    await chat.press_data("resume_to:9")
    assert chat.toasts[-1] == "That person is no longer in your list."


async def test_a_tap_that_they_got_it_after_they_are_gone(chat: Chat) -> None:
    await file(chat, caption="resume")
    await chat.press_data("resume_gave:1:9")
    assert chat.toasts[-1] == "That person is no longer in your list."
    await chat.press_data("resume_gave:9:1")
    assert chat.toasts[-1] == "That version is no longer kept."


async def test_somebody_elses_resume_is_out_of_reach(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await file(chat, caption="resume")
    other = chat.another(2002)
    await other.send("/tips")
    for data in ("resume:1", "resume_send:1", "resume_remove:1", "resume_gave:1:1"):
        await other.press_data(data)
        assert other.toasts[-1] == "That version is no longer kept."
    await other.send("/resume")
    assert other.said[-1].startswith("Send me your resume as a file")
    assert len(await kept(chat)) == 1


# Rules


@pytest.mark.parametrize(
    ("saved_on", "today", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2025, 12, 15), date(2026, 3, 14), 2),
        (date(2025, 12, 15), date(2026, 3, 15), 3),
        (date(2026, 3, 15), date(2026, 3, 15), 0),
    ],
)
def test_months_are_the_calendars(saved_on: date, today: date, months: int) -> None:
    assert rules.months_old(saved_on, today) == months


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2030, 1, 2), date(2060, 1, 1)), st.integers(1, 24))
def test_it_is_old_exactly_when_it_has_that_many_months(saved_on: date, today: date, limit: int) -> None:
    assert rules.is_old(saved_on, limit, today) == (rules.months_old(saved_on, today) >= limit)


@pytest.mark.parametrize("size", [20 * 1024 * 1024, None, 0])
def test_up_to_20_megabytes_fit(size: int | None) -> None:
    rules.check("cv.pdf", "application/pdf", size)


def test_a_larger_file_gets_one_line() -> None:
    with pytest.raises(UserError, match=r"That file has 31 MB; up to 20 MB fit\."):
        rules.check("cv.pdf", None, 31 * 1024 * 1024)


def test_a_file_without_an_ending_is_known_by_its_media_type() -> None:
    rules.check("resume", "application/pdf", 7)
    with pytest.raises(UserError):
        rules.check("resume", "image/png", 7)
    with pytest.raises(UserError):
        rules.check(None, None, None)
