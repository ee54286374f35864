"""How well and how fast free messages are read: `python -m benchmarks.capture FILE.jsonl [--errors N] [--rules]`.

FILE has labelled messages in the shape of tests/capture/dev.jsonl; the figures are those of tests/capture/score.py.
"""

import argparse
import importlib.util
import json
import statistics
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.capture import KnownContact, capture, names_model

SCORER = Path(__file__).parent.parent / "tests" / "capture" / "score.py"


def scorer() -> ModuleType:
    """The scorer that came with the evaluation data, unchanged."""
    spec = importlib.util.spec_from_file_location("capture_score", SCORER)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def predict(row: dict[str, Any]) -> dict[str, Any]:
    known = [KnownContact(k["name"], k.get("org")) for k in row["known_contacts"]]
    return capture(row["text"], now=datetime.fromisoformat(row["now"]), tz=row["tz"], known=known).as_record()


def measure(messages: Sequence[dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], list[float]]:
    """The record of each message, and how many milliseconds each took."""
    predictions, spent = {}, []
    for row in messages[:3]:
        predict(row)  # models and word lists load on first use
    for row in messages:
        start = time.perf_counter()
        predictions[row["id"]] = predict(row)
        spent.append((time.perf_counter() - start) * 1000)
    return predictions, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show this many messages that were not read right")
    parser.add_argument("--rules", action="store_true", help="without the names model")
    options = parser.parse_args()
    if options.rules:
        names_model.switch_off()
    messages = rows(options.file)
    predictions, spent = measure(messages)
    result, wrong = scorer().score(messages, predictions)
    rates = ("intent_accuracy", "exact_record_rate", "core_record_rate", "false_capture_rate", "missed_capture_rate")
    print(f"{'messages':24}{result['messages']}")
    for rate in rates:
        print(f"{rate:24}{result[rate]}")
    for field, figures in [*result["fields"].items(), ("all_fields", result["all_fields"])]:
        print(
            f"{field:24}{figures['f1']:.3f}  precision {figures['p']:.3f}  recall {figures['r']:.3f}  of {figures['n']}"
        )
    print(f"{'confusion':24}{result['intent_confusion']}")
    p95 = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
    print(f"{'ms_median':24}{statistics.median(spent):.1f}")
    print(f"{'ms_p95':24}{p95:.1f}")
    for row, gold, got in wrong[: options.errors]:
        print(f"\n{row['id']}  {row['now'][:16]} {row['text']!r}")
        for key in gold:
            if gold[key] != got[key]:
                print(f"   {key:12} wanted {json.dumps(gold[key], ensure_ascii=False)}")
                print(f"   {'':12} got    {json.dumps(got[key], ensure_ascii=False)}")


if __name__ == "__main__":
    main()
