"""What the owner is told when something fails: a sentence of ours, never a traceback, and never twice."""

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext
from bot.intake.current import CURRENT
from bot.user_error import UserError
from bot.view import View, escape

log = logging.getLogger(__name__)

SORRY = "Something went wrong on my side, and nothing was changed. Please try that once more."
SORRY_SAVED = "It is saved, but I could not show it properly. Your records are fine."


async def on_error(update: object, context: BotContext) -> None:
    """Tell the owner in one line; log everything that is not theirs to mend. With that, the update is dealt with."""
    await explain(update, context)
    if not (isinstance(context.error, UserError) and context.text.startswith("/")):
        # No other room reads it once more. Behind a command nothing does, but an open form is offered again.
        raise ApplicationHandlerStop


async def explain(update: object, context: BotContext) -> None:
    """Find out whose mistake it was, and say so to whom it concerns."""
    error = context.error
    current = CURRENT.get()
    if isinstance(error, Forbidden):
        # They blocked the bot in the middle of it: the my_chat_member update pauses them.
        log.info("the answer to inbox row %s was not wanted: blocked", current.row_id if current else "-")
        return
    if isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest)):
        log.warning(
            "Telegram could not be reached for inbox row %s (%s)", current and current.row_id, type(error).__name__
        )
        if current:
            current.failed = True
        return
    if isinstance(error, UserError):
        await tell(context, str(error))
        return
    log.error("inbox row %s failed", current.row_id if current else "-", exc_info=error)
    if isinstance(update, Update) and context.incoming is not None:
        await tell(context, SORRY_SAVED if current and current.applied else SORRY)


async def tell(context: BotContext, line: str) -> None:
    """One line to the owner, beside whatever message they pressed a button of."""
    update = context.incoming
    if update is None or update.inline_query or update.effective_user is None:
        return
    await context.toast()
    try:
        await context.send(View(escape(line)))
    except TelegramError as error:
        log.warning("an owner could not be told of an error (%s)", type(error).__name__)
        if (current := CURRENT.get()) and isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            current.failed = True
