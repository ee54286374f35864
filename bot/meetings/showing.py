"""A meeting's page and its calendar file, shown after whatever was done."""

from bot.context import BotContext
from bot.meetings import agreeing, calendar, views
from bot.view import View
from storage import meetings
from storage.tables import Meeting


async def find(context: BotContext, meeting_id: int) -> Meeting | None:
    """A meeting of the owner's; a passing line where it is gone."""
    async with context.reading() as session:
        meeting = await meetings.find(session, context.owner_id, meeting_id)
    if meeting is None:
        await context.toast(views.GONE)
    return meeting


async def page(context: BotContext, meeting_id: int, said: str = "", *, send_file: bool = False) -> None:
    """The page, in place of the pressed button's message; its file below, if asked for and there is a day."""
    async with context.reading() as session:
        meeting = await meetings.find(session, context.owner_id, meeting_id)
        clashes = await agreeing.clashes(session, meeting) if meeting else ()
    if meeting is None:
        await context.toast(views.GONE)
        return
    facts = views.Facts(meeting, clashes, context.today, context.zone, said, context.change_id)
    await context.show(views.page(facts))
    if send_file and meeting.day:
        await file(context, meeting)


async def file(context: BotContext, meeting: Meeting) -> None:
    """The meeting for the owner's calendar."""
    document = calendar.file(meeting, context.zone, context.now)
    off = meeting.state in calendar.OFF
    await context.send(
        View("Open it, and your calendar lets it go." if off else "For your calendar.", document=document)
    )
