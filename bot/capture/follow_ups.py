"""What is to be done, in bare words, and by when."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.capture.clauses import Clause
from bot.capture.cues import ACT, Does
from bot.capture.dates import Side
from bot.capture.events import SESSION
from bot.capture.mentions import Scene
from bot.capture.model import FollowUp, Quote, Span

ITEM = re.compile(
    rf"(?<!\S)(?:(?:,|and|;|/|\+|, and|then|, then|also) )+(?=(?:{ACT}|thank|thanks|intro|cv|resume"
    rf"|portfolio)(?!\S))|(?<!\S)\d{{1,2}} [.)] "
)
LIST_ITEM = re.compile(r"(?<!\S)(?:(?:,|;|/|\+|, and) )+|(?<!\S)\d{1,2} [.)] ")
# Left behind at the edges once the date is cut out.
EDGE_FIRST = re.compile(
    r"^(?:(?:to|that|i|,|and|so|then|also|:|-|–|—|\)|\(|please|is|'ll|should|would|'d|about|now|me|on|by"
    r"|definitely|probably|really|just|again ,) )+"
)
EDGE_LAST = re.compile(
    r"(?: (?:and|so|is|then|but|by|on|before|at|around|in|from|until|till|for|the|,|:|;|-|–|—|\(|\)|or|um|uh"
    r"|also|no later than|come|sometime|some time|latest|please|asap|first thing|due|early|this|because|of"
    r"|plus|ok|okay|lol|she|he|they|[🎉🍵😅✅📞👍🙌☕🙏💪🔥📌⏰]))+$"
)
WITH_DAY = (
    r"(?:(?:no later than|not later than|on or before|due by|due on|due|by|on|before|at|around|for|in|from"
    r"|come|until|till|this|sometime|some time|during|of|first thing|early|late|latest|the week of|later"
    r"|starting|over) )*(?:D\d+|T\d+)(?: (?:at|around|or so|latest|at the latest|sharp|or so|ish|or D\d+"
    r"|first thing|morning|, T\d+))*"
)
DAY_PHRASE = re.compile(rf"(?<!\S)(?:, )?(?:\( )?{WITH_DAY}(?: \))?(?!\S)")
SIDE_REMARK = re.compile(
    r"(?:, |\. |; )?(?:and )?(?:i said (?:yes|ok|okay|sure|of course|i would|i 'd)|i agreed|i promised"
    r"|as promised|like i said|she said yes|he said yes)\b.*$"
)
THEIR_SIDE = re.compile(
    r"(?<! if)(?<! whether)(?<! that)(?<! what)(?<! when)(?<! how)(?<!"
    r" who)(?<! where)(?<! why)(?<! once)(?<! until)(?<! after)(?<!"
    r" before)(?<! and)(?<! but)(?<! so)(?<! because)(?<! since)(?<! while) (?:, |– |- )?(?:(?:and|but|so"
    r"|since|because|as|while) )?(?:she|he|they) (?:'s|is|was|will|'ll|said|says|has|had|wants|can|likes"
    r"|loves|seems|seemed|knows|thinks|leaves|starts|goes|gets|are)\b.*$"
)
ADVICE_LEAD = re.compile(
    r"\s*(?:(?:that|i|we|you|me|us|to|it|'d|should|could|must|might|can|ought to|need to|needed to|have to|had better"
    r"|would do well to|really|definitely|probably|also|just|maybe|always|be sure to|try to|better|is to|was to)\s+)+",
    re.IGNORECASE,
)
# "She said check again in June, so will do that": what was advised is taken on.
DO_THAT = re.compile(r"do (?:that|so|it|this)")
CONDITION = re.compile(r"(?<!\S)(if [^.,;]{1,40}?) ,")
BASE = {"writing": "write", "sharing": "share", "submitting": "submit", "circling": "circle", "dropping": "drop"}
# Times that are none, at the end.
VAGUE = re.compile(
    r" (?:after (?:the|my|our) (?:holidays?|break|weekend|summer|exams?|finals|new year)|at some point|some day"
    r"|eventually|when i (?:can|get a chance)"
    r"|when i have time|soon|asap)(?: [^\w\s])* ?$"
)
TO_THE_BOT = re.compile(
    r"do me a favou?r|(?:write|note|jot|log|save|keep|record|put|take|get|remember|mark|add)(?: (?:that|this|it|her"
    r"|him|them|down|a"
    r" note))+"
)
GIVEN = {"promised a thing", "wants"}
VERBLESS = re.compile(rf"^(?:{ACT}|thank|thanks|call|talk|speak|chat|ping|catch|make|go|be|write|pay|say)(?!\S)")


def owed(scene: Scene, found: Sequence[Clause], today: date) -> list[FollowUp]:
    """The owner's own to-dos."""
    items = []
    for number, clause in enumerate(found):
        if clause.does is Does.OWE:
            for item in _items(scene, clause, today):
                said = found[number - 1] if number and DO_THAT.fullmatch(item.text) else None
                taken_on = list(_items(scene, said, today)) if said and said.does is Does.ADVISE else []
                items += taken_on or [item]
    return items


# "coffee D0", "we 're doing a tour D0", at the end of a note about a talk that took place.
AHEAD = re.compile(
    rf"(?:(?:and|but|then|so|next|,|another|a|an|we 're (?:doing|having|going for)|we 'll (?:do|have)|doing|having) )*"
    rf"(?P<what>(?:[a-z]+ )?{SESSION}) (?:(?:with|at|over|on|for|T\d+|him|her|them|P\d+|zoom|teams)"
    rf" )*(?P<day>D\d+)(?!\S)"
)


