"""A talk told in one message, as the answers of the form: what the message leaves open is asked, and nothing else."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.capture import Capture, DoubtKind, FollowUp, Intent, KnownContact, Person, capture
from bot.conversations import rules
from bot.conversations.form import MOST_NAMED, as_named, when_answer
from bot.conversations.people import Named, all_known
from bot.forms import Answers
from bot.user_error import UserError
from storage.tables import Contact

# A message of a few words that are no sentence can be somebody's name.
LONGEST_NAME_IN_WORDS = 4


def read(text: str, said_at: datetime, zone: str, everyone: Sequence[Contact]) -> Answers:
    """What one message says of a talk. `said_at` is the owner's local time; `everyone` their address book."""
    known = [KnownContact(contact.name, contact.organisation, contact.id) for contact in everyone]
    if names := _only_names(text, everyone):
        return {"whom": names}
    found = capture(text, now=said_at, tz=zone, known=known)
    nothing_happened = found.intent in {Intent.CONTACT_ONLY, Intent.NONE}
    if nothing_happened and len(text.split()) <= LONGEST_NAME_IN_WORDS and (names := _names(text)):
        return {"whom": names}
    if found.contacts:
        return answers_from(found, text, said_at.date())
    return {"notes": text, "suggested": None}


def answers_from(found: Capture, text: str, today: date) -> Answers:
    """A captured message, as answers; a day that is doubtful or still to come is left to be asked."""
    answers: Answers = {
        "whom": [_person(person) for person in found.contacts],
        "channel": found.channel.value if found.channel else None,
        "notes": text,
        "suggested": "\n".join(quote.text for quote in found.advice) or None,
        "named": [_person(person) for person in found.referrals[:MOST_NAMED]] or None,
        "mine": [_promise(each) for each in found.follow_ups],
        "theirs": [_promise(each) for each in found.promises],
        "unasked": True,
        **{f"may_{place}": None for place in range(MOST_NAMED)},
    }
    if len(found.contacts) == 1:
        answers["giver"] = 0
    if found.met_through:
        answers["met"] = _person(found.met_through)
    doubtful = any(doubt.kind is DoubtKind.UNLIKELY_DATE for doubt in found.doubts)
    happened = found.intent is Intent.CONVERSATION or found.date is not None
    if happened and not doubtful and (found.date or today) <= today:
        answers["when"] = when_answer(found.date or today, found.time)
    return answers


def _only_names(text: str, everyone: Sequence[Contact]) -> list[Named] | None:
    names = _names(text)
    return names if names and all_known(everyone, names) else None


def _names(text: str) -> list[Named] | None:
    try:
        return [as_named(person) for person in rules.read_people(text)]
    except UserError:
        return None


def _person(person: Person) -> Named:
    known = person.known.id if person.known else None
    return {"name": person.name, "organisation": person.org, "role": person.role, "id": known}


def _promise(said: FollowUp) -> dict[str, str | None]:
    return {"text": said.text, "due": said.due.isoformat() if said.due else None}
