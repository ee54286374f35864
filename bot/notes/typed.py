"""A line of a card put right in the owner's own words: a name, a day, a text. One question, then the card again."""

from datetime import date
from typing import Any

from bot import forms
from bot.capture import Intent
from bot.capture.clocks import find_clocks
from bot.capture.dates import find_days
from bot.capture.text import Message, split
from bot.context import BotContext
from bot.conversations import rules
from bot.forms import Answers, Form, Reply, Step
from bot.notes import corrections, reading
from bot.notes.corrections import DAY, MINE, THEIRS, correction
from bot.notes.facts import Facts
from bot.notes.understood import Correction
from bot.user_error import UserError
from bot.view import escape
from storage.folding import fold

ASK = {
    "name": "What is the name of <b>{what}</b>?\n<i>For example: Ada Lovelace</i>",
    "org": "Where does <b>{what}</b> work or study?\n<i>For example: Engines Ltd</i>",
    "role": "What does <b>{what}</b> do?\n<i>For example: analyst</i>",
    "type": "Which day was it?\n<i>For example: last Tuesday, 3 March, yesterday at 3 pm</i>",
    "ahead": "Which day is it?\n<i>For example: Friday at 3 pm, 3 April, tomorrow</i>",
    "text": "What is to be done, instead of “{what}”?\n<i>For example: send her the reel</i>",
    "due": "By which day: “{what}”?\n<i>For example: Friday, 3 April, in two weeks</i>",
}
LENGTH = {"name": 128, "org": 128, "role": 128, "text": 512}
EXPECTED = {
    "name": "I need a name, for example “Ada Lovelace”.",
    "org": "I need the name of an organisation, for example “Engines Ltd”.",
    "role": "I need a role in a few words, for example “analyst”.",
    "text": "A few words, for example “send her the reel”.",
}
DAY_EXPECTED = "I did not find a day in that. Try tomorrow, Friday, 3 April or in two weeks."


def answers(facts: Facts, line: str, place: int, what: str) -> Answers:
    """What the form begins with: which line of which note, and what was read there."""
    understood, found = facts.understood, facts.reading.found
    assert understood is not None
    assert found is not None
    known: Answers = {"note": facts.note.id, "line": line, "what": what, "of": "", "shown": "them"}
    if line in {MINE, THEIRS}:
        if task := corrections.task_at(understood, line, place):
            read_on = MINE if any(each.said == task.said for each in found.mine) else THEIRS
            known |= {"line": read_on, "of": task.said, "shown": task.text}
    elif line == DAY:
        ahead = understood.intent is Intent.MEETING_SCHEDULED
        known |= {"of": corrections.day_read(found), "what": "ahead" if ahead else "type"}
    elif person := corrections.person_at(understood, line, place) if line != "who" else None:
        line = corrections.line_of(found, person, line)
        known |= {"line": line, "of": fold(person.said), "shown": person.name}
        known |= {"organisation": person.organisation, "role": person.role}
        if contact := facts.contact(person):
            known |= {"organisation": contact.organisation, "role": contact.role}
    return known


def _ask(known: Answers) -> str:
    return ASK[known["what"]].format(what=escape(known["shown"]))


def _read(reply: Reply, known: Answers, context: BotContext) -> Any:
    match known["what"]:
        case "type":
            day, clock = rules.read_day(reply.text, context.today, str(context.zone))
            return [day.isoformat(), clock.isoformat("minutes") if clock else None]
        case "ahead" | "due":
            return read_ahead(reply.text, context.today, str(context.zone))
        case "name":
            return rules.read_person(reply.text).name
        case what:
            return forms.text(EXPECTED[what], LENGTH[what])(reply, known, context)


def read_ahead(text: str, today: date, zone: str) -> list[str | None]:
    """A day to come, or today, and the time of day where one is said. UserError with an example otherwise."""
    message = Message(text, split(text)).write()
    days = find_days(message, zone)
    clocks = find_clocks(message, days)
    day = days[0].on(today, ahead=True) if days else None
    if day is None:
        raise rules.impossible_day(text) or UserError(DAY_EXPECTED)
    if day < today:
        raise UserError(f"{rules.full_day(day)} is over. Try tomorrow, Friday or 3 April.")
    return [day.isoformat(), clocks[0].at.isoformat("minutes") if clocks else None]


async def finish(context: BotContext, known: Answers) -> None:
    """Put the line right, and show the card in place."""
    await reading.correct(context, known["note"], change_of(known))


def change_of(known: Answers) -> Correction:
    """The correction that the answer is."""
    value, line = known["value"], known["line"]
    match known["what"]:
        case "type" | "ahead":
            day, clock = value
            return correction(DAY, known["of"], day=day, **({"time": clock} if clock else {}))
        case "due":
            return correction(line, known["of"], due=value[0])
        case "text":
            return correction(line, known["of"], text=value)
        case "name" if line == "who":
            return corrections.extra(value)
        case "name":
            return correction(line, known["of"], name=value)
        case what:
            kept = {"organisation": known.get("organisation"), "role": known.get("role")}
            return correction(line, known["of"], **{**kept, "organisation" if what == "org" else "role": value})


FORM = Form("note_fix", "that correction to a note", [Step("value", _ask, _read, required=True)], finish)
