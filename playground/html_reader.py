"""Telegram's HTML, read as Telegram reads it: the same tags, the same errors with their byte offset."""

import re
from collections.abc import Callable

from playground.api import Json, bad_request
from playground.entities import checked_link, utf16_length

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

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")


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
