"""Voice notes: put into words on this machine where it can be, else kept and asked for a line of words."""

from pathlib import Path

from telegram import Audio, Update, Voice
from telegram.constants import ChatAction

from bot.context import BotContext
from bot.notes import hearing_views, reading, showing
from bot.notes.understood import Piece, Reading
from bot.view import View
from bot.voice import transcribing
from storage import notes


async def voice(_: Update, context: BotContext) -> None:
    """A voice note becomes a note like any other, with the names it heard asked about."""
    message = context.message
    sound = (message.voice or message.audio) if message else None
    if sound is None:
        return
    words = await _words(context, sound)
    if words and await reading.take(context, words, heard=True, file_id=sound.file_id, must=True):
        return
    if context.text and await reading.take(context, context.text, file_id=sound.file_id, must=True):
        return
    await _wait_for_words(context, sound.file_id, hearing_views.kept(words))


async def _words(context: BotContext, sound: Voice | Audio) -> str:
    path: Path | None = getattr(context.services.settings, "voice_model", None)
    if not transcribing.installed(path):
        return ""
    length = sound.duration if isinstance(sound.duration, int) else int(sound.duration.total_seconds())
    if length > transcribing.LONGEST or (sound.file_size or 0) > transcribing.LARGEST:
        return ""
    await context.bot.send_chat_action(context.owner_id, ChatAction.TYPING)
    file = await sound.get_file()
    return await transcribing.to_words(bytes(await file.download_as_bytearray()), path)


async def _wait_for_words(context: BotContext, file_id: str, view: View) -> None:
    """Keep the voice note; the next line of words is what it says."""
    message_id = context.message.message_id if context.message else 0
    said_at = context.said_at.astimezone(context.zone)
    waiting = Reading((Piece(message_id, ""),), said_at.isoformat(), str(context.zone))
    async with context.transaction() as session:
        note = await notes.add(
            session,
            context.owner_id,
            message_id,
            "",
            context.said_at,
            context.now,
            file_id=file_id,
            reading=waiting.as_json(),
        )
    sent = await context.send(view)
    await showing.remember_card(context, note.id, sent.message_id)
