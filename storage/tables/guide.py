"""What the guide's advice asks to be kept besides people and talks: goals, research, answers, organisations, resumes,
news, the owner's own wording of drafts, and the card for during a call."""

from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.kinds import About
from storage.tables.base import Base, BigId, Day, Id, Length, Moment, OwnerId, TelegramId, contact_id, word
from storage.tables.people import Contact
from storage.tables.talks import conversation_id, meeting_id


def _to(table: str, *, ondelete: str = "CASCADE") -> Any:
    return mapped_column(BigId, ForeignKey(f"{table}.id", ondelete=ondelete))


class Field(Base):
    """A field of interest: what the owner networks to find out about."""

    __tablename__ = "fields"
    __table_args__ = (Index("ix_fields_owner_id", "owner_id", "id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    name: Mapped[str] = mapped_column(String(96))
    made_at: Mapped[Moment]


class Wonder(Base):
    """Something the owner wants to find out about a field."""

    __tablename__ = "wonders"
    __table_args__ = (Index("ix_wonders_owner_id", "owner_id", "field_id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    field_id: Mapped[int] = _to("fields")
    text: Mapped[str] = mapped_column(String(256))
    made_at: Mapped[Moment]


class WonderAnswered(Base):
    """A conversation that answered something the owner wanted to find out."""

    __tablename__ = "wonders_answered"
    __table_args__ = (
        UniqueConstraint("wonder_id", "conversation_id", name="uq_wonders_answered_conversation_id"),
        Index("ix_wonders_answered_owner_id", "owner_id", "wonder_id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    wonder_id: Mapped[int] = _to("wonders")
    conversation_id: Mapped[int] = conversation_id()


class Research(Base):
    """One thing to look up about a contact before talking to them, and what was found."""

    __tablename__ = "research"
    __table_args__ = (Index("ix_research_owner_id", "owner_id", "contact_id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    text: Mapped[str] = mapped_column(String(256))
    found: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[Moment | None]
    made_at: Mapped[Moment]


class ChosenQuestion(Base):
    """A question chosen for the next talk with a contact; `asked_at` when it was ticked off.

    `ref` is the bank's id of it, or `own-7` for the owner's own.
    """

    __tablename__ = "chosen_questions"
    __table_args__ = (Index("ix_chosen_questions_owner_id", "owner_id", "contact_id", "position"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    meeting_id: Mapped[int | None] = meeting_id(ondelete="SET NULL")
    ref: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(512))
    position: Mapped[int] = mapped_column(Integer, default=0)
    asked_at: Mapped[Moment | None]
    made_at: Mapped[Moment]


class Learned(Base):
    """What a contact answered to a question, or let slip about vacancies, culture or skills."""

    __tablename__ = "learned"
    __table_args__ = (
        Index("ix_learned_owner_id", "owner_id", "ref"),
        Index("ix_learned_contact_id", "owner_id", "contact_id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    conversation_id: Mapped[int | None] = conversation_id(ondelete="SET NULL")
    ref: Mapped[str | None] = mapped_column(String(64))
    question: Mapped[str | None] = mapped_column(String(512))
    topic: Mapped[str | None] = mapped_column(String(64))
    about: Mapped[About | None] = mapped_column(word(About))
    field: Mapped[str | None] = mapped_column(String(96))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]

    contact: Mapped[Contact] = relationship(lazy="raise", viewonly=True)


class Organisation(Base):
    """A professional organisation, mailing list or student group; contacts can be met through one."""

    __tablename__ = "organisations"
    __table_args__ = (Index("ix_organisations_owner_id", "owner_id", "id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    name: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str | None] = mapped_column(String(64))
    link: Mapped[str | None] = mapped_column(String(512))
    notes: Mapped[str | None] = mapped_column(Text)
    joined_on: Mapped[Day | None]
    event: Mapped[str | None] = mapped_column(String(256))
    event_on: Mapped[Day | None]
    made_at: Mapped[Moment]


class Resume(Base):
    """A resume's file as Telegram keeps it; the newest is the one that is sent back."""

    __tablename__ = "resumes"
    __table_args__ = (Index("ix_resumes_owner_id", "owner_id", "id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    file_id: Mapped[str] = mapped_column(String(256))
    name: Mapped[str] = mapped_column(String(256))
    label: Mapped[str | None] = mapped_column(String(96))
    size: Mapped[int | None] = mapped_column(Integer)
    saved_at: Mapped[Moment]


class ResumeGiven(Base):
    """Which resume went to whom, and when."""

    __tablename__ = "resumes_given"
    __table_args__ = (Index("ix_resumes_given_owner_id", "owner_id", "contact_id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    resume_id: Mapped[int] = _to("resumes")
    contact_id: Mapped[int] = contact_id()
    given_on: Mapped[Day]

    contact: Mapped[Contact] = relationship(lazy="raise", viewonly=True)
    resume: Mapped[Resume] = relationship(lazy="raise", viewonly=True)


class News(Base):
    """A line of the owner's own progress, for the updates to contacts."""

    __tablename__ = "news"
    __table_args__ = (Index("ix_news_owner_id", "owner_id", "happened_on"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    text: Mapped[str] = mapped_column(String(512))
    happened_on: Mapped[Day]
    made_at: Mapped[Moment]


class Wording(Base):
    """The owner's own wording of a draft's template, used instead of ours."""

    __tablename__ = "wordings"
    __table_args__ = (UniqueConstraint("owner_id", "template", name="uq_wordings_template"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    template: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]


class Call(Base):
    """The card for during a talk: one message, edited in place while the minutes run down."""

    __tablename__ = "calls"
    __table_args__ = (Index("ix_calls_owner_id", "owner_id", "ended_at"), Index("ix_calls_ended_at", "ended_at"))

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    meeting_id: Mapped[int | None] = meeting_id(ondelete="SET NULL")
    message_id: Mapped[TelegramId | None]
    length: Mapped[Length]
    started_at: Mapped[Moment]
    shown_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]

    contact: Mapped[Contact] = relationship(lazy="raise", viewonly=True)
