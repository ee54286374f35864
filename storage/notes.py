"""Questions about captured notes: the owner's messages and the records they became."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Note


async def add(
    session: AsyncSession, owner_id: int, message_id: int, text: str, sent_at: datetime, now: datetime, **more: Any
) -> Note:
    """A message that is kept as a note."""
    more.setdefault("reading", {})
    note = Note(
        owner_id=owner_id, message_id=message_id, text=text, sent_at=sent_at, made_at=now, change_ids=[], **more
    )
    session.add(note)
    await session.flush()
    return note


async def find(session: AsyncSession, owner_id: int, note_id: int) -> Note | None:
    """One note of this owner's."""
    return await session.scalar(select(Note).where(Note.owner_id == owner_id, Note.id == note_id))


async def find_by_message(session: AsyncSession, owner_id: int, message_id: int) -> Note | None:
    """The note a message of the owner's became."""
    query = select(Note).where(Note.owner_id == owner_id, Note.message_id == message_id)
    return await session.scalar(query.order_by(Note.id.desc()).limit(1))


async def find_by_card(session: AsyncSession, owner_id: int, card_id: int) -> Note | None:
    """The note that this message of the bot's answers."""
    query = select(Note).where(Note.owner_id == owner_id, Note.card_id == card_id)
    return await session.scalar(query.order_by(Note.id.desc()).limit(1))


async def before(session: AsyncSession, owner_id: int, message_id: int, limit: int = 20) -> Sequence[Note]:
    """Notes that began with an earlier message, latest first."""
    query = select(Note).where(Note.owner_id == owner_id, Note.message_id < message_id)
    return (await session.scalars(query.order_by(Note.message_id.desc(), Note.id.desc()).limit(limit))).all()


async def last(session: AsyncSession, owner_id: int) -> Note | None:
    """The newest note."""
    query = select(Note).where(Note.owner_id == owner_id).order_by(Note.sent_at.desc(), Note.id.desc())
    return await session.scalar(query.limit(1))
