"""/learned: what several people said, side by side, and what is still to ask."""

from storage import goals, learned, owners
from storage.kinds import About
from storage.tables import Learned
from tests.conftest import START, Chat
from tests.makers import add, person

DAY = "What does a typical day look like for you?"


async def said(chat: Chat, name: str, text: str, **about: object) -> Learned:
    """An answer that somebody gave."""
    who = await person(chat, name)
    async with chat.database.transaction() as session:
        return await learned.add(session, chat.owner_id, who.id, text, START, **about)


async def kept(chat: Chat) -> list[Learned]:
    """All that is kept."""
    async with chat.database.reading() as session:
        return list(await learned.everything(session, chat.owner_id))


async def test_everybodys_answers_to_one_question_stand_side_by_side(chat: Chat) -> None:
    await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    await add(chat, "Tom Reyes")
    await said(chat, "Ada Lovelace", "mornings are for writing", ref="day-1", question=DAY)
    await said(chat, "Tom Reyes", "calls <all> day", ref="day-1", question=DAY)
    await said(chat, "Tom Reyes", "the hours", ref="hard-1", question="What is the hardest part?")
    await chat.send("/learned")
    assert chat.last == (
        f"<b>What you have learned</b>\n1. {DAY} · <i>2 people</i>\n2. What is the hardest part? · <i>1 person</i>"
    )
    await chat.press("1")
    assert chat.last == (
        f"<b>{DAY}</b>\n"
        "\n1. <b>Ada Lovelace</b>, Engines Ltd · Wed 11 Mar\nmornings are for writing\n"
        "\n2. <b>Tom Reyes</b> · Wed 11 Mar\ncalls &lt;all&gt; day"
    )


async def test_words_find_a_question_an_answer_or_a_person(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await add(chat, "Tom Reyes")
    await said(chat, "Ada Lovelace", "mornings are for writing", ref="day-1", question=DAY)
    await said(chat, "Tom Reyes", "calls all day", ref="day-1", question=DAY)
    await said(chat, "Tom Reyes", "two openings in spring", about=About.VACANCY)
    await chat.send("/learned typical day")
    assert "mornings are for writing" in chat.last
    assert "calls all day" in chat.last
    await chat.send("/learned reyes")
    assert "calls all day" in chat.last
    assert "two openings in spring" in chat.last
    assert "mornings" not in chat.last
    await chat.send("/learned parachutes")
    assert chat.last == "Nobody has told you about “parachutes” yet. A good thing to ask next."


async def test_what_they_let_slip_is_listed_by_field(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await said(chat, "Ada Lovelace", "two openings in spring", about=About.VACANCY, field="film")
    await said(chat, "Ada Lovelace", "they hire juniors in May", about=About.VACANCY, field="archives")
    await said(chat, "Ada Lovelace", "no field at all", about=About.VACANCY)
    await chat.send("/learned")
    assert "Vacancies (3)" in chat.buttons
    await chat.press("Vacancies")
    order = [
        chat.last.index(words) for words in ("<i>archives</i>", "hire juniors", "<i>film</i>", "openings", "No field")
    ]
    assert order == sorted(order)


async def test_an_answer_is_added_by_hand_under_a_question(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/learned")
    await chat.press("Add an answer")
    await chat.press("Ada Lovelace")
    await chat.send("typical day")
    label = next(each for each in chat.buttons if "day" in each.casefold())
    await chat.press(label)
    await chat.send("mornings are for writing")
    assert chat.last.startswith("Kept under <i>")
    [answer] = await kept(chat)
    assert answer.text == "mornings are for writing"
    assert answer.ref
    await chat.press("Undo")
    assert await kept(chat) == []


async def test_an_answer_can_be_about_culture_or_to_a_question_of_ones_own_words(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/contacts")
    await chat.press("Ada")
    await chat.press("Learned")
    await chat.press("Add an answer")
    await chat.press("Culture")
    await chat.send("nobody eats at the desk")
    assert chat.last == "Kept under culture: what <b>Ada Lovelace</b> said."
    await chat.press("Add another")
    await chat.send("Do the trams run at night?")
    await chat.send("till two")
    first, second = await kept(chat)
    assert first.about is About.CULTURE
    assert (second.ref, second.question) == (None, "Do the trams run at night?")


async def test_a_name_can_be_typed(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/learned")
    await chat.press("Add an answer")
    await chat.press("Somebody else")
    await chat.send("lovelace")
    await chat.press("Skills")
    await chat.send("Premiere, daily")
    assert [each.about for each in await kept(chat)] == [About.SKILLS]


async def test_an_answer_is_corrected_moved_and_removed(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await said(chat, "Ada Lovelace", "mornings", ref="day-1", question=DAY)
    async with chat.database.transaction() as session:
        await goals.add_field(session, chat.owner_id, "archives", START)
    await chat.send("/learned typical")
    await chat.press("1")
    await chat.press("Edit")
    await chat.send("mornings are for writing")
    assert "mornings are for writing" in chat.last
    await chat.press("Culture")
    await chat.press("archives")
    assert "About culture. Field: archives." in chat.last
    await chat.press("Remove")
    old = chat.last_message.id
    assert await kept(chat) == []
    await chat.press("Undo", old)
    [answer] = await kept(chat)
    assert (answer.text, answer.about, answer.field) == ("mornings are for writing", About.CULTURE, "archives")


async def test_what_nobody_in_a_field_has_been_asked_yet(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    async with chat.database.transaction() as session:
        (await owners.get(session, chat.owner_id)).field = "film"
        await goals.add_field(session, chat.owner_id, "film", START)
        await goals.add_field(session, chat.owner_id, "archives", START)
    await chat.send("/learned")
    await chat.press("Not asked yet")
    assert chat.last.startswith("<b>Nobody in film has been asked yet</b>\n1. ")
    before = await unasked_pages(chat)
    await chat.send("/prep ada")
    await chat.press("During the talk")
    await chat.press("20 min")
    await chat.press("✎ 1")
    await chat.send("by accident")
    [answer] = await kept(chat)
    assert answer.field == "film"
    assert answer.question
    assert answer.question in before
    assert answer.question not in await unasked_pages(chat)
    await chat.press("archives")
    assert chat.last.startswith("<b>Nobody in archives has been asked yet</b>")


async def unasked_pages(chat: Chat) -> str:
    """All pages of what nobody has been asked, in one text."""
    await chat.send("/learned")
    await chat.press("Not asked yet")
    pages = [chat.last]
    while "More ›" in chat.buttons:
        await chat.press("More ›")
        pages.append(chat.last)
    return "\n".join(pages)


async def test_a_stranger_sees_nothing_of_it(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    answer = await said(chat, "Ada Lovelace", "mornings", ref="day-1", question=DAY)
    other = chat.another(2002)
    await other.send("/start")
    await other.send("/learned")
    assert "mornings" not in other.last
    await other.send("/learned mornings")
    assert other.last.startswith("Nobody has told you")
    assert answer.owner_id == chat.owner_id
