"""Whatever is written, said or forwarded and answers no form: read as a note, or answered kindly."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.context import BotContext
from bot.notes import arriving, hearing, hearing_views, reading


async def free_text(_: Update, context: BotContext) -> None:
    """Words that answer no form."""
    if context.open_form is not None or not context.text:
        return
    async with context.reading() as session:
        meeting, replies = await arriving.meeting_asked_about(session, context)
    if meeting and arriving.DID_NOT.search(context.text):
        await context.show(hearing_views.did_not_happen())
    elif meeting and (replies or await reading.is_about(context, context.text, meeting)):
        await reading.take(context, context.text, meeting=meeting)
    else:
        await reading.take(context, context.text)


async def edited(_: Update, context: BotContext) -> None:
    """A message of the owner's now reads otherwise."""
    is_command = context.text.startswith("/")
    if words := context.argument if is_command else context.text:
        await reading.edited(context, words, is_command=is_command)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """They stand behind commands, buttons and forms."""
    new, changed = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    without_words = (
        filters.Sticker.ALL
        | filters.PHOTO
        | filters.VIDEO
        | filters.VIDEO_NOTE
        | filters.ANIMATION
        | filters.POLL
        | filters.Dice.ALL
        | filters.LOCATION
        | filters.VENUE
        | filters.GAME
    )
    return [
        MessageHandler(new & filters.FORWARDED & (filters.TEXT | filters.CAPTION), arriving.forward),
        MessageHandler(new & filters.TEXT & ~filters.COMMAND, free_text),
        MessageHandler(new & (filters.VOICE | filters.AUDIO), hearing.voice),
        MessageHandler(new & without_words, arriving.wordless),
        MessageHandler(changed & (filters.TEXT | filters.CAPTION), edited),
    ]
