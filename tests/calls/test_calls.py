"""The card for during a talk, as the owner glances at it."""

from datetime import timedelta

from bot.calls import ticking
from storage import calls, contacts, conversations, learned, meetings
from storage.kinds import Channel, MeetingState, ReferralState
from storage.tables import Call, Conversation
from tests.conftest import START, Bot, Chat
from tests.makers import add, person, talks


async def a_talk(chat: Chat, minutes: int = 20) -> None:
    """A talk with Ada begins."""
    await add(chat, "Ada Lovelace")
    await chat.send("/prep ada")
    await chat.press("During the talk")
    await chat.press(f"{minutes} min")


async def refresh(chat: Chat) -> None:
    """What the timer does."""
    await ticking.refresh(chat.bot.application)


async def the_call(chat: Chat) -> Call:
    """The newest talk."""
    ada = await person(chat, "Ada Lovelace")
    async with chat.database.reading() as session:
        found = await calls.open_with(session, chat.owner_id, ada.id)
    assert found is not None
    return found


async def test_the_card_shows_minutes_and_questions_to_tick(chat: Chat) -> None:
    await a_talk(chat)
    assert chat.last.startswith("🟢 <b>Ada Lovelace</b> · 20 minutes left of 20\n\n☐ 1. ")
    await chat.press("☐ 2")
    assert "☑ 2. <s>" in chat.last
    await chat.press("☑ 2")
    assert "☐ 2. " in chat.last


