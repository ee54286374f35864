"""Text and entities as HTML: Telegram's, and what the chat page may show."""

import re
from collections.abc import Callable, Sequence
from html import escape as html_escape
from itertools import pairwise

from playground.api import Json
from playground.entities import BLOCKS, Placer, nesting_order


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
    place = Placer(text)
    spans: list[tuple[int, int, Tags]] = []
    quotes = [
        (place.char(each["offset"]), place.char(each["offset"] + each["length"]))
        for each in entities
        if each["type"] in BLOCKS
    ]
    for entity in sorted(entities, key=nesting_order):
        begin, end = place.char(entity["offset"]), place.char(entity["offset"] + entity["length"])
        around = tags(entity, text[begin:end])
        if around is not None and begin < end:
            spans += [(first, last, around) for first, last in _uncrossed(begin, end, quotes)]
    spans.sort(key=lambda span: (span[0], -span[1]))
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


def _uncrossed(begin: int, end: int, quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A span cut where it crosses a quotation's edge: cut in its place, the quotation would be two."""
    cuts = {first for first, last in quotes if begin < first < end < last}
    cuts |= {last for first, last in quotes if first < begin < last < end}
    return list(pairwise([begin, *sorted(cuts), end]))


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
