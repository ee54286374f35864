"""One message to one owner: sent, and then marked; or put back, set aside, paused, as Telegram's answer demands."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InputFile
from telegram import Message as TelegramMessage
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.context import Services
from bot.pacing import PING, seconds
from bot.reminders import daily, rendering, rules, views
from bot.reminders.hours import Hours
from bot.reminders.planning import hours_of
from bot.reminders.running import Running
from bot.view import View
from storage import deliveries, owners, reminders
from storage.kinds import Outcome, ReminderKind
from storage.tables import Nudge, Owner, Reminder

log = logging.getLogger(__name__)

# Telegram out of reach: the next tick tries again.
AFTER_A_FAULT = timedelta(seconds=5)
# However long Telegram asks to wait, a claim and a pause never reach further than this.
LONGEST_PAUSE = timedelta(minutes=50)

# These say something for their hour and ask for nothing: sent is done.
DONE_WHEN_SENT = frozenset({ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON, ReminderKind.WEEKLY_LOOK})


@dataclass(frozen=True)
class Part:
    """A reminder with what it says."""

    reminder: Reminder
    view: View


@dataclass(frozen=True)
class Message:
    """What goes out in one piece. With `view`, that is what it says; else its parts below each other."""

    parts: Sequence[Part]
    above_cap: bool
    view: View | None = None

    @classmethod
    def of(cls, parts: Sequence[Part], above_cap: bool) -> "list[Self]":
        """One message, or one each where they are too long together."""
        if len(parts) > 1 and not rendering.fits(rendering.together(_pairs(parts))):
            return [cls([part], part.reminder.kind in daily.ABOVE_THE_CAP) for part in parts]
        return [cls(parts, above_cap)] if parts else []

    @property
    def ids(self) -> list[int]:
        """Its reminders."""
        return [part.reminder.id for part in self.parts]

    def worded(self, now: datetime, hours: Hours) -> View:
        """As it is sent: since when it has been due, if it is late, and what it says."""
        if self.view:
            return self.view
        due_at = min(part.reminder.due_at for part in self.parts)
        whole = rendering.together(_pairs(self.parts), rendering.late(due_at, now, hours.zone))
        return whole if rendering.fits(whole) else rendering.together(_pairs(self.parts))


def _pairs(parts: Sequence[Part]) -> list[tuple[ReminderKind, View]]:
    return [(part.reminder.kind, part.view) for part in parts]


class Chat:
    """The owner's chat, as the timer writes to it."""

    def __init__(self, bot: ExtBot[Any], services: Services, us: Running, owner_id: int) -> None:
        self.bot, self.services, self.us, self.owner_id = bot, services, us, owner_id

    async def send(self, message: Message, owner: Owner, hours: Hours) -> bool:
        """Whether to go on with this owner."""
        now = self.services.clock.now()
        async with self.services.database.transaction() as session:
            if not await deliveries.still_ours(session, self.us.name, message.ids, now):
                # Acted on in this very moment, or taken by another process: what is left of it comes in the next turn.
                await deliveries.release(session, self.us.name, message.ids)
                return True
        view = message.worded(now, hours)
        try:
            sent = await self._say(view)
        except Forbidden:
            await self._pause(message)
            return False
        except RetryAfter as error:
            await self._wait(message, min(timedelta(seconds=seconds(error) + 1), LONGEST_PAUSE))
            return False
        except BadRequest as error:
            if "chat not found" in error.message.casefold():
                await self._pause(message)
                return False
            await self._set_aside(message, view, error)
            return True
        except TelegramError as error:
            # It may have arrived: after a time-out the same message can come twice, but it is never lost.
            log.warning("owner %s could not be reached (%s)", self.owner_id, type(error).__name__)
            await self._wait(message, AFTER_A_FAULT)
            return False
        await self._mark_sent(message, sent.message_id, now, hours)
        return True

    async def _say(self, view: View) -> TelegramMessage:
        """The one call: words, or a picture with words below it."""
        if view.photo:
            picture = view.photo.content
            return await self.bot.send_photo(
                self.owner_id,
                picture if isinstance(picture, str) else InputFile(picture, filename=view.photo.name),
                caption=view.text,
                reply_markup=view.keyboard,
                rate_limit_args=PING,
            )
        return await self.bot.send_message(self.owner_id, view.text, reply_markup=view.keyboard, rate_limit_args=PING)

    async def _mark_sent(self, message: Message, message_id: int, now: datetime, hours: Hours) -> None:
        """Sent when the call began, whatever the clock has done since."""
        async with self.services.database.transaction() as session:
            owner = await owners.find(session, self.owner_id)
            if owner is None:
                return
            nudge = Nudge(
                owner_id=self.owner_id,
                message_id=message_id,
                reminder_ids=message.ids,
                above_cap=message.above_cap,
                sent_at=now,
            )
            session.add(nudge)
            rows = await reminders.with_ids(session, self.owner_id, message.ids)
            for reminder in rows:
                mark_sent(reminder, message_id, now, hours, offered=message.view is not None)
            await self._replace_first_rung(session, rows, now)
            await self._plan_next_look(session, message, owner, hours, now)
            self.us.watch.remember(self.owner_id, message_id, rendering.states(rows, nudge))

    async def _replace_first_rung(self, session: AsyncSession, rows: Sequence[Reminder], now: datetime) -> None:
        """A second note takes the place of the suggestion that came before it and was left alone."""
        said = {each.id for each in rows}
        for second in rows:
            if second.kind is not ReminderKind.NO_REPLY_SECOND:
                continue
            contact_id = second.contact_id
            for first in await reminders.open_for(
                session, self.owner_id, ReminderKind.NO_REPLY_ELSE, contact_id=contact_id
            ):
                if first.sent_at and first.id not in said:
                    reminders.end(first, Outcome.GAVE_UP, now)

    async def _plan_next_look(
        self, session: AsyncSession, message: Message, owner: Owner, hours: Hours, now: datetime
    ) -> None:
        if owner.weekly_look and any(part.reminder.kind is ReminderKind.WEEKLY_LOOK for part in message.parts):
            due_at = rules.weekly_look_at(now, hours)
            await reminders.add(session, self.owner_id, ReminderKind.WEEKLY_LOOK, due_at, now)

    async def _pause(self, message: Message) -> None:
        """They blocked the bot: no error, nothing lost; /start resumes."""
        log.info("owner %s has blocked the bot; reminders pause", self.owner_id)
        async with self.services.database.transaction() as session:
            owner = await owners.find(session, self.owner_id)
            if owner:
                owner.blocked_at = owner.blocked_at or self.services.clock.now()
            await deliveries.release(session, self.us.name, message.ids)

    async def _wait(self, message: Message, pause: timedelta) -> None:
        until = self.services.clock.now() + pause
        async with self.services.database.transaction() as session:
            await deliveries.release(session, self.us.name, message.ids, until)

    async def _set_aside(self, message: Message, view: View, error: BadRequest) -> None:
        """Telegram would not take it as it is: the owner gets its plain words, and the row is set aside under /due."""
        log.error("reminders %s were refused by Telegram (%s)", message.ids, error.message)
        words = views.plain(view.text)[: MessageLimit.MAX_TEXT_LENGTH]
        try:
            await self.bot.send_message(self.owner_id, words, parse_mode=None, rate_limit_args=PING)
        except TelegramError as second:
            log.warning("its plain words were not taken either (%s)", type(second).__name__)
        now = self.services.clock.now()
        async with self.services.database.transaction() as session:
            for reminder in await reminders.with_ids(session, self.owner_id, message.ids):
                reminder.failed, reminder.claimed_until, reminder.claimed_by = "refused", None, None
            if owner := await owners.find(session, self.owner_id):
                hours = hours_of(owner, self.services.settings.zone)
                await self._plan_next_look(session, message, owner, hours, now)


