"""A message as words with their places, and one plain line that the grammar reads.

The plain line is the message in lower case, words a single blank apart, punctuation standing alone, shorthand written
out ("w/" → "with", "f/u" → "follow up") and misspelt cue words put right. Every word of it knows which token of the
original it came from, so that whatever the grammar finds can be shown in the message as it was typed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.capture.model import Span

LETTER = r"[^\W\d_][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e]{0,3}"
TOKEN = re.compile(
    rf"""
      (?P<line>\n[\s\n]{{0,50}})
    | (?P<link>https?://[^\s<>]{{1,300}} | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,24}}){{1,4}})
    | (?P<short>['’]t(?=\s\w)|(?:w/o|w/c|w/|b/c|f/u|f/up|c/o|1:1s?|1-1|1-on-1|1on1|m&a|at&t|r&d|q&a)(?![\w]))
    | (?P<arrow>-{{1,3}}>|={{1,3}}>|→|➡)
    | (?P<number>[+#]?\d{{1,18}}(?:(?:st|nd|rd|th)(?!\w)|[:./,-]\d{{1,8}}){{0,5}})
    | (?P<word>{LETTER}(?:{LETTER}|[\d_]|['’`‘´&](?={LETTER})|[-‐‑](?=[^\W_])|\.(?={LETTER}\b)){{0,60}})
    | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
CLITIC = re.compile(r"(?<=\w)['’`‘´](?:s|m|re|ll|ve|d)$", re.IGNORECASE)
SENTENCE_END = frozenset({".", "!", "?", "\n", ";", "…"})
QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


@dataclass(slots=True)
class Token:
    """One word or sign: as typed, in plain form (possibly several words), and where it stands."""

    text: str
    plain: str
    start: int
    end: int
    index: int = 0

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """Lower case without accents: what two spellings of one name share."""
    loose = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS))
    return "".join(c for c in loose if not unicodedata.combining(c))


LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d", "’": "'"})


def split(text: str) -> list[Token]:
    """The tokens of a text, in order; endings such as 's and 'll stand alone."""
    tokens = [piece for match in TOKEN.finditer(text) for piece in _pieces(match)]
    for index, token in enumerate(tokens):
        token.index = index
    return tokens


def _pieces(match: re.Match[str]) -> Iterator[Token]:
    word, start, end = match.group(), match.start(), match.end()
    if match.lastgroup == "line":
        yield Token("\n", "\n", start, start + 1)
        return
    if match.lastgroup == "arrow":
        yield Token(word, "→", start, end)
        return
    plain = word.lower().translate(QUOTES)
    if match.lastgroup == "word" and plain.startswith("ex-") and plain[3:] not in EX_COMPANY:
        # "ex-Acme": what stands behind is a name of its own.
        yield Token(word[:2], plain[:2], start, start + 2)
        yield Token(word[2], "-", start + 2, start + 3)
        yield Token(word[3:], plain[3:], start + 3, end)
        return
    clitic = CLITIC.search(word) if match.lastgroup == "word" else None
    if clitic and plain not in WHOLE:
        cut = clitic.start()
        yield Token(word[:cut], plain[:cut], start, start + cut)
        yield Token(word[cut:], plain[cut:], start + cut, end)
        return
    yield Token(word, plain, start, end)


EX_COMPANY = frozenset(
    {"colleague", "boss", "husband", "wife", "partner", "manager", "girlfriend", "boyfriend", "coworker", "roommate"}
)
WHOLE = frozenset({"dm'd", "msg'd", "intro'd", "cc'd", "im'd", "ok'd", "pm'd", "id'd", "rsvp'd", "fb'd"})


@dataclass(slots=True)
class Message:
    """A text with its tokens and the plain line. `line` may hold marks in place of names and dates (see mentions)."""

    text: str
    tokens: Sequence[Token]
    line: str = ""
    _starts: list[int] = field(default_factory=list)
    _owners: list[tuple[int, int]] = field(default_factory=list)

    def write(self, marks: Sequence[tuple[int, int, str]] = ()) -> "Message":
        """The same message, its line written anew; each mark (first token, last token + 1, word) hides its tokens."""
        covered = {first: (last, word) for first, last, word in marks}
        words: list[str] = []
        owners: list[tuple[int, int]] = []
        index = 0
        while index < len(self.tokens):
            last, word = covered.get(index, (index + 1, self.tokens[index].plain))
            for part in word.split(" ") if word != "\n" else ["\n"]:
                if part:
                    words.append(part)
                    owners.append((index, last))
            index = last
        starts, position = [], 0
        for word in words:
            starts.append(position)
            position += len(word) + 1
        return Message(self.text, self.tokens, " ".join(words), starts, owners)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens under line[start:end], as first and last + 1."""
        if not self._owners:
            return 0, 0
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(end - 1, start)) - 1, first)
        return self._owners[first][0], self._owners[last][1]

    def line_position(self, token: int) -> int:
        """Where the plain line has this token (or the mark that hides it)."""
        for start, (first, last) in zip(self._starts, self._owners, strict=True):
            if first <= token < last:
                return start
        return len(self.line)

    def span(self, first: int, last: int) -> Span:
        """Tokens first … last - 1 in the original text."""
        if first >= last:
            return Span(0, 0)
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def span_of(self, match: re.Match[str], group: int | str = 0) -> Span:
        return self.span(*self.token_range(*match.span(group)))

    def words(self, first: int, last: int) -> str:
        """The original text of some tokens."""
        span = self.span(first, last)
        return self.text[span.start : span.end]
