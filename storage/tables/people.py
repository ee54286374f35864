"""The people an owner knows or would like to know."""

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.kinds import Circle, Rhythm, Status
from storage.tables.base import Base, BigId, Day, Id, Moment, OwnerId, TelegramId, contact_id, word


class Contact(Base):
    """Somebody the owner talks to or wants to talk to.

    `search_key` is name, organisation, tags and notes folded to plain lower case, kept for searching any part.
    `organisation_id` is the group they were met through. `heard_on` is the day the contact last heard from the owner:
    the clock behind the update rhythm.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        Index("ix_contacts_owner_id", "owner_id", "name_key"),
        Index("ix_contacts_telegram_user_id", "owner_id", "telegram_user_id"),
    )

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    name: Mapped[str] = mapped_column(String(128))
    name_key: Mapped[str] = mapped_column(String(256))
    search_key: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str | None] = mapped_column(String(128))
    role: Mapped[str | None] = mapped_column(String(128))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(64))
    link: Mapped[str | None] = mapped_column(String(512))
    telegram_user_id: Mapped[TelegramId | None]
    zone: Mapped[str | None] = mapped_column(String(64))
    circle: Mapped[Circle | None] = mapped_column(word(Circle))
    how_met: Mapped[str | None] = mapped_column(String(256))
    found_where: Mapped[str | None] = mapped_column(String(256))
    route_in: Mapped[str | None] = mapped_column(String(256))
    notes: Mapped[str | None] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(word(Status), default=Status.TO_CONTACT)
    rhythm: Mapped[Rhythm] = mapped_column(word(Rhythm), default=Rhythm.MONTHLY)
    heard_on: Mapped[Day | None]
    introduced_by_id: Mapped[int | None] = contact_id(ondelete="SET NULL")
    organisation_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("organisations.id", ondelete="SET NULL"))
    may_use_introducer: Mapped[bool | None] = mapped_column(Boolean)
    archived_at: Mapped[Moment | None]
    created_at: Mapped[Moment]

    introduced_by: Mapped["Contact | None"] = relationship(lazy="raise", remote_side="Contact.id", viewonly=True)
    tags: Mapped[list["Tag"]] = relationship(lazy="raise", viewonly=True, order_by="Tag.word")

    @property
    def first_name(self) -> str:
        """What one calls them in a note: the first word of their name."""
        return self.name.split()[0]


class Tag(Base):
    """A word an owner hangs on a contact."""

    __tablename__ = "contact_tags"
    __table_args__ = (UniqueConstraint("owner_id", "contact_id", "word", name="uq_contact_tags_word"),)

    id: Mapped[Id]
    owner_id: Mapped[OwnerId]
    contact_id: Mapped[int] = contact_id()
    word: Mapped[str] = mapped_column(String(64))
