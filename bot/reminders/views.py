"""/due in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import InlineKeyboardButton

from bot.reminders.hours import Hours, local_day
from bot.reminders.later import describe_due
from bot.view import Action, Row, View, columns, escape, rows, shorten
from storage.kinds import ReminderKind
from storage.tables import Promise, Reminder

OPEN = Action("due_open")
LIST = Action("due")

A_WEEK = timedelta(days=7)
MOST_LISTED = 30

ABOUT = {
    ReminderKind.THANK_YOU: "thank {who}",
    ReminderKind.UPDATE: "tell {who} how you are doing",
    ReminderKind.MEETING_TOMORROW: "prepare for {who}",
    ReminderKind.MEETING_SOON: "meet {who}",
    ReminderKind.HOW_DID_IT_GO: "how did it go with {who}?",
    ReminderKind.FOLLOW_UP: "{text}",
    ReminderKind.NO_REPLY_ELSE: "no word from {who}: somebody else to try",
    ReminderKind.NO_REPLY_SECOND: "a second note to {who}",
    ReminderKind.CLOSE_LOOP: "tell {who} what became of their introduction",
    ReminderKind.THEY_PROMISED: "{who} promised: {text}",
    ReminderKind.RESUME_OLD: "look over your resume",
    ReminderKind.ORGANISATION_EVENT: "an event is coming up",
    ReminderKind.WEEKLY_LOOK: "look at your week",
}


@dataclass(frozen=True)
class Listed:
    """A reminder as /due lists it, with the promise it is about, if any."""

    reminder: Reminder
    promise: Promise | None


def what(listed: Listed) -> str:
    """What a reminder asks for, in a few words."""
    reminder = listed.reminder
    who = reminder.contact.name if reminder.contact else "them"
    return ABOUT[reminder.kind].format(who=who, text=listed.promise.text if listed.promise else "what you promised")


def due(listed: Sequence[Listed], undated: Sequence[Promise], now: datetime, hours: Hours) -> View:
    """What is overdue, what is due today, what comes in the next seven days; promises without a day below."""
    today = local_day(now, hours.zone)
    overdue = [each for each in listed if local_day(since(each.reminder, now), hours.zone) < today]
    on_day = [each for each in listed if local_day(since(each.reminder, now), hours.zone) == today]
    coming = [each for each in listed if today < local_day(since(each.reminder, now), hours.zone) <= today + A_WEEK]
    if not (overdue or on_day or coming or undated):
        return View("Nothing is due, and nothing in the next seven days. A good moment to write to somebody new.")
    lines: list[str] = []
    buttons: list[InlineKeyboardButton] = []
    for title, group in (("Overdue", overdue), ("Today", on_day), ("The next seven days", coming)):
        if group:
            lines.append(f"\n<b>{title}</b>")
        for each in group[:MOST_LISTED]:
            number = len(buttons) + 1
            when = describe_due(since(each.reminder, now), now, hours.zone)
            trouble = " (I could not send this one)" if each.reminder.failed else ""
            lines.append(f"{number}. {escape(shorten(what(each), 120))} · <i>{when}</i>{trouble}")
            buttons.append(OPEN.button(str(number), each.reminder.id))
    if undated:
        lines.append("\n<b>Promised, without a day</b>")
        lines += [f"• {escape(promised(each))}" for each in undated[:MOST_LISTED]]
    hint = "\n\nTap a number to act on it." if buttons else ""
    lines_of_buttons: list[Row] = columns(buttons, 6)
    return View("\n".join(lines).strip() + hint, rows(*lines_of_buttons))


def since(reminder: Reminder, now: datetime) -> datetime:
    """When it is, or was, due: counted from its first day unless the owner put it off."""
    waited = reminder.first_due_at <= now and reminder.snoozed_at is None
    return reminder.first_due_at if waited else reminder.due_at


def promised(promise: Promise) -> str:
    """A promise on one line: whose, and what."""
    who = promise.contact.name if promise.contact else ""
    whose = f"You owe {who}: " if who and promise.side == "mine" else f"{who}: " if who else ""
    return shorten(f"{whose}{promise.text}", 120)


def opened(view: View) -> View:
    """One reminder opened from the list, with the way back."""
    return view.with_row(LIST.button("‹ Due"))
