"""The minutes of all cards that are shown, run down: looked at every few seconds, edited when a minute is over."""

import logging
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.calls import gathering, rules, views
from bot.context import UNCHANGED, App, BotContext, Services
from bot.pacing import PING
from storage import calls, owners
from storage.tables import Call

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=15)


async def tick(context: BotContext) -> None:
    """What the timer does each time."""
    await refresh(context.application)


async def refresh(application: App) -> None:
    """Bring every card up to date whose minute is over; one card's trouble stops no other's."""
    services: Services = application.bot_data
    now = services.clock.now()
    async with services.database.reading() as session:
        shown = await calls.running(session)
    for call in shown:
        ends = rules.is_forgotten(call.started_at, call.length, now)
        if not ends and not rules.wants_edit(call.started_at, call.length, call.shown_at, now):
            continue
        try:
            await _bring_up_to_date(application.bot, services, call, ends=ends)
        except TelegramError as error:
            log.warning("the card of call %s was not edited (%s)", call.id, type(error).__name__)
        except Exception:
            log.exception("the card of call %s could not be brought up to date", call.id)


async def _bring_up_to_date(bot: ExtBot[Any], services: Services, call: Call, *, ends: bool) -> None:
    now = services.clock.now()
    async with services.database.transaction() as session:
        row = await calls.find(session, call.owner_id, call.id)
        owner = await owners.find(session, call.owner_id)
        if row is None or owner is None or row.ended_at:
            return
        # Marked first: a card that cannot be edited is tried again with the next minute, not every few seconds.
        row.shown_at = now
        if ends:
            # When it really ended nobody knows; the time that was asked for is the best guess.
            row.ended_at = row.started_at + row.length
        card = await gathering.gather(session, owner, call.id)
    if card is None or card.call.message_id is None:
        return
    view = views.card(card, now)
    try:
        await bot.edit_message_text(
            view.text,
            chat_id=call.owner_id,
            message_id=card.call.message_id,
            reply_markup=view.keyboard,
            rate_limit_args=PING,
        )
    except (BadRequest, Forbidden) as error:
        if UNCHANGED in error.message.casefold():
            return
        # The card was deleted, or the bot blocked: there is nothing left to keep up to date.
        log.info("the card of call %s is not shown any more (%s)", call.id, error.message)
        async with services.database.transaction() as session:
            if row := await calls.find(session, call.owner_id, call.id):
                row.message_id = None
