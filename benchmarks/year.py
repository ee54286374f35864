"""A year of two hundred owners in twelve time zones, on the real code and in the playground's Telegram, at high speed.

`python -m benchmarks.year` talks, promises, meets, writes, presses, travels, blocks, takes the bot down and kills it at
random; beside it `year_expected` works out from the history alone what should have come. At the end they are compared.
"""

import argparse
import asyncio
import logging
import random
import tempfile
import time as stopwatch
from collections import Counter
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from benchmarks.year_expected import DAY, Expected, Key, Life, working_days_later
from bot import app
from bot.clock import MovableClock
from bot.conversations.draft import ConversationDraft, PersonDraft, PromiseDraft
from bot.conversations.recording import record
from bot.intake.door import Door
from bot.reminders import delivery, planning
from bot.settings import Access, Settings
from playground.people import Person
from playground.telegram import Telegram
from playground.transport import PlaygroundRequest
from storage import contacts, letters, meetings, migrate, owners, reminders
from storage.database import Database
from storage.kinds import LetterKind, ReminderKind
from storage.tables import Contact, Nudge, Owner

ZONES = (
    *("Europe/London", "Europe/Berlin", "Africa/Nairobi", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"),
    *("America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Pacific/Auckland", "Africa/Cairo", "UTC"),
)
START = datetime(2027, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=15)
PEOPLE_EACH = 12
# Waiting for a disk at each of a year's commits measures the disk: the rows live in memory where there is such a place.
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
WRONG = ("missing", "doubled", "outside quiet hours", "early", "unexpected")


# Whether the call in hand is a ping, rather than the answer to something.
PINGING: ContextVar[bool] = ContextVar("pinging", default=False)


class Killed(BaseException):
    """The process is gone in this very moment."""


class Mortal(PlaygroundRequest):
    """Telegram's door, in front of or behind which the process may die; it counts what Telegram has taken."""

    def __init__(self, telegram: Telegram, taken: Counter[int]) -> None:
        super().__init__(telegram)
        self.taken = taken
        self.dies: str | None = None

    async def do_request(self, url: str, method: str, request_data: Any = None, *args: Any, **more: Any) -> Any:
        """One call; it may be the last."""
        sends = url.endswith("/sendMessage")
        sends = sends and PINGING.get()
        if sends and self.dies == "before":
            raise Killed
        status, body = await super().do_request(url, method, request_data, *args, **more)
        if sends and status == 200:
            self.taken[int(request_data.parameters["chat_id"])] += 1
        if sends and self.dies == "after":
            raise Killed
        return status, body


def knowing_that_it_is_a_ping(send: Callable[..., Any]) -> Callable[..., Any]:
    """The lane for pings, telling the door behind it what comes."""

    async def ping(*args: Any) -> Any:
        token = PINGING.set(True)
        try:
            return await send(*args)
        finally:
            PINGING.reset(token)

    return ping


class World:
    """Bot, Telegram, owners, and what ought to come of it."""

    def __init__(self, database: Database, clock: MovableClock, seed: int, count: int, step: timedelta) -> None:
        self.database, self.clock, self.step = database, clock, step
        self.dice = random.Random(seed)
        self.telegram = Telegram(clock)
        self.taken: Counter[int] = Counter()
        self.facts: Counter[str] = Counter()
        self.odd: list[str] = []
        self.people: dict[int, Person] = {}
        self.expected: dict[int, Expected] = {}
        self.starts: dict[int, dict[int, datetime]] = {}
        self.blocked: set[int] = set()
        self.waits: dict[int, datetime] = {}
        self.promise_of: dict[int, Key] = {}
        self.seen_nudges = 0
        self.up = False
        self.count = count

    async def begin(self) -> None:
        """Everybody with their settings and people."""
        for number in range(self.count):
            owner_id = 10_000 + number
            quiet = self.dice.choice([(time(21, 30), time(8)), (time(23), time(7)), (time(20), time(9, 30))])
            life = Life(
                ZoneInfo(ZONES[number % len(ZONES)]),
                self.dice.choice([time(8), time(9), time(12), time(18)]),
                *quiet,
                frozenset(self.dice.choice([(), (), (7,), (6, 7)])),
                self.dice.choice([3, 5, 5, 10]),
            )
            self.expected[owner_id] = Expected(life)
            self.starts[owner_id] = {}
            self.people[owner_id] = self.telegram.person(owner_id)
            self.people[owner_id].send("hello")
            async with self.database.transaction() as session:
                owner = await owners.admit(session, owner_id, START)
                owner.zone, owner.ping_at, owner.daily_cap = life.zone.key, life.ping_at, life.cap
                owner.quiet_from, owner.quiet_until = quiet
                owner.days_off = sorted(life.days_off)
                owner.seen_at = owner.welcomed_at = START
                for each in range(PEOPLE_EACH):
                    await contacts.add(session, owner_id, f"Person {each}", START, organisation=f"Place {each % 3}")
        self.telegram.updates.take()
        await self.start()

    def totals(self) -> Counter[str]:
        """What came of it so far."""
        total = Counter(self.facts)
        for expected in self.expected.values():
            total.update(expected.totals())
        total["doubled"] += abs(self.facts["sent and not marked"])
        return total

    # The process

    async def start(self) -> None:
        """A new process on the same rows."""
        settings = Settings(_env_file=None, default_tz="UTC", access=Access.OPEN)
        self.request = Mortal(self.telegram, self.taken)
        self.application = app.build(
            settings,
            self.database,
            self.clock,
            token=self.telegram.token,
            request=self.request,
            updates_request=PlaygroundRequest(self.telegram),
        )
        # The looks are this simulation's own, at moments of its own.
        assert self.application.job_queue is not None
        for job in self.application.job_queue.jobs():
            job.schedule_removal()
        await self.application.initialize()
        limiter: Any = self.application.bot.rate_limiter
        limiter.sleep = lambda _: asyncio.sleep(0)
        limiter._monotonic = lambda: self.clock.now().timestamp()
        limiter._ping = knowing_that_it_is_a_ping(limiter._ping)
        self.door = Door(self.application, self.database, self.clock)
        await self.application.start()
        await self.door.open()
        self.up = True

    async def stop(self) -> None:
        """However it ended, the rows are all that stays."""
        self.up = False
        await self.door.close()
        await self.application.stop()
        await self.application.shutdown()

    async def settle(self) -> None:
        """What people have sent is worked through."""
        while updates := self.telegram.updates.take():
            await self.door.accept(updates)
            await self.door.idle()

    # A moment

    async def moment(self) -> None:
        """The bot looks once; what came is compared."""
        if not self.up:
            return
        dies = self.dice.choice(["before", "after"]) if self.dice.random() < 0.004 else None
        lost = self.dice.random() < 0.004 and not dies
        self.request.dies = dies
        if lost:
            when: Any = self.dice.choice(["before", "after"])
            self.telegram.fault("sendMessage", when=when)
        before = sum(self.taken.values())
        killed = False
        try:
            await delivery.run(self.application)
        except BaseExceptionGroup as group:
            if group.split(Killed)[1] is not None:
                raise
            killed = True
        self.request.dies = None
        self.telegram.faults.clear()
        self.telegram.updates.take()
        # What was being written when it died is written, or never will be.
        async with self.database.transaction() as session:
            await session.execute(select(1))
        marked = await self._compare()
        surplus = sum(self.taken.values()) - before - marked
        if surplus and not (killed or lost):
            self.odd.append(f"{surplus:+} sent beyond what is marked at {self.clock.now()}")
        self.facts["sent again after a kill or a lost answer"] += surplus if killed or lost else 0
        self.facts["sent and not marked"] += 0 if killed or lost else surplus
        if killed:
            self.facts["kills"] += 1
            await self.stop()
            await self.start()
        elif not lost:
            now = self.clock.now()
            for owner_id, expected in self.expected.items():
                if owner_id not in self.blocked and self.waits.get(owner_id, now) <= now:
                    expected.look(now)
        if killed or lost:
            # What was in hand is let go of within a minute; the next look is not before that.
            for owner_id in self.expected:
                self.waits[owner_id] = max(self.waits.get(owner_id, self.clock.now()), self.clock.now() + 2 * STEP)

    async def _compare(self) -> int:
        async with self.database.reading() as session:
            query = select(Nudge).where(Nudge.id > self.seen_nudges).order_by(Nudge.id)
            nudges = (await session.scalars(query)).all()
            for nudge in nudges:
                self.seen_nudges = nudge.id
                carried = await reminders.with_ids(session, nudge.owner_id, nudge.reminder_ids)
                keys = [self._key(each) for each in carried]
                self.expected[nudge.owner_id].came(keys, nudge.sent_at, above_cap=nudge.above_cap)
        return len(nudges)

    @staticmethod
    def _key(reminder: Any) -> Key:
        about = reminder.promise_id or reminder.letter_id or reminder.meeting_id or 0
        return reminder.kind.value, reminder.contact_id or 0, about

    # What owners do

    async def live(self) -> None:
        """Some owners do something in this quarter of an hour."""
        chance = 0.5 * (self.step / DAY)
        for owner_id, expected in self.expected.items():
            if not self.up or self.dice.random() > chance or not 7 <= expected.life.local(self.clock.now()).hour < 22:
                continue
            await self._act(owner_id, expected)

    async def _act(self, owner_id: int, expected: Expected) -> None:
        now = self.clock.now()
        what = self.dice.choices(
            ["talk", "press", "outreach", "meeting", "travel", "block", "flood"], [26, 40, 8, 8, 0.6, 1, 2]
        )[0]
        if owner_id in self.blocked:
            if what != "block":
                return
            self.people[owner_id].unblock()
            self.people[owner_id].send("/start")
            self.blocked.discard(owner_id)
            await self.settle()
            return
        self.facts[what] += 1
        match what:
            case "talk":
                await self._talk(owner_id, expected, now)
            case "press":
                await self._press(owner_id, expected, now)
            case "outreach":
                await self._write(owner_id, expected, now)
            case "meeting":
                await self._meet(owner_id, expected, now)
            case "travel":
                await self._travel(owner_id, expected, now)
            case "block":
                self.people[owner_id].block()
                self.blocked.add(owner_id)
                if self.dice.random() < 0.5:
                    self.telegram.updates.take()
                await self.settle()
            case _:
                self.telegram.flood(owner_id, retry_after=600, method="sendMessage")
                self.waits[owner_id] = now + timedelta(minutes=45)

    async def _someone(self, session: Any, owner_id: int) -> tuple[Owner, Contact]:
        owner = await owners.get(session, owner_id)
        everyone = await contacts.everyone(session, owner_id)
        return owner, self.dice.choice(everyone)

    async def _talk(self, owner_id: int, expected: Expected, now: datetime) -> None:
        life = expected.life
        today = life.local(now).date()
        async with self.database.transaction() as session:
            owner, person = await self._someone(session, owner_id)
            due_on = today + self.dice.randint(1, 20) * DAY
            mine = [PromiseDraft("send the essay", due_on)] if self.dice.random() < 0.5 else []
            theirs = [PromiseDraft("a name", None)] if self.dice.random() < 0.2 else []
            people = [PersonDraft(person.name, contact_id=person.id)]
            draft = ConversationDraft(people, today, notes="talked about docs", mine=mine, theirs=theirs)
            done = await record(session, owner, draft, now)
        expected.talked(person.id, now, self.starts[owner_id])
        for promise in done.mine:
            expected.expect(("follow-up", person.id, promise.id), life.at("follow-up", due_on))
        for promise in done.theirs:
            expected.expect(("they promised", person.id, promise.id), life.at("they promised", today + 7 * DAY))

    async def _write(self, owner_id: int, expected: Expected, now: datetime) -> None:
        life = expected.life
        today = life.local(now).date()
        async with self.database.transaction() as session:
            owner, person = await self._someone(session, owner_id)
            if await letters.waiting(session, owner_id, person.id) or person.heard_on:
                return
            letter = await letters.add(session, owner_id, person.id, LetterKind.OUTREACH, today, now)
            await planning.plan_no_reply(session, planning.hours_of(owner, "UTC"), letter, now)
        for kind, days in (("no reply: somebody else", 3), ("no reply: second note", 7)):
            expected.expect((kind, person.id, letter.id), life.at(kind, working_days_later(today, days)))

    async def _meet(self, owner_id: int, expected: Expected, now: datetime) -> None:
        """A meeting at ten to four in the afternoon of the owner's, so that no quiet hour is in its way."""
        life = expected.life
        day = life.local(now).date() + self.dice.randint(2, 20) * DAY
        starts_at = datetime.combine(day, time(self.dice.randint(12, 16)), life.zone).astimezone(UTC)
        async with self.database.transaction() as session:
            owner, person = await self._someone(session, owner_id)
            meeting = await meetings.add(
                session, owner_id, [person], now, starts_at=starts_at, day=day, length=timedelta(minutes=30)
            )
            await planning.plan_meeting(session, planning.hours_of(owner, "UTC"), meeting, person, now)
        self.starts[owner_id][meeting.id] = starts_at
        evening = datetime.combine(day - DAY, time(18), life.zone).astimezone(UTC)
        hour_before = starts_at - timedelta(hours=1)
        expected.expect(("meeting tomorrow", person.id, meeting.id), evening, until=hour_before + STEP)
        expected.expect(("meeting soon", person.id, meeting.id), hour_before, until=starts_at)
        asked = life.first_allowed("how did it go", starts_at + timedelta(minutes=90))
        expected.expect(("how did it go", person.id, meeting.id), asked)

    async def _travel(self, owner_id: int, expected: Expected, now: datetime) -> None:
        zone = ZoneInfo(self.dice.choice(ZONES))
        async with self.database.transaction() as session:
            owner = await owners.get(session, owner_id)
            old = planning.hours_of(owner, "UTC")
            owner.zone = zone.key
            await planning.replan(session, owner, old, planning.hours_of(owner, "UTC"), now)
        expected.journey(zone, now, self.starts[owner_id])

    async def _press(self, owner_id: int, expected: Expected, now: datetime) -> None:
        """Act on the newest ping that carries one reminder, by its button."""
        async with self.database.reading() as session:
            nudge = await reminders.last_nudge(session, owner_id)
            carried = await reminders.with_ids(session, owner_id, nudge.reminder_ids) if nudge else []
        if nudge is None or len(carried) != 1 or carried[0].settled_at:
            return
        reminder = carried[0]
        label = {
            ReminderKind.THANK_YOU: "Sent",
            ReminderKind.UPDATE: "Sent",
            ReminderKind.FOLLOW_UP: self.dice.choice(["Done", "Later"]),
            ReminderKind.THEY_PROMISED: "They did it",
            ReminderKind.HOW_DID_IT_GO: "They did not come",
        }.get(reminder.kind)
        try:
            shown = self.telegram.chat(owner_id).message(nudge.message_id)
        except LookupError:
            return
        if label is None or label not in shown.buttons:
            return
        self.people[owner_id].press(label, nudge.message_id)
        await self.settle()
        key = self._key(reminder)
        expected.end(now, key[0], contact=key[1], about=key[2])
        if label == "Sent":
            expected.heard(key[1], now)
        if label == "Later":
            await self._choose_later(owner_id, nudge.message_id, key, expected)

    async def _choose_later(self, owner_id: int, message_id: int, key: Key, expected: Expected) -> None:
        """Whichever morning the choices name first behind tonight."""
        shown = self.telegram.chat(owner_id).message(message_id).buttons
        chosen = next(each for each in shown if not each.startswith(("Tonight", "Another", "‹")))
        self.people[owner_id].press(chosen, message_id)
        await self.settle()
        async with self.database.reading() as session:
            (row,) = [each for each in await reminders.open_for(session, owner_id) if self._key(each) == key]
        expected.expect(key, row.due_at)


async def simulate(
    owner_count: int, days: int, seed: int, step: timedelta = STEP, tell: Callable[[int, str], object] | None = None
) -> Counter[str]:
    """Live through so many days; what was right and what was wrong. `tell` hears of every thirtieth day."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        address = f"sqlite:///{folder}/year.sqlite3"
        await migrate.to(address)
        database = Database(address)
        clock = MovableClock(START, frozen=True)
        world = World(database, clock, seed, owner_count, step)
        await world.begin()
        down_until = START
        while clock.now() < START + days * DAY:
            clock.forward(step)
            world.telegram.calls.clear()
            if world.up and world.dice.random() < 0.02 * (step / DAY):
                world.facts["times down"] += 1
                down_until = clock.now() + timedelta(hours=world.dice.uniform(1, 60))
                await world.stop()
            if not world.up and clock.now() >= down_until:
                await world.start()
            await world.live()
            await world.moment()
            passed = clock.now() - START
            if tell and not passed % (30 * DAY):
                tell(passed.days, in_a_line(world.totals()))
        if world.up:
            await world.stop()
        await database.close()
        await world.telegram.close()
    logging.disable(logging.NOTSET)
    for line in world.odd:
        print(line)
    for expected in world.expected.values():
        for ask in expected.missing:
            print("missing", ask)
        for ask in expected.twice:
            print("doubled", ask)
    return world.totals()


def in_a_line(total: Counter[str]) -> str:
    """What must be nothing, and of how many."""
    return ", ".join(f"{total[name]} {name}" for name in WRONG) + f", of {total['pings']} pings"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts; fail unless nothing is missing, doubled, or outside the hours."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year", description=__doc__)
    parser.add_argument("--owners", type=int, default=200)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    began = stopwatch.monotonic()

    def tell(day: int, line: str) -> None:
        print(f"day {day:>3}: {line} ({stopwatch.monotonic() - began:.0f} s)", flush=True)

    total = asyncio.run(simulate(given.owners, given.days, given.seed, tell=tell))
    print(f"{given.owners} owners, {given.days} days, seed {given.seed}: {stopwatch.monotonic() - began:.0f} s")
    for name, count in sorted(total.items()):
        print(f"{count:>9} {name}")
    print(in_a_line(total))
    return 1 if any(total[name] for name in WRONG) else 0


if __name__ == "__main__":
    raise SystemExit(main())
