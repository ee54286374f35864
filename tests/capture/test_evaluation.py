"""The labelled messages: how many of them come out right. The figures are gates, not wishes."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.capture import measure, rows, scorer
from bot.capture import names_model

HERE = Path(__file__).parent
DEV_GATES = {
    "intent_accuracy": 0.98,
    "core_record_rate": 0.93,
    "exact_record_rate": 0.85,
    "contact": 0.97,
    "contact_org": 0.93,
    "channel": 0.97,
    "date": 0.98,
    "referral": 0.93,
    "follow_up": 0.93,
    "follow_up_due": 0.93,
}
# Written by people who had not seen the rules; somewhat below what is measured, so that a change for the worse shows.
TUNED_GATES = {"intent_accuracy": 0.95, "core_record_rate": 0.88, "contact": 0.94, "contact_org": 0.9, "referral": 0.9}
# Later sets: e is mostly what is no note and what looks like none, f, g and h are notes from many countries, i is short
# and three fifths of it no notes.
LATER_GATES = {
    "tuned-e.jsonl": {"intent_accuracy": 0.94, "core_record_rate": 0.93, "contact": 0.95},
    "tuned-f.jsonl": {"intent_accuracy": 0.97, "core_record_rate": 0.94, "contact": 0.97, "referral": 0.9},
    "tuned-g.jsonl": {"intent_accuracy": 0.95, "core_record_rate": 0.91, "contact": 0.97, "referral": 0.93},
    "tuned-h.jsonl": {"intent_accuracy": 0.98, "core_record_rate": 0.94, "contact": 0.96, "contact_org": 0.94},
    "tuned-i.jsonl": {"intent_accuracy": 0.97, "core_record_rate": 0.95, "contact": 0.95},
}
RULES_GATES = {"intent_accuracy": 0.97, "core_record_rate": 0.9, "contact": 0.96, "contact_org": 0.92}


def figures(*files: str) -> dict[str, Any]:
    """All figures of some files by one name each."""
    messages = [row for file in files for row in rows(HERE / file)]
    predictions, _ = measure(messages)
    result, _ = scorer().score(messages, predictions)
    return {**result, **{field: values["f1"] for field, values in result["fields"].items()}}


needs_names_model = pytest.mark.skipif(names_model.load() is None, reason="the extra `names` is not installed")


@needs_names_model
def test_the_development_messages_are_read_right() -> None:
    found = figures("dev.jsonl")
    assert {name: found[name] for name, gate in DEV_GATES.items() if found[name] < gate} == {}
    assert found["false_capture_rate"] == 0
    assert found["missed_capture_rate"] == 0


@needs_names_model
def test_messages_of_strangers_are_read_nearly_as_well() -> None:
    found = figures("tuned-a.jsonl", "tuned-b.jsonl", "tuned-c.jsonl", "tuned-d.jsonl")
    assert {name: found[name] for name, gate in TUNED_GATES.items() if found[name] < gate} == {}
    assert found["false_capture_rate"] <= 0.07


@needs_names_model
@pytest.mark.parametrize("file", LATER_GATES)
def test_later_messages_of_strangers_are_read_nearly_as_well(file: str) -> None:
    found = figures(file)
    assert {name: found[name] for name, gate in LATER_GATES[file].items() if found[name] < gate} == {}
    assert found["false_capture_rate"] == 0
    assert found["missed_capture_rate"] <= 0.04


def test_rules_alone_still_read_most_messages(without_names_model: None) -> None:
    found = figures("dev.jsonl")
    assert {name: found[name] for name, gate in RULES_GATES.items() if found[name] < gate} == {}
    assert found["false_capture_rate"] == 0
