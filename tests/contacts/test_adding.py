"""Adding people: a line, a form, several lines, a shared contact."""

from collections.abc import Sequence

from storage import contacts
from storage.kinds import Circle
from storage.tables import Contact
from tests.conftest import Chat
from tests.makers import everybody


async def only(chat: Chat) -> Contact:
    (contact,) = await everybody(chat)
    return contact


async def tags(chat: Chat) -> Sequence[str]:
    async with chat.database.reading() as session:
        return await contacts.tags_of(session, chat.owner_id, (await everybody(chat))[0].id)


# A line


async def test_one_line_keeps_everything_in_it(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd, analyst, ada@engines.example #alumni")
    assert chat.last == "Saved <b>Ada Lovelace</b>, analyst at Engines Ltd."
    assert chat.buttons == ["Log a talk", "Open card", "Undo", "Not met yet"]
    ada = await only(chat)
    assert (ada.organisation, ada.role, ada.email) == ("Engines Ltd", "analyst", "ada@engines.example")
    assert await tags(chat) == ["alumni"]


async def test_adding_is_undone_by_its_button(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace #alumni")
    await chat.press("Undo")
    assert chat.last == "Taken back: added Ada Lovelace."
    assert await everybody(chat) == []


async def test_a_name_with_signs_of_html_is_shown_as_typed(chat: Chat) -> None:
    await chat.send("/add Ada <i>& Tom, Engines <b>& Co")
    assert chat.last == "Saved <b>Ada &lt;i&gt;&amp; Tom</b>, Engines &lt;b&gt;&amp; Co."


async def test_the_same_name_is_not_added_twice(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add ada lovelace")
    assert chat.last == "You already have <b>Ada Lovelace</b>."
    assert chat.buttons == ["Open Ada Lovelace", "Add another person of that name"]
    assert len(await everybody(chat)) == 1
    await chat.press("Open Ada Lovelace")
    assert chat.last.startswith("<b>Ada Lovelace</b>")


async def test_accents_and_case_make_no_other_person(chat: Chat) -> None:
    await chat.send("/add Zoë Müller")
    await chat.send("/add zoe MULLER")
    assert chat.last == "You already have <b>Zoë Müller</b>."


async def test_a_namesake_is_added_with_all_that_was_typed(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd")
    await chat.send("/add Ada Lovelace, Columbia University, professor, met at the fair #dean")
    await chat.press("Add another person of that name")
    assert chat.last == "Saved <b>Ada Lovelace</b>, professor at Columbia University."
    _, other = await everybody(chat)
    assert (other.organisation, other.role, other.how_met) == ("Columbia University", "professor", "met at the fair")
    await chat.press("Undo")
    assert (await only(chat)).organisation == "Engines Ltd"


async def test_what_a_known_person_lacks_is_filled_in_and_the_rest_stays(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd")
    await chat.send("/add Ada Lovelace, Other Co, analyst, +44 20 7946 0958")
    assert chat.last == "You already have <b>Ada Lovelace</b>. Shall I fill in what is new (role and phone)?"
    await chat.press("Fill in")
    assert chat.last == "You know <b>Ada Lovelace</b> already. I kept what was new: role and phone."
    ada = await only(chat)
    assert (ada.organisation, ada.role, ada.phone) == ("Engines Ltd", "analyst", "+44 20 7946 0958")
    await chat.press("Undo")
    ada = await only(chat)
    assert (ada.organisation, ada.role, ada.phone) == ("Engines Ltd", None, None)


async def test_what_was_typed_waits_for_its_button_and_does_not_catch_the_next_message(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add Ada Lovelace, Engines Ltd")
    await chat.send("/add Bob Babbage")
    await chat.send("something else altogether")
    chat.clock.forward(days=3)
    await chat.press("Fill in")
    assert (await everybody(chat))[0].organisation == "Engines Ltd"
    assert len(await everybody(chat)) == 2


async def test_the_buttons_of_an_older_line_about_the_same_person_answer_kindly(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add Ada Lovelace, Engines Ltd")
    older = chat.last_message.id
    await chat.send("/add Ada Lovelace, analyst")
    await chat.press("Fill in", older)
    assert chat.toasts[-1] == "That form is closed already."
    assert (await only(chat)).organisation is None


async def test_a_known_person_who_was_deleted_meanwhile_is_not_filled_in(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.press("Open card")
    await chat.send("/add Ada Lovelace, Engines Ltd")
    await chat.press("More")
    await chat.press("Delete")
    await chat.press("Yes, delete")
    await chat.press("Fill in")
    assert chat.toasts[-1] == "That person is no longer in your list."
    assert await everybody(chat) == []


async def test_several_lines_are_several_people_and_one_undo(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd\nBob Babbage\nEmmy Noether, professor")
    assert chat.last == (
        "Saved 3 people:\n• <b>Ada Lovelace</b>, Engines Ltd\n• <b>Bob Babbage</b>\n• <b>Emmy Noether</b>, professor"
    )
    assert chat.buttons == ["Ada Lovelace", "Bob Babbage", "Emmy Noether", "Undo"]
    await chat.press("Undo")
    assert chat.last == "Taken back: added 3 people."
    assert await everybody(chat) == []


async def test_among_several_the_known_ones_are_asked_about(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add Ada Lovelace, Engines Ltd\nBob Babbage\nBob Babbage")
    assert chat.said[-2] == "Saved <b>Bob Babbage</b>."
    assert chat.last == "You already have <b>Ada Lovelace</b>. Shall I fill in what is new (organisation)?"
    assert [contact.name for contact in await everybody(chat)] == ["Ada Lovelace", "Bob Babbage"]


async def test_a_line_without_a_name_saves_nobody(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace\n???\nwhy?")
    assert chat.last.startswith("Nothing is saved yet. Person 2 of 2:")
    assert await everybody(chat) == []


async def test_nonsense_gets_one_kind_line(chat: Chat) -> None:
    await chat.send("/add ???")
    assert chat.last == (
        "I could not find a name in that. Start with the name, for example: /add Ada Lovelace, Engines Ltd, analyst"
    )


async def test_a_hundred_people_fit_one_message(chat: Chat) -> None:
    await chat.send("/add " + "\n".join(f"Person {'ABCDEFGHIJ'[n // 10]}{'abcdefghij'[n % 10]}xyz" for n in range(100)))
    assert "… and 80 more, all in /contacts" in chat.last
    assert len(await everybody(chat)) == 100


# The form


async def test_the_form_asks_one_thing_after_another(chat: Chat) -> None:
    await chat.send("/add")
    assert chat.last.startswith("Who is it?")
    await chat.send("Ada Lovelace")
    assert chat.last.startswith("Where does <b>Ada Lovelace</b> work or study?")
    await chat.send("Engines Ltd")
    await chat.send("analyst")
    await chat.press("Alumni")
    await chat.send("likes trains\nand boats")
    assert chat.last == "Saved <b>Ada Lovelace</b>, analyst at Engines Ltd."
    ada = await only(chat)
    assert (ada.circle, ada.notes) == (Circle.ALUMNI, "likes trains\nand boats")


async def test_everything_but_the_name_can_be_skipped(chat: Chat) -> None:
    await chat.send("/add")
    assert "Skip" not in chat.buttons
    await chat.send("Ada Lovelace")
    for _ in range(4):
        await chat.press("Skip")
    assert chat.last == "Saved <b>Ada Lovelace</b>."
    assert (await only(chat)).organisation is None


async def test_that_is_all_ends_the_form_early(chat: Chat) -> None:
    await chat.send("/add")
    await chat.send("Ada Lovelace")
    await chat.send("Engines Ltd")
    await chat.press("That is all")
    ada = await only(chat)
    assert (ada.organisation, ada.role, ada.circle, ada.notes) == ("Engines Ltd", None, None, None)


async def test_how_you_met_can_be_typed_in_place_of_a_circle(chat: Chat) -> None:
    await chat.send("/add")
    await chat.send("Ada Lovelace, Engines Ltd, analyst")
    assert chat.last.startswith("How do you know <b>Ada Lovelace</b>?")
    await chat.send("on a train to Leeds")
    await chat.press("Skip")
    assert (await only(chat)).how_met == "on a train to Leeds"


async def test_back_asks_again(chat: Chat) -> None:
    await chat.send("/add")
    await chat.send("Adda Lovelace")
    await chat.press("‹ Back")
    await chat.send("Ada Lovelace")
    await chat.press("That is all")
    assert (await only(chat)).name == "Ada Lovelace"


async def test_several_names_end_the_form_at_once(chat: Chat) -> None:
    await chat.send("/add")
    await chat.send("Ada Lovelace\nBob Babbage")
    assert chat.last.startswith("Saved 2 people:")
    await chat.send("/cancel")
    assert chat.last.startswith("There is nothing to cancel.")


async def test_a_form_about_somebody_known_offers_what_is_new(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add")
    await chat.send("Ada Lovelace")
    await chat.send("Engines Ltd")
    await chat.press("That is all")
    assert chat.last == "You already have <b>Ada Lovelace</b>. Shall I fill in what is new (organisation)?"
    await chat.press("Fill in")
    assert (await only(chat)).organisation == "Engines Ltd"


async def test_an_answer_that_does_not_fit_leaves_the_step_open(chat: Chat) -> None:
    await chat.send("/add")
    await chat.send("???")
    assert chat.last.startswith("I could not find a name in that.")
    await chat.send("Ada Lovelace")
    await chat.send("E" * 200)
    assert chat.last == "That is a little long: 128 characters fit here, and yours has 200."
    await chat.press("Skip")
    assert chat.last.startswith("And what does <b>Ada Lovelace</b> do there?")


async def test_a_contact_answers_who_it_is(chat: Chat) -> None:
    await chat.send("/add")
    chat.person.share_contact("+44 20 7946 0958", "Ada", "Lovelace")
    await chat.settle()
    await chat.press("That is all")
    assert (await only(chat)).phone == "+44 20 7946 0958"


async def test_the_add_button_of_an_empty_list_opens_the_form(chat: Chat) -> None:
    await chat.send("/contacts")
    await chat.press("Add a person")
    assert chat.last.startswith("Who is it?")


# A shared contact


async def test_a_shared_contact_becomes_a_person(chat: Chat) -> None:
    vcard = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada L\nORG:Engines Ltd\nTITLE:Analyst\nEMAIL:ada@engines.example\nEND:VCARD"
    chat.person.share_contact("+442079460958", "Ada", "Lovelace", user_id=4711, vcard=vcard)
    await chat.settle()
    assert chat.last == "Saved <b>Ada Lovelace</b>, Analyst at Engines Ltd."
    assert "Open card" in chat.buttons
    ada = await only(chat)
    assert (ada.phone, ada.telegram_user_id, ada.email) == ("+442079460958", 4711, "ada@engines.example")


async def test_sharing_somebody_known_by_name_fills_in_what_is_missing(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd")
    chat.person.share_contact("+442079460958", "ada", "lovelace", user_id=4711)
    await chat.settle()
    assert chat.last == "You know <b>Ada Lovelace</b> already. I kept what was new: phone and Telegram."
    ada = await only(chat)
    assert (ada.phone, ada.telegram_user_id, ada.organisation) == ("+442079460958", 4711, "Engines Ltd")
    await chat.press("Undo")
    assert (await only(chat)).phone is None


async def test_somebody_known_by_their_account_is_the_same_person_under_another_name(chat: Chat) -> None:
    chat.person.share_contact("+442079460958", "Ada", "Lovelace", user_id=4711)
    chat.person.share_contact("+442079460958", "Ada from work", user_id=4711)
    await chat.settle()
    assert chat.last == "You know <b>Ada Lovelace</b> already. There was nothing new in it."
    assert (await only(chat)).name == "Ada Lovelace"


async def test_another_account_of_the_same_name_is_another_person(chat: Chat) -> None:
    chat.person.share_contact("+442079460958", "Ada", "Lovelace", user_id=4711)
    chat.person.share_contact("+15550100", "Ada", "Lovelace", user_id=4712)
    await chat.settle()
    assert [contact.telegram_user_id for contact in await everybody(chat)] == [4711, 4712]


async def test_sharing_oneself_adds_nobody(chat: Chat) -> None:
    chat.person.share_contact()
    await chat.settle()
    assert chat.last == "That is you! Share somebody you would like to keep in touch with."
    assert await everybody(chat) == []


async def test_a_shared_contact_without_a_name_asks_for_it_and_keeps_the_number(chat: Chat) -> None:
    chat.person.share_contact("+442079460958", "…")
    await chat.settle()
    assert chat.last == "That contact has no name. Whose is it? Tell me, and I keep the rest with it."
    await chat.send("Ada Lovelace")
    await chat.press("That is all")
    ada = await only(chat)
    assert (ada.name, ada.phone) == ("Ada Lovelace", "+442079460958")


# Several at once


async def test_several_known_people_are_filled_in_together(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace\nBob Babbage")
    await chat.send("/add Ada Lovelace, Engines Ltd\nBob Babbage, inventor")
    assert chat.last.endswith("Shall I fill in what is new (organisation and role)?")
    await chat.press("Fill in")
    assert chat.last == "I kept what was new about <b>Ada Lovelace</b>, <b>Bob Babbage</b>."
    assert [(each.organisation, each.role) for each in await everybody(chat)] == [
        ("Engines Ltd", None),
        (None, "inventor"),
    ]
    await chat.press("Undo")
    assert chat.last == "Taken back: filled in what was new about 2 people."
