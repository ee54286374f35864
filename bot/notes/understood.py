"""What a note says, as plain values: kept with the note as JSON, corrected line by line, recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, time
from typing import Any, Self

from bot.capture import Intent
from storage.kinds import Channel

# Kept of one note, whatever comes in pieces.
LONGEST = 12_000


@dataclass(frozen=True)
class Who:
    """Somebody named. `said` is the name as it was written, by which corrections find their line again.

    With `contact_id` it is that contact. `fits` are the contacts it may be where that is not sure: nothing is recorded
    of them until the owner has said which. `is_new` says that it is none of the namesakes. `heard` marks a name that
    came by voice and that nobody has confirmed yet. `may_use_name` and `by` are for names that were given: whether the
    giver's name may be used, and the giver's place among the people.
    """

    name: str
    said: str
    organisation: str | None = None
    role: str | None = None
    contact_id: int | None = None
    fits: tuple[int, ...] = ()
    is_new: bool = False
    corrected: bool = False
    heard: bool = False
    may_use_name: bool | None = None
    by: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether it is clear who is meant."""
        return not self.fits


@dataclass(frozen=True)
class Task:
    """Something promised, its day where one was said. `said` is its text as it was read."""

    text: str
    said: str
    due: date | None = None


@dataclass(frozen=True)
class Understood:
    """One note, read: what happened or is to happen, with whom, and what follows.

    `doubtful_day` are the words of a day that is unlikely. `moved` says that an agreed meeting was changed.
    """

    intent: Intent
    people: tuple[Who, ...] = ()
    channel: Channel | None = None
    day: date | None = None
    clock: time | None = None
    referrals: tuple[Who, ...] = ()
    mine: tuple[Task, ...] = ()
    theirs: tuple[Task, ...] = ()
    advice: tuple[str, ...] = ()
    through: Who | None = None
    doubtful_day: str | None = None
    moved: bool = False
    notes: str = ""

    @property
    def sure_people(self) -> tuple[Who, ...]:
        """Those about whom something can be recorded."""
        return tuple(each for each in self.people if each.is_sure)

    def as_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        kept = asdict(self)
        kept["day"] = self.day.isoformat() if self.day else None
        kept["clock"] = self.clock.isoformat("minutes") if self.clock else None
        for name in ("mine", "theirs"):
            kept[name] = [
                {"text": each.text, "said": each.said, "due": each.due.isoformat() if each.due else None}
                for each in getattr(self, name)
            ]
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` gave."""
        values = dict(kept)
        return cls(
            **{
                **values,
                "intent": Intent(values["intent"]),
                "channel": Channel(values["channel"]) if values["channel"] else None,
                "day": date.fromisoformat(values["day"]) if values["day"] else None,
                "clock": time.fromisoformat(values["clock"]) if values["clock"] else None,
                "people": _people(values["people"]),
                "referrals": _people(values["referrals"]),
                "mine": _tasks(values["mine"]),
                "theirs": _tasks(values["theirs"]),
                "advice": tuple(values["advice"]),
                "through": _people([values["through"]])[0] if values["through"] else None,
            }
        )


def _people(kept: Sequence[Mapping[str, Any]]) -> tuple[Who, ...]:
    return tuple(Who(**{**each, "fits": tuple(each["fits"])}) for each in kept)


def _tasks(kept: Sequence[Mapping[str, Any]]) -> tuple[Task, ...]:
    return tuple(
        Task(each["text"], each["said"], date.fromisoformat(each["due"]) if each["due"] else None) for each in kept
    )


@dataclass(frozen=True)
class Piece:
    """One message of a note: its id in the chat and its words. `quoted` words are somebody else's, and only kept."""

    message_id: int
    text: str
    quoted: bool = False


@dataclass(frozen=True)
class Given:
    """What was known before the note was read: from the meeting that was asked about, or from a forward.

    Used where the words themselves say nothing.
    """

    people: tuple[Who, ...] = ()
    channel: Channel | None = None
    day: date | None = None
    clock: time | None = None
    meeting_id: int | None = None
    telegram_user_id: int | None = None
    is_talk: bool = False
    """It is a talk, whatever the words look like: an answer to "how did it go?", somebody's forwarded message."""

    def as_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        kept = asdict(self)
        return kept | {
            "day": self.day.isoformat() if self.day else None,
            "clock": self.clock.isoformat("minutes") if self.clock else None,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` gave."""
        return cls(
            **{
                **kept,
                "people": _people(kept["people"]),
                "channel": Channel(kept["channel"]) if kept["channel"] else None,
                "day": date.fromisoformat(kept["day"]) if kept["day"] else None,
                "clock": time.fromisoformat(kept["clock"]) if kept["clock"] else None,
            }
        )


Correction = dict[str, Any]
"""`line` (person, day, …), `of` (what was read there, so that a later reading finds it again), and what is to `set`."""


@dataclass
class Records:
    """What a note became, by id: contacts by the name that was written, and the rest of what can be put right."""

    contacts: dict[str, int] = field(default_factory=dict)
    conversation_id: int | None = None
    meeting_id: int | None = None
    letter_ids: list[int] = field(default_factory=list)
    promise_ids: dict[str, int] = field(default_factory=dict)
    referral_ids: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """All that is kept of how a note was read, in `Note.reading`.

    `said_at` is the moment it was written, ISO with the owner's offset; `zone` the zone its days were read in. `heard`
    says that the words came by voice. `found` is None for what is no note, or not yet: a voice note without words.
    """

    pieces: tuple[Piece, ...]
    said_at: str
    zone: str
    found: Understood | None = None
    corrections: tuple[Correction, ...] = ()
    given: Given = field(default_factory=Given)
    heard: bool = False
    records: Records = field(default_factory=Records)
    what: str = ""
    """The note in a few words, as Undo names it."""
    why_kept: str | None = None
    """What is newer and builds on the records, so that they could not be changed."""
    is_none: bool = False
    """The owner said that it is no note."""

    @property
    def text(self) -> str:
        """The words, all pieces of them."""
        return "\n".join(piece.text for piece in self.pieces if piece.text)[:LONGEST]

    def with_piece(self, piece: Piece) -> "Reading":
        """The same with one message more, or with other words of a message it has."""
        held = [piece if each.message_id == piece.message_id else each for each in self.pieces]
        if piece not in held:
            held.append(piece)
        return replace(self, pieces=tuple(held))

    def as_json(self) -> dict[str, Any]:
        """Plain values that JSON can hold."""
        return {
            "pieces": [[each.message_id, each.text, each.quoted] for each in self.pieces],
            "said_at": self.said_at,
            "zone": self.zone,
            "found": self.found.as_json() if self.found else None,
            "corrections": list(self.corrections),
            "given": self.given.as_json(),
            "heard": self.heard,
            "records": asdict(self.records),
            "what": self.what,
            "why_kept": self.why_kept,
            "is_none": self.is_none,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` gave."""
        return cls(
            **{
                **kept,
                "pieces": tuple(Piece(*each) for each in kept["pieces"]),
                "found": Understood.from_json(kept["found"]) if kept["found"] else None,
                "corrections": tuple(kept["corrections"]),
                "given": Given.from_json(kept["given"]),
                "records": Records(**kept["records"]),
            }
        )
