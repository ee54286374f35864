"""Any text at all: nothing raises, nothing is made up, spans lie inside the text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.capture import Capture, FollowUp, Intent, KnownContact, Person, Span, capture

NOW = datetime(2026, 5, 20, 19, tzinfo=UTC)
KNOWN = [KnownContact("Priya Shah", "PBS"), KnownContact("Priya Nair", "Vox"), KnownContact("Łukasz O'Neill-Şahin")]
WORDS = [
    "coffee",
    "with",
    "Priya",
    "Ana",
    "Ruiz",
    "at",
    "Acme",
    ".",
    ",",
    "!",
    "?",
    "\n",
    "-",
    "—",
    "(",
    ")",
    ":",
    ";",
    "she",
    "said",
    "to",
    "talk",
    "remind",
    "me",
    "send",
    "her",
    "the",
    "deck",
    "on",
    "Friday",
    "by",
    "5pm",
    "tomorrow",
    "emailed",
    "thanks",
    "via",
    "no",
    "reply",
    "he",
    "'ll",
    "introduce",
    "us",
    "3/4",
    "12:30",
    "the",
    "5th",
    "31/31",
    "0/0",
    "99:99",
    "@",
    "&",
    "w/",
    "f/u",
    "1)",
    "•",
    "",
    "́",
    "👍🏽",
    "الآن",
    "नमस्ते",
    "李",
    "Dr.",
    "Mr",
    "'s",
]
ZONES = st.sampled_from(["America/New_York", "Europe/London", "Asia/Kathmandu", "Pacific/Apia", "Nowhere/Land", ""])

TEXTS = st.one_of(
    st.text(max_size=4096),
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    st.tuples(st.sampled_from(WORDS), st.integers(1, 600)).map(lambda pair: (pair[0] + " ") * pair[1]),
)


def people(found: Capture) -> Iterator[Person]:
    yield from found.contacts
    yield from found.referrals
    if found.met_through:
        yield found.met_through


def spans(found: Capture) -> Iterator[Span]:
    for person in people(found):
        yield from (s for s in (person.span, person.org_span, person.role_span) if s)
    todo: FollowUp
    for todo in (*found.follow_ups, *found.promises):
        yield todo.span
    yield from (q.span for q in found.advice)
    yield from (d.span for d in found.doubts if d.span)
    places = found.places
    yield from (s for s in (places.event, places.channel, places.date, places.time) if s)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, zone=ZONES)
def test_any_text_is_read_without_complaint(text: str, zone: str) -> None:
    found = capture(text, now=NOW, tz=zone, known=KNOWN)
    assert all(any(c.isalnum() for c in person.name) for person in people(found))
    assert all(todo.text.strip() for todo in (*found.follow_ups, *found.promises))
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(found))
    if found.intent is Intent.NONE:
        assert (found.contacts, found.referrals, found.follow_ups, found.date, found.channel) == (
            (),
            (),
            (),
            None,
            None,
        )
        assert found.hint is not None


@pytest.mark.parametrize(
    "piece", ["to ", "Ana and ", "coffee with Ana Ruiz ", "she said to talk to ", ", ", "met Ana\n", "1 "]
)
def test_the_longest_text_is_read_in_a_tenth_of_a_second(piece: str) -> None:
    text = (piece * 4096)[:4096]
    capture(text, now=NOW, tz="Europe/London", known=KNOWN)  # models and word lists load on first use
    spent = []
    for _ in range(3):
        start = process_time()
        capture(text, now=NOW, tz="Europe/London", known=KNOWN)
        spent.append(process_time() - start)
    assert min(spent) < 0.1
