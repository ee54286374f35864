"""Questions about organisations: societies, mailing lists and student groups, and who was met through one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.folding import fold
from storage.kinds import ReminderKind
from storage.tables import Contact, Organisation, Reminder


async def add(session: AsyncSession, owner_id: int, name: str, now: datetime, **known: Any) -> Organisation:
    """An organisation with whatever is known of it (columns of Organisation)."""
    organisation = Organisation(owner_id=owner_id, name=name, made_at=now, **known)
    session.add(organisation)
    await session.flush()
    return organisation


async def find(session: AsyncSession, owner_id: int, organisation_id: int) -> Organisation | None:
    """One organisation of this owner's."""
    query = select(Organisation).where(Organisation.owner_id == owner_id, Organisation.id == organisation_id)
    return await session.scalar(query)


async def everything(session: AsyncSession, owner_id: int) -> Sequence[Organisation]:
    """All the owner's organisations: those still to join first, then by name."""
    query = select(Organisation).where(Organisation.owner_id == owner_id)
    found = (await session.scalars(query)).all()
    return sorted(found, key=lambda each: (each.joined_on is not None, fold(each.name), each.id))


async def find_by_name(session: AsyncSession, owner_id: int, name: str) -> Organisation | None:
    """The organisation of exactly this name, whatever its case and accents."""
    wanted = fold(name)
    return next((each for each in await everything(session, owner_id) if fold(each.name) == wanted), None)


async def met_through(session: AsyncSession, owner_id: int, organisation_id: int) -> Sequence[Contact]:
    """The contacts who were met through one, by name."""
    query = select(Contact).where(Contact.owner_id == owner_id, Contact.organisation_id == organisation_id)
    return (await session.scalars(query.order_by(Contact.name_key, Contact.id))).all()


async def met_counts(session: AsyncSession, owner_id: int) -> dict[int, int]:
    """How many contacts were met through each organisation, by its id."""
    query = (
        select(Contact.organisation_id, func.count(Contact.id))
        .where(Contact.owner_id == owner_id, Contact.organisation_id.is_not(None))
        .group_by(Contact.organisation_id)
    )
    return {key: number for key, number in (await session.execute(query)).all() if key}


async def reminders_of(session: AsyncSession, owner_id: int, organisation_id: int) -> Sequence[Reminder]:
    """What is not settled of an organisation's pings."""
    query = select(Reminder).where(
        Reminder.owner_id == owner_id,
        Reminder.kind == ReminderKind.ORGANISATION_EVENT,
        Reminder.organisation_id == organisation_id,
        Reminder.settled_at.is_(None),
    )
    return (await session.scalars(query)).all()
