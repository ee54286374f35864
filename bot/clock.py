"""What time it is. Everything that depends on the present moment asks a clock, so that the playground and the tests
can move it; nobody else calls `datetime.now`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """The system clock, in UTC."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock(Clock):
    """A clock that runs at its usual pace from a moment that can be moved (the playground, the tests).

    `frozen` holds it still until it is moved, so that a test's expectations do not depend on how long it took.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self.offset = timedelta() if start is None else start - datetime.now(UTC)
        self._still = (start or datetime.now(UTC)) if frozen else None
        self._moved: list[Callable[[], object]] = []

    @property
    def frozen(self) -> bool:
        """Whether it stands still until it is moved."""
        return self._still is not None

    def now(self) -> datetime:
        """The present moment as this clock has it, aware, in UTC."""
        return datetime.now(UTC) + self.offset if self._still is None else self._still

    def forward(self, length: timedelta = timedelta(), **units: float) -> None:
        """Move on by a length: `forward(hours=5)`."""
        self.move_to(self.now() + length + timedelta(**units))

    def move_to(self, moment: datetime) -> None:
        """Make it be `moment` now, and tell everybody who asked to hear of it."""
        if self._still is None:
            self.offset = moment - datetime.now(UTC)
        else:
            self._still = moment.astimezone(UTC)
        for tell in self._moved:
            tell()

    def when_moved(self, tell: Callable[[], object]) -> None:
        """Call `tell` after each move: the bot looks for due reminders at once instead of at its next tick."""
        self._moved.append(tell)
