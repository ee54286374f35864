"""How people are typed: a line to a draft, and several lines to several.

"Ada Lovelace, Engines Ltd, analyst", the same with dashes, brackets or "analyst at Engines Ltd", with an e-mail
address, a phone number, a link or #tags anywhere in it. Whatever has no place of its own becomes a note.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.capture import lexicon
from bot.contacts.details import Details, clean, pull
from bot.contacts.drafts import Draft, checked
from bot.user_error import UserError
from storage.folding import fold

EXAMPLE = "/add Ada Lovelace, Engines Ltd, analyst"
NOBODY = f"I could not find a name in that. Start with the name, for example: {EXAMPLE}"
WHOSE = "I see an e-mail address, but whose is it? Put the name in front: Ada Lovelace, ada@engines.example"
SENTENCE = f"That reads like a sentence. Start with the name and part the rest by commas, for example: {EXAMPLE}"

# Longer names than this exist, but far fewer of them than sentences typed in their place.
MOST_NAME_WORDS = 8

SEPARATOR = re.compile(r"\s*[,;|·•\t，、；]\s*|\s*—\s*|\s+[-–]+\s+|\s+/\s+")
BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦]\s+|\(?\d{1,3}[.)]\s+)")
BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]\s*(?=$|[,;|·•\t—，]|[-–]\s|at\s|@)")
STRAY = re.compile(r"^[\s\"“”„«»()\[\]（）<>.,:]+|[\s\"“”„«»()\[\]（）<>,:]+$")
HANDLE = re.compile(r"(?<![\w@./])@([a-z]\w{4,31})\b")
# Said of people, and neither a place nor a title: pronouns, a year of graduation.
NO_PLACE = re.compile(r"(?:she|he|they|xe|ze)(?:\s*/\s*\w+){1,3}|class of \d.*", re.IGNORECASE)

# Closes an organisation's or a person's name even behind a comma.
OF_A_FIRM = re.compile(r"inc|llc|ltd|limited|plc|corp|co|gmbh|ag|sa|srl|bv|nv|oy|ab|llp|lp|pty|pc")
OF_A_NAME = re.compile(
    r"(?:(?:jr|sr|ii|iii|iv|phd|md|mba|esq|dds|dvm|jd|rn|cpa|cfa|msc|ma|bsc|mphil|frs|[omc]be)\b ?)+"
)
# Words that nobody is called, and that sentences about people are full of.
OF_A_SENTENCE = re.compile(r"\b(?:met|had|talked|spoke|should|please|yesterday|today|tomorrow|about|because|hello)\b")

# A word in small letters that sounds like a trade, though no list has it: inventor, ceramicist, puppeteer.
OF_A_TRADE = re.compile(r"\b[a-z]{3,}(?:ist|tor|ian|eer)$")

LABELS = {
    "name": ("name",),
    "organisation": ("organisation", "organization", "org", "company", "employer", "firm", "school", "works at"),
    "role": ("role", "title", "job", "position", "job title"),
    "how_met": ("met", "how met", "how we met", "source"),
    "notes": ("note", "notes", "about"),
}
LABEL = re.compile(rf"({'|'.join(word for words in LABELS.values() for word in words)})\s*:\s*(.+)", re.IGNORECASE)
FIELD_OF = {word: name for name, words in LABELS.items() for word in words}

HOW_MET = re.compile(
    r"(?:(?:we |i )?(?:met|know|known)|introduced|introduction|referred|recommended|suggested|through|via|thanks to"
    r"|friend of|friends? from|from (?:the|my|our|a|an))\b.*",
    re.IGNORECASE,
)
AT = re.compile(
    r"(?:^|(?P<before>.*?)\s)(?:at|@)\s+(?P<place>\S.*)|(?:(?P<role>.*?)\s)?@(?P<firm>[^\W\d_].*)", re.IGNORECASE
)
WORKS_AT = re.compile(r"\s+(?:who\s+)?works?\s+(?:at|for|with)\s+", re.IGNORECASE)
IS_A = re.compile(
    r"(?P<name>.+?)\s+(?:(?:who\s+)?(?:is|was)|who's|works\s+as)\s+(?:(?:an?|the)\s+)?(?P<what>\S.*)", re.IGNORECASE
)
FROM = re.compile(r"(?P<name>.+?)\s+(?:from|of)\s+(?P<place>[^\Wa-z_].*)")
FROM_WHERE = re.compile(r"(?P<name>.+?)\s+(?P<how>from\s+(?:the|my|our|a|an)\s.+)", re.IGNORECASE)


def read_drafts(text: str) -> list[Draft]:
    """One person a line. A line that holds only an address, a number, tags or a firm belongs to the line before.

    Raises UserError for a line without a name; which one is said where there are several.
    """
    lines = [line for line in clean(text).split("\n") if line.strip()]
    if not lines:
        raise UserError(f"Tell me who it is, for example: {EXAMPLE}")
    if len(lines) == 1:
        return [read_draft(lines[0])]
    groups: list[str] = []
    for line in (BULLET.sub("", each) for each in lines):
        if groups and _belongs_to_the_line_before(line):
            groups[-1] += f" ; {line.strip()}"
        else:
            groups.append(line)
    return [_read_numbered(line, number, len(groups)) for number, line in enumerate(groups, 1)]


def _read_numbered(line: str, number: int, of: int) -> Draft:
    try:
        return read_draft(line)
    except UserError as error:
        if of == 1:
            raise
        raise UserError(f"Nothing is saved yet. Person {number} of {of}: {error}") from error


def _belongs_to_the_line_before(line: str) -> bool:
    rest = STRAY.sub("", pull(line).rest)
    if not re.search(r"[^\W\d_]", rest):
        return True
    if len(_parts(rest)) > 1 or fold(rest).partition(" ")[0] in lexicon.given_names():
        return False
    if OF_A_FIRM.fullmatch(fold(rest).rpartition(" ")[2]):
        return True
    return bool(LABEL.fullmatch(rest) and not rest.casefold().startswith("name")) or (
        rest == rest.lower() and looks_like_role(rest)
    )


def read_draft(text: str) -> Draft:
    """One line about one person. Raises UserError where there is no name in it, or something is too long."""
    line = " ".join(clean(text).replace("\t", " , ").split())
    if not line:
        raise UserError(f"Tell me who it is, for example: {EXAMPLE}")
    found = pull(line)
    labelled, parts = _labels(_parts(_handles(found)))
    draft = _with_labels(_sort(parts, labelled.get("name")), labelled)
    draft = _with_details(draft, found)
    if not draft.name:
        draft = replace(draft, name=_name_in(found.emails))
    return _named(checked(draft))


# Cutting a line into parts


def _handles(found: Details) -> str:
    """The line without an @name of Telegram's; "analyst @engines" is a place of work instead."""

    def handle(match: re.Match[str]) -> str:
        before = re.split(r"[,;|]", match.string[: match.start()])[-1]
        if looks_like_role(before):
            return match.group()
        found.links.append(f"https://t.me/{match.group(1)}")
        return " , "

    return HANDLE.sub(handle, found.rest)


