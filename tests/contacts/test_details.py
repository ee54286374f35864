"""Addresses, numbers, links and tags, found in a line or typed as an answer; vCards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contacts import details, vcards
from bot.contacts.drafts import LIMITS, Draft
from bot.user_error import UserError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("linkedin.com/in/ada", "https://linkedin.com/in/ada"),
        ("http://engines.example", "http://engines.example"),
        (" <https://engines.example/a?b=c#d> ", "https://engines.example/a?b=c#d"),
        ("@ada_l", "https://t.me/ada_l"),
        ("münchen.example", "https://münchen.example"),
    ],
)
def test_a_link_is_kept_with_its_scheme(typed: str, kept: str) -> None:
    assert details.read_link(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kind_line"),
    [
        ("engines", "A link has a dot in it, for example linkedin.com/in/ada."),
        ("https://engines", "A link has a dot in it, for example linkedin.com/in/ada."),
        ("javascript:alert(1).example", "That does not look like a link; one looks like linkedin.com/in/ada."),
        ("https://a.example:99999999", "That does not look like a link; one looks like linkedin.com/in/ada."),
        ("https://ada:secret@a.example", "That does not look like a link; one looks like linkedin.com/in/ada."),
        ("two words.example", "That does not look like a link; one looks like linkedin.com/in/ada."),
        (f"https://a.example/{'x' * 600}", "That does not look like a link; one looks like linkedin.com/in/ada."),
    ],
)
def test_what_is_no_link_gets_one_kind_line(typed: str, kind_line: str) -> None:
    with pytest.raises(UserError) as error:
        details.read_link(typed)
    assert str(error.value) == kind_line


@pytest.mark.parametrize("typed", ["ada@engines.example", "<ada.l+x@engines.co.example>", "mailto:a@b.example"])
def test_an_address_is_read(typed: str) -> None:
    assert "@" in details.read_email(typed)
    assert ":" not in details.read_email(typed)


@pytest.mark.parametrize(
    "typed", ["ada", "", "ada@", "@engines.example", "a b@c.example", "ada@engines", f"{'a' * 300}@b.c"]
)
def test_what_is_no_address_gets_one_kind_line(typed: str) -> None:
    with pytest.raises(UserError, match=r"for example ada@engines.example.$|looks like ada@engines.example.$"):
        details.read_email(typed)


@pytest.mark.parametrize("typed", ["+44 20 7946 0958", "(020) 7946-0958", "112", "555.010.0199 ext 12"])
def test_a_phone_number_is_kept_as_typed(typed: str) -> None:
    assert details.read_phone(f"  {typed} ") == typed


@pytest.mark.parametrize("typed", ["", "call me", "12", "+44 20 7946 0958 or so", "1" * 30])
def test_what_is_no_phone_number_gets_one_kind_line(typed: str) -> None:
    with pytest.raises(UserError, match=r"^A phone number is digits"):
        details.read_phone(typed)


def test_tags_are_small_words_each_once() -> None:
    assert details.read_tags("#Alumni, data #alumni;big-data") == ["alumni", "data", "big-data"]


@pytest.mark.parametrize("typed", ["", "#", "# 1 2", "a!", "x" * 65, " ".join(f"tag{number}" for number in range(30))])
def test_what_are_no_tags_gets_one_kind_line(typed: str) -> None:
    with pytest.raises(UserError, match=r"for example #alumni #data"):
        details.read_tags(typed)


CARD = """BEGIN:VCARD
VERSION:3.0
N:Lovelace;Ada;King;Countess;
FN:Ada Lovelace
ORG:Engines\\, Ltd;Research
TITLE:Analyst
item1.EMAIL;type=INTERNET;type=pref:ada@engines.example
EMAIL:second@engines.example
TEL;TYPE=CELL:+44 20 7946 0958
URL:engines.example/ada
CATEGORIES:Alumni,Big Data,2019
NOTE:likes trains\\nand very lo
 ng walks
END:VCARD
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_vcard_says_who_they_are(ending: str) -> None:
    assert vcards.read_cards(CARD.replace("\n", ending)) == [
        Draft(
            "Ada Lovelace",
            "Engines, Ltd, Research",
            "Analyst",
            "ada@engines.example",
            "+44 20 7946 0958",
            "https://engines.example/ada",
            notes="likes trains\nand very long walks",
            tags=("alumni", "big-data"),
        )
    ]


def test_an_old_phones_vcard_is_read_too() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=\r\nrg;;;\r\n"
        "TEL;CELL:0301234567\r\nEND:VCARD\r\nBEGIN:VCARD\r\nTEL:1\r\nEND:VCARD"
    )
    assert vcards.read_cards(card) == [Draft("Jörg Müller", phone="0301234567")]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_vcard_is_an_error_and_all_of_it_fits(value: str, other: str) -> None:
    for draft in vcards.read_cards(f"BEGIN:VCARD\nFN:{value}\nEMAIL:{other}\nURL:{value}\n{other}\nEND:VCARD"):
        assert draft.name
        assert all(len(getattr(draft, name) or "") <= limit for name, limit in LIMITS.items())
