"""The parts of a first message, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outreach import rules
from bot.outreach.rules import Tab, Wish, wish
from storage.kinds import Answer, Circle, Status

WORDS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1).filter(lambda word: word.strip("."))


@given(st.text(), st.lists(WORDS, min_size=1))
def test_a_reason_is_found_again_in_the_notes(notes: str, words: list[str]) -> None:
    why = " ".join(words)
    assert rules.reason(rules.with_reason(notes, why)) == why.rstrip(".").strip()


def test_a_new_reason_takes_the_place_of_the_old_one() -> None:
    once = rules.with_reason("Loves dogs.\nWhy them: film", "you moved from law to film")
    assert once == "Loves dogs.\nWhy them: you moved from law to film"


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("Because you cut River House.", "you cut River House"),
        ("You moved to film", "you moved to film"),
        ("Acme is the only one that does it", "Acme is the only one that does it"),
    ],
)
def test_a_reason_goes_on_after_because(typed: str, clause: str) -> None:
    assert rules.as_clause(typed) == clause


@pytest.mark.parametrize(
    ("how_met", "circle", "group", "source"),
    [
        ("met at the spring mixer", None, None, "the spring mixer"),
        ("through the choir", Circle.ALUMNI, None, "the choir"),
        ("she sat next to me", Circle.ALUMNI, None, "our alumni network"),
        ("she sat next to me", None, None, None),
        (None, None, "Docs Society", "Docs Society"),
    ],
)
def test_where_the_name_is_from(
    how_met: str | None, circle: Circle | None, group: str | None, source: str | None
) -> None:
    assert rules.source_of(how_met, circle, group) == source


def test_a_link_too_long_for_a_button_is_none() -> None:
    assert rules.mail_link("a@b.c", "Hi", "x" * 3000) is None
    assert rules.mail_link("a+b@b.c", "Hi & bye", "50%\nö") == (
        "https://mail.google.com/mail/?view=cm&fs=1&to=a%2Bb%40b.c&su=Hi%20%26%20bye&body=50%25%0A%C3%B6"
    )


@given(st.lists(st.text(), max_size=5))
def test_whatever_an_old_button_says_is_a_wish(parts: list[str]) -> None:
    read = wish(parts)
    assert read.minutes in rules.MINUTES
    assert 0 <= read.turn < 10


def test_a_button_is_read_as_it_was_written() -> None:
    assert wish(["p", "15", "3"]) == Wish(Tab.PHONE, 15, 3)


@given(st.sampled_from(Answer), st.sampled_from([Status.MET, Status.THANKED, Status.IN_TOUCH, Status.SCHEDULED]))
def test_no_answer_undoes_having_met(answer: Answer, status: Status) -> None:
    assert rules.status_after(answer, status) is status
