"""Which organisation and which job title belong to whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.capture.channel import GATHERING

GROUP = r"P\d+(?: (?:(?:,|and|plus|/|, and) ){1,3}P\d+){0,7}"
THE = r"(?:(?:the|a|an|our|their|my|now|currently|still|also|one of the|one of) )?"
OF = r"(?:at|from|of|with|for|within|inside|over at|out of|here at|@|in|over from|down at)"
# "the data desk at", "sales for", "in the design team of": what leads to the organisation without being it.
WITHIN = (
    r"(?:(?:the |her |his |their )?(?:[a-z&'-]+ ){0,4}?(?:team|desk|department|dept|division|unit|group"
    r"|office|side|arm|section|branch|practice|committee|lab|programme|program|newsroom)s? (?:at|of|in|for"
    r"|with|over at|,) |(?:a|an|the|her|his|their|our) (?:[a-z'-]+ ){0,4}?(?:startup|start-up|company|firm|business"
    r"|studio|agency|label|nonprofit|charity|practice|shop|consultancy|lab|outfit|brand|platform|app) "
    r"(?:(?:named|called|,) )?)?"
)
WORKS = (
    r"(?:(?:who|she|he|they|that|both|all|each|and|currently|now|also|is|'s|are|'re|was|just|recently"
    r"|formerly|still|actually|has been|been|it 's|apparently|mostly) ){0,6}"
    r"(?:(?:works?|working|worked|teach(?:es)?|teaching|stud(?:ies|ying)|intern(?:s|ing)?|manag(?:es|ing)"
    r"|run(?:s|ning)?|head(?:s|ing)(?: up)?|lead(?:s|ing)?|does|doing|handl(?:es|ing)|oversee(?:s|ing)"
    r"|design(?:s|ing)|build(?:s|ing)|cover(?:s|ing)?"
    r"|writ(?:es|ing)|edit(?:s|ing)|produc(?:es|ing)|research(?:es|ing)|direct(?:s|ing)|look(?:s"
    r"|ing) after|ha(?:s|ndles) (?:a |the )|coordinat(?:es|ing)|organi[sz](?:es|ing)|curat(?:es|ing)"
    r"|sell(?:s|ing)|recruit(?:s|ing)|hir(?:es|ing)|practi[cs](?:es|ing)|volunteer(?:s|ing)?"
    r"|consult(?:s|ing)?|fundrais(?:es|ing)|plan(?:s|ning)|engineer(?:s|ing)|programm?(?:s|ing)|model(?:s"
    r"|ling)|buy(?:s|ing)|trad(?:es|ing)|train(?:s|ing)|supervis(?:es|ing)|chair(?:s|ing)|found(?:ed)"
    r"|co-founded|started|launched|owns?|set up|in charge of|responsible for|based|employed|interning)"
    r" (?:(?!P\d|O\d|\.|,|;|said|says|and she|and he)\S+ ){0,6}?)?"
)
ROLE = r"(?P<role>R\d+)(?: (?:and|/|&) R\d+)?"
ORG = r"(?:the )?(?P<org>O\d+)"


@dataclass(frozen=True, slots=True)
class Bond:
    """These people belong to this organisation, or carry this title; marks."""

    people: tuple[str, ...]
    org: str | None
    role: str | None


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){text}(?!\S)")


# "the recruiter, name is P", "her name 's P".
NAME_IS = r"(?:(?:,|-|–|—|:|\(|name|named|called|her|his|their|is|was|'s|it|by the|whose) ){0,5}"
PEOPLE = rf"(?P<people>{GROUP})"
SEP = r"(?:,|;|→|-|–|—|/|\||:|\n|\n -|·|•)"
# In order of trust: what one finds for a person, a later one does not change.
BESIDE = [
    _pattern(text)
    for text in (
        (
            rf"{PEOPLE} \( (?:(?:both|all|each|a|an|the|she 's|he 's|now|is|ex -) ){{0,6}}{ROLE}(?: (?:{SEP}"
            rf"|{OF}|there at))?(?: {WITHIN}{ORG})?(?: {SEP}[^()]*| [^()]*)? \)"
        ),
        (
            rf"{PEOPLE} \( (?:(?:both|all|each|of|at|from|now|now at|currently at|all at|with|@|she 's at"
            rf"|he 's at) ){{0,6}}{ORG}(?: 's)?(?: (?:{SEP} )?{THE}{ROLE})?(?: [^()]*)? \)"
        ),
        (
            rf"{PEOPLE}(?: ,)? (?:(?:who|she|he|they) )?(?:(?:turns out to be|turned out to be|turns out"
            rf"|happens to be|apparently|is|'s|are|was|now|currently|just|became|got promoted to|works as"
            rf"|working as) ){{0,6}}(?:(?:as|a|an|the|their|our|new|really great|great|brilliant|lovely"
            rf"|one of the|another|fellow) ){{0,6}}{ROLE}(?: who works| working"
            rf"| there)?(?: ,)? {OF} {WITHIN}{ORG}"
        ),
        rf"{PEOPLE}(?: ,)? (?:who |she |he )?(?:runs|heads|leads|does|manages|is in) O\d+ (?:at|for) {ORG}",
        rf"{PEOPLE} {SEP} {THE}{ROLE} {SEP} (?:{OF} )?{ORG}",
        rf"{PEOPLE} {OF} (?:the )?O\d+ (?:(?:is|'s|was|has|just|now|been|got|promoted|to|became|made|the|their|a|an"
        rf"|new|officially) )+{ROLE}",
        rf"{PEOPLE} \( (?:{OF} )?(?:the )?O\d+ \) (?:{SEP} )?{THE}{ROLE}",
        rf"{PEOPLE} (?:(?:has|just|finally|also|'s|actually) ){{0,3}}(?:got|landed|accepted|took|started|won"
        rf"|scored|bagged)"
        rf" (?:(?:the|an?|her|his|their|that|new|big|dream|permanent) ){{0,4}}(?:jobs?|roles?|offer|position|promotion"
        rf"|internship|gig|post|place|contract|fellowship|residency|{ROLE}) (?:at|with|from|in) {ORG}",
        rf"{PEOPLE}(?: ,|-|–|—)? {WORKS}{OF} {WITHIN}{ORG} (?:(?:in|near|out of|over in) (?:V\d+|O\d+|[a-z]+) )?as"
        rf" (?:(?:an?|the|their) )?{ROLE}",
        rf"{PEOPLE} (?:, |\( )(?:her|his|their|my|an?) (?:(?!P\d|O\d)[a-z-]+ ){{1,3}}(?:{OF}) {ORG}",
        rf"{PEOPLE} \. {ORG}(?= [.,]| ?$)",
        rf"{PEOPLE} , (?!R\d)(?:[a-z&]+ ){{1,2}}(?:at|for) {ORG}",
        rf"{PEOPLE}(?: ,)? (?:in|from|on) (?!touch|town|case)(?:the |her |his )?(?:[a-z&-]+ ){{1,3}}(?:at|of|for)"
        rf" {ORG}",
        rf"{PEOPLE} {SEP} {ORG} (?:{SEP} )?{THE}{ROLE}",
        (
            rf"{PEOPLE}(?: ,)? (?:(?:who|she|he|they) )?(?:(?:is|'s|are|now|currently|both|all|each|just|back"
            rf"|over|also|of course|here|'re|ended up|,) ){{0,6}}(?:{OF}) {WITHIN}{ORG}"
        ),
        rf"{PEOPLE}(?: ,|-|–|—)? {WORKS}{OF} {WITHIN}{ORG}",
        rf"{PEOPLE} (?:, |\( )?(?:both|all|each) (?:(?!P\d|O\d|\.)\S+ ){{0,6}}?{OF} {ORG}",
        rf"{PEOPLE} (?:, )?(?:both|all|each) (?:of |at |from |with |, )?(?:the )?(?P<org>[OV]\d+)",
        rf"{PEOPLE} (?:, |\( |; |- )?(?:now|currently|these days|nowadays|today)(?: at| with| of)? {ORG}",
        rf"{PEOPLE} (?:, |\( |; )?also {ORG}",
        rf"{PEOPLE} {SEP} {ORG}",
        rf"{ORG} 's {ROLE} {NAME_IS}{PEOPLE}",
        rf"{ORG} 's (?:(?:[a-z-]+) ){{0,3}}{PEOPLE}",
        rf"{ORG} {ROLE} {NAME_IS}{PEOPLE}",
        rf"{ROLE} {PEOPLE} (?:, |\( )?{OF} {WITHIN}{ORG}",
        (
            rf"{ROLE} (?:{OF} |, ){WITHIN}{ORG}(?: 's)? ?(?:(?:,|-|–|—|:|\(|and|name|named|called|name is"
            rf"|her name is|his name is|their name is|her name 's|his name 's|'s|her|his|is|was|by the name of"
            rf"|it was|whose name is|goes by) ){{0,6}}{PEOPLE}"
        ),
        rf"{ROLE} {NAME_IS}{PEOPLE}",
        rf"{ORG} {SEP} {PEOPLE}",
        (
            rf"(?:someone|somebody|a person|person|contact|guy|woman|lady|man|friend|alum|alumna|alumnus"
            rf"|people|folks|a|one) {OF} {ORG} (?:(?:on|in|at|over|from|by) (?:the|a|my|our) (?:[a-z-]+ ){{1,2}})?"
            rf"(?:(?:,|-|–|—|:|\(|and|name|named|called|name is|her name is"
            rf"|his name is|her|his|is|was) ){{0,6}}{PEOPLE}"
        ),
        (
            rf"{PEOPLE}(?: ,)? (?:(?:who|she|he) )?(?:(?:is|'s|was|are|now|currently|just|became|the|a|an|as"
            rf"|our|their|new|got|been|promoted|to|made|still|works|working|,|-|–|—|:|/|fellow|another"
            rf"|independent|freelance) )+{ROLE}"
        ),
        rf"{PEOPLE} {ORG} {ROLE}",
        rf"{PEOPLE} {ORG}",
        rf"{PEOPLE} {ROLE}",
    )
]
WHO = r"(?P<who>she|he|they|both|who|P\d+(?: , (?:an? |the )?R\d+ ,)?|it 's)"
# Said of somebody in a clause of its own: "She 's now at O as R", ". R at O", "moved to O".
BE = (
    r"(?:(?:turns out to be|turned out to be|turns out|turned out|happens to be|happens|to be|it turns out"
    r"|apparently|is|'s|was|are|'re|has|have|had|been|also|now|currently|actually|just|recently|still|really"
    r"|started|starting|working|works|work|got|a job|back|over|there|job|got promoted|promoted|became|made|to"
    r"|as|joined|in|the new|based|newly|a new job|new job|a new role|new role|a new gig|a job|an offer"
    r"|offered a job|accepted a job|apparently|already|ended up|lately) ){0,6}"
)
LATER = [
    _pattern(text)
    for text in (
        (
            rf"{WHO} {BE}(?:(?:a|an|the|their|our|one of the|really great"
            rf"|new) ){{0,6}}{ROLE}(?: there)?(?: ,)?(?: {OF} {WITHIN}{ORG})?"
        ),
        (
            rf"{WHO} {BE}{OF} {WITHIN}{ORG}(?: now)?(?: (?:as|,|where (?:she|he|they) (?:is|'s)) (?:(?:a|an|the"
            rf"|their) ){{0,6}}{ROLE})?"
        ),
        (
            rf"{WHO} {BE}(?:joined|joining|joins|left O\d+ for|leaving O\d+ for|quit O\d+ for"
            rf"|moved (?:from (?:the )?O\d+ )?(?:over )?to|moving (?:from (?:the )?O\d+ )?to"
            rf"|(?:left|quit|leaving|leaves|quits) (?:the )?O\d+ (?:to join|to go to|to work at|to work for|for)"
            rf"|switched (?:from (?:the )?O\d+ )?to|jumped (?:from (?:the )?O\d+ )?to"
            rf"|went (?:from (?:the )?O\d+ )?to|came over to|landed at|transferred to|got hired by|hired by"
            rf"|runs|founded|co-founded|started|owns|leads|heads) {WITHIN}{ORG}(?: (?:as|,) (?:(?:a|an|the"
            rf"|their) ){{0,6}}{ROLE})?"
        ),
        (
            rf"{WHO} (?:runs|chairs|heads|heads up|leads|owns|manages|directs|edits|founded|co-founded|started"
            rf"|joined|represents|publishes|presides over|set up|built|is running|is heading|works|does) {ORG}"
        ),
        rf"{WHO} {WORKS}{OF} {WITHIN}{ORG}",
        (
            rf"(?P<who>)(?:^|[.!?\n-] )(?:(?:now|currently|is|also|works|working|a|an|the|role :|title :|job :"
            rf"|position :) ){{0,6}}{ROLE} (?:{OF}|,|there at|-) {WITHIN}{ORG}"
        ),
        (
            rf"(?P<who>)(?:^|[.!?\n-] )(?:(?:now|currently|is|also|a|an|the|new|works|as|role :|title :|job :"
            rf"|position :) ){{0,6}}{ROLE}(?= [.!,;\n-]| there|$| and| who)"
        ),
        rf"(?P<who>)(?:[,] )(?:now|currently|these days) (?:(?:a|an|the) ){{0,6}}{ROLE} {OF} {WITHIN}{ORG}",
        (
            rf"(?P<who>)(?:^|[.!?\n,;•-] )(?:works?|working|based|now|currently|teaches|is|does|runs|heads|leads"
            rf"|manages|handles|edits|oversees|looks after|coordinates) (?:(?!P\d|O\d|\."
            rf"|,)\S+ ){{0,5}}?{OF} {WITHIN}{ORG}(?: (?:, |as )(?:an? |the )?{ROLE})?"
        ),
        (
            r"(?P<who>)(?:^|[.!?\n•*-] )(?:org|organisation|organization|company|employer|firm|where|works at"
            r"|at|from) (?:: )?(?:the )?(?P<org>O\d+)"
        ),
        rf"(?P<who>), {ORG} {ROLE}",
        rf"(?P<who>)(?:and|but) (?:is|'s|works as|now|currently|became) (?:(?:now|an?|the|still"
        rf"|currently) ){{0,3}}{ROLE}"
        rf"(?: (?:{OF}) {WITHIN}{ORG})?",
        rf"(?P<who>)(?:her|his|their) (?:[a-z-]+ ){{0,2}}?(?:office|studio|lab|desk|clinic|workshop|class|group|team"
        rf"|department|practice|research|work|booth|stand|stall) (?:at|in) {ORG}",
        rf"(?P<who>)(?:her|his|their) (?:firm|company|employer|agency|startup|bank|publisher|paper|studio|label)"
        rf" (?:, )?{ORG}",
        (
            rf"(?P<who>)(?:^|[.!?\n,-] )(?:lab|class|department|team|office|group|programme|program|research"
            rf"|studio|job|role|work|time) (?:{OF}) {ORG}"
        ),
    )
]
LAB = _pattern(
    rf"(?P<people>P\d+) (?:'s? |about (?:her|his|their) )(?:[a-z-]+ ){{0,2}}(?:class|lab|lecture|seminar|course"
    rf"|department|team|office|group|research|work|studio|lab|programme|program) (?:at|in|for) {ORG}"
)
# Where somebody was come upon by chance, and need not work.
RAN_INTO = re.compile(r"(?<!\S)(?:ran|bumped) into (?:\S+ ){0,4}?(P\d+) (?:at|in|outside) (?:the )?(O\d+)(?!\S)")
LEFT = re.compile(
    r"(?<!\S)(?:moved from|left|leaving|ex -|ex|formerly(?: of| at| with)?|former|previously(?: at| with)?"
    r"|used to (?:work|be) (?:at|for|with)|used to (?:be|work as) (?:a |an |the )?R\d+ (?:at|for|of)"
    r"|was (?:a |an |the )?R\d+ (?:at|for|of)|came from|quit|retired from|laid off from|started (?:out"
    r"|her career|his career) at|years at|was at|once at|before that at|worked at|worked for|interned at"
    r"|studied at|graduated from|went to|alum of|from O\d+ to|went from|switched from|transferred from"
    r"|jumped from) (?:the )?(O\d+)(?!\S)"
)


def bonds(
    line: str, main: Sequence[str], pointed: Sequence[str], away: Sequence[str] = ()
) -> tuple[dict[str, str], dict[str, str]]:
    """Organisation and title of each person, by marks. `main` are the contacts, in order; `pointed` the referrals;
    `away` whoever was not met in this note, so that a place said of them is where they work."""
    orgs: dict[str, str] = {}
    roles: dict[str, str] = {}
    line = re.sub(r"  +", " ", _tight(line))
    left = {m[1] for m in LEFT.finditer(line)}
    ran_into = {m[1]: m[2] for m in RAN_INTO.finditer(line)}
    for bond in _found(line, main, pointed):
        for person in bond.people:
            if bond.org and bond.role and person in ran_into and orgs.get(person) == ran_into[person] != bond.org:
                del orgs[person]  # "ran into P0 at O0, he's R0 at O1"
        for person in bond.people:
            if bond.org and bond.org not in left and person not in orgs:
                orgs[person] = bond.org
            if bond.role and person not in roles and (bond.role not in roles.values() or len(bond.people) > 1):
                roles[person] = bond.role
    for person in (*pointed, *away):
        # Nobody is pointed to, or written to, at a place: "talk to P1 at V0" tells where P1 works.
        place = re.search(
            rf"(?<!\S){person} (?:over )?(?:at|from|of|with) (V\d+)(?!\S)"
            rf"|(?<!\S){person} (?:is|'s|would be) the (?:[a-z]+ ){{1,4}}(?:at|in) (?:the )?([OV]\d+)(?!\S)",
            line,
        )
        if place and person not in orgs:
            orgs[person] = place[1] or place[2]
    for person in main:
        # "Office visit at O0. I'll be seeing P0 there": where one is met at work.
        there = re.search(rf"(?<!\S)(?:seeing|meeting|meet|see|visiting|met|saw) {person} there(?!\S)", line)
        places = re.findall(r"(?<!\S)(?:at|to) (?:the )?(O\d+)(?!\S)", line[: there.start()]) if there else []
        if places and person not in orgs:
            orgs[person] = places[-1]
    return orgs, roles


# Days, fillers and signs may stand between a person and what is said of them.
BETWEEN = re.compile(
    r"(?<!\S)(?:(?:(?:on|at|by|this|for|in|since|from|until|around|to|moved to|set for) )?(?:D\d+|T\d+)"
    r"|(?:at|in|round|to|over at) (?:her|his|their|my|our) (?:vineyard|farm|house|home|place|gallery|barn|flat"
    r"|apartment"
    r"|garden|kitchen|cottage|boat|ranch|garage|local|club|gym)"
    r"|'s (?:dms|inbox|voicemail|linkedin)|again|afterwards|afterward|later on|as well|briefly|twice|in person"
    r"|as a (?:lead|contact|prospect|mentor|possible contact)|um|uh|er"
    r"|like|actually|basically"
    r"|you know|i think|apparently|[✅🎉🍵☕✔☑\U0001f300-\U0001faff])(?= |$)"
)


# An event that an organisation hosts: nobody there need belong to it.
HOSTED = re.compile(
    rf"(?<!\S)(?:at|after|during|from|in|of|by) (?:(?:the|a|an|this|last|year 's|annual) ){{0,6}}(?:O\d+"
    rf"|V\d+)(?: 's)? (?:(?!P\d|O\d|D\d)[a-z&'-]+ ){{0,2}}?(?:{GATHERING})(?!\S)"
)


# "Rosalie's bridge partner, P1" tells how P1 is related, not what their job is.
KIN = re.compile(r"(?<!\S)P\d+ 's (?:(?:[a-z-]+|R\d+) ){1,3}(?:, )?(?=P\d)")


# A remark in brackets that names nobody and nothing: "P (yes, real name) at O".
ASIDE = re.compile(r"(?<!\S)\( (?:(?![PORV]\d|both|all|each)[^()\s]+ ){1,8}\) ")
# "ex-O, now O", "used to be at O, now O": only where somebody works now counts.
FORMER = re.compile(
    r"(?<!\S)(?:, |\( )?(?:ex -|ex|formerly(?: at| of| with)?|previously(?: at| with)?|used to be (?:at|with)) "
    r"(?:the )?O\d+ (?:[,;/→] |and |but |- )?(?=(?:now|currently|these days)(?!\S))"
)


# "Left word with P's secretary": the title is that of somebody unnamed.
AIDE = re.compile(r"(?<!\S)((?:with|to|for|from|by|via) P\d+) 's R\d+(?= [.,!;\n]|\n|$| D\d)")


def _tight(line: str) -> str:
    """The line without what may stand between a person and what is said of them."""
    line = ASIDE.sub("", line)
    line = FORMER.sub("", line)
    line = HOSTED.sub("at gathering", line)
    line = AIDE.sub(r"\1", line)
    line = KIN.sub(" ", line)
    return " ".join(BETWEEN.sub(" ", line).replace(" , , ", " , ").split(" ")).replace("  ", " ")


# "P0 and P1 (he 's R0, she 's at O0)": told of one and then of the other.
EACH = re.compile(
    r"(?<!\S)(P\d+) (?:and|,) (P\d+) \( (she|he|P\d+|one|first) (?:'s |is |at |works )([^(),;]*?)(?:, and|,|;|and) "
    r"(she|he|P\d+|the other|other|second) (?:'s |is |at |works )([^()]*?)\)"
)


def _one_each(line: str) -> Iterator[Bond]:
    for match in EACH.finditer(line):
        if match[3] == match[5]:
            continue
        for person, said in ((match[1], match[4]), (match[2], match[6])):
            org, role = re.search(r"(?<!\S)O\d+", said), re.search(r"(?<!\S)R\d+", said)
            yield Bond((person,), org[0] if org else None, role[0] if role else None)


def _found(line: str, main: Sequence[str], pointed: Sequence[str]) -> Iterator[Bond]:
    each = list(_one_each(line)) if "(" in line else []
    yield from each
    apart = {person for bond in each for person in bond.people}
    for pattern in (*BESIDE, LAB):
        for match in pattern.finditer(line):
            groups = match.groupdict()
            people = tuple(re.findall(r"P\d+", groups["people"]))
            if not apart or apart.isdisjoint(people):
                yield Bond(people, groups.get("org"), groups.get("role"))
    for pattern in LATER:
        for match in pattern.finditer(line):
            groups = match.groupdict()
            person = _meant(line, match.start(), groups["who"] or "", main, pointed)
            if person:
                yield Bond(person, groups.get("org"), groups.get("role"))


PRONOUN = re.compile(r"(?<!\S)(she|he|her|him|his|they)(?!\S)")


def _meant(line: str, at: int, who: str, main: Sequence[str], pointed: Sequence[str]) -> tuple[str, ...]:
    """Who a clause without a name is about."""
    if who.startswith("P"):
        return (who.split(" ", maxsplit=1)[0],)
    if who in {"both", "they"} and len(main) > 1:
        return tuple(main)
    before = re.findall(r"(?<!\S)P\d+(?!\S)", line[:at])
    if not before:
        return tuple(main[:1])
    nearest = before[-1]
    same_breath = not re.search(r"[.!?;\n]", line[line.rfind(nearest, 0, at) : at])
    if who == "who" or nearest in main or (same_breath and nearest in pointed):
        return (nearest,) if nearest in main or nearest in pointed else ()
    said = [m[1] for m in PRONOUN.finditer(line[: line.rfind(nearest, 0, at)])]
    earlier = {"she" if s in {"she", "her"} else "he" for s in said if s != "they"}
    if who in {"she", "he"} and earlier and who not in earlier and nearest in pointed:
        return (nearest,)
    return tuple(main[:1])


ELSEWHERE = re.compile(
    r"(?<!\S)(?:friend|cousin|sister|brother|wife|husband|neighbour|neighbor|roommate|classmate|uncle|aunt"
    r"|mother|father|son|daughter)(?!\S)"
)
SAME_PLACE = re.compile(
    r"(?:her|his|their|the) (?:\S+ ){0,2}?(?:colleague|colleagues|coworker|co-worker|boss|manager|cto|ceo"
    r"|cfo|coo|R\d+|team|teammate|team-mate|deskmate|counterpart|assistant|deputy|director|head|hr|lead"
    r"|editor|producer|supervisor|head of [a-z]+|intern|recruiter|partner|predecessor|successor)"
    r" (?:[a-z&]+ ){0,2}?(?:, |named |called |\( )?(?P<before>P\d+)(?!\S)"
    r"|(?<!\S)(?P<of>P\d+) (?:, )?(?:her|his|their) (?:boss|colleague|manager|coworker|teammate|assistant"
    r"|deputy|counterpart|cto|ceo|director|R\d+)"
    r"|(?<!\S)(?P<theirs>P\d+) (?:(?!P\d|O\d|[.!?])\S+ ){0,6}?(?:she|he|who) (?:'s|is|runs|does|leads|handles|heads)"
    r" their(?!\S)"
    r"|(?<!\S)(?P<with_>P\d+) (?:, )?(?:who|she|he) (?:(?!P\d|O\d|\.)\S+ ){0,6}?(?:there|with (?:her|him|them))(?!\S)"
    r"|(?<!\S)(?P<after>P\d+) (?:, )?(?:\( )?(?:(?:who|she|he|they|is|'s|works|also|over|sits|just|down|,"
    r"|a|an|the|her|his|boss|colleague|manager|R\d+) ){0,6}(?:there|at the same (?:place|company|org"
    r"|firm)|also there|on (?:her|his|their) team|(?:in|on|from|at|with) (?:the |their |her |his )?(?!O\d"
    r"|P\d|D\d|T\d|touch|case|april|may|june)(?:[a-z&'-]+ |V\d+ |R\d+ ){0,3}?(?:office|team|desk"
    r"|department|dept|unit|division|group|branch|side|bureau|newsroom|hq|lab)|in (?!touch|person|charge"
    r"|case|town|fact|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|the|a|an|her|his|two|three)[a-z&]+(?: [a-z&]+)?(?= [,.;!?\n)]|$| and| who| but| um| uh"
    r"| then| i )|(?:in|from) (?:the |their |her |his )?(?:design|marketing|sales|hr|legal|product|finance"
    r"|engineering|research|editorial"
    r"|policy|operations|ops|comms|communications|talent|recruiting|data|partnerships|strategy"
    r"|acquisitions|programming|development|production|accounting|analytics|casting|publicity|it"
    r"|procurement|security|people|growth|business development|audience|animation|photo|video|graphics"
    r"|planning|admissions|rights|licensing|fundraising|membership|education|curatorial|conservation"
    r"|exhibitions|distribution|logistics|supply chain|compliance|risk|trading|investments|consulting"
    r"|content|digital|social|events|advertising|creative|r&d|qa|support|customer success|news|sports"
    r"|features|investigations|audio|podcasts))(?!\S)"
)


def where_the_contact_is(line: str, referrals: Sequence[str], orgs: dict[str, str]) -> set[str]:
    """Referrals that work where the contact does: "her colleague P1", "P1 in design", "P1 there"."""
    found: set[str] = set()
    for match in SAME_PLACE.finditer(line):
        mark = match["before"] or match["of"] or match["with_"] or match["theirs"] or match["after"]
        if mark in referrals and mark not in orgs and not ELSEWHERE.search(match[0]):
            found.add(mark)
    return found
