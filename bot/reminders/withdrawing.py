"""What newer facts have answered disappears from the chat: looked at after everything an owner does.

The inbox tells who has done something, whichever process served them, so nothing has to be remembered but how far it
was read; a new process reads all of it once.
"""

import logging
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.context import Services
from bot.pacing import PING
from bot.reminders import facts, rendering
from bot.reminders.hours import Hours
from bot.reminders.planning import hours_of
from bot.reminders.running import Watch
from bot.view import View
from storage import deliveries, owners, reminders
from storage.kinds import Outcome, ReminderKind
from storage.tables import Nudge, Owner, Reminder

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=14)
MOST_LOOKED_AT = 60
ANSWERED = View("<i>This has been answered meanwhile.</i>")
# They spoke for an hour that is over; nobody wants them again.
SAID_ONCE = frozenset({ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON, ReminderKind.WEEKLY_LOOK})


async def sweep(bot: ExtBot[Any], services: Services, watch: Watch) -> None:
    """Look at the messages of everybody who has done something since the last look."""
    async with services.database.reading() as session:
        seen = await deliveries.updates_after(session, watch.number)
        active = {each.owner_id for each in seen} | watch.again
        looked_at = await deliveries.with_standing(session, active, services.clock.now() - LOOK_BACK)
    for each in seen:
        if not each.is_done:
            # It may still be at work: this owner is looked at again next time.
            break
        watch.number = each.id
    watch.again = set()
    for owner_id in sorted(looked_at):
        try:
            await Tidying(bot, services, watch, owner_id).tidy()
        except TelegramError as error:
            log.warning("messages of owner %s could not be withdrawn yet (%s)", owner_id, type(error).__name__)
            watch.again.add(owner_id)
        except Exception:
            log.exception("messages of owner %s could not be looked at", owner_id)


class Tidying:
    """One owner's ping messages, brought in line with what is known now."""

    def __init__(self, bot: ExtBot[Any], services: Services, watch: Watch, owner_id: int) -> None:
        self.bot, self.services, self.watch, self.owner_id = bot, services, watch, owner_id
        self.now = services.clock.now()

    async def tidy(self) -> None:
        """End what newer facts have answered, then bring the messages up to date."""
        async with self.services.database.reading() as session:
            owner = await owners.find(session, self.owner_id)
            if owner is None or owner.blocked_at:
                return
            since = self.now - LOOK_BACK
            standing = (await deliveries.standing(session, self.owner_id, since))[-MOST_LOOKED_AT:]
            if not standing:
                return
            hours = hours_of(owner, self.services.settings.zone)
            ids = {number for nudge in standing for number in nudge.reminder_ids}
            carried = {each.id: each for each in await reminders.with_ids(session, self.owner_id, list(ids))}
            unwanted = [
                each
                for each in carried.values()
                if each.settled_at is None and not await facts.wanted(session, each, hours, self.now)
            ]
        if unwanted:
            await self._end(unwanted, hours)
            carried |= {each.id: each for each in await self._read_again(unwanted)}
        for nudge in standing:
            await self._bring_up_to_date(
                nudge, [carried[number] for number in nudge.reminder_ids if number in carried], owner, hours
            )

    async def _end(self, unwanted: list[Reminder], hours: Hours) -> None:
        async with self.services.database.transaction() as session:
            for old in unwanted:
                reminder = await reminders.find(session, self.owner_id, old.id)
                if reminder and reminder.settled_at is None:
                    await facts.end(session, reminder, hours, self.now)

    async def _read_again(self, changed: list[Reminder]) -> list[Reminder]:
        async with self.services.database.reading() as session:
            return list(await reminders.with_ids(session, self.owner_id, [each.id for each in changed]))

    async def _bring_up_to_date(self, nudge: Nudge, parts: list[Reminder], owner: Owner, hours: Hours) -> None:
        if all(each.outcome in rendering.GONE for each in parts):
            await self._withdraw(nudge, parts)
            return
        if len(nudge.reminder_ids) == 1 and parts[0].settled_at:
            await self._close(nudge, ())
            return
        states = rendering.states(parts, nudge)
        known = self.watch.shows(self.owner_id, nudge.message_id)
        if not rendering.is_bundle(nudge, parts) or known == states:
            return
        async with self.services.database.reading() as session:
            view = await rendering.as_it_stands(session, owner, hours, nudge, self.now)
        if view:
            await self._edit(nudge.message_id, view)
            self.watch.remember(self.owner_id, nudge.message_id, states)

    async def _withdraw(self, nudge: Nudge, parts: list[Reminder]) -> None:
        try:
            await self.bot.delete_message(self.owner_id, nudge.message_id, rate_limit_args=PING)
        except BadRequest:
            # Gone already, or older than the two days for which Telegram lets a bot delete.
            await self._edit(nudge.message_id, ANSWERED)
        await self._close(nudge, parts)

    async def _edit(self, message_id: int, view: View) -> None:
        try:
            await self.bot.edit_message_text(
                view.text,
                chat_id=self.owner_id,
                message_id=message_id,
                reply_markup=view.keyboard,
                rate_limit_args=PING,
            )
        except BadRequest as error:
            log.info("a ping of owner %s was not edited (%s)", self.owner_id, error.message)

    async def _close(self, nudge: Nudge, withdrawn: list[Reminder] | tuple[()]) -> None:
        async with self.services.database.transaction() as session:
            row = await session.get(Nudge, nudge.id)
            if row:
                row.withdrawn_at = self.now
            for old in withdrawn:
                reminder = await reminders.find(session, self.owner_id, old.id)
                # As it is no longer in the chat, an Undo of what answered it brings it there again.
                if reminder and reminder.outcome is Outcome.ANSWERED and reminder.message_id == nudge.message_id:
                    reminder.message_id = None
                    reminder.sent_at = reminder.sent_at if reminder.kind in SAID_ONCE else None
                    if reminder.kind is ReminderKind.UPDATE and reminder.nth > 1:
                        # And not only at the next turn of its rhythm, to which it has moved on.
                        reminder.due_at, reminder.nth = reminder.first_due_at, reminder.nth - 1
