"""From words to what they say: one reading over all messages of a note, with what was known before filled in. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.capture import Capture, DoubtKind, FollowUp, Hint, Intent, KnownContact, Person, capture
from bot.notes.permission import is_permission, permission
from bot.notes.understood import Given, Piece, Task, Understood, Who
from storage.folding import fold
from storage.kinds import Channel
from storage.tables import Contact

MOST_TASKS = 12
MOVED = re.compile(
    r"\b(?:moved|rescheduled|re-scheduled|pushed|postponed|bumped|shifted|brought forward|changed|switched|new time"
    r"|instead|now (?:at|on))\b",
    re.IGNORECASE,
)
# How a message goes on about the talk of the message before it.
OPENERS = r"oh|and|also|plus|ps|p\.s\.?|btw|by the way|one more(?: thing)?|(?:i )?forgot|another thing"
GOES_ON = re.compile(
    rf"^\W*(?:(?:ah|ok|okay|{OPENERS})\W+)*"
    r"(?:she|he|they|her|his|their|s/he|told me|said|mentioned|suggested|recommended|promised|we (?:also|talked))\b",
    re.IGNORECASE,
)
ADDS = re.compile(rf"^\W*(?:{OPENERS}|remind me|todo|to do|follow)\b", re.IGNORECASE)
FRAGMENT = re.compile(r"^(?:with|at|from|w/|who|which|in|on|over|about)\b", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:she|he|they|her|him|his|hers|their|them)\b", re.IGNORECASE)

# How somebody begins who tells of what is over, whatever day they give.
TELLS = re.compile(
    r"^\W*(?:(?:i|we|just|finally|today|yesterday)\W+)*"
    r"(?:had|met|saw|talked|spoke|chatted|rang|called|caught up|ran into|bumped into)\b",
    re.IGNORECASE,
)
EVENTS = {Intent.CONVERSATION, Intent.OUTREACH_SENT, Intent.THANKS_SENT, Intent.MEETING_SCHEDULED}

Known = Sequence[KnownContact]


def known_of(everyone: Sequence[Contact]) -> list[KnownContact]:
    """The owner's address book as capture wants it."""
    return [KnownContact(each.name, each.organisation, each.id) for each in everyone]


def read_text(text: str, said_at: datetime, zone: str, known: Known) -> Capture:
    """One text, captured."""
    return capture(text, now=said_at, tz=zone, known=known)


def read_pieces(pieces: Sequence[Piece], said_at: datetime, zone: str, known: Known, given: Given) -> Understood | None:
    """All messages of a note together; None when they are no note.

    They are read as one text. Where that loses what the first of them said, each is read by itself and what the later
    ones add is put beside it.
    """
    if pieces and pieces[0].quoted:
        return _read_quoted(pieces, said_at, zone, known, given)
    texts = [piece.text for piece in pieces if piece.text.strip()]
    whole = complete(read_text("\n".join(texts), said_at, zone, known), "\n".join(texts), given)
    if len(texts) < 2:
        return whole
    first = complete(read_text(texts[0], said_at, zone, known), texts[0], given)
    if first is None or (whole and _holds(whole, first)):
        return whole
    for text in texts[1:]:
        more = from_capture(read_text(text, said_at, zone, known), text)
        first = _beside(first, more, text)
    return first


def _read_quoted(pieces: Sequence[Piece], said_at: datetime, zone: str, known: Known, given: Given) -> Understood:
    """Somebody's own words, kept as they are, with what the owner added."""
    found = Understood(
        Intent.CONVERSATION,
        given.people,
        given.channel,
        given.day or said_at.date(),
        notes="\n".join(piece.text for piece in pieces if piece.quoted),
    )
    for piece in pieces:
        if not piece.quoted:
            found = _beside(found, from_capture(read_text(piece.text, said_at, zone, known), piece.text), piece.text)
    return found


def _holds(whole: Understood, first: Understood) -> bool:
    names = {each.said for each in whole.people}
    return whole.intent is first.intent and {each.said for each in first.people} <= names


def _beside(first: Understood, more: Understood, text: str) -> Understood:
    referrals = more.referrals if more.people else (*more.people, *more.referrals)
    if first.intent is Intent.CONVERSATION and more.intent is Intent.CONVERSATION and PRONOUN.search(text):
        # "She also said to talk to Sam": read by itself, Sam would be whom the talk was with.
        referrals = (*more.people, *more.referrals)
    elif not first.people:
        # "Ada Lovelace", behind a message that names nobody, says whose it is.
        first = replace(first, people=more.people)
    held = {fold(each.said) for each in (*first.people, *first.referrals)}
    return replace(
        first,
        channel=first.channel or more.channel,
        clock=first.clock or more.clock,
        referrals=(*first.referrals, *(each for each in referrals if fold(each.said) not in held)),
        mine=(*first.mine, *more.mine),
        theirs=(*first.theirs, *more.theirs),
        advice=(*first.advice, *more.advice),
        through=first.through or more.through,
        notes=f"{first.notes}\n{text}",
    )


