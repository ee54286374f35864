"""What comes in other ways than typed: voice, forwards, answers to a ping, things without words."""

import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from telegram import Message, User

from bot.reminders import planning
from bot.voice import transcribing
from storage import meetings, notes, owners, reminders
from storage.kinds import Channel, MeetingState, ReminderKind, Status
from storage.tables import Meeting, Nudge
from tests.conftest import Chat
from tests.makers import add, everyone, person, talks, waiting


class Says:
    """A transcriber that hears what the sound's bytes spell."""

    def transcribe(self, audio: bytes) -> str:
        """The bytes as words; a broken file is an error."""
        return audio.decode()


@pytest.fixture
def ears() -> Iterator[None]:
    """The bot can put speech into words."""
    transcribing.use(Says())
    yield
    transcribing.use(None)


# Voice


async def test_a_voice_note_is_kept_and_the_next_line_completes_it(chat: Chat) -> None:
    sent = chat.person.send_voice(b"OggS", duration=5)
    await chat.settle()
    assert chat.last.startswith("🎙 Your voice note is kept. Reply with a line of what was said")
    chat.clock.forward(minutes=2)
    await chat.send("Coffee with Ada Lovelace today")
    assert chat.said == ["Kept: coffee with <b>Ada Lovelace</b> (new), today.\n\nNext: thank-you ping tomorrow 9:00."]
    async with chat.database.reading() as session:
        note = await notes.last(session, chat.owner_id)
    assert note is not None
    assert note.message_id == sent.id
    assert note.file_id
    assert note.text == "Coffee with Ada Lovelace today"


async def test_a_question_does_not_complete_a_voice_note(chat: Chat) -> None:
    chat.person.send_voice(b"OggS")
    await chat.settle()
    await chat.send("what should I ask her?")
    assert chat.last.startswith("<b>Questions</b>")
    await chat.send("Coffee with Ada Lovelace today")
    assert chat.said[0].startswith("Kept: coffee with <b>Ada Lovelace</b>")


@pytest.mark.usefixtures("ears")
async def test_a_voice_note_is_captured_and_its_names_are_asked_about(chat: Chat) -> None:
    await add(chat, "Marcus Bell")
    chat.person.send_voice(b"Coffee with Ada Lovelace and Marcus Bell today", duration=8)
    await chat.settle()
    assert chat.last == (
        "Kept: coffee with <b>Ada Lovelace</b> (new) and <b>Marcus Bell</b>, today.\n"
        "🎙 Coffee with Ada Lovelace and Marcus Bell today\n"
        "\n"
        "Next: thank-you ping tomorrow 9:00.\n"
        "\n"
        "Did I hear the name right: <b>Ada Lovelace</b>?"
    )
    assert len(await talks(chat, "Ada Lovelace")) == 1
    await chat.press("Yes, that is right")
    assert "Did I hear" not in chat.last


@pytest.mark.usefixtures("ears")
async def test_a_name_that_was_misheard_is_typed(chat: Chat) -> None:
    chat.person.send_voice(b"Coffee with Ada Lovelays today", duration=8)
    await chat.settle()
    await chat.press("Type the name")
    await chat.send("Ada Lovelace")
    assert "Did I hear" not in chat.said[0]
    assert await everyone(chat) == ["Ada Lovelace"]


@pytest.mark.usefixtures("ears")
async def test_speech_that_is_no_note_is_kept_with_what_was_heard(chat: Chat) -> None:
    chat.person.send_voice(b"what a lovely day", duration=8)
    await chat.settle()
    assert chat.last.startswith("🎙 I heard “what a lovely day” and could not make a note of it.")
    assert await everyone(chat) == []


@pytest.mark.usefixtures("ears")
async def test_a_voice_note_that_cannot_be_heard_or_is_too_long_is_kept(chat: Chat) -> None:
    chat.person.send_voice(b"\xff\xfe broken", duration=8)
    await chat.settle()
    assert chat.last.startswith("🎙 Your voice note is kept.")
    chat.person.send_voice(b"Coffee with Ada Lovelace today", duration=3600)
    await chat.settle()
    assert chat.last.startswith("🎙 Your voice note is kept.")
    assert await everyone(chat) == []


# Forwards


