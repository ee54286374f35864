"""How the minutes of a talk run down."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calls.rules import Phase, minutes_left, phase, wants_edit

BEGAN = datetime(2026, 3, 11, 15, tzinfo=UTC)
TWENTY = timedelta(minutes=20)


@pytest.mark.parametrize(
    ("after", "left", "where"),
    [
        pytest.param(timedelta(), 20, Phase.TALKING, id="at the start"),
        pytest.param(timedelta(seconds=30), 20, Phase.TALKING, id="a begun minute counts"),
        pytest.param(timedelta(minutes=14, seconds=59), 6, Phase.TALKING, id="just before the cue"),
        pytest.param(timedelta(minutes=15), 5, Phase.CLOSING, id="five minutes before the end"),
        pytest.param(timedelta(minutes=20), 0, Phase.OVER, id="at the end"),
        pytest.param(timedelta(minutes=22), -2, Phase.OVER, id="two minutes over"),
    ],
)
def test_minutes_and_phases(after: timedelta, left: int, where: Phase) -> None:
    assert minutes_left(BEGAN, TWENTY, BEGAN + after) == left
    assert phase(BEGAN, TWENTY, BEGAN + after) is where


def test_a_short_talk_closes_in_its_last_third() -> None:
    six = timedelta(minutes=6)
    assert phase(BEGAN, six, BEGAN + timedelta(minutes=3)) is Phase.TALKING
    assert phase(BEGAN, six, BEGAN + timedelta(minutes=4)) is Phase.CLOSING


def test_long_after_the_end_a_card_rests() -> None:
    assert not wants_edit(BEGAN, TWENTY, BEGAN, BEGAN + timedelta(minutes=36))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=200))
def test_there_is_at_most_one_edit_for_each_minute_of_the_talk(steps: list[int]) -> None:
    now, shown_at, edited = BEGAN, BEGAN, []
    for seconds in steps:
        now += timedelta(seconds=seconds)
        if wants_edit(BEGAN, TWENTY, shown_at, now):
            shown_at = now
            edited.append(minutes_left(BEGAN, TWENTY, now))
    assert len(edited) == len(set(edited))
    # What is shown is never a whole minute behind the truth while the card is kept up to date.
    if now <= BEGAN + TWENTY + timedelta(minutes=15):
        assert minutes_left(BEGAN, TWENTY, shown_at) == minutes_left(BEGAN, TWENTY, now)
