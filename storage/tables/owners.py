"""Who uses the bot, and what belongs to their use of it: settings, forms, the inbox, the changes that can be undone."""

from datetime import time
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Id, Moment, OwnerId, TelegramId, TimeOfDay


class Owner(Base):
    """A person who uses the bot. The id is their Telegram id, which is also their private chat's."""

    __tablename__ = "owners"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str | None] = mapped_column(String(128))
    field: Mapped[str | None] = mapped_column(String(128))
    academic_status: Mapped[str | None] = mapped_column(String(128))
    zone: Mapped[str | None] = mapped_column(String(64))
    country: Mapped[str | None] = mapped_column(String(2))
    ping_at: Mapped[TimeOfDay] = mapped_column(default=time(9))
    quiet_from: Mapped[TimeOfDay] = mapped_column(default=time(21, 30))
    quiet_until: Mapped[TimeOfDay] = mapped_column(default=time(8))
    days_off: Mapped[list[Any]] = mapped_column(JSON, default=list)
    week_starts: Mapped[int] = mapped_column(Integer, default=1)
    same_day_thanks: Mapped[bool] = mapped_column(default=False)
    daily_cap: Mapped[int] = mapped_column(Integer, default=5)
    weekly_look: Mapped[bool] = mapped_column(default=False)
    resume_limit_months: Mapped[int] = mapped_column(Integer, default=6)
    admitted_at: Mapped[Moment | None]
    welcomed_at: Mapped[Moment | None]
    blocked_at: Mapped[Moment | None]
    seen_at: Mapped[Moment | None]
    created_at: Mapped[Moment]


class Form(Base):
    """A half-filled exchange of several steps. At most one is open an owner; others wait, parked."""

    __tablename__ = "forms"
    __table_args__ = (Index("ix_forms_owner_id", "owner_id", "parked_at"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    kind: Mapped[str] = mapped_column(String(32))
    step: Mapped[str] = mapped_column(String(32))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    parked_at: Mapped[Moment | None]
    updated_at: Mapped[Moment]


class Update(Base):
    """An update from Telegram, stored before it was acknowledged.

    `applied_at` is written together with what the update changed, `done_at` once it has been answered; then the
    payload is emptied, since it is somebody's words. `owner_id` is the sender and no foreign key: strangers write too.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id", name="uq_inbox_update_id"),
        Index("ix_inbox_waiting", "done_at", "id"),
        Index("ix_inbox_owner_id", "owner_id", "id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[TelegramId]
    bot_id: Mapped[TelegramId]
    update_id: Mapped[TelegramId]
    payload: Mapped[str] = mapped_column(Text)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    received_at: Mapped[Moment]
    applied_at: Mapped[Moment | None]
    done_at: Mapped[Moment | None]


class Change(Base):
    """What one confirmed write changed, row by row, so that it can be taken back."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_owner_id", "owner_id", "id"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    what: Mapped[str] = mapped_column(String(256))
    rows: Mapped[list[Any]] = mapped_column(JSON)
    made_at: Mapped[Moment]
    undone_at: Mapped[Moment | None]
