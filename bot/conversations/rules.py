"""Reading what an owner types about a talk, and what a talk changes. Pure: no Telegram, no storage."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from bot.capture.clocks import find_clocks
from bot.capture.dates import MONTHS, Day, Side, find_days
from bot.capture.text import Message, split
from bot.conversations.draft import PersonDraft
from bot.user_error import UserError
from storage.folding import fold
from storage.kinds import Channel, Status

MOST_PEOPLE = 12
LONGEST_NAME = 80
LONGEST_ADVICE = 512
MOST_ADVICE = 20
# Nobody alive held a conversation before.
LONG_AGO = timedelta(days=365 * 90)

WHO = "Names only, please: for example Ada Lovelace and Tom."
WHEN = "I did not find a day in that. Try today, yesterday, last Tuesday, 3 March or on the 5th."

# What ends the name of an organisation, so that "Ada Lovelace, Engines Ltd" is one person.
ORGANISATION_ENDS = frozenset(
    {
        "ltd",
        "limited",
        "inc",
        "llc",
        "llp",
        "gmbh",
        "ag",
        "plc",
        "corp",
        "corporation",
        "university",
        "college",
        "school",
    }
    | {"co", "company", "group", "media", "studios", "studio", "bank", "foundation", "institute", "agency", "museum"}
    | {"press", "records", "pictures", "labs", "associates", "partners"}
)
PLACE = re.compile(
    r"^(?P<name>.+?)\s*(?:\((?P<inside>[^()]+)\)|\s(?:from|at|of|@|[-–—])\s+(?P<place>.+))$", re.IGNORECASE
)
# "analyst at Engines" behind a name says what they do.
JOB = re.compile(r"^(?P<role>[a-z][\w -]{2,60}?) (?:at|for|with) (?P<place>.+)$")
TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|rev)\b\.?\s+)+(?=\S)", re.IGNORECASE)
AND = re.compile(r"\s*(?:[;&+/\n]|,|\band\b|\bplus\b)\s*", re.IGNORECASE)
LEADING = re.compile(r"^(?:(?:and|with|to|my friend|also)\s+|[-–—•*·]\s*)+", re.IGNORECASE)
# Words that stand in sentences and in nobody's name.
SENTENCE = frozenset(
    {"I", "we", "had", "was", "were", "is", "are", "the", "very", "today", "yesterday", "talk", "talked", "about", "my"}
)
NOBODY = frozenset({"nobody", "no one", "noone", "none", "no", "nope", "nothing", "not this time", "n a", "-"})

CHANNEL_WORDS = {
    Channel.COFFEE: "coffee tea lunch dinner breakfast brunch drink drinks beer meal cafe pub",
    Channel.CALL: "call phone telephone ring rang phoned",
    Channel.VIDEO: "video zoom teams skype facetime meet webex videocall",
    Channel.MEETING: "meeting person office visit walk face met",
    Channel.EMAIL: "email mail emails mailed",
    Channel.MESSAGE: "message chat text dm linkedin whatsapp sms slack telegram signal messages",
    Channel.EVENT: "event conference fair party panel workshop seminar meetup reunion festival",
    Channel.OTHER: "other letter card gift",
}
CHANNEL_BY_WORD = {word: channel for channel, words in CHANNEL_WORDS.items() for word in words.split()}

# A first line such as "coffee with Ada today:" says who and when; what was said stands behind it.
HEADING = re.compile(
    r"^(?=[^:\n]{0,90}\b(?:with|coffee|lunch|call|zoom|met|meeting|spoke|talked|chat|email|today|yesterday)\b)[^:\n]{1,90}:\s+",
    re.IGNORECASE,
)

# "Coffee with Ada (editor at NBC) today, she said …": the same without a colon. Only where it is clear that a new part
# begins: a day was said, or somebody is spoken of next; a list of names goes on.
OPENING = re.compile(
    r"^(?:just\s+)?(?:had\s+|grabbed\s+)?(?:(?:an?|the|my|quick|short|long|good|great|nice|lovely)\s+)*"
    r"(?:coffee|lunch|breakfast|dinner|tea|drinks?|(?:phone\s+|video\s+)?call(?:ed)?|zoom|chat(?:ted)?|meeting|met|"
    r"talk(?:ed)?|spoke|catch-?up)\s+(?![^,;:\n]{0,120}\b(?:about|said|told)\b)"
    r"(?:(?=[^,;:\n]{0,120}\b(?:today|yesterday|tonight|this\s+\w+|last\s+\w+|\w+day)\b)[^,;:\n]{2,120}[,;]\s+|"
    r"[^,;:\n]{2,120}[,;]\s+(?=(?:and\s+)?(?:she|he|they|we|i|who|talked|spoke|said|told|discussed)\b))",
    re.IGNORECASE,
)


# People


def read_people(text: str) -> list[PersonDraft]:
    """The people typed in one go: "Ada and Tom", "Ada, Tom (NBC)", one a line. UserError for what is no name."""
    people: list[PersonDraft] = []
    for part in _parts(text):
        before = people[-1] if people else None
        if before and before.organisation is None and is_organisation(part):
            people[-1] = PersonDraft(before.name, part)
        elif before and before.organisation is None and (job := JOB.match(part)) and before.name[0].isupper():
            people[-1] = PersonDraft(before.name, job["place"], job["role"])
        else:
            people.append(read_person(part))
    return _some(people)


def read_named(text: str) -> list[PersonDraft]:
    """The people somebody pointed to, one a line: "Tom Reyes, NBC". Nobody at all for "nobody"."""
    if is_none(text):
        return []
    people: list[PersonDraft] = []
    for line in re.split(r"[\n;]+", text):
        name, comma, place = line.strip().partition(",")
        if comma and not re.search(r"\band\b|&", place) and "," not in place:
            people.append(PersonDraft(read_person(name).name, place.strip() or None))
        elif comma or re.search(r"\s(?:and|&)\s", line):
            people += read_people(line)
        elif line.strip():
            people.append(read_person(line))
    return _some(people)


def is_none(text: str) -> bool:
    """Whether this says that there is none: "nobody", "no", "-"."""
    return fold(text) in NOBODY or text.strip() == "-"


def read_person(text: str) -> PersonDraft:
    """One person, with where they work if that is said: "Tom Reyes at NBC", "Tom Reyes (NBC)"."""
    text = TITLES.sub("", LEADING.sub("", " ".join(text.split()))).strip(" .,:!")
    place = PLACE.match(text)
    name = (place["name"] if place else text).strip()
    words = name.split()
    if (
        not any(letter.isalpha() for letter in name)
        or len(name) > LONGEST_NAME
        or len(words) > 6
        or set("?@") & set(name)
    ):
        raise UserError(f"“{name[:40]}” does not look like a name. {WHO}" if name else WHO)
    if not SENTENCE.isdisjoint(words):
        raise UserError(f"“{name[:40]}” does not look like a name. {WHO}" if name else WHO)
    organisation = (place["inside"] or place["place"]).strip()[:128] if place else None
    return PersonDraft(name, organisation)


def is_organisation(text: str) -> bool:
    """Whether these words can only be where somebody works."""
    words = fold(text).split()
    return len(words) > 1 and (words[-1] in ORGANISATION_ENDS or (words[0] in ORGANISATION_ENDS and words[1] == "of"))


def _parts(text: str) -> list[str]:
    return [part for part in (LEADING.sub("", each.strip()) for each in AND.split(text)) if part.strip(" .")]


def _some(people: Sequence[PersonDraft]) -> list[PersonDraft]:
    once = list({(fold(person.name), person.organisation): person for person in reversed(people)}.values())[::-1]
    if not once:
        raise UserError(WHO)
    if len(once) > MOST_PEOPLE:
        raise UserError(f"That is many at once: I take up to {MOST_PEOPLE} names in one message.")
    return once


def listed(names: Sequence[str]) -> str:
    """ "Ada", "Ada and Tom", "Ada, Tom and Sam"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


