"""The plain line cut into clauses, each with what it does: tells what happened, points to somebody, promises, reminds.

A clause begins at a sentence's end, a dash or a line, and also in the middle of a run-on sentence wherever a cue stands
("… um she was nice she said i should talk to P1 and i need to send her my portfolio").
"""

import re
from dataclasses import dataclass, replace

from bot.capture import lexicon
from bot.capture.cues import (
    BEFORE_OPENING,
    CUES,
    HARD,
    NOUN,
    OPENING,
    PLANNED,
    PLANS,
    REACH,
    SOMEBODY_ELSES,
    TOWARDS,
    Does,
    P,
)
from bot.capture.hints import LEAD_IN


@dataclass(frozen=True, slots=True)
class Clause:
    """line[start:end]; `body` is where the cue ends and its matter begins; `cue` names which cue it was."""

    does: Does
    start: int
    end: int
    body: int
    cue: str = ""


def clauses(line: str) -> list[Clause]:
    """The clauses of a line, in order."""
    found: list[Clause] = []
    opening = LEAD_IN.match(line)
    start, listing, advised = (opening.end() if opening else 0), False, False
    for cut in [*HARD.finditer(line, start), None]:
        end = cut.start() if cut else len(line)
        piece = _cut(line, start, end)
        if listing and piece and piece[0].does in {Does.TELL, Does.OWE}:
            # An item below "to do:" is to be done, one below "she suggested:" is advice, however it is worded.
            piece[0] = _item(line, piece[0], advised=advised)
        found += piece
        if piece:
            last = piece[-1]
            heading = next((c for c in piece if c.cue in {"label", "advises"}), None)
            last = heading if heading and heading.does is Does.OWE else last
            opens = last.cue in {"label", "advises"} and not line[last.body : last.end].strip(" ()-:")
            advised = last.cue == "advises" if opens else advised
            listing = opens or (listing and cut is not None and cut[0] not in {".", "!", "?"})
        start = cut.end() + 1 if cut else end
    return _introduced(line, found)


# "P0 introduced me to P1": at the beginning of a note, with what may stand beside either name.
BY_WHOM = re.compile(
    rf"(?:(?:so|today|D\d+|,|ok|okay|finally|just|my|our|the|old|friend|colleague|boss|mentor|R\d+) ){{0,6}}{P}"
    r" (?:(?:at|from|of|in) (?:the )?O\d+ |\( [^()]{0,40} \) )?(?:(?:just|kindly|very|has|had|finally|also|then) ){0,3}"
    r"(?:introduced|connected|put|hooked|linked|paired|matched|set|intro'd|introd) (?:me|us) (?:up |in touch "
    r"|in contact )?"
    rf"(?:with|to) (?:(?:her|his|their|the|a|an|old|friend|colleague|boss|cousin|classmate|R\d+|,) ){{0,5}}(?={P})"
)
# What was then done with the new person: a talk held or fixed, a message sent.
THEN = re.compile(
    r"(?<!\S)(?:(?:we|P\d+ and i|me and P\d+)(?: (?:'re|'ve|'ll|are|have|had|will|both|all|then|just|ended|up|also))*"
    r" (?:talked|talking|spoke|speaking|chatted|chatting|met|meet|meeting|caught|catching|had|have|having|discussed"
    r"|exchanged|swapped|bonded|clicked|compared|got|grabbed|grabbing|hit|sat|walked|zoomed|zooming|call(?:ed|ing)?"
    r"|doing|seeing|arranged|agreed|scheduled|booked|set|on)"
    r"|(?:had|having|grabbed|grabbing|got) (?:a |an |some )?(?:[a-z]+ )?(?:coffee|lunch|tea|drinks?|chat|call"
    r"|talk|zoom)"
    r"|(?:call|coffee|lunch|zoom|meeting|chat|tea|drinks|dinner|breakfast)(?: (?:is|set|booked|fixed|planned|scheduled"
    r"|with (?:her|him|P\d+)|on|for|at|,))* [DT]\d"
    r"|(?:just |i |i 've |already ){0,3}(?:e?mailed|messaged|texted|wrote to|called|rang|dmed|chatted with"
    r"|spoke to|met)"
    r" (?:her|him|them|P\d+)"
    r"|(?:she|he|they|P\d+) (?:works?|runs|'s a|is a|told me|said|gave me|explained|talked me|walked me)"
    r"[^.!?]{0,80}(?<!\S)we (?:talked|chatted|spoke|discussed))(?!\S)"
)


