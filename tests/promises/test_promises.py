"""Promises both ways, as the owner keeps them."""

from datetime import date

from storage import conversations
from storage.kinds import Outcome, ReminderKind, Side
from storage.tables import Promise
from tests.conftest import Chat
from tests.makers import add, person, waiting


async def promised(chat: Chat, side: Side | None = None) -> list[Promise]:
    """What is open."""
    async with chat.database.reading() as session:
        return list(await conversations.open_promises(session, chat.owner_id, side=side))


async def a_promise(chat: Chat, button: str, text: str, day: str | None = None) -> None:
    """A promise added by hand from Ada's page."""
    await chat.send("/promises Ada")
    await chat.press(button)
    await chat.send(text)
    if day:
        await chat.send(day)
    else:
        await chat.press("No day")


async def test_what_i_promised_comes_up_on_its_morning(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await a_promise(chat, "I promised…", "send the article", "friday")
    assert chat.last == (
        "🤝 Kept. You promised Ada Lovelace: <b>send the article</b> · <i>by Fri 13 Mar</i>\nI bring it up Fri 13 Mar."
    )
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.due_at.isoformat() == "2026-03-13T13:00:00+00:00"


async def test_what_they_promised_comes_up_after_a_week(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await a_promise(chat, "They promised…", "introduce me to Sam")
    assert "Ada Lovelace promised: <b>introduce me to Sam</b>\nI bring it up Wed 18 Mar." in chat.last
    assert len(await waiting(chat, ReminderKind.THEY_PROMISED)) == 1


async def test_a_promise_of_mine_without_a_day_stays_under_due(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "I promised…", "send the article")
    assert await waiting(chat, ReminderKind.FOLLOW_UP) == []
    await chat.send("/due")
    assert "send the article" in chat.last


async def test_both_sides_are_listed_with_their_days(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "I promised…", "send the article", "tomorrow")
    await a_promise(chat, "They promised…", "introduce me to Sam")
    await chat.send("/promises ada")
    assert chat.last == (
        "🤝 Promises: <b>Ada</b>\n"
        "\n<b>You promised</b>\n1. send the article · <i>by tomorrow</i>\n"
        "\n<b>They promised</b>\n2. introduce me to Sam"
    )
    await chat.send("/promises")
    assert "1. Ada: send the article · <i>by tomorrow</i>" in chat.last
    assert "<b>Promised to you</b>\n2. Ada: introduce me to Sam" in chat.last


async def test_done_settles_the_reminder_and_undo_brings_both_back(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "I promised…", "send the article", "friday")
    await chat.press("Change")
    await chat.press("Done")
    assert chat.last == "✅ Done: send the article."
    assert await promised(chat) == []
    assert await waiting(chat, ReminderKind.FOLLOW_UP) == []
    await chat.press("Undo")
    assert len(await promised(chat)) == 1
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.outcome is not Outcome.DONE


async def test_letting_go_takes_promise_and_reminder_and_can_be_taken_back(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "They promised…", "introduce me to Sam")
    await chat.press("Change")
    page = chat.last_message.id
    await chat.press("Let it go")
    assert chat.last == "Let go: introduce me to Sam."
    assert await promised(chat) == []
    await chat.press("Undo", page)
    [promise] = await promised(chat, Side.THEIRS)
    assert promise.text == "introduce me to Sam"
    assert len(await waiting(chat, ReminderKind.THEY_PROMISED)) == 1


async def test_another_day_moves_the_reminder(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "I promised…", "send the article", "friday")
    await chat.press("Change")
    await chat.press("Another day")
    await chat.send("20 march")
    assert "<i>by Fri 20 Mar</i>" in chat.last
    [reminder] = await waiting(chat, ReminderKind.FOLLOW_UP)
    assert reminder.due_at.date() == date(2026, 3, 20)
    await chat.press("Without a day")
    assert await waiting(chat, ReminderKind.FOLLOW_UP) == []


async def test_an_old_button_says_what_became_of_it(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "I promised…", "send the article", "friday")
    await chat.press("Change")
    old = chat.last_message.id
    await chat.send("/promises Ada")
    await chat.press("1")
    await chat.press("Done")
    await chat.press("Let it go", old)
    assert chat.toasts[-1] == "That one is done: send the article"


async def test_a_promise_can_start_from_the_list_of_all(chat: Chat) -> None:
    await add(chat, "Ada")
    await add(chat, "Tom Reyes")
    await chat.send("/promises")
    await chat.press("Somebody promised…")
    await chat.press("Somebody else")
    await chat.send("tom")
    assert "What did <b>Tom Reyes</b> promise you?" in chat.last
    await chat.send("a look at my reel")
    await chat.press("No day")
    tom = await person(chat, "Tom Reyes")
    assert [each.contact_id for each in await promised(chat)] == [tom.id]


async def test_a_day_nobody_can_read_keeps_the_form_open(chat: Chat) -> None:
    await add(chat, "Ada")
    await chat.send("/promises Ada")
    await chat.press("I promised…")
    await chat.send("send the article")
    await chat.send("banana")
    assert await promised(chat) == []
    await chat.send("friday")
    assert len(await promised(chat)) == 1


async def test_somebody_elses_promise_stays_theirs(chat: Chat) -> None:
    await add(chat, "Ada")
    await a_promise(chat, "I promised…", "send the article", "friday")
    await chat.press("Change")
    [promise] = await promised(chat)
    other = chat.another(2002)
    await other.send("/start")
    await other.send("/promises")
    assert "article" not in other.last
    assert len(await promised(chat)) == 1
    assert promise.owner_id == chat.owner_id


async def test_the_card_leads_to_the_promises(chat: Chat) -> None:
    await add(chat, "Ada")
    await chat.send("/contacts")
    await chat.press("Ada")
    await chat.press("Promises")
    assert chat.last == "Nothing is promised between you and <b>Ada</b>."
