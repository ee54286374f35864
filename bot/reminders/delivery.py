"""The timer's road: claim what is due, word it, send it, and only then mark it as sent.

A crash between sending and marking lets the claim lapse and sends the message a second time; the other order could lose
it. Nothing that failed is forgotten: it stays unsettled and is listed under /due.
"""

import asyncio
import html
import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.context import App, BotContext, Services
from bot.pacing import PING
from bot.reminders import daily, nudges, rules
from bot.reminders.hours import MIDNIGHT, ONE_DAY, Hours, at_hour, hours_for, local_day, local_moment, next_allowed
from bot.reminders.later import describe_due
from bot.reminders.planning import hours_of
from bot.view import View
from storage import owners, reminders
from storage.kinds import Outcome, ReminderKind
from storage.tables import Nudge, Owner, Reminder

log = logging.getLogger(__name__)

BATCH = 200
# Owners written to side by side: more would only wait for Telegram's 30 messages a second.
SIDE_BY_SIDE = 30
# Telegram asks for at most one message a second in a chat.
BETWEEN_MESSAGES = timedelta(seconds=1)
# A message later than this says sorry.
LATE_AFTER = timedelta(hours=1)
# An error of ours is tried again in later ticks, so many times in all.
MOST_TRIES = 3
TRY_AGAIN_AFTER = timedelta(minutes=5)
# Telegram lets a bot delete its messages for two days.
CAN_DELETE_FOR = timedelta(hours=47)

# These say something for their hour and ask for nothing: sent is done.
DONE_WHEN_SENT = frozenset({ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON, ReminderKind.WEEKLY_LOOK})

PROCESS = str(uuid4())
_turn = asyncio.Lock()


@dataclass(frozen=True)
class Nudging:
    """A reminder with what it says."""

    reminder: Reminder
    view: View

    @property
    def kind(self) -> ReminderKind:
        """As the reminder's."""
        return self.reminder.kind

    @property
    def contact_id(self) -> int | None:
        """As the reminder's."""
        return self.reminder.contact_id

    @property
    def due_at(self) -> datetime:
        """As the reminder's."""
        return self.reminder.due_at


async def tick(context: BotContext) -> None:
    """What the timer does each time: withdraw what was answered, send what is due."""
    await run(context.application)


async def run(application: App) -> None:
    """One look at the rows. Two never run in one process at a time; between processes the claims keep them apart."""
    services: Services = application.bot_data
    async with _turn:
        await withdraw_answered(application.bot, services)
        while claimed := await _claim(services):
            by_owner: dict[int, list[Reminder]] = defaultdict(list)
            for reminder in claimed:
                by_owner[reminder.owner_id].append(reminder)
            room = asyncio.Semaphore(SIDE_BY_SIDE)
            async with asyncio.TaskGroup() as group:
                for owner_id, due in by_owner.items():
                    group.create_task(_within(room, Delivery(application.bot, services, owner_id), due))


async def _claim(services: Services) -> Sequence[Reminder]:
    now = services.clock.now()
    async with services.database.reading() as session:
        first = await reminders.next_due_at(session)
    if first is None or first > now:
        return ()
    async with services.database.transaction() as session:
        return await reminders.claim(session, PROCESS, now, BATCH)


async def _within(room: asyncio.Semaphore, delivery: "Delivery", due: Sequence[Reminder]) -> None:
    async with room:
        try:
            await delivery.deliver(due)
        except Exception:
            # One owner's trouble must not hold up everybody else's reminders; the claim lapses and they come again.
            log.exception("reminders of owner %s were not delivered", delivery.owner_id)
            await delivery.put_back(due, tried=True)


