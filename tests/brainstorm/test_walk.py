"""/brainstorm in the owner's words."""

import pytest

from bot.brainstorm.rules import WALK
from storage import contacts, owners
from storage.kinds import Circle
from tests.conftest import START, Chat
from tests.makers import everybody


async def test_the_walk_begins_with_a_prompt_that_uses_the_field(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        (await owners.get(session, chat.owner_id)).field = "R&D"
    await chat.send("/brainstorm")
    assert chat.last.startswith("<b>1 of 8 · Relatives and their friends</b>  [○]○○○○○○○\n\n")
    assert "who works in <b>R&amp;D</b>" in chat.last
    assert list(chat.buttons) == ["Skip ›", "Done"]


async def test_without_a_field_it_asks_all_the_same(chat: Chat) -> None:
    await chat.send("/brainstorm")
    assert "the field you are curious about" in chat.last


async def test_names_are_added_as_fast_as_they_come(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("May Chen\nUncle Bo – works at a studio\n- Carol Diaz, plays cards with grandma")
    assert chat.last == "3 added: May Chen, Uncle Bo, Carol Diaz; 3 in this circle."
    assert list(chat.buttons) == ["Undo", "Next ›", "Done"]
    await chat.send("Dan")
    assert chat.last == "1 added: Dan; 4 in this circle."
    people = await everybody(chat)
    assert {each.circle for each in people} == {Circle.RELATIVES}
    assert [each.how_met for each in people] == [None, "works at a studio", "plays cards with grandma", None]


async def test_several_messages_at_once_are_all_kept(chat: Chat) -> None:
    await chat.send("/brainstorm")
    for name in ("Ann Bell", "Bob Cole", "Cy Dorn"):
        chat.person.send(name)
    await chat.settle()
    assert [each.name for each in await everybody(chat)] == ["Ann Bell", "Bob Cole", "Cy Dorn"]
    assert chat.last == "1 added: Cy Dorn; 3 in this circle."


async def test_one_undo_takes_back_one_message(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell\nBob Cole")
    await chat.send("Cy Dorn")
    await chat.press("Undo")
    assert chat.last == "Taken back: added Cy Dorn."
    assert [each.name for each in await everybody(chat)] == ["Ann Bell", "Bob Cole"]
    await chat.send("Dee Eld")
    assert chat.last == "1 added: Dee Eld; 3 in this circle.", "the walk goes on"


async def test_next_previous_and_skip_walk_all_eight_circles(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell")
    await chat.press("Next ›")
    assert chat.last.startswith("<b>2 of 8 · Former employers</b>  ●[○]○○○○○○")
    await chat.press("‹ Previous")
    assert "Here so far (1): Ann Bell" in chat.last
    titles = []
    for _ in WALK[1:]:
        await chat.press("Next ›" if "Next ›" in chat.buttons else "Skip ›")
        titles.append(chat.last.split("</b>")[0].removeprefix("<b>"))
    assert titles == [
        "2 of 8 · Former employers",
        "3 of 8 · Friends and theirs",
        "4 of 8 · Neighbours and community",
        "5 of 8 · Alumni",
        "6 of 8 · Professors and deans",
        "7 of 8 · Student organisations",
        "8 of 8 · Professional organisations",
    ]
    assert list(chat.buttons) == ["‹ Previous", "Done"]


async def test_each_circle_has_a_prompt_of_its_own(chat: Chat) -> None:
    await chat.send("/brainstorm")
    prompts = {chat.last.split("\n\n")[1]}
    for _ in WALK[1:]:
        await chat.press("Skip ›")
        prompts.add(chat.last.split("\n\n")[1])
    assert len(prompts) == 8


async def test_done_shows_which_circles_are_still_empty_and_leads_there(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell\nBob Cole")
    await chat.press("Done")
    assert chat.last == (
        "What you have so far:\n● Relatives and their friends · 2\n○ Former employers · nobody yet\n"
        "○ Friends and theirs · nobody yet\n○ Neighbours and community · nobody yet\n○ Alumni · nobody yet\n"
        "○ Professors and deans · nobody yet\n○ Student organisations · nobody yet\n"
        "○ Professional organisations · nobody yet\n○ People you do not know yet · nobody yet\n\n"
        "Tap a circle that is still empty to think of it:"
    )
    await chat.press("Friends and theirs")
    assert chat.last.startswith("<b>3 of 8 · Friends and theirs</b>")
    await chat.send("Cy Dorn")
    assert (await everybody(chat))[-1].circle is Circle.FRIENDS


async def test_with_somebody_in_every_circle_it_can_begin_anew(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        for circle in WALK:
            await contacts.add(session, chat.owner_id, f"Somebody {circle.name.lower()}", START, circle=circle)
    await chat.send("/brainstorm")
    assert chat.last.startswith("<b>1 of 8 · Relatives and their friends</b>  [●]●●●●●●●")
    await chat.press("Done")
    assert chat.last.startswith("Every circle has somebody in it. Well thought.")
    await chat.press("Go through them again")
    assert chat.last.startswith("<b>1 of 8")


async def test_leaving_the_walk_keeps_the_names(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell")
    await chat.send("/cancel")
    assert chat.last == "All right, I dropped the walk through your circles. The names you typed are kept."
    assert [each.name for each in await everybody(chat)] == ["Ann Bell"]


async def test_after_done_a_message_is_a_note_again(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.press("Done")
    await chat.send("Ann Bell")
    assert [each.name for each in await everybody(chat) if each.circle] == []


async def test_it_goes_on_where_it_stopped_days_later(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.press("Skip ›")
    await chat.press("Skip ›")
    await chat.send("/contacts")
    chat.clock.forward(days=5)
    await chat.send("/brainstorm")
    assert chat.last.startswith("<b>3 of 8 · Friends and theirs</b>")
    await chat.send("Cy Dorn")
    assert (await everybody(chat))[0].circle is Circle.FRIENDS


async def test_a_message_days_later_still_goes_to_the_open_circle(chat: Chat) -> None:
    await chat.send("/brainstorm alumni")
    chat.clock.forward(days=5)
    await chat.send("Cy Dorn")
    assert (await everybody(chat))[0].circle is Circle.ALUMNI


async def test_a_new_walk_begins_at_the_first_empty_circle(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell")
    await chat.press("Done")
    await chat.send("/brainstorm")
    assert chat.last.startswith("<b>2 of 8 · Former employers</b>")


async def test_a_word_leads_straight_to_a_circle(chat: Chat) -> None:
    await chat.send("/brainstorm professors")
    assert chat.last.startswith("<b>6 of 8 · Professors and deans</b>")
    await chat.send("/brainstorm zebras")
    assert chat.said[-2].startswith("I know these circles: relatives and their friends, former employers,")


async def test_names_that_are_known_already_are_pointed_out_not_doubled(chat: Chat) -> None:
    await chat.send("/add Ann Bell, Engines Ltd")
    await chat.send("/brainstorm")
    await chat.send("ann bell\nBob Cole\nBob Cole")
    assert chat.last == "1 added: Bob Cole; 2 in this circle. You have Ann Bell already."
    people = await everybody(chat)
    assert [(each.name, each.circle) for each in people] == [
        ("Ann Bell", Circle.RELATIVES),
        ("Bob Cole", Circle.RELATIVES),
    ]
    await chat.press("Undo")
    (ann,) = await everybody(chat)
    assert ann.circle is None, "she was in no circle before"


async def test_somebody_of_another_circle_stays_there(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        await contacts.add(session, chat.owner_id, "Ann Bell", START, circle=Circle.ALUMNI)
    await chat.send("/brainstorm")
    await chat.send("Ann Bell")
    assert chat.last == "Nobody new; 0 in this circle. You have Ann Bell already."
    assert (await everybody(chat))[0].circle is Circle.ALUMNI


async def test_a_line_that_is_no_name_is_named_and_the_others_are_kept(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell\nwho is <she>?\nBob Cole")
    assert chat.last == ("2 added: Ann Bell, Bob Cole; 2 in this circle. No name found in “who is &lt;she&gt;?”.")
    assert [each.name for each in await everybody(chat)] == ["Ann Bell", "Bob Cole"]


async def test_a_note_about_a_talk_is_not_taken_for_a_name(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("I had coffee with Ada today and she told me about her work")
    assert chat.last.startswith("That reads like a sentence, and here I keep names.")
    assert await everybody(chat) == []
    await chat.send("Ann Bell")
    assert chat.last == "1 added: Ann Bell; 1 in this circle.", "the walk is still open"


async def test_a_shared_contact_is_added_too(chat: Chat) -> None:
    await chat.send("/brainstorm")
    chat.person.share_contact("+442079460958", "May", "Chen")
    await chat.settle()
    assert chat.last == "1 added: May Chen; 1 in this circle."
    assert (await everybody(chat))[0].phone == "+442079460958"


@pytest.mark.parametrize("circle", WALK)
async def test_the_walk_can_begin_at_every_circle(chat: Chat, circle: Circle) -> None:
    await chat.send(f"/brainstorm {circle.value.split()[0]}")
    assert f"{WALK.index(circle) + 1} of 8" in chat.last


async def test_the_buttons_of_a_walk_that_is_over_answer_kindly(chat: Chat) -> None:
    await chat.send("/brainstorm")
    first = chat.last_message.id
    await chat.press("Done")
    await chat.press("Skip ›", first)
    assert chat.toasts[-1] == "That form is closed already."


async def test_somebody_else_walks_through_circles_of_their_own(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.send("Ann Bell")
    other = chat.another(2002)
    await other.send("/brainstorm")
    assert "[○]○○○○○○○" in other.last
    assert "Ann" not in other.last


async def test_the_end_leads_to_people_not_known_yet(chat: Chat) -> None:
    await chat.send("/brainstorm")
    await chat.press("Done")
    await chat.press("People you do not know yet")
    assert chat.last.startswith("<b>People you do not know yet</b>\nFind out who does the work:")
    assert list(chat.buttons) == ["Add somebody"]
