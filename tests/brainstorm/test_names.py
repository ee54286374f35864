"""How names are typed on the walk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brainstorm import rules
from bot.contacts.drafts import LIMITS
from bot.user_error import UserError
from storage.kinds import Circle


@pytest.mark.parametrize(
    ("line", "name", "how"),
    [
        ("May Chen", "May Chen", None),
        ("May Chen – ran the shop", "May Chen", "ran the shop"),
        ("May Chen - ran the shop", "May Chen", "ran the shop"),
        ("May Chen—ran the shop", "May Chen", "ran the shop"),
        ("May Chen, ran the shop, twice", "May Chen", "ran the shop, twice"),
        ("May Chen (the shop)", "May Chen", "the shop"),
        ("May Chen: the shop", "May Chen", "the shop"),
        ("Jean-Luc O’Neil", "Jean-Luc O’Neil", None),
        ("3. May Chen", "May Chen", None),
        ("• May Chen", "May Chen", None),
        ("“May”", "May", None),
        ("王小明，表哥", "王小明", "表哥"),
        ("dad", "dad", None),
    ],
)
def test_a_name_ends_at_a_comma_or_a_dash(line: str, name: str, how: str | None) -> None:
    person = rules.read_name(line)
    assert person is not None
    assert (person.name, person.how_met) == (name, how)


def test_an_address_or_a_number_in_the_line_is_kept() -> None:
    person = rules.read_name("May Chen, may@shop.example, +44 20 7946 0958, ran the shop #cards")
    assert person is not None
    assert (person.email, person.phone, person.tags) == ("may@shop.example", "+44 20 7946 0958", ("cards",))
    assert person.how_met is not None
    assert person.how_met.endswith("ran the shop")


@pytest.mark.parametrize("line", ["", "???", "12", "I met her yesterday at the fair", "who knows?", "x" * 200])
def test_what_is_no_name_is_not_taken_for_one(line: str) -> None:
    assert rules.read_name(line) is None


def test_a_whole_address_book_at_once_is_refused_with_nothing_saved() -> None:
    with pytest.raises(UserError, match="60 names at a time, please; these are 61"):
        rules.read_names("\n".join(f"Person {'x' * number}" for number in range(1, 62)))


@given(st.text())
def test_any_message_is_read_or_kindly_refused(text: str) -> None:
    try:
        typed = rules.read_names(text)
    except UserError:
        return
    for person in typed.people:
        assert any(letter.isalpha() for letter in person.name)
        assert len(person.name) <= LIMITS["name"]
        assert len(person.how_met or "") <= LIMITS["how_met"]


@given(st.dictionaries(st.sampled_from(rules.WALK), st.integers(0, 3)))
def test_a_walk_begins_at_an_empty_circle_if_there_is_one(counts: dict[Circle, int]) -> None:
    begin = rules.begin_at(counts)
    assert begin in (rules.empty(counts) or [rules.WALK[0]])


@pytest.mark.parametrize("circle", rules.WALK)
def test_previous_leads_back_from_next(circle: Circle) -> None:
    onwards = rules.following(circle)
    assert onwards is None or rules.before(onwards) is circle
