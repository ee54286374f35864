"""What a write changed, kept row by row, so that any confirmed change can be taken back.

A session that is told to `record` notes each row it inserts, alters or deletes through the ORM; before it commits, the
notes become one `Change`. `undo` walks them backwards. Tables that only carry the machinery are not recorded.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, event, insert, inspect, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstanceState, Session, UOWTransaction

from storage.tables import Base, Change

Row = dict[str, Any]

UNRECORDED = frozenset({"inbox", "changes", "forms", "nudges", "notes"})


class RecordingSession(Session):
    """A session that can keep what it changed."""


def record(session: AsyncSession) -> None:
    """Keep from here on what this session changes."""
    session.info.setdefault("rows", [])


@event.listens_for(RecordingSession, "before_flush")
def _note_before(session: Session, _context: UOWTransaction, _instances: object) -> None:
    rows: list[Row] | None = session.info.get("rows")
    if rows is None:
        return
    for thing in session.deleted:
        if thing.__tablename__ not in UNRECORDED:
            rows.append({"table": thing.__tablename__, "id": thing.id, "did": "delete", "before": _values(thing)})
    for thing in session.dirty:
        if thing.__tablename__ not in UNRECORDED and (before := _before(inspect(thing))):
            after = {name: _to_json(getattr(thing, name)) for name in before}
            rows.append(
                {"table": thing.__tablename__, "id": thing.id, "did": "update", "before": before, "after": after}
            )
    session.info["new"] = [thing for thing in session.new if thing.__tablename__ not in UNRECORDED]


@event.listens_for(RecordingSession, "after_flush_postexec")
def _note_after(session: Session, _context: UOWTransaction) -> None:
    rows: list[Row] | None = session.info.get("rows")
    if rows is None:
        return
    # Only now do new rows have their numbers.
    rows += [
        {"table": thing.__tablename__, "id": thing.id, "did": "insert", "after": _references(thing)}
        for thing in session.info.pop("new", [])
    ]


def _values(thing: Any) -> Row:
    return {column.key: _to_json(getattr(thing, column.key)) for column in thing.__table__.columns}


def _references(thing: Any) -> Row:
    return {c.key: getattr(thing, c.key) for c in thing.__table__.columns if c.foreign_keys and c.key != "owner_id"}


def _before(state: InstanceState[Any]) -> Row:
    columns = {column.key for column in state.mapper.columns}
    changed: Row = {}
    for attribute in state.attrs:
        history = attribute.history
        if attribute.key in columns and history.has_changes() and history.deleted:
            changed[attribute.key] = _to_json(history.deleted[0])
        elif attribute.key in columns and history.has_changes():
            changed[attribute.key] = None
    return changed


def _to_json(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case _:
            return value


def _from_json(column: Any, value: Any) -> Any:
    kind = column.type.python_type
    if value is None or not isinstance(kind, type):
        return value
    if issubclass(kind, datetime | date | time):
        return kind.fromisoformat(value)
    if issubclass(kind, timedelta):
        return timedelta(seconds=value)
    return kind(value) if issubclass(kind, Enum) else value


async def keep(session: AsyncSession, owner_id: int, what: str, now: datetime) -> Change | None:
    """Make one change of what the session recorded, to be committed with it; None if it changed nothing."""
    await session.flush()
    rows: list[Row] = session.info.pop("rows", [])
    if not rows:
        return None
    change = Change(owner_id=owner_id, what=what[:256], rows=rows, made_at=now)
    session.add(change)
    await session.flush()
    return change


async def last(session: AsyncSession, owner_id: int) -> Change | None:
    """The newest change that has not been taken back."""
    query = select(Change).where(Change.owner_id == owner_id, Change.undone_at.is_(None)).order_by(Change.id.desc())
    return await session.scalar(query.limit(1))


async def find(session: AsyncSession, owner_id: int, change_id: int) -> Change | None:
    """One change of this owner's."""
    return await session.scalar(select(Change).where(Change.owner_id == owner_id, Change.id == change_id))


async def built_upon(session: AsyncSession, change: Change) -> Change | None:
    """A newer change, not taken back, that touches the same rows or hangs from rows this one made."""
    query = select(Change).where(Change.owner_id == change.owner_id, Change.id > change.id, Change.undone_at.is_(None))
    touched = {(row["table"], row["id"]) for row in change.rows}
    for newer in (await session.scalars(query.order_by(Change.id))).all():
        if any((row["table"], row["id"]) in touched or _hangs_from(row, touched) for row in newer.rows):
            return newer
    return None


def _hangs_from(row: Row, touched: set[tuple[str, int]]) -> bool:
    columns = Base.metadata.tables[row["table"]].columns
    return row["did"] == "insert" and any(
        (key_of.column.table.name, value) in touched
        for name, value in row["after"].items()
        for key_of in columns[name].foreign_keys
    )


async def undo(session: AsyncSession, change: Change, now: datetime) -> None:
    """Take a change back: what it inserted goes, what it deleted returns, what it altered is as before."""
    for row in reversed(change.rows):
        table = Base.metadata.tables[row["table"]]
        where: ColumnElement[bool] = table.c.id == row["id"]
        if "owner_id" in table.c:
            where = and_(where, table.c.owner_id == change.owner_id)
        before = {name: _from_json(table.c[name], value) for name, value in row.get("before", {}).items()}
        match row["did"]:
            case "insert":
                await session.execute(delete(table).where(where))
            case "update":
                await session.execute(update(table).where(where).values(before))
            case _:
                await session.execute(insert(table).values(before))
    change.undone_at = now


async def delete_with_dependents(session: AsyncSession, thing: Any) -> None:
    """Delete a row and all that hangs from it, leaves first and through the ORM, so that undo can bring all back."""
    for table in reversed(Base.metadata.sorted_tables):
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column.table.name != thing.__tablename__ or key.column.name != "id" or column.name == "owner_id":
                    continue
                for child in await _children(session, table.name, column.name, thing):
                    if key.ondelete == "SET NULL":
                        setattr(child, column.key, None)
                    else:
                        await delete_with_dependents(session, child)
    await session.flush()
    await session.delete(thing)
    await session.flush()


async def _children(session: AsyncSession, table: str, column: str, parent: Any) -> Sequence[Any]:
    if table in UNRECORDED:
        return ()
    entity = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table)  # type: ignore[attr-defined]
    query = select(entity).where(entity.owner_id == parent.owner_id, getattr(entity, column) == parent.id)
    return (await session.scalars(query)).all()
