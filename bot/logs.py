"""Logs carry ids and kinds of error, never message text, names or the token, at any level.

Libraries log what passes through them (SQL parameters, request addresses, payloads) at DEBUG: they are kept at INFO or
above whatever LOG_LEVEL says. Tracebacks are written without the errors' own words, which often quote their input.
"""

import logging
import traceback
from types import TracebackType

TALKATIVE = ("telegram", "apscheduler", "sqlalchemy", "aiosqlite", "asyncio", "httpx", "httpcore", "aiohttp", "uvicorn",
             "alembic", "multipart", "python_multipart", "tzlocal", "fpdf", "fontTools", "PIL")  # fmt: skip


class Discreet(logging.Formatter):
    """A formatter whose tracebacks say where and which kind of error, and quote nothing."""

    def formatException(  # noqa: N802 - the library's name
        self, info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The frames and the kinds of error, from cause to effect."""
        lines: list[str] = []
        error = info[1]
        while error is not None:
            frames = [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            lines = [f"{type(error).__name__}, raised at", *frames, *(["leading to", *lines] if lines else [])]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def set_up(level: str) -> None:
    """Log to standard error at this level, discreetly."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # PTB calls a 429 that is not retried there an exception; bot.pacing deals with it.
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.WARNING))
