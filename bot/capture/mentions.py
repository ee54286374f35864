"""Who and what is named, where, and the plain line with each name shown as one mark.

P0, P1 … are people, O organisations, R job titles, V venues and events, D days, T clock times. A rule of grammar can
then say "with P" and mean any name from anywhere. The same person named twice ("Mei Chen … email Mei") has one mark.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.capture import family_first, lexicon, names_model, tagger
from bot.capture.clocks import Clock, find_clocks
from bot.capture.dates import Day, find_days
from bot.capture.model import KnownContact, Span
from bot.capture.normalising import normalise
from bot.capture.placing import Placing, Run
from bot.capture.text import Message, Token, fold, split

# Before a colon these head a line and are nobody's employer, however they are capitalised.
LABELS = frozenset(
    {"ref", "refs", "referral", "met", "todo", "via", "next", "intro", "who", "notes", "org", "role", "fu", "where"}
    | {"breaking", "hiring", "vacancy", "exclusive", "news", "update", "reminder", "job", "re", "fwd"}
)
# How speech is typed, and what thumbs make of question words: no names.
NEVER_FIRST = frozenset(
    {
        "gonna",
        "lowkey",
        "highkey",
        "tbh",
        "kinda",
        "wanna",
        "gotta",
        "nah",
        "nope",
        "yeah",
        "wich",
        "wat",
        "dunno",
        "lemme",
        "omg",
        "lol",
        "pls",
    }
)
# Where one may meet anybody.
PLACES = frozenset(
    {
        "church",
        "mosque",
        "temple",
        "gym",
        "school",
        "uni",
        "university",
        "work",
        "home",
        "synagogue",
        "college",
        "daycare",
    }
)
# Verbs that a flat sentence may begin with: "reckons i should".
SAYING = frozenset(
    {"reckons", "reckoned", "says", "said", "thinks", "told", "suggested", "suggests", "mentioned", "insists"}
)
# Shorthand in capitals that is no organisation: "left VM for".
MEDIA = frozenset(
    {"dm", "dms", "inbox", "voicemail", "message", "messages", "direct message", "follow up", "google meet", "phone"}
)
INITIALS = re.compile(r"[A-Z](?:\.?[A-Z])?")
# "Nudge her": a verb at the beginning, and no name.
TO_SOMEBODY = frozenset(
    {"i", "we", "you", "she", "he", "her", "him", "them", "me", "my", "the", "a", "an", "with", "to", "back"}
)
# What is read of a very long note, so that no text holds the bot up.
MOST_TOKENS = 260


# What is done to things alone.
CHORES = frozenset({"buy", "pay", "water", "wash", "clean", "cook", "order", "eat", "drink", "iron", "wear"})
OF_SOMEBODY = frozenset({"at", "from", "of", "@", "(", "for", "to", "joined", "with", "the"})
# Parts of an organisation that are written like one: "HYBE A&R".
BRANCHES = frozenset({"a&r", "r&d", "hr", "pr", "it", "ux", "m&a"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named: the kind, its tokens first … last - 1, and those its mark hides (a title before a name too)."""

    kind: str
    first: int
    last: int
    mark_first: int
    mark_last: int


@dataclass
class Scene:
    """A message with everything that is named in it."""

    message: Message
    named: dict[str, list[Mention]]
    days: dict[str, Day]
    clocks: dict[str, Clock]

    @cached_property
    def capitals(self) -> dict[str, str]:
        """Abbreviations as they were typed, by their plain form: "cv" → "CV"."""
        words = (t for t in self.message.tokens if t.is_word)
        return {t.plain: t.text for t in words if sum(c.isupper() for c in t.text) > 1}

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
    tokens = split(text)[:MOST_TOKENS]
    likely = names_model.scores(text, tokens) if tokens else None
    kept = frozenset(word for contact in known for word in fold(contact.name).replace("-", " ").split())
    normalise(tokens, likely, kept)
    message = Message(text, tokens).write()
    days = find_days(message, zone)
    clocks = find_clocks(message, days)
    said = [(d.first, d.last) for d in days] + [(c.first, c.last) for c in clocks]
    dated = frozenset(i for first, last in said for i in range(first, last))
    tags = tagger.tag(tokens, likely, dated)
    _tag_known(tokens, tags, dated, known)
    family_first.mend(tokens, tags, likely, dated)
    placing = Placing(tokens, tags, likely, dated)
    mentions = _mentions(placing, kept)
    spoken_for = {i for m in mentions for i in range(m.mark_first, m.mark_last)}
    days = [d for d in days if spoken_for.isdisjoint(range(d.first, d.last))]
    clocks = [c for c in clocks if spoken_for.isdisjoint(range(c.first, c.last))]
    return _marked(message, mentions, days, clocks)