class Delivery:
    """What is due for one owner, on its way."""

    def __init__(self, bot: ExtBot[Any], services: Services, owner_id: int) -> None:
        self.bot = bot
        self.services = services
        self.owner_id = owner_id

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.services.clock.now()

    async def deliver(self, due: Sequence[Reminder]) -> None:
        """Send what may be sent now; move, hold or end the rest."""
        now = self.now
        async with self.services.database.reading() as session:
            owner = await owners.get(session, self.owner_id)
            hours = hours_of(owner, self.services.settings.zone)
            later = [each for each in due if next_allowed(now, hours_for(each.kind, hours)) > now]
            wanted = [each for each in due if each not in later]
            worded = [(each, await nudges.word(nudges.Occasion(session, owner, hours, each, now))) for each in wanted]
            today = local_moment(local_day(now, hours.zone), MIDNIGHT, hours.zone)
            sent_today = await reminders.sent_between(session, self.owner_id, today, today + ONE_DAY * 2)
        pointless = [reminder for reminder, view in worded if view is None]
        bundles = daily.bundle(Nudging(reminder, view) for reminder, view in worded if view is not None)
        fitting, held = daily.fit_day(bundles, sent_today, owner.daily_cap)
        await self._put_aside(pointless, later, [each.reminder for one in held for each in one.items], hours)
        await self._send_all(fitting, owner, hours)

    async def _put_aside(
        self, pointless: Sequence[Reminder], later: Sequence[Reminder], held: Sequence[Reminder], hours: Hours
    ) -> None:
        """End what was answered, move what is not allowed now, keep for tomorrow what exceeds the day's cap."""
        now = self.now
        if not (pointless or later or held):
            return
        async with self.services.database.transaction() as session:
            for old in (*pointless, *later, *held):
                reminder = await reminders.find(session, self.owner_id, old.id)
                if reminder is None or reminder.settled_at:
                    continue
                reminder.claimed_until = None
                if old in pointless:
                    reminder.settled_at, reminder.outcome = now, Outcome.ANSWERED
                elif old in later:
                    reminder.due_at = next_allowed(now, hours_for(reminder.kind, hours))
                else:
                    reminder.due_at = at_hour(local_day(now, hours.zone) + ONE_DAY, hours)

    async def _send_all(self, bundles: Sequence[daily.Bundle[Nudging]], owner: Owner, hours: Hours) -> None:
        for number, each in enumerate(bundles):
            if number:
                await asyncio.sleep(BETWEEN_MESSAGES.total_seconds())
            if not await self._send(each, owner, hours):
                rest = [item.reminder for one in bundles[number + 1 :] for item in one.items]
                await self.put_back(rest)
                return

    async def _send(self, one: daily.Bundle[Nudging], owner: Owner, hours: Hours) -> bool:
        """Whether to go on with this owner."""
        view = together(one, self.now, hours)
        bundle = [item.reminder for item in one.items]
        try:
            message = await self.bot.send_message(
                self.owner_id, view.text, reply_markup=view.keyboard, rate_limit_args=PING
            )
        except Forbidden:
            await self._pause(bundle)
            return False
        except RetryAfter:
            await self.put_back(bundle)
            return False
        except BadRequest as error:
            if "chat not found" in error.message.casefold():
                await self._pause(bundle)
                return False
            await self._refused(bundle, view)
            return True
        except NetworkError as error:
            # It may have arrived: after a time-out the same message can come twice, but it is never lost.
            log.warning("owner %s could not be reached (%s)", self.owner_id, type(error).__name__)
            await self.put_back(bundle)
            return False
        await self._mark_sent(one, message.message_id, hours)
        return True

    async def _mark_sent(self, one: daily.Bundle[Nudging], message_id: int, hours: Hours) -> None:
        now = self.now
        async with self.services.database.transaction() as session:
            ids = [item.reminder.id for item in one.items]
            session.add(
                Nudge(
                    owner_id=self.owner_id,
                    message_id=message_id,
                    reminder_ids=ids,
                    above_cap=one.above_the_cap,
                    sent_at=now,
                )
            )
            for reminder_id in ids:
                if reminder := await reminders.find(session, self.owner_id, reminder_id):
                    mark_sent(reminder, message_id, now, hours)
            owner = await owners.get(session, self.owner_id)
            if any(item.kind is ReminderKind.WEEKLY_LOOK for item in one.items) and owner.weekly_look:
                due_at = rules.weekly_look_at(now, hours)
                await reminders.add(session, self.owner_id, ReminderKind.WEEKLY_LOOK, due_at, now)

    async def _pause(self, bundle: Sequence[Reminder]) -> None:
        """They blocked the bot: no error, nothing lost; /start resumes."""
        log.info("owner %s has blocked the bot; reminders pause", self.owner_id)
        async with self.services.database.transaction() as session:
            owner = await owners.get(session, self.owner_id)
            owner.blocked_at = owner.blocked_at or self.now
        await self.put_back(bundle)

    async def _refused(self, bundle: Sequence[Reminder], view: View) -> None:
        """Telegram would not take it as it is: the owner gets its plain words, and the row is set aside under /due."""
        log.error("reminders %s were refused by Telegram", [reminder.id for reminder in bundle])
        plain = html.unescape(re.sub(r"<[^>]+>", "", view.text))[: MessageLimit.MAX_TEXT_LENGTH]
        try:
            await self.bot.send_message(self.owner_id, plain, parse_mode=None, rate_limit_args=PING)
        except TelegramError as error:
            log.warning("its plain words were not taken either (%s)", type(error).__name__)
        async with self.services.database.transaction() as session:
            for old in bundle:
                if reminder := await reminders.find(session, self.owner_id, old.id):
                    reminder.failed, reminder.claimed_until = "refused", None

    async def put_back(self, bundle: Sequence[Reminder], *, tried: bool = False) -> None:
        """Let go of the claim, so that a later tick tries again; after several errors of ours, set aside under /due."""
        if not bundle:
            return
        async with self.services.database.transaction() as session:
            for old in bundle:
                reminder = await reminders.find(session, self.owner_id, old.id)
                if reminder is None or reminder.sent_at or reminder.settled_at:
                    continue
                reminder.claimed_until = self.now + TRY_AGAIN_AFTER if tried else self.now + BETWEEN_MESSAGES
                reminder.tries += tried
                if reminder.tries >= MOST_TRIES:
                    reminder.failed = "error"


