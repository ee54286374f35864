"""What an update says, by its rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.progress.rules import MOST_ADVICE, Used, about_talks, as_sentences, status_after_update, to_tell
from storage.kinds import Status


def test_what_helped_is_told_before_what_was_only_tried() -> None:
    tried, helped, useless = Used(1, "read", None), Used(2, "write", True), Used(3, "wait", False)
    assert to_tell([tried, helped, useless]) == [helped]
    assert to_tell([tried, useless]) == [tried]
    assert to_tell([useless]) == []


@given(st.lists(st.builds(Used, st.integers(), st.text(), st.sampled_from([None, True, False]))))
def test_what_did_not_help_is_never_told(used: list[Used]) -> None:
    told = to_tell(used)
    assert len(told) <= MOST_ADVICE
    assert all(each.helped is not False for each in told)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(["passed the exam"], "Passed the exam.", id="a capital and a full stop"),
        pytest.param(["Done!", "what a week…"], "Done! What a week…", id="an own ending stays"),
        pytest.param(["- moved  to\nBoston"], "Moved to Boston.", id="on one line, without a dash"),
        pytest.param([], None, id="no news is a gap"),
        pytest.param(["  "], None, id="blank is no news"),
    ],
)
def test_news_reads_as_sentences(lines: list[str], said: str | None) -> None:
    assert as_sentences(lines) == said


@given(st.lists(st.text(min_size=1)))
def test_news_are_one_paragraph_whatever_was_typed(lines: list[str]) -> None:
    said = as_sentences(lines)
    assert said is None or "\n" not in said


def test_without_news_the_talks_are_told() -> None:
    assert about_talks(0, "film") is None
    assert about_talks(1, None) == "I have talked with another person since."
    assert about_talks(3, "film") == "I have talked with 3 more people about film since."


def test_an_update_ends_a_pause_and_moves_nobody_not_yet_met() -> None:
    assert status_after_update(Status.PAUSED) is Status.IN_TOUCH
    assert status_after_update(Status.THANKED) is Status.IN_TOUCH
    assert status_after_update(Status.REACHED_OUT) is Status.REACHED_OUT
