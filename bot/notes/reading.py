"""The door for free words: each message is a note of its own, goes on about the one before, or is no note at all."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram.constants import ReactionEmoji
from telegram.error import TelegramError

from bot.capture import Capture, Intent
from bot.context import BotContext
from bot.notes import corrections, pointing, showing, understanding, views
from bot.notes.facts import gather
from bot.notes.keeping import Keeper, as_heard, understood_of
from bot.notes.understood import LONGEST, Correction, Given, Piece, Reading, Who
from bot.view import View
from storage import contacts, notes
from storage.folding import fold
from storage.tables import Meeting, Note

WITHIN = timedelta(minutes=1)
# A voice note waits so long for the words that belong to it.
WAITS = timedelta(minutes=30)
# The pieces of one long message, and what is forwarded at one go, come within this.
BURST = timedelta(seconds=10)
# As much as Telegram puts into one message: what comes right behind it is the rest of the same text.
WHOLE_MESSAGE = 4000
# So many of an owner's messages that were no note can still become one by being edited.
MOST_POINTED = 20
TOO_LONG = "That is longer than I can keep in one note. The beginning is kept; send the rest as a note of its own."


async def take(
    context: BotContext,
    text: str,
    *,
    meeting: Meeting | None = None,
    given: Given | None = None,
    heard: bool = False,
    file_id: str | None = None,
    must: bool = False,
    only_events: bool = False,
) -> bool:
    """Take some words as a note and answer with its card; False where they are no note, and then they were pointed on.

    `meeting` is the agreed meeting that they answer for: its people, day and channel count where the words say
    nothing. `given` says the same of anything else. `heard` words came by voice: new names are asked about. With
    `must`, words that are no note are left to the caller, and nothing is said; with `only_events` so are those that
    tell of nothing that happened or is agreed, as a name alone.
    """
    given = given or (from_meeting(meeting, context) if meeting else Given())
    message = context.message
    piece = Piece(message.message_id if message else 0, text[:LONGEST])
    async with context.reading() as session:
        found = await _capture(session, context, text)
        if only_events and not understanding.is_event(found, text, _local(context).date()):
            return False
        before = None if given.is_talk else await _goes_on_about(session, context, found, text)
    if before is not None:
        return await _add(context, before, piece)
    understood = None if pointing.is_no_note(text) else understanding.complete(found, text, given)
    if understood is None:
        if not must:
            _remember_pointed(context)
            await pointing.point(context, found, text)
        return False
    reading = Reading((piece,), _local(context).isoformat(), str(context.zone), understood, given=given, heard=heard)
    await keep(context, reading, file_id=file_id)
    return True


async def take_quoted(context: BotContext, text: str, given: Given) -> None:
    """Take somebody else's words as an exchange with them; several that are forwarded at one go are one."""
    piece = Piece(context.message.message_id if context.message else 0, text[:LONGEST], quoted=True)
    async with context.reading() as session:
        last = await notes.last(session, context.owner_id)
        stands = last is not None and await _stands(session, context, last)
    if last and stands and context.said_at - last.sent_at <= BURST:
        before = Reading.from_json(last.reading)
        names = [fold(each.name) for each in given.people]
        if before.pieces[-1].quoted and [fold(each.name) for each in before.given.people] == names:
            await _add(context, last, piece)
            return
    await keep(context, Reading((piece,), _local(context).isoformat(), str(context.zone), given=given))


async def keep(context: BotContext, reading: Reading, *, file_id: str | None = None) -> None:
    """A new note: recorded, then shown."""
    async with context.transaction() as session:
        keeper = Keeper.of(session, context)
        message_id = reading.pieces[0].message_id
        note = await notes.add(
            session, context.owner_id, message_id, reading.text, context.said_at, context.now, file_id=file_id
        )
        await keeper.keep(note, as_heard(reading) if reading.found else await keeper.read(reading))
        facts = await gather(keeper, note)
    await showing.show(context, facts)


async def is_about(context: BotContext, text: str, meeting: Meeting) -> bool:
    """Whether words that follow "how did it go?" answer it, rather than tell of somebody else or ask for something."""
    async with context.reading() as session:
        found = await _capture(session, context, text)
    if pointing.is_no_note(text) or (found.intent is Intent.NONE and pointing.asks(found)):
        return False
    return understanding.speaks_of_them_first(found, from_meeting(meeting, context), text)


def from_meeting(meeting: Meeting, context: BotContext) -> Given:
    """What an agreed meeting says before its note is read."""
    starts = meeting.starts_at.astimezone(context.zone) if meeting.starts_at else None
    return Given(
        people=tuple(Who(each.name, each.name, contact_id=each.id) for each in meeting.people),
        channel=meeting.channel,
        day=starts.date() if starts else meeting.day,
        clock=starts.time() if starts else None,
        meeting_id=meeting.id,
        is_talk=True,
    )


async def _capture(session: AsyncSession, context: BotContext, text: str) -> Capture:
    """One text, read beside the event loop: with the names model and many contacts it takes tens of milliseconds."""
    known = understanding.known_of(await contacts.everyone(session, context.owner_id))
    return await asyncio.to_thread(understanding.read_text, text, _local(context), str(context.zone), known)