# "…, call on D0 T0": a thing, and no bidding, behind an introduction.
FIXED = re.compile(
    r"(?:[,;] )?(?:and )?(?:a )?(?:call|chat|zoom|coffee|lunch|meet)(?: (?:is|set|booked|fixed|for|on|at))* [DT]\d"
)


def _introduced(line: str, found: list[Clause]) -> list[Clause]:
    """A note that opens with an introduction and goes on with what came of it is about the new person."""
    first = next((number for number, clause in enumerate(found) if line[clause.start : clause.end].strip()), None)
    if first is None or (
        found[first].does is not Does.POINT
        and not (len(found) > first + 1 and found[first + 1].does is Does.POINT and found[first].does is Does.TELL)
    ):
        return found
    start = found[first].start
    match = BY_WHOM.match(line, start)
    new = NAMED.match(line, match.end()) if match else None
    if match is None or new is None or not THEN.search(line, new.end()):
        return found
    pointing = next((c for c in found if c.does is Does.POINT and c.start < match.end() <= c.end), None)
    if pointing is None:
        return found
    rest = [
        replace(c, does=Does.TELL, body=c.start) if c.cue == "do" and FIXED.match(line, c.start) else c
        for c in found
        if c.start >= pointing.end
    ]
    through = Clause(Does.THROUGH, start, match.end(), start, "introduced me")
    return [*found[:first], through, Clause(Does.TELL, match.end(), pointing.end, match.end()), *rest]


def _item(line: str, clause: Clause, *, advised: bool) -> Clause:
    if not advised:
        return replace(clause, does=Does.OWE, cue="item") if clause.does is Does.TELL else clause
    pointing = NEW_PERSON.match(line, clause.body)
    return replace(clause, does=Does.POINT if pointing else Does.ADVISE, cue="item")


def _cut(line: str, start: int, end: int) -> list[Clause]:
    """The clauses of one sentence; what stands before its first cue tells."""
    cues = _cues(line, start, end)
    found = []
    first = cues[0].start if cues else end
    if line[start:first].strip():
        found.append(Clause(Does.TELL, start, first, start))
    for number, cue in enumerate(cues):
        stop = cues[number + 1].start if number + 1 < len(cues) else end
        found.append(Clause(cue.does, cue.start, stop, min(cue.body, stop), cue.cue))
    return found


