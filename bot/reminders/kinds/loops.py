"""Closing the loop: whoever gave a name hears what came of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.drafts.rules import Draft
from bot.reminders import acting, planning, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.kinds import drafts, why
from bot.reminders.nudges import Occasion, Wording
from bot.view import Action, View, escape, rows
from storage import contacts, conversations, letters
from storage.kinds import LetterKind, Outcome, ReferralState, ReminderKind
from storage.tables import Owner, Referral, Reminder

SENT = Action("loop_sent")

CAME = {
    ReferralState.WRITTEN: "You have written to <b>{person}</b>, as {giver} suggested.",
    ReferralState.MET: "You have talked with <b>{person}</b>, whose name {giver} gave you.",
    ReferralState.UNREACHABLE: "<b>{person}</b> could not be reached; {giver} would like to know.",
}
TEMPLATES = {
    ReferralState.WRITTEN: "loop_written",
    ReferralState.MET: "loop_met",
    ReferralState.UNREACHABLE: "loop_unreached",
}
# More is to be told after these: the loop closes when they were met, or could not be reached.
GOES_ON = frozenset({ReferralState.WRITTEN})


async def nudge(occasion: Occasion) -> View | None:
    """What became of the name, and a line to the person who gave it."""
    referral = await conversations.find_referral(
        occasion.session, occasion.owner.id, occasion.reminder.referral_id or 0
    )
    if referral is None or referral.state not in TEMPLATES or referral.loop_closed_at:
        return None
    today = local_day(occasion.now, occasion.hours.zone)
    draft = await write(occasion.session, occasion.owner, referral, occasion)
    giver = escape(referral.giver.first_name)
    lines = [
        "🔁 " + CAME[referral.state].format(person=escape(referral.person.name), giver=giver),
        f"A line to {why.who(referral.giver)}:",
        await why.last_spoke(occasion.session, referral.giver, today),
        drafts.shown(draft),
    ]
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [SENT.button("Sent", occasion.reminder.id), postponing.button(occasion.reminder)],
            [*drafts.copying(draft), postponing.let_go_button(occasion.reminder)],
        ),
    )


async def write(session: AsyncSession, owner: Owner, referral: Referral, at: Occasion) -> Draft:
    """The note for how far it has come; what was learnt is left out where it would tell tales."""
    today = local_day(at.now, at.hours.zone)
    values: dict[str, object] = {"pointed_to": referral.person.name, "may_use_name": referral.may_use_name is True}
    if referral.state is ReferralState.MET:
        talk = await conversations.last_with(session, owner.id, referral.to_contact_id)
        values["when"] = drafts.when(talk.happened_on, today) if talk else None
    if referral.state is ReferralState.WRITTEN:
        written = next(iter(await letters.to_contact(session, owner.id, referral.to_contact_id)), None)
        values["when"] = drafts.when(written.sent_on, today) if written else None
    return await drafts.render(session, TEMPLATES[referral.state], owner, referral.giver, values)


async def sent(_: Update, context: BotContext) -> None:
    """They have been told."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return

    async def change(session: AsyncSession, row: Reminder) -> None:
        referral = await conversations.find_referral(session, context.owner_id, row.referral_id or 0)
        giver = await contacts.find(session, context.owner_id, row.contact_id or 0)
        if referral is None or giver is None:
            return
        if referral.state not in GOES_ON:
            referral.loop_closed_at = context.now
        at = Occasion(session, context.owner, context.hours, row, context.now)
        text = (await write(session, context.owner, referral, at)).text if referral.state in TEMPLATES else None
        await letters.add(session, context.owner_id, giver.id, LetterKind.LOOP, context.today, context.now, text=text)
        giver.heard_on = context.today
        await planning.plan_update(session, context.hours, giver, context.now)

    name = reminder.contact.name
    await acting.end(context, reminder, Outcome.DONE, f"told {name} what became of their introduction", change)
    text = f"✅ <b>{escape(name)}</b> knows. People who hear back are glad to introduce you again."
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id))


NUDGES: Mapping[ReminderKind, Wording] = {ReminderKind.CLOSE_LOOP: nudge}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Sent; Later and Skip are everybody's."""
    return [SENT.handler(sent)]
