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
    tags = _overlooked(tokens, tagger.tag(tokens, likely, dated), dated)
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
        last = _grown(tokens, tags, dated, kind, index, last)
        kind = _kind_in_place(tokens, tags, kind, index, last)
        if kind == "P" and last - index > 1 and _verb_in_front(tokens, index):
            index += 1
            kind = _kind_in_place(tokens, tags, kind, index, last)
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
    hidden = last
    if kind == "P" and hidden < len(tokens) and tokens[hidden].plain in lexicon.words("names", "after"):
        hidden += 1
    return Mention(kind, first, last, start, hidden)


def _belongs_before(tokens: Sequence[Token], kind: str, index: int) -> bool:
    """Whether the word before a tagged run is its beginning, overlooked: "Per" Arne Dahl, "freelance" DP."""
    token = tokens[index]
    if kind == "R":
        return _qualifies(tokens, index)
    return (
        kind == "P"
        and index > 0
        and token.capital
        and tokens[index - 1].is_word
        and fold(token.text) in lexicon.given_names()
    )


PRAISE = frozenset(
    "really great good nice lovely kind super very amazing wonderful fantastic brilliant new former current old my her his their our the a an "
    "big real true actual fellow other same own best first second great-looking hot cool fancy actually called named local proper decent total".split()
)


def _qualifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word before a job title belongs to it: "charge" nurse, "freelance" DP, "an angel" investor."""
    token = tokens[index]
    plain = token.plain
    if not token.is_word or plain in PRAISE or plain in lexicon.words("words", "function", "filler", "talk_verbs"):
        return False
    if plain in lexicon.words("roles", "modifiers"):
        return True
    if plain in lexicon.words("words", "verbs"):
        return False
    opening = {"a", "an", "the", ",", "(", "as", "-", "–", "—", "/"}
    return any(tokens[i].plain in opening for i in range(max(0, index - 2), index) if all(tokens[j].is_word for j in range(i + 1, index)))


JOINS_ORG = frozenset({"for", "of", "to", "&", "and"})


def _grown(tokens: Sequence[Token], tags: Sequence[str], dated: frozenset[int], kind: str, first: int, last: int) -> int:
    """A run stretched over what plainly goes on with it: "Resolve" to Save Lives, "Nguyễn Thị" Bích Ngọc, "Company" 3."""
    size = len(tokens)

    def free(index: int) -> bool:
        return index < size and tags[index] in {"O", f"I-{kind}", f"B-{kind}"} and index not in dated and tokens[index].is_word

    def proper(index: int) -> bool:
        return free(index) and tokens[index].capital and tokens[index].plain not in lexicon.words("words", "function", "filler")

    if kind == "O" and tokens[first].capital:
        while last + 1 < size and tokens[last].text.lower() in JOINS_ORG - {"and"} and tokens[last].text != "To" and proper(last + 1):
            last += 2
            while proper(last):
                last += 1
        if last < size and tokens[last].text.isdigit() and len(tokens[last].text) < 3 and last - first == 1 and (
            last + 1 == size or tokens[last + 1].text in ",.)"
        ):  # fmt: skip
            last += 1
    if kind == "P" and tokens[last - 1].capital:
        while proper(last) and tokens[last].plain not in lexicon.plain_words() and not tokens[last].text.isupper() and tags[last] == "O":
            last += 1
    if kind == "R":
        while free(last) and tags[last] == "O" and tokens[last].plain in lexicon.words("roles", "heads") and tokens[last].plain not in {"fellow", "it", "is"}:
            last += 1
    return last


EMPLOYED = frozenset({"at", "of", "with", "for"})


def _kind_in_place(tokens: Sequence[Token], tags: Sequence[str], kind: str, first: int, last: int) -> str:
    """What a run must be, standing where it stands."""
    given = fold(tokens[first].text) in lexicon.given_names()
    before = [tokens[i].plain for i in range(max(0, first - 3), first)]
    owns = last < len(tokens) and tokens[last].plain == "'s"
    if kind == "V" and before[-2:] in (["me", "to"], ["us", "to"], ["me", "with"], ["touch", "with"]):
        return "P"  # nobody is introduced to a place
    if kind == "P" and not given and before[-1:] and before[-1] in {"at", "of"}:
        employed = tags[first - 2][2:] == "R" if first > 1 else False
        if employed or (len(before) > 1 and before[-2] in lexicon.words("roles", "heads")):
            return "O"
    if kind == "P" and not given and last - first <= 2 and len(before) > 1 and before[-1] in {"with", "at"} and before[-2] in {"'s", "is", "works", "now"}:
        return "O"
    if kind == "P" and owns and not given and last + 1 < len(tokens) and tags[last + 1] == "B-P":
        return "O"
    if kind == "O" and owns and given and last - first == 1 and not (last + 1 < len(tokens) and tags[last + 1][2:] in {"P", "R"}):
        return "P"
    return kind


def _verb_in_front(tokens: Sequence[Token], index: int) -> bool:
    """A capital at the beginning that is a verb unknown to the lists: "Flicked" Brooke a note."""
    word = tokens[index].plain
    opens = index == 0 or tokens[index - 1].plain in {".", "!", "?", "\n", "-", "•"}
    return opens and word.endswith("ed") and len(word) > 4 and fold(word) not in lexicon.given_names() | lexicon.family_names()


SLOTS = frozenset("with emailed texted messaged called met thanked dmed pinged asked phoned rang nudged chased contacted mailed to and".split())


def _overlooked(tokens: Sequence[Token], tags: Sequence[str], dated: frozenset[int]) -> list[str]:
    """Tags with the names added that only their place gives away: "talked to kimberly at", "messaged javi and lupe"."""
    found = list(tags)
    plain = lexicon.plain_words() | lexicon.words("organisations", "heads", "venues", "gatherings", "departments")
    for i in range(1, len(tokens)):
        token, before = tokens[i], tokens[i - 1].plain
        if found[i] != "O" or i in dated or not token.is_word or len(token.plain) < 3 or before not in SLOTS or " " in token.plain:
            continue
        if token.plain in plain or token.plain in lexicon.table("shorthand", "always").values():
            continue
        listed = fold(token.plain) in lexicon.given_names()
        verb = tokens[i - 2].plain if i > 1 else ""
        spoken_to = before not in {"to", "and"} or (before == "to" and verb in {"talked", "spoke", "chatted", "wrote", "reached", "speak", "talk"})
        joined = before == "and" and i > 1 and found[i - 2][2:] == "P"
        if (listed and (spoken_to or joined)) or (spoken_to and i == 1) or (joined and listed):
            found[i] = "B-P"
    return found


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
