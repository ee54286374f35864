"""Shorthand written out and misspelt cue words put right, in the plain form only; names are left as they are."""

from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from bot.capture import lexicon
from bot.capture.text import SENTENCE_END, Token, fold

# Shorthand that is also a name or another word: read as shorthand only after one of these.
ONLY_AFTER = {
    "li": {"on", "via", "over", "through", "by"},
    "ig": {"on", "via", "over", "through", "by"},
    "ft": {"on", "via", "over", "through", "by", "a", "my"},
    "re": {
        "wrote",
        "emailed",
        "email",
        "pinged",
        "call",
        "called",
        "chat",
        "spoke",
        "talked",
        ",",
        "messaged",
        "texted",
    },
}
# Units are shorthand behind a number: "HR" alone is a department.
UNITS = frozenset({"hr", "mo", "yr", "min"})
NEVER_AFTER = {
    "bc": {"at", "from", "of", "with", "in", "for"},
    "ty": {"with", "to", "met", "and", "from", "emailed", "called", "texted", "at"},
    "shed": {"the", "a", "my", "his", "her"},
    "dir": {"with", "to"},
}
# Days are mended even where the names model takes the slip for a name.
DAY_WORDS = frozenset(
    {
        "yesterday",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "tonight",
    }
)
# A title is no shorthand before a capital: "Sr. Ramos", "Dr".
SHORTEST_SLIP = 4


def normalise(tokens: Sequence[Token], likely: Sequence[float] | None, kept: frozenset[str]) -> None:
    """Set each token's plain form. `likely` are the names model's scores; words in `kept` belong to known contacts."""
    pairs = lexicon.table("shorthand", "always")
    cased = any(token.capital and len(token.text) > 1 for token in tokens[1:])
    for token in tokens:
        before = tokens[token.index - 1].plain.split(" ")[-1] if token.index else "\n"
        after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        first_in_sentence = before in SENTENCE_END or before in {"-", "•", "*", ":", ")"}
        looks_named = (
            token.capital
            and not token.text.isupper()
            and (not first_in_sentence or (after is not None and after.capital and after.is_word))
        )
        if token.plain in pairs:
            if not (looks_named and len(token.plain) < 4) and _fits(token.plain, before):
                if token.plain == "w" and after is not None and after.text == "." and after.start == token.end:
                    after.plain = ""  # "call w. Ana": no sentence ends here
                token.plain = pairs[token.plain]
        elif token.is_word and not looks_named and fold(token.plain) not in kept:
            if token.plain == "form" and _means_from(tokens, token.index):
                token.plain = "from"
            elif token.plain == "cc" and after is not None and after.plain in {"w", "with", "w/"}:
                token.plain = "coffee chat"
            else:
                mended_word = mended(token.plain)
                if (
                    likely is None
                    or likely[token.index] < 0.5
                    or mended_word in DAY_WORDS
                    or (cased and not token.capital)
                ):
                    token.plain = mended_word


def _fits(word: str, before: str) -> bool:
    if word in UNITS:
        return before[:1].isdigit() or before in {"a", "an", "half", "one", "two", "per"}
    if word in ONLY_AFTER:
        return before in ONLY_AFTER[word]
    return before not in NEVER_AFTER.get(word, ())


def _means_from(tokens: Sequence[Token], index: int) -> bool:
    """ "coffee with Ana Ruiz form Acme": a word between a name and a name."""
    if not 0 < index < len(tokens) - 1:
        return False
    before, after = tokens[index - 1].plain, tokens[index + 1].plain
    plain = lexicon.plain_words()
    return before not in plain and before[0].isalpha() and (after not in plain or after == "the") and after[0].isalpha()


@cache
def _cues() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("words", "cues")))


@cache
def _spelt_right() -> frozenset[str]:
    files = (
        lexicon.plain_words(),
        lexicon.words("organisations", "heads", "venues", "gatherings", "departments", "capitals"),
        lexicon.words("names", "titles", "particles"),
        lexicon.given_names(),
        lexicon.family_names(),
        frozenset(word for name in lexicon.phrases("organisations", "known") for word in fold(name).split()),
    )
    return frozenset().union(*files)


def mended(word: str) -> str:
    """The cue word that this is a slip of the thumb away from, or the word itself."""
    if len(word) < SHORTEST_SLIP or word in _spelt_right() or not word.isascii() or not word.isalpha():
        return word
    return _mended(word)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    slips = 1 if len(word) < 9 else 2
    best, least = word, slips + 1
    for cue in _cues():
        if least <= 1:
            break
        if abs(len(cue) - len(word)) > slips or (cue[0] != word[0] and cue[1] != word[0]):
            continue
        if len(cue) == SHORTEST_SLIP and sorted(word) != sorted(cue):
            continue  # so short a word is a letter away from too many others
        # A missing, added or changed last letter is how words are inflected, not how they are misspelt.
        if word[:-1] in {cue, cue[:-1]} or (cue[:-1] == word and len(word) < 5):
            continue
        distance = OSA.distance(word, cue, score_cutoff=least - 1)
        if distance < least:
            best, least = cue, distance
    return best
