"""Formatted text: Telegram's HTML read and written, and what Telegram finds in plain text by itself.

Offsets and lengths of entities count UTF-16 units, as everywhere in the Bot API.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape as html_escape
from itertools import pairwise
from urllib.parse import urlsplit

from telegram.constants import MessageLimit

from playground.api import Json, bad_request

# Tags of Telegram's HTML, and the entity that each makes.
SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
}
TAGS = SIMPLE_TAGS.keys() | {"a", "pre", "blockquote", "tg-emoji"}

# Styles that lie over text; two that touch are one.
STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
VERBATIM = {"code", "pre"}
BLOCKS = {"blockquote", "expandable_blockquote"}
FOUND_BY_TELEGRAM = {"url", "email", "mention", "hashtag", "cashtag", "bot_command", "phone_number"}
# What encloses what, when two entities cover exactly the same text: the first stands outside.
_OUTER_FIRST = [
    "blockquote", "expandable_blockquote", "text_link", "text_mention", "bold", "italic", "underline", "strikethrough",
    "spoiler", "custom_emoji", "pre", "code", *sorted(FOUND_BY_TELEGRAM),
]  # fmt: skip

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
# Control characters become spaces; carriage returns and some invisible ones vanish.
_CONTROL = {code: " " for code in range(32) if code != 10} | {13: None, 0x2028: None, 0x2029: None}
# Halves of characters are nothing that can be shown or sent on.
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes: what Telegram counts offsets in."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Telegram's HTML as plain text and entities, as written (see `tidy` for what a message keeps of it).

    Raises ApiError 400 with the byte offset of what is wrong.
    """
    return _HtmlReader(source).read()


class _Open:
    """A start tag that waits for its end."""

    def __init__(self, tag: str, argument: str, offset: int, chars: int) -> None:
        self.tag = tag
        self.argument = argument
        self.offset = offset
        self.chars = chars


