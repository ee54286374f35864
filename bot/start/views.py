"""Welcome and help, in words."""

from collections.abc import Iterable

from telegram import InlineKeyboardMarkup

from bot.commands import RUN, Command
from bot.view import View, escape

FIRST_STEPS = InlineKeyboardMarkup(
    [
        [RUN.button("Add somebody", "add"), RUN.button("Log a talk", "log")],
        [RUN.button("Questions to ask", "questions"), RUN.button("What is due", "due")],
        [RUN.button("All I can do", "help"), RUN.button("Settings", "settings")],
    ]
)

WELCOME = (
    "Hello! I am your assistant for networking and informational interviews: whom to talk to, what to ask, "
    "what was said, and thanking people in time.\n\n"
    "A few questions first, so that drafts and pings fit you. Skip any of them; /settings has them all."
)


def all_set(name: str | None, zone: str, ping_at: str) -> View:
    """The end of the welcome: what to do first."""
    hello = f"Thank you, {escape(name)}." if name else "Thank you."
    return View(
        f"{hello} Pings will come at {escape(ping_at)}, {escape(place(zone))} time.\n\n"
        "Now tell me about somebody. Type <b>/add Ada Lovelace, Engines Ltd, analyst</b>, or after a talk just write "
        "to me as you would to a friend:\n"
        "<i>Coffee with Ada Lovelace today. She said to talk to Charles Babbage, and I promised to send her my essay "
        "by Friday.</i>",
        FIRST_STEPS,
    )


def place(zone: str) -> str:
    """A zone as people say it: Lisbon, New York, UTC."""
    return zone.rpartition("/")[2].replace("_", " ")


def welcome_back(name: str | None, people: int) -> View:
    """/start by somebody who is past the welcome."""
    hello = f"Welcome back, {escape(name)}." if name else "Welcome back."
    known = {0: "Your list is still empty.", 1: "You keep one person here."}.get(
        people, f"You keep {people} people here."
    )
    return View(f"{hello} {known} What would you like to do?", FIRST_STEPS)


def everything(commands: Iterable[Command]) -> View:
    """Help: the short way first, then every command with its line and an example."""
    lines = [
        "<b>The short way:</b> after a talk, just write to me what happened. I keep the person, the talk, whom they "
        "pointed you to and what you promised, and show it with Undo.",
        "",
    ]
    for each in commands:
        example = f"\n      <code>{escape(each.example)}</code>" if each.example else ""
        lines.append(f"/{each.word} – {escape(each.line)}{example}")
    lines += ["", "Everything can be undone, and every form can be left and resumed."]
    return View("\n".join(lines), FIRST_STEPS)
