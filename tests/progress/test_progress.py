"""/progress, /update and the advice behind them, as the owner meets them."""

from datetime import date

import pytest

from bot.conversations.draft import ConversationDraft, PersonDraft
from bot.conversations.recording import record
from bot.progress.drafting import update_draft
from storage import contacts, conversations, letters, owners
from storage.kinds import LetterKind, ReminderKind, Rhythm, Status
from storage.tables import Contact
from tests.conftest import ZONE, Chat
from tests.makers import person, waiting


async def talked(chat: Chat, name: str, on: date, suggested: str = "") -> Contact:
    """A talk that was held and recorded on a day."""
    async with chat.database.transaction() as session:
        owner = await owners.get(session, chat.owner_id)
        draft = ConversationDraft([PersonDraft(name)], on, notes="talked about docs", suggested=suggested or None)
        recorded = await record(session, owner, draft, chat.clock.now(), ZONE)
    return recorded.people[0]


async def test_a_line_of_news_is_kept_at_once(chat: Chat) -> None:
    await talked(chat, "Ada Lovelace", date(2026, 3, 1))
    await chat.send("/progress passed the Premiere exam")
    assert chat.last == "📝 Kept: passed the Premiere exam\nOne person will hear it in their next update."
    await chat.send("/progress")
    assert chat.last == "<b>My news</b>\n1. passed the Premiere exam · <i>Wed 11 Mar</i>"


async def test_news_can_be_edited_redated_removed_and_brought_back(chat: Chat) -> None:
    await chat.send("/progress")
    await chat.press("Add news")
    await chat.send("finished a short film")
    await chat.press("Change")
    await chat.press("Edit")
    await chat.send("finished my first short film")
    assert chat.last.startswith("Changed.\n\nfinished my first short film")
    await chat.press("Day")
    await chat.send("1 March")
    assert "Sun 1 Mar" in chat.last
    await chat.press("Remove")
    assert chat.last == "Removed: finished my first short film"
    await chat.press("Undo")
    await chat.send("/progress")
    assert "1. finished my first short film · <i>Sun 1 Mar</i>" in chat.last


async def test_an_update_carries_only_what_they_have_not_heard(chat: Chat) -> None:
    await chat.send("/progress moved to Boston")
    chat.clock.forward(days=1)
    ada = await talked(chat, "Ada Lovelace", date(2026, 3, 12))
    chat.clock.forward(days=10)
    await chat.send("/progress passed the Premiere exam")
    await chat.send("/progress finished a short film!")
    await chat.send("/update Ada")
    assert "They last heard from you on 12 March." in chat.last
    assert "Passed the Premiere exam. Finished a short film!" in chat.last
    assert "Boston" not in chat.last
    async with chat.database.reading() as session:
        owner = await owners.get(session, chat.owner_id)
        draft = await update_draft(session, owner, ada, chat.clock.now())
    assert draft.missing == ()
    assert "Passed the Premiere exam." in draft.text


async def test_news_of_the_same_day_after_the_talk_is_new_to_them(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 3, 11))
    chat.clock.forward(hours=2)
    await chat.send("/progress got the internship at Engines")
    await chat.send("/update Ada")
    assert "Got the internship at Engines." in chat.last


async def test_advice_that_helped_is_told_once(chat: Chat) -> None:
    ada = await talked(chat, "Ada", date(2026, 3, 1), "learn Premiere\nread Murch")
    await chat.send("/update Ada")
    await chat.press("Their advice")
    assert "1. ○ learn Premiere\n2. ○ read Murch" in chat.last
    await chat.press("1")
    await chat.press("It helped")
    assert "1. ✓ helped: learn Premiere" in chat.last
    await chat.send("/progress edited my reel")
    await chat.send("/update Ada")
    assert "your advice to learn Premiere" in chat.last
    await chat.press("Sent")
    async with chat.database.reading() as session:
        told = {each.text: each.told_at for each in await conversations.advice_by(session, chat.owner_id, ada.id)}
    assert told["learn Premiere"] is not None
    assert told["read Murch"] is None
    chat.clock.forward(days=31)
    await chat.send("/update Ada")
    assert "Premiere" not in chat.last.partition("<pre>")[2]


