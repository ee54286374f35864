"""People not known yet: where the name was found, the way in, where to look."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from bot.strangers import rules
from storage import contacts
from storage.kinds import Circle, Status
from tests.conftest import START, Chat
from tests.makers import everybody


async def the_list(chat: Chat) -> None:
    """By the way that leads there: the end of the walk through the circles."""
    await chat.send("/brainstorm")
    await chat.press("Done")
    await chat.press("People you do not know yet")


def urls(chat: Chat) -> dict[str, str]:
    keyboard = chat.last_message.inline_keyboard or []
    return {button.label: button.value for row in keyboard for button in row if button.action == "url"}


async def test_somebody_found_in_the_credits_is_kept_with_employer_and_a_way_in(chat: Chat) -> None:
    await the_list(chat)
    await chat.press("Add somebody")
    await chat.send("Ava Marsh")
    assert chat.last.startswith("Where did you come across <b>Ava Marsh</b>?")
    assert list(chat.buttons) == ["Credits", "A byline", "A staff page", "An event", "‹ Back", "Skip", "Cancel"]
    await chat.send("the credits of “Harbour”")
    await chat.send("Northlight Films")
    await chat.press("The press office")
    assert chat.last == (
        "Saved.\n\n<b>Ava Marsh</b>, Northlight Films\nFound in: the credits of “Harbour”\n"
        "Works at: Northlight Films\nA way in: the press office"
    )
    (ava,) = await everybody(chat)
    assert (ava.circle, ava.status) == (Circle.STRANGERS, Status.TO_CONTACT)
    assert (ava.found_where, ava.route_in) == ("the credits of “Harbour”", "the press office")
    await chat.press("Undo")
    assert chat.last == "Taken back: added Ava Marsh."
    assert await everybody(chat) == []


async def test_a_tap_tells_where_the_name_was_found(chat: Chat) -> None:
    await the_list(chat)
    await chat.press("Add somebody")
    await chat.send("Ava Marsh, Northlight Films, editor")
    await chat.press("A byline")
    assert chat.last.startswith("How could you reach <b>Ava Marsh</b>?"), "the employer is known already"
    await chat.press("Skip")
    assert "Found in: a byline" in chat.last
    assert "No way in noted yet." in chat.last


async def test_the_buttons_open_a_web_search_and_a_people_search_for_name_and_employer(chat: Chat) -> None:
    await the_list(chat)
    await chat.press("Add somebody")
    await chat.send("Zoë O’Hara & Co, R&D Ltd")
    await chat.press("Skip")
    await chat.press("Skip")
    found = urls(chat)
    web, people = urlsplit(found["Search the web"]), urlsplit(found["Search people"])
    assert (web.scheme, people.scheme) == ("https", "https")
    assert people.netloc == "www.linkedin.com"
    assert parse_qs(web.query)["q"] == ["Zoë O’Hara & Co R&D Ltd"]
    assert parse_qs(people.query)["keywords"] == ["Zoë O’Hara & Co R&D Ltd"]


async def test_no_address_is_guessed(chat: Chat) -> None:
    await the_list(chat)
    await chat.press("Add somebody")
    await chat.send("Ava Marsh, Northlight Films")
    await chat.press("Skip")
    await chat.press("Skip")
    assert (await everybody(chat))[0].email is None
    assert "@" not in chat.last


async def test_somebody_in_the_list_already_becomes_better_known(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        await contacts.add(
            session, chat.owner_id, "Ava Marsh", START, circle=Circle.ALUMNI, status=Status.MET, organisation="Old Co"
        )
    await the_list(chat)
    await chat.press("Add somebody")
    await chat.send("ava marsh, New Co")
    await chat.press("A byline")
    await chat.press("Skip")
    assert chat.last.startswith("You have them already. I kept what is new.")
    (ava,) = await everybody(chat)
    assert (ava.circle, ava.organisation, ava.found_where) == (Circle.ALUMNI, "Old Co", "a byline")
    await chat.press("Undo")
    assert (await everybody(chat))[0].found_where is None


async def test_from_what_add_answers_they_are_told_to_be_not_met_yet(chat: Chat) -> None:
    await chat.send("/add Ava Marsh, Northlight Films")
    await chat.press("Not met yet")
    assert chat.last.startswith("Where did you come across <b>Ava Marsh</b>?")
    await chat.press("A staff page")
    await chat.press("Their employer")
    assert chat.last.startswith("Kept.\n\n<b>Ava Marsh</b>, Northlight Films\nFound in: a staff page")
    assert (await everybody(chat))[0].circle is Circle.STRANGERS


async def test_the_list_has_pages_and_opens_each(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        for letter in "abcdefghij":
            await contacts.add(session, chat.owner_id, f"Person {letter}", START, circle=Circle.STRANGERS)
        await contacts.add(session, chat.owner_id, "Known Kate", START, circle=Circle.ALUMNI)
    await the_list(chat)
    assert list(chat.buttons) == [*(f"Person {letter}" for letter in "jihgfedc"), "Older ›", "Add somebody"]
    await chat.press("Older ›")
    assert list(chat.buttons) == ["Person b", "Person a", "‹ Newer", "Add somebody"]
    await chat.press("Person a")
    assert chat.last.startswith("<b>Person a</b>\nWhere did you find the name?")
    await chat.press("Card")
    assert "Not met yet" in chat.last


async def test_what_is_missing_is_filled_in_from_the_page(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        await contacts.add(session, chat.owner_id, "Ava Marsh", START, circle=Circle.STRANGERS)
    await the_list(chat)
    await chat.press("Ava Marsh")
    await chat.press("A way in")
    await chat.send("the press office")
    assert "A way in: the press office" in chat.last


async def test_buttons_about_somebody_who_is_gone_answer_kindly(chat: Chat) -> None:
    await the_list(chat)
    for data in ("stranger:99", "stranger_tell:99"):
        await chat.press_data(data)
        assert chat.toasts[-1] == "That person is no longer in your list."


async def test_somebody_deleted_meanwhile_is_not_added_anew(chat: Chat) -> None:
    await chat.send("/add Ava Marsh, Northlight Films")
    await chat.press_data("stranger_tell:1")
    async with chat.database.transaction() as session:
        if ava := await contacts.find(session, chat.owner_id, 1):
            await contacts.delete(session, chat.owner_id, ava)
    await chat.press("A byline")
    await chat.press("Skip")
    assert chat.last == "That person is no longer in your list."
    assert await everybody(chat) == []


async def test_somebody_elses_people_are_out_of_reach(chat: Chat) -> None:
    await chat.send("/add Ava Marsh")
    other = chat.another(2002)
    await other.send("/tips")
    for data in ("stranger:1", "stranger_tell:1"):
        await other.press_data(data)
        assert other.toasts[-1] == "That person is no longer in your list."


@given(st.text(min_size=1), st.none() | st.text())
def test_a_search_address_is_plain_https_whatever_the_name(name: str, employer: str | None) -> None:
    for address in (rules.web_search(name, employer), rules.people_search(name, employer)):
        assert address.startswith("https://")
        assert address.isascii()
        assert not set(address) & set(" \"'<>\n")
        assert len(address) < 2000


async def test_the_card_of_somebody_not_met_yet_has_the_searches_and_the_way_in(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        await contacts.add(
            session, chat.owner_id, "Ava Marsh", START, circle=Circle.STRANGERS, organisation="Northlight Films"
        )
        await contacts.add(session, chat.owner_id, "Known Kate", START, circle=Circle.ALUMNI)
    await chat.send("/contacts")
    await chat.press("Ava Marsh")
    assert parse_qs(urlsplit(urls(chat)["Search the web"]).query)["q"] == ["Ava Marsh Northlight Films"]
    await chat.press("How to reach them")
    assert chat.last.startswith("<b>Ava Marsh</b>, Northlight Films\nWhere did you find the name?")
    await chat.send("/contacts")
    await chat.press("Known Kate")
    assert urls(chat) == {}


async def test_whoever_is_added_with_how_you_met_is_no_stranger(chat: Chat) -> None:
    await chat.send("/add Ava Marsh, met at the fair")
    assert "Not met yet" not in chat.buttons
