"""Changing what is known of somebody, where they stand, the archive, and parting with them."""

from datetime import date
from typing import Any

import pytest

from storage import contacts, conversations, letters, meetings, reminders
from storage.kinds import Circle, LetterKind, ReminderKind, Rhythm, Side, Status
from storage.tables import Contact
from tests.conftest import START, Chat


@pytest.fixture
async def ada(chat: Chat) -> Contact:
    """Ada, with her card open."""
    async with chat.database.transaction() as session:
        contact = await contacts.add(
            session, chat.owner_id, "Ada Lovelace", START, organisation="Engines Ltd", notes="likes trains"
        )
        await contacts.set_tags(session, chat.owner_id, contact, ["maths"])
    await chat.send("/contacts")
    await chat.press("Ada Lovelace")
    return contact


async def now(chat: Chat, contact: Contact) -> Contact:
    async with chat.database.reading() as session:
        found = await contacts.find(session, chat.owner_id, contact.id)
    assert found is not None
    return found


async def change(chat: Chat, label: str, *answers: str) -> None:
    """Press Edit, then a field, then send its value."""
    await chat.press("Edit")
    await chat.press(label)
    for answer in answers:
        await chat.send(answer)


@pytest.mark.parametrize(
    ("label", "answer", "column", "value"),
    [
        ("Name", "Ada King", "name", "Ada King"),
        ("Organisation", "Difference Co", "organisation", "Difference Co"),
        ("Role", "analyst", "role", "analyst"),
        ("E-mail", "ada@engines.example", "email", "ada@engines.example"),
        ("Phone", "+44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("Link", "linkedin.com/in/ada", "link", "https://linkedin.com/in/ada"),
        ("Time zone", "Lisbon", "zone", "Europe/Lisbon"),
        ("Circle", "alumni", "circle", Circle.ALUMNI),
        ("How you met", "at the fair", "how_met", "at the fair"),
        ("Found in", "credits of a film", "found_where", "credits of a film"),
        ("A way in", "the press office", "route_in", "the press office"),
    ],
)
async def test_a_field_is_changed_and_the_change_undone(
    chat: Chat, ada: Contact, label: str, answer: str, column: str, value: Any
) -> None:
    before = getattr(ada, column)
    await change(chat, label, answer)
    assert chat.last.startswith(f"{label} saved.\n\n<b>Ada")
    assert getattr(await now(chat, ada), column) == value
    await chat.press("Undo")
    assert getattr(await now(chat, ada), column) == before
    assert (await now(chat, ada)).search_key == ada.search_key


@pytest.mark.parametrize(
    ("label", "answer", "kind_line"),
    [
        ("Name", "123", "A name needs a letter or two, for example “Ada Lovelace”."),
        ("Name", "A" * 129, "That is a little long for a name: 128 characters fit."),
        ("Organisation", "E" * 129, "That is a little long: 128 characters fit here, and yours has 129."),
        ("E-mail", "ada", "An e-mail address has an @ in it, for example ada@engines.example."),
        ("Link", "engines", "A link has a dot in it, for example linkedin.com/in/ada."),
        (
            "Phone",
            "call me",
            "A phone number is digits, with + and spaces if you like, for example +44 20 7946 0958.",
        ),
        (
            "Time zone",
            "qqqqqqq",
            "I could not find that place. A larger city near you works, for example “Lisbon”.",
        ),
        ("Circle", "aliens", "Tap one of the circles, please."),
        ("Tags", "!!!", "Tags are short words, for example #alumni #data."),
    ],
)
async def test_what_does_not_fit_gets_one_kind_line_and_the_question_stays(
    chat: Chat, ada: Contact, label: str, answer: str, kind_line: str
) -> None:
    await change(chat, label, answer)
    assert chat.last == kind_line
    assert "Cancel" in chat.buttons
    assert (await now(chat, ada)).name == "Ada Lovelace"


async def test_what_stands_there_now_is_shown_and_can_be_cleared(chat: Chat, ada: Contact) -> None:
    await change(chat, "Organisation")
    assert "Now: <code>Engines Ltd</code>" in chat.last
    await chat.press("Clear")
    assert chat.last.startswith("Organisation cleared.")
    assert (await now(chat, ada)).organisation is None


async def test_a_name_cannot_be_cleared(chat: Chat, ada: Contact) -> None:
    await change(chat, "Name")
    assert chat.buttons == ["Cancel"]


async def test_what_was_changed_is_found_at_once(chat: Chat, ada: Contact) -> None:
    await change(chat, "Organisation", "Difference Co")
    await chat.send("/contacts difference")
    assert chat.buttons[0].startswith("Ada Lovelace")
    await chat.send("/contacts engines")
    assert chat.last.startswith("Nobody fits")


async def test_a_circle_is_tapped(chat: Chat, ada: Contact) -> None:
    await change(chat, "Circle")
    await chat.press("Not met yet")
    assert (await now(chat, ada)).circle is Circle.STRANGERS
    assert "Not met yet" in chat.last


async def test_notes_are_added_to(chat: Chat, ada: Contact) -> None:
    await change(chat, "Notes", "and boats")
    assert chat.last == "Shall I add that to the notes, or put it in their place?"
    await chat.press("Add it")
    assert (await now(chat, ada)).notes == "likes trains\nand boats"


async def test_notes_are_replaced(chat: Chat, ada: Contact) -> None:
    await change(chat, "Notes", "likes boats")
    await chat.press("Replace what is there")
    assert (await now(chat, ada)).notes == "likes boats"
    await chat.press("Undo")
    assert (await now(chat, ada)).notes == "likes trains"


async def test_first_notes_are_not_asked_about(chat: Chat, ada: Contact) -> None:
    await change(chat, "Notes")
    await chat.press("Clear")
    await change(chat, "Notes", "likes boats")
    assert chat.last.startswith("Notes saved.")


async def test_notes_do_not_grow_for_ever(chat: Chat, ada: Contact) -> None:
    for _ in range(5):
        await change(chat, "Notes", "x" * 2990)
        if "Add it" in chat.buttons:
            await chat.press("Add it")
    assert chat.last == "The notes on this person are full. Send a shorter one, or replace some first."
    assert len((await now(chat, ada)).notes or "") < 12_000


async def test_tags_are_set_and_cleared(chat: Chat, ada: Contact) -> None:
    await change(chat, "Tags", "#Alumni data")
    assert "#alumni #data" in chat.last
    await chat.send("/contacts #maths")
    assert chat.last.startswith("Nobody fits")
    await chat.send("/contacts #alumni")
    await chat.press("Ada Lovelace")
    await change(chat, "Tags")
    assert "Now: <code>#alumni #data</code>" in chat.last
    await chat.press("Clear")
    assert "#" not in chat.last


async def test_a_change_of_somebody_deleted_meanwhile_ends_kindly(chat: Chat, ada: Contact) -> None:
    await change(chat, "Role")
    async with chat.database.transaction() as session:
        held = await contacts.find(session, chat.owner_id, ada.id)
        assert held is not None
        await contacts.delete(session, chat.owner_id, held)
    await chat.send("analyst")
    assert chat.last == "That person is no longer in your list."
    await chat.send("/cancel")
    assert chat.last.startswith("There is nothing to cancel.")


# More


async def test_the_owner_sets_a_status_by_hand(chat: Chat, ada: Contact) -> None:
    await chat.press("More")
    await chat.press("Status")
    assert "✓ ○ to contact" in chat.buttons
    await chat.press("‖ paused")
    assert chat.last.startswith("Status: paused.\n\n<b>Ada Lovelace</b>")
    assert (await now(chat, ada)).status is Status.PAUSED
    await chat.press("Undo")
    assert (await now(chat, ada)).status is Status.TO_CONTACT


async def updates(chat: Chat, contact: Contact) -> list[date]:
    async with chat.database.reading() as session:
        found = await reminders.open_for(session, chat.owner_id, ReminderKind.UPDATE, contact_id=contact.id)
    return [each.due_at.date() for each in found]


async def heard(chat: Chat, contact: Contact) -> None:
    async with chat.database.transaction() as session:
        held = await contacts.find(session, chat.owner_id, contact.id)
        assert held is not None
        held.heard_on = date(2026, 3, 10)


async def test_a_rhythm_plans_the_next_update(chat: Chat, ada: Contact) -> None:
    await heard(chat, ada)
    await chat.press("More")
    await chat.press("Rhythm")
    assert "✓ Monthly" in chat.buttons
    await chat.press("Every 2 months")
    assert (await now(chat, ada)).rhythm is Rhythm.TWO_MONTHS
    assert await updates(chat, ada) == [date(2026, 5, 10)]
    await chat.press("More")
    await chat.press("Rhythm")
    await chat.press("Never")
    assert await updates(chat, ada) == []
    await chat.press("Undo")
    assert await updates(chat, ada) == [date(2026, 5, 10)]


async def test_back_from_a_pause_updates_are_planned_again(chat: Chat, ada: Contact) -> None:
    await heard(chat, ada)
    for label in ("‖ paused", "◉ in touch"):
        await chat.press("More")
        await chat.press("Status")
        await chat.press(label)
    assert len(await updates(chat, ada)) == 1


async def test_the_archive_keeps_everything_out_of_sight(chat: Chat, ada: Contact) -> None:
    await heard(chat, ada)
    await chat.press("More")
    await chat.press("Archive")
    assert chat.last.startswith("In the archive: out of lists and pings, with everything kept.")
    assert "in the archive" in chat.last
    assert "Log a talk" not in chat.buttons
    assert await updates(chat, ada) == []
    await chat.send("/contacts")
    assert chat.last.startswith("Nobody is here yet.")
    await chat.press("Archive (1)")
    assert chat.last.startswith("<b>In the archive</b> · 1")
    await chat.press("Ada Lovelace")
    await chat.press("Bring back")
    assert chat.last.startswith("Back in your list.")
    assert len(await updates(chat, ada)) == 1
    assert (await now(chat, ada)).notes == "likes trains"


async def test_archiving_is_undone(chat: Chat, ada: Contact) -> None:
    await chat.press("More")
    await chat.press("Archive")
    await chat.press("Undo")
    assert chat.last == "Taken back: archived Ada Lovelace."
    assert (await now(chat, ada)).archived_at is None


async def test_a_search_says_who_is_in_the_archive(chat: Chat, ada: Contact) -> None:
    await chat.press("More")
    await chat.press("Archive")
    await chat.send("/contacts lovelace")
    assert chat.last.startswith("Nobody fits")
    await chat.press("Archive (1)")
    assert chat.last.startswith("<b>In the archive</b> · “<i>lovelace</i>” · 1")


async def test_adding_somebody_from_the_archive_says_where_they_are(chat: Chat, ada: Contact) -> None:
    await chat.press("More")
    await chat.press("Archive")
    await chat.send("/add Ada Lovelace")
    assert chat.last == "You already have <b>Ada Lovelace</b>, in the archive."


# Parting


async def test_deleting_says_what_goes_and_can_be_taken_back(chat: Chat, ada: Contact) -> None:
    async with chat.database.transaction() as session:
        held = await contacts.find(session, chat.owner_id, ada.id)
        assert held is not None
        bob = await contacts.add(session, chat.owner_id, "Bob Babbage", START, introduced_by_id=ada.id)
        for day in (1, 2, 3):
            await conversations.add(session, chat.owner_id, [held], date(2026, 3, day), START)
        await conversations.add(session, chat.owner_id, [held, bob], date(2026, 3, 4), START)
        await conversations.add_referral(session, chat.owner_id, held, bob, START)
        await conversations.add_promise(session, chat.owner_id, Side.MINE, "an essay", START, contact_id=ada.id)
        await letters.add(session, chat.owner_id, ada.id, LetterKind.OUTREACH, date(2026, 3, 1), START)
        await meetings.add(session, chat.owner_id, [held], START, day=date(2026, 4, 1))
        await reminders.add(session, chat.owner_id, ReminderKind.THANK_YOU, START, START, contact_id=ada.id)
    await chat.press("More")
    await chat.press("Delete")
    assert chat.last == (
        "Delete <b>Ada Lovelace</b>? With them go 3 conversations, 1 meeting, 1 letter, 1 referral, 1 promise. "
        "1 conversation with others stays.\nThe archive keeps everything, out of sight."
    )
    assert chat.buttons == ["Yes, delete", "Archive instead", "Keep"]
    await chat.press("Yes, delete")
    assert chat.last.startswith("Deleted <b>Ada Lovelace</b>, with 3 conversations, 1 meeting, 1 letter, 1 referral")
    async with chat.database.reading() as session:
        assert await contacts.find(session, chat.owner_id, ada.id) is None
        assert len(await conversations.between(session, chat.owner_id, date(2026, 1, 1), date(2026, 12, 31))) == 1
    await chat.press("Undo")
    async with chat.database.reading() as session:
        assert await conversations.count_with(session, chat.owner_id, ada.id) == 4
        assert len(await conversations.referrals_by(session, chat.owner_id, ada.id)) == 1
        assert len(await meetings.planned(session, chat.owner_id, ada.id)) == 1
        assert len(await reminders.open_for(session, chat.owner_id, contact_id=ada.id)) == 1
        assert await contacts.tags_of(session, chat.owner_id, ada.id) == ["maths"]
        again = await contacts.find(session, chat.owner_id, bob.id)
    assert again is not None
    assert again.introduced_by_id == ada.id


async def test_keeping_leads_back_to_the_card(chat: Chat, ada: Contact) -> None:
    await chat.press("More")
    await chat.press("Delete")
    await chat.press("Keep")
    assert chat.last.startswith("<b>Ada Lovelace</b>\n")


async def test_deleting_twice_answers_kindly(chat: Chat, ada: Contact) -> None:
    await chat.press("More")
    await chat.press("Delete")
    sure = chat.last_message.id
    async with chat.database.transaction() as session:
        held = await contacts.find(session, chat.owner_id, ada.id)
        assert held is not None
        await contacts.delete(session, chat.owner_id, held)
    await chat.press("Yes, delete", sure)
    assert chat.toasts[-1] == "That person is no longer in your list."
