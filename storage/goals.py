"""Questions about goals: an owner's fields, what they want to find out there, and which talks answered it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from storage.folding import fold
from storage.tables import Conversation, Field, Wonder, WonderAnswered


async def add_field(session: AsyncSession, owner_id: int, name: str, now: datetime) -> Field:
    """A field of interest."""
    field = Field(owner_id=owner_id, name=name, made_at=now)
    session.add(field)
    await session.flush()
    return field


async def fields(session: AsyncSession, owner_id: int) -> Sequence[Field]:
    """The owner's fields, in the order they were added."""
    return (await session.scalars(select(Field).where(Field.owner_id == owner_id).order_by(Field.id))).all()


async def find_field(session: AsyncSession, owner_id: int, field_id: int) -> Field | None:
    """One field of this owner's."""
    return await session.scalar(select(Field).where(Field.owner_id == owner_id, Field.id == field_id))


async def find_field_by_name(session: AsyncSession, owner_id: int, name: str) -> Field | None:
    """The field of that name, whatever its case and accents; an owner has a handful."""
    wanted = fold(name)
    return next((each for each in await fields(session, owner_id) if fold(each.name) == wanted), None)


async def add_wonder(session: AsyncSession, owner_id: int, field_id: int, text: str, now: datetime) -> Wonder:
    """Something to find out about a field."""
    wonder = Wonder(owner_id=owner_id, field_id=field_id, text=text, made_at=now)
    session.add(wonder)
    await session.flush()
    return wonder


async def wonders(session: AsyncSession, owner_id: int, field_id: int | None = None) -> Sequence[Wonder]:
    """What the owner wants to find out, in the order it was added; about one field if given."""
    query = select(Wonder).where(Wonder.owner_id == owner_id)
    if field_id is not None:
        query = query.where(Wonder.field_id == field_id)
    return (await session.scalars(query.order_by(Wonder.id))).all()


async def find_wonder(session: AsyncSession, owner_id: int, wonder_id: int) -> Wonder | None:
    """One thing this owner wants to find out."""
    return await session.scalar(select(Wonder).where(Wonder.owner_id == owner_id, Wonder.id == wonder_id))


async def answered_counts(session: AsyncSession, owner_id: int) -> dict[int, int]:
    """How many conversations answered each wonder, by the wonder's id; those without any are left out."""
    query = (
        select(WonderAnswered.wonder_id, func.count(WonderAnswered.id).label("talks"))
        .where(WonderAnswered.owner_id == owner_id)
        .group_by(WonderAnswered.wonder_id)
    )
    return {row.wonder_id: row.talks for row in (await session.execute(query)).all()}


async def answered_by(session: AsyncSession, owner_id: int, conversation_id: int) -> Sequence[int]:
    """The ids of the wonders that one conversation answered."""
    query = select(WonderAnswered.wonder_id).where(
        WonderAnswered.owner_id == owner_id, WonderAnswered.conversation_id == conversation_id
    )
    return (await session.scalars(query.order_by(WonderAnswered.wonder_id))).all()


async def answers_of(session: AsyncSession, owner_id: int, wonder_id: int) -> Sequence[int]:
    """The ids of the conversations that answered one wonder."""
    query = select(WonderAnswered.conversation_id).where(
        WonderAnswered.owner_id == owner_id, WonderAnswered.wonder_id == wonder_id
    )
    return (await session.scalars(query.order_by(WonderAnswered.id))).all()


async def set_answered(session: AsyncSession, owner_id: int, wonder_id: int, conversation_id: int) -> bool:
    """Tick a conversation as having answered a wonder, or take the tick away; whether it is ticked now."""
    query = select(WonderAnswered).where(
        WonderAnswered.owner_id == owner_id,
        WonderAnswered.wonder_id == wonder_id,
        WonderAnswered.conversation_id == conversation_id,
    )
    held = await session.scalar(query)
    if held:
        await session.delete(held)
    else:
        session.add(WonderAnswered(owner_id=owner_id, wonder_id=wonder_id, conversation_id=conversation_id))
    await session.flush()
    return held is None


async def recent_talks(
    session: AsyncSession, owner_id: int, *, limit: int = 8, offset: int = 0
) -> Sequence[Conversation]:
    """The owner's latest talks with whomever, with their people."""
    query = (
        select(Conversation)
        .where(Conversation.owner_id == owner_id)
        .order_by(Conversation.happened_on.desc(), Conversation.id.desc())
        .options(selectinload(Conversation.people))
    )
    return (await session.scalars(query.limit(limit).offset(offset))).all()


async def talks_with_ids(session: AsyncSession, owner_id: int, ids: Sequence[int]) -> Sequence[Conversation]:
    """These talks of the owner's, latest first, with their people."""
    query = (
        select(Conversation)
        .where(Conversation.owner_id == owner_id, Conversation.id.in_(ids))
        .order_by(Conversation.happened_on.desc(), Conversation.id.desc())
        .options(selectinload(Conversation.people))
    )
    return (await session.scalars(query)).all()
