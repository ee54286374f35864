"""What kind of note a message is: the first thing it reports decides, a talk that took place overrules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.capture import subjects
from bot.capture.ahead import all_past, days_ahead, event_ahead
from bot.capture.clauses import Clause
from bot.capture.cues import Does
from bot.capture.dates import Side
from bot.capture.events import (
    ACCEPTED,
    ANSWERED,
    ASKING_THANKS,
    BARE_SESSION,
    CANCELLED,
    CONTACT,
    INBOUND,
    NAMED,
    NAMED_SESSION,
    NOTHING_BACK,
    OPENS_WITH_COMPANY,
    OUT,
    PLAN,
    PUT_OFF,
    TALK,
    TALK_TOO,
    THANKS,
    THANKS_LABEL,
    THANKS_TOO,
)
from bot.capture.mentions import Scene
from bot.capture.model import Intent


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a kind of event is told."""

    start: int
    intent: Intent
    firm: bool  # told by a verb, not only named


def decide(scene: Scene, found: Sequence[Clause], today: date, now_minutes: int) -> tuple[Intent, tuple[int, int]]:
    """The intent of a message already known to be a note, and the part of the line that shows it."""
    line = scene.line
    cues = sorted(_cues(scene, found, today, now_minutes), key=lambda c: c.start)
    if not cues and found and found[0].does is Does.TELL and OPENS_WITH_COMPANY.match(line):
        # "merienda with P0": whatever it is called, it was had with somebody.
        ahead = days_ahead(scene, 0, found[0].end, today, now_minutes) if found else None
        return (Intent.MEETING_SCHEDULED if ahead else Intent.CONVERSATION), (0, len(line))
    if not cues:
        kind = Intent.NONE if _others_end(line, found) else _without_cue(scene, found)
        return kind, (0, len(line))
    first = cues[0]
    intent = first.intent
    cancelled = CANCELLED.search(line)
    held = cancelled and any(
        c.firm and c.intent is Intent.CONVERSATION and c.start > cancelled.end() and TALK.match(line, c.start)
        for c in cues
    )
    if cancelled and not held and not event_ahead(scene, found, today, now_minutes):
        return Intent.CONTACT_ONLY, (0, len(line))
    firm = [c.intent for c in cues if c.firm]
    if intent is Intent.CONVERSATION and not firm and PUT_OFF.search(line, first.start):
        return Intent.MEETING_SCHEDULED, (first.start, len(line))
    if (intent is Intent.OUTREACH_SENT and Intent.CONVERSATION in firm and not NOTHING_BACK.search(line)) or (
        intent in {Intent.MEETING_SCHEDULED, Intent.CONTACT_ONLY} and Intent.CONVERSATION in firm
    ):
        intent = Intent.CONVERSATION
    elif intent is Intent.CONTACT_ONLY and len(firm) > 1:
        intent = firm[1]
    elif intent is Intent.THANKS_SENT and Intent.CONVERSATION in firm and _talk_of_its_own(scene, cues):
        intent = Intent.CONVERSATION
    elif (
        intent is Intent.CONVERSATION
        and not first.firm
        and Intent.THANKS_SENT in firm
        and Intent.CONVERSATION not in firm
    ):
        intent = Intent.THANKS_SENT
    if (
        intent is Intent.CONVERSATION
        and (ACCEPTED.search(line, first.start) or Intent.MEETING_SCHEDULED in firm)
        and not ANSWERED.search(line)
        and not TALK.search(line)
        and not TALK_TOO.search(line)
        and event_ahead(scene, found, today, now_minutes)
    ):
        intent = Intent.MEETING_SCHEDULED
    if (
        intent is Intent.CONVERSATION
        and NOTHING_BACK.search(line)
        and Intent.OUTREACH_SENT in firm
        and not TALK.search(line)
    ):
        intent = Intent.OUTREACH_SENT
    if intent is Intent.OUTREACH_SENT and Intent.THANKS_SENT in firm:
        intent = Intent.THANKS_SENT
    shown = next((c for c in cues if c.intent is intent), first)
    return intent, (shown.start, len(line))


def _others_end(line: str, found: Sequence[Clause]) -> int:
    """Up to where the note opens with a talk or a message of other people: 0 where it does not."""
    first = next((c for c in found if c.does is Does.TELL), None)
    if first is None:
        return 0
    if not subjects.opens_with_other(line[first.start : first.end]):
        return 0
    told = [m.start() for p in (TALK, TALK_TOO, OUT, THANKS) for m in p.finditer(line, first.start, first.end)]
    ends = [at + len(subjects.sentence_from(line, at)) for at in told if subjects.is_others(line, at, first.end)]
    return max(ends, default=0)


