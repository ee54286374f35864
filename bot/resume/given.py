"""Which resume somebody has, in a line for other rooms: a card, the ping before a meeting."""

from collections.abc import Sequence
from datetime import date

from bot.reminders.later import day_text
from bot.view import escape
from storage.tables import ResumeGiven


def given_text(given: Sequence[ResumeGiven], today: date) -> str:
    """Which resume they got and when, on one line, safe inside HTML; empty if they got none."""
    if not given:
        return ""
    last = given[0]
    label = f" “{escape(last.resume.label)}”" if last.resume.label else ""
    more = f", and {len(given) - 1} before" if len(given) > 1 else ""
    return f"Has your resume{label} since {day_text(last.given_on, today)}{more}"
