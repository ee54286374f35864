"""A little English grammar: where the subject ends, which word is an adjective, what is plural."""

import re
import tomllib
from pathlib import Path

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_name("english.toml").read_text(encoding="utf-8")).items()
}
_ADJECTIVE_ENDINGS = re.compile(r"^(?!table$|unless$)\w+(?:ful|ous|able|ible|less)$")
OPEN_WORDS = r"what|how|why|which|who|whom|whose|where|when"
PREPOSITIONS = "in|at|on|for|from|with|about|of|to|as|among|within|by|during|after|before|when|that|who|if|you|I|we"
_ORGANISATION = "team|company|firm|studio|agency|office|organi[sz]ation|employer|boss|manager|department|place"
PERSONS = rf"(?:you|they|he|she|we|I|people|everyone|everybody|someone|anyone|(?:your|the) (?:{_ORGANISATION}))"
EMPLOYERS = (
    rf"(?:your |their |the |this |that )?"
    rf"(?:{_ORGANISATION}|clients?|colleagues?|employers?|companies|recruiters?)"
)
_PRONOUNS = (
    "you|I|we|they|he|she|it|this|that|these|those|there|everyone|everybody|people|anyone|anybody|someone|somebody"
)
SUBJECT = (
    rf"({_PRONOUNS}|(?:the |your |most |other |many )?"
    r"(?:people|colleagues|editors|students|graduates|employers|companies|interns|managers|recruiters|"
    r"organi[sz]ations))"
)


def gerund(verb: str) -> str:
    """The -ing form of a plain verb: "write" → "writing", "get" → "getting"."""
    low = verb.lower()
    if low.endswith("ing") and len(low) > 5:
        return verb
    if low in {"be", "see", "agree", "free", "dye"}:
        return verb + "ing"
    if low.endswith("ie"):
        return verb[:-2] + "ying"
    if low in _WORDS["doubling"]:
        return verb + verb[-1] + "ing"
    if low.endswith("e") and not low.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


def gerund_phrase(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return f"{gerund(first)} {rest}".strip()


def match(pattern: str, text: str) -> re.Match[str] | None:
    """The whole text against a pattern, whatever the case."""
    return re.match(pattern + r"\Z", text, re.IGNORECASE)


def is_adjective(word: str) -> bool:
    low = word.lower().strip(",")
    return low in _WORDS["adjectives"] or bool(_ADJECTIVE_ENDINGS.match(low))


def is_plural(noun_phrase: str) -> bool:
    head = re.split(rf"\s+(?:{PREPOSITIONS})\s+", noun_phrase, maxsplit=1, flags=re.IGNORECASE)[0]
    last = head.split()[-1].lower() if head.split() else ""
    return (
        " and " in head
        or last in _WORDS["plurals_without_s"]
        or (last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s")))
    )


def split_adjective(tail: str) -> tuple[str, str, str] | None:
    """("the work", "hard", "for you") from "the work very hard for you"; None where there is no such adjective."""
    words = tail.split()
    for at in range(1, len(words)):
        follows = words[at + 1].lower().strip(",") if at + 1 < len(words) else None
        if not is_adjective(words[at]) or not (
            follows is None or follows in _WORDS["after_adjective"] or (follows.endswith("ing") and len(follows) > 4)
        ):
            continue
        start = at
        while start > 1 and words[start - 1].lower() in _WORDS["adverbs"]:
            start -= 1
        rest = " ".join(words[at + 1 :])
        rest = re.sub(r"^enough\b ?", "", rest)
        rest = re.sub(r"^(?:and|or) (?!.*\bto\b)\S+( |$)", "", rest)  # "fun or boring": one side is enough
        subject = " ".join(words[:start])
        if subject.lower() in {"a", "an", "the", "your", "my"}:
            continue
        return subject, words[at].strip(",").lower() if words[at].islower() else words[at].strip(","), rest
    return None


def join(*parts: str) -> str:
    """The parts that hold something, with single spaces between."""
    return " ".join(part for part in parts if part)


def objective(pronoun: str) -> str:
    """The form after a preposition: "I" → "me"; nouns stay."""
    return {"i": "me", "we": "us", "they": "them", "he": "him", "she": "her"}.get(pronoun.lower(), pronoun)


def split_subject(tail: str) -> tuple[str, str]:
    """Split after the subject where it is plain; otherwise everything is the subject and the phrase is empty."""
    found = match(SUBJECT + r"\s+(.+)", tail)
    if found and found[1].lower() not in {"this", "that", "these", "those"}:
        return found[1], found[2]
    words = tail.split()
    for at in range(1, len(words)):
        if words[at].lower() in _WORDS["verbs"] and words[at - 1].lower() not in _WORDS["determiners"]:
            return " ".join(words[:at]), " ".join(words[at:])
    return tail, ""