def _talk_of_its_own(scene: Scene, cues: Sequence[Cue]) -> bool:
    """A talk beside the thanks, not the one they are for: "thanked P for the coffee we had" has none."""
    thanks = next(c for c in cues if c.intent is Intent.THANKS_SENT)
    for cue in cues:
        if cue.intent is Intent.CONVERSATION and cue.firm and cue.start != thanks.start:
            between = scene.line[min(thanks.start, cue.start) : max(thanks.start, cue.start)]
            if re.search(r"(?<!\S)[.!?;\n](?!\S)", between) or (cue.start < thanks.start):
                return True
    return False


def _cues(scene: Scene, found: Sequence[Clause], today: date, now_minutes: int) -> Iterator[Cue]:
    line = scene.line
    if THANKS_LABEL.match(line):
        yield Cue(0, Intent.THANKS_SENT, True)
    elsewhere = _others_end(line, found)
    for number, clause in enumerate(found):
        if clause.does in {Does.OWE} or clause.cue == "introduced me":
            continue
        start, end = (clause.body if clause.does is Does.THROUGH else clause.start), clause.end
        if clause.does is not Does.TELL and clause.does is not Does.THROUGH:
            if clause.does in {Does.POINT, Does.PROMISE, Does.ADVISE}:
                yield from _promise_cues(scene, clause, today)
            continue
        for match in [*THANKS.finditer(line, start, end), *THANKS_TOO.finditer(line, start, end)]:
            if not ASKING_THANKS.search(line, max(start, match.start() - 30), match.end()) and not subjects.is_others(
                line, match.start(), end
            ):
                yield Cue(match.start(), Intent.THANKS_SENT, True)
        for match in PLAN.finditer(line, start, end):
            if not all_past(scene, start, end, today):
                yield Cue(match.start(), Intent.MEETING_SCHEDULED, True)
        if not clause.start and ACCEPTED.search(line, start, end) and event_ahead(scene, found, today, now_minutes):
            yield Cue(start + 1, Intent.MEETING_SCHEDULED, True)
        for match in [*TALK.finditer(line, start, end), *TALK_TOO.finditer(line, start, end)]:
            if (
                not _negated(line, match.start())
                and not subjects.is_others(line, match.start(), end)
                and not (
                    match[0].startswith("meet") and TO_COME.search(line[max(0, match.start() - 12) : match.start()])
                )
                and days_ahead(scene, start, end, today, now_minutes, firm=True) is not True
            ):
                yield Cue(match.start(), Intent.CONVERSATION, True)
        for match in INBOUND.finditer(line, start, end):
            theirs = match.start() < elsewhere and not subjects.WITH_OWNER.search(match[0])
            if not theirs and not _negated(line, match.start()):
                yield Cue(match.start(), Intent.CONVERSATION, True)
        for match in OUT.finditer(line, start, end):
            if subjects.is_others(line, match.start(), end):
                continue
            yield Cue(match.start(), Intent.OUTREACH_SENT, True)
        following = found[number + 1] if number + 1 < len(found) else None
        dated_until = following.end if following and ONLY_DATES.match(line[following.start : following.end]) else end
        for match in NAMED_SESSION.finditer(line, start, end):
            if SOMEBODYS.match(line, 0, match.end()) or NOT_HELD.search(
                line[max(start, match.start() - 30) : match.start()]
            ):
                continue
            ahead = days_ahead(scene, start, dated_until, today, now_minutes)
            if ahead is None and (_in_fragments(line) or ONLY_DATES.fullmatch(line[found[0].start : found[0].end])):
                ahead = event_ahead(scene, found, today, now_minutes)
            if ahead is False and EAGER.search(line, start, match.start()):
                ahead = any(d.side is Side.EITHER for d in scene.days.values())
            yield Cue(match.start() + 1, Intent.MEETING_SCHEDULED if ahead else Intent.CONVERSATION, False)
        anybody = not start or re.search(r"(?<!\S)[PRO]\d", line)
        if anybody and BARE_SESSION.match(line[start:end].strip()):
            ahead = days_ahead(scene, start, end, today, now_minutes)
            if ahead is None and (_in_fragments(line) or ONLY_DATES.fullmatch(line[found[0].start : found[0].end])):
                ahead = event_ahead(scene, found, today, now_minutes)
            yield Cue(start, Intent.MEETING_SCHEDULED if ahead else Intent.CONVERSATION, False)
        for match in CONTACT.finditer(line, start, end):
            if not line[: match.start()].strip(" -•*:,") or NAMED.search(line, start, match.start()):
                yield Cue(match.start(), Intent.CONTACT_ONLY, True)


