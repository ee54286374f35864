"""Never twice, never lost: whatever happens to the process, the network, the clock or the chat."""

import asyncio
import json
import logging
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import delete, select

from bot.clock import MovableClock
from bot.reminders import delivery, nudges, planning
from bot.settings import Settings
from bot.view import View
from playground.telegram import Telegram
from storage import contacts, conversations, owners, reminders
from storage.database import Database
from storage.kinds import ReminderKind, Side
from storage.tables import Owner, Reminder
from tests.conftest import OWNER, START, ZONE, Bot, Chat

DUE = START + timedelta(hours=1)
LATER = timedelta(minutes=2)


async def some_due(database: Database, owner_id: int, count: int = 1, due_at: datetime = DUE) -> None:
    """Promises of as many contacts, due."""
    async with database.transaction() as session:
        owner = await owners.admit(session, owner_id, START)
        owner.zone, owner.seen_at, owner.welcomed_at = ZONE, due_at, START
        for number in range(count):
            person = await contacts.add(session, owner_id, f"Person {number} of {owner_id}", START)
            promise = await conversations.add_promise(
                session, owner_id, Side.MINE, f"thing {number} of {owner_id}", START, contact_id=person.id
            )
            kind = ReminderKind.FOLLOW_UP
            await reminders.add(session, owner_id, kind, due_at, START, contact_id=person.id, promise_id=promise.id)


async def waiting(database: Database) -> Sequence[Reminder]:
    async with database.reading() as session:
        return (await session.scalars(select(Reminder).where(Reminder.sent_at.is_(None)))).all()


def pings(chat: Chat) -> list[str]:
    return [said for said in chat.said if "You promised" in said]


# Trouble with Telegram


async def test_a_call_lost_before_it_arrived_is_made_again(chat: Chat) -> None:
    await some_due(chat.database, OWNER)
    chat.clock.move_to(DUE)
    chat.telegram.fault("sendMessage", when="before")
    await chat.tick()
    assert pings(chat) == []
    chat.clock.forward(LATER)
    await chat.tick()
    await chat.tick()
    assert len(pings(chat)) == 1


async def test_a_call_whose_answer_was_lost_comes_twice_at_worst_and_is_never_lost(chat: Chat) -> None:
    await some_due(chat.database, OWNER)
    chat.clock.move_to(DUE)
    chat.telegram.fault("sendMessage", when="after")
    for _ in range(3):
        await chat.tick()
        chat.clock.forward(LATER)
    assert len(pings(chat)) == 2
    assert await waiting(chat.database) == []


async def test_told_to_wait_one_chat_waits_and_the_others_do_not(chat: Chat) -> None:
    other = chat.another(2002)
    other.person.send("hello")
    chat.telegram.updates.take()
    await some_due(chat.database, OWNER)
    await some_due(chat.database, 2002)
    chat.clock.move_to(DUE)
    chat.telegram.flood(OWNER, retry_after=40)
    started = asyncio.get_running_loop().time()
    await chat.tick()
    assert asyncio.get_running_loop().time() - started < 5
    assert (len(pings(chat)), len(pings(other))) == (0, 1)
    await chat.tick()
    assert pings(chat) == [], "forty seconds are not over"


