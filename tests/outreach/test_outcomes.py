"""Marking a first message as sent, and what became of it, as the owner meets it."""

import pytest

from storage import contacts, conversations
from storage.kinds import Answer, Channel, LetterKind, ReferralState, ReminderKind, Status
from tests.conftest import Chat
from tests.outreach.makers import a_letter, a_person, a_referral, letters_to, now_reads, open_kinds

LADDER = [ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND]


async def test_marking_a_mail_as_sent_starts_the_wait(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("Mark as sent")
    assert chat.last == (
        "✅ Noted: you wrote to <b>Priya Patel</b>. If nothing comes, I suggest somebody else around Mon 16 Mar and "
        "one gentle second note around Fri 20 Mar."
    )
    [letter] = await letters_to(chat)
    assert (letter.kind, letter.channel, letter.answer) == (LetterKind.OUTREACH, Channel.EMAIL, Answer.WAITING)
    assert letter.text is not None
    assert letter.text.startswith("Hello Priya,")
    assert (await now_reads(chat)).status is Status.REACHED_OUT
    assert await open_kinds(chat) == LADDER


@pytest.mark.parametrize(
    ("tab", "button", "channel", "said"),
    [("Phone", "I called them", Channel.CALL, "called"), ("Short", "Mark as sent", Channel.MESSAGE, "a message")],
)
async def test_a_call_or_a_message_counts_as_well(
    chat: Chat, tab: str, button: str, channel: Channel, said: str
) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press(tab)
    await chat.press(button)
    assert said in chat.last
    assert [each.channel for each in await letters_to(chat)] == [channel]


async def test_undo_takes_it_all_back(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("Mark as sent")
    await chat.press("Undo")
    assert await letters_to(chat) == []
    assert await open_kinds(chat) == []
    assert (await now_reads(chat)).status is Status.TO_CONTACT


async def test_pressing_sent_twice_notes_it_once(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    first = chat.last_message.id
    await chat.send("/outreach Priya")
    await chat.press("Mark as sent")
    await chat.press("Mark as sent", first)
    assert "that is noted" in chat.toasts[-1]
    assert len(await letters_to(chat)) == 1


async def test_whoever_gave_the_name_hears_of_it(chat: Chat) -> None:
    tom, priya = await a_person(chat, "Tom Reyes"), await a_person(chat)
    await a_referral(chat, tom, priya, may_use_name=True)
    await chat.send("/outreach Priya")
    await chat.press("Mark as sent")
    assert "Tom Reyes will be glad to hear" in chat.last
    assert set(await open_kinds(chat)) == {*LADDER, ReminderKind.CLOSE_LOOP}
    async with chat.database.reading() as session:
        [referral] = await conversations.referrals_to(session, chat.owner_id, priya.id)
    assert referral.state is ReferralState.WRITTEN


async def test_writing_again_while_waiting_is_the_second_note(chat: Chat) -> None:
    priya = await a_person(chat)
    await a_letter(chat, priya)
    await chat.send("/outreach Priya")
    assert "You wrote on Monday; no answer is noted yet." in chat.last
    assert "‹when you first wrote›" not in chat.last
    await chat.press("Mark as sent")
    assert chat.last.endswith("That was the second note; now it rests, whatever comes.")
    assert [each.kind for each in await letters_to(chat)] == [LetterKind.SECOND_NOTE, LetterKind.OUTREACH]
    assert await open_kinds(chat) == []


async def test_they_replied_leads_on_to_a_meeting(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("Mark as sent")
    await chat.press("They replied")
    assert chat.last.startswith("✅ <b>Priya Patel</b> replied. ")
    assert chat.buttons[:2] == ["Plan a meeting", "Propose three times"]
    assert [each.answer for each in await letters_to(chat)] == [Answer.REPLIED]
    assert await open_kinds(chat) == []
    await chat.press("It was a no")
    assert [each.answer for each in await letters_to(chat)] == [Answer.DECLINED]
    assert (await now_reads(chat)).status is Status.DECLINED


@pytest.mark.parametrize(
    ("button", "answer", "status"),
    [
        ("They declined", Answer.DECLINED, Status.DECLINED),
        ("It was rude", Answer.RUDE, Status.DECLINED),
        ("No reply", Answer.NO_REPLY, Status.NO_REPLY),
    ],
)
async def test_each_outcome_has_a_kind_line_and_the_next_person(
    chat: Chat, button: str, answer: Answer, status: Status
) -> None:
    priya = await a_person(chat, organisation="Acme")
    await a_person(chat, "Sam Lee", organisation="acme")
    await a_letter(chat, priya)
    await chat.send("/outreach Priya")
    await chat.press(button)
    line, suggestion = chat.last.split("\n")
    assert len(line) > len("Noted: <b>Priya Patel</b> was unfriendly. ")
    assert suggestion == "Somebody else to try at Acme:"
    assert [each.answer for each in await letters_to(chat)] == [answer]
    assert (await now_reads(chat)).status is status
    await chat.press("✉️ Sam Lee")
    assert chat.last.startswith("✉️ <b>Sam Lee</b>, acme")


async def test_undo_of_an_outcome_brings_the_wait_back(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("Mark as sent")
    await chat.send("/outreach Priya")
    await chat.press("No reply")
    assert await open_kinds(chat) == []
    await chat.press("Undo")
    assert await open_kinds(chat) == LADDER
    assert (await now_reads(chat)).status is Status.REACHED_OUT


async def test_without_a_colleague_whoever_was_recommended_comes_next(chat: Chat) -> None:
    priya = await a_person(chat)
    await a_person(chat, "Old Friend")
    tom = await a_person(chat, "Tom Reyes", status=Status.MET)
    await a_person(chat, "Sam Lee", introduced_by_id=tom.id)
    await a_letter(chat, priya)
    await chat.send("/outreach Priya")
    await chat.press("They declined")
    assert chat.last.endswith("Next on your list:")
    assert chat.buttons[0] == "✉️ Sam Lee"
    await chat.press("Draft an answer")
    assert "which leaves the door open:\n<pre>Hello Priya,\n\n" in chat.last


async def test_no_reply_lets_the_introducer_know_and_never_undoes_a_talk(chat: Chat) -> None:
    tom, priya = await a_person(chat, "Tom Reyes"), await a_person(chat, status=Status.MET)
    referral = await a_referral(chat, tom, priya)
    await a_letter(chat, priya)
    async with chat.database.transaction() as session:
        row = await contacts.find(session, chat.owner_id, priya.id)
        assert row is not None
        row.status = Status.MET
    await chat.send("/outreach Priya")
    await chat.press("No reply")
    assert (await now_reads(chat)).status is Status.MET
    assert await open_kinds(chat) == [ReminderKind.CLOSE_LOOP]
    assert referral.id


async def test_the_same_outcome_twice_says_so(chat: Chat) -> None:
    priya = await a_person(chat)
    await a_letter(chat, priya)
    await chat.send("/outreach Priya")
    page = chat.last_message.id
    await chat.send("/outreach Priya")
    await chat.press("No reply")
    await chat.press("No reply", page)
    assert chat.toasts[-1] == "That is noted already."


async def test_whoever_waits_for_an_answer_is_listed(chat: Chat) -> None:
    await a_letter(chat, await a_person(chat))
    await chat.send("/outreach")
    assert chat.last.startswith("<b>Waiting for an answer</b>\n• Priya Patel: wrote on Monday")


async def test_a_person_who_is_gone_has_no_outcome(chat: Chat) -> None:
    priya = await a_person(chat)
    await chat.send("/outreach Priya")
    async with chat.database.transaction() as session:
        row = await contacts.find(session, chat.owner_id, priya.id)
        assert row is not None
        await contacts.delete(session, chat.owner_id, row)
    await chat.press("Mark as sent")
    assert chat.toasts[-1] == "That person is no longer in your list."
