"""Trouble on request: a test asks for it, the next matching calls get it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from playground.api import ApiError, LostCallError

When = Literal["before", "after"]


@dataclass
class _Trouble:
    """`times` is how often it strikes yet. Without a method it strikes any but getUpdates, which asks all the time."""

    method: str | None
    chat_id: int | None
    when: When
    times: int
    error: ApiError | LostCallError

    def meets(self, method: str, params: Mapping[str, Any], when: When) -> bool:
        if self.times <= 0 or self.when != when:
            return False
        if self.method.lower() != method.lower() if self.method else method == "getUpdates":
            return False
        return self.chat_id is None or str(params.get("chat_id")) == str(self.chat_id)


class Faults:
    """What is to go wrong, in the order it was asked for."""

    def __init__(self) -> None:
        self._asked: list[_Trouble] = []

    def ask(
        self, error: ApiError | LostCallError, *, method: str | None, chat_id: int | None, when: When, times: int
    ) -> None:
        self._asked.append(_Trouble(method, chat_id, when, times, error))

    def strike(self, method: str, params: Mapping[str, Any], when: When) -> None:
        """Raises the first trouble that this call meets."""
        for trouble in self._asked:
            if trouble.meets(method, params, when):
                trouble.times -= 1
                if trouble.times == 0:
                    self._asked.remove(trouble)
                raise trouble.error

    def clear(self) -> None:
        self._asked.clear()
