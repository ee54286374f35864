"""Messages that nobody wrote, each token labelled: the grammar is expanded, names are drawn, thumbs slip."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.capture import lexicon

FOLDER = Path(__file__).parent
SLOT = re.compile(r"<(\w+)>|\[([^\[\]]*)\]|([^<\[]+)")
LABELLED = {"P", "F", "O", "R", "V"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message: its label is P, O, R, V or nothing."""

    text: str
    label: str = ""


@cache
def rules() -> dict[str, list[str]]:
    found = {}
    for line in (FOLDER / "messages.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, alternatives = line.partition(" = ")
            found[name.strip()] = [a.strip(" ") for a in alternatives.split("|")]
    return found


@cache
def _orgs() -> dict[str, list[str]]:
    lines = (FOLDER / "organisations.txt").read_text(encoding="utf-8").splitlines()
    kinds = dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return {kind: words.split("|") if kind == "patterns" else words.split() for kind, words in kinds.items()}


@cache
def _venues() -> list[str]:
    lines = (FOLDER / "venues.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


class Writer:
    """Writes messages from a seed; the same seed writes the same messages."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._given = sorted(lexicon.words("names", "given"))
        self._family = sorted(lexicon.words("names", "family"))
        self._heads = sorted(lexicon.words("roles", "heads"))
        self._modifiers = sorted(lexicon.words("roles", "modifiers"))
        self._open = sorted(lexicon.words("roles", "open_heads"))
        self._known = lexicon.phrases("organisations", "known")

    def message(self) -> list[Piece]:
        """One message, in one of the styles people type in."""
        pieces = list(self._expand("<message>"))
        style = self.random.random()
        if style < 0.38:
            pieces = [Piece(p.text.lower(), p.label) for p in pieces]
        elif style < 0.75:
            pieces = [*self._sentence_case(pieces)]
        if self.random.random() < 0.15:
            pieces = [p if p.label else Piece(re.sub(r"[.,!;](?= |$)", "", p.text), p.label) for p in pieces]
        if self.random.random() < 0.4:
            short = self.random.choice(["w/", "w", "w/"])
            pieces = [p if p.label else Piece(re.sub(r"\bwith\b", short, p.text), p.label) for p in pieces]
        if self.random.random() < 0.1:
            pieces = [p if p.label else Piece(self._slip(p.text), p.label) for p in pieces]
        if self.random.random() < 0.06:
            pieces.append(Piece(" " + self.random.choice("🎉🍵😅✅📞👍🙌☕")))
        return pieces

    def _sentence_case(self, pieces: list[Piece]) -> Iterator[Piece]:
        opening = True
        for piece in pieces:
            text = piece.text
            if not piece.label:
                text = re.sub(r"([.!?]\s+|\n(?:[-*•] )?)([a-z])", lambda m: m[1] + m[2].upper(), text)
                text = re.sub(r"\bi\b", "I", text)
                if opening:
                    text = re.sub(r"^(\s*)([a-z])", lambda m: m[1] + m[2].upper(), text)
            if text.strip() or not text:
                opening = (opening and not text.strip()) or (
                    not piece.label and text.rstrip().endswith((".", "!", "?", "\n"))
                )
            yield Piece(text, piece.label)

    def _slip(self, text: str) -> str:
        words = text.split(" ")
        for index, word in enumerate(words):
            if len(word) > 4 and word.isalpha() and self.random.random() < 0.4:
                at = self.random.randrange(1, len(word) - 1)
                words[index] = self.random.choice(
                    [word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :]]
                )
        return " ".join(words)

    def _expand(self, pattern: str, depth: int = 0) -> Iterator[Piece]:
        for name, optional, plain in SLOT.findall(pattern):
            if plain:
                yield Piece(plain.replace("\\n", "\n"))
            elif optional:
                if self.random.random() < 0.5:
                    yield from self._expand(optional, depth + 1)
            elif name in LABELLED:
                yield self._named(name)
            else:
                yield from self._expand(self.random.choice(rules()[name]), depth + 1)

    def _named(self, kind: str) -> Piece:
        match kind:
            case "P":
                return Piece(self.person(), "P")
            case "F":
                return Piece(self._capitals(self.random.choice(self._given)), "P")
            case "O":
                return Piece(self.organisation(), "O")
            case "R":
                return Piece(self.role(), "R")
        return Piece(self.random.choice(_venues()), "V")

    def _capitals(self, name: str) -> str:
        return re.sub(r"(^|[-' ])(\w)", lambda m: m[1] + m[2].upper(), name)

    def person(self) -> str:
        """A name in one of the shapes that names have around the world."""
        pick = self.random.choice
        given, family = self._capitals(pick(self._given)), self._capitals(pick(self._family))
        shape = self.random.random()
        if shape < 0.2:
            return given
        if shape < 0.78:
            return f"{given} {family}"
        if shape < 0.82:
            return f"{given} {self._capitals(pick(self._given))} {family}"
        if shape < 0.86:
            return f"{given} {family}-{self._capitals(pick(self._family))}"
        if shape < 0.9:
            particle = pick(
                [
                    "van der",
                    "de",
                    "dos",
                    "von",
                    "al",
                    "van",
                    "da",
                    "de la",
                    "bin",
                    "del",
                    "ter",
                    "El",
                    "Al",
                    "De",
                    "Van",
                ]
            )
            return f"{given} {particle}{pick([' ', '-']) if particle.lower() in {'al', 'el'} else ' '}{family}"
        if shape < 0.92:
            return f"{given} {pick(['O', 'D', 'N', 'M'])}'{family}"
        if shape < 0.94:
            return f"{given} {pick('ABCDEFGHJKLMNPRSTW')}. {family}"
        if shape < 0.96:
            return f"{given}-{self._capitals(pick(self._given))} {family}"
        if shape < 0.98:
            return f"{given} {family} {self._capitals(pick(self._family))}"
        return family

    def organisation(self) -> str:
        pick = self.random.choice
        parts = _orgs()
        text = pick(parts["patterns"])
        made = {
            "S": lambda: pick(parts["stems"]) if self.random.random() < 0.7 else self._capitals(pick(self._family)),
            "X": lambda: pick(parts["short"]),
            "H": lambda: pick(parts["heads"]),
            "K": lambda: pick(self._known),
            "G": lambda: self._capitals(pick(self._family)),
            "A": lambda: "".join(pick("ABCDEFGHIKLMNOPRSTUW") for _ in range(pick([2, 3, 3, 3, 4]))),
        }
        return re.sub(r"\b[SXHKGA]\b", lambda m: made[m[0]](), text)

    def role(self) -> str:
        pick = self.random.choice
        shape = self.random.random()
        if shape < 0.3:
            return pick(self._heads)
        if shape < 0.65:
            return f"{pick(self._modifiers)} {pick(self._heads)}"
        if shape < 0.78:
            return (
                f"{pick(['senior', 'junior', 'associate', 'lead', 'assistant', 'deputy', 'chief'])}"
                f" {pick(self._modifiers)} {pick(self._heads)}"
            )
        if shape < 0.88:
            head = pick(["head", "head", "director", "VP", "chief", "professor", "manager", "vice president"])
            return f"{head} of {pick(self._modifiers)}"
        if shape < 0.93:
            return f"{pick(['VP', 'SVP', 'Head', 'Director,'])} {pick(self._modifiers)}"
        return pick(
            [
                "PM",
                "DP",
                "CEO",
                "CTO",
                "UX designer",
                "HR manager",
                "TA",
                "PhD student",
                "VC",
                "EP",
                "GM",
                "SWE",
                "COO",
                "R&D lead",
                "QA engineer",
            ]
        )
