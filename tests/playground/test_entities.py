"""Formatted text: what Telegram reads, refuses and finds."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.constants import MessageLimit

from playground.api import ApiError
from playground.entities import checked_link, find, given_entities, tidy, utf16_length
from playground.html_reader import parse_html
from playground.html_writer import page_html, to_html


def shown(source: str) -> str:
    """HTML as a message keeps it, written out again."""
    return to_html(*tidy(*parse_html(source)))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<script>", 'Unsupported start tag "script" at byte offset 2'),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<a href='x", 'Unclosed start tag "a" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 3'),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 9"),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_what_cannot_be_parsed_is_named_with_its_place(source: str, sentence: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {sentence}"
    assert refusal.value.code == 400


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("<strong>a</strong> <em>b</em> <ins>c</ins> <del>d</del>", "<b>a</b> <i>b</i> <u>c</u> <s>d</s>"),
        ("<B>a</B>", "<b>a</b>"),
        ("<b>a</>", "<b>a</b>"),
        ("<b>a</b><b>b</b>", "<b>ab</b>"),
        ("<b>a<strong>b</strong></b>", "<b>ab</b>"),
        ("<i><b>a</b></i>", "<b><i>a</i></b>"),
        ("<b>a <i>b</i> c</b>", "<b>a <i>b</i> c</b>"),
        ("<b>a <code>b</code> c</b>", "<b>a </b><code>b</code><b> c</b>"),
        ("<tg-spoiler>a</tg-spoiler>", "<tg-spoiler>a</tg-spoiler>"),
        ('<span class="tg-spoiler">a</span>', "<tg-spoiler>a</tg-spoiler>"),
        ("<pre>a</pre>", "<pre>a</pre>"),
        ('<pre><code class="language-py">a</code></pre>', '<pre><code class="language-py">a</code></pre>'),
        ("<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        ("<blockquote expandable>a <b>b</b></blockquote>", "<blockquote expandable>a <b>b</b></blockquote>"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "<blockquote>ab</blockquote>"),
        ('<a href="https://x.org/p?a=1&amp;b=2">a</a>', '<a href="https://x.org/p?a=1&amp;b=2">a</a>'),
        ('<a href="x.org">a</a>', '<a href="http://x.org/">a</a>'),
        ("<a>x.org</a>", '<a href="http://x.org/">x.org</a>'),
        ('<a href="mailto:a@b.c">write</a>', "write"),
        ('<a href="tel:+123">call</a>', "call"),
        ("&lt;b&gt; &amp; &quot;x&quot; &#65; &#x42; &nbsp;", '&lt;b&gt; &amp; "x" A B &amp;nbsp;'),
        ("  <b> a </b> \n", "<b>a</b>"),
        ("a\r\nb\tc", "a\nb c"),
        ("<b></b>a", "a"),
        ("<tg-emoji emoji-id='53'>🙂</tg-emoji>", '<tg-emoji emoji-id="53">🙂</tg-emoji>'),
    ],
)
def test_formats_are_kept_as_telegram_keeps_them(source: str, result: str) -> None:
    assert shown(source) == result


LINK = 'target="_blank" rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("<b>a</b> <i>b</i> <u>c</u> <s>d</s> <code>e</code>", "<b>a</b> <i>b</i> <u>c</u> <s>d</s> <code>e</code>"),
        ("<tg-spoiler>a</tg-spoiler>", '<span class="spoiler">a</span>'),
        ('<a href="https://a.org/?b&amp;c">x</a>', f'<a href="https://a.org/?b&amp;c" {LINK}>x</a>'),
        ('<a href="ftp://a.org/">x</a>', "x"),
        ("a.org", f'<a href="http://a.org" {LINK}>a.org</a>'),
        ("ada@a.org", f'<a href="mailto:ada@a.org" {LINK}>ada@a.org</a>'),
        ("+44 20 7946 0958", f'<a href="tel:+442079460958" {LINK}>+44 20 7946 0958</a>'),
        ("/log now", '<a class="command" data-send="/log">/log</a> now'),
        ("@ada_l #engines", '<a class="mention">@ada_l</a> <a class="hashtag">#engines</a>'),
        ("<pre>a &lt; b</pre>", "<pre>a &lt; b</pre>"),
        ('<pre><code class="language-x&quot;y">a</code></pre>', '<pre><code class="language-x&quot;y">a</code></pre>'),
        ("<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        ("<blockquote expandable>a</blockquote>", '<blockquote class="expandable">a</blockquote>'),
        ("<tg-emoji emoji-id='53'>🙂</tg-emoji> \"'&lt;", "🙂 &quot;&#x27;&lt;"),
    ],
)
def test_the_page_gets_its_own_tags(source: str, result: str) -> None:
    assert page_html(*tidy(*parse_html(source))) == result


def test_formats_that_overlap_are_written_so_that_tags_nest() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 4}]
    assert to_html("abcdef", entities) == "<b>ab<i>cd</i></b><i>ef</i>"


def test_characters_that_nobody_can_show_leave_the_formats_in_place() -> None:
    assert shown("a\r\r<b>b\rc</b>\u2028d") == "a<b>bc</b>d"
    assert tidy("a\ud83d", []) == ("a\ufffd", [])


def test_offsets_count_utf16_units() -> None:
    text, entities = tidy(*parse_html("🧑‍💻 é <b>bold 😀</b> end"))
    assert entities == [{"type": "bold", "offset": utf16_length("🧑‍💻 é "), "length": 7}]
    ours = MessageEntity("bold", entities[0]["offset"], entities[0]["length"])
    units = text.encode("utf-16-le")
    assert units[2 * ours.offset : 2 * (ours.offset + ours.length)].decode("utf-16-le") == "bold 😀"


def test_only_a_hundred_entities_are_kept() -> None:
    _, entities = tidy(*parse_html("<b>a</b> " * 150))
    assert len(entities) == MessageLimit.MESSAGE_ENTITIES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("/log@rapport_bot x", [("bot_command", "/log@rapport_bot")]),
        ("and/or 1/2 https://a.org/b", [("url", "https://a.org/b")]),
        ("see example.com, or www.example.org/x?y=1.", [("url", "example.com"), ("url", "www.example.org/x?y=1")]),
        ("mail ada@engines.co.uk!", [("email", "ada@engines.co.uk")]),
        ("ask @ada_l about #engines #1", [("mention", "@ada_l"), ("hashtag", "#engines")]),
        ("call +44 20 7946 0958 soon", [("phone_number", "+44 20 7946 0958")]),
        ("nothing here. really, 3.5 of it", []),
    ],
)
def test_telegram_finds_links_and_the_like_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    entities = sorted(find(text), key=lambda entity: int(entity["offset"]))
    assert [(one["type"], text[one["offset"] : one["offset"] + one["length"]]) for one in entities] == found


def test_nothing_is_found_inside_code_and_links() -> None:
    _, entities = tidy(*parse_html('<code>/start</code> <a href="https://a.org/">b.com</a>'))
    assert [entity["type"] for entity in entities] == ["code", "text_link"]


@pytest.mark.parametrize("url", ["mailto:a@b.c", "javascript:alert(1)", "http://", "https://a b.c", "http://nodot", ""])
def test_links_that_lead_nowhere_are_dropped(url: str) -> None:
    assert checked_link(url) is None


@pytest.mark.parametrize("entity", ["bold", {"type": "bold"}, {"type": "bold", "offset": "0", "length": 1}])
def test_ready_made_entities_must_be_readable(entity: object) -> None:
    with pytest.raises(ApiError, match="can't parse MessageEntity"):
        given_entities([entity])


TAGS = ["b", "i", "u", "s", "code", "tg-spoiler", "pre", "blockquote"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)


@st.composite
def html(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        inner = draw(WORDS).replace("&", "&amp;").replace("<", "&lt;")
        if depth and draw(st.booleans()):
            inner = draw(html(depth - 1))
        tag = draw(st.sampled_from(["", *TAGS]))
        parts.append(f"<{tag}>{inner}</{tag}>" if tag else inner)
    return "".join(parts)


@given(html())
@example("<b><code>a</code></b>")
@example("<blockquote>a</blockquote><blockquote>b</blockquote>")
@example("<i>0</i><b><blockquote><i>0</i>0</blockquote></b>")
@example("<b><blockquote>0<i>0</i></blockquote></b><i>0</i>")
def test_what_is_written_out_reads_back_the_same(source: str) -> None:
    text, entities = tidy(*parse_html(source))
    again = tidy(*parse_html(to_html(text, entities)))
    assert again[0] == text
    assert to_html(*again) == to_html(text, entities)


@given(html())
def test_entities_lie_inside_the_text_and_in_order(source: str) -> None:
    text, entities = tidy(*parse_html(source))
    assert text == text.strip()
    assert all(one["offset"] >= 0 and one["length"] > 0 for one in entities)
    assert all(one["offset"] + one["length"] <= utf16_length(text) for one in entities)
    assert [one["offset"] for one in entities] == sorted(one["offset"] for one in entities)


@given(st.text("<>/abi=\"'& x#;\n"))
def test_any_text_is_read_or_refused_with_a_sentence(source: str) -> None:
    try:
        text, entities = tidy(*parse_html(source))
    except ApiError as refusal:
        sentence = refusal.description
    else:
        sentence = ""
        assert "".join(_Tags(to_html(text, entities)).words) == text
    assert not sentence or sentence.startswith("Bad Request: can't parse entities: ")


ENTITY = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["bold", "italic", "code", "pre", "spoiler", "blockquote", "text_link"]),
        "offset": st.integers(-3, 30),
        "length": st.integers(-3, 30),
        "url": st.sampled_from(["https://a.org/", 'javascript:"><script>', "http://x/'\"<>"]),
    }
)


@given(st.text(max_size=25), st.lists(ENTITY, max_size=6))
def test_the_page_gets_only_known_tags_whatever_came(text: str, entities: list[dict[str, object]]) -> None:
    body, kept = tidy(text, given_entities(entities))
    html = page_html(body, kept)
    seen = _Tags(html)
    assert "".join(seen.words) == body
    assert seen.balanced
    assert {tag for tag, _ in seen.tags} <= {"b", "i", "u", "s", "span", "a", "code", "pre", "blockquote"}
    for _, attributes in seen.tags:
        assert attributes.keys() <= {"class", "href", "target", "rel", "data-send"}
        assert (attributes.get("href") or "https:").split(":")[0] in {"http", "https", "mailto", "tel", "tg"}


class _Tags(HTMLParser):
    """What a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.balanced = True
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.balanced = self.balanced and not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced = self.balanced and bool(self._open) and self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
