"""How much arrives at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.daily import ABOVE_THE_CAP, BY_IMPORTANCE, bundle, catch_up_needed, fit_day, within_cap
from storage.kinds import ReminderKind

from .makers import utc

K = ReminderKind
NINE = utc(2026, 11, 24, 9)
YESTERDAY = utc(2026, 11, 23, 9)


@dataclass(frozen=True)
class Ping:
    kind: ReminderKind
    contact_id: int | None
    due_at: datetime = NINE


PINGS = st.lists(
    st.builds(Ping, st.sampled_from(ReminderKind), st.none() | st.integers(1, 4), st.sampled_from([NINE, YESTERDAY])),
    max_size=12,
)


def test_several_pings_for_one_person_are_one_message_with_what_matters_most_first() -> None:
    update, thanks, soon = Ping(K.UPDATE, 7, YESTERDAY), Ping(K.THANK_YOU, 7), Ping(K.MEETING_SOON, 7)
    (message,) = bundle([update, thanks, soon])
    assert message.items == (soon, thanks, update)
    assert message.contact_id == 7
    assert message.due_at == YESTERDAY


def test_messages_come_by_importance_and_then_by_how_long_they_have_waited() -> None:
    look, resume = Ping(K.WEEKLY_LOOK, None), Ping(K.RESUME_OLD, None)
    ada, bo, cy = Ping(K.UPDATE, 1), Ping(K.UPDATE, 2, YESTERDAY), Ping(K.THANK_YOU, 3)
    messages = bundle([look, ada, resume, bo, cy])
    assert [message.items for message in messages] == [(cy,), (bo,), (ada,), (resume,), (look,)]


def test_what_is_about_nobody_is_a_message_of_its_own() -> None:
    assert len(bundle([Ping(K.ORGANISATION_EVENT, None), Ping(K.ORGANISATION_EVENT, None)])) == 2


def test_every_kind_has_its_importance_once() -> None:
    assert sorted(BY_IMPORTANCE) == sorted(ReminderKind)


@given(PINGS)
@settings(deadline=None)
def test_bundling_loses_and_doubles_nothing(pings: list[Ping]) -> None:
    messages = bundle(pings)
    assert sorted(map(repr, (item for message in messages for item in message.items))) == sorted(map(repr, pings))
    people = [message.contact_id for message in messages if message.contact_id is not None]
    assert len(people) == len(set(people))


@pytest.mark.parametrize(
    ("sent_today", "cap", "fits"),
    [(0, 5, True), (4, 5, True), (5, 5, False), (9, 5, False), (0, 0, False), (0, 1, True)],
)
def test_a_day_has_room_for_so_many(sent_today: int, cap: int, fits: bool) -> None:
    assert within_cap(sent_today, cap) is fits


def test_what_exceeds_the_cap_waits_but_a_meeting_does_not() -> None:
    messages = bundle([Ping(K.UPDATE, n) for n in range(1, 5)] + [Ping(K.MEETING_SOON, 9), Ping(K.THANK_YOU, 8)])
    now, waiting = fit_day(messages, sent_today=3, cap=5)
    assert [message.contact_id for message in now] == [9, 8, 1]
    assert [message.contact_id for message in waiting] == [2, 3, 4]


def test_with_a_full_day_only_meetings_come() -> None:
    now, waiting = fit_day(bundle([Ping(kind, n) for n, kind in enumerate(ReminderKind)]), sent_today=5, cap=5)
    assert {message.items[0].kind for message in now} == {K.MEETING_SOON, K.MEETING_TOMORROW, K.HOW_DID_IT_GO}
    assert len(waiting) == len(ReminderKind) - 3


@given(PINGS, st.integers(0, 8), st.integers(0, 8))
@settings(deadline=None)
def test_the_cap_holds_and_what_waits_is_kept(pings: list[Ping], sent_today: int, cap: int) -> None:
    messages = bundle(pings)
    now, waiting = fit_day(messages, sent_today, cap)
    assert sorted(map(repr, now + waiting)) == sorted(map(repr, messages))
    counted = [message for message in now if not ABOVE_THE_CAP & {item.kind for item in message.items}]
    assert not counted or len(counted) + sent_today <= cap


@pytest.mark.parametrize(
    ("due_count", "away_for", "needed"),
    [
        pytest.param(6, timedelta(days=2), True, id="more than a day brings, after two days"),
        pytest.param(5, timedelta(days=9), False, id="no more than a day brings"),
        pytest.param(60, timedelta(days=1, hours=23), False, id="not away for long"),
    ],
)
def test_after_days_away_the_list_is_gone_through_instead(due_count: int, away_for: timedelta, needed: bool) -> None:
    assert catch_up_needed(due_count, away_for, cap=5) is needed
