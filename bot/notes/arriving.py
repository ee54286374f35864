"""What arrives in other ways than typed: a forwarded message, an answer to "how did it go?", things without words."""

import re
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message, Update

from bot.contacts.arriving import from_forward
from bot.context import BotContext
from bot.notes import hearing_views, reading
from bot.notes.understood import Given, Who
from storage import contacts, meetings, reminders
from storage.kinds import Channel, MeetingState, ReminderKind
from storage.tables import Meeting

# The next message after "how did it go?" is its answer for so long.
ANSWERED_WITHIN = timedelta(hours=12)
DID_NOT = re.compile(
    r"\b(?:did ?n[o']t happen|did not (?:happen|show)|cancell?ed|no[- ]show|did ?n't (?:show|come)|stood me up)\b",
    re.IGNORECASE,
)


async def forward(_: Update, context: BotContext) -> None:
    """Somebody's forwarded message: an exchange of messages with them, their name filled in."""
    message = context.message
    if message is None or message.forward_origin is None or context.open_form:
        return
    draft = from_forward(message)
    if draft.telegram_user_id == context.owner_id:
        await reading.take(context, context.text)
        return
    async with context.reading() as session:
        known = None
        if draft.telegram_user_id:
            known = await contacts.find_by_telegram_user(session, context.owner_id, draft.telegram_user_id)
        if known is None and draft.name:
            same = await contacts.find_by_name(session, context.owner_id, draft.name)
            known = same if same and same.telegram_user_id in {None, draft.telegram_user_id} else None
    name = known.name if known else draft.name
    given = Given(
        people=(Who(name, name, contact_id=known.id if known else None),) if name else (),
        channel=Channel.MESSAGE,
        day=message.forward_origin.date.astimezone(context.zone).date(),
        telegram_user_id=draft.telegram_user_id,
        is_talk=True,
    )
    await reading.take_quoted(context, context.text, given)


async def meeting_asked_about(session: AsyncSession, context: BotContext) -> tuple[Meeting | None, bool]:
    """The meeting whose "how did it go?" this message answers, and whether it replies to that very message."""
    message = context.message
    if message is None:
        return None, False
    if message.reply_to_message:
        carried = await reminders.reminders_in(session, context.owner_id, message.reply_to_message.message_id)
        return await _first_meeting(session, context.owner_id, [each.meeting_id for each in carried]), True
    nudge = await reminders.last_nudge(session, context.owner_id)
    if nudge is None or context.now - nudge.sent_at > ANSWERED_WITHIN:
        return None, False
    if await reminders.updates_since(session, context.owner_id, nudge.sent_at) > 1:
        return None, False
    carried = await reminders.with_ids(session, context.owner_id, nudge.reminder_ids)
    asked = [each.meeting_id for each in carried if each.kind is ReminderKind.HOW_DID_IT_GO and each.settled_at is None]
    return await _first_meeting(session, context.owner_id, asked), False


async def _first_meeting(session: AsyncSession, owner_id: int, ids: list[int | None]) -> Meeting | None:
    for number in ids:
        meeting = await meetings.find(session, owner_id, number or 0)
        if meeting and meeting.state is MeetingState.PLANNED:
            return meeting
    return None


async def wordless(_: Update, context: BotContext) -> None:
    """A sticker, a picture, a poll: a line of words is asked for; a caption is read as words."""
    message = context.message
    if message is None or context.open_form:
        return
    if context.text:
        await reading.take(context, context.text)
        return
    await context.show(hearing_views.wordless(kind_of(message)))


def kind_of(message: Message) -> str:
    """What a message without words is."""
    if message.sticker or message.dice or message.animation:
        return "sticker"
    if message.photo:
        return "photo"
    if message.video or message.video_note:
        return "video"
    if message.poll:
        return "poll"
    return "place" if message.location or message.venue else "other"
