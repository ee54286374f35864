"""What recording a note needs to know, and what it has written."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.notes.understood import Records
from bot.reminders.hours import Hours
from storage.kinds import ReferralState
from storage.tables import Contact, Owner, Reminder


@dataclass(frozen=True)
class Writing:
    """Whose note it is, their clock, the present moment, and what their referrals come to by it."""

    owner: Owner
    hours: Hours
    now: datetime
    came_to: ReferralState | None = None


@dataclass
class Written:
    """The records a note became, with what follows from them."""

    people: list[Contact] = field(default_factory=list)
    added: list[Contact] = field(default_factory=list)
    records: Records = field(default_factory=Records)
    thank_yous: list[Reminder] = field(default_factory=list)
    named: list[Contact] = field(default_factory=list)
    """Whose names were given."""
