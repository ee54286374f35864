"""Which reminders newer facts have answered."""

from dataclasses import replace
from datetime import date

import pytest

from bot.reminders.wanted import Facts, Happened, still_wanted
from storage.kinds import MeetingState, ReminderKind, Status

from .makers import utc

NOW = utc(2026, 11, 24, 9)
BEGAN = Happened(date(2026, 11, 20), utc(2026, 11, 20, 15))
BEFORE = Happened(date(2026, 11, 19), utc(2026, 11, 19, 15))
SAME_DAY_EARLIER = Happened(date(2026, 11, 20), utc(2026, 11, 20, 14))
SAME_DAY_LATER = Happened(date(2026, 11, 20), utc(2026, 11, 20, 16))
AFTER = Happened(date(2026, 11, 22), utc(2026, 11, 22, 15))
# An old talk that is written down only now.
OLD_TALK_LATE = Happened(date(2026, 11, 1), utc(2026, 11, 23, 15))

STARTS_AT = utc(2026, 11, 24, 10)


FACTS = Facts(now=NOW, began=BEGAN, meeting=MeetingState.PLANNED, over_at=STARTS_AT)

K = ReminderKind
ENDED_BY_A_TALK = {K.THANK_YOU, K.UPDATE, K.NO_REPLY_ELSE, K.NO_REPLY_SECOND, K.CLOSE_LOOP}
ENDED_WITH_THE_MEETING = {K.MEETING_TOMORROW, K.MEETING_SOON, K.HOW_DID_IT_GO}


@pytest.mark.parametrize("kind", ReminderKind)
def test_with_nothing_new_every_reminder_stands(kind: ReminderKind) -> None:
    assert still_wanted(kind, FACTS)
    assert still_wanted(kind, replace(FACTS, talked=BEGAN, thanked=BEFORE, wrote=SAME_DAY_EARLIER))


@pytest.mark.parametrize("kind", ReminderKind)
def test_what_is_settled_or_put_away_is_over(kind: ReminderKind) -> None:
    assert not still_wanted(kind, replace(FACTS, settled=True))
    assert not still_wanted(kind, replace(FACTS, archived=True))


@pytest.mark.parametrize(
    ("new", "over"),
    [
        pytest.param(replace(FACTS, talked=AFTER), ENDED_BY_A_TALK, id="a newer talk"),
        pytest.param(replace(FACTS, talked=SAME_DAY_LATER), ENDED_BY_A_TALK, id="a newer talk on the same day"),
        pytest.param(replace(FACTS, talked=OLD_TALK_LATE), set(), id="an older talk, logged late"),
        pytest.param(replace(FACTS, thanked=AFTER), {K.THANK_YOU}, id="thanks sent"),
        pytest.param(replace(FACTS, thanked=SAME_DAY_LATER), {K.THANK_YOU}, id="thanks sent on the day"),
        pytest.param(replace(FACTS, wrote=AFTER), {K.UPDATE, K.NO_REPLY_SECOND, K.CLOSE_LOOP}, id="a newer letter"),
        pytest.param(replace(FACTS, answered=True), {K.NO_REPLY_ELSE, K.NO_REPLY_SECOND}, id="a reply"),
        pytest.param(replace(FACTS, status=Status.PAUSED), {K.UPDATE}, id="paused"),
        pytest.param(replace(FACTS, status=Status.DECLINED), {K.UPDATE, K.NO_REPLY_SECOND}, id="declined"),
        pytest.param(replace(FACTS, status=Status.THANKED), set(), id="thanked, by the status alone"),
        pytest.param(
            replace(FACTS, over_at=NOW), {K.MEETING_TOMORROW, K.MEETING_SOON, K.ORGANISATION_EVENT}, id="it begins now"
        ),
        pytest.param(replace(FACTS, meeting=MeetingState.CANCELLED), ENDED_WITH_THE_MEETING, id="called off"),
        pytest.param(replace(FACTS, meeting=MeetingState.MOVED), ENDED_WITH_THE_MEETING, id="moved"),
        pytest.param(replace(FACTS, meeting=MeetingState.HAPPENED), ENDED_WITH_THE_MEETING, id="happened"),
        pytest.param(replace(FACTS, meeting=None), ENDED_WITH_THE_MEETING, id="the meeting is gone"),
    ],
)
def test_newer_facts_answer_just_these(new: Facts, over: set[ReminderKind]) -> None:
    assert {kind for kind in ReminderKind if not still_wanted(kind, new)} == over


def test_without_a_beginning_any_thanks_answer() -> None:
    assert not still_wanted(K.THANK_YOU, Facts(now=NOW, thanked=BEFORE))
    assert still_wanted(K.THANK_YOU, Facts(now=NOW))