def _local(context: BotContext) -> datetime:
    return context.said_at.astimezone(context.zone)


async def correct(context: BotContext, note_id: int, change: Correction) -> None:
    """Put one line of a note right: its records follow, and the card is shown in place."""
    async with context.transaction() as session:
        note = await notes.find(session, context.owner_id, note_id)
        facts = None
        if note:
            keeper = Keeper.of(session, context)
            held = Reading.from_json(note.reading)
            held = replace(held, corrections=corrections.add(held.corrections, change))
            facts = await gather(keeper, await keeper.again(note_id, held))
    if facts is None:
        await context.toast(views.GONE)
        return
    await showing.show(context, facts, said="Put right")


# Adding to the note before


async def _goes_on_about(session: AsyncSession, context: BotContext, found: Capture, text: str) -> Note | None:
    """The note that a message adds to: the one it replies to, else the last one if it goes on about its talk."""
    message = context.message
    if message and message.reply_to_message:
        replied = message.reply_to_message.message_id
        note = await notes.find_by_card(session, context.owner_id, replied)
        note = note or await note_of_message(session, context.owner_id, replied)
        if note and (is_waiting(note) or await _stands(session, context, note)):
            return note if found.intent is not Intent.NONE or not pointing.asks(found) else None
    last = await notes.last(session, context.owner_id)
    if last is None:
        return None
    if is_waiting(last):
        soon = context.said_at - last.sent_at <= WAITS
        return last if soon and found.intent is not Intent.NONE else None
    reading = Reading.from_json(last.reading)
    if context.said_at - last.sent_at > WITHIN or not await _stands(session, context, last):
        return None
    understood = understood_of(reading)
    if understood is None:
        return None
    burst = context.said_at - last.sent_at <= BURST
    if burst and len(reading.pieces[-1].text) >= WHOLE_MESSAGE:
        return last
    return last if understanding.adds_to(understood, found, text, burst=burst) else None


def is_waiting(note: Note) -> bool:
    """Whether a voice note is still without words."""
    return note.file_id is not None and not note.text


async def _stands(session: AsyncSession, context: BotContext, note: Note) -> bool:
    """Whether a note has not been taken back."""
    return not note.change_ids or bool(await Keeper.of(session, context).changes(note))


async def _add(context: BotContext, before: Note, piece: Piece) -> bool:
    reading = Reading.from_json(before.reading)
    if len(reading.text) + len(piece.text) > LONGEST:
        await context.show(View(TOO_LONG))
        return True
    await reread(context, before.id, reading.with_piece(piece), sent_at=context.said_at)
    await _nod(context)
    return True


async def _nod(context: BotContext) -> None:
    """A sign on the message that it was taken, since the card that shows it stands above."""
    if context.message:
        try:
            await context.bot.set_message_reaction(
                context.owner_id, context.message.message_id, ReactionEmoji.OK_HAND_SIGN
            )
        except TelegramError:
            # The card has changed all the same.
            return


async def reread(context: BotContext, note_id: int, reading: Reading, *, sent_at: datetime | None = None) -> None:
    """Read a note's words again, since they are others now, and bring the same records in line."""
    async with context.transaction() as session:
        keeper = Keeper.of(session, context)
        note = await keeper.again(note_id, reading, reread=True)
        note.sent_at = sent_at or note.sent_at
        facts = await gather(keeper, note)
    await showing.show(context, facts)


async def note_of_message(session: AsyncSession, owner_id: int, message_id: int) -> Note | None:
    """The note that a message of the owner's began, or added to."""
    note = await notes.find_by_message(session, owner_id, message_id)
    if note:
        return note
    for earlier in await notes.before(session, owner_id, message_id):
        if any(number == message_id for number, *_ in earlier.reading.get("pieces", ())):
            return earlier
    return None


def _pointed(context: BotContext) -> list[int]:
    """The owner's last messages that were no note. Forgotten at a restart: then an edit of one changes nothing."""
    held: list[int] = (context.user_data or {}).get("pointed", [])
    return held


def _remember_pointed(context: BotContext) -> None:
    if context.user_data is not None and context.message:
        context.user_data["pointed"] = [*_pointed(context), context.message.message_id][-MOST_POINTED:]


async def edited(context: BotContext, text: str, *, is_command: bool = False) -> None:
    """The owner changed a message of theirs: its note is read again; what was none may be one now.

    Of a command only the words behind it are a note, if it has become one.
    """
    message = context.message
    if message is None:
        return
    async with context.reading() as session:
        note = await note_of_message(session, context.owner_id, message.message_id)
    if note is None:
        # Only what was offered as a note before: other messages were answers to forms.
        if not is_command and message.message_id in _pointed(context):
            await take(context, text, must=True)
        return
    reading = Reading.from_json(note.reading)
    if not reading.is_none:
        await reread(context, note.id, reading.with_piece(Piece(message.message_id, text[:LONGEST])))