async def test_sent_moves_their_clock_and_can_be_taken_back(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 2, 1))
    await chat.send("/progress passed the exam")
    await chat.send("/update Ada")
    await chat.press("Sent")
    assert chat.last == "✅ <b>Ada</b> has your update. The next one comes up around Sat 11 Apr."
    ada = await person(chat, "Ada")
    assert (ada.heard_on, ada.status) == (date(2026, 3, 11), Status.IN_TOUCH)
    async with chat.database.reading() as session:
        sent = await letters.to_contact(session, chat.owner_id, ada.id)
    assert [letter.kind for letter in sent] == [LetterKind.UPDATE]
    await chat.press("Undo")
    ada = await person(chat, "Ada")
    assert (ada.heard_on, ada.status) == (date(2026, 2, 1), Status.MET)


async def test_an_old_sent_button_says_that_it_is_done(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 2, 1))
    await chat.send("/update Ada")
    first = chat.last_message.id
    await chat.send("/update Ada")
    await chat.press("Sent")
    await chat.press("Sent", first)
    assert chat.toasts[-1] == "You marked an update to Ada as sent today."


async def test_later_puts_it_off_and_keeps_the_rhythm(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 2, 1))
    await chat.send("/update Ada")
    await chat.press("Later")
    await chat.press("Tomorrow morning")
    assert chat.last.startswith("🕘 The update to <b>Ada</b> comes again tomorrow 9:00")
    [reminder] = await waiting(chat, ReminderKind.UPDATE)
    assert reminder.first_due_at < reminder.due_at
    await chat.send("/update Ada")
    await chat.press("Later")
    await chat.press("Another time…")
    await chat.send("20 march")
    assert "Fri 20 Mar" in chat.last


async def test_pause_offers_a_slower_rhythm_or_rest(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 2, 1))
    await chat.send("/update Ada")
    await chat.press("Pause")
    await chat.press("Every 3 months")
    assert chat.last.startswith("Updates to <b>Ada</b>: every 3 months.")
    assert (await person(chat, "Ada")).rhythm is Rhythm.THREE_MONTHS
    await chat.send("/update Ada")
    await chat.press("Pause")
    await chat.press("Pause until we talk")
    assert (await person(chat, "Ada")).status is Status.PAUSED
    assert await waiting(chat, ReminderKind.UPDATE) == []


async def test_my_own_words_take_the_drafts_place(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 2, 1))
    await chat.send("/update Ada")
    await chat.press("Edit")
    await chat.send("Dear Ada,\nI made it!")
    assert "Your own words, ready to send:\n<pre>Dear Ada,\nI made it!</pre>" in chat.last
    await chat.press("Back to the draft")
    assert "I made it" not in chat.last
    assert "your news" in chat.last


async def test_who_is_due_to_hear_is_listed(chat: Chat) -> None:
    await talked(chat, "Ada", date(2026, 2, 1))
    await talked(chat, "Tom Reyes", date(2026, 3, 10))
    await chat.send("/update")
    due, coming = chat.last.split("\n\n")
    assert due.startswith("<b>Due to hear from you</b>\n1. <b>Ada</b>")
    assert coming.startswith("<b>Coming up</b>\n2. <b>Tom Reyes</b>")
    await chat.press("2. Tom")
    assert "<b>Tom Reyes</b>. They last heard from you yesterday." in chat.last


async def test_an_update_to_somebody_gone_says_so(chat: Chat) -> None:
    ada = await talked(chat, "Ada", date(2026, 2, 1))
    await chat.send("/update Ada")
    async with chat.database.transaction() as session:
        await contacts.delete(session, chat.owner_id, await contacts.find(session, chat.owner_id, ada.id) or ada)
    await chat.press("Sent")
    assert chat.toasts[-1] == "That person is no longer in your list."


@pytest.mark.parametrize("words", ["/progress " + "x" * 600, "/progress"])
async def test_too_long_or_no_news_changes_nothing(chat: Chat, words: str) -> None:
    await chat.send(words)
    assert "My news" not in chat.last
    assert "Undo" not in chat.buttons
