"""The timer's road: claim what is due, decide what is sent today, word it, send it, and only then mark it as sent.

A crash between sending and marking lets the claim lapse and sends the message a second time; the other order could lose
it. Nothing that failed is forgotten: it stays unsettled and is listed under /due.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram.ext import ExtBot

from bot.context import App, BotContext, Services
from bot.reminders import daily, facts, nudges, offers, withdrawing
from bot.reminders.hours import MIDNIGHT, ONE_DAY, Hours, at_hour, hours_for, local_day, local_moment, next_allowed
from bot.reminders.planning import hours_of
from bot.reminders.running import Running, running
from bot.reminders.sending import Chat, Message, Part
from bot.reminders.waiting import Aside, Bundle, Waiting, ids_of
from bot.view import View
from storage import deliveries, owners, reminders
from storage.kinds import ReminderKind
from storage.tables import Owner, Reminder

log = logging.getLogger(__name__)

# Owners served in one go: as many as Telegram's 30 messages a second let through in a few seconds.
OWNERS_AT_ONCE = 60
# Messages to one owner before the next owners have their turn.
MESSAGES_A_TURN = 3
# An error of ours is tried again in later ticks, so many times in all; then /due has it.
MOST_TRIES = 3
TRY_AGAIN_AFTER = timedelta(minutes=5)
# The longest that quiet hours and days off can move a ping; what stands further ahead was moved by a wrong clock.
FURTHEST_MOVED = timedelta(days=8)
# These are a look at everything themselves, and no card to go through.
BESIDE_AN_OFFER = frozenset({ReminderKind.WEEKLY_LOOK})
SET_BACK = timedelta(minutes=1)
# A timer that has not ticked for so long is no longer to be relied on.
SILENT_FOR = timedelta(seconds=30)


async def tick(context: BotContext) -> None:
    """What the timer does each time."""
    keep_awake(context.application)
    await run(context.application)


def keep_awake(application: App) -> None:
    """Look again by the loop's own clock if the timer falls silent: it goes by the wall clock, and when that is set
    back it would sleep until the old time has come again."""
    us = running(application)
    if us.wake_up:
        us.wake_up.cancel()
    us.wake_up = asyncio.get_running_loop().call_later(SILENT_FOR.total_seconds(), _wake, application)


def _wake(application: App) -> None:
    if application.running:
        application.create_task(run(application), name="look without a tick")
        keep_awake(application)


async def run(application: App) -> None:
    """One look at the rows: withdraw what was answered, send what is due.

    Two never run in one process at a time; between processes the claims keep them apart.
    """
    services: Services = application.bot_data
    us = running(application)
    async with us.turn:
        await _mind_the_clock(services, us)
        await withdrawing.sweep(application.bot, services, us.watch)
        while claimed := await _claim(services, us):
            by_owner: dict[int, list[Reminder]] = defaultdict(list)
            for reminder in claimed:
                by_owner[reminder.owner_id].append(reminder)
            async with asyncio.TaskGroup() as group:
                for owner_id, due in by_owner.items():
                    group.create_task(_serve(Delivery(application.bot, services, us, owner_id, due)))


async def _mind_the_clock(services: Services, us: Running) -> None:
    """A clock that was set back, now or before this process began, leaves nothing stranded in a future that is gone."""
    now = services.clock.now()
    was_set_back = us.looked_at is not None and now < us.looked_at - SET_BACK
    if us.looked_at is None:
        async with services.database.reading() as session:
            was_set_back = await deliveries.was_ahead(session, now, SET_BACK)
    us.looked_at = now
    if was_set_back:
        async with services.database.transaction() as session:
            stranded = await deliveries.bring_back(session, now, FURTHEST_MOVED)
        log.warning("the clock was set back: %s reminders are due again", stranded)


async def _claim(services: Services, us: Running) -> Sequence[Reminder]:
    now = services.clock.now()
    async with services.database.reading() as session:
        if not await deliveries.anything_due(session, now):
            return ()
    async with services.database.transaction() as session:
        return await deliveries.claim(session, us.name, now, OWNERS_AT_ONCE)


async def _serve(delivery: "Delivery") -> None:
    try:
        await delivery.deliver()
    except Exception:
        # One owner's trouble must not hold up everybody else's reminders; the claim is let go and they come again.
        log.exception("reminders of owner %s were not delivered", delivery.owner_id)
        await delivery.let_go_after_error()


class Delivery:
    """What is due for one owner, on its way."""

    def __init__(
        self, bot: ExtBot[Any], services: Services, us: Running, owner_id: int, due: Sequence[Reminder]
    ) -> None:
        self.services, self.us, self.owner_id, self.due = services, us, owner_id, due
        self.chat = Chat(bot, services, us, owner_id)
        self.aside = Aside()

    async def deliver(self) -> None:
        """Send what may be sent now; move, hold or end the rest."""
        now = self.services.clock.now()
        async with self.services.database.reading() as session:
            owner = await owners.find(session, self.owner_id)
            if owner is None:
                return
            hours = hours_of(owner, self.services.settings.zone)
            today = local_moment(local_day(now, hours.zone), MIDNIGHT, hours.zone)
            sent = await reminders.sent_between(session, self.owner_id, today, today + ONE_DAY * 2)
        allowed = [each for each in self.due if self._may_come(each, hours, now)]
        bundles = daily.bundle(map(Waiting, allowed))
        many = sum(not one.above_the_cap for one in bundles)
        if offers.is_better(owner, self.due, many, now):
            bundles = await self._offer(owner, hours, bundles, now)
        await self._send_in_turn(owner, hours, bundles, sent)
        await self._write_aside(hours)

    def _may_come(self, reminder: Reminder, hours: Hours, now: datetime) -> bool:
        at = next_allowed(now, hours_for(reminder.kind, hours))
        if at > now:
            self.aside.moved[reminder.id] = at
        return at <= now

    async def _send_in_turn(self, owner: Owner, hours: Hours, bundles: Sequence[Bundle], sent: int) -> None:
        """The most important first, until the day is full or it is other owners' turn."""
        messages = 0
        waiting = list(bundles)
        while waiting:
            one = waiting.pop(0)
            ids = ids_of([one])
            if not one.above_the_cap and not daily.within_cap(sent, owner.daily_cap):
                self.aside.held += ids
                continue
            if messages >= MESSAGES_A_TURN:
                self.aside.rest += ids
                continue
            parts = await self._word(owner, hours, one)
            for message in Message.of(parts, one.above_the_cap):
                messages += 1
                sent += not message.above_cap
                if not await self.chat.send(message, owner, hours):
                    self.aside.rest += ids_of(waiting)
                    return

    async def _word(self, owner: Owner, hours: Hours, one: Bundle) -> list[Part]:
        now = self.services.clock.now()
        parts: list[Part] = []
        async with self.services.database.reading() as session:
            for each in one.items:
                occasion = nudges.Occasion(session, owner, hours, each.reminder, now)
                if view := await self._try(occasion, nudges.word):
                    parts.append(Part(each.reminder, view))
        return parts

    async def _try(self, occasion: nudges.Occasion, word: nudges.Wording) -> View | None:
        """What a reminder says if it is still wanted; None, noted, if it is not or if wording it fails."""
        reminder = occasion.reminder
        try:
            view = None
            if await facts.wanted(occasion.session, reminder, occasion.hours, occasion.now):
                view = await word(occasion)
        except Exception:
            log.exception("reminder %s could not be worded", reminder.id)
            self.aside.broken.append(reminder.id)
            return None
        if view is None:
            self.aside.pointless.append(reminder)
        return view

    async def _offer(self, owner: Owner, hours: Hours, bundles: Sequence[Bundle], now: datetime) -> list[Bundle]:
        """After days away: one message that offers to go through it all, instead of as many as the day may bring.

        What is left to send beside it.
        """
        above = [one for one in bundles if one.above_the_cap or one.items[0].kind in BESIDE_AN_OFFER]
        waiting = [each.reminder for one in bundles if one not in above for each in one.items]
        async with self.services.database.reading() as session:
            occasions = [nudges.Occasion(session, owner, hours, each, now) for each in waiting]
            parts = [Part(each.reminder, view) for each in occasions if (view := await self._try(each, _silently))]
        if not parts or await self.chat.send(Message(parts, False, offers.offer(len(parts))), owner, hours):
            return above
        self.aside.rest += ids_of(above)
        return []

    async def _write_aside(self, hours: Hours) -> None:
        """End what was answered, move what is not allowed now, keep for tomorrow what exceeds the day's cap."""
        aside, now = self.aside, self.services.clock.now()
        if not any((aside.pointless, aside.moved, aside.held, aside.rest, aside.broken)):
            return
        async with self.services.database.transaction() as session:
            for old in aside.pointless:
                reminder = await reminders.find(session, self.owner_id, old.id)
                if reminder and reminder.settled_at is None:
                    await facts.end(session, reminder, hours, now)
            for at in set(aside.moved.values()):
                ids = [number for number, to in aside.moved.items() if to == at]
                await deliveries.hold(session, self.us.name, ids, at)
            tomorrow = at_hour(local_day(now, hours.zone) + ONE_DAY, hours)
            await deliveries.hold(session, self.us.name, aside.held, tomorrow)
            await deliveries.release(session, self.us.name, aside.rest)
            await self._note_errors(session, aside.broken, now)

    async def let_go_after_error(self) -> None:
        """Something of ours broke: what was claimed comes again later, and after several times is set aside."""
        now = self.services.clock.now()
        async with self.services.database.transaction() as session:
            await self._note_errors(session, [each.id for each in self.due], now)

    async def _note_errors(self, session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
        for reminder in await reminders.with_ids(session, self.owner_id, ids):
            if reminder.claimed_by != self.us.name or reminder.sent_at or reminder.settled_at:
                continue
            reminder.tries += 1
            reminder.claimed_by, reminder.claimed_until = None, now + TRY_AGAIN_AFTER
            if reminder.tries >= MOST_TRIES:
                reminder.failed = "error"


async def _silently(_: nudges.Occasion) -> View:
    """What a reminder says by itself when another message speaks for it."""
    return View("")
