"""How an organisation is typed on one line, and when its event is. Pure: no Telegram, no storage."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.contacts.details import clean, pull, read_link
from bot.reminders.hours import Hours, local_day
from bot.reminders.later import read_later
from bot.user_error import UserError
from storage.kinds import Circle

KINDS = ("society", "mailing list", "student group", "meetup", "union", "conference")

LONGEST_NAME = 128
LONGEST_KIND = 64
LONGEST_EVENT = 200
LONGEST_NOTES = 2000
MOST = 60

EXAMPLE = "/orgs add Women in Film, society, wif.org"
NAME_EXPECTED = f"Start with its name, for example: {EXAMPLE}"

# An event may fall on a day off and into quiet hours: a day is all that is read here.
NEVER_QUIET = time(0)


@dataclass(frozen=True, slots=True)
class Draft:
    """An organisation as it was typed."""

    name: str
    kind: str | None = None
    link: str | None = None
    notes: str | None = None


def read_line(text: str) -> Draft:
    """ "Women in Film, society, wif.org": the name first, then what it is, with a link anywhere; the rest are notes.

    Raises UserError for a line without a name, or one that is too long.
    """
    found = pull(" ".join(clean(text).split()))
    parts = [part for each in found.rest.split(",") if (part := each.strip())]
    link = next(iter(found.links), None)
    others: list[str] = []
    for part in parts[1:]:
        if link is None and _is_bare_link(part):
            link = read_link(part)
        else:
            others.append(part)
    if not parts or not any(letter.isalpha() for letter in parts[0]):
        raise UserError(NAME_EXPECTED)
    kind = next(iter(others), None)
    return Draft(
        fits("name", parts[0], LONGEST_NAME),
        fits("kind", kind, LONGEST_KIND) if kind else None,
        link,
        ", ".join(others[1:])[:LONGEST_NOTES] or None,
    )


def _is_bare_link(part: str) -> bool:
    """ "wif.org": a word with a dot in it that is an address."""
    if " " in part or "." not in part.strip("."):
        return False
    try:
        read_link(part)
    except UserError:
        return False
    return True


def fits(called: str, words: str, length: int) -> str:
    """The words, if they fit; UserError says by how much they do not."""
    if len(words) > length:
        raise UserError(f"The {called} is a little long: {length} characters fit, and yours has {len(words)}.")
    return words


def read_day(text: str, now: datetime, zone: ZoneInfo, country: str | None) -> tuple[date, time | None]:
    """The day of an event, today or ahead, and the time of day if one is said.

    Raises UserError for what is no day, has passed, or does not exist.
    """
    words = " ".join(text.split())
    if words.casefold() == "today":
        return local_day(now, zone), None
    # What comes out alike whatever the owner's hour for pings is was said; the rest stands at that hour.
    read = [
        read_later(
            words, now, Hours(zone, ping_at=each, quiet_from=NEVER_QUIET, quiet_until=NEVER_QUIET, country=country)
        ).astimezone(zone)
        for each in (time(9), time(10))
    ]
    return read[0].date(), read[0].time() if read[0] == read[1] else None


def circle_of(kind: str | None) -> Circle:
    """The circle of somebody who was met through an organisation of that kind."""
    return Circle.STUDENTS if kind and "student" in kind.casefold() else Circle.PROFESSIONALS
