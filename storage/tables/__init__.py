"""Every table, by subject: owners and their use of the bot, people, talks, pings."""

from storage.tables.base import Base
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
    "Change",
    "Contact",
    "Conversation",
    "ConversationPerson",
    "Form",
    "Letter",
    "Meeting",
    "MeetingPerson",
    "Note",
    "Nudge",
    "Owner",
    "Promise",
    "Question",
    "Referral",
    "Reminder",
    "Tag",
    "Update",
]