async def test_a_forwarded_message_is_an_exchange_with_its_writer(chat: Chat) -> None:
    user = {"id": 77, "first_name": "Ada", "last_name": "Lovelace"}
    sent_at = datetime(2026, 3, 10, 15, tzinfo=UTC)
    chat.person.forward("So nice to meet you! Talk soon", from_user=user, sent_at=sent_at)
    await chat.settle()
    assert chat.last == (
        "Kept: an exchange of messages with <b>Ada Lovelace</b> (new), yesterday.\n"
        "\n"
        "Next: thank-you ping tomorrow 9:00."
    )
    ada = await person(chat, "Ada Lovelace")
    [talk] = await talks(chat, "Ada Lovelace")
    assert (ada.telegram_user_id, talk.channel, talk.happened_on) == (77, Channel.MESSAGE, date(2026, 3, 10))
    assert talk.notes == "So nice to meet you! Talk soon"


async def test_several_forwards_at_one_go_are_one_note(chat: Chat) -> None:
    for text in ("So nice to meet you!", "Write to me next week", "And say hello to Tom"):
        chat.person.forward(text, from_name="Ada Lovelace")
    await chat.settle()
    assert len(chat.said) == 1
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.notes == "So nice to meet you!\nWrite to me next week\nAnd say hello to Tom"


async def test_what_i_add_to_a_forward_goes_with_it(chat: Chat) -> None:
    chat.person.forward("So nice to meet you!", from_name="Ada Lovelace")
    await chat.settle()
    chat.clock.forward(seconds=30)
    await chat.send("remind me to send her my reel by Friday")
    assert len(chat.said) == 1
    assert "☑️ You: send her my reel, Fri 13 Mar" in chat.last


async def test_a_forward_of_somebody_known_finds_them_by_their_account(chat: Chat) -> None:
    await add(chat, "Ada Byron", telegram_user_id=77)
    chat.person.forward("Hello again", from_user={"id": 77, "first_name": "Ada", "last_name": "L."})
    await chat.settle()
    assert chat.last.startswith("Kept: an exchange of messages with <b>Ada Byron</b>, today.")
    assert await everyone(chat) == ["Ada Byron"]


async def test_a_forward_that_hides_the_account_still_has_the_name(chat: Chat) -> None:
    chat.person.forward("See you on Friday", from_name="Emmy Noether")
    await chat.settle()
    emmy = await person(chat, "Emmy Noether")
    [talk] = await talks(chat, "Emmy Noether")
    assert (emmy.telegram_user_id, talk.notes) == (None, "See you on Friday")


async def test_a_forward_from_somebody_known_by_name_is_theirs_and_undone_at_once(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", notes="likes trains")
    chat.person.forward("See you on Friday", from_name="Ada Lovelace")
    await chat.settle()
    [talk] = await talks(chat, "Ada Lovelace")
    assert (talk.notes, await everyone(chat)) == ("See you on Friday", ["Ada Lovelace"])
    await chat.press("Undo")
    assert await talks(chat, "Ada Lovelace") == []
    assert (await person(chat, "Ada Lovelace")).notes == "likes trains"


async def test_a_forward_of_a_bots_words_asks_whose_they_are_and_keeps_them(chat: Chat) -> None:
    chat.person.forward("Ada asked me to pass this on", from_user=User(99, "Some Bot", is_bot=True).to_dict())
    await chat.settle()
    assert chat.last.endswith("Who was it? I keep it as soon as I know.")
    assert await everyone(chat) == []
    await chat.press("Say who")
    await chat.press("Type the name")
    await chat.send("Ada Lovelace")
    [talk] = await talks(chat, "Ada Lovelace")
    assert (talk.notes, talk.channel) == ("Ada asked me to pass this on", Channel.MESSAGE)
    assert await everyone(chat) == ["Ada Lovelace"]


async def test_the_name_typed_right_behind_a_forward_that_tells_none_is_its_writers(chat: Chat) -> None:
    chat.person.forward("Ada asked me to pass this on", from_user=User(99, "Some Bot", is_bot=True).to_dict())
    await chat.settle()
    await chat.send("Ada Lovelace")
    [talk] = await talks(chat, "Ada Lovelace")
    assert talk.notes == "Ada asked me to pass this on\nAda Lovelace"


async def test_my_own_words_forwarded_are_read_as_typed(chat: Chat) -> None:
    chat.person.forward("Coffee with Ada Lovelace today", from_user={"id": chat.owner_id, "first_name": "Grace"})
    await chat.settle()
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), today.")


