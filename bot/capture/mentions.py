"""Who and what is named, where, and the plain line with each name shown as one mark.

P0, P1 … are people, O organisations, R job titles, V venues and events, D days, T clock times. A rule of grammar can then
say "with P" and mean any name from anywhere. The same person named twice ("Mei Chen … email Mei") has one mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.capture import lexicon, names_model, tagger
from bot.capture.dates import Clock, Day, find_clocks, find_days
from bot.capture.model import KnownContact, Span
from bot.capture.normalising import normalise
from bot.capture.text import Message, Token, fold, split


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named: the kind, its tokens first … last - 1, and those its mark hides (a title before a name too)."""

    kind: str
    first: int
    last: int
    mark_first: int
    mark_last: int


@dataclass(slots=True)
class Scene:
    """A message with everything that is named in it."""

    message: Message
    named: dict[str, list[Mention]]
    days: dict[str, Day]
    clocks: dict[str, Clock]

    @property
    def line(self) -> str:
        return self.message.line

    def span(self, mark: str) -> Span:
        """Where the fullest mention of this mark stands."""
        mention = max(self.named[mark], key=lambda m: (m.last - m.first, -m.first))
        return self.message.span(mention.first, mention.last)

    def text(self, mark: str) -> str:
        """What was written there, in one line."""
        span = self.span(mark)
        return " ".join(self.message.text[span.start : span.end].split())


def read(text: str, zone: str, known: Sequence[KnownContact]) -> Scene:
    """Find days, times and names, and write the plain line with their marks."""
    tokens = split(text)
    likely = names_model.scores(text, tokens) if tokens else None
    kept = frozenset(word for contact in known for word in fold(contact.name).replace("-", " ").split())
    normalise(tokens, likely, kept)
    message = Message(text, tokens).write()
    days = find_days(message, zone)
    clocks = find_clocks(message, days)
    dated = frozenset(i for found in (*days, *clocks) for i in range(found.first, found.last))
    tags = tagger.tag(tokens, likely, dated)
    mentions = list(_mentions(tokens, tags, dated, kept))
    spoken_for = {i for m in mentions for i in range(m.mark_first, m.mark_last)}
    days = [d for d in days if spoken_for.isdisjoint(range(d.first, d.last))]
    clocks = [c for c in clocks if spoken_for.isdisjoint(range(c.first, c.last))]
    return _marked(message, mentions, days, clocks)


def _mentions(
    tokens: Sequence[Token], tags: Sequence[str], dated: frozenset[int], kept: frozenset[str]
) -> list[Mention]:
    found = []
    index = 0
    while index < len(tokens):
        tag = tags[index]
        if tag == "O" or not _nameable(tokens[index]):
            index += 1
            continue
        kind, last = tag[2], index + 1
        while last < len(tokens) and tags[last] == f"I-{kind}" and tokens[last].plain != "\n":
            last += 1
        while last > index + 1 and not _ends_name(tokens[last - 1]):
            last -= 1
        mention = _mention(tokens, tags, kind, index, last)
        if mention and not (
            kind == "P" and dated.issuperset(range(index, last)) and fold(tokens[index].plain) not in kept
        ):
            found.append(mention)
        index = last
    return found


def _nameable(token: Token) -> bool:
    return token.text[0].isalnum()


def _ends_name(token: Token) -> bool:
    return token.text[0].isalnum() and token.plain not in {"'s"} or token.text in "+!"


def _mention(tokens: Sequence[Token], tags: Sequence[str], kind: str, first: int, last: int) -> Mention | None:
    titles = lexicon.words("names", "titles")
    if (
        kind == "V"
        and first > 1
        and tokens[first - 1].plain in {"to", "with"}
        and tokens[first - 2].plain in {"me", "us"}
    ):
        kind = "P"  # nobody is introduced to a place
    while first and tags[first - 1] == "O" and _belongs_before(tokens, kind, first - 1):
        first -= 1
    start = first
    if kind in "OV" and all(
        t.plain in lexicon.words("words", "function", "filler") and not t.capital for t in tokens[first:last]
    ):
        return None
    if kind == "O" and last < len(tokens) - 1 and tokens[last].plain == "'s" and tokens[last + 1].text in ",.;)":
        last += 1  # "Boston Children's,"
    if kind == "P":
        # A title tagged as part of the name is left out of it; one before the name is hidden with it.
        while first < last - 1 and (tokens[first].plain in titles or tokens[first].text == "."):
            first += 1
        while last - 1 > first and tokens[last - 1].plain in lexicon.words("names", "suffixes") | {",", "."}:
            last -= 1
        start = min(start, first)
        while start and (tokens[start - 1].plain in titles or tokens[start - 1].plain in {"doctor", "senior"} or (
            tokens[start - 1].text == "." and start > 1 and tokens[start - 2].plain in titles
        )):  # fmt: skip
            start -= 1
        if tokens[first].plain in lexicon.words("words", "function") and not tokens[first].capital:
            return None
    return Mention(kind, first, last, start, last)


def _belongs_before(tokens: Sequence[Token], kind: str, index: int) -> bool:
    """Whether the word before a tagged run is its beginning, overlooked: "Per" Arne Dahl, "freelance" DP."""
    token = tokens[index]
    if kind == "R":
        return token.plain in lexicon.words("roles", "modifiers") and token.plain not in lexicon.words(
            "words", "function"
        )
    return (
        kind == "P"
        and index > 0
        and token.capital
        and tokens[index - 1].is_word
        and fold(token.text) in lexicon.given_names()
    )


def _marked(message: Message, mentions: list[Mention], days: list[Day], clocks: list[Clock]) -> Scene:
    named: dict[str, list[Mention]] = {}
    shown: list[tuple[int, int, str]] = []
    keys: dict[tuple[str, ...], str] = {}
    people = [m for m in mentions if m.kind == "P"]
    full = {m: _words(message, m) for m in people}
    counts: dict[str, int] = {}
    for mention in mentions:
        key = _fullest(full[mention], list(full.values())) if mention in full else (mention.kind, str(mention.first))
        mark = keys.get(key)
        if mark is None:
            mark = f"{mention.kind}{counts.get(mention.kind, 0)}"
            counts[mention.kind] = counts.get(mention.kind, 0) + 1
            keys[key] = mark
        named.setdefault(mark, []).append(mention)
        shown.append((mention.mark_first, mention.mark_last, mark))
    day_marks = {f"D{n}": day for n, day in enumerate(days)}
    clock_marks = {f"T{n}": clock for n, clock in enumerate(clocks)}
    shown += [(d.first, d.last, mark) for mark, d in day_marks.items()]
    shown += [(c.first, c.last, mark) for mark, c in clock_marks.items()]
    return Scene(message.write(sorted(shown)), named, day_marks, clock_marks)


def _words(message: Message, mention: Mention) -> tuple[str, ...]:
    return tuple(fold(message.tokens[i].text) for i in range(mention.first, mention.last))


def _fullest(name: tuple[str, ...], names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The one longer name in the message that this is the beginning (or the last word) of, or itself."""
    longer = {
        other
        for other in names
        if len(other) > len(name) and (other[: len(name)] == name or other[-len(name) :] == name)
    }
    return longer.pop() if len(longer) == 1 else name


def without(scene: Scene, hidden: set[str]) -> Scene:
    """The scene with some marks taken back into words."""
    named = {mark: found for mark, found in scene.named.items() if mark not in hidden}
    return replace(scene, named=named)
