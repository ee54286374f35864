"""The tips in words: the six obstacles in place, and one line for a moment, with another one behind it."""

from telegram import InlineKeyboardButton

from bot.tips.rules import TIP_FOR, Moment, Outcome, Tip, get, line, load_tips
from bot.view import Action, View, columns, escape, rows, shorten

ALL = Action("tips")
# `tip:silences`; with a second part, 1, as a new message.
TIP = Action("tip")
# `tip_line:going_quiet:0`: a line for a moment, the next one with the next number.
LINE = Action("tip_line")

QUIET, LONG = "Going quiet?", "Running long?"


def obstacles(tips: tuple[Tip, ...] | list[Tip], said: str = "") -> View:
    """The obstacles by name, to open one."""
    head = said or "Six things that get in the way of almost everybody. Which one is it?"
    return View(head, rows(*columns([TIP.button(tip.title, tip.id) for tip in tips])))


def nothing_found(words: str) -> View:
    """No tip speaks of these words; the six there are."""
    return obstacles(load_tips(), f"I have no tip about “{escape(shorten(words, 60))}”. These I have:")


def opened(tip: Tip) -> View:
    """One obstacle: what to know, and what one can say."""
    advice = "\n".join(f"• {escape(each)}" for each in tip.advice)
    lines = "\n".join(escape(each) for each in tip.lines)
    return View(
        f"<b>{escape(tip.title)}</b>\n{advice}\n\n<b>You could say</b>\n{lines}",
        rows(*_in_the_moment(tip), [ALL.button("‹ All tips")]),
    )


def _in_the_moment(tip: Tip) -> list[list[InlineKeyboardButton]]:
    """From an obstacle to a line for the moment it occurs in."""
    buttons = {"silences": quiet_button(), "long-answers": long_button()}
    return [[buttons[tip.id]]] if tip.id in buttons else []


def a_line(moment: Moment | Outcome, turn: int) -> View:
    """One line to say now, another, and more on the matter."""
    ways = [LINE.button("Another line", moment.value, turn + 1)]
    return View(escape(line(moment, turn)), rows([*ways, *([more_button(moment)] if moment in TIP_FOR else [])]))


# What other rooms use: buttons and lines, in context.


def quiet_button() -> InlineKeyboardButton:
    """Something to say when the talk is going quiet; the line comes as a message of its own."""
    return LINE.button(QUIET, Moment.GOING_QUIET.value, 0)


def long_button() -> InlineKeyboardButton:
    """A friendly way back when an answer is running long; the line comes as a message of its own."""
    return LINE.button(LONG, Moment.RUNNING_LONG.value, 0)


def more_button(moment: Moment | Outcome) -> InlineKeyboardButton:
    """The obstacle that belongs to a moment or an outcome, as a message of its own; KeyError where none does."""
    return TIP.button(f"More: {get(TIP_FOR[moment]).title.lower()}", TIP_FOR[moment], 1)


def kind_line(outcome: Outcome | Moment, turn: int = 0) -> str:
    """A kind line for how something turned out, safe inside Telegram's HTML; `turn` gives the next one."""
    return escape(line(outcome, turn))
