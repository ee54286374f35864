"""Yes/no questions, and an open wording of each that keeps its subject.

English marks a yes/no question by its first word ("Do you…", "Is it…"). What that word asks for, and the words after
it, decide which open word fits: how hard, what about, how often, which. `bot.questions.opening` knows them family by
family; here a text is cut into sentences, and its frame ("I was wondering if…", "…, right?") is taken off.
"""

import re
from collections.abc import Callable

from bot.questions.english import OPEN_WORDS, is_plural, match
from bot.questions.opening.being import be
from bot.questions.opening.doing import do
from bot.questions.opening.modals import DESCRIBES, can, have, may, must, should, will

LONGEST = 400  # characters; beyond it the text is a speech, not a question

_AUX = "do|does|did|is|are|am|was|were|can|could|will|would|shall|should|may|might|must|have|has|had"
_NEGATED = {
    "don't": "do", "doesn't": "does", "didn't": "did", "isn't": "is", "aren't": "are", "wasn't": "was",
    "weren't": "were",
    "can't": "can", "couldn't": "could", "won't": "will", "wouldn't": "would", "shouldn't": "should", "haven't": "have",
    "hasn't": "has", "hadn't": "had", "mustn't": "must", "ain't": "is",
}  # fmt: skip


_IF = r"(?:if|whether)\s+(.+)"
_RULES: dict[str, Callable[[str, str], str | None]] = {
    **dict.fromkeys(("do", "does", "did"), do),
    **dict.fromkeys(("is", "are", "am", "was", "were"), be),
    **dict.fromkeys(("can", "could"), can),
    **dict.fromkeys(("will", "would"), will),
    **dict.fromkeys(("should", "shall"), should),
    **dict.fromkeys(("have", "has", "had"), have),
    **dict.fromkeys(("may", "might"), may),
    "must": must,
}


def _from_statement(statement: str) -> str | None:
    """ "the work is hard" → as if "Is the work hard?" had been asked; "you like it" → "Do you like it?"."""
    found = match(rf"(.+?)\s+({_AUX})(?:\s+not|n't)?\s+(.+)", statement)
    verbal = match(r"(I|you|we|they|people|most people)\s+(?:really |still |just )?([a-z]+.*)", statement)
    if found and not (verbal and len(found[1].split()) > 3):
        return _open(f"{found[2]} {found[1]} {found[3]}")
    if (
        verbal
        and re.match(
            (
                r"\w+(?:ed|ught|rew|ame|ade|ent|eft)\b|(?:got|had|did|"
                r"was)\b"
            ),
            verbal[2],
        )
        and verbal[2][:4] != "need"
    ):
        return f"How did it come about that {statement}"
    return _open(f"do {verbal[1]} {verbal[2]}") if verbal else None


def _elliptic(text: str) -> str | None:
    """ "Any advice?", "Ever thought of leaving?", "Anything else?": questions that leave their first words out."""
    found = match(r"any(thing|one|body) else(?: (?:I|you|we) (?:should|would|could|can) .+)?", text)
    if found:
        return (
            _open(f"is there {text}")
            if " " in text[13:].strip()
            else f"{'What' if found[1].lower() == 'thing' else 'Who'} else comes to mind"
        )
    found = match(r"any\s+(advice|tips?|suggestions?|recommendations?|ideas?|thoughts|feedback)\b(.*)", text)
    if found:
        rest = re.sub(r"^ for me", "", found[2])
        somebody = match(r" (?:for|to) ((?:someone|somebody|people|students|a|an|anyone)\b.*)", rest)
        return f"What {found[1].lower()} would you give {somebody[1] if somebody else 'me' + rest}"
    found = match(r"any\s+(.+)", text)
    if found:
        return f"What {found[1]} come{'' if is_plural(found[1]) else 's'} to mind"
    found = match(r"ever\s+(\w+(?:ed|en|ne|ght|de|nt|t)\b.*)", text)
    return f"When have you {found[1]}" if found else None


