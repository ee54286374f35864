"""Answers side by side, by their rules."""

from hypothesis import given
from hypothesis import strategies as st

from bot.learned.rules import by_field, by_question, matching, not_asked, subject_of
from bot.questions.rules import load_bank
from storage.kinds import About
from storage.tables import Contact, Learned


def an_answer(number: int, ref: str | None = "day-1", **known: object) -> Learned:
    """An answer that Ada gave."""
    values = {"contact_id": 1, "question": "A day?", "text": "mornings", "field": None, **known}
    learned = Learned(id=number, ref=ref, **values)
    object.__setattr__(learned, "contact", Contact(name="Zoë Müller", organisation="Engines"))
    return learned


def test_one_question_in_two_wordings_is_one_question() -> None:
    [answered] = by_question([an_answer(1), an_answer(2, question="A day at Engines?", contact_id=2)])
    assert [each.id for each in answered.answers] == [1, 2]
    assert (answered.key, answered.question) == (1, "A day at Engines?")


def test_the_question_most_people_answered_comes_first() -> None:
    answers = [an_answer(1, "a"), an_answer(2, "a"), an_answer(3, "b"), an_answer(4, "b", contact_id=2)]
    assert [each.key for each in by_question(answers)] == [3, 1]


def test_words_are_found_whatever_their_accents() -> None:
    assert len(matching([an_answer(1)], "zoe MORNINGS")) == 1
    assert matching([an_answer(1)], "zoe evenings") == []


def test_answers_without_a_field_come_last() -> None:
    assert list(by_field([an_answer(1), an_answer(2, field="film"), an_answer(3, field="archives")])) == [
        *("archives", "film", ""),
    ]


def test_an_answer_in_another_field_leaves_a_question_open_here() -> None:
    bank = load_bank()[:2]
    first = bank[0].id
    assert not_asked(bank, [an_answer(1, first, field="film")], [], "film") == [bank[1]]
    assert not_asked(bank, [an_answer(1, first, field="film")], [], "archives") == list(bank)
    assert not_asked(bank, [an_answer(1, first, field="film")], [first], "archives") == list(bank)
    assert not_asked(bank, [], [first], "archives") == [bank[1]]
    assert not_asked(bank, [an_answer(1, first)], [], "film") == [bank[1]]


@given(st.sets(st.sampled_from([each.id for each in load_bank()])))
def test_what_is_ticked_and_what_is_open_make_up_the_bank(ticked: set[str]) -> None:
    still = {each.id for each in not_asked(load_bank(), [], ticked, "film")}
    assert still | ticked == {each.id for each in load_bank()}
    assert not still & ticked


def test_topics_tell_what_an_answer_is_about() -> None:
    assert subject_of("inside") is About.VACANCY
    assert subject_of("hiring") is About.SKILLS
    assert subject_of(None) is None
