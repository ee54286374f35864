"""Questions about the owner's own questions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Question


async def add(session: AsyncSession, owner_id: int, text: str, now: datetime, topic: str | None = None) -> Question:
    """A question of the owner's own."""
    question = Question(owner_id=owner_id, text=text, topic=topic, made_at=now)
    session.add(question)
    await session.flush()
    return question


async def find(session: AsyncSession, owner_id: int, question_id: int) -> Question | None:
    """One of the owner's own questions."""
    return await session.scalar(select(Question).where(Question.owner_id == owner_id, Question.id == question_id))


async def of_owner(session: AsyncSession, owner_id: int) -> Sequence[Question]:
    """All of the owner's own questions, earliest first."""
    query = select(Question).where(Question.owner_id == owner_id).order_by(Question.id)
    return (await session.scalars(query)).all()