# Days


def read_day(text: str, today: date, zone: str) -> tuple[date, time | None]:
    """A day that is over, or today, and the time of day if one is said. UserError, with an example, for anything else.

    Days mean what they mean in a captured note: "Tuesday" is the most recent one, "the 5th" the most recent 5th.
    """
    words = re.sub(r"\b(\d{1,2})$", r"the \1th", text.strip()) if re.fullmatch(r"\s*\d{1,2}\s*", text) else text
    message = Message(words, split(words)).write()
    days = find_days(message, zone)
    clocks = find_clocks(message, days)
    if not days or not _nothing_else(
        message, [*((day.first, day.last) for day in days), *((clock.first, clock.last) for clock in clocks)]
    ):
        raise impossible_day(text) or UserError(WHEN)
    day = days[0].on(today, ahead=False)
    if day is None:
        raise impossible_day(text) or UserError(WHEN)
    check_past(day, today, days[0])
    return day, clocks[0].at if clocks else None


def check_past(day: date, today: date, said: Day | None = None) -> None:
    """UserError for a day still to come, and for one that nobody remembers."""
    if day > today or (said and said.side is Side.FUTURE and day != today):
        raise UserError(f"{full_day(day)} is still to come. When did you talk? For example yesterday, or last Tuesday.")
    if today - day > LONG_AGO:
        raise UserError(f"{full_day(day)} is very long ago. When did you talk? For example yesterday, or 3 March.")


