"""Write messages, learn from them, leave the model beside the tagger: about two minutes.

Each message is learnt twice, with and without the names model's scores, so that one tagger serves both installations.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from bot.capture import names_model, tagger
from bot.capture.clocks import find_clocks
from bot.capture.dates import find_days
from bot.capture.normalising import normalise
from bot.capture.text import Message, Token, split
from bot.capture.training.generate import Piece, Writer

SEED = 20260302
# How often a name or an organisation of the word lists is shown as if it were on no list.
FORGET = 0.45
FORGETTABLE = {"given", "family", "knownorg"}


def labels(pieces: list[Piece], tokens: list[Token]) -> list[str]:
    """The label of every token, from the pieces that the text was made of."""
    found, start = [], 0
    ranges = []
    for piece in pieces:
        ranges.append((start, start + len(piece.text), piece.label))
        start += len(piece.text)
    for token in tokens:
        begin, _, label = next(r for r in ranges if r[0] <= token.start < r[1])
        article = token.index + 1 < len(tokens) and token.plain == "the" and token.start == begin
        if not label or article or token.plain == "'s":
            found.append("O")
        else:
            first = token.start == begin or (found[-1:] == ["O"])
            found.append(f"{'B' if first else 'I'}-{label}")
    return found


def examples(count: int, seed: int) -> Iterator[tuple[list[list[str]], list[str]]]:
    writer, chance = Writer(seed), random.Random(seed)
    for _ in range(count):
        pieces = writer.message()
        text = "".join(piece.text for piece in pieces)
        tokens = split(text)
        gold = labels(pieces, tokens)
        scores = names_model.scores(text, tokens)
        for likely in (scores, None):
            normalise(tokens, likely, frozenset())
            message = Message(text, tokens).write()
            days = find_days(message, "America/New_York")
            clocks = find_clocks(message, days)
            said = [(d.first, d.last) for d in days] + [(c.first, c.last) for c in clocks]
            dated = frozenset(i for first, last in said for i in range(first, last) if gold[i] == "O")
            lists = tagger.facts(tokens)
            for index, label in enumerate(gold):
                if label[:1] == "B" and chance.random() < FORGET:
                    at = index
                    while at < len(gold) and (at == index or gold[at].startswith("I")):
                        lists[at] -= FORGETTABLE
                        at += 1
            yield tagger.features(tokens, lists, likely, dated), gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=tagger.MODEL, help="where to leave the model")
    options = parser.parse_args()
    if names_model.load() is None:
        sys.exit("The names model is needed for training: pip install 'rapport-bot[names]'.")
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for rows, gold in examples(options.messages, options.seed):
        trainer.append(rows, gold)
    trainer.set_params({"c1": 0.4, "c2": 0.02, "max_iterations": 90, "feature.possible_transitions": True})
    trainer.train(str(options.out))
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
