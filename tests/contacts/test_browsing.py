"""The list, the search, the card, the timeline."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from telegram.constants import MessageLimit

from bot.contacts import card_text, views
from bot.contacts.gathering import CardFacts, gather
from bot.contacts.listing import timeline
from storage import contacts, conversations, letters, meetings, reminders
from storage.kinds import (
    Answer,
    Channel,
    Circle,
    LetterKind,
    ReferralState,
    ReminderKind,
    Rhythm,
    Side,
    Status,
)
from storage.tables import Contact, Conversation, Meeting, Organisation, Promise, Reminder, Resume, ResumeGiven
from tests.conftest import START, Chat
from tests.makers import add


async def add_twenty(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        for number in range(20):
            place = "Engines Ltd" if number % 2 else None
            await contacts.add(session, chat.owner_id, f"Person {number:02}", START, organisation=place)


# The list


async def test_an_empty_list_says_how_to_begin(chat: Chat) -> None:
    await chat.send("/contacts")
    assert chat.last.startswith("Nobody is here yet. Begin with somebody you know, even a little:")
    assert chat.buttons == ["Add a person"]


async def test_people_stand_in_order_with_place_and_mark(chat: Chat) -> None:
    await add(chat, "émile zola", status=Status.MET)
    await add(chat, "Ada Lovelace", organisation="Engines Ltd")
    await add(chat, "Zadie")
    await chat.send("/contacts")
    assert chat.last == "<b>People</b> · 3\n○ to contact · ◕ met"
    assert chat.buttons == ["Ada Lovelace · Engines Ltd  ○", "émile zola  ◕", "Zadie  ○", "Search", "Add"]


async def test_a_long_list_has_pages(chat: Chat) -> None:
    await add_twenty(chat)
    await chat.send("/contacts")
    assert "page 1 of 3" in chat.last
    assert chat.buttons[8] == "›"
    await chat.press("›")
    assert "page 2 of 3" in chat.last
    assert chat.buttons[0] == "Person 08  ○"
    assert list(chat.buttons[8:10]) == ["‹", "›"]
    await chat.press("›")
    assert len([label for label in chat.buttons if label.startswith("Person")]) == 4
    assert "›" not in chat.buttons
    await chat.press("‹")
    assert "page 2 of 3" in chat.last
    assert len(chat.said) == 1, "the list is turned in place"


async def test_from_a_card_the_way_back_leads_to_its_page(chat: Chat) -> None:
    await add_twenty(chat)
    await chat.send("/contacts")
    await chat.press("›")
    await chat.press("Person 12")
    assert chat.last.startswith("<b>Person 12</b>")
    await chat.press("More")
    await chat.press("‹ Card")
    await chat.press("‹ People")
    assert "page 2 of 3" in chat.last


async def test_a_page_that_is_gone_shows_the_last_one(chat: Chat) -> None:
    await add_twenty(chat)
    await chat.send("/contacts")
    await chat.press("›")
    turn = chat.last_message.id
    async with chat.database.transaction() as session:
        for contact in (await contacts.everyone(session, chat.owner_id))[3:]:
            await contacts.delete(session, chat.owner_id, contact)
    await chat.press("›", turn)
    assert chat.last.startswith("<b>People</b> · 3\n")


# The search


@pytest.mark.parametrize("words", ["lovel", "ENGINES", "analyst", "trains", "maths", "fair", "ada engines", "#mat"])
async def test_any_part_finds_them(chat: Chat, words: str) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd, analyst, met at the fair, note: likes trains #maths")
    await chat.send("/add Bob Babbage")
    await chat.send(f"/contacts {words}")
    assert chat.last == f"<b>People</b> · “<i>{words}</i>” · 1\n○ to contact"
    assert chat.buttons[0] == "Ada Lovelace · Engines Ltd  ○"


async def test_a_hashtag_looks_at_tags_alone(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, note: talks of maths a lot")
    await chat.send("/add Emmy Noether #maths")
    await chat.send("/contacts #maths")
    assert chat.buttons[0].startswith("Emmy Noether")
    assert " · 1\n" in chat.last


async def test_the_pages_of_a_search_stay_with_its_words(chat: Chat) -> None:
    await add_twenty(chat)
    await chat.send("/contacts engines")
    assert "“<i>engines</i>” · 10 · page 1 of 2" in chat.last
    await chat.press("›")
    assert "“<i>engines</i>” · 10 · page 2 of 2" in chat.last
    assert [label for label in chat.buttons if label.startswith("Person")] == [
        "Person 17 · Engines Ltd  ○",
        "Person 19 · Engines Ltd  ○",
    ]
    await chat.press("Person 17")
    assert chat.last.startswith("<b>Person 17</b>")
    assert len(chat.said) == 2, "the findings stay above the card"
    await chat.press("Everybody")
    assert chat.said[0].startswith("<b>People</b> · 20 · page 1 of 3")


async def test_a_search_for_signs_of_html_is_safe_and_keeps_its_words(chat: Chat) -> None:
    await add(chat, "A <b> & Co")
    await chat.send("/contacts b & co")
    assert "“<i>b &amp; co</i>” · 1" in chat.last


async def test_nobody_found_says_so(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/contacts zzz")
    assert chat.last.startswith("Nobody fits “<i>zzz</i>”.")
    await chat.press("Everybody")
    assert chat.buttons[0].startswith("Ada Lovelace")


async def test_nothing_to_search_for_gets_one_kind_line(chat: Chat) -> None:
    await chat.send("/contacts ???")
    assert chat.last.endswith("for example /contacts engines")


async def test_the_search_button_asks_what_for(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/contacts")
    await chat.press("Search")
    assert chat.last.startswith("Whom are you looking for?")
    await chat.send("lovel")
    assert chat.buttons[0].startswith("Ada Lovelace")
    await chat.send("/cancel")
    assert chat.last.startswith("There is nothing to cancel.")


async def test_somebody_elses_people_are_not_found(chat: Chat) -> None:
    ada = await add(chat, "Ada Lovelace")
    other = chat.another(2002)
    await other.send("/contacts")
    assert other.last.startswith("Nobody is here yet.")
    await other.send("/add Bob Babbage")
    await other.press("Open card")
    card = other.last_message
    for data in ("card", "timeline", "contact_edit", "contact_more", "contact_archive", "contact_delete_now"):
        await other.press_data(f"{data}:{ada.id}", card)
        assert other.toasts[-1] == "That person is no longer in your list."
    async with chat.database.reading() as session:
        assert await contacts.find(session, chat.owner_id, ada.id)


# The card


async def test_a_card_says_who_they_are_and_how_things_stand(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        bob = await contacts.add(session, chat.owner_id, "Bob Babbage", START)
        ada = await contacts.add(
            session,
            chat.owner_id,
            "Ada Lovelace",
            START,
            organisation="Engines & Sons",
            role="analyst",
            email="ada@engines.example",
            phone="+44 20 7946 0958",
            link="https://www.linkedin.com/in/ada?a=1&b=2",
            circle=Circle.ALUMNI,
            how_met="at the fair",
            introduced_by_id=bob.id,
            may_use_introducer=True,
            notes="likes trains",
            status=Status.IN_TOUCH,
            rhythm=Rhythm.TWO_MONTHS,
        )
        await contacts.set_tags(session, chat.owner_id, ada, ["maths", "alumni"])
        for day in (date(2026, 2, 1), date(2026, 3, 10)):
            talk = await conversations.add(
                session, chat.owner_id, [ada], day, START, channel=Channel.COFFEE, notes=f"engines, on {day.day}"
            )
        await conversations.add_promise(
            session, chat.owner_id, Side.MINE, "send the essay", START, contact_id=ada.id, due_on=date(2026, 3, 12)
        )
        await conversations.add_promise(
            session, chat.owner_id, Side.THEIRS, "introduce Sam", START, contact_id=ada.id, conversation_id=talk.id
        )
        await reminders.add(
            session,
            chat.owner_id,
            ReminderKind.THANK_YOU,
            datetime(2026, 3, 12, 13, tzinfo=UTC),
            START,
            contact_id=ada.id,
        )
        await meetings.add(
            session, chat.owner_id, [ada], START, starts_at=datetime(2026, 3, 20, 19, 30, tzinfo=UTC), place="Café Nero"
        )
    await chat.send("/contacts")
    await chat.press("Ada Lovelace")
    assert chat.last == (
        "<b>Ada Lovelace</b>\n"
        "analyst at Engines &amp; Sons\n"
        "<i>◉ in touch · hears from you every 2 months</i>\n"
        "\n"
        "✉ ada@engines.example\n"
        "☎ +44 20 7946 0958\n"
        '↗ <a href="https://www.linkedin.com/in/ada?a=1&amp;b=2">linkedin.com/in/ada?a=1&amp;b=2</a>\n'
        "\n"
        "Circle: alumni\n"
        "How you met: at the fair\n"
        "Introduced by Bob Babbage, whose name you may use\n"
        "#alumni #maths\n"
        "\n"
        "<blockquote>likes trains</blockquote>\n"
        "\n"
        "Last talk: yesterday over coffee (2 talks so far): engines, on 10\n"
        "Meeting: Fri 20 Mar 15:30, Café Nero\n"
        "Due: thank-you note tomorrow 9:00\n"
        "You promised: send the essay (by tomorrow)\n"
        "They promised: introduce Sam"
    )
    assert [[each["text"] for each in row] for row in chat.last_message.markup] == [
        ["Log a talk", "Thanks", "Questions"],
        ["Prepare", "Outreach", "Schedule"],
        ["Update", "Promises", "Timeline"],
        ["Learned", "Resume"],
        ["Edit", "More", "‹ People"],
    ]


async def test_the_fullest_card_has_at_most_seven_rows_of_buttons(chat: Chat) -> None:
    somebody = await add(chat, "Ada Lovelace", circle=Circle.STRANGERS)
    async with chat.database.reading() as session:
        facts = await gather(session, chat.owner_id, somebody.id, START)
    assert facts is not None
    keyboard = views.card(facts, said="Role saved.", change_id=1).keyboard
    assert keyboard is not None
    shown = [[each.text for each in row] for row in keyboard.inline_keyboard]
    assert len(shown) <= 7
    assert max(map(len, shown)) == 3
    assert shown[0] == ["How to reach them", "Search people", "Search the web"]
    assert shown[-1] == ["Undo"]


async def test_a_card_of_a_mere_name_is_short(chat: Chat) -> None:
    await add(chat, "Ada")
    await chat.send("/contacts")
    await chat.press("Ada")
    assert chat.last == "<b>Ada</b>\n<i>○ to contact</i>"


async def test_the_card_of_somebody_deleted_answers_kindly(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    async with chat.database.transaction() as session:
        await contacts.delete(session, chat.owner_id, (await contacts.everyone(session, chat.owner_id))[0])
    await chat.press("Open card")
    assert chat.toasts[-1] == "That person is no longer in your list."


async def test_gathering_finds_nobody_elses_contact(chat: Chat) -> None:
    ada = await add(chat, "Ada")
    async with chat.database.reading() as session:
        assert await gather(session, 2002, ada.id, START) is None
        facts = await gather(session, chat.owner_id, ada.id, START)
    assert facts is not None
    assert facts.today == date(2026, 3, 11)


def test_the_fullest_card_still_fits_a_message() -> None:
    wide = "\U0001f468"
    contact = Contact(
        id=1,
        owner_id=1,
        name=wide * 128,
        organisation=wide * 128,
        role=wide * 128,
        email="e" * 254,
        phone="1" * 64,
        link="https://a.example/" + "x" * 490,
        telegram_user_id=2**40,
        zone="America/Argentina/ComodRivadavia",
        circle=Circle.PROFESSIONALS,
        how_met=wide * 256,
        found_where=wide * 256,
        route_in=wide * 256,
        notes=f"{wide * 50}\n" * 200,
        status=Status.IN_TOUCH,
        rhythm=Rhythm.THREE_MONTHS,
    )
    promises = [Promise(text="p" * 512, due_on=date(2026, 1, 1), side=Side.MINE) for _ in range(9)]
    talk = Conversation(happened_on=date(2025, 1, 1), channel=Channel.EVENT, notes=wide * 2000)
    far_ahead = START + timedelta(days=300)
    given = ResumeGiven(given_on=date(2025, 1, 1), resume=Resume(label="&" * 60))
    facts = CardFacts(
        contact=contact,
        now=START,
        zone=ZoneInfo("UTC"),
        tags=["t" * 64] * 20,
        met_through=Organisation(name="&" * 128),
        given=[given] * 9,
        introduced_by=Contact(name=wide * 128),
        last=talk,
        talks=1000,
        meetings=[Meeting(day=date(2026, 1, 1), place="m" * 512)] * 9,
        due=[Reminder(kind=kind, due_at=far_ahead, first_due_at=far_ahead) for kind in ReminderKind],
        mine=promises,
        theirs=promises,
    )
    text = views.card(facts, said="How you met saved.", change_id=10**12).text
    assert card_text.units(text) <= MessageLimit.MAX_TEXT_LENGTH


async def test_long_notes_are_folded_on_the_card_and_read_in_full_behind_it(chat: Chat) -> None:
    notes = "\n".join(f"line {number} of the notes" for number in range(150))
    await add(chat, "Ada", notes=notes)
    await chat.send("/contacts")
    await chat.press("Ada")
    assert "<blockquote expandable>line 0 of the notes\nline 1 of the notes\n" in chat.last
    assert "line 149" not in chat.last
    await chat.press("More")
    await chat.press("All notes")
    assert "notes · page 1 of 2" in chat.last
    await chat.press("›")
    assert chat.last.endswith("line 149 of the notes")


# The timeline


async def test_the_timeline_has_everything_newest_first(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        ada, bob, sam = [
            await contacts.add(session, chat.owner_id, name, START)
            for name in ("Ada Lovelace", "Bob Babbage", "Sam Lee")
        ]
        talk = await conversations.add(
            session,
            chat.owner_id,
            [ada, bob],
            date(2026, 3, 3),
            START,
            channel=Channel.VIDEO,
            notes="showed me <engines>",
            suggested="read Babbage",
        )
        await letters.add(
            session,
            chat.owner_id,
            ada.id,
            LetterKind.OUTREACH,
            date(2026, 2, 20),
            START,
            channel=Channel.EMAIL,
            answer=Answer.REPLIED,
            text="Dear Ada",
        )
        await letters.add(session, chat.owner_id, ada.id, LetterKind.THANKS, date(2026, 3, 4), START)
        await conversations.add_referral(
            session,
            chat.owner_id,
            ada,
            sam,
            START - timedelta(days=7),
            may_use_name=True,
            state=ReferralState.WRITTEN,
            conversation_id=talk.id,
        )
        await conversations.add_referral(session, chat.owner_id, bob, ada, datetime(2025, 12, 1, 2, tzinfo=UTC))
    await chat.send("/contacts")
    await chat.press("Ada Lovelace")
    await chat.press("Timeline")
    assert chat.last == (
        "<b>Ada Lovelace</b> · timeline\n"
        "\n"
        "<b>Wed 4 Mar</b> · You thanked them\n"
        "\n"
        "<b>Wed 4 Mar</b> · They pointed you to Sam Lee (written to); you may use their name\n"
        "\n"
        "<b>Tue 3 Mar</b> · You talked by video, with Bob Babbage\n"
        "showed me &lt;engines&gt; read Babbage\n"
        "\n"
        "<b>Fri 20 Feb</b> · You wrote to them by e-mail, they replied\n"
        "Dear Ada\n"
        "\n"
        "<b>Sun 30 Nov 2025</b> · Bob Babbage pointed you to them (named)"
    )
    await chat.press("‹ Card")
    assert chat.last.startswith("<b>Ada Lovelace</b>\n")
    assert len(chat.said) == 1


async def test_a_long_timeline_has_pages(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        ada = await contacts.add(session, chat.owner_id, "Ada Lovelace", START)
        for day in range(1, 21):
            await conversations.add(session, chat.owner_id, [ada], date(2026, 2, day), START, notes=f"talk {day}")
    await chat.send("/contacts")
    await chat.press("Ada Lovelace")
    await chat.press("Timeline")
    assert "page 1 of 3" in chat.last
    assert "talk 20" in chat.last
    await chat.press("Older")
    await chat.press("Older")
    assert chat.last.endswith("\ntalk 1")
    assert "Older ›" not in chat.buttons
    await chat.press("‹ Newer")
    assert "talk 12" in chat.last


async def test_an_empty_timeline_says_so(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/contacts")
    await chat.press("Ada Lovelace")
    await chat.press("Timeline")
    assert chat.last.startswith("Nothing has happened with <b>Ada Lovelace</b> yet.")


def test_the_fullest_page_of_a_timeline_fits_a_message() -> None:
    from bot.contacts.gathering import Entry

    people = [Contact(id=number, name="\U0001f468" * 128) for number in range(6)]
    talk = Conversation(happened_on=date(2025, 1, 1), notes="x")
    talk.__dict__["people"] = people
    entry = Entry(on=date(2025, 1, 1), what=talk, channel=Channel.EVENT, gist="\U0001f468" * 3000)
    view = timeline(people[0], [entry] * 20, 0, date(2026, 1, 1))
    assert card_text.units(view.text) <= MessageLimit.MAX_TEXT_LENGTH


# Old buttons


async def test_a_search_whose_words_are_gone_says_so(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/contacts")
    await chat.press_data("people:1:0:1")
    assert chat.toasts[-1] == "I have forgotten what this searched for. Please search again with /contacts."


async def test_an_archive_that_has_emptied_says_so(chat: Chat) -> None:
    await add(chat, "Ada Lovelace")
    await chat.send("/contacts")
    await chat.press_data("people:0:1:0")
    assert chat.last == "The archive is empty."
    await chat.press("‹ People")
    assert chat.buttons[0].startswith("Ada Lovelace")
