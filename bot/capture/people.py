"""Who is who: the people the note is about, those they pointed to, and who made the connection."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.capture.clauses import Clause, people_in
from bot.capture.cues import Does

# What may stand between two people who belong together: "P0 ( R0 at O0 ) and P1", "P0 , P1 and P2".
ASIDE = (
    r"(?:\( [^()]{0,60} \) (?:(?:at|in|during|after) (?:the |a |her |his )?V\d+ )?|(?:at|from|of|with|in|during)"
    r" (?:the |a )?[OV]\d+ |, R\d+ (?:(?:at|from|of) (?:the )?O\d+ )?(?=,"
    r"|and)|, (?:the |a |an )?O\d+ (?=,|and))"
)
JOINED = re.compile(
    rf"(?<!\S)(P\d+) {ASIDE}?(?:(?:,|and|plus|/|as well as|along with|together with|with|\n -|;|, and) )+"
    rf"(?:(?:also|her|his|their|my|colleague|colleagues|boss|friend|coworker|co-worker|partner|manager"
    rf"|assistant|husband|wife|then|later|O\d+ 's|R\d+|the|old|new|from O\d+|both|one of|team|teammate"
    rf"|co-founder|cofounder|classmate|schoolmate|roommate|flatmate|mentor|cousin|brother|sister|neighbour|neighbor"
    rf"|teammates|friends|former|mutual|good|dear|pal|mate|buddy|bandmate|labmate|younger|older|an?) ){{0,6}}"
    rf"(?=(P\d+)(?!\S))"
)
# Somebody only talked about.
MERELY = re.compile(
    r"(?<!\S)(?:(?:reports?|reporting|reported|answers) (?:directly )?to|(?:work(?:s|ed|ing)?|interned"
    r"|studied|trained|roomed) (?:with|for|under|alongside)|about|knows|know|knew|friends? (?:of|with)"
    r"|married to"
    r"|(?:brother|sister|wife|husband|mother|father|son|daughter|cousin|niece|nephew) (?:of|is)|like"
    r"|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|fan of|(?:hi|hello|regards|love|best) to|assistant to"
    r"|book by|talk by|film by"
    r"|instead of|unlike|mentored by|taught by|hired by|inspired by|run by|led by|founded by|owned by"
    r"|than|says hi to|same team as|used to date|remembers|asked (?:about|after)|covered for|before"
    r"|until|boss is)"
    r" (?:(?:the|her|his|their|my|old|former|boss|a|friend|colleague|called|named|,) ){0,6}(P\d+)(?!\S)"
)
OWNED = re.compile(
    r"(?<!\S)(P\d+) 's? (?!P\d)(?:[a-z-]+ )?(?:book|film|team|wedding|show|work|paper|article|podcast|movie"
    r"|novel|talk|panel|lecture|birthday|party|wife|husband|son|daughter|kid|sister|brother|mother|father"
    r"|assistant)(?!\S)"
)
# "Kofi's sister Abena": the note is about the sister.
RELATED = re.compile(r"(?<!\S)(P\d+) 's (?:(?:[a-z-]+|R\d+) ){0,3}(?:, )?(?=P\d+)")
RELATED_END = re.compile(r"P\d+ 's (?:(?:[a-z-]+|R\d+) ){0,3}(?:, )?$")
JOINS = re.compile(
    r"(?<!\S)(P\d+) (?:(?:was|were|also|showed|came|joined|sat|dropped|popped|tagged|is|will) )+(?:there|us"
    r"|in|by|along|too|joining|coming|up)(?!\S)|(?<!\S)(?:joined by|with|along with|together with|alongside"
    r"|also met|also there :|also saw|also spoke to|also talked to|also|and then|then met|introduced to"
    r"|brought) (?:(?:her|his|their|colleague|boss|O\d+ 's|the|R\d+|was) ){0,6}(?=(P\d+)(?!\S))"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The marks of people by the part they play."""

    contacts: tuple[str, ...]
    referrals: tuple[str, ...]
    through: str | None


def parts_played(line: str, found: Sequence[Clause]) -> Roles:
    """Tell the people of a note apart."""
    everybody = people_in(line, 0, len(line))
    through = _through(line, found)
    pointed = _pointed(line, found)
    tell = [c for c in found if c.does in {Does.TELL, Does.OWE, Does.PROMISE, Does.ADVISE, Does.THROUGH}]
    first = next((c for c in found if c.does is Does.TELL and set(people_in(line, c.start, c.end)) - {through}), None)
    if first is not None and RELATED_END.search(line, first.start, first.end):
        # "Diego's former manager | P1 agreed to meet": the cue begins with the person meant.
        first = replace(first, end=_next_person(line, first.end))
    # Whoever the note opens with is its contact, also where a later clause repeats the name behind a cue.
    opened = _group(line, first, through) if first else []
    if not opened:
        opened = _subjects(line, found, pointed, through)
    if not opened:
        opened = _group_after(line, tell, through, pointed)
    if not opened and pointed and not first:
        # Nothing but a pointer: "someone to talk to: P", "should speak to P".
        opened, pointed = pointed, []
    if not opened:
        opened = [p for p in everybody if p != through and p not in pointed][:1]
    if opened:
        opened = list(dict.fromkeys([*opened, *_heading_lines(line, found, opened[0])]))
    contacts = list(dict.fromkeys([*opened, *_joining(line, found, opened, pointed, through)]))
    referrals = [p for p in pointed if p not in contacts and p != through]
    if through in contacts and len(contacts) > 1:
        contacts.remove(through)
    elif through in contacts:
        through = None
    return Roles(tuple(contacts), tuple(referrals), through)


