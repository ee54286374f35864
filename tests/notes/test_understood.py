"""What a note says survives being kept, and corrections hold as long as what they correct is still read."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from bot.capture import Intent, KnownContact
from bot.notes import corrections
from bot.notes.corrections import CHANNEL, DAY, PERSON, correction
from bot.notes.understanding import adds_to, from_capture, read_pieces, read_text
from bot.notes.understood import Given, Piece, Reading, Records, Task, Understood, Who
from storage.kinds import Channel

NOW = datetime(2026, 3, 11, 11, tzinfo=ZoneInfo("America/New_York"))
ZONE = "America/New_York"

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
people = st.builds(
    Who,
    name=names,
    said=names,
    organisation=st.none() | names,
    role=st.none() | names,
    contact_id=st.none() | st.integers(1, 9),
    fits=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    is_new=st.booleans(),
    may_use_name=st.none() | st.booleans(),
)
tasks = st.builds(Task, text=names, said=names, due=st.none() | st.dates())
readings = st.builds(
    Understood,
    intent=st.sampled_from([each for each in Intent if each is not Intent.NONE]),
    people=st.lists(people, max_size=3).map(tuple),
    channel=st.none() | st.sampled_from(Channel),
    day=st.none() | st.dates(),
    clock=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    referrals=st.lists(people, max_size=2).map(tuple),
    mine=st.lists(tasks, max_size=2).map(tuple),
    theirs=st.lists(tasks, max_size=2).map(tuple),
    advice=st.lists(names, max_size=2).map(tuple),
    through=st.none() | people,
    notes=names,
)


@drawn(readings)
def test_a_reading_comes_back_from_storage_as_it_was(found: Understood) -> None:
    given = Given(people=found.people, channel=found.channel, day=found.day, clock=found.clock, is_talk=True)
    kept = Reading(
        (Piece(1, "a"), Piece(2, "b", quoted=True)),
        NOW.isoformat(),
        ZONE,
        found,
        (correction(DAY, "x", day="2026-03-10"),),
        given,
        records=Records({"ada": 1}, 2, 3, [4], {"x": 5}, {"tom": 6}),
    )
    assert Reading.from_json(kept.as_json()) == kept


@drawn(readings)
def test_without_corrections_a_reading_stays_as_it_is(found: Understood) -> None:
    assert corrections.apply(found, ()) == found


@drawn(readings, st.dates())
def test_a_day_put_right_is_the_day(found: Understood, day: date) -> None:
    change = correction(DAY, corrections.day_read(found), day=day.isoformat())
    assert corrections.apply(found, (change,)).day == day


def a_talk(**values: Any) -> Understood:
    """Coffee with Ada on 11 March."""
    usual: dict[str, Any] = {
        "people": (Who("Ada", "Ada"),),
        "channel": Channel.COFFEE,
        "day": date(2026, 3, 11),
        "clock": time(9),
    }
    return Understood(Intent.CONVERSATION, **{**usual, **values})


def test_a_correction_of_what_is_no_longer_read_is_past() -> None:
    change = correction(CHANNEL, "coffee", channel="call")
    assert corrections.apply(a_talk(), (change,)).channel is Channel.CALL
    assert corrections.apply(a_talk(channel=Channel.VIDEO), (change,)).channel is Channel.VIDEO


def test_corrections_of_one_line_are_put_together() -> None:
    held = corrections.add((), correction(PERSON, "ada", organisation="NBC", role=None))
    held = corrections.add(held, correction(PERSON, "ada", organisation="NBC", role="analyst"))
    assert len(held) == 1
    [ada] = corrections.apply(a_talk(), held).people
    assert (ada.organisation, ada.role, ada.corrected) == ("NBC", "analyst", True)


def test_pieces_are_read_as_one_text() -> None:
    pieces = [Piece(1, "Coffee with Ada Lovelace today"), Piece(2, "she also said to talk to Sam Ito at NBC")]
    found = read_pieces(pieces, NOW, ZONE, [], Given())
    assert found is not None
    assert [each.name for each in found.people] == ["Ada Lovelace"]
    assert [each.name for each in found.referrals] == ["Sam Ito"]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@drawn(texts, texts)
@settings(max_examples=60, deadline=None)
def test_no_text_stops_the_reading(first: str, second: str) -> None:
    found = read_pieces([Piece(1, first), Piece(2, second)], NOW, ZONE, [], Given())
    if found is not None:
        assert Understood.from_json(found.as_json()) == found
        assert all(each.name.strip() for each in (*found.people, *found.referrals))
        assert adds_to(found, read_text(second, NOW, ZONE, []), second, burst=True) in {True, False}


def test_a_note_goes_on_only_where_the_words_say_so() -> None:
    before = a_talk(people=(Who("Ada Lovelace", "Ada Lovelace"),))

    def adds(text: str, *, burst: bool = False) -> bool:
        return adds_to(before, read_text(text, NOW, ZONE, []), text, burst=burst)

    assert adds("she also said to talk to Sam Ito at NBC")
    assert adds("oh and remind me to send her my reel by Friday")
    assert adds("also she loved my reel")
    assert not adds("Call with Bob Castellano today")
    assert not adds("and then coffee with Bob Castellano")
    assert not adds("what should I ask her?")
    assert not adds("thanks!")
    assert not adds("with Bob Castellano from NBC", burst=True)
    nobody = replace(before, people=())
    text = "with Bob Castellano from NBC"
    assert adds_to(nobody, read_text(text, NOW, ZONE, []), text, burst=True)


def test_only_what_the_message_says_of_somebody_known_is_news() -> None:
    known = [KnownContact("Ada Lovelace", "Engines Ltd", 7)]
    [ada] = from_capture(read_text("Coffee with Ada today", NOW, ZONE, known), "").people
    assert (ada.contact_id, ada.organisation) == (7, None)