def _parts(line: str) -> list[str]:
    line = BRACKETS.sub(lambda match: f" , {match.group(1)} , ", line)
    if len(re.findall(r"[(\[（]", line)) != len(re.findall(r"[)\]）]", line)):
        line = re.sub(r"[()\[\]（）]", " , ", line)
    line = WORKS_AT.sub(" , at ", line)
    cut = [_bare(part) for part in SEPARATOR.split(line)]
    parts: list[str] = []
    for part in cut:
        if not re.search(r"\w", part):
            continue
        last = fold(part)
        if parts and OF_A_FIRM.fullmatch(last) and len(parts) > 1:
            parts[-1] += f", {part}"
        elif len(parts) == 1 and OF_A_NAME.fullmatch(last):
            parts[0] += f", {part}"
        else:
            parts.append(part)
    return parts


def _bare(part: str) -> str:
    part = " ".join(STRAY.sub("", part).split())
    return f"{part})" if part.count("(") > part.count(")") else part


def _labels(parts: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What is said with its name ("Role: analyst"), and the parts that are not."""
    labelled: dict[str, str] = {}
    others: list[str] = []
    for part in parts:
        match = LABEL.fullmatch(part)
        name = FIELD_OF[match.group(1).casefold()] if match else ""
        if match and name not in labelled:
            labelled[name] = match.group(2)
        else:
            others.append(part)
    return labelled, others


# Telling the parts from each other


def _sort(parts: list[str], name: str | None) -> Draft:
    if name is None:
        name, *parts = _split_name(parts[0]) + parts[1:] if parts else [""]
    organisation = role = how_met = None
    plain: list[str] = []
    notes: list[str] = []
    for part in parts:
        at = AT.fullmatch(part)
        if NO_PLACE.fullmatch(part):
            notes.append(part)
        elif how_met is None and HOW_MET.fullmatch(part):
            how_met = part
        elif at and organisation is None:
            organisation = _bare(at["place"] or at["firm"])
            if before := _bare(at["before"] or at["role"] or ""):
                plain.append(before)
        else:
            plain.append(part)
    if organisation is None:
        organisation, role, plain = _place_and_role(plain)
    elif plain:
        role, *plain = plain
    return Draft(name, organisation, role, how_met=how_met, notes=", ".join([*plain, *notes]) or None)


def _place_and_role(plain: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    if not plain:
        return None, None, []
    first, *others = plain
    if not others:
        return (None, first, []) if looks_like_role(first) else (first, None, [])
    second, *rest = others
    if looks_like_role(first) and not looks_like_role(second):
        return second, first, rest
    return first, second, rest


def _split_name(part: str) -> list[str]:
    """The first part, and what stands behind the name without a comma: "Ada Lovelace at Engines Ltd"."""
    if match := IS_A.fullmatch(part):
        return [match["name"], match["what"]]
    if match := FROM_WHERE.fullmatch(part):
        return [match["name"], match["how"]]
    name, colon, rest = part.partition(": ")
    if colon and rest:
        return [name, rest]
    at = AT.fullmatch(part)
    if at and (before := at["before"] or at["role"]):
        return [*_split_role(before), f"at {at['place'] or at['firm']}"]
    if (match := FROM.fullmatch(part)) and looks_like_organisation(match["place"]):
        return [match["name"], f"at {match['place']}"]
    return _split_role(part)


def _split_role(part: str) -> list[str]:
    """A role in small letters behind a name in capitals: "Ada Lovelace senior analyst"."""
    words = part.split()
    small = next((place for place, word in enumerate(words) if place and word[0].islower()), len(words))
    role = " ".join(words[small:])
    # "Tom baker" is as likely a Mr Baker typed in a hurry.
    named = small > 1 and any(word[0].isupper() for word in words[:small])
    return [" ".join(words[:small]), role] if named and looks_like_role(role) else [part]


def looks_like_role(words: str) -> bool:
    """Whether words close with what people are ("senior data analyst"), or open so ("head of talent")."""
    folded = [word.casefold() for word in re.findall(r"[\w&'-]+", words)]
    if not folded or len(folded) > 10:
        return False
    heads = lexicon.words("roles", "heads") | {"student", "student's", "head", "alumnus", "alumna"}
    opening = lexicon.words("roles", "open_heads") | {"student", "head"}
    if folded[-1] in heads or OF_A_TRADE.search(words):
        return True
    return any(word in opening and following in {"of", "for", "in", "at"} for word, following in pairwise(folded))


def looks_like_organisation(words: str) -> bool:
    """Whether one of the words is what organisations are called by, or all of them are a known one."""
    folded = [word.casefold() for word in re.findall(r"[\w&'-]+", words)]
    known = {name.casefold() for name in lexicon.phrases("organisations", "known")}
    return " ".join(folded) in known or any(word in lexicon.words("organisations", "heads") for word in folded)


# What was found by its looks, and by its label


def _with_labels(draft: Draft, labelled: dict[str, str]) -> Draft:
    """A label is surer than a place in the line; what it drives out is kept as a note."""
    for name, value in labelled.items():
        held = getattr(draft, name)
        if name == "name" or not held:
            draft = draft.having(name, value)
        elif name == "notes":
            draft = draft.with_note(value)
        else:
            draft = draft.having(name, value).with_note(held)
    return draft


def _with_details(draft: Draft, found: Details) -> Draft:
    email, phone, link = (next(iter(kind), None) for kind in (found.emails, found.phones, found.links))
    draft = replace(draft, email=email, phone=phone, link=link, tags=tuple(found.tags))
    return draft.with_note("\n".join(found.beyond_first()))


def _name_in(emails: Sequence[str]) -> str:
    """ "ada.lovelace@engines.example" gives the name away."""
    match = re.fullmatch(r"([^\W\d_]{2,})[._]([^\W\d_]{2,})", emails[0].partition("@")[0]) if emails else None
    return " ".join(match.groups()).title() if match else ""


def _named(draft: Draft) -> Draft:
    folded = fold(draft.name)
    if not folded or not any(letter.isalpha() for letter in draft.name):
        if draft.email:
            raise UserError(WHOSE)
        raise UserError(NOBODY)
    words = draft.name.split()
    if len(words) > MOST_NAME_WORDS or re.search(r"[?!]", draft.name) or OF_A_SENTENCE.search(folded):
        raise UserError(SENTENCE)
    return draft


# Looking for somebody

SEARCH_EXPECTED = "Look for a part of a name, organisation, role or note, or for a #tag, for example /contacts engines"
LONGEST_SEARCH = 64


def read_search(text: str) -> str:
    """Words to search with. UserError for none, and for more than a search can hold."""
    words = " ".join(clean(text).split())
    if not fold(words):
        raise UserError(SEARCH_EXPECTED)
    if len(words) > LONGEST_SEARCH:
        raise UserError(f"A word or two find people best; {LONGEST_SEARCH} characters fit, and yours has {len(words)}.")
    return words
