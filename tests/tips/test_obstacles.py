"""/tips, and the lines for a moment."""

import pytest

from bot.questions.rules import Stage, load_bank, pick
from bot.tips import rules, views
from bot.tips.rules import TIP_FOR, Moment, Outcome
from tests.conftest import Chat

TITLES = [
    "Feeling uncomfortable",
    "Silences",
    "Rude replies",
    "Long answers",
    "Asking for a job by accident",
    "Becoming the interviewee",
]


async def test_the_six_obstacles_stand_there_by_name(chat: Chat) -> None:
    await chat.send("/tips")
    assert list(chat.buttons) == TITLES


@pytest.mark.parametrize("title", TITLES)
async def test_each_opens_in_place_and_leads_back(chat: Chat, title: str) -> None:
    await chat.send("/tips")
    await chat.press(title)
    assert chat.last.startswith(f"<b>{title}</b>\n• ")
    assert "<b>You could say</b>" in chat.last
    await chat.press("‹ All tips")
    assert list(chat.buttons) == TITLES
    assert len(chat.said) == 1


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("silence", "Silences"),
        ("they were rude to me", "Rude replies"),
        ("somebody keeps talking", "Long answers"),
        ("nervous", "Feeling uncomfortable"),
    ],
)
async def test_words_find_the_obstacle(chat: Chat, words: str, title: str) -> None:
    await chat.send(f"/tips {words}")
    assert chat.last.startswith(f"<b>{title}</b>")


async def test_words_that_find_nothing_show_what_there_is(chat: Chat) -> None:
    await chat.send("/tips <zebra>")
    assert chat.last == "I have no tip about “&lt;zebra&gt;”. These I have:"
    assert list(chat.buttons) == TITLES


async def test_going_quiet_gives_something_to_say_and_then_something_else(chat: Chat) -> None:
    await chat.send("/questions")
    questions = chat.last
    await chat.press("Going quiet?")
    assert chat.last == rules.line(Moment.GOING_QUIET)
    await chat.press("Another line")
    assert chat.last == rules.line(Moment.GOING_QUIET, 1)
    assert list(chat.said) == [questions, chat.last], "the questions stay where they are"
    await chat.press("More: silences")
    assert chat.last.startswith("<b>Silences</b>")


async def test_running_long_gives_a_friendly_way_back(chat: Chat) -> None:
    await chat.send("/questions")
    await chat.press("Running long?")
    assert chat.last == rules.line(Moment.RUNNING_LONG)


async def test_when_an_actual_job_comes_up_the_questions_change(chat: Chat) -> None:
    await chat.send("/add Ada Lovelace, Engines Ltd, analyst")
    await chat.send("/questions ada")
    await chat.press("An actual job came up")
    assert "<b>About the job for Ada Lovelace</b>" in chat.last
    assert "\n8. " in chat.last
    await chat.press("Others")
    assert "<b>About the job for Ada Lovelace</b>" in chat.last
    await chat.press("‹ The usual questions")
    assert "<b>Questions for Ada Lovelace</b>" in chat.last


async def test_the_job_set_asks_for_requirements_and_fit() -> None:
    chosen = pick(stage=Stage.JOB)
    assert sum(question.topic == "job" for question in chosen) >= 3
    assert {question.topic for question in load_bank()} >= {"job"}


async def test_an_old_tip_button_answers_kindly(chat: Chat) -> None:
    await chat.send("/tips")
    await chat.press_data("tip:gone")
    assert chat.toasts[-1] == "That tip has been renamed; here are today's."
    assert list(chat.buttons) == TITLES


@pytest.mark.parametrize("matter", list(TIP_FOR))
def test_every_matter_leads_to_its_obstacle(matter: Moment | Outcome) -> None:
    assert views.more_button(matter).text.startswith("More: ")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_kind_line(outcome: Outcome) -> None:
    assert views.kind_line(outcome)
