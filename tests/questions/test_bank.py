import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import rules
from bot.questions.rules import Blanks, Question, Stage, When

EVERYTHING = Blanks(field="documentary film", organisation="Arte", role="editor", first_name="Priya")
NOTHING = Blanks()
BANK = rules.load_bank()
free_text = st.text(max_size=60)


def ids(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]


def test_the_bank_holds_over_a_hundred_questions_with_ids_of_their_own() -> None:
    assert len(BANK) >= 110
    assert len({question.id for question in BANK}) == len(BANK)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", question.id) for question in BANK)


def test_no_two_questions_say_the_same() -> None:
    assert len({rules.fill(question, EVERYTHING) for question in BANK}) == len(BANK)


def test_every_topic_has_a_few_questions_and_every_question_a_topic() -> None:
    known = [topic.id for topic in rules.topics()]
    assert {question.topic for question in BANK} == set(known)
    assert all(len(rules.by_topic(BANK, topic)) >= 4 for topic in known)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("preparation and education", "preparation-education"),
        ("what they look for in a hire", "hiring-look-for"),
        ("how they came to the field", "path-into-field"),
        ("a typical day", "day-typical"),
        ("the hardest part", "hard-hardest"),
        ("their view of my experience", "me-view"),
        ("changes to my resume", "resume-change"),
        ("what to read", "reading-what"),
        ("whom to see next", "people-next"),
        ("may I use your name", "people-use-name"),
        ("what else to know", "closing-else"),
        ("what they would do differently", "hindsight-differently"),
        ("culture", "culture-like"),
        ("skills", "skills-most-used"),
        ("vacancies", "inside-growing"),
        ("future of the field", "future-five-years"),
        ("work-life balance", "balance-hours"),
        ("small talk", "opening-week"),
        ("an actual job", "job-requirements"),
    ],
)
def test_every_subject_of_the_guide_is_found_among_the_first_three(subject: str, expected: str) -> None:
    assert expected in ids(rules.search(subject, BANK, limit=3))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("typical day", "day-typical"),
        ("tipical day", "day-typical"),
        ("day to day", "day-typical"),
        ("salary", "pay-range"),
        ("salery", "pay-range"),
        ("money", "pay-range"),
        ("grad school", "preparation-grad-school"),
        ("use your name", "people-use-name"),
        ("anything else", "closing-else"),
        ("cv", "resume-change"),
        ("stress", "hard-pressure"),
        ("what would they do differently", "hindsight-differently"),
        ("hireing", "hiring-look-for"),
        ("AI", "future-technology"),
        ("What is the hardest part of your work?", "hard-hardest"),
        ("remote", "balance-where"),
        ("who else should i talk to", "people-next"),
    ],
)
def test_typed_words_find_their_question_first(typed: str, first: str) -> None:
    assert rules.search(typed, BANK)[0].id == first


def test_how_did_they_get_in_finds_the_way_into_the_field() -> None:
    assert "path-into-field" in ids(rules.search("how did they get in", BANK, limit=2))


def test_the_owners_field_is_searchable_once_it_fills_the_blanks() -> None:
    assert rules.search("documentary", BANK) == []
    found = rules.search("documentary", BANK, EVERYTHING)
    assert found
    assert all("documentary" in rules.fill(question, EVERYTHING) for question in found)


@pytest.mark.parametrize("nothing_like_it", ["zzzz qqqq", "why", "???", "🦆"])
def test_words_that_mean_nothing_here_find_nothing_or_everything(nothing_like_it: str) -> None:
    found = rules.search(nothing_like_it, BANK)
    assert found == [] or ids(found) == ids(list(BANK))


def test_an_empty_search_lists_the_whole_bank_in_order() -> None:
    assert rules.search("  ", BANK) == list(BANK)
    assert rules.search("", BANK, limit=3) == list(BANK[:3])


@given(free_text)
def test_searching_never_fails_and_invents_nothing(typed: str) -> None:
    assert set(ids(rules.search(typed, BANK))) <= set(ids(list(BANK)))


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.id)
def test_every_question_reads_well_with_and_without_its_blanks(question: Question) -> None:
    for blanks in (EVERYTHING, NOTHING):
        text = rules.fill(question, blanks)
        assert text.endswith("?")
        assert text[0].isupper()
        assert not re.search(r"[{}<>&]|\s{2}|None", text)
        assert len(text) <= 140
    assert (question.otherwise is not None) == ("{{" in question.text)


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.id)
def test_no_question_of_the_bank_can_be_answered_yes_or_no(question: Question) -> None:
    assert rules.closed(rules.fill(question, EVERYTHING)) is None
    assert rules.closed(rules.fill(question, NOTHING)) is None


