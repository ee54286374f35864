"""Who writes: asked for every update, and answered for all who ask at one moment with one query."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from storage import owners
from storage.database import Database
from storage.tables import Form, Owner

Known = tuple[Owner | None, Form | None]


class Recogniser:
    """Finds owners with the form that their next message answers.

    One query is under way at a time; who asks meanwhile is in the next one. So a lone message waits for nothing, and in
    a rush a hundred messages share what one query costs. A query begins after it was asked for, and sees all that was
    committed by then.
    """

    def __init__(self, database: Database, begin: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """`begin` starts a task, as the Application does."""
        self._database = database
        self._begin = begin
        self._asking: dict[int, asyncio.Future[Known]] = {}
        self._answering = False

    async def recognise(self, owner_id: int) -> Known:
        """The owner and their open form; None for whoever is not known."""
        if owner_id not in self._asking:
            self._asking[owner_id] = asyncio.get_running_loop().create_future()
        # One who stops waiting takes nothing from another who asked for the same.
        answer = asyncio.shield(self._asking[owner_id])
        if not self._answering:
            self._answering = True
            self._begin(self._answer())
        return await answer

    async def _answer(self) -> None:
        try:
            while self._asking:
                asking, self._asking = self._asking, {}
                try:
                    async with self._database.reading() as session:
                        known = await owners.with_open_forms(session, list(asking))
                except Exception as error:
                    for answer in asking.values():
                        answer.set_exception(error)
                else:
                    for owner_id, answer in asking.items():
                        answer.set_result(known.get(owner_id, (None, None)))
        finally:
            self._answering = False