# A line of a list that begins with a person.
LISTED = re.compile(
    r"(?:^|(?<=\n)) ?(?:(?:[-–•*>·]|\d{1,2} ?[.)]?) )*(?P<who>P\d+)(?= (?:[-–—,:;|/(→\n]|from|at|of)| ?$)"
)


def _heading_lines(line: str, found: Sequence[Clause], first: str) -> list[str]:
    """Where the first person heads a line of a list, whoever heads the lines below; none below another heading."""
    if "\n" not in line:
        return []
    tells = [c for c in found if c.does is Does.TELL]
    heads = [
        m for m in LISTED.finditer(line) if any(c.start <= m.start("who") < max(c.end, c.start + 1) for c in tells)
    ]
    if len(heads) < 2 or heads[0]["who"] != first:
        return []
    return [m["who"] for m in heads]


def _next_person(line: str, at: int) -> int:
    match = re.compile(r"P\d+").match(line, at)
    return match.end() if match else at


def _subjects(line: str, found: Sequence[Clause], pointed: Sequence[str], through: str | None) -> list[str]:
    """Who said what the first clause hands on: "Ravi says P1 would be good to call"."""
    first = next((c for c in found if people_in(line, c.start, c.end)), None)
    if first is None or first.does not in {Does.POINT, Does.ADVISE, Does.PROMISE}:
        return []
    said = people_in(line, first.start, first.body)
    return [p for p in said if p not in pointed and p != through]


def _through(line: str, found: Sequence[Clause]) -> str | None:
    for clause in found:
        if clause.does is Does.THROUGH:
            named = people_in(line, clause.body, clause.end)
            if named:
                return named[0]
    return None


def _pointed(line: str, found: Sequence[Clause]) -> list[str]:
    """People to whom the contact pointed."""
    pointed: list[str] = []
    for clause in found:
        if clause.does is Does.POINT:
            merely = {m[1] for m in MERELY.finditer(line, clause.body, clause.end) if m.start() > clause.body}
            merely |= {m[1] for m in RELATED.finditer(line, clause.body, clause.end)}
            pointed += [p for p in people_in(line, clause.body, clause.end) if p not in merely]
    return list(dict.fromkeys(pointed))


def _group(line: str, clause: Clause, through: str | None) -> list[str]:
    """The first person of a clause, and those joined to them."""
    passing = {m[1] for cue in (MERELY, OWNED, RELATED) for m in cue.finditer(line, clause.start, clause.end)}
    named = [p for p in people_in(line, clause.start, clause.end) if p != through]
    chosen = next((p for p in named if p not in passing), named[0] if named else None)
    if chosen is None:
        return []
    return [p for p in _joined(line, chosen, clause.start) if p != through]


def _joined(line: str, first: str, start: int) -> list[str]:
    """A person and everybody named with them in one breath, from line[start:] on."""
    at = re.compile(rf"(?<!\S){first}(?!\S)").search(line, start)
    group = [first]
    while at:
        match = JOINED.match(line, at.start())
        if not match or match[2] in group:
            break
        group.append(match[2])
        at = re.compile(rf"(?<!\S){match[2]}(?!\S)").search(line, match.end())
    return group


def _group_after(line: str, clauses: Sequence[Clause], through: str | None, pointed: Sequence[str]) -> list[str]:
    for clause in clauses:
        named = [p for p in people_in(line, clause.body, clause.end) if p != through and p not in pointed]
        if named:
            return [p for p in _joined(line, named[0], clause.body) if p != through and p not in pointed]
    return []


MET = re.compile(
    r"(?<!\S)(?:met|saw|spoke (?:to|with)|talked (?:to|with)|chatted (?:to|with)|(?:coffee|lunch|call"
    r"|zoom|chat|dinner|drinks|tea|meeting|breakfast|conversation) with|ran into|bumped into"
    r"|caught up with|emailed|called|messaged|texted|who :|contact :|name :|name is|names? :|named|called"
    r"|name was|name 's)"
    r" (?:(?:with|up|the|her|his|my|a|an|R\d+|O\d+ 's|old|boss|is) ){0,6}(?=(P\d+)(?!\S))"
)


OWNS = re.compile(r"(?:P\d+ )?'s (?:[a-z-]+|R\d+|,)|P\d+ 's (?:[a-z-]+|R\d+|,)")


def _joining(
    line: str, found: Sequence[Clause], opened: Sequence[str], pointed: Sequence[str], through: str | None
) -> list[str]:
    """People who took part as well, named in later clauses."""
    more: list[str] = []
    for clause in found:
        if clause.does is not Does.TELL:
            continue
        merely = {m[1] for m in MERELY.finditer(line, clause.start, clause.end)}
        for pattern in (JOINS, MET):
            for match in pattern.finditer(line, clause.start, clause.end):
                mark = next((group for group in match.groups() if group and group.startswith("P")), None)
                if mark and (OWNS.match(line, match.end()) or (pattern is JOINS and mark in merely)):
                    continue
                if mark and mark not in pointed and mark != through and mark not in opened:
                    more += [p for p in _joined(line, mark, clause.start) if p not in pointed and p != through]
    return more