def _tag_known(tokens: Sequence[Token], tags: list[str], dated: frozenset[int], known: Sequence[KnownContact]) -> None:
    """First names of known contacts are names, where no word of the language looks the same."""
    firsts = {fold(contact.name).split(" ")[0] for contact in known if contact.name.strip()}
    for token in tokens:
        named = tags[token.index] == "O" and token.index not in dated and fold(token.text) in firsts
        plain = token.plain in lexicon.plain_words() and not (token.capital and token.index)
        if named and len(token.text) > 2 and not plain:
            tags[token.index] = "B-P"


def _mentions(placing: Placing, kept: frozenset[str]) -> list[Mention]:
    found = []
    for run in placing.runs():
        mention = _mention(placing, run)
        dated = placing.dated.issuperset(range(run.first, run.last))
        if mention and not (run.kind == "P" and dated and fold(placing.tokens[run.first].plain) not in kept):
            found.append(mention)
    return found


def _mention(placing: Placing, run: Run) -> Mention | None:
    """A run without what is no part of it, and with the titles its mark hides."""
    tokens, first, last = placing.tokens, run.first, run.last
    while first and placing.belongs_before(run.kind, first - 1):
        first -= 1
    after = tokens[last].plain if last < len(tokens) else ""
    base = (
        after in lexicon.words("words", "verbs")
        and not after.endswith(("ed", "s"))
        and after not in {"said", "told", "got", "gave", "wrote", "rang", "met", "had"}
    )
    if run.kind == "P" and last - first == 1 and placing.only_opens(first):
        return None
    if run.kind == "P" and first > 1 and tokens[first - 1].text == "." and INITIALS.fullmatch(tokens[first - 2].text):
        first -= 2  # "J.P. O'Donnell"
    heads_line = last < len(tokens) and tokens[last].text == ":" and tokens[first].plain in LABELS
    if run.kind == "O" and last - first == 1 and heads_line:
        return None
    platform = tokens[first].plain in lexicon.words("organisations", "platforms") and last - first == 1
    if run.kind == "O" and platform and (not first or tokens[first - 1].plain not in OF_SOMEBODY):
        return None  # "Zoom, P (O)" tells how, not where from
    if run.kind == "O" and _is_led(placing, first, last):
        return None  # "manages the archive at O"
    if run.kind == "R" and not _is_title(tokens[first:last], tokens[first - 1].plain if first else "", after):
        return None
    trailing = tokens[first].plain.endswith("ing") and not tokens[first].capital
    if run.kind == "O" and last - first == 1 and trailing and tokens[first].plain in lexicon.plain_words():
        return None  # "coordinates scouting for O"
    if run.kind == "O":
        small = lexicon.words("words", "function", "filler") | {"he 's", "she 's", "they 're", "it 's"}
        while last - first > 1 and not tokens[first].capital and tokens[first].plain in small - {"for", "the"}:
            first += 1  # "hes in logistics at dhl"
        while last - first > 1 and not tokens[last - 1].capital and tokens[last - 1].text.lower() in NEVER_FIRST:
            last -= 1  # "product at piggyvest gotta send …"
        while last - first > 1 and (
            (tokens[last - 1].plain in BRANCHES and tokens[last - 1].text.isupper()) or tokens[last - 1].text == "re"
        ):
            last -= 1
    before = tokens[first - 1].plain if first else ""
    if _is_nothing(tokens[first:last], run.kind, before, followed_by_verb=base, addressed=after in TO_SOMEBODY):
        return None
    if run.kind == "O" and last < len(tokens) - 1 and tokens[last].plain == "'s" and tokens[last + 1].text in ",.;)":
        return Mention("O", first, last + 1, first, last + 1)  # "Boston Children's,"
    if run.kind != "P":
        return Mention(run.kind, first, last, first, last)
    if last - first > 1 and not tokens[first].capital and tokens[first + 1].capital:
        first += tokens[first].plain in lexicon.plain_words() - lexicon.words("names", "particles")
    elif last - first > 1 and not first and tokens[0].plain == "hope" and after.endswith("s"):
        first += 1  # "Hope Jonas likes my essay"
    begin = first
    while first < last - 1 and (placing.is_title(first) or tokens[first].text in ".()"):
        first += 1
    while last - 1 > first and tokens[last - 1].plain in lexicon.words("names", "suffixes", "after") | {",", "."}:
        last -= 1
    while begin and (
        placing.is_title(begin - 1) or (tokens[begin - 1].text in ".()" and _closes_title(placing, begin - 1))
    ):
        begin -= 1
    hidden = run.last
    if hidden < len(tokens) and tokens[hidden].plain in lexicon.words("names", "after"):
        hidden += 1
    after_comma = hidden + 1 < len(tokens) and tokens[hidden].text == ","
    beyond = tokens[hidden + 2].plain if hidden + 2 < len(tokens) else ""
    if (
        after_comma
        and tokens[hidden + 1].plain in lexicon.words("names", "suffixes")
        and beyond not in {"at", "of", "@"}
    ):
        hidden += 2
        if hidden < len(tokens) - 1 and tokens[hidden].text == "." and tokens[hidden + 1].text in ",)(":
            hidden += 1  # "P, Esq., general counsel"
    return Mention("P", first, last, begin, hidden)


