"""Pings and /due in words: what a reminder is about, what became of it, the list."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot import pages
from bot.reminders.hours import Hours, local_day
from bot.reminders.later import clock_text, day_text, describe_due
from bot.view import Action, View, columns, escape, rows, shorten
from storage.kinds import Outcome, ReminderKind
from storage.tables import Promise, Reminder

OPEN = Action("due_open")
LIST = Action("due")
CATCH_UP = Action("catch_up")
PROMISES = Action("promises_all")

A_WEEK = timedelta(days=7)
# A page of the list: as many lines as one reads at a glance, and within one message whatever their length.
A_PAGE = 20

MARKS = {
    ReminderKind.THANK_YOU: "🙏",
    ReminderKind.UPDATE: "📝",
    ReminderKind.MEETING_TOMORROW: "📅",
    ReminderKind.MEETING_SOON: "⏰",
    ReminderKind.HOW_DID_IT_GO: "💬",
    ReminderKind.FOLLOW_UP: "☑️",
    ReminderKind.NO_REPLY_ELSE: "🌱",
    ReminderKind.NO_REPLY_SECOND: "✉️",
    ReminderKind.CLOSE_LOOP: "🔁",
    ReminderKind.THEY_PROMISED: "⏳",
    ReminderKind.RESUME_OLD: "📄",
    ReminderKind.ORGANISATION_EVENT: "🎪",
    ReminderKind.WEEKLY_LOOK: "🗓",
}

ABOUT = {
    ReminderKind.THANK_YOU: "thank {who}",
    ReminderKind.UPDATE: "tell {who} how you are doing",
    ReminderKind.MEETING_TOMORROW: "prepare for {who}",
    ReminderKind.MEETING_SOON: "meet {who}",
    ReminderKind.HOW_DID_IT_GO: "how did it go with {who}?",
    ReminderKind.FOLLOW_UP: "for {who}: {text}",
    ReminderKind.NO_REPLY_ELSE: "no word from {who}: somebody else to try",
    ReminderKind.NO_REPLY_SECOND: "a second note to {who}",
    ReminderKind.CLOSE_LOOP: "tell {who} what became of their introduction",
    ReminderKind.THEY_PROMISED: "{who} promised: {text}",
    ReminderKind.RESUME_OLD: "look over your resume",
    ReminderKind.ORGANISATION_EVENT: "{text}",
    ReminderKind.WEEKLY_LOOK: "look at your week",
}
ENDED = {
    Outcome.DONE: "✅ Done: {what}",
    Outcome.SKIPPED: "Let go: {what}",
    Outcome.DROPPED: "Let go: {what}",
    Outcome.ANSWERED: "Answered meanwhile: {what}",
    Outcome.GAVE_UP: "Closed: {what}",
}


@dataclass(frozen=True)
class Listed:
    """A reminder as it is named in a line, with the promise it is about, if any."""

    reminder: Reminder
    promise: Promise | None


def what(listed: Listed) -> str:
    """What a reminder asks for, in a few plain words."""
    reminder = listed.reminder
    who = reminder.contact.name if reminder.contact else "them"
    text = listed.promise.text if listed.promise else reminder.draft or "what was promised"
    if reminder.kind is ReminderKind.FOLLOW_UP and reminder.contact is None:
        return shorten(text, 100)
    return shorten(ABOUT[reminder.kind].format(who=who, text=text), 100)


def became(listed: Listed, now: datetime, zone: ZoneInfo) -> str:
    """What became of a reminder whose old button is pressed; plain text for a passing line."""
    reminder = listed.reminder
    said = ENDED[reminder.outcome or Outcome.GAVE_UP].format(what=what(listed))
    if reminder.settled_at is None:
        return said[:200]
    day = local_day(reminder.settled_at, zone)
    when = "today" if day == local_day(now, zone) else day_text(day, local_day(now, zone))
    return f"{said[:170]} ({when})"


def ended(listed: Listed, now: datetime, zone: ZoneInfo) -> View:
    """One part of a message that is done with."""
    return View(escape(became(listed, now, zone)))


def put_off(listed: Listed, now: datetime, zone: ZoneInfo, change_id: int | None = None) -> View:
    """It comes again then."""
    due_at = listed.reminder.due_at
    at = describe_due(due_at, now, zone)
    if not at.startswith(("today", "tomorrow")):
        at = f"on {day_text(local_day(due_at, zone), local_day(now, zone))} at {clock_text(due_at, zone)}"
    return confirmed(f"🕘 I bring this up again {at}: {escape(what(listed))}", change_id)


def confirmed(text: str, change_id: int | None, *more: Sequence[InlineKeyboardButton] | None) -> View:
    """What has been done, with Undo; then whatever else makes sense now."""
    return View(text, rows(*more, pages.with_undo(change_id)))


def plain(text: str) -> str:
    """Telegram's HTML as plain words."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


# /due


def due(listed: Sequence[Listed], undated: Sequence[Promise], now: datetime, hours: Hours, page: int = 0) -> View:
    """What is overdue, what is due today, what comes in the next seven days; promises without a day below."""
    titled = [(_title(each, now, hours), each) for each in listed]
    shown = [
        (title, each)
        for wanted in ("Overdue", "Today", "The next seven days")
        for title, each in titled
        if title == wanted
    ]
    if not (shown or undated):
        return View("Nothing is due, and nothing in the next seven days. A good moment to write to somebody new.")
    here, cut = pages.cut(shown, page, A_PAGE)
    lines: list[str] = []
    buttons: list[InlineKeyboardButton] = []
    before = None
    for number, (title, each) in enumerate(here, cut.start + 1):
        if title != before:
            lines.append(f"\n<b>{title}</b>")
        before = title
        lines.append(f"{number}. {_line(each, now, hours)}")
        buttons.append(OPEN.button(str(number), each.reminder.id))
    if undated and not cut.more:
        lines.append("\n<b>Promised, without a day</b>")
        lines += [f"• {escape(promised(each))}" for each in undated[:A_PAGE]]
        lines += [f"… and {len(undated) - A_PAGE} more"] if len(undated) > A_PAGE else []
    hint = "\n\nTap a number to act on it." if buttons else ""
    waiting = [each for each in listed if since(each.reminder, now) <= now]
    one_by_one = [CATCH_UP.button("One at a time", 0)] if len(waiting) > 2 else []
    ways = [*pages.turning(LIST, cut.page, more=cut.more, labels=("‹ Earlier", "More ›")), *one_by_one]
    return View("\n".join(lines).strip() + hint, rows(*columns(buttons, 5), ways, [PROMISES.button("Promises")]))


def _title(listed: Listed, now: datetime, hours: Hours) -> str:
    day, today = local_day(since(listed.reminder, now), hours.zone), local_day(now, hours.zone)
    if day < today:
        return "Overdue"
    return "Today" if day == today else "The next seven days" if day <= today + A_WEEK else ""


def _line(listed: Listed, now: datetime, hours: Hours) -> str:
    when = describe_due(since(listed.reminder, now), now, hours.zone)
    trouble = " (I could not send this one; it is all here)" if listed.reminder.failed else ""
    return f"{MARKS[listed.reminder.kind]} {escape(what(listed))} · <i>{when}</i>{trouble}"


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