# "My boyfriend's call with O0": a talk of somebody of mine.
SOMEBODYS = re.compile(
    r"^(?:my|our|his|her|their) (?:[a-z-]+ ){1,2}'s (?:[a-z-]+ ){0,2}?(?:call|chat|coffee|lunch|meeting|interview|talk)"
)


# "Didn't get to | talk to P0": what was not held.
NOT_HELD = re.compile(r"(?<!\S)(?:didn't|did not|never|couldn't|could not|can't|wasn't able|failed) (?:[a-z]+ ){0,3}$")


def _in_fragments(line: str) -> bool:
    """Whether a note is made of bits of a word or two: "zoom. thursday. 9.30. P0 from O0."."""
    bits = [bit.split() for bit in re.split(r"(?<!\S)[.!?\n](?!\S)", line) if bit.strip()]
    return len(bits) > 3 and sum(len(bit) < 3 for bit in bits) >= len(bits) - 2


EAGER = re.compile(
    r"(?<!\S)(?:so happy|excited|can't wait|looking forward|psyched|stoked|thrilled|buzzing|pumped|nervous about)(?!\S)"
)
# A day or a time set off by a full stop or a dash: "Tohoku Univ., Fri 29 May 8:00".
ONLY_DATES = re.compile(r"[ ,•*-]*(?:(?:on|at|from|for) )?[DT]\d+(?!\S)(?: (?:,|at|on|from|-|[DT]\d+))* ?")


def _promise_cues(scene: Scene, clause: Clause, today: date) -> Iterator[Cue]:
    """ "P0 agreed to meet D0" plans; "she said …" shows that a talk took place."""
    words = scene.line[clause.start : clause.end]
    own = r"|will|'ll|is going to|'s going to" if not clause.start else ""
    if re.match(
        (
            r"(?:\S+ ){0,3}?(?:agreed|offered|is happy|'s happy|can|said (?:she|he|they) can|is free|is going"
            r"|'s going|volunteered"
            rf"{own}) (?:to )?(?:meet|talk|chat|do|speak|call|see|make|host|give me|zoom|phone|ring|fit me|squeeze)"
        ),
        words,
    ):
        yield Cue(clause.start, Intent.MEETING_SCHEDULED, True)
    elif clause.does in {Does.POINT, Does.ADVISE} and clause.cue not in {
        "label",
        "see",
        "worth",
        "should see",
        "coming",
    }:
        yield Cue(clause.start + 2, Intent.CONVERSATION, True)
    else:
        yield Cue(clause.start + 3, Intent.CONVERSATION, False)


TO_COME = re.compile(r"(?<!\S)(?:'ll|will|to|can|could|would|should|shall|might|may|let 's|gonna) (?:\S+ )?$")


def _negated(line: str, at: int) -> bool:
    return bool(
        re.search(
            (
                r"(?:didn't|never|haven't|hasn't|not|couldn't|can't|won't|wasn't|no|without|before we|until we|if we"
                r"|when we|yet to|would have|could have|almost|nearly|in case we|hope we|haven't yet|after we"
                r"|since we) (?:yet |actually |even )?$"
            ),
            line[max(0, at - 24) : at],
        )
    )


def _without_cue(scene: Scene, found: Sequence[Clause]) -> Intent:
    # "I should really network more" is a sigh; a thing to do has a person, a day, or was asked to be kept.
    owes = any(
        c.does is Does.OWE
        and (c.cue not in {"have to", "i have to", "will", "do"} or re.search(r"D\d", scene.line[c.start : c.end]))
        for c in found
    )
    points = any(c.does in {Does.POINT, Does.ADVISE, Does.PROMISE} for c in found)
    named = any(mark.startswith("P") for mark in scene.named)
    if points and named:
        return Intent.CONVERSATION
    # A name in a sentence that tells nothing of its bearer is no note: "my landlord knows P0 apparently".
    bare = not re.search(r"(?<!\S)[ORVDT]\d+(?!\S)", scene.line) and len(scene.line.split()) > 5
    if owes or (named and not (bare and not any(c.does is not Does.TELL for c in found))):
        return Intent.CONTACT_ONLY
    return Intent.NONE
