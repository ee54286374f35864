"""Entities: the formats of a text, tidied as Telegram does, and what it finds in plain text by itself.

Offsets and lengths of entities count UTF-16 units, as everywhere in the Bot API.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from telegram.constants import MessageLimit

from playground.api import Json, bad_request

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
# Control characters become spaces; carriage returns and some invisible ones vanish.
_CONTROL = {code: " " for code in range(32) if code != 10} | {13: None, 0x2028: None, 0x2029: None}
# Halves of characters are nothing that can be shown or sent on.
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes: what Telegram counts offsets in."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


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
    return body, sorted(kept, key=nesting_order)[: MessageLimit.MESSAGE_ENTITIES]


def _cleaned(text: str, entities: Sequence[Json]) -> tuple[str, list[Json]]:
    """Without the characters that a message cannot hold; entities move along."""
    clean = text.translate(_CONTROL)
    if len(clean) == len(text) or not entities:
        return clean, list(entities)
    units = [0]
    for char in clean:
        units.append(units[-1] + utf16_length(char))
    place = Placer(text)
    kept = []
    for entity in entities:
        begin, end = place.char(entity["offset"]), place.char(entity["offset"] + entity["length"])
        before = len(text[:begin].translate(_CONTROL))
        after = len(text[:end].translate(_CONTROL))
        kept.append(entity | {"offset": units[before], "length": units[after] - units[before]})
    return clean, kept


def nesting_order(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], _OUTER_FIRST.index(kind) if kind in _OUTER_FIRST else len(_OUTER_FIRST)


def _merged(entities: Sequence[Json]) -> list[Json]:
    """Touching styles become one; nothing lies over code; quotations and code do not nest in their own kind."""
    verbatim = _disjoint(entity for entity in entities if entity["type"] in VERBATIM)
    quotes = _disjoint(entity for entity in entities if entity["type"] in BLOCKS)
    rest: list[Json] = []
    for entity in sorted(entities, key=nesting_order):
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
    for entity in sorted(entities, key=nesting_order):
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
    units = Placer(text)
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            value = match[0].rstrip(".,:;!?)]}'…") if kind == "url" else match[0]
            entity = {"type": kind, "offset": units.unit(match.start()), "length": utf16_length(value)}
            if value and not any(_overlap(entity, other) for other in [*walls, *found]):
                found.append(entity)
    return found


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


class Placer:
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
