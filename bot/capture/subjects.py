"""Whose doing an event is: the owner's ("met P0", "we talked"), or somebody else's ("my sister met P0")."""

import re
from enum import Enum


class Subject(Enum):
    """Who does what a verb says."""

    OWNER = "owner"
    OTHER = "other"
    UNSURE = "unsure"


# Where a statement begins anew.
BREAK = re.compile(
    r"(?<!\S)(?:[.!?…;:\n(),\"]|\.\.+|[-–—•*>→]+|but|yet|and (?=(?:i|we)(?!\S))|so (?=(?:i|we)(?!\S))|because|until"
    r"|[^\w\s]+)(?!\S)"
)
# What may stand before a subject, or before a verb whose subject is left out.
LEADING = (
    r"(?:(?:ok|okay|so|well|hey|hi|hello|oh|um|uh|er|like|lol|haha|yay|omg|wow|anyway|and|also|then|just|finally|today"
    r"|actually|apparently|quick|note|update|log|guess what|fun fact|D\d+|T\d+|on|at|in the end|at last|after all"
    r"|later|now"
    r"|earlier|guys|yes|yeah|yep|great news|good news|big news|news|have|has|rapport|bot|anyways|still|really|even"
    r"|both|"
    r"afterwards|instead|somehow|basically|luckily|thankfully|also me|me|done|again|we ended up|ended up) ){0,6}"
)
AUX = (
    r"(?:(?:have|has|had|'ve|'s|'d|is|are|was|were|am|'m|be|been|just|also|finally|actually|already|really|even|then"
    r"|once"
    r"|always|recently|literally|kindly|quickly|briefly|both|all|got|did|do|does|never|eventually|now|still|again"
    r"|apparently|only|almost|nearly|went and|ended up|managed to|decided to) ){0,5}"
)
OWNER = re.compile(
    rf"{LEADING}(?:(?:P\d+ (?:, )?and |and |me and P\d+ |P\d+ , P\d+ and )?(?:i|we|us|me|both of us) )?{AUX}$"
)
KIN = (
    r"(?:mum|mom|mummy|mama|dad|daddy|papa|grandma|grandpa|granny|gran|nana|nan|everyone|everybody|somebody|someone"
    r"|no one"
    r"|nobody|people|folks|students|kids|they|she|he|who)"
)
OTHER = re.compile(
    rf"{LEADING}(?:apparently |i heard (?:that )?|heard (?:that )?|i think |rumour has it |rumor has it |word is |i"
    rf" see )?"
    rf"(?:(?:(?:my|our|his|her|their|the|a|an|some|this|that|half the|P\d+ 's|R\d+ 's|O\d+ 's) "
    rf"(?!call |chat |coffee |lunch |meeting )(?:(?!i |we |to |for |with )(?:[a-zé'-]+"
    rf"|[ORV]\d+) ){{1,4}}?(?:P\d+ |of mine )?)"
    rf"|(?:{KIN}|(?:my |our )?P\d+|O\d+|R\d+)(?: of P\d+)? )(?:and (?!i |we )(?:\S+ ){{1,2}})?{AUX}$"
)
OPENS_WITH_OTHER = re.compile(OTHER.pattern.removesuffix(f"{AUX}$"))
# The owner as the other side of somebody's doing; "in my street" is only a place.
WITH_OWNER = re.compile(
    r"(?<!\S)(?<!without )(?<!not )(?:me|us|we|i|myself|(?<!in )(?<!on )(?<!near )(?<!of )(?<!like )(?:my|our))(?!\S)"
)


def opens_with_other(words: str) -> bool:
    """Whether a clause begins with somebody else as its subject."""
    return bool(OPENS_WITH_OTHER.match(words))


def statement_start(line: str, at: int) -> int:
    """Where the statement begins that line[at:] belongs to."""
    return max((m.end() for m in BREAK.finditer(line, 0, at) if m.end() <= at), default=0)


def of_verb(line: str, at: int) -> Subject:
    """Who is the subject of the verb at line[at:], as far as the words since the last break tell."""
    before = line[statement_start(line, at) : at].lstrip()
    if OWNER.fullmatch(before):
        return Subject.OWNER
    return Subject.OTHER if OTHER.fullmatch(before) else Subject.UNSURE


def sentence_from(line: str, at: int) -> str:
    """What follows up to the end of the sentence."""
    return re.split(r"(?<!\S)[.!?\n;](?!\S)", line[at:], maxsplit=1)[0]


def is_others(line: str, at: int, end: int) -> bool:
    """Whether the doing told in line[at:end] is somebody else's, and the owner not on its other side."""
    rest = sentence_from(line, at)
    rest = rest[: max(end - at, (rest + " , ").index(" , "))]
    return of_verb(line, at) is Subject.OTHER and not WITH_OWNER.search(rest)


def sentence_around(line: str, at: int) -> str:
    """The sentence in which line[at:] stands, its closing sign with it."""
    start = max((m.end() for m in re.finditer(r"(?<!\S)(?:[.!?\n;]+)(?!\S)", line[:at])), default=0)
    end = re.compile(r"(?<!\S)[.!?\n;](?!\S)").search(line, at)
    return line[start : end.end() if end else len(line)].strip()
