"""Names, organisations and titles as they should be shown: normal capitals, no titles, no stray signs."""

import re

from bot.capture import lexicon
from bot.capture.mentions import Scene
from bot.capture.text import fold

EDGES = " .,;:!?'’\"()[]{}<>*_~@#/\\|-–—"


def person(written: str) -> str:
    """A person's name with normal capitals; particles stay small."""
    text = " ".join(written.split()).strip(EDGES)
    if text != text.lower() and text != text.upper():
        return text
    if text == text.upper() and len(text) <= 3 and text != text.lower():
        return text if len(text) < 3 else text.capitalize()
    words = text.lower().split(" ")
    small = lexicon.words("names", "particles")
    shown = [w if w in small and 0 < i < len(words) - 1 else _capital(w) for i, w in enumerate(words)]
    return " ".join(shown)


def _capital(word: str) -> str:
    parts = re.split(r"([-'’.])", word)
    if len(parts) > 2 and parts[1] in "'’" and len(parts[0]) > 2:
        return word[:1].upper() + word[1:]
    return "".join(p[:1].upper() + p[1:] for p in parts)


def organisation(scene: Scene, mark: str) -> str:
    """An organisation as it is written, or with capitals where the message has none."""
    text = scene.text(mark).strip(' .,;:!?"()[]*_')
    mention = scene.named[mark][0]
    before = scene.message.tokens[mention.first - 1] if mention.first else None
    if before is not None and before.text == "The":
        text = f"The {text}"
    if text != text.lower():
        return text
    known = {fold(name): name for name in lexicon.phrases("organisations", "known")}
    if fold(text) in known:
        return known[fold(text)]
    capitals = lexicon.words("organisations", "capitals")
    small = {"of", "the", "and", "for", "in", "de", "la", "et", "du", "at"}
    words = text.split(" ")
    return " ".join(w.upper() if w in capitals else w if w in small and i else _capital(w) for i, w in enumerate(words))


def title(scene: Scene, mark: str) -> str:
    """A job title, its shorthand written out."""
    mention = scene.named[mark][0]
    tokens = scene.message.tokens[mention.first : mention.last]
    words = [t.plain if t.is_word and t.plain != t.text.lower() else t.text for t in tokens]
    text = " ".join(words)
    return re.sub(r" ([,.)])", r"\1", re.sub(r"\s*-\s*", "-", text)).strip(EDGES)
