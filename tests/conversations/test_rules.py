"""What an owner types about a talk, read by the rules."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations import rules
from bot.conversations.draft import PersonDraft
from bot.user_error import UserError
from storage.kinds import Channel, Status

WEDNESDAY = date(2026, 3, 11)
NEW_YORK = "America/New_York"
LISBON = "Europe/Lisbon"


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Ada", [("Ada", None)]),
        ("Ada and Tom", [("Ada", None), ("Tom", None)]),
        ("Ada, Tom and Sam Ito", [("Ada", None), ("Tom", None), ("Sam Ito", None)]),
        ("with Ada & Tom", [("Ada", None), ("Tom", None)]),
        ("Ada\n- Tom", [("Ada", None), ("Tom", None)]),
        ("Ada Lovelace, Engines Ltd", [("Ada Lovelace", "Engines Ltd")]),
        ("Ada (Engines), Tom at NBC", [("Ada", "Engines"), ("Tom", "NBC")]),
        ("Ada and ada", [("Ada", None)]),
        ("Prof. Tom, University of Leeds", [("Tom", "University of Leeds")]),
        ("Ada Lovelace – NBC", [("Ada Lovelace", "NBC")]),
        ("Anne-Marie O’Neill", [("Anne-Marie O’Neill", None)]),
        ("王芳", [("王芳", None)]),
    ],
)
def test_names_typed_in_one_go_are_taken_apart(typed: str, people: list[tuple[str, str | None]]) -> None:
    assert rules.read_people(typed) == [PersonDraft(*person) for person in people]


def test_what_they_do_may_stand_behind_the_name() -> None:
    assert rules.read_people("Ada Lovelace, analyst at Engines") == [PersonDraft("Ada Lovelace", "Engines", "analyst")]


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "!!!", "123", "who was it again?", "ada@engines.example", "I had a very long and pleasant talk"],
)
def test_what_is_no_name_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match="Ada Lovelace and Tom"):
        rules.read_people(typed)


def test_a_bus_full_of_people_is_too_many_at_once() -> None:
    with pytest.raises(UserError, match="up to 12"):
        rules.read_people(", ".join(f"Person {chr(65 + n)}x" for n in range(13)))


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Tom Reyes, NBC", [("Tom Reyes", "NBC")]),
        ("Tom Reyes, NBC\nLaura Kim", [("Tom Reyes", "NBC"), ("Laura Kim", None)]),
        ("Tom Reyes at NBC", [("Tom Reyes", "NBC")]),
        ("Tom Reyes and Laura Kim", [("Tom Reyes", None), ("Laura Kim", None)]),
        ("Tom, Laura and Sam", [("Tom", None), ("Laura", None), ("Sam", None)]),
        ("nobody", []),
        ("No one", []),
        ("-", []),
    ],
)
def test_whom_they_pointed_to_may_come_with_where_they_work(typed: str, people: list[tuple[str, str | None]]) -> None:
    assert rules.read_named(typed) == [PersonDraft(*person) for person in people]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", date(2026, 3, 11)),
        ("yesterday", date(2026, 3, 10)),
        ("last tuesday", date(2026, 3, 10)),
        ("Tuesday", date(2026, 3, 10)),
        ("wednesday", date(2026, 3, 4)),
        ("on the 5th", date(2026, 3, 5)),
        ("the 20th", date(2026, 2, 20)),
        ("5", date(2026, 3, 5)),
        ("3 march", date(2026, 3, 3)),
        ("March 3", date(2026, 3, 3)),
        ("12 december", date(2025, 12, 12)),
        ("3 March 2024", date(2024, 3, 3)),
        ("29 february", date(2024, 2, 29)),
        ("2026-03-01", date(2026, 3, 1)),
        ("two weeks ago", date(2026, 2, 25)),
        ("it was on Monday.", date(2026, 3, 9)),
    ],
)
def test_a_day_that_is_over_is_read_as_people_type_it(typed: str, day: date) -> None:
    assert rules.read_day(typed, WEDNESDAY, LISBON) == (day, None)


def test_figures_follow_the_country() -> None:
    assert rules.read_day("3/4", WEDNESDAY, NEW_YORK)[0] == date(2026, 3, 4)
    assert rules.read_day("3/2", WEDNESDAY, LISBON)[0] == date(2026, 2, 3)


def test_the_time_of_day_is_kept_when_it_is_said() -> None:
    assert rules.read_day("yesterday at 3pm", WEDNESDAY, LISBON) == (date(2026, 3, 10), time(15))


@pytest.mark.parametrize("typed", ["tomorrow", "next friday", "12 march 2026", "in two weeks"])
def test_a_day_still_to_come_is_said_to_be_so(typed: str) -> None:
    with pytest.raises(UserError, match="still to come"):
        rules.read_day(typed, WEDNESDAY, LISBON)


@pytest.mark.parametrize("typed", ["31 february", "february 30", "31/2/2026", "31 April"])
def test_a_day_on_no_calendar_is_said_to_be_so(typed: str) -> None:
    with pytest.raises(UserError, match="no"):
        rules.read_day(typed, WEDNESDAY, LISBON)


@pytest.mark.parametrize("typed", ["", "soon", "when we met at the café", "banana", "3 march 1890"])
def test_what_is_no_day_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match=r"last Tuesday|3 March"):
        rules.read_day(typed, WEDNESDAY, LISBON)


@given(st.text(max_size=200))
def test_whatever_is_typed_names_have_letters_and_days_are_over(text: str) -> None:
    with suppress(UserError):
        assert all(any(letter.isalpha() for letter in person.name) for person in rules.read_people(text))
    with suppress(UserError):
        assert len(rules.read_named(text)) <= rules.MOST_PEOPLE
    with suppress(UserError):
        assert rules.read_day(text, WEDNESDAY, LISBON)[0] <= WEDNESDAY


@given(st.lists(st.sampled_from(["Ada", "Tom", "Sam Ito", "Laura Kim", "Bo"]), min_size=1, max_size=5, unique=True))
def test_names_that_are_listed_are_read_back(names: list[str]) -> None:
    assert [person.name for person in rules.read_people(rules.listed(names))] == names


@given(st.text(max_size=3000))
def test_every_piece_of_advice_fits_its_column_and_says_something(text: str) -> None:
    pieces = rules.split_advice(text)
    assert len(pieces) <= rules.MOST_ADVICE
    assert all(len(piece) <= rules.LONGEST_ADVICE and any(letter.isalnum() for letter in piece) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("learn Premiere", ["learn Premiere"]),
        ("learn Premiere\nread Murch", ["learn Premiere", "read Murch"]),
        ("- learn Premiere\n\n- read Murch", ["learn Premiere", "read Murch"]),
        ("Learn Premiere. Read Murch too.", ["Learn Premiere", "Read Murch too"]),
        ("...", []),
    ],
)
def test_advice_is_taken_apart_by_lines_or_sentences(text: str, pieces: list[str]) -> None:
    assert rules.split_advice(text) == pieces


@pytest.mark.parametrize(
    ("typed", "channel"),
    [("zoom", Channel.VIDEO), ("by phone", Channel.CALL), ("Lunch", Channel.COFFEE), ("LinkedIn", Channel.MESSAGE)],
)
def test_how_they_talked_can_be_typed(typed: str, channel: Channel) -> None:
    assert rules.read_channel(typed) is channel


def test_a_channel_nobody_knows_is_asked_again() -> None:
    with pytest.raises(UserError, match="coffee"):
        rules.read_channel("carrier pigeon")


@pytest.mark.parametrize(
    ("before", "after", "after_an_older_talk"),
    [
        (Status.TO_CONTACT, Status.MET, Status.MET),
        (Status.REACHED_OUT, Status.MET, Status.MET),
        (Status.SCHEDULED, Status.MET, Status.MET),
        (Status.DECLINED, Status.MET, Status.MET),
        (Status.NO_REPLY, Status.MET, Status.MET),
        (Status.MET, Status.MET, Status.MET),
        (Status.THANKED, Status.IN_TOUCH, Status.THANKED),
        (Status.IN_TOUCH, Status.IN_TOUCH, Status.IN_TOUCH),
        (Status.PAUSED, Status.PAUSED, Status.PAUSED),
    ],
)
def test_a_talk_moves_where_they_stand(before: Status, after: Status, after_an_older_talk: Status) -> None:
    assert rules.status_after_talk(before, newest=True) is after
    assert rules.status_after_talk(before, newest=False) is after_an_older_talk


def test_the_heading_of_a_note_is_not_what_was_said() -> None:
    assert rules.gist("coffee with Ada today: talked about docs\nsaid learn Premiere") == (
        "talked about docs; said learn Premiere"
    )
    assert rules.gist("Advice: learn Premiere") == "Advice: learn Premiere"


@pytest.mark.parametrize(
    ("notes", "gist"),
    [
        ("Coffee with Ada (editor at NBC) today, talked about cuts, she said hi", "talked about cuts, she said hi"),
        ("met Ada at the archive, she showed me the reels", "she showed me the reels"),
        ("Had a quick call with Ada Lovelace yesterday; pay is low", "pay is low"),
        ("met Ada, Tom and Sam today, talked about docs", "met Ada, Tom and Sam today, talked about docs"),
        ("Talked with Ada about cuts today, she said hi", "Talked with Ada about cuts today, she said hi"),
        ("Ada told me today, off the record, that they hire", "Ada told me today, off the record, that they hire"),
        ("coffee with Ada today,", "coffee with Ada today,"),
        ("coffee with Ada today", "coffee with Ada today"),
    ],
)
def test_who_and_when_before_a_comma_is_not_what_was_said(notes: str, gist: str) -> None:
    assert rules.gist(notes) == gist


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 11), "today"),
        (date(2026, 3, 10), "yesterday"),
        (date(2026, 3, 6), "on Friday"),
        (date(2026, 3, 1), "on 1 March"),
        (date(2025, 3, 1), "on 1 March 2025"),
    ],
)
def test_a_day_is_said_as_one_says_it(day: date, words: str) -> None:
    assert rules.day_words(day, WEDNESDAY) == words
