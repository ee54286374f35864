"""A reader for the owner's own first message: what it lacks, what is too much, and what is good about it.

It looks for the signs a busy stranger looks for: who gave you my name, who are you, why me, how long, and when. The
signs are phrases, so a finding is advice; the wording says so, and what is good is said as well.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_WORDS = 120  # in a mail: what fits a phone's screen without scrolling far
MOST_MINUTES = 30  # that a stranger can be asked for
MOST_QUESTIONS = 2  # in one first message; more belong in the conversation


class Kind(StrEnum):
    """What a finding says about the draft."""

    MISSING = "missing"
    TOO_MUCH = "too_much"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `line_number` counts from 1 and is None for what is not there; `try_` is a wording to use instead."""

    kind: Kind
    name: str
    line_number: int | None
    says: str
    try_: str | None = None


@dataclass(frozen=True, slots=True)
class _Sentence:
    line: int
    text: str


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_SOURCE = _any(
    r"\b[A-Z]\w+ (?:mentioned|said|told me)(?: to me)?(?: that)? you\b",
    r"gave me your (?:name|number|address|contact|email|e-mail)",
    r"(?:suggested|recommended|advised|thought|said)(?: that)?(?: to me)? (?:I|me|we)(?: should| could| "
    r"might)? ?(?:to )?(?:contact|write|talk|speak|call|ask|get in touch|reach|email|e-mail|message|connect|"
    r"meet|try|turn)\w*",
    r"(?:told|asked|encouraged|urged) me (?:to (?:contact|write|talk|speak|call|get in touch|reach|email|"
    r"message|ask)|about you)",
    r"(?:pointed|referred|sent|directed) me to(?:wards)? you|(?:pointed|sent) me your way|put (?:me|us) in touch",
    r"(?:suggestion|recommendation|advice) of \w+|at \w+(?: \w+)?['’]s? (?:suggestion|recommendation)",
    r"\b(?:found|came across|saw|noticed|got|have|discovered|spotted|took|heard|read) your (?:name|profile|"
    r"details|address|contact|work|article|talk|film|book|paper|piece|post|page|interview|podcast|byline|"
    r"portfolio|lecture|blog|column|research|thread|exhibition)",
    r"\b(?:found|came across|saw|heard|noticed|read about|read of|discovered|met|listened to|watched) you\b",
    r"\byour name (?:came up|is in|was|in|on|caught|appears)",
    r"\b(?:read|saw|watched|heard|attended|enjoyed|loved|listened to) (?:your|the) .{0,40}\b(?:in|on|at|from)\b",
    r"\bwe (?:met|spoke|were both|have .{0,20} in common|share)|(?:mutual|common) (?:friend|contact|"
    r"acquaintance|connection)",
    r"\b(?:alumni|alumnae) (?:directory|list|network|page|office|database|association)|fellow (?:\w+ )?(?:alum\w*|"
    r"graduate|student)",
    r"\bcredits of|\bbyline|\bstaff page|\bthrough (?:the|my|our) \w+",
)  # fmt: skip
_STATUS = _any(
    r"\b(?:leaving|left) \w+ (?:for|to|after)\b|\b\w+ major\b",
    r"\b(?:student|undergraduate|undergrad|postgraduate|graduate|grad student|sophomore|freshman|alum|"
    r"alumnus|alumna|apprentice|trainee|intern|doctoral|phd)\b",
    r"\bstudying\b|\bmajor(?:ing)? in\b|\b(?:junior|senior) at\b|\b(?:my|a|an) (?:degree|bachelor|master|ba|"
    r"bsc|msc|mba)\b",
    r"\b(?:graduated|graduating|finished school|left school|final year|first year|second year|third year|gap year)\b",
    r"\bcareer chang|\bchang(?:e|ing) careers?|\breturning to work|\b(?:I have |I['’]ve )?(?:been |worked |"
    r"working )(?:as|in) (?:an? )?\w+|\bI (?:work|teach|study) \w+",
    r"\bI(?:['’]m| am) (?:currently )?(?:an?|in my|training|retraining|between jobs|moving (?:from|into))\b",
)  # fmt: skip
_WORK = (
    r"film|films|article|talk|book|paper|piece|post|podcast|project|research|exhibition|design|designs|"
    r"reel|interview|lecture|column|blog|documentary|series|album|startup|studio|report|thesis|portfolio|"
    r"campaign|app|thread|course|essay|story|stories|photographs|paintings|buildings"
)
_REASON = _any(
    r"\byou(?:['’]ve| have)? (?:work|worked) (?:on|in|at|as|with)\b|\byou (?:did|have done|made) (?:the same|exactly)",
    rf"\byour (?:\w+ ){{0,3}}(?:{_WORK})\b",
    r"\byour (?:move|switch|path|way|step|jump|transition|journey|change) (?:from|into|to|out)",
    r"\byour (?:work|job|role|time|years|experience|background|team|career) (?:on|with|at|as|in|for|between|"
    r"across|of)\b",
    r"\b(?:because|since|as) you(?:['’]ve| have| are|['’]re| were| work| made| wrote| run| did)?\b",
    r"\b(?:how|that|where|what) you (?:have )?(?:went|moved|got|came|made|switched|built|run|ran|combine|"
    r"combined|left|started|handle|decided|became|wrote|cut|designed|founded|teach|lead|manage)\b",
    r"\byou (?:wrote|made|cut|built|designed|founded|directed|produced|edited|teach|taught|led|lead|launched|"
    r"started out|moved from|switched from|work in exactly|do exactly|know both)\b",
    r"\b(?:we both|both of us|the same (?:school|university|college|course|town|path|degree))",
    r"\bwhat (?:drew|brought|made) me (?:to )?(?:you|turn|write)|\bin particular because|\byou in particular",
)  # fmt: skip
_NUMBERS = {
    **{"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30},
    **{"forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90},
}
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_TIME = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\s*(?:-|–|—|to|or)\s*(?P<high>{_NUMBER}))?[\s-]*(?:min\b|mins\b|minutes?\b|minute\b|['’])"
    r"|(?P<half>half an hour|half hour|half-hour)|(?P<quarter>quarter of an hour)"
    r"|(?P<hour>\b(?:an|one|1) hour\b|\bfull hour\b|\b\d hours\b|\b(?:two|a couple of|a few) hours\b|\bwhole "
    r"(?:day|afternoon|morning)\b)",
    re.IGNORECASE,
)
_SCHEDULE = _any(
    r"\bwhenever\b|\bwhatever(?:['’]s| is) (?:easiest|best|easier|convenient)|\bevenings|\bweekends|\bmornings",
    r"\bwhen(?:ever)?(?: and (?:where|how)(?:ever)?)?,? ?(?:it |that |would |is |most )*(?:suits?|fits?|"
    r"works?|convenient|you (?:have|are|can|like|wish|want|find)|is (?:good|best|easiest|convenient))",
    r"\b(?:suits?|fits?|works?|easiest|easy|best|convenient|good)(?: best| well| in)? (?:for|with|to|"
    r"around)? ?(?:you|your)\b",
    r"\bconvenien(?:t|ce)\b|\byour (?:schedule|calendar|availability|diary|agenda|convenience|timetable)",
    r"\bflexible\b|\bany ?time\b|\bany day\b|\baround you\b|\bfit in with you|\barrange myself|\bwork around\b",
    r"\byou (?:choose|pick|name|decide) (?:the |a )?(?:day|time|hour|when|place)|\b(?:choose|pick|name) "
    r"(?:the|a|any) (?:day|time|hour)",
)  # fmt: skip
_ASK = _any(
    r"\b(?:could|would|can|may|might) (?:you|I|we)\b",
    r"\bwould (?:love|like|be glad|be grateful|appreciate|be happy) .{0,30}(?:talk|chat|speak|hear|learn|ask|"
    r"call|meet|conversation)",
    r"\b(?:hoping|wondering|wonder) (?:if|whether|that|to|you)\b",
    r"\bI(?:['’]d| would) (?:really )?(?:love|like) to\b",
    r"\bare you (?:free|available|open)",
)
_JOB = _any(
    r"\b(?:job|work|employment|career|internship|placement) (?:opening|opportunit|vacanc|offer|possibilit)\w*",
    r"\b(?:any|an?|current|open|available|possible) (?:open )?"
    r"(?:openings?|vacanc\w+|positions?|internships?|jobs?|placements?|opportunit\w+)"
    r"(?! (?:to (?:talk|chat|speak|learn|hear|meet|ask)|like yours|titles?|as)\b)",
    r"\b(?:the|your) (?:openings?|vacanc\w+|internships?|open positions?)\b",
    r"\b(?:hire|hiring|recruiting|employ) (?:me|anyone|people|interns|students|graduates|someone|now|at)\b|"
    r"\bare you (?:currently )?(?:hiring|recruiting)\b|\bis \S+ (?:currently )?hiring\b",
    r"\b(?:consider|considered|keep|bear) (?:me )?(?:for|in mind)\b|\bconsider me\b",
    r"\b(?:looking|searching|hunting|applying|apply|interested in applying|applied) for (?:an? |my (?:first|"
    r"next) )?(?:\w+ )?(?:job|position|role|internship|placement|work|opportunit\w+)",
    r"\b(?:love|like|want|dream|keen|eager|hope|hoping) (?:of )?(?:to )?(?:work(?:ing)?|join(?:ing)?|"
    r"intern(?:ing)?) (?:for|at|with|your)\b",
    r"\bput in a (?:good )?word|\bpass (?:on )?my (?:resume|résumé|cv)|\brefer me (?:for|to hr|internally)|"
    r"\bget (?:me )?(?:a|my) (?:foot in the door|job|interview)",
    r"\basking (?:\w+ )?for (?:a|an|any) (?:job|position|internship|work)|\babout a (?:job|position|vacancy)\b",
)  # fmt: skip
# A question about their own way is no request: "How did you get a job in film?"
_THEIRS = _any(r"\bhow (?:did|do|does|can|might) (?:you|people|one|someone|others|graduates|students)\b")
_DENIAL = _any(
    r"\bnot (?:\w+ ){0,4}(?:job|position|work|vacanc\w+|internship|opening|role)",
    r"\b(?:rather|other) than (?:\w+ ){0,3}(?:job|position)|\binstead of (?:\w+ ){0,3}(?:job|position)|\bno "
    r"(?:job|favour|vacancy|opening|position)\b",
    r"\b(?:isn['’]t|aren['’]t|don['’]t|won['’]t) (?:\w+ ){0,6}(?:job|position|vacanc\w+|internship)",
)  # fmt: skip
_ATTACHED = _any(
    r"\b(?:attach\w*|enclos\w*|here is|here['’]s|find below|included?|linked|sending(?: you)?|I (?:have "
    r")?sent) .{0,40}\b(?:resume|résumé|cv|curriculum vitae|cover letter)\b",
    r"\b(?:resume|résumé|cv|curriculum vitae|cover letter)\b.{0,30}\b(?:attached|enclosed|below|is here|linked)\b",
)  # fmt: skip
_ON_REQUEST = _any(
    r"\bif (?:you|it|that|useful|helpful)",
    r"\bon request",
    r"\bas (?:you )?(?:asked|requested|agreed|discussed)",
    r"\byou (?:asked|requested|wanted)",
    r"\bhappy to (?:send|share)",
    r"\bcan send",
)
_STRONG_FLATTERY = _any(
    r"\b(?:amazing|incredible|legend(?:ary)?|genius|extraordinary|phenomenal|guru|rock ?star|world-class|"
    r"esteemed|visionary|idol|unparalleled|breathtaking|outstanding|mind-blowing|unbelievable|second to none)\b",
    r"\b(?:huge|big|biggest|massive|greatest|long-?time) (?:fan|admirer)\b|\bin awe\b|\bdeeply (?:admire|"
    r"honou?red)|\b(?:huge|great|immense) hono?ur\b|\bhero\b|\byour brilliance\b|\bso inspiring\b|\bdream of mine\b",
)  # fmt: skip
_MILD_FLATTERY = _any(
    r"\b(?:inspir\w+|impressive|impressed|admire|brilliant|fantastic|wonderful|honou?red|remarkable|"
    r"fascinating|great)\b"
)
_STOCK = _any(
    r"\bI? ?hope (?:this|you|my) (?:\w+ )?(?:finds? you|(?:are|is) (?:doing )?well)|\bpick your brains?\b|"
    r"\btouch base\b",
    r"\bto whom it may concern|\bsynerg\w+|\bI am (?:very )?passionate about|\bvaluable insights?\b|\bat "
    r"your earliest convenience",
    r"\bthank you in advance|\bthanks in advance",
)  # fmt: skip
_NAMELESS = _any(
    r"^\s*(?:dear|hello|hi|hey|good (?:day|morning|afternoon))[\s,]*(?:sir|madam|sirs|sir or madam|sir/madam|"
    r"hiring manager|all|team|there|everyone)?\s*[,!:.]?\s*$",
    r"^\s*to whom it may concern",
)
_BELITTLING = _any(
    r"\bsorry (?:to|for) (?:bother|disturb|trouble|take|taking|bothering|disturbing|the (?:bother|intrusion|"
    r"random|cold))",
    r"\b(?:I am|I['’]m) (?:just|only) an? (?:\w+ )?(?:student|beginner|intern|nobody)|\bwast(?:e|ing) (?:of "
    r")?your time|\bI know (?:you must be|you are|you['’]re) (?:very |extremely |super |incredibly )?busy",
    r"\bprobably won['’]t (?:read|answer)|\bI don['’]t deserve",
)  # fmt: skip
_PRESSURE = _any(
    r"\b(?:asap|as soon as possible|urgent(?:ly)?|right away|immediately|by (?:tomorrow|tonight|friday|"
    r"monday|the end of (?:the|this) (?:day|week)))\b",
    r"\bI (?:expect|need) (?:an? |your )?(?:reply|answer|response)|\bmust (?:talk|speak|meet)|\bI will call "
    r"you (?:on|tomorrow|at)",
)  # fmt: skip

# Different things one can ask of somebody; a first message has room for one.
_ASKS = {
    "a conversation": _any(
        r"\b(?:talk|chat|speak|call|meet|coffee|conversation|zoom|interview|questions|hear (?:about|how|"
        r"your)|learn (?:about|from)|minutes of your)\b"
    ),
    "an introduction": _any(
        r"\bintroduc(?:e|tion)\w* (?:me|to)|\bconnect me (?:with|to)|\bput me in touch with|\b(?:do you "
        r")?know (?:anyone|somebody|someone|anybody)|\bforward (?:this|my)|\bwho else"
    ),
    "feedback on your resume": _any(
        r"\b(?:look at|look over|review|read|check|go over|feedback on|comments on|thoughts on|opinion (?:on|"
        r"of)) (?:my|the attached) (?:\w+ )?(?:resume|résumé|cv|cover letter|portfolio|reel|website|application|work)"
    ),
    "mentoring": _any(r"\b(?:be|become) my mentor|\bmentor me|\bmentorship|\btake me under"),
    "a visit": _any(r"\bshadow(?:ing)? you|\bvisit (?:your|the) (?:office|studio|set|lab)|\bspend a day"),
}  # fmt: skip


# Thumbs type short; the checks read long.
_SHORTHAND = {"u": "you", "ur": "your", "im": "I'm", "id": "I'd", "pls": "please", "thx": "thanks", "ive": "I've"}


def _spelt_out(text: str) -> str:
    return re.sub(
        r"\b(?:u|ur|im|ive|id|pls|thx)\b", lambda found: _SHORTHAND[found[0].lower()], text, flags=re.IGNORECASE
    )


def _sentences(draft: str) -> Iterator[_Sentence]:
    for number, line in enumerate(draft.splitlines(), start=1):
        for sentence in re.split(r"(?<=[.?!])\s+", _spelt_out(line.strip())):
            if sentence:
                yield _Sentence(number, sentence)


def _first(sentences: list[_Sentence], pattern: re.Pattern[str]) -> _Sentence | None:
    return next((sentence for sentence in sentences if pattern.search(sentence.text)), None)


def _body(draft: str) -> str:
    """The draft without a subject line, which is no part of its length."""
    lines = draft.strip().splitlines()
    return "\n".join(lines[1:]) if lines and lines[0].lower().startswith("subject:") else "\n".join(lines)


def _minutes(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15
    if found["hour"]:
        return 60
    number = (found["high"] or found["low"]).lower()
    return _NUMBERS.get(number, 0) or int(number)


def _source(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    found = _first(sentences, _SOURCE)
    if found:
        return Finding(Kind.GOOD, "source", found.line, "You say how you found them.")
    about = f" on {field}" if field else ""
    return Finding(
        Kind.MISSING,
        "source",
        None,
        "How did you get their name? It is the first thing a stranger wonders.",
        f"“I read your article{about} in …” or “… gave me your name and suggested I write.”",
    )


def _status(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    own = re.compile(re.escape(status.strip()), re.IGNORECASE) if status and status.strip() else None
    found = (_first(sentences, own) if own else None) or _first(sentences, _STATUS)
    if found:
        return Finding(Kind.GOOD, "status", found.line, "They learn who is writing.")
    me = status.strip() if status and status.strip() else "a second-year student of … at …"
    return Finding(
        Kind.MISSING, "status", None, "Say in a few words who you are: what you study or do.", f"“I am {me}.”"
    )


def _reason(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    found = _first(sentences, _REASON)
    if found:
        return Finding(Kind.GOOD, "reason", found.line, "You say why you chose them.")
    about = f" in {field}" if field else ""
    return Finding(
        Kind.MISSING,
        "reason",
        None,
        "Why this person, of everybody you could ask? One precise thing is enough.",
        f"“I am asking you because you …” (something they did{about} that you know of)",
    )


def _time(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    for sentence in sentences:
        found = _TIME.search(sentence.text)
        if not found:
            continue
        if _minutes(found) > MOST_MINUTES:
            return Finding(
                Kind.TOO_MUCH,
                "time",
                sentence.line,
                f"“{found[0].strip()}” is a lot to ask of a stranger. They can always stay longer.",
                "“Could you spare 20 minutes?”",
            )
        return Finding(Kind.GOOD, "time", sentence.line, "They know how long it will take.")
    return Finding(
        Kind.MISSING,
        "time",
        None,
        "Say how long it will take. A small, exact number is easy to say yes to.",
        "“Could you spare 20 minutes?”",
    )


def _flexibility(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding:
    found = _first(sentences, _SCHEDULE)
    if found:
        return Finding(Kind.GOOD, "flexibility", found.line, "You fit in with their days.")
    return Finding(
        Kind.MISSING,
        "flexibility",
        None,
        "Offer to fit around them: they choose when, and by phone or in person.",
        "“Any time that suits you will suit me, by phone or over coffee.”",
    )


def _request(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    found = next((sentence for sentence in sentences if sentence.text.endswith("?")), None) or _first(sentences, _ASK)
    if found:
        return None
    about = f" about {field}" if field else ""
    return Finding(
        Kind.MISSING,
        "request",
        None,
        "What would you like them to do? Ask it as one question.",
        f"“May I ask you a few questions{about}?”",
    )


def _asks_for_job(sentence: _Sentence) -> bool:
    text = sentence.text
    return bool(_JOB.search(text)) and not _DENIAL.search(text) and not _THEIRS.search(text)


def _job(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    denial = _first(sentences, _DENIAL)
    for sentence in sentences:
        if _asks_for_job(sentence):
            about = f"how people find their way into {field}" if field else "how people find their way in"
            return Finding(
                Kind.TOO_MUCH,
                "job",
                sentence.line,
                "This asks for a job. People tell more when you ask for their view, and jobs come up by themselves.",
                f"“I would like to understand {about}.”",
            )
    if denial:
        return Finding(Kind.GOOD, "job", denial.line, "You make clear that it is not about a job.")
    return None


def _resume(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    for sentence in sentences:
        if _ATTACHED.search(sentence.text) and not _ON_REQUEST.search(sentence.text):
            return Finding(
                Kind.TOO_MUCH,
                "resume",
                sentence.line,
                "Nobody asked for a resume yet, and it turns a question into an application. Have it ready instead.",
            )
    return None


def _length(draft: str) -> Finding:
    words = len(_body(draft).split())
    if words > MOST_WORDS:
        return Finding(
            Kind.TOO_MUCH,
            "length",
            None,
            f"{words} words. Under {MOST_WORDS} is read to the end; keep who, why them, how long and when.",
        )
    return Finding(Kind.GOOD, "length", None, f"{words} words: short enough to be read at once.")


def _asks(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    wanted: dict[str, int] = {}
    for sentence in sentences:
        if not (sentence.text.endswith("?") or _ASK.search(sentence.text) or _asks_for_job(sentence)):
            continue
        for name, pattern in _ASKS.items():
            if pattern.search(sentence.text):
                wanted.setdefault(name, sentence.line)
        if _asks_for_job(sentence):
            wanted.setdefault("a job", sentence.line)
    if len(wanted) > 1:
        names = list(wanted)
        said = f"{', '.join(names[:-1])} and {names[-1]}"
        line = max(wanted.values())
        return Finding(
            Kind.TOO_MUCH,
            "asks",
            line,
            f"Several requests at once: {said}. Keep the conversation, leave the rest for it.",
        )
    questions = [sentence for sentence in sentences if sentence.text.endswith("?")]
    if len(questions) > MOST_QUESTIONS:
        return Finding(
            Kind.TOO_MUCH,
            "asks",
            questions[MOST_QUESTIONS].line,
            f"{len(questions)} questions are an assignment. Ask only for the talk and keep the questions for it.",
            "“May I ask you a few questions?”",
        )
    return None


def _flattery(sentences: list[_Sentence], status: str | None, field: str | None) -> Finding | None:
    found = _first(sentences, _STRONG_FLATTERY)
    mild = [sentence for sentence in sentences for _ in _MILD_FLATTERY.finditer(sentence.text)]
    if not found and len(mild) < 3:
        return None
    line = found.line if found else mild[2].line
    return Finding(
        Kind.TOO_MUCH,
        "flattery",
        line,
        "Praise this strong sounds like a form letter. One exact thing you noticed says more.",
        "“The cut from the river to the kitchen has stayed with me.” (yours, of course)",
    )


def _manner(sentences: list[_Sentence], status: str | None, field: str | None) -> Iterator[Finding]:
    nameless = _first(sentences[:2], _NAMELESS)
    if nameless:
        yield Finding(
            Kind.MISSING,
            "greeting",
            nameless.line,
            "Greet them by their name, spelt as they spell it.",
            "“Hello Priya,”",
        )
    stock = next((s for s in sentences if s is not nameless and _STOCK.search(s.text)), None)
    if stock:
        yield Finding(
            Kind.TOO_MUCH,
            "stock phrase",
            stock.line,
            "They have read this sentence many times. Begin with why you write.",
        )
    small = _first(sentences, _BELITTLING)
    if small:
        yield Finding(
            Kind.TOO_MUCH,
            "apology",
            small.line,
            "No need to make yourself small: asking well is no bother. Offer to fit their schedule instead.",
        )
    pressed = _first(sentences, _PRESSURE)
    if pressed:
        yield Finding(
            Kind.TOO_MUCH,
            "pressure",
            pressed.line,
            "This hurries them. Leave the time to them, and they are likelier to find some.",
            "“Whenever it suits you.”",
        )


_ORDER = {Kind.MISSING: 0, Kind.TOO_MUCH: 1, Kind.GOOD: 2}
_Check = Callable[[list[_Sentence], str | None, str | None], Finding | None]
_CHECKS: tuple[_Check, ...] = (
    *(_source, _status, _reason, _request, _time, _flexibility),
    *(_job, _resume, _asks, _flattery),
)


def check(draft_text: str, *, status: str | None = None, field: str | None = None) -> list[Finding]:
    """What a first message lacks, has too much of and does well: missing things first, then from top to bottom.

    `status` (the owner's academic status) and `field` make the suggestions concrete. An empty draft has no findings.
    Never raises.
    """
    sentences = list(_sentences(draft_text))
    if not sentences:
        return []
    remarks = [remark for look in _CHECKS if (remark := look(sentences, status, field))]
    remarks += [*_manner(sentences, status, field), _length(draft_text)]
    return sorted(remarks, key=lambda remark: (_ORDER[remark.kind], remark.line_number or 0))
