"""Questions about half-filled forms."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Form


async def find_open(session: AsyncSession, owner_id: int) -> Form | None:
    """The form the owner's next message answers."""
    return await session.scalar(select(Form).where(Form.owner_id == owner_id, Form.parked_at.is_(None)))


async def find(session: AsyncSession, owner_id: int, form_id: int) -> Form | None:
    """One form of this owner's, open or parked."""
    return await session.scalar(select(Form).where(Form.owner_id == owner_id, Form.id == form_id))


async def parked(session: AsyncSession, owner_id: int) -> Sequence[Form]:
    """The forms that wait to be resumed, latest first."""
    query = select(Form).where(Form.owner_id == owner_id, Form.parked_at.is_not(None)).order_by(Form.parked_at.desc())
    return (await session.scalars(query)).all()


async def start(
    session: AsyncSession, owner_id: int, kind: str, step: str, answers: dict[str, Any], now: datetime
) -> Form:
    """Open a form, parking the one that was open; an older one of the same kind makes way."""
    await park(session, owner_id, now)
    await session.execute(delete(Form).where(Form.owner_id == owner_id, Form.kind == kind))
    form = Form(owner_id=owner_id, kind=kind, step=step, answers=answers, updated_at=now)
    session.add(form)
    await session.flush()
    return form


async def park(session: AsyncSession, owner_id: int, now: datetime) -> None:
    """Put the open form aside."""
    await session.execute(update(Form).where(Form.owner_id == owner_id, Form.parked_at.is_(None)).values(parked_at=now))


async def move(
    session: AsyncSession, owner_id: int, form_id: int, step: str, answers: dict[str, Any], now: datetime
) -> None:
    """Keep what was answered and the step that comes next; a parked form is open again."""
    await park(session, owner_id, now)
    await session.execute(
        update(Form)
        .where(Form.owner_id == owner_id, Form.id == form_id)
        .values(step=step, answers=answers, parked_at=None, updated_at=now)
    )


async def drop(session: AsyncSession, owner_id: int, form_id: int) -> None:
    """Done with it, one way or the other."""
    await session.execute(delete(Form).where(Form.owner_id == owner_id, Form.id == form_id))