async def test_a_meeting_agreed_for_now_says_how_long_and_the_card_makes_no_sound(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace")
    async with chat.database.transaction() as session:
        await meetings.add(
            session, chat.owner_id, [ada], START, starts_at=START, day=START.date(), length=timedelta(minutes=30),
            channel=Channel.VIDEO,
        )  # fmt: skip
    await chat.send("/prep")
    await chat.press("During the talk")
    assert "30 minutes left of 30" in chat.last
    assert chat.last_message.silent
    await chat.press("End")
    await chat.press("Log the conversation")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.channel is Channel.VIDEO
    async with chat.database.reading() as session:
        agreed = await meetings.find(session, chat.owner_id, talk.meeting_id or 0)
    assert agreed is not None
    assert agreed.state is MeetingState.HAPPENED


async def test_the_minutes_run_down_in_place_and_once_a_minute(chat: Chat) -> None:
    await a_talk(chat)
    count = len(chat.said)
    for _ in range(8):
        chat.clock.forward(seconds=15)
        await refresh(chat)
    edits = [params for method, params in chat.telegram.calls if method == "editMessageText"]
    assert "18 minutes left of 20" in chat.last
    assert len(chat.said) == count
    # The first of them made the card of the question how long.
    assert len(edits) == 1 + 2


async def test_five_minutes_before_the_end_it_is_time_for_the_closing_question(chat: Chat) -> None:
    await a_talk(chat)
    chat.clock.forward(minutes=14)
    await refresh(chat)
    assert "⏳" not in chat.last
    chat.clock.forward(minutes=1)
    await refresh(chat)
    assert "5 minutes left of 20\n⏳ " in chat.last
    assert "<b>“" in chat.last
    chat.clock.forward(minutes=1)
    await refresh(chat)
    assert "4 minutes left of 20\n⏳ Time for the closing question:\n<b>“" in chat.last
    chat.clock.forward(minutes=5)
    await refresh(chat)
    assert "1 minute over the 20 you asked for" in chat.last
    await chat.press("+5 min")
    assert "4 minutes left of 25" in chat.last


async def test_an_answer_is_kept_under_its_question(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("✎ 1")
    await chat.send("She cut <trailers> for a year")
    assert chat.last.startswith("✎ Kept under <i>")
    card = next(each for each in chat.said if each.startswith("🟢"))
    assert "☑ 1. <s>" in card
    assert "– She cut &lt;trailers&gt; for a year" in card
    ada = await person(chat, "Ada Lovelace")
    async with chat.database.reading() as session:
        [answer] = await learned.everything(session, chat.owner_id, contact_id=ada.id)
    assert answer.text == "She cut <trailers> for a year"
    assert answer.ref
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert not await learned.everything(session, chat.owner_id)


async def test_lines_for_a_silence_and_a_long_answer_pop_up(chat: Chat) -> None:
    await a_talk(chat)
    count = len(chat.said)
    await chat.press("Going quiet?")
    first = chat.toasts[-1]
    chat.clock.forward(seconds=6)
    await chat.press("Going quiet?")
    assert chat.toasts[-1] not in {"", first}
    await chat.press("Running long?")
    assert len(chat.said) == count


async def test_a_job_that_came_up_changes_the_questions_and_back(chat: Chat) -> None:
    await a_talk(chat)
    before = chat.last
    await chat.press("A job came up")
    assert chat.last.count("☐") == before.count("☐") + 4
    assert chat.toasts[-1] != ""
    await chat.press("The usual questions")
    assert chat.last == before


async def test_they_named_someone(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("They named someone")
    await chat.send("Tom Reyes, NBC")
    await chat.press("Yes")
    assert chat.last == "👉 Kept: <b>Tom Reyes</b>, you may use Ada’s name."
    assert "👉 Tom Reyes" in next(each for each in chat.said if each.startswith("🟢"))
    tom, ada = await person(chat, "Tom Reyes"), await person(chat, "Ada Lovelace")
    assert (tom.organisation, tom.introduced_by_id, tom.may_use_introducer) == ("NBC", ada.id, True)
    async with chat.database.reading() as session:
        [referral] = await conversations.referrals_to(session, chat.owner_id, tom.id)
    assert (referral.may_use_name, referral.state) == (True, ReferralState.NAMED)


async def test_the_end_sums_up_and_one_tap_logs_it(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("✎ 1")
    await chat.send("by accident")
    await chat.press("They named someone")
    await chat.send("Tom Reyes")
    await chat.press("Not asked yet")
    chat.clock.forward(minutes=17)
    await chat.press("End")
    summary = next(each for each in chat.said if each.startswith("⚪"))
    assert "17 minutes, 1 of 6 asked" in summary
    assert "\nby accident\n" in summary
    assert "👉 Ada named <b>Tom Reyes</b>" in summary
    await chat.press("Log the conversation")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.notes is not None
    assert talk.notes.endswith(" – by accident")
    assert str(talk.started_at) == "11:00:00"
    assert await tied_to(chat, talk) == (1, 1)


async def tied_to(chat: Chat, talk: Conversation) -> tuple[int, int]:
    """How many answers and names belong to a conversation."""
    async with chat.database.reading() as session:
        answers = [each for each in await learned.everything(session, chat.owner_id) if each.conversation_id == talk.id]
        return len(answers), len(await conversations.referrals_from(session, chat.owner_id, talk.id))


async def test_logging_can_be_taken_back_and_done_again(chat: Chat) -> None:
    await a_talk(chat)
    await chat.press("End")
    await chat.press("Log the conversation")
    await chat.press("Undo")
    assert await talks(chat, "Ada Lovelace") == []


async def test_buttons_of_a_talk_that_has_ended_say_so(chat: Chat) -> None:
    await a_talk(chat)
    old = chat.last_message.id
    await chat.send("/prep ada")
    await chat.press("Back to the talk")
    await chat.press("End")
    await chat.press("☐ 1", old)
    assert chat.toasts[-1] == "That talk has ended; what was said is kept."


async def test_the_card_survives_a_restart(chat: Chat) -> None:
    await a_talk(chat)
    again = Bot(chat.database, chat.clock, chat.telegram, chat.bot.application.bot_data.settings)
    await chat.bot.stop()
    await again.start()
    chat.clock.forward(minutes=3)
    await ticking.refresh(again.application)
    assert "17 minutes left of 20" in chat.last
    later = Chat(again, chat.person)
    await later.press("☐ 1")
    assert "☑ 1. <s>" in later.last
    await again.stop()
    await chat.bot.start()


async def test_one_card_in_trouble_stops_no_other(chat: Chat) -> None:
    await a_talk(chat)
    other = chat.another(2002)
    await other.send("/start")
    await other.send("/add Ada Lovelace")
    await other.send("/prep ada")
    await other.press("During the talk")
    await other.press("20 min")
    chat.telegram.refuse("editMessageText", 400, "Bad Request: message to edit not found", chat_id=chat.owner_id)
    chat.clock.forward(minutes=2)
    await refresh(chat)
    assert "20 minutes left" in chat.last
    assert "18 minutes left" in other.last
    assert (await the_call(chat)).message_id is None
    await chat.send("/prep ada")
    await chat.press("Back to the talk")
    assert "18 minutes left" in chat.last


async def test_a_network_fault_is_tried_again_with_the_next_minute(chat: Chat) -> None:
    await a_talk(chat)
    chat.telegram.fault("editMessageText")
    chat.clock.forward(minutes=1)
    await refresh(chat)
    assert "20 minutes left" in chat.last
    chat.clock.forward(minutes=1)
    await refresh(chat)
    assert "18 minutes left" in chat.last


async def test_a_forgotten_card_ends_by_itself(chat: Chat) -> None:
    await a_talk(chat)
    chat.clock.forward(hours=3)
    await refresh(chat)
    assert chat.last.startswith("⚪ <b>Ada Lovelace</b> · 20 minutes, 0 of 6 asked")
    assert "Log the conversation" in chat.buttons


async def test_who_blocked_the_bot_is_left_in_peace(chat: Chat) -> None:
    await a_talk(chat)
    chat.person.block()
    chat.clock.forward(minutes=2)
    chat.telegram.calls.clear()
    await chat.settle()
    await refresh(chat)
    assert [method for method, _ in chat.telegram.calls if method != "getUpdates"] == []


async def test_a_contact_deleted_during_the_talk_takes_the_card_with_them(chat: Chat) -> None:
    await a_talk(chat)
    ada = await person(chat, "Ada Lovelace")
    async with chat.database.transaction() as session:
        await contacts.delete(session, chat.owner_id, await contacts.find(session, chat.owner_id, ada.id) or ada)
    await refresh(chat)
    await chat.press("☐ 1")
    assert chat.toasts[-1] == "That talk is no longer kept."