# "How did it go?"


async def met(chat: Chat) -> Meeting:
    """A call with Ada that was agreed for an hour and a half ago, and the ping that asks how it went."""
    ada = await add(chat, "Ada Lovelace", status=Status.SCHEDULED)
    async with chat.database.transaction() as session:
        owner = await owners.get(session, chat.owner_id)
        starts_at = chat.clock.now() - timedelta(hours=1, minutes=30)
        meeting = await meetings.add(
            session,
            chat.owner_id,
            [ada],
            chat.clock.now() - timedelta(days=1),
            day=starts_at.date(),
            starts_at=starts_at,
            channel=Channel.CALL,
        )
        hours = planning.hours_of(owner, "UTC")
        await planning.plan_meeting(session, hours, meeting, ada, chat.clock.now() - timedelta(days=1))
    return meeting


async def ask(chat: Chat) -> int:
    """The ping as a message in the chat, and its id."""
    message: Message = await chat.bot.application.bot.send_message(chat.owner_id, "How did it go with Ada?")
    async with chat.database.transaction() as session:
        [reminder] = await reminders.open_for(session, chat.owner_id, ReminderKind.HOW_DID_IT_GO)
        reminder.sent_at, reminder.message_id = chat.clock.now(), message.message_id
        session.add(
            Nudge(
                owner_id=chat.owner_id,
                message_id=message.message_id,
                reminder_ids=[reminder.id],
                sent_at=chat.clock.now(),
            )
        )
    return message.message_id


async def test_a_reply_to_how_did_it_go_is_logged_with_its_people_and_channel(chat: Chat) -> None:
    meeting = await met(chat)
    ping = await ask(chat)
    chat.person.send("Really helpful, she said to talk to Tom Reyes at NBC", reply_to=ping)
    await chat.settle()
    assert chat.last.startswith("Kept: a call with <b>Ada Lovelace</b>, today at 9:30.")
    assert "👉 Ada named <b>Tom Reyes</b> (new), NBC" in chat.last
    [talk] = await talks(chat, "Ada Lovelace")
    assert (talk.meeting_id, talk.channel) == (meeting.id, Channel.CALL)
    async with chat.database.reading() as session:
        held = await meetings.find(session, chat.owner_id, meeting.id)
    assert held is not None
    assert held.state is MeetingState.HAPPENED
    assert await waiting(chat, ReminderKind.HOW_DID_IT_GO) == []


async def test_the_next_message_after_how_did_it_go_answers_it(chat: Chat) -> None:
    await met(chat)
    await ask(chat)
    chat.clock.forward(minutes=10)
    await chat.send("it was great, very kind")
    assert chat.last.startswith("Kept: a call with <b>Ada Lovelace</b>, today at 9:30.")


async def test_another_talk_after_how_did_it_go_is_its_own(chat: Chat) -> None:
    await met(chat)
    await ask(chat)
    chat.clock.forward(minutes=10)
    await chat.send("Coffee with Bob Castellano yesterday. He was very kind")
    assert chat.last.startswith("Kept: coffee with <b>Bob Castellano</b> (new), yesterday.")
    assert await talks(chat, "Ada Lovelace") == []


async def test_a_meeting_that_did_not_happen_is_not_logged(chat: Chat) -> None:
    await met(chat)
    ping = await ask(chat)
    chat.person.send("she cancelled", reply_to=ping)
    await chat.settle()
    assert chat.last.startswith("I am sorry to hear that.")
    assert await talks(chat, "Ada Lovelace") == []


# Things without words


def a_picture() -> bytes:
    """One white pixel, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


async def test_a_picture_gets_one_kind_line(chat: Chat) -> None:
    chat.person.send_photo(a_picture())
    await chat.settle()
    assert chat.last.startswith("I cannot read pictures.")


async def test_a_picture_with_words_is_read_by_its_words(chat: Chat) -> None:
    chat.person.send_photo(a_picture(), caption="Coffee with Ada Lovelace today")
    await chat.settle()
    assert chat.last.startswith("Kept: coffee with <b>Ada Lovelace</b> (new), today.")


async def test_a_place_by_itself_gets_one_kind_line(chat: Chat) -> None:
    chat.person.share_location(48.2, 16.4)
    await chat.settle()
    assert chat.last.startswith("I have no use for a place by itself.")