def mark_sent(reminder: Reminder, message_id: int, now: datetime, hours: Hours, *, offered: bool = False) -> None:
    """Telegram has accepted it. A thank-you asks again the next day, thrice at most; an update at its next turn."""
    reminder.sent_at, reminder.message_id = now, message_id
    reminder.claimed_until = reminder.claimed_by = reminder.failed = None
    reminder.tries = 0
    if reminder.settled_at:
        return
    if reminder.kind in DONE_WHEN_SENT:
        reminders.end(reminder, Outcome.DONE, now)
    if offered and reminder.kind is ReminderKind.THANK_YOU:
        # An offer to go through it all asks for none by itself, and the next morning must not bring the same offer.
        return
    again_at = asked_again_at(reminder, now, hours)
    if again_at is not None:
        # When it first fell due stays: until somebody acts on it, /due has it as waiting since then.
        reminder.sent_at, reminder.nth = None, reminder.nth + 1
        reminder.due_at, reminder.snoozed_at = again_at, None


def asked_again_at(reminder: Reminder, sent_at: datetime, hours: Hours) -> datetime | None:
    """When what was brought up now comes again if nobody acts on it; None where once is enough."""
    contact = reminder.contact
    if reminder.kind is ReminderKind.THANK_YOU:
        return rules.thank_you_again_at(sent_at, hours, reminder.nth)
    if reminder.kind is ReminderKind.UPDATE and contact and contact.heard_on:
        return rules.update_again_at(contact.heard_on, sent_at, contact.rhythm, hours)
    return None
