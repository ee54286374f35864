"""Opening a conversation, correcting it, deleting it."""

from storage import contacts, conversations, letters, reminders
from storage.kinds import Channel, LetterKind, ReminderKind, Status
from tests.conftest import Chat
from tests.makers import add, person, referrals, talks, waiting


async def a_talk(chat: Chat, who: str = "Ada", notes: str = "talked about docs", *, day: str = "Yesterday") -> None:
    """A coffee with somebody, kept and opened."""
    await chat.send("/log")
    await chat.send(who)
    await chat.press(day)
    await chat.press("☕ Coffee or a meal")
    await chat.send(notes)
    await chat.press("That is all, save it")
    await chat.press("Correct")


async def test_a_talk_opens_with_all_that_is_kept(chat: Chat) -> None:
    await a_talk(chat, notes="talked about docs\nloved my reel")
    assert chat.last == (
        "Coffee with <b>Ada</b>, Tue 10 Mar\n\ntalked about docs\nloved my reel\n\nNext: thank-you ping tomorrow 9:00."
    )
    assert chat.buttons == [
        "Day", "How", "Who", "Add notes", "Rewrite notes", "Advice", "They named…",
        "It answered something I wondered about", "👤 Ada", "Delete"
    ]  # fmt: skip


async def test_the_day_can_be_corrected_and_the_clock_follows(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("Day")
    await chat.send("on the 5th")
    assert chat.last.startswith("<i>Corrected: the day.</i>\n\nCoffee with <b>Ada</b>, Thu 5 Mar")
    assert str((await person(chat, "Ada")).heard_on) == "2026-03-05"
    [update] = await waiting(chat, ReminderKind.UPDATE)
    assert update.due_at.date().isoformat() == "2026-04-05"
    await chat.press("Undo")
    [talk] = await talks(chat, "Ada")
    assert str(talk.happened_on) == "2026-03-10"
    assert str((await person(chat, "Ada")).heard_on) == "2026-03-10"


async def test_a_later_day_moves_the_thank_you(chat: Chat) -> None:
    await chat.send("/log")
    await chat.send("Ada")
    await chat.send("on the 5th")
    await chat.press("☕ Coffee or a meal")
    await chat.press("That is all, save it")
    await chat.press("Correct")
    await chat.press("Day")
    await chat.press("Today")
    [thank_you] = await waiting(chat, ReminderKind.THANK_YOU)
    assert thank_you.due_at.isoformat() == "2026-03-12T13:00:00+00:00"
    assert str((await person(chat, "Ada")).heard_on) == "2026-03-11"


async def test_how_we_talked_can_be_corrected(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("How")
    await chat.send("zoom")
    assert "A video call with <b>Ada</b>" in chat.last
    [talk] = await talks(chat, "Ada")
    assert talk.channel is Channel.VIDEO


async def test_the_wrong_person_is_replaced_and_stands_as_before(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", status=Status.REACHED_OUT)
    await add(chat, "Tom")
    async with chat.database.transaction() as session:
        ada = await contacts.find_by_name(session, chat.owner_id, "Ada Lovelace")
        assert ada is not None
        now = chat.clock.now()
        await letters.add(session, chat.owner_id, ada.id, LetterKind.OUTREACH, now.date(), now)
    await a_talk(chat, "Ada Lovelace", day="Today")
    await chat.press("Who")
    await chat.send("Tom and Sam Ito")
    assert "Coffee with <b>Tom</b> and <b>Sam Ito</b>" in chat.last
    assert await talks(chat, "Ada Lovelace") == []
    assert (await person(chat, "Ada Lovelace")).status is Status.REACHED_OUT
    assert (await person(chat, "Tom")).status is Status.MET
    open_now = await waiting(chat, ReminderKind.THANK_YOU)
    assert sorted(each.contact.name for each in open_now if each.contact) == ["Sam Ito", "Tom"]
    await chat.press("Undo")
    assert len(await talks(chat, "Ada Lovelace")) == 1


async def test_notes_can_be_added_and_rewritten(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("Add notes")
    await chat.send("she also offered to read my resume")
    [talk] = await talks(chat, "Ada")
    assert talk.notes == "talked about docs\nshe also offered to read my resume"
    assert chat.last.startswith("<i>Added.</i>")
    await chat.press("Rewrite notes")
    await chat.send("talked about grants")
    [talk] = await talks(chat, "Ada")
    assert talk.notes == "talked about grants"


async def test_advice_that_stays_keeps_its_history(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("Advice")
    await chat.send("learn Premiere\nread Murch")
    [talk] = await talks(chat, "Ada")
    async with chat.database.transaction() as session:
        first, _ = await conversations.advice_from(session, chat.owner_id, talk.id)
        first.tried_at = chat.clock.now()
    await chat.press("Advice")
    await chat.send("learn Premiere\nshorten my resume")
    async with chat.database.reading() as session:
        advice = await conversations.advice_from(session, chat.owner_id, talk.id)
    assert [(each.text, each.tried_at is not None, each.about_resume) for each in advice] == [
        ("learn Premiere", True, False),
        ("shorten my resume", False, True),
    ]


async def test_nobody_and_none_are_answers_too(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("They named…")
    await chat.send("nobody")
    assert chat.last.startswith("<i>All right, it stays as it was.</i>")
    assert "Undo" not in chat.buttons
    await chat.press("Advice")
    await chat.send("learn Premiere")
    assert "💡 learn Premiere" in chat.last
    await chat.press("Advice")
    await chat.send("none")
    assert "💡" not in chat.last


async def test_names_can_follow_later(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("They named…")
    await chat.send("Tom Reyes, NBC")
    await chat.press("Not asked yet")
    assert "👉 Ada named <b>Tom Reyes</b>, NBC: use of the name not asked yet" in chat.last
    await chat.press("No, not with Tom")
    tom = await person(chat, "Tom Reyes")
    assert tom.may_use_introducer is False


async def test_a_name_can_be_allowed_forbidden_and_taken_out_again(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("They named…")
    await chat.send("Tom Reyes, NBC")
    await chat.press("Yes")
    await chat.press("👉 Tom")
    assert chat.last == "👉 Ada named <b>Tom Reyes</b>, NBC: you may use Ada’s name"
    await chat.press("Better not")
    assert chat.last.startswith("<i>Noted: Tom Reyes, without Ada’s name.</i>")
    assert (await person(chat, "Tom Reyes")).may_use_introducer is False
    await chat.press("👉 Tom")
    await chat.press("Not asked yet")
    assert (await person(chat, "Tom Reyes")).may_use_introducer is None
    await chat.press("👉 Tom")
    old = chat.last_message
    await chat.press("They did not name them")
    assert chat.last.startswith("<i>Ada did not name Tom Reyes.</i>")
    tom = await person(chat, "Tom Reyes")
    assert tom.introduced_by_id is None
    assert await referrals(chat) == []
    for data in ("talk_ref:1", "talk_unname:1", "talk_may:1:yes:o"):
        await chat.press_data(data, old)
        assert chat.toasts[-1] == "Nothing is kept of that introduction any more."
    await chat.press("Undo")
    assert (await person(chat, "Tom Reyes")).introduced_by_id is not None


async def test_deleting_asks_once_and_can_be_undone(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("Delete")
    assert chat.last == (
        "Delete coffee with Ada yesterday? Its notes, advice and promises go with it. "
        "The people stay, and who named whom."
    )
    await chat.press("Keep it")
    assert chat.last.startswith("Coffee with <b>Ada</b>")
    await chat.press("Delete")
    await chat.press("Yes, delete it")
    assert chat.last == "Deleted: coffee with Ada yesterday."
    assert await talks(chat, "Ada") == []
    assert await waiting(chat) == []
    ada = await person(chat, "Ada")
    assert (ada.status, ada.heard_on) == (Status.TO_CONTACT, None)
    await chat.press("Undo")
    [talk] = await talks(chat, "Ada")
    assert talk.notes == "talked about docs"
    assert len(await waiting(chat, ReminderKind.THANK_YOU)) == 1
    assert (await person(chat, "Ada")).status is Status.MET


async def test_deleting_one_of_two_talks_leaves_the_other(chat: Chat) -> None:
    await a_talk(chat, day="Yesterday")
    await a_talk(chat, day="Today")
    await chat.press("Delete")
    await chat.press("Yes, delete it")
    [talk] = await talks(chat, "Ada")
    assert str(talk.happened_on) == "2026-03-10"
    ada = await person(chat, "Ada")
    assert (ada.status, str(ada.heard_on)) == (Status.MET, "2026-03-10")


async def test_a_deleted_talk_answers_old_buttons_kindly(chat: Chat) -> None:
    await a_talk(chat)
    card = chat.last_message
    await chat.send("/log ada")
    await chat.press("Cancel")
    async with chat.database.transaction() as session:
        ada = await contacts.find_by_name(session, chat.owner_id, "Ada")
        assert ada is not None
        [talk] = await conversations.with_contact(session, chat.owner_id, ada.id)
        await session.delete(talk)
    for action in ("conversation", "talk_edit", "talk_delete", "talk_delete_yes", "talk_notes", "talk_nobody"):
        await chat.press_data(f"{action}:{talk.id}" + (":notes" if action == "talk_edit" else ""), card)
        assert chat.toasts[-1] == "That conversation is no longer kept."


async def test_a_talk_deleted_while_it_is_corrected_is_not_brought_back(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("Rewrite notes")
    async with chat.database.transaction() as session:
        [talk] = await conversations.between(session, chat.owner_id, *[chat.clock.now().date().replace(day=10)] * 2)
        await session.delete(talk)
    await chat.send("talked about grants")
    assert chat.last == "That conversation is no longer kept."
    await chat.send("/cancel")
    assert "nothing to cancel" in chat.last


async def test_very_long_notes_are_kept_whole_and_shown_on_demand(chat: Chat) -> None:
    notes = "\n".join(f"{number}. a line about <docs> & reels that goes on for quite a while" for number in range(66))[
        :4090
    ]
    await a_talk(chat, notes=notes)
    notes = notes.strip()
    [talk] = await talks(chat, "Ada")
    assert talk.notes == notes
    assert "…" in chat.last
    await chat.press("All the notes")
    assert chat.said[-2].startswith("0. a line about &lt;docs&gt; &amp; reels")
    assert chat.last.endswith("65. a")
    for _ in range(2):
        await chat.press("Add notes")
        await chat.send(notes)
    await chat.press("All the notes")
    [talk] = await talks(chat, "Ada")
    assert talk.notes is not None
    assert len(talk.notes) == 3 * len(notes) + 2


async def test_the_fullest_talk_there_can_be_still_fits_one_message(chat: Chat) -> None:
    people = [f"{'Wolfeschlegel' * 3}{chr(97 + n)} {'Bergerdorff' * 3}" for n in range(12)]
    await chat.send("/log")
    await chat.send("\n".join(people))
    await chat.press("Today")
    await chat.press("☕ Coffee or a meal")
    await chat.send("word & deed " * 330)
    await chat.send("\n".join(f"{n}: " + "do this and that " * 8 for n in range(20)))
    await chat.send("\n".join(f"{'Hubert' * 9}{chr(97 + n)}, {'Blaine' * 15}" for n in range(6)))
    await chat.press(people[0][:40])
    for _ in range(6):
        await chat.press("Not asked yet")
    assert chat.last.startswith("Kept: coffee with")
    await chat.press("Correct")
    assert chat.last.startswith("Coffee with")


async def test_old_pings_of_a_corrected_talk_go_to_the_right_person(chat: Chat) -> None:
    await a_talk(chat, day="Today")
    await chat.press("Who")
    await chat.send("Tom")
    chat.clock.forward(hours=24)
    await chat.tick()
    assert "You had coffee with <b>Tom</b> yesterday" in chat.last
    async with chat.database.reading() as session:
        open_now = await reminders.open_for(session, chat.owner_id, ReminderKind.THANK_YOU)
    assert len(open_now) == 1
