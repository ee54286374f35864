"""SQLAlchemy's aiosqlite driver with one hop to the database's thread a statement, instead of four.

aiosqlite runs each call on a thread of its own; SQLAlchemy's adapter opens a cursor, executes, fetches and closes it in
a call each, and each call costs a switch between threads. Here a statement makes its whole way in one call, and a
transaction begins in the same call as its first statement.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util import await_only

DRIVER = "sqlite+onehop"


class OneHopCursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that exists only while its statement runs; what it found is kept."""

    __slots__ = ("_description", "_lastrowid", "_rowcount", "arraysize")

    def __init__(self, adapt_connection: AsyncAdapt_aiosqlite_connection) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._rows = deque()
        self._description: Any = None
        self._rowcount = -1
        self._lastrowid: int | None = None
        self.arraysize = 1

    @property
    def description(self) -> Any:
        """The columns of what was found."""
        return self._description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._rowcount

    @property
    def lastrowid(self) -> Any:
        """The number of the row that was inserted."""
        return self._lastrowid

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        """Run a statement and fetch all it finds."""
        self._run("execute", operation, parameters or ())

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        """Run a statement once for each set of parameters."""
        self._run("executemany", operation, seq_of_parameters)

    def _run(self, method: str, operation: Any, parameters: Sequence[Any]) -> None:
        connection: Any = self._adapt_connection
        begin, connection.begin = connection.begin, None
        driver: Any = self._connection
        native = driver._conn

        def work() -> tuple[list[Any], Any, int, int | None]:
            if begin:
                native.execute(begin)
            cursor = getattr(native, method)(operation, parameters)
            try:
                rows = cursor.fetchall() if cursor.description else []
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        try:
            rows, self._description, self._rowcount, self._lastrowid = await_only(driver._execute(work))
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        self._rows = deque(rows)

    async def _async_soft_close(self) -> None:
        return

    def close(self) -> None:
        """Forget what was not read; the database's own cursor is closed long since."""
        self._rows.clear()


class OneHopConnection(AsyncAdapt_aiosqlite_connection):
    """A connection that remembers that a transaction is to begin, and leaves the thread alone if none has."""

    __slots__ = ("begin",)

    _cursor_cls: type[AsyncAdapt_aiosqlite_cursor] = OneHopCursor

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.begin: str | None = None

    def commit(self) -> None:
        """Commit, if anything was begun."""
        self.begin = None
        if self._connection._connection and self._connection.in_transaction:
            super().commit()

    def rollback(self) -> None:
        """Roll back, if anything was begun."""
        self.begin = None
        if self._connection._connection and self._connection.in_transaction:
            super().rollback()


class OneHopDriver(AsyncAdapt_aiosqlite_dbapi):
    """The driver as a module, as SQLAlchemy sees it."""

    def connect(self, *arg: Any, **kw: Any) -> OneHopConnection:
        """A new connection with a thread of its own."""
        connection = super().connect(*arg, **kw)
        return OneHopConnection(self, connection._connection)


class OneHopDialect(SQLiteDialect_aiosqlite):
    """`sqlite+onehop`. The engine's `begin` is the statement its transactions begin with; none for reading."""

    supports_statement_cache = True

    def __init__(self, begin: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.begin = begin

    @classmethod
    def import_dbapi(cls) -> AsyncAdapt_aiosqlite_dbapi:
        """Our driver around aiosqlite."""
        return OneHopDriver(__import__("aiosqlite"), __import__("sqlite3"))

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin with the next statement."""
        getattr(dbapi_connection, "dbapi_connection", dbapi_connection).begin = self.begin


registry.register("sqlite.onehop", __name__, OneHopDialect.__name__)
