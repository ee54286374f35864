"""The closed lists of words a column may hold."""

from enum import StrEnum


class Channel(StrEnum):
    """How two people were in touch."""

    COFFEE = "coffee"
    CALL = "call"
    VIDEO = "video"
    MEETING = "meeting"
    EMAIL = "email"
    MESSAGE = "message"
    EVENT = "event"
    OTHER = "other"


class Status(StrEnum):
    """Where the owner stands with a contact. The bot moves it as things are logged; the owner can override."""

    TO_CONTACT = "to contact"
    REACHED_OUT = "reached out"
    SCHEDULED = "scheduled"
    MET = "met"
    THANKED = "thanked"
    IN_TOUCH = "in touch"
    DECLINED = "declined"
    NO_REPLY = "no reply"
    PAUSED = "paused"


class Circle(StrEnum):
    """How the owner knows a contact: the circles one thinks through when looking for people to talk to."""

    RELATIVES = "relatives and their friends"
    EMPLOYERS = "former employers"
    FRIENDS = "friends and theirs"
    COMMUNITY = "neighbours and community"
    ALUMNI = "alumni"
    PROFESSORS = "professors and deans"
    STUDENTS = "student organisations"
    PROFESSIONALS = "professional organisations"
    STRANGERS = "not met yet"


class Rhythm(StrEnum):
    """How often a contact hears from the owner."""

    MONTHLY = "monthly"
    TWO_MONTHS = "every 2 months"
    THREE_MONTHS = "every 3 months"
    HALF_YEARLY = "twice a year"
    NEVER = "never"


class LetterKind(StrEnum):
    """Why the owner wrote to a contact."""

    OUTREACH = "outreach"
    SECOND_NOTE = "second note"
    THANKS = "thanks"
    UPDATE = "update"
    LOOP = "loop closed"
    LANDED = "landed"
    OTHER = "other"


class Answer(StrEnum):
    """What became of a letter that hoped for a reply."""

    WAITING = "waiting"
    REPLIED = "replied"
    DECLINED = "declined"
    RUDE = "rude"
    NO_REPLY = "no reply"


class MeetingState(StrEnum):
    """What became of an agreed meeting."""

    PLANNED = "planned"
    HAPPENED = "happened"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NO_SHOW = "no-show"


class ReferralState(StrEnum):
    """How far a name that was given has come."""

    NAMED = "named"
    WRITTEN = "written to"
    MET = "met"
    UNREACHABLE = "could not be reached"
    LET_GO = "let go"


class About(StrEnum):
    """The insider information that networking yields."""

    VACANCY = "vacancy"
    CULTURE = "culture"
    SKILLS = "skills"


class Side(StrEnum):
    """Whose promise it is."""

    MINE = "mine"
    THEIRS = "theirs"


class ReminderKind(StrEnum):
    """Why the bot speaks first."""

    THANK_YOU = "thank-you"
    UPDATE = "update"
    MEETING_TOMORROW = "meeting tomorrow"
    MEETING_SOON = "meeting soon"
    HOW_DID_IT_GO = "how did it go"
    FOLLOW_UP = "follow-up"
    NO_REPLY_ELSE = "no reply: somebody else"
    NO_REPLY_SECOND = "no reply: second note"
    CLOSE_LOOP = "close the loop"
    THEY_PROMISED = "they promised"
    RESUME_OLD = "resume old"
    ORGANISATION_EVENT = "organisation event"
    WEEKLY_LOOK = "weekly look"


class Outcome(StrEnum):
    """How a reminder ended."""

    DONE = "done"
    SKIPPED = "skipped"
    ANSWERED = "answered"
    DROPPED = "dropped"
    GAVE_UP = "gave up"
