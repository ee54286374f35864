"""Questions about the owner's own questions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Question

# Asked again and again: building a query takes longer than answering it.
_OF_OWNER = select(Question).where(Question.owner_id == bindparam("owner_id")).order_by(Question.id)


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
    return (await session.scalars(_OF_OWNER, {"owner_id": owner_id})).all()
