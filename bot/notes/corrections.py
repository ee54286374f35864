"""What the owner put right on a card, kept beside the reading, so that reading again respects it. Pure.

A correction names its line and what was read there. It counts as long as that is still read: words that are edited to
say something else are newer than the correction.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.capture import Intent
from bot.notes.understood import Correction, Task, Understood, Who
from storage.folding import fold
from storage.kinds import Channel

PERSON, DAY, CHANNEL, REFERRAL, MINE, THEIRS, ADVICE, THROUGH, KIND = (
    "person",
    "day",
    "channel",
    "referral",
    "mine",
    "theirs",
    "advice",
    "through",
    "kind",
)


def correction(line: str, of: str, **to: Any) -> Correction:
    """One correction: the line, what was read there, and what is so instead."""
    return {"line": line, "of": of, "set": to}


def add(held: Sequence[Correction], new: Correction) -> tuple[Correction, ...]:
    """The corrections with one more; on the same line it is put into the one that is there."""
    same = next((each for each in held if (each["line"], each["of"]) == (new["line"], new["of"])), None)
    if same is None:
        return (*held, new)
    merged = {**same, "set": {**same["set"], **new["set"]}}
    return tuple(merged if each is same else each for each in held)


def day_read(found: Understood) -> str:
    """What was read of day and time, as a correction remembers it."""
    clock = f" {found.clock:%H:%M}" if found.clock else ""
    return f"{found.day.isoformat() if found.day else ''}{clock}"


def apply(found: Understood, corrections: Sequence[Correction]) -> Understood:
    """The reading as the owner has put it right."""
    to = {(each["line"], each["of"]): each["set"] for each in corrections}
    people = [put_right(each, to.get((PERSON, fold(each.said)))) for each in found.people]
    people += [
        put_right(Who(change["name"], change["said"]), change)
        for line, of in to
        if line == PERSON and (change := to[line, of]).get("extra")
    ]
    referrals = [put_right(each, to.get((REFERRAL, fold(each.said)))) for each in found.referrals]
    took_part = [
        put_right(each, change)
        for each in found.referrals
        if (change := to.get((REFERRAL, fold(each.said)))) and change.get("took_part")
    ]
    through = put_right(found.through, to.get((THROUGH, fold(found.through.said)))) if found.through else None
    right = replace(
        found,
        people=tuple(each for each in (*people, *took_part) if each),
        referrals=tuple(each for each in referrals if each and each not in took_part),
        mine=_tasks(found, to, MINE),
        theirs=_tasks(found, to, THEIRS),
        advice=tuple(each for each in found.advice if not to.get((ADVICE, each), {}).get("remove")),
        through=through,
    )
    if change := to.get((DAY, day_read(found))):
        right = replace(right, **_day(right, change))
    if (change := to.get((CHANNEL, found.channel or ""))) and "channel" in change:
        right = replace(right, channel=Channel(change["channel"]) if change["channel"] else None)
    if change := to.get((KIND, found.intent.value)):
        right = as_kind(right, Intent(change["kind"]))
    return right


def put_right(person: Who, change: dict[str, Any] | None) -> Who | None:
    """Somebody as corrected; None for who was removed."""
    if not change:
        return person
    if change.get("remove"):
        return None
    if "id" in change:
        # Another contact: what the message said of where they work stays what it said.
        person = replace(person, contact_id=change["id"], name=change["name"], fits=(), is_new=False)
    elif change.get("new"):
        person = replace(person, contact_id=None, fits=(), is_new=True)
    if change.get("name") and "id" not in change:
        person = replace(person, name=change["name"])
    if "organisation" in change or "role" in change:
        person = replace(
            person,
            organisation=change.get("organisation", person.organisation),
            role=change.get("role", person.role),
            corrected=True,
        )
    if "may" in change:
        person = replace(person, may_use_name=change["may"])
    return replace(person, heard=person.heard and not change.get("confirmed") and not set(change) & {"id", "name"})


def _tasks(found: Understood, to: dict[tuple[str, str], dict[str, Any]], line: str) -> tuple[Task, ...]:
    """The promises of one side: put right, without what was removed, with what turned out to be on this side."""
    other = THEIRS if line == MINE else MINE
    own, others = (found.mine, found.theirs) if line == MINE else (found.theirs, found.mine)
    stay = [_task(each, to.get((line, each.said))) for each in own if not to.get((line, each.said), {}).get("swap")]
    came = [_task(each, change) for each in others if (change := to.get((other, each.said), {})).get("swap")]
    return tuple(each for each in (*stay, *came) if each)


def _task(task: Task, change: dict[str, Any] | None) -> Task | None:
    if not change:
        return task
    if change.get("remove"):
        return None
    due = task.due
    if "due" in change:
        due = date.fromisoformat(change["due"]) if change["due"] else None
    return replace(task, text=change.get("text", task.text), due=due)


def _day(found: Understood, change: dict[str, Any]) -> dict[str, Any]:
    if change.get("right"):
        return {"doubtful_day": None}
    clock = change.get("time", found.clock.isoformat("minutes") if found.clock else None)
    return {
        "day": date.fromisoformat(change["day"]) if change.get("day") else None,
        "clock": time.fromisoformat(clock) if clock else None,
        "doubtful_day": None,
    }


def as_kind(found: Understood, kind: Intent) -> Understood:
    """The same as another kind of note."""
    return replace(found, intent=kind, channel=None if kind is Intent.CONTACT_ONLY else found.channel)


# Where a line stands


def extra(name: str, contact_id: int | None = None) -> Correction:
    """Somebody whom the words did not name."""
    to: dict[str, Any] = {"extra": True, "name": name, "said": name}
    return correction(PERSON, fold(name), **to, **({"id": contact_id} if contact_id else {}))


def person_at(understood: Understood, line: str, place: int) -> Who | None:
    """Who stands on a line of the card."""
    if line == THROUGH:
        return understood.through
    people = understood.people if line == PERSON else understood.referrals
    return people[place] if place < len(people) else None


def task_at(understood: Understood, line: str, place: int) -> Task | None:
    """The promise on a line of the card."""
    tasks = understood.mine if line == MINE else understood.theirs
    return tasks[place] if place < len(tasks) else None


def line_of(found: Understood, person: Who, line: str) -> str:
    """The line on which somebody was read, whatever they have become since."""
    if line == PERSON and person.said in {each.said for each in found.referrals}:
        return REFERRAL if person.said not in {each.said for each in found.people} else PERSON
    return line
