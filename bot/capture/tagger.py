"""Which words are people, organisations, job titles or venues: a small sequence tagger over features of each word.

What a word is depends on its neighbours ("at X", "X said", "X, producer at Y"), on its shape, on the word lists, and on
the names model where that is installed. The weights are learnt from generated messages (bot.capture.training).
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

from bot.capture import lexicon
from bot.capture.text import SENTENCE_END, Token, fold

MODEL = Path(__file__).parent / "tagger.crfsuite"
# A word of the message as itself is a feature only when it is one of the language's; names stay unknown on purpose.
SCORE_STEPS = (0.05, 0.2, 0.5, 0.8, 0.95)


@cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        ("given", lexicon.given_names()),
        ("family", lexicon.family_names()),
        ("title", lexicon.words("names", "titles")),
        ("particle", lexicon.words("names", "particles")),
        ("rolehead", lexicon.words("roles", "heads")),
        ("rolemod", lexicon.words("roles", "modifiers")),
        ("orghead", lexicon.words("organisations", "heads")),
        ("venue", lexicon.words("organisations", "venues")),
        ("gathering", lexicon.words("organisations", "gatherings")),
        ("dept", lexicon.words("organisations", "departments")),
        ("function", lexicon.words("words", "function", "filler")),
        ("verb", lexicon.words("words", "verbs", "talk_verbs")),
        ("common", lexicon.words("words", "common")),
    )


@cache
def _known() -> tuple[dict[str, list[tuple[str, ...]]], frozenset[str]]:
    """Widely known organisations by their first word, folded; and all single-word ones."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in lexicon.phrases("organisations", "known"):
        parts = tuple(fold(name).split())
        by_first.setdefault(parts[0], []).append(parts)
    return by_first, frozenset(parts[0] for found in by_first.values() for parts in found if len(parts) == 1)


@lru_cache(maxsize=32768)
def _on_lists(plain: str) -> frozenset[str]:
    loose = fold(plain)
    return frozenset(name for name, words in _lists() if loose in words or plain in words)


def facts(tokens: Sequence[Token]) -> list[set[str]]:
    """The word lists each token is on."""
    found = [set(_on_lists(token.plain)) for token in tokens]
    by_first, _ = _known()
    for token in tokens:
        for parts in by_first.get(fold(token.plain), ()):
            last = token.index + len(parts)
            if tuple(fold(t.plain) for t in tokens[token.index : last]) == parts:
                for index in range(token.index, last):
                    found[index].add("knownorg")
    return found


def shape(token: Token) -> str:
    text = token.text
    if not token.is_word:
        return "digit" if text[0].isdigit() else "sign"
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text[0].isupper():
        return "XxX" if any(c.isupper() for c in text[1:]) else "Xx"
    return "xX" if any(c.isupper() for c in text) else "x"


def _word(token: Token, lists: set[str]) -> str:
    if not token.is_word:
        return token.text if not token.text[0].isdigit() else "9"
    return token.plain if lists & {"function", "verb", "common", "title", "dept", "venue", "gathering"} else "?"


def _step(score: float) -> str:
    return str(sum(score >= step for step in SCORE_STEPS))


def features(
    tokens: Sequence[Token], lists: Sequence[set[str]], likely: Sequence[float] | None, dated: frozenset[int]
) -> list[list[str]]:
    """One list of features a token; `dated` are the tokens of days and times."""
    words = ["<day>" if t.index in dated else _word(t, lists[t.index]) for t in tokens]
    shapes = ["day" if t.index in dated else shape(t) for t in tokens]
    steps = ["-" if likely is None else _step(likely[t.index]) for t in tokens]
    cased = "cased" if any(s in {"Xx", "XxX"} for s in shapes[1:]) else "flat"
    size = len(tokens)
    rows = []
    for i, token in enumerate(tokens):
        before = words[i - 1] if i else "^"
        opening = "1" if i == 0 or tokens[i - 1].plain in SENTENCE_END or tokens[i - 1].text in "-*•:" else "0"
        row = [
            "b",
            f"w={words[i]}",
            f"s={shapes[i]}",
            f"s={shapes[i]}|{opening}|{cased}",
            f"m={steps[i]}",
            f"m={steps[i]}|s={shapes[i]}",
            f"suf={token.plain[-3:]}" if token.is_word else "suf=",
            f"-1={before}",
            f"-1={before}|s={shapes[i]}",
            f"-1={before}|m={steps[i]}",
            f"-2={words[i - 2] if i > 1 else '^'}|-1={before}",
            f"+1={words[i + 1] if i + 1 < size else '$'}",
            f"+1={words[i + 1] if i + 1 < size else '$'}|s={shapes[i]}|{cased}",
            f"+2={words[i + 2] if i + 2 < size else '$'}",
        ]
        for flag in sorted(lists[i]):
            row += [f"l={flag}", f"l={flag}|s={shapes[i]}|{cased}", f"l={flag}|m={steps[i]}", f"l={flag}|-1={before}"]
        for offset in (-2, -1, 1, 2):
            j = i + offset
            if 0 <= j < size:
                row += [f"{offset}l={flag}" for flag in sorted(lists[j])]
                row += [
                    f"{offset}s={shapes[j]}",
                    f"{offset}m={steps[j]}",
                    f"{offset}m={steps[j]}|m={steps[i]}|s={shapes[i]}",
                ]
        rows.append(row)
    return rows


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def tag(tokens: Sequence[Token], likely: Sequence[float] | None, dated: frozenset[int]) -> list[str]:
    """For each token B-P, I-P (person), B-O, I-O (organisation), B-R, I-R (role), B-V, I-V (venue) or O."""
    if not tokens:
        return []
    tags: list[str] = _tagger().tag(features(tokens, facts(tokens), likely, dated))
    return tags