class _HtmlReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.chars = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<":
                self._tag()
            elif char == "&":
                self._put(self._reference())
            else:
                self._put(char)
                self.at += 1
        if self.open:
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self.open[-1].tag}\""
            )
        return "".join(self.out), self.entities

    def _put(self, char: str) -> None:
        self.out.append(char)
        self.units += utf16_length(char)
        self.chars += 1

    def _reference(self) -> str:
        """The character that a reference stands for; anything unknown is text as it stands."""
        found = _REFERENCE.match(self.source, self.at)
        if found is None:
            self.at += 1
            return "&"
        decimal, hexadecimal, name = found.groups()
        code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else ord(_NAMED[name])
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            self.at += 1
            return "&"
        self.at = found.end()
        return chr(code)

    def _wrong(self, sentence: str, at: int, rest: str = "") -> Exception:
        offset = len(self.source[:at].encode(errors="surrogatepass"))
        return bad_request(f"can't parse entities: {sentence} at byte offset {offset}{rest}")

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _take(self, stop: Callable[[str], bool]) -> str:
        begin = self.at
        while self.at < len(self.source) and not stop(self.source[self.at]):
            self.at += 1
        return self.source[begin : self.at]

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._peek() == "/":
            self.at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._take(lambda char: char.isspace() or char == ">").lower()
        if not self._peek():
            raise self._wrong("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._wrong(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while True:
            self._take(lambda char: not char.isspace())
            if not self._peek():
                raise self._wrong(f'Unclosed start tag "{tag}"', begin)
            if self._peek() == ">":
                break
            argument = self._attribute(tag, begin) or argument
        self.at += 1
        if tag == "span" and argument != "tg-spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.units, self.chars))

    def _attribute(self, tag: str, begin: int) -> str:
        """Reads one attribute; gives its value if it is the one that this tag is about, else nothing."""
        name_at = self.at
        name = self._take(lambda char: char.isspace() or char in "=>/\"'").lower()
        if not name:
            raise self._wrong(f'Empty attribute name in the tag "{tag}"', name_at)
        self._take(lambda char: not char.isspace())
        if self._peek() != "=":
            if tag == "blockquote" and name == "expandable":
                return "expandable"
            raise self._wrong(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self.at += 1
        self._take(lambda char: not char.isspace())
        value = self._value(tag, begin)
        match tag, name:
            case ("a", "href") | ("tg-emoji", "emoji-id") | ("span", "class"):
                return value
            case "code", "class" if value.startswith("language-"):
                return value.removeprefix("language-")
            case "blockquote", "expandable":
                return "expandable"
        return ""

    def _value(self, tag: str, begin: int) -> str:
        quote = self._peek()
        if quote and quote not in "\"'":
            value = self._take(lambda char: not (char.isalnum() or char in ".-"))
            if self._peek() and not self._peek().isspace() and self._peek() != ">":
                raise self._wrong("Unexpected end of name token", self.at)
            return value
        self.at += 1
        chars: list[str] = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                chars.append(self._reference())
            else:
                chars.append(self._peek())
                self.at += 1
        if not self._peek():
            raise self._wrong(f'Unclosed start tag "{tag}"', begin)
        self.at += 1
        return "".join(chars)

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise self._wrong("Unexpected end tag", begin)
        tag = self._take(lambda char: char.isspace() or char == ">").lower()
        self._take(lambda char: not char.isspace())
        if self._peek() != ">":
            raise self._wrong("Unclosed end tag", begin)
        self.at += 1
        start = self.open.pop()
        if tag and tag != start.tag:
            raise self._wrong("Unmatched end tag", begin, f', expected "</{start.tag}>", found "</{tag}>"')
        if self.units > start.offset:
            self._entity(start)

    def _entity(self, start: _Open) -> None:
        span = {"offset": start.offset, "length": self.units - start.offset}
        match start.tag:
            case "a":
                target = start.argument or "".join(self.out[start.chars : self.chars])
                if person := re.fullmatch(r"tg://user\?id=(\d+)", target):
                    self.entities.append({"type": "text_mention", **span, "user": {"id": int(person[1])}})
                elif url := checked_link(target):
                    self.entities.append({"type": "text_link", **span, "url": url})
            case "pre" | "code":
                self._verbatim(start, span)
            case "blockquote":
                kind = "expandable_blockquote" if start.argument else "blockquote"
                self.entities.append({"type": kind, **span})
            case "tg-emoji":
                if not start.argument.isdecimal():
                    raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
                self.entities.append({"type": "custom_emoji", **span, "custom_emoji_id": start.argument})
            case tag:
                self.entities.append({"type": SIMPLE_TAGS[tag], **span})

    def _verbatim(self, start: _Open, span: dict[str, int]) -> None:
        """`<pre><code class="language-x">` is one entity, whichever of the two is the outer one."""
        last = self.entities[-1] if self.entities else {}
        other = "code" if start.tag == "pre" else "pre"
        if last.get("type") == other and (last["offset"], last["length"]) == (span["offset"], span["length"]):
            language = last.pop("_language", "") or start.argument
            last |= {"type": "pre"} | ({"language": language} if language else {})
            return
        entity: Json = {"type": start.tag, **span}
        if start.argument:
            entity["_language"] = start.argument
        self.entities.append(entity)


_SCHEMES = {"http", "https", "ftp", "tg", "ton", "tonsite"}


def checked_link(url: str) -> str | None:
    """The link as Telegram keeps it, or None where Telegram would drop it (mailto:, tel:, no host …)."""
    url = url.strip()
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", url):
        url = "http://" + url
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or re.search(r"\s", url):
        return None
    if parts.scheme.lower() in {"tg", "ton"}:
        return url if parts.netloc or parts.path else None
    if (
        not host
        or ("." not in host and host != "localhost" and ":" not in host)
        or host.startswith(".")
        or ".." in host
    ):
        return None
    return url if parts.path or parts.query or parts.fragment else url + "/"


def given_entities(value: Iterable[object]) -> list[Json]:
    """Entities that came ready-made with a call, instead of HTML. Raises ApiError 400 when one is not readable."""
    entities: list[Json] = []
    for item in value:
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            raise bad_request("can't parse MessageEntity: an object with a type expected")
        if not isinstance(item.get("offset"), int) or not isinstance(item.get("length"), int):
            raise bad_request('can\'t parse MessageEntity: fields "offset" and "length" must be of type Integer')
        if item["type"] not in FOUND_BY_TELEGRAM and item["length"] > 0:
            entities.append(dict(item))
    return entities


def tidy(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """What a message keeps: no blank edges, no control characters, entities inside the text, merged, in order.

    Adds what Telegram finds by itself: links, mail addresses, mentions, hashtags, commands, phone numbers.
    """
    text, entities = _cleaned(text, entities)
    body = text.rstrip()
    start = len(body) - len(body.lstrip())
    body = body[start:]
    left, size = utf16_length(text[:start]), utf16_length(body)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - left, 0)
        end = min(entity["offset"] + entity["length"] - left, size)
        if begin < end:
            kept.append(
                {key: value for key, value in entity.items() if key != "_language"}
                | {"offset": begin, "length": end - begin}
            )
    kept = _merged(kept)
    kept += find(body, kept)
    return body, sorted(kept, key=_order)[: MessageLimit.MESSAGE_ENTITIES]


def _cleaned(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Without the characters that a message cannot hold; entities move along."""
    clean = text.translate(_CONTROL)
    if len(clean) == len(text) or not entities:
        return clean, list(entities)
    units = [0]
    for char in clean:
        units.append(units[-1] + utf16_length(char))
    place = _Placer(text)
    kept = []
    for entity in entities:
        begin, end = place.char(entity["offset"]), place.char(entity["offset"] + entity["length"])
        before = len(text[:begin].translate(_CONTROL))
        after = len(text[:end].translate(_CONTROL))
        kept.append(entity | {"offset": units[before], "length": units[after] - units[before]})
    return clean, kept


def _order(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], _OUTER_FIRST.index(kind) if kind in _OUTER_FIRST else len(_OUTER_FIRST)


def _merged(entities: Sequence[Json]) -> list[Json]:
    """Touching styles become one; nothing lies over code; quotations and code do not nest in their own kind."""
    verbatim = _disjoint(entity for entity in entities if entity["type"] in VERBATIM)
    quotes = _disjoint(entity for entity in entities if entity["type"] in BLOCKS)
    rest: list[Json] = []
    for entity in sorted(entities, key=_order):
        if entity["type"] in VERBATIM | BLOCKS:
            continue
        same = next((one for one in reversed(rest) if _fuses(one, entity)), None)
        if same is None:
            rest.append(dict(entity))
        else:
            end = max(same["offset"] + same["length"], entity["offset"] + entity["length"])
            same["length"] = end - same["offset"]
    return [*verbatim, *quotes, *(piece for entity in rest for piece in _without(entity, verbatim))]


def _fuses(first: Json, second: Json) -> bool:
    if first["type"] != second["type"]:
        return False
    end = first["offset"] + first["length"]
    return bool(second["offset"] <= end if first["type"] in STYLES else second["offset"] < end)


def _disjoint(entities: Iterable[Json]) -> list[Json]:
    """The outermost of entities that may not overlap."""
    kept: list[Json] = []
    for entity in sorted(entities, key=_order):
        if not kept or entity["offset"] >= kept[-1]["offset"] + kept[-1]["length"]:
            kept.append(dict(entity))
    return kept


def _without(entity: Json, holes: Sequence[Json]) -> list[Json]:
    """What is left of an entity outside of all holes."""
    pieces = []
    begin, end = entity["offset"], entity["offset"] + entity["length"]
    for hole in holes:
        first, last = hole["offset"], hole["offset"] + hole["length"]
        if last <= begin or first >= end:
            continue
        if first > begin:
            pieces.append(entity | {"offset": begin, "length": first - begin})
        begin = max(begin, last)
    if begin < end:
        pieces.append(entity | {"offset": begin, "length": end - begin})
    return pieces


_TOP = "com|org|net|edu|gov|io|ai|app|dev|me|info|biz|uk|de|fr|es|pt|it|nl|be|ch|at|eu|us|ca|au|in|co|tv|ly|to|gg|xyz"
_FINDERS = [
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}\b")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:(?:https?|ftp|tg|ton)://[^\s<>\"'«»“”]+"
            rf"|(?:[a-zA-Z0-9-]+\.)+(?:{_TOP})(?![\w-])(?::\d+)?(?:[/?#][^\s<>\"'«»“”]*)?)"
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[a-zA-Z]\w{2,31}(?!\w)", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z]\w{2,31})?(?![\w/])", re.ASCII)),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ ().-]{0,2}\d){6,14}(?!\w)")),
]


def find(text: str, taken: Sequence[Json] = ()) -> list[Json]:
    """What Telegram marks by itself in plain text, outside of links and code that are there already."""
    found: list[Json] = []
    if not any(sign in text for sign in "@./#+"):
        return found
    walls = [entity for entity in taken if entity["type"] in VERBATIM | {"text_link", "text_mention"}]
    units = _Placer(text)
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            value = match[0].rstrip(".,:;!?)]}'…") if kind == "url" else match[0]
            entity = {"type": kind, "offset": units.unit(match.start()), "length": utf16_length(value)}
            if value and not any(_overlap(entity, other) for other in [*walls, *found]):
                found.append(entity)
    return found


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


class _Placer:
    """Translates between characters of a Python text and UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, char in enumerate(text) if ord(char) > 0xFFFF]
        self._size = len(text)

    def unit(self, char: int) -> int:
        """The unit at which a character starts."""
        return char + sum(1 for index in self._wide if index < char)

    def char(self, unit: int) -> int:
        """The character that a unit belongs to (half a character counts as its start)."""
        for index in self._wide:
            if index >= unit:
                break
            unit -= 1
        return min(max(unit, 0), self._size)


def to_html(text: str, entities: Sequence[Json]) -> str:
    """The text in Telegram's HTML, one spelling for each format: what a test compares with."""
    return _render(text, entities, _telegram_tags, lambda part: html_escape(part, quote=False))


def page_html(text: str, entities: Sequence[Json]) -> str:
    """The text as HTML that is safe to put into the chat page: only known tags, everything else escaped."""
    return _render(text, entities, _page_tags, html_escape)


Tags = tuple[str, str]


def _render(
    text: str, entities: Sequence[Json], tags: Callable[[Json, str], Tags | None], escape: Callable[[str], str]
) -> str:
    place = _Placer(text)
    spans: list[tuple[int, int, Tags]] = []
    for entity in sorted(entities, key=_order):
        begin, end = place.char(entity["offset"]), place.char(entity["offset"] + entity["length"])
        around = tags(entity, text[begin:end])
        if around is not None and begin < end:
            spans.append((begin, end, around))
    edges = sorted({0, len(text), *(edge for span in spans for edge in span[:2])})
    out: list[str] = []
    opened: list[tuple[int, int, Tags]] = []
    for begin, end in pairwise(edges):
        wanted = [span for span in spans if span[0] <= begin and span[1] >= end]
        common = 0
        while common < min(len(opened), len(wanted)) and opened[common] is wanted[common]:
            common += 1
        out += [span[2][1] for span in reversed(opened[common:])]
        out += [span[2][0] for span in wanted[common:]]
        opened = wanted
        out.append(escape(text[begin:end]))
    out += [span[2][1] for span in reversed(opened)]
    return "".join(out)


_TELEGRAM_TAG = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
}


def _telegram_tags(entity: Json, inner: str) -> Tags | None:
    match entity["type"]:
        case "text_link":
            return f'<a href="{html_escape(entity["url"])}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
        case "pre":
            if language := entity.get("language"):
                return f'<pre><code class="language-{html_escape(language)}">', "</code></pre>"
            return "<pre>", "</pre>"
        case "blockquote":
            return "<blockquote>", "</blockquote>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{html_escape(entity["custom_emoji_id"])}">', "</tg-emoji>"
        case kind if kind in _TELEGRAM_TAG:
            return f"<{_TELEGRAM_TAG[kind]}>", f"</{_TELEGRAM_TAG[kind]}>"
    return None


_PAGE_TAG = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "blockquote": "blockquote",
}


