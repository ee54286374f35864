"""What a first message is made of, and whom to try next. Pure: no Telegram, no storage."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from storage.kinds import Answer, Channel, Circle, Status
from storage.tables import Contact

# What one may ask of a stranger, in minutes.
MINUTES = (15, 20, 30)
USUAL_MINUTES = 20
# Longer addresses are refused under a button.
LONGEST_LINK = 2048
COMPOSE = "https://mail.google.com/mail/?view=cm&fs=1"
WHY = re.compile(r"^why them:[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
MET = re.compile(
    r"^(?:we )?(?:met|found|know|heard of)?\s*(?:them|her|him)?\s*(?:at|through|via|from|in)\s+", re.IGNORECASE
)
LONGEST_SOURCE = 60

# Where writing to somebody moves them from; who has met the owner stays where they are.
NOT_WRITTEN_TO = frozenset({Status.TO_CONTACT, Status.NO_REPLY, Status.DECLINED, Status.PAUSED})
KNOWS_THE_OWNER = frozenset({Status.MET, Status.THANKED, Status.IN_TOUCH})

SOURCES = {
    Circle.ALUMNI: "our alumni network",
    Circle.PROFESSORS: "one of my professors",
    Circle.STUDENTS: "a student organisation of ours",
}


class Tab(StrEnum):
    """The three ways to approach somebody, by the letter that buttons carry."""

    MAIL = "m"
    PHONE = "p"
    SHORT = "s"

    @property
    def template(self) -> str:
        """The template of a first message this way."""
        return {"m": "outreach_mail", "p": "outreach_phone", "s": "outreach_message"}[self.value]

    @property
    def channel(self) -> Channel:
        """How it travels."""
        return {"m": Channel.EMAIL, "p": Channel.CALL, "s": Channel.MESSAGE}[self.value]


@dataclass(frozen=True)
class Wish:
    """What is shown: which way, how many minutes are asked for, which of several wordings (0: the contact's own)."""

    tab: Tab = Tab.MAIL
    minutes: int = USUAL_MINUTES
    turn: int = 0


def wish(parts: Sequence[str]) -> Wish:
    """A wish from a button's parts behind the contact; whatever is odd becomes the usual."""
    tab, minutes, turn = [*parts, "", "", ""][:3]
    return Wish(
        Tab(tab) if tab in set(Tab) else Tab.MAIL,
        int(minutes) if minutes in map(str, MINUTES) else USUAL_MINUTES,
        int(turn) % 10 if turn.isdecimal() and len(turn) < 4 else 0,
    )


# Why them


def reason(notes: str | None) -> str | None:
    """Why the owner chose them: what stands behind "Why them:" in the notes on a contact."""
    found = WHY.search(notes or "")
    return found[1].strip().rstrip(".").strip() or None if found else None


def with_reason(notes: str | None, why: str) -> str:
    """The notes with this reason, in the place of an earlier one."""
    line = f"Why them: {' '.join(why.split())}"
    if WHY.search(notes or ""):
        return WHY.sub(lambda _: line, notes or "", count=1)
    return f"{notes.rstrip()}\n{line}" if notes else line


def as_clause(why: str) -> str:
    """A reason as it continues "because …": without a leading "because" and a closing full stop."""
    clause = re.sub(r"^\s*because\s+", "", " ".join(why.split()), flags=re.IGNORECASE).rstrip(".")
    return (
        clause[:1].lower() + clause[1:] if re.match(r"(?:You|Your|We|They|My|The|She|He|Her|His)\b", clause) else clause
    )


# Where the name is from


def source_of(how_met: str | None, circle: Circle | None, group: str | None) -> str | None:
    """What completes "I found your name through …", from how they are known; None where nothing fits the sentence."""
    if group:
        return group
    if how_met and (led := MET.match(how_met)) and len(how_met) <= LONGEST_SOURCE:
        return how_met[led.end() :].rstrip(".") or None
    return SOURCES.get(circle) if circle else None


def names_any(text: str | None, people: Sequence[Contact]) -> bool:
    """Whether a text gives one of these people away."""
    words = set(re.findall(r"\w+", (text or "").casefold()))
    return any(part in words for each in people for part in each.name.casefold().split() if len(part) > 1)


# The ways out


def mail_link(to: str | None, subject: str | None, body: str) -> str | None:
    """An address that opens a web mail with the draft in it; None where it would be too long for a button."""
    parts = {"to": to, "su": subject, "body": body}
    link = COMPOSE + "".join(f"&{key}={quote(value, safe='')}" for key, value in parts.items() if value)
    return link if len(link) <= LONGEST_LINK else None


def status_after(answer: Answer, status: Status) -> Status:
    """Where a contact stands once their answer, or its absence, is known."""
    if status in KNOWS_THE_OWNER or status is Status.SCHEDULED:
        return status
    return {
        Answer.DECLINED: Status.DECLINED,
        Answer.RUDE: Status.DECLINED,
        Answer.NO_REPLY: Status.NO_REPLY,
        Answer.REPLIED: Status.REACHED_OUT,
    }.get(answer, status)
