"""The card for during a talk in words."""

from datetime import datetime, timedelta

from bot import pages
from bot.calls.gathering import Card
from bot.calls.rules import LENGTHS, Phase, minutes_left, phase
from bot.contacts.card_text import fitting
from bot.tips.rules import Moment, line
from bot.view import Action, Row, View, escape, rows, shorten
from storage.tables import Contact

START = Action("call_start")
ASKED = Action("call_asked")
ANSWER = Action("call_answer")
QUIET = Action("call_quiet")
LONG = Action("call_long")
JOB = Action("call_job")
NAMED = Action("call_named")
MORE_TIME = Action("call_more")
END = Action("call_end")
LOG = Action("call_log")
PREP = Action("prep_for")

GONE = "That talk is no longer kept."
OVER = "That talk has ended; what was said is kept."
MOST_SHOWN = 12
FIVE = 5
LINE_LENGTHS = (160, 90, 50)
CUES = {Phase.CLOSING: Moment.CLOSING_CUE, Phase.OVER: Moment.TIME_UP}


def how_long(contact: Contact) -> View:
    """For how many minutes did they ask?"""
    lengths = [START.button(f"{minutes} min", contact.id, minutes) for minutes in LENGTHS]
    text = f"How long did you ask <b>{escape(contact.name)}</b> for? The clock starts at your tap."
    return View(text, rows(lengths, [PREP.button("‹ Prep", contact.id)]))


def card(found: Card, now: datetime) -> View:
    """Minutes, what to say now if it is time to close, and the questions to tick off."""
    if found.call.ended_at:
        return summary(found)
    text = fitting(lambda length: _text(found, now, length), LINE_LENGTHS)
    return View(text, rows(*_buttons(found)))


def _text(found: Card, now: datetime, length: int) -> str:
    call = found.call
    lines = [f"🟢 <b>{escape(shorten(found.contact.name, 60))}</b> · {left(call.started_at, call.length, now)}"]
    at = phase(call.started_at, call.length, now)
    if at in CUES:
        # The line for the moment speaks of five minutes: a minute later it would be wrong.
        on_the_minute = at is Phase.OVER or minutes_left(call.started_at, call.length, now) == FIVE
        lines.append(f"⏳ {escape(line(CUES[at])) if on_the_minute else 'Time for the closing question:'}")
        lines.append(f"<b>{escape(shorten(found.closing, 3 * length))}</b>")
    lines.append("")
    for number, question in enumerate(found.questions[:MOST_SHOWN], 1):
        said = escape(shorten(question.text, length))
        lines.append(f"☑ {number}. <s>{said}</s>" if question.asked_at else f"☐ {number}. {said}")
        lines += [f"   – {escape(shorten(each.text, length))}" for each in found.answers_to(question)]
    lines += [f"👉 {escape(each.person.name)}" for each in found.named]
    return "\n".join(lines)


def left(started_at: datetime, length: timedelta, now: datetime) -> str:
    """ "12 minutes left of 20"."""
    minutes, asked_for = minutes_left(started_at, length, now), round(length / timedelta(minutes=1))
    if minutes < 0:
        return f"{-minutes} {'minute' if minutes == -1 else 'minutes'} over the {asked_for} you asked for"
    if minutes == 0:
        return f"the {asked_for} minutes are up"
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'} left of {asked_for}"


def _buttons(found: Card) -> list[Row]:
    key = found.call.id
    ticks: list[Row] = []
    pairs = [
        (
            ASKED.button(f"{'☑' if question.asked_at else '☐'} {number}", key, question.id),
            ANSWER.button(f"✎ {number}", key, question.id),
        )
        for number, question in enumerate(found.questions[:MOST_SHOWN], 1)
    ]
    ticks = [[*pairs[at], *(pairs[at + 1] if at + 1 < len(pairs) else ())] for at in range(0, len(pairs), 2)]
    return [
        *ticks,
        [QUIET.button("Going quiet?", key), LONG.button("Running long?", key)],
        [JOB.button("The usual questions" if found.is_about_a_job else "A job came up", key)],
        [NAMED.button("They named someone", key), MORE_TIME.button("+5 min", key)],
        [END.button("End", key)],
    ]


def summary(found: Card) -> View:
    """What the talk has brought, and the one tap that keeps it as a conversation."""
    asked = [each for each in found.questions if each.asked_at]
    return View(fitting(lambda length: _summary_text(found, len(asked), length), LINE_LENGTHS), rows(*_ways_on(found)))


def _summary_text(found: Card, asked: int, length: int) -> str:
    call = found.call
    took = round(((call.ended_at or call.started_at) - call.started_at) / timedelta(minutes=1))
    talked = f"{took} {'minute' if took == 1 else 'minutes'}"
    lines = [f"⚪ <b>{escape(shorten(found.contact.name, 60))}</b> · {talked}, {asked} of {len(found.questions)} asked"]
    for answer in found.answers:
        question = f"<b>{escape(shorten(answer.question, length))}</b>\n" if answer.question else ""
        lines.append(f"{question}{escape(shorten(answer.text, 2 * length))}")
    lines += [f"👉 {escape(found.contact.first_name)} named <b>{escape(each.person.name)}</b>" for each in found.named]
    return "\n".join(lines)


def _ways_on(found: Card) -> list[Row]:
    log = [] if found.is_logged else [LOG.button("Log the conversation", found.call.id)]
    return [log, [PREP.button("Prep", found.contact.id)]]


def ask_answer(name: str, question: str) -> str:
    """Asks for what was said to a question."""
    return f"<b>{escape(question)}</b>\nWhat does {escape(name)} say? Your next message is kept under it."


def answered(question: str, change_id: int | None) -> View:
    """An answer was kept."""
    text = f"✎ Kept under <i>{escape(shorten(question, 120))}</i>"
    return View(text, rows(pages.with_undo(change_id)), fresh=True)


def named(giver: str, name: str, change_id: int | None, *, may: bool | None) -> View:
    """Somebody they named was kept."""
    use = {
        True: f"you may use {giver}’s name",
        False: f"without {giver}’s name",
        None: f"still to ask about {giver}’s name",
    }[may]
    text = f"👉 Kept: <b>{escape(name)}</b>, {escape(use)}."
    return View(text, rows(pages.with_undo(change_id)), fresh=True)
