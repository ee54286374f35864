"""Questions to the inbox: updates stored before they are acknowledged, and what has become of them.

These serve the intake, which works for all owners; no person can trigger them with somebody else's id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import insert_unless_there
from storage.tables import Update


@dataclass(frozen=True)
class Arrival:
    """An update as it came in: whose, which, and its JSON."""

    owner_id: int
    update_id: int
    payload: str


async def store(session: AsyncSession, bot_id: int, arrivals: Sequence[Arrival], now: datetime) -> dict[int, int]:
    """Keep what was not seen before; the numbers of the new rows by update id."""
    rows = [
        {
            "owner_id": arrival.owner_id,
            "bot_id": bot_id,
            "update_id": arrival.update_id,
            "payload": arrival.payload,
            "tries": 0,
            "received_at": now,
        }
        for arrival in arrivals
    ]
    query = insert_unless_there(session, Update, ["bot_id", "update_id"]).returning(Update.update_id, Update.id)
    return {row.update_id: row.id for row in (await session.execute(query, rows)).all()}


async def waiting(session: AsyncSession, bot_id: int) -> Sequence[Update]:
    """What was stored and is not done, oldest first: after a crash these come again."""
    query = select(Update).where(Update.bot_id == bot_id, Update.done_at.is_(None)).order_by(Update.id)
    return (await session.scalars(query)).all()


# Core statements, built once: they run for every update, and no object in memory needs to hear of them.
_INBOX = cast("Table", Update.__table__)
_APPLIED = update(_INBOX).where(_INBOX.c.id == bindparam("row_id")).values(applied_at=bindparam("now"))
_DONE = (
    update(_INBOX)
    .where(_INBOX.c.id.in_(bindparam("row_ids", expanding=True)))
    .values(done_at=bindparam("now"), payload="")
)


async def mark_tried(session: AsyncSession, row_ids: Sequence[int]) -> None:
    """One more try begins, kept so that an update that kills the process does not do so for ever."""
    await session.execute(update(Update).where(Update.id.in_(row_ids)).values(tries=Update.tries + 1))


async def mark_applied(session: AsyncSession, row_id: int, now: datetime) -> None:
    """The update has taken effect: part of the very transaction in which it did."""
    await session.execute(_APPLIED, {"row_id": row_id, "now": now})


async def mark_done(session: AsyncSession, row_ids: Sequence[int], now: datetime) -> None:
    """Answered: nothing more to do, and no reason to keep the words."""
    await session.execute(_DONE, {"row_ids": row_ids, "now": now})


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Drop what was done long ago; Telegram repeats nothing older than a day."""
    await session.execute(delete(Update).where(Update.done_at < moment))