def complete(found: Capture, text: str, given: Given) -> Understood | None:
    """What was captured, with what was known before where the words say nothing."""
    read = from_capture(found, text)
    if not given.is_talk:
        return None if read.intent is Intent.NONE or says_nothing(read) else read
    at_the_talk = {fold(each.name) for each in given.people}
    # In an answer to "how did it go?" a name that is not one of the people's was given by them.
    others = tuple(each for each in read.people if fold(each.name) not in at_the_talk)
    said_to = read.intent in {Intent.CONVERSATION, Intent.NONE} and speaks_of_them_first(found, given, text)
    return replace(
        read,
        intent=found.intent if found.intent is Intent.MEETING_SCHEDULED else Intent.CONVERSATION,
        people=given.people if said_to else (*given.people, *others),
        referrals=(*(others if said_to else ()), *read.referrals),
        channel=read.channel or given.channel,
        day=(read.day if found.places.date else None) or given.day or read.day or None,
        clock=read.clock or given.clock,
        notes=text,
    )


def speaks_of_them_first(found: Capture, given: Given, text: str) -> bool:
    """Whether "she" or "they" stands before the first name that is not one of the given people's.

    So "really kind, she said to talk to Tom" is about whom one has met, and "met Tom, he was kind" is about Tom.
    """
    there = {fold(each.name) for each in given.people}
    others = [each.span.start for each in found.contacts if fold(each.name) not in there]
    return not others or PRONOUN.search(text, 0, min(others)) is not None


def says_nothing(read: Understood) -> bool:
    """Whether there is nothing in it to keep: nobody to remember, and nothing to be done."""
    return read.intent is Intent.CONTACT_ONLY and not read.people and not read.mine


def is_event(found: Capture, text: str, today: date) -> bool:
    """Whether words tell of something that happened, or of a meeting that is agreed.

    A talk on a day still to come is neither: the day is a slip.
    """
    ahead = found.date is not None and found.date > today
    slip = ahead and (found.intent is not Intent.MEETING_SCHEDULED or TELLS.match(text) is not None)
    return found.intent in EVENTS and not slip


def from_capture(found: Capture, text: str) -> Understood:
    """A capture as plain values."""
    doubts = {
        doubt.text: tuple(each.id for each in doubt.candidates if each.id is not None)
        for doubt in found.doubts
        if doubt.kind in {DoubtKind.SEVERAL_FIT, DoubtKind.LOOKS_LIKE}
    }
    may = permission(text)
    unlikely = next((doubt.text for doubt in found.doubts if doubt.kind is DoubtKind.UNLIKELY_DATE), None)
    return Understood(
        intent=found.intent,
        people=tuple(who(person, doubts) for person in found.contacts),
        channel=Channel(found.channel.value) if found.channel else None,
        day=found.date,
        clock=found.time,
        referrals=tuple(replace(who(person, doubts), may_use_name=may) for person in found.referrals),
        mine=tuple(task(each) for each in found.follow_ups[:MOST_TASKS] if not is_permission(each.text)),
        theirs=tuple(task(each) for each in found.promises[:MOST_TASKS]),
        advice=tuple(dict.fromkeys(quote.text for quote in found.advice[:MOST_TASKS] if not is_permission(quote.text))),
        through=who(found.met_through, doubts) if found.met_through else None,
        doubtful_day=unlikely,
        moved=found.intent is Intent.MEETING_SCHEDULED and bool(MOVED.search(text)),
        notes=text.strip(),
    )


def who(person: Person, doubts: dict[str, tuple[int, ...]]) -> Who:
    """Somebody named; the organisation only where the message said it, since what is known is known already."""
    known = person.known.id if person.known else None
    return Who(
        name=person.name[:128],
        said=person.name[:128],
        organisation=person.org[:128] if person.org and (person.org_span or not known) else None,
        role=person.role[:128] if person.role else None,
        contact_id=known,
        fits=() if known else doubts.get(person.name, ()),
    )


def task(each: FollowUp) -> Task:
    """Something to be done."""
    text = " ".join(each.text.split())[:512]
    return Task(text, text, each.due)


def adds_to(before: Understood, found: Capture, text: str, *, burst: bool) -> bool:
    """Whether a message goes on about the talk of the note before it, rather than telling of something of its own.

    `burst`: it came within seconds of that note, as the pieces of one long message do.
    """
    if found.intent is Intent.NONE:
        goes_on = GOES_ON.match(text) or (ADDS.match(text) and PRONOUN.search(text))
        return bool(goes_on) and found.hint in {Hint.SMALLTALK, Hint.OTHER, None}
    names = {fold(each.said) for each in before.people} | {fold(each.name) for each in before.people}
    others = [each for each in found.contacts if fold(each.name) not in names]
    if burst and not before.people and others and (FRAGMENT.match(text) or found.intent is Intent.CONTACT_ONLY):
        return True
    if GOES_ON.match(text):
        return found.places.channel is None or not others
    if ADDS.match(text):
        own_event = found.intent is not Intent.CONTACT_ONLY and (others or found.places.channel is not None)
        return not own_event
    return not found.contacts and found.intent is Intent.CONTACT_ONLY and bool(PRONOUN.search(text))
