"""Questions about owners: who they are, whether they are admitted, whether they blocked the bot."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import insert_unless_there
from storage.tables import Form, Owner


async def find(session: AsyncSession, owner_id: int) -> Owner | None:
    """The owner with this Telegram id."""
    return await session.get(Owner, owner_id)


# Asked for every update: built once, and one statement for both.
_OWNERS_AND_FORMS = (
    select(Owner, Form)
    .outerjoin(Form, and_(Form.owner_id == Owner.id, Form.parked_at.is_(None)))
    .where(Owner.id.in_(bindparam("owner_ids", expanding=True)))
)


async def with_open_forms(session: AsyncSession, owner_ids: Sequence[int]) -> dict[int, tuple[Owner, Form | None]]:
    """Those of these owners who are known, each with the form that their next message answers."""
    rows = (await session.execute(_OWNERS_AND_FORMS, {"owner_ids": owner_ids})).all()
    return {owner.id: (owner, form) for owner, form in rows}


async def get(session: AsyncSession, owner_id: int) -> Owner:
    """The owner with this Telegram id, who must be there."""
    return await session.get_one(Owner, owner_id)


async def admit(session: AsyncSession, owner_id: int, now: datetime) -> Owner:
    """Let somebody in; nothing changes for one who is in already."""
    defaults = {column.name: column.default.arg for column in Owner.__table__.columns if column.default is not None}
    values = {name: (value(None) if callable(value) else value) for name, value in defaults.items()}
    values |= {"id": owner_id, "created_at": now, "admitted_at": now}
    await session.execute(insert_unless_there(session, Owner, ["id"]).values(values))
    owner = await session.get_one(Owner, owner_id, populate_existing=True)
    owner.admitted_at = owner.admitted_at or now
    return owner


async def anybody_admitted(session: AsyncSession) -> bool:
    """Whether the bot has an owner, so that the pairing code is used up."""
    return await session.scalar(select(Owner.id).where(Owner.admitted_at.is_not(None)).limit(1)) is not None