def test_a_known_field_is_said_and_an_unknown_one_is_worded_around() -> None:
    question = next(question for question in BANK if question.id == "path-into-field")
    assert rules.fill(question, Blanks(field="  data \n science ")) == "How did you come to work in data science?"
    assert rules.fill(question, NOTHING) == "How did you come to do this work?"


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("editor", "an editor"),
        ("product manager", "a product manager"),
        ("UX designer", "a UX designer"),
        ("HR manager", "an HR manager"),
        ("university dean", "a university dean"),
        ("honorary consul", "an honorary consul"),
        ("user researcher", "a user researcher"),
        ("the head of sound", "the head of sound"),
        ("underwriter", "an underwriter"),
    ],
)
def test_a_role_gets_the_article_it_is_spoken_with(role: str, said: str) -> None:
    question = next(question for question in BANK if question.id == "hard-hardest")
    assert rules.fill(question, Blanks(role=role)) == f"What is the hardest part of being {said}?"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("What is new in {{ field }}?", "What is new in this field?"),
        ("How do you read {{?", "How do you read {{?"),
        ("What about {{ field.__class__.__mro__ }}?", "What about {{ field.__class__.__mro__ }}?"),
        ("What about {% for x in range(9) %}?", "What about {% for x in range(9) %}?"),
        ("What   is\nit like?", "What is it like?"),
    ],
)
def test_the_owners_own_question_is_filled_or_shown_as_typed(typed: str, said: str) -> None:
    assert rules.fill(rules.own_question(3, typed)) == said


@given(free_text, free_text)
def test_filling_never_fails_whatever_was_typed(text: str, field: str) -> None:
    assert isinstance(rules.fill(rules.own_question(1, text), Blanks(field=field)), str)


@given(st.builds(Blanks, free_text, free_text, free_text, free_text), st.sampled_from(BANK))
def test_blanks_are_never_read_as_templates(blanks: Blanks, question: Question) -> None:
    said = rules.fill(question, blanks)
    assert isinstance(said, str)
    assert said.count("{{") <= sum(value.count("{{") for value in blanks.known().values())


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("count", [1, 3, 5, 8, 12])
def test_a_set_has_the_size_asked_for_and_ends_with_whom_to_see_next(stage: Stage, count: int) -> None:
    chosen = rules.pick(count, stage=stage)
    assert len(set(ids(chosen))) == len(chosen) == count
    assert chosen[-1].id == "people-next"


def test_a_first_set_opens_lightly_and_touches_many_topics() -> None:
    chosen = rules.pick(8)
    assert chosen[0].when is When.OPEN
    assert len({question.topic for question in chosen}) == 8
    assert {"path-into-field", "day-typical", "hard-hardest"} <= set(ids(chosen))


def test_what_was_asked_before_is_not_asked_again() -> None:
    first = rules.pick(8)
    again = rules.pick(8, stage=Stage.AGAIN, asked=set(ids(first)))
    assert not set(ids(first)) & set(ids(again))
    assert again[0].topic == "again"
    assert again[-1].topic == "people"


def test_first_conversations_are_not_asked_about_last_time_nor_about_a_job() -> None:
    assert not {question.topic for question in rules.pick(60)} & {"again", "job"}


def test_when_a_job_comes_up_the_set_turns_to_requirements_skills_and_fit() -> None:
    chosen = ids(rules.pick(9, stage=Stage.JOB))
    assert {"job-requirements", "job-skills", "job-fit"} <= set(chosen)


def test_what_the_owner_wants_to_find_out_comes_into_the_set() -> None:
    assert "pay-range" not in ids(rules.pick(8))
    assert "pay-range" in ids(rules.pick(8, wanted="what people earn"))


def test_own_questions_come_before_the_banks() -> None:
    own = [rules.own_question(1, "What do you make of puppet films?")]
    assert own[0] in rules.pick(5, own=own)
    assert own[0] not in rules.pick(5, own=own, asked={"own-1"})


def test_each_contact_gets_a_set_of_their_own_and_always_the_same() -> None:
    assert rules.pick(8, seed=7) == rules.pick(8, seed=7)
    assert len({tuple(ids(rules.pick(8, seed=seed))) for seed in range(1, 9)}) >= 6


@given(st.integers(-2, 150), st.sampled_from(Stage), st.sets(st.sampled_from([q.id for q in BANK])), st.integers(0, 99))
def test_a_set_is_never_larger_than_asked_for_nor_repeats_itself(
    count: int, stage: Stage, asked: set[str], seed: int
) -> None:
    chosen = rules.pick(count, stage=stage, asked=asked, seed=seed)
    assert len(chosen) <= max(count, 0)
    assert len(set(ids(chosen))) == len(chosen)
    assert not set(ids(chosen)) & asked