def _open(clause: str) -> str | None:
    """The open wording of one clause without its question mark, or None if it is open already (or no question)."""
    first, _, tail = clause.partition(" ")
    aux = _NEGATED.get(first.lower().replace("’", "'"), first.lower())
    tail = tail.strip()
    if aux not in _RULES or not tail:
        return None
    if tail.split()[0].lower() == "not" and len(tail.split()) > 1:
        tail = tail.split(None, 1)[1]
    # "Can you tell me if the work is hard?" asks what stands after the "if".
    inside = match(rf"(?:{DESCRIBES}|you know)\s+{_IF}", tail)
    if inside:
        return _from_statement(inside[1]) or _RULES[aux](aux, tail)
    return _RULES[aux](aux, tail)


_TAG = re.compile(
    rf",?\s*(?:(?:{_AUX}|{'|'.join(_NEGATED)})\s+(?:it|you|they|he|she|there|that|this|we|I)|right|correct|"
    rf"yes|no|or not|huh|eh)\s*\Z",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:so|and|but|well|ok|okay|also|hi|hello|hey|then|now|actually|just curious|out of curiosity|quick question|"
    r"I was wondering|I wonder|I'd like to know|I would like to know|I want to know|let me ask|may I ask|can "
    r"I ask|could I ask|I'm curious)\b[\s,:—–-]*)+",
    re.IGNORECASE,
)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+", text) if part.strip()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reword(sentence: str) -> str | None:
    body = sentence.rstrip(" ?!.…").replace("’", "'").strip()
    lead = _LEADS.match(body)
    stripped = body[lead.end() :].strip() if lead else body
    condition = match(_IF, stripped)
    if condition and lead:
        return _from_statement(condition[1])
    frame = match(rf"(.+?),\s*((?:{_AUX}|{'|'.join(_NEGATED)})\s+.+)", stripped)
    if frame and re.match(r"(?:when|where) (?:you|I|they|we)\b", stripped, re.IGNORECASE):
        inner = _open(frame[2])
        return f"{frame[1]}, {inner[:1].lower()}{inner[1:]}" if inner else None
    if not stripped or re.match(rf"(?:{OPEN_WORDS})\b", stripped, re.IGNORECASE):
        return None
    # "Do you like it, and why?" gets its description anyway.
    if re.search(
        r"(?:,|;|\band|\bor|[—–-])\s+(?:if (?:so|not|yes),? )?(?:why|how|what|which|where|who)\b(?! (?:\w+ "
        r")?(?:is|are)\b.*\bor\b)",
        stripped,
        re.IGNORECASE,
    ):
        return None
    opened = _open(stripped) or _elliptic(stripped)
    if opened:
        return opened
    first = stripped.split()[0].lower()
    if first in _AUX.split("|") or first in _NEGATED:
        return None
    # "When you started, did you…", "As an editor, do you…": the frame stays in front.
    if frame and not _TAG.search("," + stripped[len(frame[1]) + 1 :]):
        inner = _open(frame[2])
        return f"{frame[1]}, {inner[:1].lower()}{inner[1:]}" if inner else None
    if lead and re.match(r"so\b", body, re.IGNORECASE) and sentence.endswith("?"):
        return _from_statement(re.sub(r"^it's ", "it is ", stripped, flags=re.IGNORECASE))
    tagged = _TAG.search(stripped)
    if tagged and tagged.start() > 0:
        statement = re.sub(r"^it's ", "it is ", stripped[: tagged.start()].strip(" ,"), flags=re.IGNORECASE)
        return _from_statement(statement[:1].lower() + statement[1:] if not statement.startswith("I ") else statement)
    return None


def closed(text: str) -> str | None:
    """An open wording of a question that could be answered with yes or no; None if it is open, or asks a permission.

    The subject is kept: "Is the work hard?" becomes "How hard is the work?". Sentences around the question stay as they
    are; a question followed by "Why?" is open already. Never raises.
    """
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > LONGEST:
        return None
    sentences = _sentences(tidy)
    if any(re.match(rf"(?:and |but )?(?:{OPEN_WORDS})\b.*\?\Z", sentence, re.IGNORECASE) for sentence in sentences[1:]):
        return None
    for at in range(len(sentences) - 1, -1, -1):
        if len(sentences) > 1 and not sentences[at].endswith("?"):
            continue
        opened = _reword(sentences[at])
        if opened:
            return " ".join([*sentences[:at], _capital(" ".join(opened.split())) + "?", *sentences[at + 1 :]])
    return None
