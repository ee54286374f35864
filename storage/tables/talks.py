"""What was said and written: conversations, letters, referrals, promises, advice, meetings, captured notes."""

from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.kinds import Answer, Channel, LetterKind, MeetingState, ReferralState, Side
from storage.tables.base import Base, BigId, Day, Id, Length, Moment, OwnerId, TelegramId, TimeOfDay, contact_id, word
from storage.tables.people import Contact


def conversation_id(*, ondelete: str = "CASCADE") -> Any:
    """A column that points to a conversation."""
    return mapped_column(BigId, ForeignKey("conversations.id", ondelete=ondelete))


def meeting_id(*, ondelete: str = "CASCADE") -> Any:
    """A column that points to a meeting."""
    return mapped_column(BigId, ForeignKey("meetings.id", ondelete=ondelete))


class Conversation(Base):
    """A talk held with one or several contacts, on a day of the owner's calendar."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_owner_id", "owner_id", "happened_on"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    happened_on: Mapped[Day]
    started_at: Mapped[TimeOfDay | None]
    channel: Mapped[Channel | None] = mapped_column(word(Channel))
    notes: Mapped[str | None] = mapped_column(Text)
    suggested: Mapped[str | None] = mapped_column(Text)
    meeting_id: Mapped[int | None] = meeting_id(ondelete="SET NULL")
    logged_at: Mapped[Moment]

    people: Mapped[list[Contact]] = relationship(
        secondary="conversation_people", lazy="raise", viewonly=True, order_by="ConversationPerson.id"
    )


class ConversationPerson(Base):
    """One contact's part in one conversation."""

    __tablename__ = "conversation_people"
    __table_args__ = (
        UniqueConstraint("conversation_id", "contact_id", name="uq_conversation_people_contact_id"),
        Index("ix_conversation_people_owner_id", "owner_id", "contact_id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    conversation_id: Mapped[int] = conversation_id()
    contact_id: Mapped[int] = contact_id()


class Referral(Base):
    """A name a contact gave, and whether theirs may be used with it."""

    __tablename__ = "referrals"
    __table_args__ = (Index("ix_referrals_owner_id", "owner_id", "from_contact_id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    conversation_id: Mapped[int | None] = conversation_id(ondelete="SET NULL")
    from_contact_id: Mapped[int] = contact_id()
    to_contact_id: Mapped[int] = contact_id()
    may_use_name: Mapped[bool | None] = mapped_column(Boolean)
    state: Mapped[ReferralState] = mapped_column(word(ReferralState), default=ReferralState.NAMED)
    loop_closed_at: Mapped[Moment | None]
    made_at: Mapped[Moment]

    giver: Mapped[Contact] = relationship(lazy="raise", foreign_keys="Referral.from_contact_id", viewonly=True)
    person: Mapped[Contact] = relationship(lazy="raise", foreign_keys="Referral.to_contact_id", viewonly=True)


class Promise(Base):
    """Something the owner or a contact said they would do."""

    __tablename__ = "promises"
    __table_args__ = (Index("ix_promises_owner_id", "owner_id", "done_at", "due_on"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int | None] = contact_id()
    conversation_id: Mapped[int | None] = conversation_id()
    side: Mapped[Side] = mapped_column(word(Side))
    text: Mapped[str] = mapped_column(String(512))
    due_on: Mapped[Day | None]
    made_at: Mapped[Moment]
    done_at: Mapped[Moment | None]

    contact: Mapped[Contact | None] = relationship(lazy="raise", viewonly=True)


class Advice(Base):
    """Advice a contact gave: whether it was tried, whether it helped, and when they were told."""

    __tablename__ = "advice"
    __table_args__ = (Index("ix_advice_owner_id", "owner_id", "contact_id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    conversation_id: Mapped[int | None] = conversation_id(ondelete="SET NULL")
    text: Mapped[str] = mapped_column(String(512))
    about_resume: Mapped[bool] = mapped_column(default=False)
    tried_at: Mapped[Moment | None]
    helped: Mapped[bool | None] = mapped_column(Boolean)
    told_at: Mapped[Moment | None]
    made_at: Mapped[Moment]

    contact: Mapped[Contact] = relationship(lazy="raise", viewonly=True)


class Letter(Base):
    """Something the owner wrote to a contact, by whatever means; outreach waits for an answer."""

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_owner_id", "owner_id", "contact_id", "sent_on"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    conversation_id: Mapped[int | None] = conversation_id(ondelete="SET NULL")
    kind: Mapped[LetterKind] = mapped_column(word(LetterKind))
    channel: Mapped[Channel | None] = mapped_column(word(Channel))
    sent_on: Mapped[Day]
    text: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[Answer | None] = mapped_column(word(Answer))
    answered_on: Mapped[Day | None]
    made_at: Mapped[Moment]

    contact: Mapped[Contact] = relationship(lazy="raise", viewonly=True)


class Meeting(Base):
    """A talk that is agreed on: a moment if the time is known, else a day or nothing yet.

    `sequence` counts its changes, as calendar files need it to tell a newer version.
    """

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_owner_id", "owner_id", "state", "day"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    day: Mapped[Day | None]
    starts_at: Mapped[Moment | None]
    length: Mapped[Length | None]
    channel: Mapped[Channel | None] = mapped_column(word(Channel))
    place: Mapped[str | None] = mapped_column(String(512))
    notes: Mapped[str | None] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(default=0)
    state: Mapped[MeetingState] = mapped_column(word(MeetingState), default=MeetingState.PLANNED)
    made_at: Mapped[Moment]

    people: Mapped[list[Contact]] = relationship(
        secondary="meeting_people", lazy="raise", viewonly=True, order_by="MeetingPerson.id"
    )


class MeetingPerson(Base):
    """One contact's part in one meeting."""

    __tablename__ = "meeting_people"
    __table_args__ = (
        UniqueConstraint("meeting_id", "contact_id", name="uq_meeting_people_contact_id"),
        Index("ix_meeting_people_owner_id", "owner_id", "contact_id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    meeting_id: Mapped[int] = meeting_id()
    contact_id: Mapped[int] = contact_id()


class Note(Base):
    """A free message that was read as a note: its words, what was understood, and the records it became.

    `message_id` is the owner's message, `card_id` the bot's answer to it, which is edited in place; `reading` holds
    what was understood and the corrections made since; `change_ids` the changes that one Undo takes back.
    """

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_owner_id", "owner_id", "message_id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    message_id: Mapped[TelegramId]
    card_id: Mapped[TelegramId | None]
    text: Mapped[str] = mapped_column(Text)
    file_id: Mapped[str | None] = mapped_column(String(256))
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    change_ids: Mapped[list[Any]] = mapped_column(JSON, default=list)
    conversation_id: Mapped[int | None] = conversation_id(ondelete="SET NULL")
    sent_at: Mapped[Moment]
    made_at: Mapped[Moment]
