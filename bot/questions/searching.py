"""Questions found by a few typed words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from bot.questions.bank import NOTHING_KNOWN, Blanks, Question, contents, fill, load_bank, topics

STOP_WORDS = frozenset(contents()["search"]["ignored"].split())
EXACT_TAG, NEAR_TAG, EXACT_TEXT, NEAR_TEXT, PHRASE = 3.0, 2.0, 2.0, 1.0, 6.0
NEAR = 82  # rapidfuzz ratio, 0 to 100: "salery" finds "salary", "hire" does not find "here"
ALMOST_THE_TEXT = 88
# How many questions are kept ready to be searched: the bank as some dozens of fields word it, and many owners' own.
INDEXED = 8192
SHARE_NEEDED = 0.5  # at least half of what was typed has to mean something here

_PRONOUNS = {"they": "you", "he": "you", "she": "you", "their": "your", "his": "your", "her": "your", "them": "you"}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold().replace("’", "'").replace("'s ", " "))


def stem(word: str) -> str:
    """A word without its commonest endings: enough for "hiring" to meet "hires", too little to confuse words."""
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "ly"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and not word.endswith("ss"):
            if ending in {"ing", "ed"} and len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz":
                rest = rest[:-1]
            word = rest
            break
    return word.removesuffix("e") if len(word) > 3 else word


@cache
def _synonyms() -> Mapping[str, frozenset[str]]:
    rows = contents()["synonyms"]
    groups = [frozenset(stem(word) for word in [head, *others]) for head, others in rows.items()]
    return {
        word: frozenset().union(*(group for group in groups if word in group)) for group in groups for word in group
    }


@dataclass(frozen=True, slots=True)
class _Index:
    phrases: tuple[str, ...]
    tags: frozenset[str]
    text: frozenset[str]
    plain: str


def _normal(text: str) -> str:
    return " ".join(_PRONOUNS.get(word, word) for word in _words(text))


@lru_cache(maxsize=INDEXED)
def _index(question: Question, filled: str) -> _Index:
    title = next((topic.title for topic in topics() if topic.id == question.topic), "")
    content = [word for word in _words(filled) if word not in STOP_WORDS]
    return _Index(
        phrases=tuple(_normal(tag) for tag in (*question.tags, title) if " " in tag),
        tags=frozenset(stem(word) for tag in (*question.tags, title) for word in _words(tag) if word not in STOP_WORDS),
        text=frozenset(stem(word) for word in content),
        plain=_normal(filled),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A typed word with what it may stand for here: synonyms, and words that it may be a slip of."""

    word: str
    meanings: frozenset[str]
    near: frozenset[str]


def _asked(word: str, vocabulary: Iterable[str]) -> _Asked:
    near = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None) if len(word) >= 4 else ()
    alike = frozenset(other for other, _, _ in near if len(other) >= 4 and abs(len(word) - len(other)) <= 2)
    return _Asked(word, _synonyms().get(word, frozenset()), alike)


def _word_score(asked: _Asked, index: _Index) -> float:
    word, meanings = asked.word, asked.meanings
    if word in index.tags:
        return EXACT_TAG + (0.5 if word in index.text else 0)
    if word in index.text:
        return EXACT_TEXT
    if meanings & index.tags:
        return NEAR_TAG
    if asked.near & index.tags:
        return NEAR_TAG - 0.5
    return NEAR_TEXT if meanings & index.text or asked.near & index.text else 0.0


def _score(normal: str, words: Sequence[_Asked], index: _Index) -> float:
    """How well a question answers what was typed; 0 means not at all."""
    score = 0.0
    said = f" {normal} "
    if any(f" {phrase} " in said for phrase in index.phrases):
        score += PHRASE
    if words:
        each = [_word_score(word, index) for word in words]
        if score or sum(1 for value in each if value) / len(words) > SHARE_NEEDED or (len(words) <= 2 and any(each)):
            score += sum(each) / len(words) ** 0.5
    if len(normal) >= 8 and fuzz.ratio(normal, index.plain) >= ALMOST_THE_TEXT:
        score += 2 * PHRASE
    return score


def search(
    text: str, questions: Iterable[Question] | None = None, blanks: Blanks = NOTHING_KNOWN, *, limit: int | None = None
) -> list[Question]:
    """The questions that fit a few typed words, best first; forgiving about endings, synonyms and typing slips.

    Empty text finds every question, in order. Nothing that fits gives an empty list.
    """
    pool = list(load_bank() if questions is None else questions)
    normal = _normal(text)
    if not normal:
        return pool[:limit]
    indices = [_index(question, fill(question, blanks)) for question in pool]
    vocabulary = frozenset().union(*(index.tags | index.text for index in indices))
    stems = dict.fromkeys(stem(word) for word in _words(text) if word not in STOP_WORDS)
    words = [_asked(word, vocabulary) for word in stems]
    scored = [(_score(normal, words, index), question) for index, question in zip(indices, pool, strict=True)]
    best = max((score for score, _ in scored), default=0.0)
    found = [pair for pair in scored if pair[0] > 0 and pair[0] >= best * 0.3]
    found.sort(key=lambda pair: -pair[0])
    return [question for _, question in found][:limit]
