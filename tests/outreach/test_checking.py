"""Check my draft: a pasted draft is read back line by line."""

from tests.conftest import Chat
from tests.outreach.makers import a_person, about_me

GOOD = """Hello Priya,

Tom Reyes gave me your name and suggested I write. I am a second-year student of history at Leeds.
I am asking you because you cut River House.
Could you spare 20 minutes? Any time that suits you will suit me. I am not asking for a job.

Grace"""
BAD = """Dear Sir or Madam,
I am looking for a job at your company. My resume is attached.
Could you spare two hours tomorrow?"""


async def test_a_draft_that_lacks_things_is_told_line_by_line(chat: Chat) -> None:
    await about_me(chat, academic_status="a student of law")
    await chat.send("/outreach check")
    assert chat.last == "Paste your draft, and I read it as a busy stranger would. Nothing of it is kept."
    await chat.send(BAD)
    missing, much = chat.last.index("<b>Missing</b>"), chat.last.index("<b>Too much</b>")
    assert missing < chat.last.index("How did you get their name?") < much
    assert "△ Line 2: This asks for a job." in chat.last[much:]
    assert "△ Line 2: Nobody asked for a resume yet" in chat.last[much:]
    assert "<i>Try: “I am a student of law.”</i>" in chat.last


async def test_a_good_draft_is_praised_for_what_it_has(chat: Chat) -> None:
    await chat.send("/outreach check")
    await chat.send(GOOD)
    assert chat.last.startswith("It has all that a busy stranger looks for. Send it.\n\n<b>Good</b>\n")
    assert "✓ Line 3: You say how you found them." in chat.last
    assert "Missing" not in chat.last


async def test_from_somebodys_draft_and_back_to_it(chat: Chat) -> None:
    await a_person(chat)
    await chat.send("/outreach Priya")
    await chat.press("Check my draft")
    await chat.send(GOOD)
    await chat.press("‹ The draft")
    assert chat.last.startswith("✉️ <b>Priya Patel</b>")


async def test_another_draft_can_follow(chat: Chat) -> None:
    await chat.send("/outreach check")
    await chat.send(BAD)
    await chat.press("Check again")
    await chat.send(GOOD)
    assert chat.last.startswith("It has all")


async def test_html_in_a_draft_is_only_text(chat: Chat) -> None:
    await chat.send("/outreach check")
    await chat.send("<b>Could you</b> spare <i>two hours</i>?")
    assert "<b>Could" not in chat.last
    assert "<b>Missing</b>" in chat.last


async def test_a_draft_far_too_long_gets_one_line_and_the_question_stays(chat: Chat) -> None:
    await chat.send("/outreach check")
    await chat.send("word " * 750)
    assert chat.last.startswith("That is a little long:")
    await chat.send(GOOD)
    assert chat.last.startswith("It has all")
