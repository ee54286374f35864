"""No schedule on which a clock jump, a zone change or a restart loses a ping or doubles it."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import MovableClock
from bot.reminders import delivery, planning
from playground.telegram import Telegram
from storage import contacts, conversations, owners, reminders
from storage.database import Database
from storage.kinds import ReminderKind, Side
from storage.tables import Nudge
from tests.conftest import OWNER, START, Bot, a_settings, empty
from tests.reminders.makers import ODD_ZONES

HOURS = st.integers(1, 24 * 40)
EVENTS = st.one_of(
    st.tuples(st.just("forward"), HOURS),
    st.tuples(st.just("back"), HOURS),
    st.tuples(st.just("zone"), st.sampled_from(ODD_ZONES)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 90)),
)


class Journey:
    """One owner with some promises due, through jumps, journeys and restarts."""

    def __init__(self, database: Database, migrated: Path) -> None:
        empty(database, migrated)
        self.database = database
        self.clock = MovableClock(START, frozen=True)

    async def live(self, due_in_hours: list[int], events: list[tuple[str, int | str]]) -> Counter[int]:
        self.telegram = Telegram(self.clock)
        self.telegram.person(OWNER).send("hello")
        self.telegram.updates.take()
        await self._due(due_in_hours)
        bot = await self._bot()
        for what, value in events:
            match what:
                case "forward":
                    self.clock.forward(hours=int(value))
                case "back":
                    self.clock.move_to(self.clock.now() - timedelta(hours=int(value)))
                case "wait":
                    self.clock.forward(minutes=int(value))
                case "zone":
                    await self._travel(str(value))
                case _:
                    await bot.stop()
                    bot = await self._bot()
            await delivery.run(bot.application)
        # However it went, the days that follow bring all that is still to come.
        latest = max(self.clock.now(), START) + timedelta(days=90)
        while self.clock.now() < latest:
            self.clock.forward(hours=11)
            await delivery.run(bot.application)
        messages = len(self.telegram.chat(OWNER).said)
        await bot.stop()
        async with self.database.reading() as session:
            nudges = (await session.scalars(select(Nudge))).all()
        await self.database.close()
        await self.telegram.close()
        assert len(nudges) == messages, "every message is marked, and every mark has its message"
        return Counter(number for nudge in nudges for number in nudge.reminder_ids)

    async def _bot(self) -> Bot:
        settings = a_settings(default_tz="UTC", access="open")
        bot = Bot(self.database, self.clock, self.telegram, settings)
        await bot.start()
        return bot

    async def _due(self, due_in_hours: list[int]) -> None:
        async with self.database.transaction() as session:
            owner = await owners.admit(session, OWNER, START)
            owner.zone, owner.welcomed_at, owner.daily_cap = "Europe/London", START, 2
            # Seen far ahead, so that no catch-up is offered, and each comes as a message of its own.
            owner.seen_at = START + timedelta(days=4000)
            for number, hours in enumerate(due_in_hours):
                person = await contacts.add(session, OWNER, f"Person {number}", START)
                promise = await conversations.add_promise(
                    session, OWNER, Side.MINE, f"thing {number}", START, contact_id=person.id
                )
                due_at = START + timedelta(hours=hours)
                about = {"contact_id": person.id, "promise_id": promise.id}
                await reminders.add(session, OWNER, ReminderKind.FOLLOW_UP, due_at, START, **about)

    async def _travel(self, zone: str) -> None:
        async with self.database.transaction() as session:
            owner = await owners.get(session, OWNER)
            old = planning.hours_of(owner, "UTC")
            owner.zone = ZoneInfo(zone).key
            await planning.replan(session, owner, old, planning.hours_of(owner, "UTC"), self.clock.now())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=st.lists(st.integers(0, 24 * 20), min_size=1, max_size=5), events=st.lists(EVENTS, max_size=8))
def test_whatever_the_clock_does_each_ping_comes_exactly_once(
    sqlite_engines: Database, migrated: Path, due: list[int], events: list[tuple[str, int | str]]
) -> None:
    came = asyncio.run(Journey(sqlite_engines, migrated).live(due, events))
    assert came == Counter(range(1, len(due) + 1))


def test_the_missing_and_the_doubled_hour_bring_a_ping_once(migrated: Path) -> None:
    """Half past two on the nights the clocks change, for an owner without quiet hours, looked at every half hour."""
    from bot.reminders.hours import Hours, local_moment

    zone = ZoneInfo("America/New_York")
    missing = local_moment(datetime(2026, 3, 8).date(), datetime(2026, 3, 8, 2, 30).time(), zone)  # noqa: DTZ001
    doubled = local_moment(datetime(2026, 11, 1).date(), datetime(2026, 11, 1, 1, 30).time(), zone)  # noqa: DTZ001
    assert Hours(zone).zone is zone
    assert missing.astimezone(zone).strftime("%H:%M") == "03:00"
    assert doubled.astimezone(zone).strftime("%H:%M %Z") == "01:30 EDT"
