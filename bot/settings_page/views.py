"""The settings page in words."""

from telegram import InlineKeyboardMarkup

from bot.view import Action, Row, View, columns, escape
from storage.tables import Owner

CHANGE = Action("set")
TOGGLE = Action("set_toggle")
DAY = Action("set_day")
PAGE = Action("settings")

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNSET = "<i>not told yet</i>"


def page(owner: Owner, zone: str) -> View:
    """Every setting with its value, and a button for each."""
    told = [
        ("Name", owner.name),
        ("Field", owner.field),
        ("You are", owner.academic_status),
    ]
    about = "\n".join(f"{label}: {escape(value) if value else UNSET}" for label, value in told)
    off = ", ".join(DAYS[day - 1] for day in sorted(owner.days_off)) or "none"
    quiet = (
        "none" if owner.quiet_from == owner.quiet_until else f"{owner.quiet_from:%H:%M} to {owner.quiet_until:%H:%M}"
    )
    pings = "\n".join(
        [
            f"Time zone: {escape(zone)}{'' if owner.zone else ' (my guess)'}",
            f"Pings at: {owner.ping_at:%H:%M}",
            f"Quiet hours: {quiet}",
            f"Days off: {off}",
            f"Week starts on: {'Sunday' if owner.week_starts == 7 else 'Monday'}",
            f"Most pings a day: {owner.daily_cap}",
            f"Thank on the same day, if logged before noon: {yes(owner.same_day_thanks)}",
            f"A look at the week on Sunday evening: {yes(owner.weekly_look)}",
        ]
    )
    buttons = [
        CHANGE.button("Name", "name"),
        CHANGE.button("Field", "field"),
        CHANGE.button("You are", "status"),
        CHANGE.button("Time zone", "zone"),
        CHANGE.button("Ping time", "hour"),
        CHANGE.button("Quiet hours", "quiet"),
        CHANGE.button("Most a day", "cap"),
        DAY.button("Days off"),
        TOGGLE.button("Week start", "week"),
        TOGGLE.button("Same-day thanks", "thanks"),
        TOGGLE.button("Weekly look", "look"),
    ]
    return View(f"<b>About you</b>\n{about}\n\n<b>Pings</b>\n{pings}", InlineKeyboardMarkup(columns(buttons, 3)))


def days(owner: Owner) -> View:
    """The days of the week, each on or off."""
    buttons = [
        DAY.button(f"{'✓ ' if number in owner.days_off else ''}{name}", number) for number, name in enumerate(DAYS, 1)
    ]
    lines: list[Row] = [buttons[:4], buttons[4:], [PAGE.button("‹ Settings")]]
    return View(
        "On which days shall I stay silent? Pings wait for the next day that is not off.", InlineKeyboardMarkup(lines)
    )


def yes(value: bool) -> str:
    """A setting that is on or off."""
    return "yes" if value else "no"
