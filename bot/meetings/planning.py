"""Planning a meeting: a form whose answers are prefilled from one line."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot import forms, pages
from bot.capture import KnownContact, Span, capture
from bot.context import BotContext
from bot.forms import Answers, Choice, Reply, Step
from bot.meetings import agreeing, proposing, reading, rules, showing, views
from bot.picking import among, label, nearest
from bot.reminders.hours import zone_called
from bot.reminders.later import day_text
from bot.user_error import UserError
from bot.view import View, escape, shorten
from storage import contacts
from storage.kinds import Channel
from storage.tables import Contact

MOST_CHOICES = 6
LONGEST_NAME = 128
LEAD = "Meeting with "


# From one line


async def from_line(context: BotContext, line: str) -> None:
    """`Priya Friday 4pm zoom`: whatever it says is not asked again."""
    async with context.reading() as session:
        everyone = await contacts.everyone(session, context.owner_id)
    found = among(everyone, line)
    if found:
        await _begin(context, found, everyone, line, {})
        return
    length, rest = rules.read_length(line)
    link, rest = rules.read_link(rest)
    how, rest = reading.channel_in(rest)
    known = [KnownContact(each.name, each.organisation, each.id) for each in everyone]
    now = context.said_at.astimezone(context.zone)
    # The words before it say what kind of line it is; they are not the owner's, so spans are counted behind them.
    read = capture(LEAD + rest, now=now, tz=str(context.zone), known=known)
    person = next(iter(read.contacts), None)
    if person is None:
        raise UserError("Who is it with? Tell me in one line, for example “/schedule Priya Friday 4pm zoom”.")
    named = (LEAD + rest)[person.span.start : person.span.end]
    # Of somebody known, "at Blue Bottle" says where they meet, unless it is where they work.
    works_there = person.org_span if not person.known or person.org == person.known.org else None
    left = _without(LEAD + rest, [each for each in (person.span, works_there) if each])[len(LEAD) :]
    place, left = rules.read_place(left)
    answers: Answers = {
        "length": round(length / timedelta(minutes=1)) if length else None,
        "how": how.value if how else None,
        "place": link or place,
    }
    if person.known and person.known.id:
        meant: Sequence[Contact] = [each for each in everyone if each.id == person.known.id]
    else:
        meant = among(everyone, named)
    answers |= {"when": _when(context, left, read.date, read.time, meant)}
    if link and answers["how"] is None:
        answers["how"] = Channel.VIDEO.value
    given = {name: value for name, value in answers.items() if value is not None}
    await _begin(context, meant, everyone, person.name, given)


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _when(
    context: BotContext, words: str, day: date | None, clock: Any, meant: Sequence[Contact]
) -> dict[str, str | None] | None:
    """The day and time of the line; None where it says nothing of either. What is past or no day is a UserError."""
    words = " ".join(words.strip(" ,.;:-").split())
    if not words:
        return None
    hours = context.hours
    theirs = zone_called(meant[0].zone) if len(meant) == 1 and meant[0].zone else None
    try:
        return reading.as_answer(rules.read_when(words, context.now, hours, theirs), context.zone)
    except UserError:
        if day is None or clock is None or rules.THEIR_TIME.search(words):
            raise
    # Other words stand around it: the reading of notes finds the time among them.
    at = datetime.combine(day, clock, context.zone)
    if at <= context.now:
        raise UserError(f"{day_text(day, context.today)} is in the past. Try something ahead, like “fri 3pm”.")
    return {"day": day.isoformat(), "at": at.isoformat()}


async def _begin(
    context: BotContext, meant: Sequence[Contact], everyone: Sequence[Contact], name: str, given: Answers
) -> None:
    if len(meant) == 1:
        await begin(context, meant[0], given)
        return
    people = list(meant) or list(nearest(everyone, name))
    choices = [[f"#{each.id}", label(each)[:60], each.zone] for each in people[:MOST_CHOICES]]
    if not meant:
        choices.append(["new", f"Add {shorten(name, 40)}", None])
    await forms.start(context, SCHEDULE, {**given, "candidates": choices, "named": name[:LONGEST_NAME], "slots": []})


async def begin(context: BotContext, contact: Contact, given: Answers | None = None) -> None:
    """Plan a meeting with somebody, with what is known already."""
    given = given or {}
    async with context.reading() as session:
        taken = await agreeing.taken(session, context.owner_id, context.now)
    hours = context.hours
    theirs = zone_called(contact.zone) if contact.zone else hours.zone
    slots = rules.free_times(taken, context.now, hours, theirs)
    answers: Answers = {
        "who": {"id": contact.id, "name": contact.name},
        "their_zone": contact.zone,
        "slots": [each.isoformat() for each in slots],
        "shown": [views.short(each, context.zone) for each in slots],
        **given,
    }
    await forms.start(context, SCHEDULE, answers)


# The steps


def _read_who(reply: Reply, answers: Answers, _: BotContext) -> dict[str, Any]:
    for key, shown, zone in answers["candidates"]:
        if reply.choice == key:
            return {"id": int(key[1:]), "name": shown, "zone": zone} if key != "new" else {"name": answers["named"]}
    name = " ".join(reply.text.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise UserError("Tap one of them, or send a name, for example “Ada Lovelace”.")
    return {"name": name}


def _ask_who(answers: Answers) -> str:
    named = escape(answers["named"])
    if len(answers["candidates"]) == 1 or answers["candidates"][-1][0] == "new":
        return f"I know nobody called <b>{named}</b>. Who is it with?"
    return "Whom do you mean?"


def _name(answers: Answers) -> str:
    return f"<b>{escape(answers['who']['name'])}</b>"


def _slots(answers: Answers) -> list[Choice]:
    slots = [Choice(shown, str(number)) for number, shown in enumerate(answers.get("shown", ()))]
    return [*slots, Choice("Propose three times", reading.PROPOSE)] if "id" in answers["who"] else slots


def _agreed(answers: Answers) -> bool:
    return "propose" not in (answers.get("when") or {})


def _ask_clock(answers: Answers) -> str:
    day = date.fromisoformat(answers["when"]["day"])
    return f"What time on {day:%A} {day.day} {day:%B}? <i>For example: 4pm, or 16:30</i>"


STEPS = [
    Step(
        "who",
        _ask_who,
        _read_who,
        choices=lambda answers: [Choice(shown, key) for key, shown, _ in answers["candidates"]],
        required=True,
        columns=1,
    ),
    Step(
        "when",
        lambda answers: (
            f"When do you meet {_name(answers)}? Tap, or type it: <i>fri 4pm</i>, <i>20 march 10:30</i>, <i>tue 3pm "
            "their time</i>."
        ),
        reading.when,
        choices=_slots,
        skip_label="Not known yet",
    ),
    Step(
        "clock",
        _ask_clock,
        reading.clock,
        choices=[Choice(each, each) for each in ("10:00", "12:00", "14:00", "16:00")],
        needed=lambda answers: _agreed(answers) and bool(answers.get("when")) and not answers["when"]["at"],
        skip_label="Not known yet",
        columns=4,
    ),
    Step("length", "For how long?", reading.length, choices=reading.LENGTHS, needed=_agreed, columns=5),
    Step("how", "How will you talk?", reading.how, choices=reading.HOWS, needed=_agreed),
    Step("place", "Where, or on which link?", reading.place, needed=_agreed),
    Step(
        "zone",
        lambda answers: f"In which city is {_name(answers)}? Only if it is in another time zone than yours.",
        reading.zone,
        needed=lambda answers: (
            _agreed(answers) and not answers.get("their_zone") and not (answers.get("who") or {}).get("zone")
        ),
        skip_label="Same as mine",
        slow=True,
    ),
]


# At the end


async def keep(context: BotContext, answers: Answers) -> None:
    """The meeting with its pings; the page of it, and the file for the calendar."""
    who, hours = answers["who"], context.hours
    if not _agreed(answers):
        async with context.transaction():
            pass
        await proposing.show(context, who["id"])
        return
    meeting_id = 0
    async with context.transaction(undo=f"scheduled a talk with {who['name']}"[:200]) as session:
        contact = await contacts.find(session, context.owner_id, who["id"]) if "id" in who else None
        contact = contact or await contacts.find_by_name(session, context.owner_id, who["name"])
        if contact is None and "id" not in who:
            contact = await contacts.add(session, context.owner_id, who["name"], context.now)
        if contact:
            contact.zone = answers.get("zone") or contact.zone
            terms = _terms(answers)
            meeting = await agreeing.agree(session, context.owner_id, contact, terms, hours, context.now)
            meeting_id = meeting.id
    if not meeting_id:
        await context.show(View(pages.PERSON_GONE))
        return
    await showing.page(context, meeting_id, "Kept.", send_file=True)


def _terms(answers: Answers) -> dict[str, Any]:
    when = answers.get("when") or {}
    at = answers.get("clock") or when.get("at")
    return {
        "day": date.fromisoformat(when["day"]) if when.get("day") else None,
        "starts_at": datetime.fromisoformat(at) if at else None,
        "length": timedelta(minutes=answers["length"]) if answers.get("length") else None,
        "channel": Channel(answers["how"]) if answers.get("how") else None,
        "place": answers.get("place"),
    }


SCHEDULE = forms.Form("schedule", "a meeting", STEPS, keep)
FORMS: Sequence[forms.Form] = (SCHEDULE,)
