"""What one free message says, as plain values. Every value remembers where in the text it was found."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Intent(StrEnum):
    """What kind of note the message is."""

    CONVERSATION = "conversation"  # a two-way exchange took place, in any medium
    MEETING_SCHEDULED = "meeting_scheduled"  # an exchange is agreed for later
    OUTREACH_SENT = "outreach_sent"  # the owner wrote, rang or asked; nobody has answered yet
    THANKS_SENT = "thanks_sent"
    CONTACT_ONLY = "contact_only"  # somebody to remember, news about somebody, or a bare reminder
    NONE = "none"  # no note at all: a question, a command, small talk


class Channel(StrEnum):
    """How the exchange went."""

    COFFEE = "coffee"  # any meal or drink together
    CALL = "call"
    VIDEO = "video"
    MEETING = "meeting"  # in person otherwise
    EMAIL = "email"
    MESSAGE = "message"
    EVENT = "event"
    OTHER = "other"  # letter, card, flowers, gift


class Hint(StrEnum):
    """Where to point somebody whose message is no note."""

    QUESTIONS = "questions"
    THANKS_DRAFT = "thanks_draft"
    DUE = "due"
    CONTACTS = "contacts"
    LAST_TALK = "last_talk"
    PREP = "prep"
    UNDO = "undo"
    DELETE = "delete"
    EDIT = "edit"
    HELP = "help"
    TIPS = "tips"
    OUTREACH = "outreach"
    SMALLTALK = "smalltalk"
    THANKS_TO_BOT = "thanks_to_bot"
    GREETING = "greeting"
    OTHER = "other"


class DoubtKind(StrEnum):
    """What the bot should ask before it believes its own reading."""

    SEVERAL_FIT = "several_fit"  # two or more known contacts carry this name
    LOOKS_LIKE = "looks_like"  # a bare first name, misspelt, resembles a known contact
    UNLIKELY_DATE = "unlikely_date"  # a talk in the future, or very long ago
    NOBODY_NAMED = "nobody_named"  # something happened, and nobody is named


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of the original text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KnownContact:
    """Somebody already in the owner's address book."""

    name: str
    org: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the message. `known` is set when exactly one known contact fits."""

    name: str
    org: str | None
    role: str | None
    known: KnownContact | None
    span: Span
    org_span: Span | None = None
    role_span: Span | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done: the bare action, and its day where one was said."""

    text: str
    due: dt.date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the message worth keeping as it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question to ask. `text` is what was written, `candidates` the known contacts it may mean."""

    kind: DoubtKind
    text: str
    candidates: tuple[KnownContact, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the single values of a capture stand in the text."""

    event: Span | None = None
    channel: Span | None = None
    date: Span | None = None
    time: Span | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One message, understood. `NONE` leaves everything empty but `hint` and `about`."""

    intent: Intent
    contacts: tuple[Person, ...] = ()
    channel: Channel | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    referrals: tuple[Person, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    met_through: Person | None = None
    doubts: tuple[Doubt, ...] = ()
    hint: Hint | None = None
    about: KnownContact | None = None
    promises: tuple[FollowUp, ...] = ()  # what the contact said they would do
    advice: tuple[Quote, ...] = ()  # what the contact advised, and the owner did not take on
    places: Places = field(default_factory=Places)

    def as_record(self) -> dict[str, Any]:
        """The shape that the evaluation data uses for its labels."""
        return {
            "intent": self.intent.value,
            "contacts": [{"name": p.name, "org": p.org, "role": p.role} for p in self.contacts],
            "channel": self.channel.value if self.channel else None,
            "date": self.date.isoformat() if self.date else None,
            "time": self.time.strftime("%H:%M") if self.time else None,
            "referrals": [{"name": p.name, "org": p.org} for p in self.referrals],
            "follow_ups": [{"text": f.text, "due": f.due.isoformat() if f.due else None} for f in self.follow_ups],
            "met_through": self.met_through.name if self.met_through else None,
        }