def impossible_day(text: str) -> UserError | None:
    """What to say of a day that no calendar has, such as 31 February; None where that is not what is wrong."""
    words = fold(text).split()
    months = [word for word in words if word in MONTHS]
    numbers = [int(number) for number in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", fold(text))]
    if months and numbers:
        return UserError(f"There is no {numbers[0]} {months[0].capitalize()}. Send another day, such as 28 February.")
    if re.fullmatch(r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?", text.strip()):
        return UserError(f"{text.strip()} is on no calendar. Send another day, such as 3 March.")
    return None


# Words that may stand around a day without making it something else.
# Words that may lead up to a day and say nothing else.
LEAD = re.compile(r"(?:on|by|before|until|till|til|for|this|from|due|come|at|of|over|,|\()")

AROUND = frozenset(
    {"on", "it", "was", "at", "in", "the", "this", "about", "around", "from", "of", "we", "met", "talked"}
    | {",", ".", "!", "-"}
)


def _nothing_else(message: Message, taken: Sequence[tuple[int, int]]) -> bool:
    rest = [
        token.plain
        for token in message.tokens
        if not any(first <= token.index < last for first, last in taken) and token.plain not in AROUND
    ]
    return not [word for word in rest if not LEAD.fullmatch(word)]


def full_day(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def day_words(day: date, today: date) -> str:
    """When a day was, as one says it: today, yesterday, on Tuesday, on 3 March, on 3 March 2024."""
    match (today - day).days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case 2 | 3 | 4 | 5 | 6:
            return f"on {day:%A}"
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


# The rest


def read_channel(text: str) -> Channel:
    """The channel a word stands for: "zoom", "by phone", "lunch"."""
    for word in fold(text).split():
        if channel := CHANNEL_BY_WORD.get(word):
            return channel
    raise UserError("How did you talk? Tap one, or type for example coffee, call, video or email.")


def split_advice(text: str) -> list[str]:
    """What was suggested, taken apart: a line each, or a sentence each where it is one paragraph."""
    lines = [LEADING.sub("", line.strip()) for line in text.splitlines() if line.strip()]
    items = lines if len(lines) > 1 else re.split(r"(?<=[.!?;])\s+(?=\w)", text.strip())
    kept = [item.strip().rstrip(";.").strip()[:LONGEST_ADVICE] for item in items]
    return [item for item in dict.fromkeys(kept) if any(letter.isalnum() for letter in item)][:MOST_ADVICE]


def about_resume(advice: str) -> bool:
    """Whether a piece of advice is about the owner's resume."""
    return bool(re.search(r"\b(?:resume|résumé|cv)\b", advice, re.IGNORECASE))


def said_part(notes: str) -> str:
    """The notes without a first line that only says who and when ("coffee with Ada today: …")."""
    return HEADING.sub("", notes.strip(), count=1) or notes.strip()


def gist(notes: str) -> str:
    """What was said, as one line: what stood on lines of its own is parted by semicolons."""
    said = said_part(notes)
    lines = [line.strip().rstrip(";") for line in (OPENING.sub("", said, count=1) or said).splitlines() if line.strip()]
    ends = [line if line[-1] in ".!?,:" else f"{line};" for line in lines[:-1]]
    return " ".join([*ends, *lines[-1:]])


def status_after_talk(status: Status, *, newest: bool) -> Status:
    """Where a contact stands once a talk with them is recorded; `newest` when none is later.

    Somebody thanked and talked to again is in touch. A contact the owner has paused stays so.
    """
    match status:
        case Status.TO_CONTACT | Status.REACHED_OUT | Status.SCHEDULED | Status.DECLINED | Status.NO_REPLY:
            return Status.MET
        case Status.THANKED if newest:
            return Status.IN_TOUCH
    return status
