"""Alembic's door: migrations run on the connection that `storage.migrate` opened."""

from typing import Any, Literal

from alembic import context

from storage.tables import Base
from storage.tables.base import Seconds, UtcDateTime


def plain(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Migrations speak of the database's types, not of ours, so that they outlive a renaming here."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.Integer()" if kind == "type" and isinstance(item, Seconds) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plain,
)

with context.begin_transaction():
    context.run_migrations()
