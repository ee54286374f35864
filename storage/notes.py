"""Questions about captured notes: the owner's messages and the records they became."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Note


async def find(session: AsyncSession, owner_id: int, note_id: int) -> Note | None:
    """One note of this owner's."""
    return await session.scalar(select(Note).where(Note.owner_id == owner_id, Note.id == note_id))


async def find_by_message(session: AsyncSession, owner_id: int, message_id: int) -> Note | None:
    """The note a message of the owner's became."""
    return await session.scalar(select(Note).where(Note.owner_id == owner_id, Note.message_id == message_id).limit(1))


async def since(session: AsyncSession, owner_id: int, moment: datetime) -> Sequence[Note]:
    """Notes sent from a moment on, latest first."""
    query = select(Note).where(Note.owner_id == owner_id, Note.sent_at >= moment)
    return (await session.scalars(query.order_by(Note.sent_at.desc(), Note.id.desc()))).all()
