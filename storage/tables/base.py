"""What all tables share: column types, naming, and how a moment or a word is kept on both databases."""

import enum
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, Date, DateTime, Enum, ForeignKey, Integer, MetaData, String, Time
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python on both databases; SQLite alone would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is in Python."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Seconds(TypeDecorator[timedelta]):
    """A length of time, kept as whole seconds, which both databases sort and add alike."""

    impl = Integer
    cache_ok = True

    @property
    def python_type(self) -> type[timedelta]:
        """What a value is in Python."""
        return timedelta

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else round(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


# Telegram ids exceed 32 bits; SQLite numbers rows only in an INTEGER column.
BigId = BigInteger().with_variant(Integer, "sqlite")

Id = Annotated[int, mapped_column(BigId, primary_key=True)]
OwnerId = Annotated[int, mapped_column(BigInteger, ForeignKey("owners.id", ondelete="CASCADE"))]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(Date)]
TimeOfDay = Annotated[time, mapped_column(Time)]
Length = Annotated[timedelta, mapped_column(Seconds)]
TelegramId = Annotated[int, mapped_column(BigInteger)]


def word(kind: type[enum.Enum]) -> Enum:
    """A closed list kept as its words, without a database type, so that a new word is no migration."""
    return Enum(
        kind, native_enum=False, length=32, create_constraint=False, values_callable=lambda k: [w.value for w in k]
    )


class Base(DeclarativeBase):
    """Every table; constraints get predictable names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {str: String, dict[str, Any]: JSON, list[Any]: JSON}


def contact_id(*, ondelete: str = "CASCADE") -> Any:
    """A column that points to a contact."""
    return mapped_column(BigId, ForeignKey("contacts.id", ondelete=ondelete))


__all__ = [
    "Base",
    "BigId",
    "Day",
    "Id",
    "Length",
    "Mapped",
    "Moment",
    "OwnerId",
    "TelegramId",
    "TimeOfDay",
    "contact_id",
    "word",
]