def _is_led(placing: Placing, first: int, last: int) -> bool:
    """A department in lower case between "the" and the organisation it belongs to."""
    tokens = placing.tokens
    return (
        last - first == 1
        and first > 0
        and not tokens[first].capital
        and tokens[first - 1].plain in {"the", "a", "an", "her", "his", "their", "from", "in"}
        and last + 1 < len(tokens)
        and tokens[last].plain in {"at", "of", "for"}
        and tokens[last + 1].capital
    )


def _is_title(tokens: Sequence[Token], before: str, after: str) -> bool:
    """Whether a run taken for a job title is one: "grain trading" and "(she) coordinates" are none."""
    last = tokens[-1].plain
    if (
        len(tokens) == 1
        and last == "lead"
        and before in {"new", "potential", "possible", "another", "good", "promising"}
    ):
        return False
    if (
        last in {"ex", "former"}
        or before in {"she", "he", "who", "they"}
        or (len(tokens) == 1 and last == "ta" and after == "for")
    ):
        return False
    if last == "head" and after == "office":
        return False
    return not last.endswith("ing") or bool({t.plain for t in tokens} & lexicon.words("roles", "heads", "open_heads"))


def _closes_title(placing: Placing, index: int) -> bool:
    """ "Dr." and "(Mrs.)": a sign right behind, or before, a title."""
    before = index > 0 and placing.is_title(index - 1)
    inside = (
        placing.tokens[index].text in ".()"
        and index > 1
        and placing.tokens[index - 1].text in "."
        and placing.is_title(index - 2)
    )
    return before or inside or (placing.tokens[index].text == "(" and placing.is_title(index + 1) and index > 0)


def _is_nothing(tokens: Sequence[Token], kind: str, before: str, *, followed_by_verb: bool, addressed: bool) -> bool:
    """Tagged, but no name: platforms, shorthand, function words."""
    words = {t.plain for t in tokens}
    if kind == "P" and not tokens[0].capital and (tokens[0].text.lower() in NEVER_FIRST or before == "'m"):
        return True
    if kind == "O" and len(tokens) == 1:
        shorthand = tokens[0].plain in MEDIA
        department = tokens[0].plain in {"hr", "pr", "ops"} or (
            not tokens[0].capital and tokens[0].plain in lexicon.words("organisations", "departments")
        )
        place = not tokens[0].capital and tokens[0].plain in PLACES
        if place and before in {"at", "in", "from"}:
            return True
        says = not tokens[0].capital and tokens[0].plain in SAYING and addressed
        if shorthand or department or says:
            return True
    if kind in "PV" and words <= lexicon.words("organisations", "platforms"):
        return True
    if kind == "P" and len(tokens) == 1:
        plain, written = tokens[0].plain, tokens[0].text.lower()
        if not tokens[0].capital and before in CHORES:
            return True  # "buy milk"
        if tokens[0].capital and plain in lexicon.words("words", "verbs", "talk_verbs") and addressed:
            return True
        if plain in {"will", "may", "can", "might", "must"} and followed_by_verb:
            return True
        if plain in {"rapport", "bot"}:
            return True
        if plain != written or (not tokens[0].capital and plain in lexicon.words("words", "function", "filler")):
            return True
    return kind in "OV" and all(
        t.plain in lexicon.words("words", "function", "filler") and not t.capital for t in tokens
    )


def _marked(message: Message, mentions: list[Mention], days: list[Day], clocks: list[Clock]) -> Scene:
    named: dict[str, list[Mention]] = {}
    shown: list[tuple[int, int, str]] = []
    keys: dict[tuple[str, ...], str] = {}
    people = [m for m in mentions if m.kind == "P"]
    full = {m: _words(message, m) for m in people}
    distinct = list(dict.fromkeys(full.values()))
    counts: dict[str, int] = {}
    for mention in mentions:
        key = _fullest(full[mention], distinct) if mention in full else (mention.kind, str(mention.first))
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
