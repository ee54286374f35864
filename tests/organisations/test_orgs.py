"""/orgs in the owner's words."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organisations import rules
from bot.organisations.rules import Draft
from bot.user_error import UserError
from storage import contacts, organisations
from storage.kinds import Circle, ReminderKind
from storage.tables import Organisation
from tests.conftest import START, Chat
from tests.makers import everybody, waiting

LINE = "/orgs add Women in Film, society, wif.org"


async def kept(chat: Chat) -> Sequence[Organisation]:
    async with chat.database.reading() as session:
        return await organisations.everything(session, chat.owner_id)


# Adding


async def test_without_any_it_says_how_to_begin(chat: Chat) -> None:
    await chat.send("/orgs")
    assert chat.last.startswith("Join the societies, mailing lists and student groups of your field, and go:")
    assert list(chat.buttons) == ["Add one"]


async def test_one_line_adds_one(chat: Chat) -> None:
    await chat.send(LINE)
    assert chat.last == ('Added.\n\n<b>Women in Film</b> · society\nTo join\n↗ <a href="https://wif.org/">wif.org</a>')
    await chat.press("Undo")
    assert chat.last == "Taken back: added Women in Film."
    assert await kept(chat) == []


async def test_the_form_asks_what_is_missing(chat: Chat) -> None:
    await chat.send("/orgs add")
    await chat.send("Docs List")
    await chat.press("Mailing list")
    await chat.send("docs.example/list")
    assert chat.last.startswith("Added.\n\n<b>Docs List</b> · mailing list\nTo join\n↗ ")
    (one,) = await kept(chat)
    assert (one.kind, one.link) == ("mailing list", "https://docs.example/list")


async def test_a_wrong_link_gets_one_line_and_loses_nothing(chat: Chat) -> None:
    await chat.send("/orgs")
    await chat.press("Add one")
    await chat.send("Docs List, mailing list")
    await chat.send("no link")
    assert chat.last == "A link has a dot in it, for example linkedin.com/in/ada."
    await chat.press("Skip")
    assert (await kept(chat))[0].name == "Docs List"


async def test_one_of_that_name_is_not_doubled_but_learns_what_it_lacks(chat: Chat) -> None:
    await chat.send("/orgs add Women in Film")
    await chat.send("/orgs add women in film, society, wif.org")
    assert chat.last.startswith("You have that one already.\n\n<b>Women in Film</b> · society")
    assert len(await kept(chat)) == 1


async def test_the_list_shows_what_to_join_before_what_is_joined(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("I have joined")
    await chat.send("/orgs add Docs List, mailing list")
    await chat.send("/orgs")
    assert chat.last == ("<b>To join</b>\n• Docs List · mailing list\n\n<b>Joined</b>\n• Women in Film · society")
    assert list(chat.buttons) == ["Docs List", "Women in Film", "Add one"]


async def test_a_part_of_the_name_opens_it(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.send("/orgs women")
    assert chat.last.startswith("<b>Women in Film</b> · society")
    await chat.send("/orgs <zebra>")
    assert chat.last == (
        "I know no organisation called <b>&lt;zebra&gt;</b>. <code>/orgs add &lt;zebra&gt;</code> keeps it."
    )


async def test_many_are_shown_page_by_page(chat: Chat) -> None:
    async with chat.database.transaction() as session:
        for letter in "abcdefghijklm":
            await organisations.add(session, chat.owner_id, f"Society {letter}", START)
    await chat.send("/orgs")
    assert list(chat.buttons[-3:]) == ["Society j", "›", "Add one"]
    await chat.press("›")
    assert list(chat.buttons) == ["Society k", "Society l", "Society m", "‹", "Add one"]


# Joining, changing


async def test_a_tap_says_joined_and_another_takes_it_back(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("I have joined")
    assert "Joined on Wed 11 Mar" in chat.last
    await chat.press("Not joined after all")
    assert "\nTo join\n" in chat.last


async def test_name_kind_link_and_notes_are_changed_one_by_one(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Name")
    await chat.send("Women in <Film>")
    await chat.press("Kind")
    await chat.press("Meetup")
    await chat.press("Link")
    await chat.send("wif.example")
    await chat.press("Notes")
    await chat.send("meets on Thursdays\nbring cards")
    assert chat.last == (
        "Saved.\n\n<b>Women in &lt;Film&gt;</b> · meetup\nTo join\n"
        '↗ <a href="https://wif.example/">wif.example</a>\n\nmeets on Thursdays bring cards'
    )
    await chat.press("Undo")
    assert (await kept(chat))[0].notes is None


async def test_two_cannot_take_one_name(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.send("/orgs add Docs List")
    await chat.press("Name")
    await chat.send("WOMEN IN FILM")
    assert chat.last.startswith("You have one of that name already.")
    assert [each.name for each in await kept(chat)] == ["Docs List", "Women in Film"]


async def test_removing_one_keeps_the_people_and_undo_brings_all_back(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Met somebody there")
    await chat.send("Ada Lovelace")
    await chat.press("Add a new person")
    await chat.press("Remove")
    assert chat.last.startswith("Removed: Women in Film. The people stay.")
    assert (await everybody(chat))[0].organisation_id is None
    await chat.press("Undo")
    (one,) = await kept(chat)
    assert (await everybody(chat))[0].organisation_id == one.id


# Events


async def test_an_event_is_pinged_on_the_morning_of_the_day_before(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer & talks")
    await chat.send("26 March")
    assert "Next event: <b>spring mixer &amp; talks</b>, Thu 26 Mar (I ping you Wed 25 Mar)" in chat.last
    (ping,) = await waiting(chat, ReminderKind.ORGANISATION_EVENT)
    assert ping.due_at == datetime(2026, 3, 25, 13, tzinfo=UTC), "nine in New York"
    chat.clock.forward(days=13, hours=22)
    await chat.tick()
    assert "Women in Film: spring mixer &amp; talks, Thu 26 Mar" in chat.last


async def test_the_time_of_an_event_is_kept_if_it_is_said(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer")
    await chat.send("26 March 18:30")
    assert "Next event: <b>spring mixer at 18:30</b>, Thu 26 Mar" in chat.last


async def test_the_ping_moves_with_the_event_and_comes_once(chat: Chat) -> None:
    await chat.send(LINE)
    for day in ("26 March", "2 April"):
        await chat.press("Next event")
        await chat.send("spring mixer")
        await chat.send(day)
    (ping,) = await waiting(chat, ReminderKind.ORGANISATION_EVENT)
    assert ping.due_at == datetime(2026, 4, 1, 13, tzinfo=UTC)
    await chat.press("Undo")
    (ping,) = await waiting(chat, ReminderKind.ORGANISATION_EVENT)
    assert ping.due_at == datetime(2026, 3, 25, 13, tzinfo=UTC)


async def test_an_event_that_is_off_is_not_pinged(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer")
    await chat.send("26 March")
    await chat.press("Next event")
    await chat.press("No event any more")
    assert chat.last.startswith("No event, then.")
    assert await waiting(chat, ReminderKind.ORGANISATION_EVENT) == []


async def test_removing_the_organisation_removes_its_ping(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer")
    await chat.send("26 March")
    await chat.press("Remove")
    assert await waiting(chat, ReminderKind.ORGANISATION_EVENT) == []
    await chat.press("Undo")
    assert len(await waiting(chat, ReminderKind.ORGANISATION_EVENT)) == 1


async def test_an_event_tomorrow_is_kept_without_a_ping(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer")
    await chat.send("tomorrow")
    assert "Next event: <b>spring mixer</b>, Thu 12 Mar" in chat.last
    assert await waiting(chat, ReminderKind.ORGANISATION_EVENT) == []


@pytest.mark.parametrize("typed", ["31 February", "10 March 2026", "when it rains"])
async def test_a_day_that_is_none_gets_one_line_and_the_event_is_not_lost(chat: Chat, typed: str) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer")
    await chat.send(typed)
    assert "\n" not in chat.last
    await chat.send("26 March")
    assert "Next event: <b>spring mixer</b>, Thu 26 Mar" in chat.last


async def test_an_event_that_is_over_is_the_last_one(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.press("Next event")
    await chat.send("spring mixer")
    await chat.send("tomorrow")
    chat.clock.forward(days=3)
    await chat.send("/orgs women")
    assert "Last event: spring mixer, Thu 12 Mar" in chat.last


# Met through one


async def test_somebody_known_is_met_through_it(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send(LINE)
    await chat.press("Met somebody there")
    await chat.press("Ada Lovelace")
    assert chat.last.startswith("Kept: you met Ada Lovelace there.")
    assert "Met through it: Ada Lovelace" in chat.last
    (ada,) = await everybody(chat)
    assert (ada.organisation_id, ada.circle) == (1, Circle.PROFESSIONALS)
    await chat.press("Undo")
    (ada,) = await everybody(chat)
    assert (ada.organisation_id, ada.circle) == (None, None)


async def test_several_who_fit_are_offered(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send("/add Ada Byron")
    await chat.send(LINE)
    await chat.press("Met somebody there")
    await chat.send("ada")
    assert chat.last == "Several people fit “ada”. Whom do you mean?"
    await chat.press("Ada Byron")
    assert "Met through it: Ada Byron" in chat.last


async def test_somebody_new_is_added_as_met_there(chat: Chat) -> None:
    await chat.send("/orgs add Film Club, student group")
    await chat.press("Met somebody there")
    await chat.send("Zed Young, Engines Ltd")
    assert chat.last == "I know nobody called <b>Zed Young, Engines Ltd</b> yet."
    await chat.press("Add a new person")
    (zed,) = await everybody(chat)
    assert (zed.name, zed.organisation, zed.circle) == ("Zed Young", "Engines Ltd", Circle.STUDENTS)
    await chat.press("Undo")
    assert await everybody(chat) == []


async def test_a_misspelt_name_is_offered_the_nearest(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send(LINE)
    await chat.press("Met somebody there")
    await chat.send("Ada Lovelase")
    assert chat.last == "I know nobody called <b>Ada Lovelase</b> yet. Did you mean one of these?"
    await chat.press("Ada Lovelace")
    assert "Met through it: Ada Lovelace" in chat.last


async def test_from_a_card_one_says_through_which_they_were_met(chat: Chat) -> None:
    await chat.send(LINE)
    await chat.send("/add Ada Lovelace")
    await chat.press("Open card")
    await chat.press("More")
    await chat.press("Met through")
    assert chat.last == "Through which organisation did you meet <b>Ada Lovelace</b>?"
    await chat.press("Women in Film")
    assert chat.last == "Kept: you met <b>Ada Lovelace</b> through <b>Women in Film</b>."
    await chat.press_data("met_through:1")
    assert list(chat.buttons) == ["✓ Women in Film", "Through none of them", "‹ Card"]
    await chat.press("Through none of them")
    assert (await everybody(chat))[0].organisation_id is None
    await chat.press("Undo")
    assert (await everybody(chat))[0].organisation_id == 1


# Old buttons, other people


async def test_buttons_of_what_is_gone_answer_kindly(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    for data in ("org:9", "org_join:9", "org_set:9:name", "org_event:9", "org_remove:9", "org_met:9", "met_in:1:9"):
        await chat.press_data(data)
        assert chat.toasts[-1] == "That organisation is no longer in your list.", data
    for data in ("met_through:9", "met_in:9:0"):
        await chat.press_data(data)
        assert chat.toasts[-1] == "That person is no longer in your list."


async def test_somebody_elses_organisations_are_out_of_reach(chat: Chat) -> None:
    await chat.send(LINE)
    other = chat.another(2002)
    await other.send("/tips")
    for data in ("org:1", "org_join:1", "org_remove:1"):
        await other.press_data(data)
        assert other.toasts[-1] == "That organisation is no longer in your list."
    assert (await kept(chat))[0].joined_on is None


async def test_the_person_of_a_form_who_was_deleted_meanwhile(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace")
    await chat.send(LINE)
    await chat.press("Met somebody there")
    async with chat.database.transaction() as session:
        if ada := await contacts.find(session, chat.owner_id, 1):
            await contacts.delete(session, chat.owner_id, ada)
    await chat.press("Ada Lovelace")
    assert chat.last == "That person is no longer in your list."


# How it is typed


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("Women in Film", Draft("Women in Film")),
        ("Women in Film, society, wif.org", Draft("Women in Film", "society", "https://wif.org")),
        ("Women in Film, wif.org, society", Draft("Women in Film", "society", "https://wif.org")),
        ("Docs List, https://docs.example/list", Draft("Docs List", None, "https://docs.example/list")),
        (
            "Film Club, student group, meets on Thursdays",
            Draft("Film Club", "student group", None, "meets on Thursdays"),
        ),
    ],
)
def test_a_line_holds_name_kind_and_link(typed: str, draft: Draft) -> None:
    assert rules.read_line(typed) == draft


@given(st.text())
def test_any_line_is_read_or_kindly_refused(text: str) -> None:
    try:
        draft = rules.read_line(text)
    except UserError:
        return
    assert 0 < len(draft.name) <= rules.LONGEST_NAME
    assert len(draft.kind or "") <= rules.LONGEST_KIND
    assert draft.link is None or draft.link.startswith(("http://", "https://", "HTTP"))


@given(st.dates(date(2026, 3, 12), date(2027, 12, 31)))
def test_a_written_day_is_that_day_in_any_zone(day: date) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    now = datetime(2026, 3, 11, 11, tzinfo=UTC) - timedelta(hours=12)
    assert rules.read_day(day.isoformat(), now, zone, None) == (day, None)
    assert rules.read_day(f"{day.isoformat()} 18:30", now, zone, None) == (day, time(18, 30))
