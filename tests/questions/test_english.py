import pytest

from bot.questions.english import gerund, is_plural, split_adjective


@pytest.mark.parametrize(
    ("verb", "ing"),
    [
        ("write", "writing"),
        ("get", "getting"),
        ("travel", "travelling"),
        ("be", "being"),
        ("see", "seeing"),
        ("lie", "lying"),
        ("dye", "dyeing"),
        ("read", "reading"),
        ("working", "working"),
    ],
)
def test_a_plain_verb_gets_its_ing(verb: str, ing: str) -> None:
    assert gerund(verb) == ing


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("grades", True), ("a degree", False), ("grades in maths", True), ("women", True), ("status", False), ("", False)],
)
def test_one_and_many_are_told_apart(noun: str, plural: bool) -> None:
    assert is_plural(noun) is plural


@pytest.mark.parametrize(
    ("tail", "parts"),
    [
        ("the work very hard for you", ("the work", "hard", "for you")),
        ("it fun or boring", ("it", "fun", "")),
        ("it good enough", ("it", "good", "")),
        ("the good place", None),
        ("marketing your subject", None),
    ],
)
def test_an_adjective_divides_subject_and_rest(tail: str, parts: tuple[str, str, str] | None) -> None:
    assert split_adjective(tail) == parts
