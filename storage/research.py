"""Questions about preparing for somebody: what to look up beforehand, and what one has chosen to ask."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import ChosenQuestion, Research

# What to look up


async def add(session: AsyncSession, owner_id: int, contact_id: int, text: str, now: datetime) -> Research:
    """One thing to look up about a contact."""
    item = Research(owner_id=owner_id, contact_id=contact_id, text=text, made_at=now)
    session.add(item)
    await session.flush()
    return item


async def find(session: AsyncSession, owner_id: int, research_id: int) -> Research | None:
    """One thing this owner looks up."""
    return await session.scalar(select(Research).where(Research.owner_id == owner_id, Research.id == research_id))


async def about(session: AsyncSession, owner_id: int, contact_id: int) -> Sequence[Research]:
    """All there is to look up about a contact, and what was found, in the order it was added."""
    query = select(Research).where(Research.owner_id == owner_id, Research.contact_id == contact_id)
    return (await session.scalars(query.order_by(Research.id))).all()


# What to ask


async def add_chosen(
    session: AsyncSession,
    owner_id: int,
    contact_id: int,
    ref: str,
    text: str,
    now: datetime,
    *,
    meeting_id: int | None = None,
    first: bool = False,
) -> ChosenQuestion:
    """A question for the next talk with a contact, as the last of them or the `first`; one still to ask stays one."""
    waiting = await chosen(session, owner_id, contact_id, open_only=True)
    held = next((each for each in waiting if each.ref == ref), None)
    if held:
        return held
    places = [each.position for each in waiting]
    question = ChosenQuestion(
        owner_id=owner_id,
        contact_id=contact_id,
        meeting_id=meeting_id,
        ref=ref,
        text=text[:512],
        position=min(places, default=0) - 1 if first else max(places, default=0) + 1,
        made_at=now,
    )
    session.add(question)
    await session.flush()
    return question


async def find_chosen(session: AsyncSession, owner_id: int, chosen_id: int) -> ChosenQuestion | None:
    """One question this owner has chosen."""
    query = select(ChosenQuestion).where(ChosenQuestion.owner_id == owner_id, ChosenQuestion.id == chosen_id)
    return await session.scalar(query)


async def chosen(
    session: AsyncSession,
    owner_id: int,
    contact_id: int,
    *,
    open_only: bool = False,
    asked_since: datetime | None = None,
) -> Sequence[ChosenQuestion]:
    """The questions chosen for a contact, in the order to ask them.

    `open_only` leaves out what has been asked; `asked_since` brings in what was asked from that moment on.
    """
    query = select(ChosenQuestion).where(ChosenQuestion.owner_id == owner_id, ChosenQuestion.contact_id == contact_id)
    if asked_since is not None:
        query = query.where(ChosenQuestion.asked_at.is_(None) | (ChosenQuestion.asked_at >= asked_since))
    elif open_only:
        query = query.where(ChosenQuestion.asked_at.is_(None))
    return (await session.scalars(query.order_by(ChosenQuestion.position, ChosenQuestion.id))).all()


async def asked_counts(session: AsyncSession, owner_id: int) -> dict[str, int]:
    """How often each question was ticked off, with whomever, by its ref."""
    query = (
        select(ChosenQuestion.ref, func.count(ChosenQuestion.id).label("times"))
        .where(ChosenQuestion.owner_id == owner_id, ChosenQuestion.asked_at.is_not(None))
        .group_by(ChosenQuestion.ref)
    )
    return {row.ref: row.times for row in (await session.execute(query)).all()}
