"""The process itself, from outside: `python -m bot` on a Telegram over HTTP, under a clock shifted by libfaketime."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from playground.people import Person
from playground.server import serving
from playground.telegram import Telegram

ROOT = Path(__file__).parents[2]
PLACES = (
    "/usr/lib/x86_64-linux-gnu/faketime",
    "/usr/lib/aarch64-linux-gnu/faketime",
    "/usr/lib/faketime",
    "/usr/lib64/faketime",
)
LIBRARY = next((path for place in PLACES if (path := Path(place) / "libfaketimeMT.so.1").exists()), None)

pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed (apt-get install libfaketime)")

# The timer ticks every ten seconds. libfaketime takes a lock at each look at the clock: while the process loads its
# models aside, on a machine busy with other tests, an answer may take half a minute.
PATIENCE = 100.0


def noon_zone() -> str:
    """A zone in which it is about noon now, so that no quiet hour is in the test's way whenever it runs."""
    ahead = 12 - datetime.now(UTC).hour  # noqa: TID251
    return f"Etc/GMT{'-' if ahead >= 0 else '+'}{abs(ahead)}" if ahead else "Etc/GMT"


class Shifted:
    """The bot's process, whose clock a file moves."""

    def __init__(self, telegram: Telegram, person: Person, shift: Path) -> None:
        self.telegram, self.person, self._shift = telegram, person, shift

    def by(self, words: str) -> None:
        """From now on the process's clock is that far ahead: `+1d`."""
        self._shift.write_text(words, encoding="ascii")

    @property
    def said(self) -> list[str]:
        return list(self.telegram.chat(self.person.id).said)

    async def hears(self, words: str) -> str:
        """Wait until the newest message has these words."""
        await self.telegram.until(lambda: any(words in said for said in self.said), timeout=PATIENCE)
        return next(said for said in reversed(self.said) if words in said)


@pytest.fixture
async def shifted(tmp_path: Path) -> AsyncIterator[Shifted]:
    telegram = Telegram(Clock())
    person = telegram.person(1001, first_name="Grace")
    shift = tmp_path / "shift"
    shift.write_text("+0", encoding="ascii")
    async with serving(telegram) as address:
        environment = {
            **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": address,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'shifted.sqlite3'}",
            "DEFAULT_TZ": noon_zone(),
            "ACCESS": "open",
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(shift),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }
        with (tmp_path / "log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot"), cwd=ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=log
            )
        yield Shifted(telegram, person, shift)
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 20) == 0
    await telegram.close()


async def test_a_day_a_week_and_a_month_ahead_the_right_pings_come(shifted: Shifted) -> None:
    shifted.person.send("/start")
    await shifted.hears("What should I call you?")
    shifted.person.send("/cancel")
    await shifted.hears("I dropped")
    shifted.person.send("Coffee with Ada Lovelace today, she likes my reel")
    await shifted.hears("Ada Lovelace")
    assert not any(said.startswith("🙏") for said in shifted.said)

    shifted.by("+1d")
    thanks = await shifted.hears("🙏")
    assert "You had coffee with <b>Ada Lovelace</b> yesterday" in thanks
    assert sum("🙏" in said for said in shifted.said) == 1

    shifted.by("+7d")
    try:
        await shifted.telegram.until(lambda: sum("🙏" in said for said in shifted.said) == 2, timeout=PATIENCE)
    except TimeoutError:
        raise AssertionError(shifted.said) from None
    assert "The thank-you is still open" in shifted.said[-1]

    shifted.by("+32d")
    update = await shifted.hears("📝")
    assert "Time for a short update." in update
    assert update.count("<i>she likes my reel</i>") == 1, "the gist, once for both pings in the message"
    assert sum("📝" in said for said in shifted.said) == 1
