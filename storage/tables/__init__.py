"""Every table, by subject: owners and their use of the bot, people, talks, pings, the rest of the guide."""

from storage.tables.base import Base
from storage.tables.guide import (
    Call,
    ChosenQuestion,
    Field,
    Learned,
    News,
    Organisation,
    Research,
    Resume,
    ResumeGiven,
    Wonder,
    WonderAnswered,
    Wording,
)
from storage.tables.owners import Change, Form, Owner, Update
from storage.tables.people import Contact, Tag
from storage.tables.pings import Nudge, Question, Reminder
from storage.tables.talks import (
    Advice,
    Conversation,
    ConversationPerson,
    Letter,
    Meeting,
    MeetingPerson,
    Note,
    Promise,
    Referral,
)

__all__ = [
    "Advice",
    "Base",
    "Call",
    "Change",
    "ChosenQuestion",
    "Contact",
    "Conversation",
    "ConversationPerson",
    "Field",
    "Form",
    "Learned",
    "Letter",
    "Meeting",
    "MeetingPerson",
    "News",
    "Note",
    "Nudge",
    "Organisation",
    "Owner",
    "Promise",
    "Question",
    "Referral",
    "Reminder",
    "Research",
    "Resume",
    "ResumeGiven",
    "Tag",
    "Update",
    "Wonder",
    "WonderAnswered",
    "Wording",
]