async def test_blocked_the_pings_pause_without_an_error_and_resume_with_start(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    await some_due(chat.database, OWNER)
    chat.clock.move_to(DUE)
    chat.person.block()
    chat.telegram.updates.take()  # the notice of it is lost: the refusal tells
    with caplog.at_level(logging.WARNING):
        await chat.tick()
    assert caplog.records == []
    chat.clock.forward(days=1)
    await chat.tick()
    chat.person.unblock()
    await chat.send("/start")
    await chat.tick()
    assert len(pings(chat)) == 1
    assert pings(chat)[0].startswith("<i>Due since yesterday; sorry, I could not bring it sooner.</i>")


async def test_what_telegram_refuses_is_shown_in_plain_words_and_stays_in_due(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    await some_due(chat.database, OWNER)
    chat.clock.move_to(DUE)
    chat.telegram.refuse("sendMessage", 400, "Bad Request: can't parse entities")
    await chat.tick()
    await chat.tick()
    assert len(pings(chat)) == 1
    assert "reminders [1] were refused by Telegram" in caplog.text
    assert "thing 0" not in caplog.text
    await chat.send("/due")
    assert "(I could not send this one; it is all here)" in chat.last
    await chat.press("1")
    await chat.press("Done")
    assert chat.last == f"✅ Done: thing 0 of {OWNER}."


async def test_an_error_in_one_wording_does_not_hold_up_the_rest(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await some_due(chat.database, OWNER, 3)
    word = nudges.WORDINGS[ReminderKind.FOLLOW_UP]

    async def stumbling(occasion: nudges.Occasion) -> View | None:
        if occasion.reminder.id == 2:
            raise RuntimeError("no words")
        return await word(occasion)

    monkeypatch.setitem(nudges.WORDINGS, ReminderKind.FOLLOW_UP, stumbling)
    chat.clock.move_to(DUE)
    for _ in range(5):
        await chat.tick()
        chat.clock.forward(minutes=6)
    assert len(pings(chat)) == 2
    assert caplog.text.count("reminder 2 could not be worded") == 3
    async with chat.database.reading() as session:
        broken = await reminders.find(session, OWNER, 2)
    assert broken is not None
    assert (broken.failed, broken.settled_at) == ("error", None)


async def test_an_owner_deleted_in_the_middle_of_it_is_no_trouble(chat: Chat) -> None:
    other = chat.another(2002)
    other.person.send("hello")
    chat.telegram.updates.take()
    await some_due(chat.database, OWNER)
    await some_due(chat.database, 2002)
    word = nudges.WORDINGS[ReminderKind.FOLLOW_UP]

    async def deleting(occasion: nudges.Occasion) -> View | None:
        view = await word(occasion)
        if occasion.owner.id == OWNER:
            async with chat.database.transaction() as session:
                await session.execute(delete(Owner).where(Owner.id == OWNER))
        return view

    nudges.WORDINGS[ReminderKind.FOLLOW_UP] = deleting
    try:
        chat.clock.move_to(DUE)
        await chat.tick()
    finally:
        nudges.WORDINGS[ReminderKind.FOLLOW_UP] = word
    assert (len(pings(chat)), len(pings(other))) == (0, 1)


async def test_done_in_the_moment_of_sending_is_not_sent(chat: Chat) -> None:
    await some_due(chat.database, OWNER)
    word = nudges.WORDINGS[ReminderKind.FOLLOW_UP]

    async def settling(occasion: nudges.Occasion) -> View | None:
        view = await word(occasion)
        async with chat.database.transaction() as session:
            row = await reminders.find(session, OWNER, occasion.reminder.id)
            assert row is not None
            row.settled_at = occasion.now
        return view

    nudges.WORDINGS[ReminderKind.FOLLOW_UP] = settling
    try:
        chat.clock.move_to(DUE)
        await chat.tick()
    finally:
        nudges.WORDINGS[ReminderKind.FOLLOW_UP] = word
    assert pings(chat) == []


# Clocks


async def test_down_for_a_month_it_comes_once_and_says_since_when(chat: Chat) -> None:
    await some_due(chat.database, OWNER)
    chat.clock.move_to(DUE + timedelta(days=31))
    for _ in range(3):
        await chat.tick()
    assert len(pings(chat)) == 1
    assert pings(chat)[0].startswith("<i>Due since Wed 11 Mar; sorry")


async def test_a_clock_that_ran_ahead_and_was_set_back_loses_nothing(chat: Chat) -> None:
    await some_due(chat.database, OWNER, 7)
    chat.clock.move_to(DUE)
    await chat.tick()
    chat.clock.move_to(DUE + timedelta(days=40))
    async with chat.database.transaction() as session:
        (await owners.get(session, OWNER)).daily_cap = 0
        (await owners.get(session, OWNER)).seen_at = chat.clock.now()
    await chat.tick()  # the day is full at once: the rest is held until a day that will not come for long
    chat.clock.move_to(DUE + timedelta(days=2))
    async with chat.database.transaction() as session:
        (await owners.get(session, OWNER)).daily_cap = 10
    await chat.tick()
    assert Counter(said.split("<b>")[2] for said in pings(chat)).most_common(1)[0][1] == 1
    assert len(pings(chat)) == 7


def test_a_tick_that_comes_late_is_not_passed_over_and_several_missed_are_one(
    sqlite: Database, clock: MovableClock, settings: Settings
) -> None:
    bot = Bot(sqlite, clock, Telegram(clock), settings)
    assert bot.application.job_queue is not None
    jobs = {each.name: each.job for each in bot.application.job_queue.jobs()}
    assert set(jobs) == {"reminders", "cards of talks"}
    assert all(job.misfire_grace_time is None and job.coalesce and job.max_instances == 1 for job in jobs.values())


async def test_a_timer_that_sleeps_because_the_clock_was_set_back_is_done_without(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "SILENT_FOR", timedelta(seconds=0.05))
    await some_due(chat.database, OWNER)
    delivery.keep_awake(chat.bot.application)
    chat.clock.move_to(DUE)
    await chat.telegram.until(lambda: pings(chat), timeout=3)


async def test_a_claim_from_a_clock_that_was_set_back_does_not_bind(chat: Chat) -> None:
    await some_due(chat.database, OWNER)
    async with chat.database.transaction() as session:
        (row,) = (await session.scalars(select(Reminder))).all()
        row.claimed_by, row.claimed_until = "a process that died", DUE + timedelta(days=30)
    chat.clock.move_to(DUE)
    await chat.tick()
    assert len(pings(chat)) == 1


async def test_on_a_journey_what_waits_moves_with_the_owner_and_comes_once(chat: Chat) -> None:
    await some_due(chat.database, OWNER, due_at=datetime(2026, 3, 12, 13, tzinfo=START.tzinfo))
    async with chat.database.transaction() as session:
        owner = await owners.get(session, OWNER)
        before = planning.hours_of(owner, ZONE)
        owner.zone = "Asia/Tokyo"
        await planning.replan(session, owner, before, planning.hours_of(owner, ZONE), chat.clock.now())
    chat.clock.move_to(datetime(2026, 3, 11, 23, 59, tzinfo=START.tzinfo))
    await chat.tick()
    assert pings(chat) == []
    chat.clock.move_to(datetime(2026, 3, 12, 0, 0, tzinfo=START.tzinfo))
    await chat.tick()
    chat.clock.move_to(datetime(2026, 3, 12, 13, 0, tzinfo=START.tzinfo))
    await chat.tick()
    assert len(pings(chat)) == 1


async def test_what_falls_into_quiet_hours_comes_when_they_end(chat: Chat) -> None:
    await some_due(chat.database, OWNER)
    async with chat.database.transaction() as session:
        owner = await owners.get(session, OWNER)
        owner.quiet_from, owner.quiet_until = time(10), time(14)
    chat.clock.move_to(DUE)
    await chat.tick()
    assert pings(chat) == []
    chat.clock.move_to(datetime(2026, 3, 11, 18, tzinfo=START.tzinfo))
    await chat.tick()
    assert len(pings(chat)) == 1


# Processes


async def test_two_replicas_at_once_send_each_ping_once(
    database: Database, clock: MovableClock, settings: Settings
) -> None:
    telegram = Telegram(clock)
    replicas = [
        Bot(Database(database.url.render_as_string(hide_password=False)), clock, telegram, settings) for _ in "ab"
    ]
    people = [telegram.person(3000 + number) for number in range(25)]
    for person in people:
        person.send("hello")
        await some_due(database, person.id, 4)
    telegram.updates.take()
    for each in replicas:
        await each.start()
        limiter = each.application.bot.rate_limiter
        limiter.sleep = lambda _: asyncio.sleep(0)
    clock.move_to(DUE)
    telegram.latency = 0.002
    await asyncio.gather(*(each.tick() for each in replicas for _ in range(3)))
    for person in people:
        said = [text for text in telegram.chat(person.id).said if "You promised" in text]
        assert len(said) == len(set(said)) == 4
    for each in replicas:
        await each.stop()
        await each.database.close()
    await telegram.close()


async def in_a_process(address: str, moment: datetime, death: str = "none") -> list[str]:
    """What a bot in a process of its own sent when it looked once."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.reminders.child", address, moment.isoformat(), death),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode == 0) == (death == "none")
    return list(json.loads(out or b"[]"))


async def test_killed_before_telegram_took_it_the_ping_comes_once_from_the_next_process(sqlite: Database) -> None:
    await some_due(sqlite, OWNER)
    address = f"sqlite:///{sqlite.url.database}"
    assert await in_a_process(address, DUE, "before") == []
    assert await in_a_process(address, DUE + timedelta(seconds=30)) == [], "the claim has not lapsed"
    assert len(await in_a_process(address, DUE + LATER)) == 1
    assert await in_a_process(address, DUE + LATER * 2) == []


async def test_killed_after_telegram_took_it_the_ping_comes_a_second_time_and_no_third(sqlite: Database) -> None:
    await some_due(sqlite, OWNER)
    address = f"sqlite:///{sqlite.url.database}"
    assert len(await in_a_process(address, DUE, "after")) == 1
    assert len(await in_a_process(address, DUE + LATER)) == 1
    assert await in_a_process(address, DUE + LATER * 2) == []


async def test_two_processes_on_one_sqlite_file_send_each_ping_once(sqlite: Database) -> None:
    for owner_id in range(3000, 3010):
        await some_due(sqlite, owner_id, 3)
    address = f"sqlite:///{sqlite.url.database}"
    one, other = await asyncio.gather(in_a_process(address, DUE), in_a_process(address, DUE))
    assert len(one) + len(other) == len({*one, *other}) == 30
