"""What was said, taken from the owner's notes and turned towards the person it is written to.

Notes are about the contact ("she said I should learn Premiere"); a note of thanks speaks to them ("your advice to learn
Premiere"). Each part of the notes is turned only where its grammar is plain: whatever is doubtful is left out, because
a wrong "your" in a letter of thanks is worse than a shorter letter. Judgements,
secrets and private matters stay private.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.questions.english import is_adjective

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8")).items()
}
MOST_PARTS = 3  # a letter that repeats everything reads like minutes
MOST_WORDS = 14  # in one part
LONGEST_NOTES = 4000  # characters read
MOST_TOPIC_WORDS = 4
NEUTRAL = "our conversation"
_ABOUT = ("what you said about", "what you told me about", f"{NEUTRAL} about")

_SECRET = re.compile(
    r"off the record|between us|don'?t (?:tell|mention|share|repeat)|do not (?:tell|share|mention)|keep "
    r"(?:it|this) (?:quiet|to my)",
    re.I,
)
# Links, numbers, names that were given, and leave to use a name: all of them have a place of their own in a draft.
_NOT_FOR_QUOTING = re.compile(
    r"https?://|@|\d{5,}|\bnames\b|\b(?:use|using|mention|mentioning|drop) (?:her|his|their|my|your|the) names?\b|"
    r"^(?:she |he |they )?(?:said|says) (?:yes|no|ok|okay|sure)\b",
    re.I,
)
_ADVERB = r"(?:also|really|just|kindly|actually|then|even|always|strongly|specifically|briefly|again)"
_SUBJECT = r"(?P<who>she|he|they|we|i)"
_FINITE = re.compile(r"^(?:is|are|was|were|has|have|had|will|would|can|could|should|isn't|aren't|doesn't|don't)$", re.I)
_SPLIT = re.compile(
    r"\s*(?:[;\n•·]+|[.!?]+(?=\s|$)|,(?!\d)|\s[-–—]\s|\s(?:and|but|then|&|\+)(?=\s+(?:(?:she|he|they|we|i|"
    r"also|then)\s+)?"
    r"(?:said|says|told|suggested|recommended|advised|mentioned|explained|talked|spoke|discussed|loved|liked|offered|"
    r"will|promised|encouraged|warned|gave|showed|described|introduced|asked|urged|thinks|shared|praised|"
    r"should)\b))\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Notes:
    """What is known about the whole of the notes: which pronoun can only mean the contact."""

    their: frozenset[str]
    name: str | None


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.match(pattern + r"\Z", text, re.IGNORECASE)


def _plain_form(verb: str) -> str | None:
    """The form after "you": "hates" → "hate", "is" → "are", past forms as they are; None where it is not clear."""
    low = verb.lower()
    fixed = {
        "is": "are",
        "was": "were",
        "has": "have",
        "does": "do",
        "goes": "go",
        "isn't": "aren't",
        "wasn't": "weren't",
    }
    if low in fixed:
        return fixed[low]
    if low in {"had", "would", "could", "will", "can", "did", "should", "never", "didn't", "can't", "won't"}:
        return low
    if low in _WORDS["story"] or low.endswith("ed"):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        return low[:-1]
    return None


def _family(pronoun: str) -> frozenset[str]:
    for family in (
        frozenset({"she", "her", "hers", "herself", "she's", "she'd", "she'll"}),
        frozenset({"he", "him", "his", "himself", "he's", "he'd", "he'll"}),
        frozenset({"they", "them", "their", "theirs", "themselves", "they're"}),
    ):
        if pronoun.lower() in family:
            return family
    return frozenset()


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text)


def _read(notes: str, first_name: str | None) -> _Notes:
    """A pronoun means the contact when it is the only one in the notes and stands as the one who speaks."""
    low = notes.lower().replace("’", "'")
    families = {family for word in _words(low) if (family := _family(word))}
    singular = {family for family in families if "they" not in family}
    if len(singular) == 1 and "they" not in low.split():
        return _Notes(next(iter(singular)), first_name)
    they_speak = re.search(
        r"\bthey(?:'ve| also| really)? (?:said|told|suggested|recommended|advised|mentioned|loved|offered)\b", low
    )
    if not singular and families and they_speak:
        return _Notes(next(iter(families)), first_name)
    return _Notes(frozenset(), first_name)


_OBJECT_VERBS = r"(?:to|for|with|from|about|of|by|at|on|like|than|told|asked|helped|made|gave|got|let|taught|hired|saw)"


def _turn(text: str, notes: _Notes, *, objects: bool = False) -> str | None:
    """The part in the second person, or None where a pronoun could mean somebody else.

    An object ("told me about him") is rarely the one who spoke, so it is turned only with `objects`.
    """
    words = text.replace("’", "'").split()
    turned: list[str] = []
    skip_verb = False
    for at, word in enumerate(words):
        bare = word.strip(".,;:()\"'“”").lower()
        before = turned[-1].lower() if turned else ""
        if bare in {"you", "your", "yours", "yourself"}:
            return None
        if skip_verb:
            skip_verb = False
            turned.append(_agree(word))
            if turned[-1] == "":
                return None
            if bare in {"really", "always", "also", "only", "just", "still", "first", "never", "often", "usually"}:
                turned[-1] = word
                skip_verb = True
            continue
        if not _family(bare):
            turned.append(word)
            continue
        if bare not in notes.their or _another_person(words[:at], notes):
            return None
        tail = word[len(word.rstrip(".,;:()\"'“”")) :]
        following = words[at + 1].lower() if at + 1 < len(words) else ""
        if bare in {"she", "he", "they"}:
            turned.append("you")
            skip_verb = bool(following)
            if bare == "they":
                return None  # the contact, or the place they work for: nobody can tell
        elif bare in {"she's", "he's"}:
            core = following.strip(".,;:")
            if core.endswith("ed"):
                return None  # "she's worked" has, "she's tired" is
            turned.append("you have" if core in _WORDS["participles"] else "you are")
        elif bare == "they're":
            return None
        elif bare.endswith(("'d", "'ll")):
            turned.append("you" + bare[bare.index("'") :])
        elif bare in {"his", "their"} or (bare == "her" and _is_possessive(before, following, bool(tail))):
            turned.append("your")
        elif bare in {"her", "him", "them"}:
            if not objects:
                return None
            turned.append("you" + tail)
        elif bare in {"hers", "theirs"}:
            turned.append("yours" + tail)
        else:
            turned.append("yourself" + tail)
    return " ".join(turned)


def _agree(verb: str) -> str:
    tail = verb[len(verb.rstrip(".,;:")) :]
    core = verb.rstrip(".,;:")
    if core.lower() in {"really", "always", "also", "only", "just", "still", "first", "often", "usually"}:
        return verb
    plain = _plain_form(core)
    return "" if plain is None else plain + tail


def _is_possessive(before: str, following: str, closed: bool) -> bool:
    """ "her job" against "told her"."""
    if closed or not following:
        return False
    return following not in {
        "to",
        "that",
        "about",
        "for",
        "and",
        "with",
        "in",
        "on",
        "at",
        "how",
        "why",
        "what",
        "when",
        "if",
        "a",
        "the",
        "my",
        "i",
    }


def _another_person(before: Sequence[str], notes: _Notes) -> bool:
    """Whether a name or a person stands before the pronoun that it could point to."""
    for word in before:
        bare = word.strip(".,;:()\"'“”")
        if bare.lower() in {
            "boss",
            "friend",
            "colleague",
            "manager",
            "daughter",
            "son",
            "wife",
            "husband",
            "mentor",
            "sister",
            "brother",
            "director",
            "editor",
            "partner",
            "professor",
            "recruiter",
        }:
            return True
        if (
            bare[:1].isupper()
            and bare != "I"
            and not bare.isupper()
            and bare != notes.name
            and not bare.startswith("I'")
        ):
            return True
    return False


def _short(text: str) -> str | None:
    """A long part cut where a clause ends; None where there is no good place."""
    words = text.split()
    if len(words) <= MOST_WORDS:
        return text.rstrip(" .,;:")
    for at in range(MOST_WORDS, 3, -1):
        if words[at].lower() in {
            "because",
            "which",
            "who",
            "since",
            "although",
            "though",
            "while",
            "when",
            "if",
            "so",
            "where",
            "that",
        }:
            return " ".join(words[:at]).rstrip(" .,;:")
    return None


def _advice(text: str, notes: _Notes) -> str | None:
    """ "learn Premiere" as advice, where it begins with a plain verb."""
    text = re.sub(rf"^{_ADVERB}\s+", "", text, flags=re.I)
    negative = _match(r"(?:not to|do not|don't|never)\s+(.+)", text)
    body = negative[1] if negative else re.sub(r"^to ", "", text)
    words = body.split()
    if not words or (not negative and words[0].lower().strip(".,") not in _WORDS["advice"]):
        return None
    if len(words) > 1 and _FINITE.match(words[1]):
        return None  # "work is hard": a noun after all
    turned = _turn(body, notes)
    if turned is None:
        return None
    body = turned[0].lower() + turned[1:] if turned.split()[0][1:].islower() or len(turned.split()[0]) == 1 else turned
    if re.search(r"\byou(?:rs)?\b", body):
        return None  # "email her in May" is an invitation, and "your advice to email you" no English
    short = _short(body)
    return f"your advice {'not to' if negative else 'to'} {short}" if short else None


def _phrase(before: str, text: str, notes: _Notes) -> str | None:
    turned = _turn(text, notes)
    short = _short(turned) if turned else None
    return f"{before} {short}" if short and len(short) > 1 else None


# What a part of the notes begins with → what the letter says. Tried in order; "{}" is the rest, turned.
_THAT = r"(?:that\s+)?"
_SHAPES: tuple[tuple[str, str], ...] = (
    ((
        r"(?:talked|spoke|chatted|talking|speaking|chat|talk|conversation|spoke a lot|talked a lot|talked "
        r"mostly|had a chat)(?: (?:to|with) \S+)?(?: a lot| mostly| mainly| long)? (?:about|on) (.+)"
    ), "what you said about {}"),
    (r"(?:discussed|discussing|covered|went over|went through) (.+)", "what you said about {}"),
    ((
        r"(?:told (?:me|us)|tells me|spoke|mentioned|shared|talked me through|walked me through|described|"
        r"outlined|explained)(?: \S+ly)? (how|why|what|where|when) (.+)"
    ), "your account of {1} {2}"),
    (r"(?:told (?:me|us)|told) (?:all |a lot |more )?about (.+)", "what you told me about {}"),
    ((
        r"(?:gave|offered|had|shared)(?: me| us)? (?:some |a few |lots of |a lot of |great |good |really |"
        r"useful |helpful |honest )*(?:feedback|comments|notes) (?:on|about) (.+)"
    ), "your feedback on {}"),
    ((
        r"(?:gave|offered|had|shared)(?: me| us)? (?:some |a few |lots of |a lot of |great |good |really |"
        r"useful |helpful )*(tips|advice|pointers) (?:on|about|for) (.+)"
    ), "your {1} on {2}"),
    ((
        r"(?:loved|liked|praised|enjoyed|admired|complimented|was impressed (?:by|with)|impressed (?:by|with)|"
        r"(?:was )?(?:really )?into|(?:was )?kind about) (my .+)"
    ), "your kind words about {}"),
    ((
        r"(?:asked|was curious|wanted to know|was interested|seemed interested|interested)(?: me)? (?:a lot |"
        r"lots )?(?:about|in) (my .+)"
    ), "your interest in {}"),
    (r"(?:advised|warned) (?:me )?against (.+)", "your advice against {}"),
    (r"warned (?:me |us )?about (.+)", "your warning about {}"),
    (r"warned (?:me |us )?" + _THAT + r"(.+)", "your warning that {}"),
    (r"(?:offered|promised|agreed|is going|was happy|is happy|will try) to (.+)", "your offer to {}"),
    ((
        r"(?:will|would|'ll) (introduce|send|connect|forward|put|ask|look|share|pass|let|read|"
        r"review) (.+)"
    ), "your offer to {1} {2}"),
    (r"introduced me to (.+)", "the introduction to {}"),
    (r"(?:put me in touch|connected me) with (.+)", "putting me in touch with {}"),
    (r"(?:lent|gave|sent|showed|showing|taught) me (.+)", "{verb} me {}"),
    (r"(?:thinks|thought|believes|feels|reckons) " + _THAT + r"(.+)", "your view that {}"),
    (r"(?:explained|explaining|described|describing) (.+)", "your explanation of {}"),
    (r"(?:mentioned|brought up|pointed out|noted) that (.+)", "your point that {}"),
    (r"(?:mentioned|brought up|touched on) (.+)", "what you said about {}"),
    (r"(?:recommended|recommends|suggested|suggests) ((?:\w+ing)\b.*)", "your suggestion of {}"),
    (r"(?:recommended|recommends)(?: me)? (?!that\b|i\b|me\b)(.+)", "your recommendation of {}"),
    ((
        r"(?:suggested|suggests)(?: me)? (?!that\b|i\b|me\b|to\b)((?:the|a|an|my|his|her|their|two|three|"
        r"some) .+)"
    ), "your suggestion of {}"),
    (r"(?:about|re|on|topic|topics)[: ]\s*(.+)", "our conversation about {}"),
)  # fmt: skip
_GERUNDS = {
    "lent": "lending",
    "gave": "giving",
    "sent": "sending",
    "showed": "showing",
    "taught": "teaching",
    "showing": "showing",
}
_TELLS = (
    r"(?:said|says|told me|tells me|told us|advised(?: me)?|advises(?: me)?|suggested(?: that)?|suggests(?: that)?|"
    r"recommended(?: that)?|recommends(?: that)?|urged me|encouraged me|asked me|thinks|thought|advice was|"
    r"advice is|reckons)"
)


def _told(text: str, notes: _Notes) -> str | None:
    """ "said I should learn Premiere", "told me to read Murch", "advice: shorten the reel"."""
    found = _match(r"(?:advice|tips?|suggestions?|to ?do|her advice|his advice|their advice)\s*[:=-]\s*(.+)", text)
    if found:
        return None if text.lower().startswith("to") else _advice(found[1], notes)
    found = _match(
        _TELLS
        + (
            r"\s+(?:that\s+)?(?:I|we|you|one)\s+(?:really |definitely )?(?:should(?: n[o']t)?|shouldn't|need "
            r"to|ought to|must|have to|has to|could)\s+(.+)"
        ),
        text,
    )
    if found:
        negative = bool(re.search(r"should(?: no|n')t ", text[: found.start(1)], re.I))
        return _advice(("not to " if negative else "") + found[1], notes)
    found = _match(r"(?:recommended|suggested|advised|recommends|suggests|proposed) (?:that )?I (?!should)(.+)", text)
    if found:
        return _advice(found[1], notes)
    found = _match(r"(?:encouraged|urged) me to (.+)", text)
    if found and "encouraged" in text.lower():
        said = _advice(found[1], notes)
        return said.replace("your advice to", "your encouragement to", 1) if said else None
    found = _match(_TELLS + r"\s*[:,]?\s+(.+)", text)
    return _advice(found[1].strip("\"“”'"), notes) if found else None


def _is_clause(text: str) -> bool:
    words = [word.lower() for word in _words(text)]
    if not words or words[0] in {"how", "why", "what", "when", "where", "whether", "who", "which"}:
        return False
    if re.match(r"(?:she|he|they|it|I|there)(?:'\w+)?$", words[0], re.I):
        return True
    finite = next((at for at, word in enumerate(words) if _FINITE.match(word)), None)
    return finite is not None and not {"who", "which", "that", "how", "what", "why", "where", "when"} & set(
        words[:finite]
    )


def _shape(text: str, notes: _Notes) -> str | None:
    """One part of the notes, its speaker taken off, as a phrase for the letter."""
    told = _told(text, notes)
    if told:
        return told
    for pattern, wording in _SHAPES:
        found = _match(pattern, text)
        if not found:
            continue
        rest = found[found.lastindex or 1]
        if wording.endswith(("about {}", "of {}", "on {}")) and _is_clause(rest):
            # "mentioned the fund is closing" says something; "talked about it is late" is not a sentence to quote.
            mentioned = text.lower().startswith(("mentioned", "brought up"))
            return _phrase("your point that", rest, notes) if mentioned else None
        before = wording.split("{}")[0].split("{2}")[0].strip()
        verb = _GERUNDS.get(text.partition(" ")[0].lower(), "")
        before = before.replace("{1}", found[1].lower()).replace("{verb}", verb)
        return _phrase(before, rest, notes)
    found = _match(r"(?:said|says|told me|tells me|told us)\s*[:,]?\s+" + _THAT + r"(.+)", text)
    if found and re.search(
        r"\b(?:is|are|was|were|has|have|will|would|can|needs?|matters?|counts?|takes?|pays?|'s|\w+s|\w+ed)\b", found[1]
    ):
        quoted = found[1].strip("\"“”'")
        return _phrase(
            "your point that",
            quoted[0].lower() + quoted[1:]
            if quoted.split()[0].lower() in {"the", "a", "most", "it", "there", "people", "nobody", "everyone"}
            else quoted,
            notes,
        )
    words = text.split()
    if words and words[0].lower() in _WORDS["story"] and len(words) > 2:
        return _phrase("the story of how you", words[0].lower() + text[len(words[0]) :], notes)
    return None


def _opening_topic(text: str, notes: _Notes) -> str | None:
    """ "great chat about grants": small talk, then the topic."""
    words = [word.lower().strip("'’\"()") for word in text.split()]
    about = next((at for at, word in enumerate(words) if word in {"about", "on"}), 0)
    if 0 < about < len(words) - 1 and all(word in _WORDS["small_talk"] for word in words[:about]):
        return _phrase(f"{NEUTRAL} about", " ".join(text.split()[about + 1 :]), notes)
    return None


def _is_topic(text: str) -> bool:
    """Whether a bare part is a plain topic, such as "grants" in "talked about docs, grants": a noun, nobody in it."""
    words = [word.lower().strip("'’\"()") for word in text.split()]
    if not 1 <= len(words) <= MOST_TOPIC_WORDS or any(letter > "ɏ" for letter in text if letter.isalpha()):
        return False
    if any(_family(word) or _FINITE.match(word) or word in {"i", "me", "you", "we"} for word in words):
        return False
    # A noun phrase ends in a noun, and what describes a person ("quite shy") ends in an adjective.
    if is_adjective(words[-1]) or words[0] in {"to", "with", "at", "in", "from", "for", "if", "when", "a", "an", "not"}:
        return False
    known = _WORDS["advice"] | _WORDS["story"] | _WORDS["small_talk"] | _WORDS["unkind"] | _WORDS["not_topics"]
    return words[0].isascii() and not set(words[:1] + words[-1:]) & known and not words[0].endswith("ed")


def _part(text: str, notes: _Notes) -> str | None:
    text = text.strip(' \t-–—:*"“”').replace("’", "'")
    if not text or {word.lower() for word in _words(text)} & _WORDS["unkind"] or re.search(_NOT_FOR_QUOTING, text):
        return None
    mine = _match(r"I (?:talked|spoke|told (?:her|him|them)|asked|asked (?:her|him|them)) about (.+)", text)
    if mine:
        return _phrase("our conversation about", mine[1], notes)
    ours = _match(
        r"we (?:also |mostly |mainly |then )?(?:talked|spoke|chatted|discussed)(?: a lot| mostly| "
        r"mainly)?(?: about| on)? (.+)",
        text,
    )
    if ours:
        return _phrase("our conversation about", ours[1], notes)
    if re.match(r"(?:I|we|I'm|I'll|I've)\b", text) or re.match(
        r"(?:todo|to do|follow up|remember to|must|need to|next)\b", text, re.I
    ):
        return None
    meeting = _match(
        r"(?:met|saw|had|coffee|lunch|call|zoom|phone call|video call|caught up)\b.*?\b(?:about|on the topic of) (.+)",
        text,
    )
    if meeting:
        return _phrase("our conversation about", meeting[1], notes)
    speaker = _match(rf"{_SUBJECT}(?:'ve)?\s+(?:{_ADVERB}\s+)*(.+)", text)
    if speaker:
        if speaker["who"].lower() not in notes.their:
            return None
        text = speaker[2]
    elif notes.name and text.lower().startswith(notes.name.lower() + " "):
        text = re.sub(rf"^(?:{_ADVERB}\s+)*", "", text[len(notes.name) + 1 :], flags=re.I)
    else:
        text = re.sub(rf"^(?:{_ADVERB}\s+)+", "", text, flags=re.I)
        if re.match(r"[A-Z][a-z]+ (?:said|told|says|thinks|suggested|recommended|loved|mentioned|explained)\b", text):
            return None  # somebody else is speaking, or nobody told us the name
    found = _shape(text, notes)
    if found:
        return found
    return None if speaker else _opening_topic(text, notes)


def _parts(notes: str, first_name: str | None) -> list[str]:
    text = re.sub(r"[ \t]+", " ", notes[:LONGEST_NOTES]).strip()
    known = _read(text, first_name)
    fragments = [fragment for fragment in _SPLIT.split(text) if fragment and fragment.strip()]
    if len(fragments) > 1 and all(_is_topic(fragment) for fragment in fragments):
        return [f"{NEUTRAL} about {listed(fragments[:MOST_PARTS])}"]
    kept: list[list[str]] = []  # each part, and the topics that follow it
    open_to_topics = False
    for at, fragment in enumerate(fragments):
        nearby = " ".join(fragments[max(0, at - 1) : at + 2])
        if _SECRET.search(nearby):
            open_to_topics = False
            continue
        if open_to_topics and _is_topic(fragment):
            kept[-1].append(fragment)
            continue
        part = _part(fragment, known)
        open_to_topics = part is not None and part.startswith(_ABOUT) and " and " not in part
        if part and [part] not in kept:
            kept.append([part])
    return [", ".join(parts) if " and " in parts[-1] else listed(parts[:MOST_PARTS]) for parts in kept]


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def quote_gist(notes: str, first_name: str | None = None) -> str:
    """A phrase for "Thank you for …" that says, in the notes' own words, what the contact said.

    "talked about docs, loved my reel, said learn "
    "Premiere" → "what you said about docs, your kind words about my reel and
    your advice to learn Premiere". At most three parts. "our conversation" where nothing can be quoted safely; empty
    where there are no notes. `first_name` is the contact's, for notes that name them. Never raises.
    """
    if not notes.strip():
        return ""
    return listed(_parts(notes, first_name)[:MOST_PARTS]) or NEUTRAL


# "should read Murch", "to read Murch": what an advice is led by in a sentence. A capital is a title's ("To Have …").
_LED_BY = re.compile(r"^(?:[Ss]hould|to)\s+")


def quote_advice(suggestion: str, first_name: str | None = None) -> str:
    """What they suggested, as a phrase: "learn Premiere" → "your advice to learn Premiere".

    What cannot be turned safely is quoted as noted: your suggestion (“Premiere?”). Empty for an empty text.
    """
    text = _LED_BY.sub("", " ".join(suggestion.split()).strip(" .,;"))
    if not text:
        return ""
    if {word.lower() for word in _words(text)} & _WORDS["unkind"]:
        return "your advice"
    # A pronoun in a suggestion on its own may mean anybody, so none is turned unless somebody is seen speaking.
    speaks = re.match(r"(?:she|he|they)\b", text, re.I) is not None
    known = _read(text, first_name) if speaks else _Notes(frozenset(), first_name)
    plain = re.sub(r"^(?:that )?(?:I|you) (?:should|could|ought to|need to|must) ", "", text, flags=re.I)
    gerund = _phrase("your suggestion of", text, known) if re.match(r"\w{3,}ing\b", text) else None
    found = _advice(plain, known) or _part(text, known) or gerund
    if found and not found.startswith(NEUTRAL):
        return found
    if speaks:
        return "your advice"
    topic = _turn(text, known)
    return f"your suggestion ({_quoted(topic)})" if topic and _short(topic) == topic else "your advice"


def _quoted(text: str) -> str:
    return "“" + text.replace("“", "‘").replace("”", "’").replace('"', "’") + "”"


def quote_promise(promise: str, first_name: str | None = None) -> str:
    """What the owner promised, for "I will …": "send her the article" → "send you the article"; empty if unclear."""
    text = " ".join(promise.split()).strip(" .,;!")
    text = re.sub(r"^(?:I(?:'ll| will| promised to| said I would)|to|promised to|will)\s+", "", text, flags=re.I)
    words = text.split()
    if not words or words[0].lower() not in _WORDS["advice"] or len(words) > MOST_WORDS:
        return ""
    pronouns = {family for word in _words(text.lower()) if (family := _family(word))}
    known = _Notes(next(iter(pronouns)) if len(pronouns) == 1 else frozenset(), first_name)
    if first_name:
        text = re.sub(rf"\b{re.escape(first_name)}(?:'s|’s)\b", "your", text)
        text = re.sub(rf"\b{re.escape(first_name)}\b", "you", text)
        if re.search(r"\byour?\b", text):
            return text[0].lower() + text[1:]
    turned = _turn(text, known, objects=True)
    return turned[0].lower() + turned[1:] if turned else ""


def quote_offer(promise: str, first_name: str | None = None) -> str:
    """What they promised the owner, as a thing to remind them of; empty if unclear.

    "send me a list" → "your offer to send me a list"; "an introduction to Sam" stays as it is.
    """
    text = " ".join(promise.split()).strip(" .,;!")
    if done := quote_promise(text, first_name):
        return f"your offer to {done}"
    text = re.sub(r"^(?:to|(?:she|he|they)(?:['’]ll| will| would))\s+", "", text, flags=re.I)
    words = text.split()
    if not words or len(words) > MOST_WORDS:
        return ""
    pronouns = {family for word in _words(text.lower()) if (family := _family(word))}
    known = _Notes(next(iter(pronouns)) if len(pronouns) == 1 else frozenset(), first_name)
    turned = _turn(text, known, objects=True)
    if not turned:
        return ""
    turned = turned[0].lower() + turned[1:]
    if words[0].lower() in _WORDS["things"]:
        return turned
    return f"your offer to {turned}" if words[0].lower() in _WORDS["offers"] else ""
