"""Questions about the owner's own wording of drafts, and about the words that fill a blank in every draft.

A template's name stands for its wording; `blank:my_phone` for the words of a blank that no other table holds.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Wording

BLANK = "blank:"


async def find(session: AsyncSession, owner_id: int, template: str) -> Wording | None:
    """The owner's wording of one template."""
    return await session.scalar(select(Wording).where(Wording.owner_id == owner_id, Wording.template == template))


async def all_of(session: AsyncSession, owner_id: int) -> Sequence[Wording]:
    """Every wording of the owner's, by template."""
    query = select(Wording).where(Wording.owner_id == owner_id, Wording.template.not_like(f"{BLANK}%"))
    return (await session.scalars(query.order_by(Wording.template))).all()


async def blanks(session: AsyncSession, owner_id: int) -> dict[str, str]:
    """The words the owner keeps for blanks, by the blank's name."""
    query = select(Wording).where(Wording.owner_id == owner_id, Wording.template.like(f"{BLANK}%"))
    return {each.template.removeprefix(BLANK): each.text for each in (await session.scalars(query)).all()}


async def set_text(session: AsyncSession, owner_id: int, template: str, text: str, now: datetime) -> Wording:
    """Use this text from now on; it takes the place of an earlier one."""
    wording = await find(session, owner_id, template)
    if wording is None:
        wording = Wording(owner_id=owner_id, template=template, text=text, made_at=now)
        session.add(wording)
    else:
        wording.text, wording.made_at = text, now
    await session.flush()
    return wording


async def drop(session: AsyncSession, owner_id: int, template: str) -> bool:
    """Back to ours; False where there was no own wording."""
    wording = await find(session, owner_id, template)
    if wording is None:
        return False
    await session.delete(wording)
    await session.flush()
    return True
