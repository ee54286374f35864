"""The sheet of one contact, shown; where they are gone, one line says so."""

from bot import pages
from bot.context import BotContext
from bot.prep import views
from bot.prep.gathering import Sheet, gather
from bot.view import View
from storage import contacts
from storage.tables import Contact


async def find(context: BotContext, contact_id: int) -> Sheet | None:
    """The sheet of a contact."""
    async with context.reading() as session:
        sheet = await gather(session, context.owner, contact_id, context.now, context.zone)
    if sheet is None:
        await say(context, pages.PERSON_GONE)
    return sheet


async def show(context: BotContext, contact_id: int, *, said: str = "") -> None:
    """The sheet as it stands now, with Undo where something was changed."""
    if sheet := await find(context, contact_id):
        await context.show(views.sheet(sheet, said=said, change_id=context.change_id))


async def contact_of(context: BotContext, contact_id: int) -> Contact | None:
    """The contact of a pressed button."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
    if contact is None:
        await say(context, pages.PERSON_GONE)
    return contact


async def say(context: BotContext, line: str) -> None:
    """A passing line for a button, a message otherwise."""
    if context.incoming and context.incoming.callback_query:
        await context.toast(line)
    else:
        await context.show(View(line))
