"""What a pressed button is about, or a passing line where that is gone: an old button still answers."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot import pages
from bot.context import BotContext
from storage import contacts
from storage.tables import Contact

Found = TypeVar("Found")
Find = Callable[[AsyncSession, int, int], Awaitable[Found | None]]


async def find(context: BotContext, query: Find[Found], gone: str) -> Found | None:
    """What `query` finds of the owner's under the button's first id; None, and `gone` said, where that is no more."""
    async with context.reading() as session:
        found = await query(session, context.owner_id, context.number())
    if found is None:
        await context.toast(gone)
    return found


async def contact(context: BotContext) -> Contact | None:
    """Whom the button's first id stands for; None, and a passing line, where they are no longer in the list."""
    return await find(context, contacts.find, pages.PERSON_GONE)