def mark_sent(reminder: Reminder, message_id: int, now: datetime, hours: Hours) -> None:
    """Telegram has accepted it. A thank-you asks again the next day, three times at most."""
    reminder.sent_at, reminder.message_id, reminder.claimed_until = now, message_id, None
    if reminder.kind in DONE_WHEN_SENT:
        reminder.settled_at, reminder.outcome = now, Outcome.DONE
    if reminder.kind is ReminderKind.THANK_YOU:
        again_at = rules.thank_you_again_at(now, hours, reminder.nth)
        if again_at is not None:
            reminder.sent_at, reminder.nth = None, reminder.nth + 1
            reminder.due_at = reminder.first_due_at = again_at


def together(one: daily.Bundle[Nudging], now: datetime, hours: Hours) -> View:
    """Several reminders as one message: their texts below each other, then their buttons in the same order."""
    sorry = f"<i>Due {describe_due(one.due_at, now, hours.zone)}; I was away, sorry it comes late.</i>\n\n"
    late = sorry if now - one.due_at > LATE_AFTER else ""
    text = late + "\n\n".join(item.view.text for item in one.items)
    view = View(text)
    for item in one.items:
        for row in item.view.keyboard.inline_keyboard if item.view.keyboard else ():
            view = view.with_row(*row)
    return view


async def withdraw_answered(bot: ExtBot[Any], services: Services) -> None:
    """A ping that newer facts have answered disappears from the chat, if nothing else in its message still stands."""
    now = services.clock.now()
    async with services.database.reading() as session:
        answered = await reminders.answered_in_chat(session, now - CAN_DELETE_FOR)
    for reminder in answered:
        message_id = reminder.message_id or 0
        async with services.database.reading() as session:
            carried = await reminders.reminders_in(session, reminder.owner_id, message_id)
        if all(each.settled_at for each in carried):
            try:
                await bot.delete_message(reminder.owner_id, message_id, rate_limit_args=PING)
            except NetworkError as error:
                if not isinstance(error, BadRequest):
                    continue
            except TelegramError:
                log.info("an answered message of owner %s could not be withdrawn", reminder.owner_id)
        async with services.database.transaction() as session:
            if stale := await reminders.find(session, reminder.owner_id, reminder.id):
                stale.message_id = None
