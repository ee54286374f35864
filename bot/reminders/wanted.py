"""Whether a waiting reminder still makes sense, or something newer has answered it.

Asked again just before a reminder is sent, and of each one still standing in the chat when something is recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from storage.kinds import MeetingState, ReminderKind, Status


class Happened(NamedTuple):
    """The day something took place, and the moment it was recorded: of two, the greater is the newer."""

    on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known now about the contact, the meeting or the matter a reminder is about.

    `began` is what the reminder follows: the talk, the letter, the promise, when they last heard. `talked`, `thanked`
    and `wrote` are the newest conversation with the contact, thank-you to them, and letter of any kind. `answered`: the
    letter that hoped for a reply got one, kind or not. `settled`: the matter itself is done with (the promise kept, the
    loop closed, a newer resume saved, the event dropped). `over_at` is the moment from which it is no use any more: the
    start of the meeting, the end of the day of the event.
    """

    now: datetime
    began: Happened | None = None
    talked: Happened | None = None
    thanked: Happened | None = None
    wrote: Happened | None = None
    answered: bool = False
    settled: bool = False
    archived: bool = False
    status: Status | None = None
    meeting: MeetingState | None = None
    over_at: datetime | None = None

    def since(self, event: Happened | None) -> bool:
        """Whether it is newer than what the reminder follows."""
        return event is not None and (self.began is None or event > self.began)


def still_wanted(kind: ReminderKind, facts: Facts) -> bool:
    """False once newer facts have answered the reminder, so that it is withdrawn, from the chat too.

    The product's promise: talking to someone restarts their clock at once. What follows from a promise stands until
    it is kept, and a meeting's own pings as long as the meeting does.
    """
    if facts.settled or facts.archived:
        return False
    talked, wrote = facts.since(facts.talked), facts.since(facts.wrote)
    match kind:
        case ReminderKind.THANK_YOU:
            # A newer talk brings a thank-you of its own, which covers the older one.
            return not (facts.since(facts.thanked) or talked)
        case ReminderKind.UPDATE:
            return not (talked or wrote or facts.status in {Status.PAUSED, Status.DECLINED})
        case ReminderKind.MEETING_TOMORROW | ReminderKind.MEETING_SOON:
            return facts.meeting is MeetingState.PLANNED and not _over(facts)
        case ReminderKind.HOW_DID_IT_GO:
            return facts.meeting is MeetingState.PLANNED
        case ReminderKind.NO_REPLY_ELSE:
            return not (facts.answered or talked)
        case ReminderKind.NO_REPLY_SECOND:
            # They have already written again, so this would be a third note.
            return not (facts.answered or talked or wrote or facts.status is Status.DECLINED)
        case ReminderKind.CLOSE_LOOP:
            return not (talked or wrote)
        case ReminderKind.ORGANISATION_EVENT:
            return not _over(facts)
        case ReminderKind.FOLLOW_UP | ReminderKind.THEY_PROMISED | ReminderKind.RESUME_OLD | ReminderKind.WEEKLY_LOOK:
            return True


def _over(facts: Facts) -> bool:
    return facts.over_at is not None and facts.over_at <= facts.now