def meetings_ahead(scene: Scene, found: Sequence[Clause], today: date) -> list[FollowUp]:
    """A further meeting that a later clause of a log names, with a day that can only lie ahead."""
    items = []
    for clause in found[1:]:
        if clause.does is not Does.TELL:
            continue
        for part in re.finditer(r"[^,;]+?(?= but |,|;|$)", scene.line[clause.start : clause.end]):
            match = AHEAD.match(part[0].strip())
            if match and scene.days[match["day"]].side is Side.FUTURE:
                at = clause.start + part.start()
                due = scene.days[match["day"]].on(today, ahead=True)
                items.append(FollowUp(spoken(scene, match["what"]), due, _span(scene, at, at + len(part[0]))))
    return items


def promised(scene: Scene, found: Sequence[Clause], today: date) -> list[FollowUp]:
    """What the other side said they would do."""
    return [item for clause in found if clause.does is Does.PROMISE for item in _items(scene, clause, today)]


def advised(scene: Scene, found: Sequence[Clause]) -> list[Quote]:
    """What they advised."""
    quotes = []
    for clause in found:
        if clause.does is Does.ADVISE:
            span = _span(scene, clause.body, clause.end)
            words = scene.message.text[span.start : span.end]
            if lead := ADVICE_LEAD.match(words):
                # The bare action: "should read the notes" is kept as "read the notes".
                span = Span(span.start + lead.end(), span.end)
                words = words[lead.end() :]
            text = " ".join(words.split()).strip(" ,;:-–—.")
            if " " in text:
                quotes.append(Quote(text, span))
    return quotes


def _items(scene: Scene, clause: Clause, today: date) -> Iterator[FollowUp]:
    line = scene.line
    parts = _parts(line, clause)
    whole = line[clause.start : clause.end]
    seen = ""
    condition = CONDITION.search(line[clause.start : clause.body])
    for start, end in parts:
        words = line[start:end].strip()
        due = _due(scene, words, today)
        if due is None and len(parts) == 1:
            due = _due(scene, whole, today)
        text = _bare(words)
        if clause.cue in GIVEN and text and not VERBLESS.match(text):
            text = f"send {text}"
        if text and condition and start == clause.body and not re.search(r"(?<!\S)D\d", condition[1]):
            text = f"{text} {condition[1]}"
        if clause.cue == "sending" and text:
            first, _, rest = text.partition(" ")
            text = f"{BASE.get(first, first.removesuffix('ing'))} {rest}".strip()
        if not text and due and clause.cue in {"do", "label", "item", "remind"} and seen == "":
            text = ""
        if text and not TO_THE_BOT.fullmatch(text):
            seen = text
            yield FollowUp(spoken(scene, text), due, _span(scene, start, end))


def _parts(line: str, clause: Clause) -> list[tuple[int, int]]:
    """Where each single action of a clause stands."""
    splitter = LIST_ITEM if clause.cue == "label" else ITEM
    cuts, start = [], clause.body
    for match in splitter.finditer(line, clause.body, clause.end):
        if line[start : match.start()].strip() and DAY_PHRASE.sub("", line[start : match.start()]).strip(" ,"):
            if clause.cue == "label" and not _worth_own_line(line, match, clause.end):
                continue
            cuts.append((start, match.start()))
            start = match.end()
        elif not line[start : match.start()].strip():
            start = match.end()
    return [*cuts, (start, clause.end)]


def _worth_own_line(line: str, match: re.Match[str], end: int) -> bool:
    """Whether what follows a comma in a list is an action of its own."""
    rest = line[match.end() : end]
    return bool(
        match[0][0].isdigit()
        or VERBLESS.match(rest)
        or (re.match(r"(?:and )?(?:[a-z'-]+ ){0,2}(?:email|note|card|call|cv|resume|portfolio|letter)\b", rest))
    )


def _due(scene: Scene, words: str, today: date) -> date | None:
    for mark in re.findall(r"(?<!\S)D\d+(?!\S)", words):
        day = scene.days[mark].on(today, ahead=True)
        if day:
            return day
    return None


def _bare(words: str) -> str:
    """The action alone: no date, no remark, no leftovers at the edges."""
    words = VAGUE.sub("", words)
    words = SIDE_REMARK.sub("", words)
    words = DAY_PHRASE.sub("", words)
    words = THEIR_SIDE.sub("", words)
    words = EDGE_FIRST.sub("", words.strip() + " ").strip()
    words = EDGE_LAST.sub("", " " + words).strip(" ,;:.!-–—)(")
    return " ".join(words.split()) if any(c.isalnum() for c in words) else ""


def spoken(scene: Scene, words: str) -> str:
    """Plain words back to text: names, organisations and abbreviations as they were written."""
    text = " ".join(
        scene.text(word) if word in scene.named else scene.capitals.get(word, word) for word in words.split(" ")
    )
    text = re.sub(r" ('(?:s|m|re|ll|ve|d))(?!\w)", r"\1", text)
    text = re.sub(r" ([,.!?;:)])", r"\1", text)
    text = re.sub(r"\( ", "(", text)
    return re.sub(r"\b(cv|i)\b", lambda m: m[0].upper(), text)


def _span(scene: Scene, start: int, end: int) -> Span:
    stretch = scene.line[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return scene.message.span(
        *scene.message.token_range(start, max(end - (len(stretch) - len(stretch.rstrip())), start + 1))
    )
