"""What is done to a contact now and then: status and rhythm by hand, archive and back, delete."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import pages, pressed
from bot.contacts import change_views, views
from bot.contacts.gathering import gather
from bot.context import BotContext
from bot.reminders import planning
from bot.view import View
from storage import contacts, reminders
from storage.kinds import ReminderKind, Rhythm, Status
from storage.tables import Contact

# With these, progress updates rest.
RESTING = frozenset({Status.PAUSED, Status.DECLINED})


async def more(_: Update, context: BotContext) -> None:
    """Status, rhythm, tags, archive, delete."""
    await _show(context, change_views.more)


async def status(_: Update, context: BotContext) -> None:
    """Show where one can stand with somebody, or set it."""
    wanted = Status.__members__.get(context.button[1] if len(context.button) > 1 else "")
    if wanted is None:
        await _show(context, change_views.statuses)
        return

    async def change(session: AsyncSession, contact: Contact) -> None:
        contact.status = wanted
        waiting = await reminders.open_for(session, context.owner_id, ReminderKind.UPDATE, contact_id=contact.id)
        if wanted not in RESTING and not waiting:
            # They rested, and what was planned before has been withdrawn.
            await _plan_update(session, context, contact)

    await _change(context, "changed the status of {}", change, f"Status: {wanted}.")


async def rhythm(_: Update, context: BotContext) -> None:
    """Show how often somebody can hear from the owner, or set it."""
    wanted = Rhythm.__members__.get(context.button[1] if len(context.button) > 1 else "")
    if wanted is None:
        await _show(context, change_views.rhythms)
        return

    async def change(session: AsyncSession, contact: Contact) -> None:
        contact.rhythm = wanted
        await _plan_update(session, context, contact)

    await _change(context, "changed the rhythm of {}", change, f"Updates: {change_views.MEANS[wanted].lower()}.")


async def archive(_: Update, context: BotContext) -> None:
    """Out of lists, pings and picks; everything is kept."""

    async def change(session: AsyncSession, contact: Contact) -> None:
        contact.archived_at = contact.archived_at or context.now
        await _plan_update(session, context, contact)

    await _change(context, "archived {}", change, "In the archive: out of lists and pings, with everything kept.")


async def bring_back(_: Update, context: BotContext) -> None:
    """Out of the archive, with the next update planned."""

    async def change(session: AsyncSession, contact: Contact) -> None:
        contact.archived_at = None
        await _plan_update(session, context, contact)

    await _change(context, "brought {} back", change, "Back in your list.")


async def _plan_update(session: AsyncSession, context: BotContext, contact: Contact) -> None:
    hours = context.hours
    await planning.plan_update(session, hours, contact, context.now)


async def delete(_: Update, context: BotContext) -> None:
    """Ask before somebody is deleted, and say what goes with them."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        belongings = await contacts.belongings(session, context.owner_id, context.number())
    await context.show(change_views.sure(contact, belongings)) if contact else await context.toast(pages.PERSON_GONE)


async def delete_now(_: Update, context: BotContext) -> None:
    """Delete somebody with all that was theirs alone."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    async with context.transaction(undo=f"deleted {contact.name}") as session:
        belongings = await contacts.belongings(session, context.owner_id, contact.id)
        if going := await contacts.find(session, context.owner_id, contact.id):
            await contacts.delete(session, context.owner_id, going)
    await context.show(change_views.deleted(contact.name, belongings, context.change_id))


async def _show(context: BotContext, view: Callable[[Contact], View]) -> None:
    if contact := await pressed.contact(context):
        await context.show(view(contact))


async def _change(
    context: BotContext, undo: str, change: Callable[[AsyncSession, Contact], Awaitable[None]], said: str
) -> None:
    """Change one contact and show the card with Undo; `undo` names the change, {} standing for the person."""
    contact = await pressed.contact(context)
    if contact is None:
        return
    async with context.transaction(undo=undo.format(contact.name)) as session:
        if held := await contacts.find(session, context.owner_id, contact.id):
            await change(session, held)
            await session.flush()
        facts = await gather(session, context.owner_id, contact.id, context.now, context.zone)
    if facts:
        await context.show(views.card(facts, said=said, change_id=context.change_id))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The More buttons."""
    return [
        views.MORE.handler(more),
        views.BRING_BACK.handler(bring_back),
        change_views.STATUS.handler(status),
        change_views.RHYTHM.handler(rhythm),
        change_views.ARCHIVE.handler(archive),
        change_views.DELETE.handler(delete),
        change_views.DELETE_NOW.handler(delete_now),
    ]
