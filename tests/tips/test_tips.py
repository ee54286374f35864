import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tips import rules
from bot.tips.rules import Moment, Outcome

EVERY_LINE = [line for where in (*Moment, *Outcome) for line in rules.lines_for(where)]


def test_the_six_obstacles_are_there_by_name() -> None:
    assert [tip.title for tip in rules.load_tips()] == [
        "Feeling uncomfortable",
        "Silences",
        "Rude replies",
        "Long answers",
        "Asking for a job by accident",
        "Becoming the interviewee",
    ]


@pytest.mark.parametrize("tip", rules.load_tips(), ids=lambda tip: tip.id)
def test_each_obstacle_has_advice_and_two_lines_ready_to_say(tip: rules.Tip) -> None:
    assert 3 <= len(tip.advice) <= 5
    assert len(tip.lines) == 2
    assert all(line.startswith("“") and line.endswith("”") for line in tip.lines)
    assert all(len(text) <= 160 for text in (*tip.advice, *tip.lines))


@pytest.mark.parametrize(
    ("typed", "tip"),
    [
        ("nervous", "uncomfortable"),
        ("I am so shy", "uncomfortable"),
        ("going quiet", "silences"),
        ("awkward pauses", "silences"),
        ("my mind went blank", "silences"),
        ("rude", "rude"),
        ("she turned me down", "rude"),
        ("he keeps talking", "long-answers"),
        ("ramblin", "long-answers"),
        ("I asked for a job", "job-by-accident"),
        ("vacancies", "job-by-accident"),
        ("they ask me questions", "interviewed"),
        ("interviewee", "interviewed"),
        ("tell me about yourself", "interviewed"),
        ("silense", "silences"),
    ],
)
def test_a_worry_typed_in_ones_own_words_finds_its_tip(typed: str, tip: str) -> None:
    assert rules.find(typed)[0].id == tip


def test_no_words_list_all_tips_and_foreign_ones_none() -> None:
    assert rules.find(" ") == list(rules.load_tips())
    assert rules.find("zzzz qqqq") == []


@given(st.text(max_size=80))
def test_looking_for_a_tip_never_fails(typed: str) -> None:
    assert set(rules.find(typed)) <= set(rules.load_tips())


@pytest.mark.parametrize("where", [*Moment, *Outcome])
def test_every_moment_and_outcome_has_a_line_and_goes_round(where: Moment | Outcome) -> None:
    lines = rules.lines_for(where)
    assert lines
    assert [rules.line(where, turn) for turn in range(len(lines) + 1)] == [*lines, lines[0]]


def test_a_quiet_moment_offers_many_different_lines() -> None:
    assert len(set(rules.lines_for(Moment.GOING_QUIET))) >= 6
    assert len(set(rules.lines_for(Moment.RUNNING_LONG))) >= 4


@pytest.mark.parametrize("outcome", [Outcome.NO_REPLY, Outcome.DECLINED, Outcome.RUDE, Outcome.NO_SHOW])
def test_hard_outcomes_get_more_than_one_kind_line(outcome: Outcome) -> None:
    assert len(rules.lines_for(outcome)) >= 2


def test_the_closing_cue_names_the_closing_question() -> None:
    assert all(re.search(r"who|whom", line, re.IGNORECASE) for line in rules.lines_for(Moment.CLOSING_CUE))


@pytest.mark.parametrize("line", EVERY_LINE)
def test_lines_are_plain_text_that_telegram_can_show(line: str) -> None:
    assert not re.search(r"[<>{}&]", line)
    assert len(line) <= 180
    assert not re.search(r"\b(?:CRM|leads?|pipeline|target)\b", line)


@pytest.mark.parametrize("where", rules.TIP_FOR)
def test_moments_lead_to_a_tip_that_exists(where: Moment | Outcome) -> None:
    assert rules.get(rules.TIP_FOR[where]).id == rules.TIP_FOR[where]


def test_an_unknown_tip_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        rules.get("nonsense")
