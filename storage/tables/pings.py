"""Reminders, and the questions an owner adds to the bank."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.kinds import Outcome, ReminderKind
from storage.tables.base import Base, BigId, Id, Moment, OwnerId, TelegramId, contact_id, word
from storage.tables.people import Contact
from storage.tables.talks import conversation_id, meeting_id


class Reminder(Base):
    """A nudge to send at `due_at`; `sent_at` stays empty until Telegram has accepted it.

    `first_due_at` is when it fell due before any Later: the rhythm behind it counts from there. `snoozed_at` is when
    the owner last said Later. `claimed_until` is set by the process that is sending it. `settled_at` and `outcome` say
    that, and how, it ended; what is not settled is listed under /due. `failed` keeps the kind of refusal when Telegram
    would not take the message. One that asks again (a thank-you) is the same row with the next `nth` and time.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        Index("ix_reminders_waiting", "settled_at", "sent_at", "due_at"),
        Index("ix_reminders_owner_id", "owner_id", "settled_at", "due_at"),
        Index("ix_reminders_contact_id", "owner_id", "contact_id", "kind"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    kind: Mapped[ReminderKind] = mapped_column(word(ReminderKind))
    contact_id: Mapped[int | None] = contact_id()
    conversation_id: Mapped[int | None] = conversation_id()
    meeting_id: Mapped[int | None] = meeting_id()
    promise_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("promises.id", ondelete="CASCADE"))
    referral_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("referrals.id", ondelete="CASCADE"))
    letter_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("letters.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("organisations.id", ondelete="CASCADE"))
    nth: Mapped[int] = mapped_column(Integer, default=1)
    due_at: Mapped[Moment]
    first_due_at: Mapped[Moment]
    snoozed_at: Mapped[Moment | None]
    draft: Mapped[str | None] = mapped_column(Text)
    claimed_until: Mapped[Moment | None]
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    tries: Mapped[int] = mapped_column(Integer, default=0)
    sent_at: Mapped[Moment | None]
    message_id: Mapped[TelegramId | None]
    failed: Mapped[str | None] = mapped_column(String(256))
    settled_at: Mapped[Moment | None]
    outcome: Mapped[Outcome | None] = mapped_column(word(Outcome))
    made_at: Mapped[Moment]

    contact: Mapped[Contact | None] = relationship(lazy="raise", viewonly=True)


class Nudge(Base):
    """A message by which reminders reached their owner: what a day's cap counts, what is withdrawn from the chat."""

    __tablename__ = "nudges"
    __table_args__ = (
        Index("ix_nudges_owner_id", "owner_id", "sent_at"),
        Index("ix_nudges_message_id", "owner_id", "message_id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    message_id: Mapped[TelegramId]
    reminder_ids: Mapped[list[Any]] = mapped_column(JSON)
    above_cap: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[Moment]
    withdrawn_at: Mapped[Moment | None]


class Question(Base):
    """A question of the owner's own, beside those of the bank."""

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_owner_id", "owner_id", "topic"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    topic: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(512))
    made_at: Mapped[Moment]