def _page_tags(entity: Json, inner: str) -> Tags | None:
    match entity["type"]:
        case "spoiler":
            return '<span class="spoiler">', "</span>"
        case "text_link":
            return _anchor(entity["url"])
        case "url":
            return _anchor(inner if "://" in inner else f"http://{inner}")
        case "email":
            return _anchor(f"mailto:{inner}")
        case "phone_number":
            return _anchor("tel:" + re.sub(r"[^\d+]", "", inner))
        case "bot_command":
            return f'<a class="command" data-send="{html_escape(inner)}">', "</a>"
        case "mention" | "text_mention":
            return '<a class="mention">', "</a>"
        case "hashtag" | "cashtag":
            return '<a class="hashtag">', "</a>"
        case "pre":
            if language := entity.get("language"):
                return f'<pre><code class="language-{html_escape(language)}">', "</code></pre>"
            return "<pre>", "</pre>"
        case "expandable_blockquote":
            return '<blockquote class="expandable">', "</blockquote>"
        case kind if kind in _PAGE_TAG:
            return f"<{_PAGE_TAG[kind]}>", f"</{_PAGE_TAG[kind]}>"
    return None


_PAGE_SCHEMES = ("http://", "https://", "mailto:", "tel:", "tg://")


def _anchor(url: str) -> Tags | None:
    """A link that opens elsewhere; None for a kind of link that has no place in a page."""
    if not url.lower().startswith(_PAGE_SCHEMES):
        return None
    return f'<a href="{html_escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