def _cues(line: str, start: int, end: int) -> list[Clause]:
    hits: list[tuple[int, int, Clause]] = []
    for order, (does, name, pattern) in enumerate(CUES):
        for match in pattern.finditer(line, start, end):
            at = match.start()
            if does is Does.POINT and not re.search(
                r"P\d|(?<!\S)(?:she|he|they|someone|somebody)(?!\S)", line[: match.end()]
            ):
                continue  # nobody yet who could point: "sent my CV to P0"
            if name in {"see", "should see", "again", "further meeting"} and not line[:at].strip(" -•*:"):
                continue  # with nobody yet who could have pointed, it is a thing to do
            if name in {"said to reach her", "reach her, she said"} and re.search(
                rf"(?<!\S){line[match.end() :].split(' ', maxsplit=1)[0]}(?!\S)", line[:at]
            ):
                continue  # "P0 … she said to email her": what was asked of the owner
            if name == "do" and line[start:at].endswith((" go ", " come ", " go and ", " come and ")):
                continue  # "go and see P0" is one doing
            if name == "do" and _names_a_title(line[_after_lead(match) :]):
                continue
            if name == "i have to" and SOMEBODY_ELSES.search(line[max(start, at - 30) : at]):
                continue
            if name in OPENING and not (_opens(line, start, at) or _opens(line, start, _after_lead(match))):
                continue
            if name in {"do", "reminder"} and NOUN.match(line, match.end()):
                continue
            own = name in PLANS and not NAMED.search(line, 0, at) and PLANNED.match(line, match.end())
            if own and (name == "will" or not line[:at].strip(" ,:-")):
                continue  # the note's own event: "I will have a coffee with P0 D0"
            hits.append((_after_lead(match), order, Clause(does, at, match.end(), match.end(), name)))
    kept: list[Clause] = []
    hits = [(at, order, _relayed(line, cue, end)) for at, order, cue in hits]
    for _, _, cue in sorted(hits, key=lambda h: (h[0], h[1])):
        at = cue.start
        if cue.cue == "and to see" and not (kept and kept[-1].does in {Does.ADVISE, Does.POINT}):
            continue
        if kept and (at < kept[-1].end or (at == kept[-1].end and cue.cue == kept[-1].cue)):
            continue
        if kept and at == kept[-1].end and kept[-1].does is Does.POINT and cue.does in {Does.ADVISE, Does.PROMISE}:
            continue  # "she says her friend P1 | would take my call": still who was pointed to
        if (
            kept
            and cue.cue == "do"
            and kept[-1].does in {Does.ADVISE, Does.POINT}
            and (not TO_THEM.search(line, at, end) or SENT_BY.match(line, cue.body))
        ):
            # "suggested I read Safire and watch his talk" goes on advising.
            cue = replace(cue, does=Does.ADVISE)
        if kept and kept[-1].does is Does.POINT and cue.cue == "asked" and TO_THEM_ONLY.match(line, cue.body):
            cue = replace(cue, does=Does.ADVISE)  # "told me about P1, said to email him": still who was pointed to
        if (
            kept
            and cue.cue == "do"
            and kept[-1].does is Does.PROMISE
            and AND.match(line, at)
            and not TO_THEM.search(line, at, end)
        ):
            cue = replace(cue, does=Does.PROMISE)  # "he'll send the form and ask his boss"
        theirs = (kept and kept[-1].does is Does.PROMISE) or THEIRS.match(line[start:at].strip())
        if cue.cue == "will, without i" and re.match(r"(?:, )?and ", line[at:]) and theirs:
            cue = replace(cue, does=Does.PROMISE)  # "she is going to share it and will call"
        kept.append(cue)
    return kept


def _relayed(line: str, cue: Clause, end: int) -> Clause:
    """ "Have a word with P1, she says": a thing to do that the contact said is pointing, or advice."""
    if cue.cue != "do" or not RELAYED.search(line, cue.body, end):
        return cue
    return replace(cue, does=Does.POINT if NEW_PERSON.match(line, cue.body) else Does.ADVISE)


RELAYED = re.compile(
    r"(?<!\S), (?:\" )?(?:she|he|they|P\d+) (?:says|said|told me|reckons|reckoned|insisted|suggested|thinks|thought"
    r"|advised)(?: [^\w\s])* ?$"
)
NAMED = re.compile(rf"(?<!\S){P}(?!\S)")
# "… and tell her he sent me": how to do what was advised.
SENT_BY = re.compile(
    r"(?:tell|let) (?:her|him|them) (?:know )?(?:that )?(?:she|he|they|P\d+) (?:sent|referred|told|suggested)(?!\S)"
)
AND = re.compile(r"(?:, )?and (?!then i |i )")
THEIRS = re.compile(r"(?:and |but |so )?(?:she|he|they|P\d+) (?!.*(?<!\S)i(?!\S))")
NEW_PERSON = re.compile(rf"{REACH} {TOWARDS}{P}(?! (?:[^.!?]{{0,40}} )?D\d)")
TO_THEM_ONLY = re.compile(rf"{REACH} (?:to |with |out to )?(?:her|him|them)(?= ?(?:[.,;!\n]|and |$))(?! D\d)")
TO_THEM = re.compile(r"(?<!\S)(?:her|him|them|D\d+|P\d+)(?!\S)")


def _names_a_title(words: str) -> bool:
    """ "post supervisor", "research director": an act's word that begins a job title."""
    second = words.split(" ", 2)[1:2]
    return (
        bool(second)
        and (second[0] in lexicon.words("roles", "heads") or second[0].startswith("R"))
        and second[0].lower() != "back"
    )


def _after_lead(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return match.end("lead") if groups.get("lead") else match.start()


def _opens(line: str, start: int, at: int) -> bool:
    return at <= start or bool(BEFORE_OPENING.search(line[max(start, at - 24) : at]))


def people_in(line: str, start: int, end: int) -> list[str]:
    """The marks of people in a stretch of the line, in order, each once."""
    return list(dict.fromkeys(re.findall(rf"(?<!\S){P}(?!\S)", line[start:end])))
