"""Three times that suit both, to copy and send."""

from telegram import Update

from bot import pages
from bot.context import BotContext
from bot.meetings import agreeing, drafting, rules, views
from bot.outreach.rules import mail_link
from bot.outreach.views import link_button
from bot.reminders.hours import zone_called
from storage import contacts


async def propose(_: Update, context: BotContext) -> None:
    """Propose times to the person of the button, or other ones."""
    await show(context, context.number(), context.number(1) % 60)


async def show(context: BotContext, contact_id: int, turn: int = 0) -> None:
    """The text with the times, and a button for whichever they take."""
    hours = context.hours
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, contact_id)
        if contact is None:
            await context.toast(pages.PERSON_GONE)
            return
        taken = await agreeing.taken(session, context.owner_id, context.now)
        theirs = zone_called(contact.zone) if contact.zone else hours.zone
        starts = rules.free_times(taken, context.now, hours, theirs, skip=turn)
        draft = await drafting.proposing(session, context.owner, contact, starts, rules.USUAL_LENGTH, context.zone)
    if not starts:
        await context.show(views.no_times(contact))
        return
    link = mail_link(contact.email, draft.subject, draft.text) if draft.subject else None
    button = link_button(link) if link else None
    await context.show(views.proposal(contact, draft, starts, context.zone, turn, button))
