"""Several reminders in one message: put together, and put together anew when one of them has been acted on."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.contacts.card_text import units
from bot.reminders import listing, nudges, views
from bot.reminders.hours import Hours
from bot.reminders.later import describe_due
from bot.reminders.running import States
from bot.view import View
from storage import reminders
from storage.kinds import Outcome, ReminderKind
from storage.tables import Nudge, Owner, Reminder

# A message later than this says since when it has been due.
LATE_AFTER = timedelta(hours=1)
# Their part of a message is empty: nothing is left to say of them.
GONE = frozenset({Outcome.ANSWERED, Outcome.GAVE_UP})

# A ping's line on when they last spoke, with the gist behind it.
GIST = re.compile(r"(?:You last spoke|That was when you spoke)\b.*: (<i>.+</i>)$")


def together(parts: Sequence[tuple[ReminderKind, View]], head: str = "") -> View:
    """Texts below each other, then their buttons in the same order, each marked with what it belongs to.

    A picture goes with what stands alone, as long as the words fit below it.
    """
    several = len(parts) > 1
    rows: list[list[InlineKeyboardButton]] = []
    for kind, view in parts:
        for row in view.keyboard.inline_keyboard if view.keyboard else ():
            rows.append([marked(button, kind) if several else button for button in row])
    text = head + "\n\n".join(_said_once([view.text for _, view in parts]))
    picture = None if several else parts[0][1].photo
    # Below a picture there is room for less; words come before pictures.
    if units(text) > MessageLimit.CAPTION_LENGTH:
        picture = None
    return View(text, InlineKeyboardMarkup(rows) if rows else None, photo=picture)


def _said_once(texts: Sequence[str]) -> list[str]:
    """The texts, each without the line on the last talk whose gist one before it has given."""
    kept: list[str] = []
    for text in texts:
        before = "\n".join(kept)
        lines = [line for line in text.split("\n") if not ((gist := GIST.match(line)) and gist[1] in before)]
        kept.append("\n".join(lines))
    return kept


def marked(button: InlineKeyboardButton, kind: ReminderKind) -> InlineKeyboardButton:
    """The same button with the sign of what it belongs to."""
    label = f"{views.MARKS[kind]} {button.text}"
    return InlineKeyboardButton(label, callback_data=button.callback_data, copy_text=button.copy_text, url=button.url)


def late(due_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A line that says since when a message has been due; none for one that is in time."""
    if now - due_at <= LATE_AFTER:
        return ""
    return f"<i>Due {describe_due(due_at, now, zone)}; sorry, I could not bring it sooner.</i>\n\n"


def fits(view: View) -> bool:
    """Whether Telegram takes it as one message; markup counts here, which is on the safe side."""
    buttons = sum(map(len, view.keyboard.inline_keyboard)) if view.keyboard else 0
    return len(view.text) <= MessageLimit.MAX_TEXT_LENGTH and buttons <= 100


async def as_it_stands(
    session: AsyncSession,
    owner: Owner,
    hours: Hours,
    nudge: Nudge,
    now: datetime,
    instead: Mapping[int, View] | None = None,
) -> View | None:
    """What a sent message should read now: what was done as a line, what is open with its buttons. None for nothing.

    `instead` gives some parts another view, such as the confirmation of what was just pressed.
    """
    instead = instead or {}
    parts: list[tuple[ReminderKind, View]] = []
    for reminder in await reminders.with_ids(session, owner.id, nudge.reminder_ids):
        view = instead.get(reminder.id) or await _part(session, owner, hours, reminder, nudge, now)
        if view:
            parts.append((reminder.kind, view))
    return together(parts) if parts else None


async def _part(
    session: AsyncSession, owner: Owner, hours: Hours, reminder: Reminder, nudge: Nudge, now: datetime
) -> View | None:
    match state(reminder, nudge):
        case "gone":
            return None
        case "ended":
            return views.ended(await listing.listed(session, reminder), now, hours.zone)
        case "later":
            return views.put_off(await listing.listed(session, reminder), now, hours.zone)
    return await nudges.word(nudges.Occasion(session, owner, hours, reminder, now))


def state(reminder: Reminder, nudge: Nudge) -> str:
    """What has become of one part of a message since it was sent: open, later, ended, or gone."""
    if reminder.outcome in GONE:
        return "gone"
    if reminder.settled_at:
        return "ended"
    return "later" if reminder.snoozed_at and reminder.snoozed_at >= nudge.sent_at else "open"


def states(parts: Sequence[Reminder], nudge: Nudge) -> States:
    """What has become of each part."""
    return tuple((each.id, state(each, nudge)) for each in parts)


def is_bundle(nudge: Nudge, parts: Sequence[Reminder]) -> bool:
    """Whether a message carries several reminders about one person; an offer to catch up carries many people's."""
    about = {each.contact_id for each in parts}
    return len(nudge.reminder_ids) > 1 and len(about) == 1 and None not in about
