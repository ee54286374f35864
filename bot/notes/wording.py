"""The lines of a note's card: what was understood, what will follow. Words and escaping; the buttons are elsewhere."""

from collections.abc import Sequence
from datetime import date

from bot.capture import Intent
from bot.contacts.card_text import what_they_do
from bot.conversations.rules import day_words, gist, listed
from bot.conversations.views import HOW
from bot.notes.facts import Facts
from bot.notes.naming import meeting
from bot.notes.understood import Task, Understood, Who
from bot.reminders.hours import local_day
from bot.reminders.later import clock_text, day_text, describe_due
from bot.view import escape, shorten
from storage.kinds import Channel, ReminderKind

LINE = 120
GIST = 240
MOST_LINES = 6
# A note of so few words needs no repeating.
SHORT = 90

WROTE = {
    Channel.CALL: "you rang {who}",
    Channel.VIDEO: "you rang {who}",
    Channel.EMAIL: "you mailed {who}",
    Channel.MESSAGE: "you messaged {who}",
    Channel.COFFEE: "you asked {who} for coffee",
}
THANKED = {
    Channel.EMAIL: " by mail",
    Channel.MESSAGE: " by message",
    Channel.CALL: " by phone",
    Channel.OTHER: " with a card or a gift",
}
FOLLOWS = {
    ReminderKind.THANK_YOU: "thank-you ping {at}",
    ReminderKind.FOLLOW_UP: "reminder {at}",
    ReminderKind.MEETING_TOMORROW: "a look at it {at}",
    ReminderKind.MEETING_SOON: "a ping {at}",
    ReminderKind.HOW_DID_IT_GO: "I ask how it went {at}",
    ReminderKind.NO_REPLY_ELSE: "somebody else to try {at}",
    ReminderKind.NO_REPLY_SECOND: "one gentle second note {at}",
    ReminderKind.CLOSE_LOOP: "a line to {who}, who gave the name, {at}",
    ReminderKind.THEY_PROMISED: "a look at what they promised {at}",
}
# Of these one wants to know the hour as well.
AT_AN_HOUR = {
    ReminderKind.THANK_YOU,
    ReminderKind.FOLLOW_UP,
    ReminderKind.MEETING_TOMORROW,
    ReminderKind.MEETING_SOON,
    ReminderKind.HOW_DID_IT_GO,
}
UPDATE = "next update to {who} {at}"


def text(facts: Facts) -> str:
    """The whole card, but for its questions."""
    understood = facts.understood
    if understood is None:
        return ""
    lines = [head(facts, understood), *details(facts, understood)]
    if facts.reading.heard or (understood.intent is Intent.CONVERSATION and len(understood.notes) > SHORT):
        mark = "🎙" if facts.reading.heard else "📝"
        lines.append(f"{mark} {escape(shorten(gist(understood.notes), GIST))}")
    if facts.reading.why_kept:
        lines += [
            "",
            f"Something newer builds on this ({escape(facts.reading.why_kept)}), so I left the records as they are.",
        ]
    if follows := following(facts, understood):
        lines += ["", follows]
    return "\n".join(lines)


def head(facts: Facts, understood: Understood) -> str:
    """What happened or is to happen, with whom, when."""
    who = names(facts, understood.people)
    today = local_day(facts.now, facts.zone)
    match understood.intent:
        case Intent.CONVERSATION:
            said = HOW[understood.channel].format(who=who or "somebody")
            return f"{_verb('Kept', understood)}: {said}, {_past(understood, today)}."
        case Intent.MEETING_SCHEDULED:
            agreed = meeting(understood)
            verb = "Moved" if understood.moved else "Agreed"
            return f"{_verb(verb, understood)}: {agreed} with {who or 'somebody'}, {_ahead(facts, understood, today)}."
        case Intent.OUTREACH_SENT:
            wrote = WROTE.get(understood.channel or Channel.OTHER, "you wrote to {who}")
            return f"{_verb('Noted', understood)}: {wrote.format(who=who or 'somebody')}, {_past(understood, today)}."
        case Intent.THANKS_SENT:
            how = THANKED.get(understood.channel or Channel.MEETING, "")
            return f"{_verb('Noted', understood)}: you thanked {who or 'somebody'}{how}, {_past(understood, today)}."
    if not who:
        return "Noted."
    return f"{_verb('Noted', understood)}: {who}."


