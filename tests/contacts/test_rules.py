"""A line about a person, however it is typed."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contacts import rules
from bot.contacts.drafts import LIMITS, TAG_LIMIT, Draft
from bot.user_error import UserError
from storage.folding import fold

ADA = "Ada Lovelace"
ENGINES = "Engines Ltd"

LINES: dict[str, Draft] = {
    # Three parts, whatever parts them
    "Ada Lovelace, Engines Ltd, analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace - Engines Ltd - analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace – Engines Ltd – analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace—Engines Ltd—analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace | Engines Ltd | analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace; Engines Ltd; analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace · Engines Ltd · analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace\tEngines Ltd\tanalyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace / Engines Ltd / analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace: analyst at Engines Ltd": Draft(ADA, ENGINES, "analyst"),
    "  Ada   Lovelace ,Engines Ltd,, analyst, ": Draft(ADA, ENGINES, "analyst"),
    "“Ada Lovelace”, Engines Ltd": Draft(ADA, ENGINES),
    "王小明，清华大学，教授": Draft("王小明", "清华大学", "教授"),
    # The role before the place
    "Ada Lovelace, analyst, Engines Ltd": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace, Head of Talent, Engines Ltd": Draft(ADA, ENGINES, "Head of Talent"),
    "Ada Lovelace, Partner, Slaughter and May": Draft(ADA, "Slaughter and May", "Partner"),
    "Ada Lovelace, Columbia University, Dean of Students": Draft(ADA, "Columbia University", "Dean of Students"),
    "Ada Lovelace, Dean of Students, Columbia University": Draft(ADA, "Columbia University", "Dean of Students"),
    "Ada Lovelace, PhD student, MIT": Draft(ADA, "MIT", "PhD student"),
    "Ada Lovelace, inventor": Draft(ADA, role="inventor"),
    # at, from, works at, is
    "Ada Lovelace, analyst at Engines Ltd": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace, analyst @ Engines Ltd": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace, analyst @Engines": Draft(ADA, "Engines", "analyst"),
    "Ada Lovelace, head of talent at Engines Ltd": Draft(ADA, ENGINES, "head of talent"),
    "Ada Lovelace at Engines Ltd": Draft(ADA, ENGINES),
    "Ada Lovelace, at Engines Ltd": Draft(ADA, ENGINES),
    "ada lovelace at engines": Draft("ada lovelace", "engines"),
    "Ada Lovelace at Engines Ltd, analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace senior analyst at Engines Ltd": Draft(ADA, ENGINES, "senior analyst"),
    "Tom baker": Draft("Tom baker"),
    "Ada lovelace analyst": Draft("Ada lovelace analyst"),
    "Ada Lovelace works at Engines Ltd": Draft(ADA, ENGINES),
    "Ada Lovelace who works for Engines Ltd": Draft(ADA, ENGINES),
    "Ada Lovelace is an analyst at Engines Ltd": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace from Engines Ltd": Draft(ADA, ENGINES),
    # Brackets
    "Ada Lovelace (Engines Ltd)": Draft(ADA, ENGINES),
    "Ada Lovelace (Engines Ltd), analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace (Engines Ltd, analyst)": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace (analyst at Engines Ltd)": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace [Engines Ltd]": Draft(ADA, ENGINES),
    "Ada Lovelace (Engines Ltd": Draft(ADA, ENGINES),
    "Robert (Bob) Smith, Engines Ltd": Draft("Robert (Bob) Smith", ENGINES),
    "Ada Lovelace (she/her), Engines Ltd": Draft(ADA, ENGINES, notes="she/her"),
    # Only a name, or a name and one more
    "Ada": Draft("Ada"),
    "Ada Lovelace, analyst": Draft(ADA, role="analyst"),
    "Joan of Arc": Draft("Joan of Arc"),
    "Anne-Marie O'Neill, Médecins Sans Frontières": Draft("Anne-Marie O'Neill", "Médecins Sans Frontières"),
    "I. M. Pei, architect": Draft("I. M. Pei", role="architect"),
    # Commas that part nothing
    "Ada Lovelace, Engines, Inc., analyst": Draft(ADA, "Engines, Inc.", "analyst"),
    "Martin King, Jr.": Draft("Martin King, Jr."),
    "Ada Lovelace, PhD, Engines Ltd": Draft("Ada Lovelace, PhD", ENGINES),
    # Details anywhere
    "Ada Lovelace <ada@engines.example>": Draft(ADA, email="ada@engines.example"),
    "ada@engines.example Ada Lovelace": Draft(ADA, email="ada@engines.example"),
    "Ada Lovelace, e-mail: ada@engines.example, analyst": Draft(ADA, role="analyst", email="ada@engines.example"),
    "Ada Lovelace, +44 20 7946 0958": Draft(ADA, phone="+44 20 7946 0958"),
    "Ada Lovelace (020) 7946-0958 Engines Ltd": Draft(ADA, ENGINES, phone="(020) 7946-0958"),
    "Ada Lovelace tel: 555-010-0199": Draft(ADA, phone="555-010-0199"),
    "Ada Lovelace, linkedin.com/in/ada": Draft(ADA, link="https://linkedin.com/in/ada"),
    "Ada Lovelace, https://engines.example/ada?x=1.": Draft(ADA, link="https://engines.example/ada?x=1"),
    "Ada Lovelace www.engines.example": Draft(ADA, link="https://www.engines.example"),
    "Ada Lovelace @ada_lovelace": Draft(ADA, link="https://t.me/ada_lovelace"),
    "Ada Lovelace, Booking.com": Draft(ADA, "Booking.com"),
    "#alumni Ada #Big-Data Lovelace, Engines Ltd": Draft(ADA, ENGINES, tags=("alumni", "big-data")),
    "Ada Lovelace, a@b.example, c@d.example": Draft(ADA, email="a@b.example", notes="c@d.example"),
    ("Ada Lovelace, Engines Ltd, analyst, ada@engines.example, +44 20 7946 0958, linkedin.com/in/ada, #alumni"): Draft(
        ADA,
        ENGINES,
        "analyst",
        "ada@engines.example",
        "+44 20 7946 0958",
        "https://linkedin.com/in/ada",
        tags=("alumni",),
    ),
    # Numbers that are none of this
    "Ada Lovelace, met at the fair 2026-03-01": Draft(ADA, how_met="met at the fair 2026-03-01"),
    "Ada Lovelace, class of 2019-2023": Draft(ADA, notes="class of 2019-2023"),
    "Ada Lovelace, #1 fan": Draft(ADA, "#1 fan"),
    # What has no place of its own
    "Ada Lovelace, Engines Ltd, analyst, met at the fair, likes trains": Draft(
        ADA, ENGINES, "analyst", how_met="met at the fair", notes="likes trains"
    ),
    "Ada Lovelace from the careers fair": Draft(ADA, how_met="from the careers fair"),
    "Ada Lovelace, introduced by Bob, Engines Ltd": Draft(ADA, ENGINES, how_met="introduced by Bob"),
    # Said with its name
    "Name: Ada Lovelace, Company: Engines Ltd, Title: analyst": Draft(ADA, ENGINES, "analyst"),
    "Ada Lovelace, note: call after five": Draft(ADA, notes="call after five"),
}


@pytest.mark.parametrize(("line", "draft"), LINES.items(), ids=LINES.keys())
def test_a_line_says_who_they_are(line: str, draft: Draft) -> None:
    assert rules.read_draft(line) == draft


@pytest.mark.parametrize(
    ("line", "kind_line"),
    [
        pytest.param("", "Tell me who it is, for example: /add Ada Lovelace, Engines Ltd, analyst", id="nothing"),
        pytest.param(
            "  \u200b\n", "Tell me who it is, for example: /add Ada Lovelace, Engines Ltd, analyst", id="blank"
        ),
        pytest.param("???", rules.NOBODY, id="signs"),
        pytest.param("12 34", rules.NOBODY, id="numbers"),
        pytest.param("🎉🎉", rules.NOBODY, id="pictures"),
        pytest.param("#alumni", rules.NOBODY, id="a tag alone"),
        pytest.param("ada@engines.example", rules.WHOSE, id="an address without a name in it"),
        pytest.param("what should I ask Ada?", rules.SENTENCE, id="a question"),
        pytest.param("I met Ada yesterday and she said hello", rules.SENTENCE, id="a note"),
        pytest.param(
            "A" * 129, "The name is a little long: 128 characters fit, and yours has 129.", id="a very long name"
        ),
        pytest.param(
            f"Ada, {'B' * 200}",
            "The organisation is a little long: 128 characters fit, and yours has 200.",
            id="a very long organisation",
        ),
    ],
)
def test_what_is_no_person_gets_one_kind_line(line: str, kind_line: str) -> None:
    with pytest.raises(UserError) as error:
        rules.read_drafts(line)
    assert str(error.value) == kind_line
    assert "\n" not in kind_line


def test_an_address_gives_the_name_away() -> None:
    assert rules.read_draft("ada.lovelace@engines.example").name == ADA


def test_several_lines_are_several_people() -> None:
    drafts = rules.read_drafts("Ada Lovelace, Engines Ltd\n\n- Bob Babbage (Difference Co)\n2. Emmy Noether\n• Carl")
    assert [draft.name for draft in drafts] == [ADA, "Bob Babbage", "Emmy Noether", "Carl"]
    assert [draft.organisation for draft in drafts] == [ENGINES, "Difference Co", None, None]


def test_a_signature_is_one_person() -> None:
    signature = "Ada Lovelace\nsenior analyst\nEngines Ltd\nada@engines.example\n+44 20 7946 0958\n#alumni"
    assert rules.read_drafts(signature) == [
        Draft(ADA, ENGINES, "senior analyst", "ada@engines.example", "+44 20 7946 0958", tags=("alumni",))
    ]


def test_names_in_small_letters_one_a_line_are_people_each() -> None:
    drafts = rules.read_drafts("ada lovelace\ntom baker\njames cook\nmary co")
    assert [draft.name for draft in drafts] == ["ada lovelace", "tom baker", "james cook", "mary co"]


def test_a_line_without_a_name_among_several_is_pointed_out_and_nothing_is_read() -> None:
    with pytest.raises(UserError, match=r"^Nothing is saved yet. Person 2 of 3: That reads like a sentence"):
        rules.read_drafts("Ada Lovelace\nwhom should I ask?\nBob Babbage")


# Free input

WORD = st.text(st.characters(whitelist_categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=10)
NAMES = st.lists(WORD.map(str.capitalize), min_size=1, max_size=3).map(" ".join)
SEPARATORS = st.sampled_from([", ", " - ", " – ", " | ", "; ", "\t"])


@given(st.text(max_size=300))
def test_any_text_is_a_person_or_one_kind_line(text: str) -> None:
    for draft in _read(text):
        assert any(letter.isalpha() for letter in draft.name)
        assert all(len(getattr(draft, name) or "") <= limit for name, limit in LIMITS.items())
        assert all(len(tag) <= TAG_LIMIT for tag in draft.tags)
        assert Draft.from_answer(draft.as_answer()) == draft


def _read(text: str) -> list[Draft]:
    try:
        return rules.read_drafts(text)
    except UserError as error:
        said = str(error)
    assert said
    assert "\n" not in said
    return []


def _readable(name: str) -> bool:
    folded = fold(name)
    joining = {"is", "was", "at", "who", "work", "works", "from", "of"}
    return bool(folded) and not joining & set(folded.split()) and not rules.OF_A_SENTENCE.search(folded)


@given(
    NAMES.filter(_readable),
    st.sampled_from(["Engines Ltd", "Columbia University", "NBC", "Médecins Sans Frontières", "3M"]),
    st.sampled_from(["analyst", "Head of Talent", "senior data scientist", "nurse"]),
    SEPARATORS,
    st.booleans(),
)
def test_name_place_and_role_are_found_in_either_order(
    name: str, place: str, role: str, separator: str, role_first: bool
) -> None:
    parts = [name, role, place] if role_first else [name, place, role]
    draft = rules.read_draft(separator.join(parts))
    assert (draft.name, draft.organisation, draft.role) == (_composed(name), place, role)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


TYPED = (
    "Ada Lovelace Engines Ltd analyst at from the fair (Bob) met via, - – ; #alumni ada@b.example is a & Sons, C# 2019 "
    "+44 20 7946 0958 linkedin.com/in/ada @ada_l Name: Company: (she/her) PhD, Inc. of who"
)
WORDS = st.sampled_from(TYPED.split())
# Words that say what the others are, and need not be kept.
CONNECTING = {"at", "from", "is", "a", "who", "name", "company", "of", "the"}


@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join))
def test_nothing_typed_is_lost(line: str) -> None:
    try:
        draft = rules.read_draft(line)
    except UserError:
        return
    values: dict[str, Any] = draft.as_answer()
    kept = set(fold(" ".join(str(each) for value in values.values() for each in _listed(value))).split())
    assert {word for word in fold(line).split() if word not in CONNECTING} <= kept


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


# Looking


@pytest.mark.parametrize("nothing", ["???", "#", " ", "…"])
def test_a_search_for_nothing_gets_one_kind_line(nothing: str) -> None:
    with pytest.raises(UserError, match="for example /contacts engines"):
        rules.read_search(nothing)


def test_a_search_is_a_word_or_two() -> None:
    assert rules.read_search("  engines \n ltd ") == "engines ltd"
    with pytest.raises(UserError, match="A word or two"):
        rules.read_search("long " * 30)