def _verb(done: str, understood: Understood) -> str:
    """What was done; nothing yet where it is not clear with whom."""
    return done if understood.sure_people else "Not kept yet"


def details(facts: Facts, understood: Understood) -> list[str]:
    """Names, promises, advice, who brought them together: a line each."""
    today = local_day(facts.now, facts.zone)
    lines = [_referred(facts, understood, each) for each in understood.referrals]
    lines += [f"☑️ You: {task_line(each, today)}" for each in understood.mine]
    lines += [f"⏳ They: {task_line(each, today)}" for each in understood.theirs]
    lines += [f"💡 {escape(shorten(each, LINE))}" for each in understood.advice]
    if understood.through:
        lines.append(f"🔗 Met through {name(facts, understood.through)}")
    return lines if len(lines) <= 2 * MOST_LINES else [*lines[: 2 * MOST_LINES], f"… and {len(lines) - 12} more"]


def task_line(task: Task, today: date) -> str:
    """A promise with its day."""
    due = f", {day_text(task.due, today)}" if task.due else ""
    return f"{escape(shorten(task.text, LINE))}{due}"


def names(facts: Facts, people: Sequence[Who]) -> str:
    """The people in a row, each with what they do."""
    return listed([name(facts, each) for each in people[:MOST_LINES]])


def name(facts: Facts, person: Who) -> str:
    """Somebody in bold, with organisation and role, and whether they are new or not sure."""
    contact = facts.contact(person)
    if contact is None or not person.is_sure:
        place = f", {escape(shorten(person.organisation, 40))}" if person.organisation else ""
        return f"<b>{escape(shorten(person.name, 60))}</b>{place}{'' if person.is_sure else ' (?)'}"
    does = shorten(what_they_do(contact), 60)
    new = " (new)" if contact.id in facts.added else ""
    return f"<b>{escape(shorten(contact.name, 60))}</b>{new}{f', {escape(does)}' if does else ''}"


def first_name(facts: Facts, person: Who) -> str:
    """What one calls them."""
    contact = facts.contact(person)
    return escape(shorten(contact.first_name if contact else person.name.split()[0], 30))


def giver(facts: Facts, understood: Understood, named: Who) -> str:
    """Who gave a name."""
    people = understood.sure_people or understood.people
    return first_name(facts, people[named.by if named.by < len(people) else 0]) if people else "They"


def _referred(facts: Facts, understood: Understood, named: Who) -> str:
    by = giver(facts, understood, named)
    may = {True: f": you may use {by}’s name", False: f": without {by}’s name", None: ""}[named.may_use_name]
    return f"👉 {by} named {name(facts, named)}{may}"


def _past(understood: Understood, today: date) -> str:
    clock = f" at {understood.clock.hour}:{understood.clock:%M}" if understood.clock else ""
    return f"{day_words(understood.day, today) if understood.day else 'no day yet'}{clock}"


def _ahead(facts: Facts, understood: Understood, today: date) -> str:
    """When it is to be, as agreed on: a moved meeting keeps what was not said anew."""
    day, clock = understood.day, understood.clock
    if facts.meeting:
        day = facts.meeting.day
        clock = facts.meeting.starts_at.astimezone(facts.zone).time() if facts.meeting.starts_at else clock
    if day is None:
        return "no day yet"
    words = {0: "today", 1: "tomorrow"}.get((day - today).days, day_text(day, today))
    return f"{words} {clock.hour}:{clock:%M}" if clock else words


def following(facts: Facts, understood: Understood) -> str:
    """What the bot will do of itself, each kind once, the soonest first."""
    said: dict[str, str] = {}
    for reminder in facts.following:
        wording = FOLLOWS.get(reminder.kind)
        if reminder.kind is ReminderKind.UPDATE and understood.intent is Intent.THANKS_SENT:
            wording = UPDATE
        if wording is None:
            continue
        whom = escape(reminder.contact.first_name) if reminder.contact else "them"
        at = describe_due(reminder.due_at, facts.now, facts.zone)
        if reminder.kind in AT_AN_HOUR and ":" not in at:
            at = f"{at} {clock_text(reminder.due_at, facts.zone)}"
        said.setdefault(wording.format(at=at, who=whom), "")
    return f"Next: {'; '.join(list(said)[:MOST_LINES])}." if said else ""
