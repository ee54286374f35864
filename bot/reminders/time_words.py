"""The words people use for times, brought to the small vocabulary that the rules of `typed_times` know."""

import re
from difflib import get_close_matches
from unicodedata import normalize

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# How people write the words that the rules know. Whole words of five letters or more are also found misspelt.
SPELLINGS = {
    "mon": "monday mondays",
    "tue": "tues tuesday tuesdays",
    "wed": "weds wednesday wednesdays",
    "thu": "thur thurs thursday thursdays",
    "fri": "friday fridays",
    "sat": "saturday saturdays",
    "sun": "sunday sundays",
    "jan": "january",
    "feb": "february",
    "mar": "march",
    "apr": "april",
    "jun": "june",
    "jul": "july",
    "aug": "august",
    "sep": "sept september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "minute": "m min mins minutes",
    "hour": "h hr hrs hours",
    "day": "d days",
    "week": "w wk wks weeks",
    "month": "mth mths months",
    "year": "yr yrs years",
    "fortnight": "fortnights",
    "weekend": "weekends",
    "working": "business work",
    "workday": "workdays weekday weekdays",
    "tomorrow": "tmrw tmr tmw tmro tomo tom tomorrows",
    "tonight": "tonite tnite",
    "morning": "mornings",
    "afternoon": "afternoons",
    "evening": "evenings eve",
    "night": "nights nite",
    "noon": "midday",
    "lunch": "lunchtime",
    "eod": "cob",
    "next": "nxt",
    "th": "st nd rd",
    "quarter": "qtr",
    "yesterday": "",
    "midnight": "",
    "end of month": "eom",
    "end of week": "eow",
}
WORDS = {written: word for word, others in SPELLINGS.items() for written in (word, *others.split())} | {
    word: str(number) for number, word in [*enumerate(NUMBERS, 1), (15, "fifteen"), (20, "twenty"), (30, "thirty")]
}
LONG_WORDS = [word for word in WORDS if len(word) > 4]


def plain(text: str) -> str:
    """The text in the rules' own vocabulary, one blank between words."""
    line = normalize("NFKC", text).lower().replace("@", " at ")
    line = re.sub(r"['’`´‘]", "", line)
    line = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", line)
    line = re.sub(r"(\d{4}-\d\d-\d\d)t(?=\d)", r"\1 ", line)
    line = re.sub(r"(?<=[a-z])[-./](?=\w)|(?<=\d)[-.](?=[a-z])|[,;!?()“”\"]|\.(?!\d)(?<!\d\.)", " ", line)
    line = re.sub(r"(?<!\.)\b(\d{1,4})\.$", r"\1", line.strip())
    line = re.sub(r"\b(\d{1,2})h(\d\d)\b", _hours_and_minutes, line)
    line = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", line)
    line = " ".join(_word(word) for word in line.split())
    return re.sub(r"(?<=\d) th(?= |$)", "th", line)


def _hours_and_minutes(match: re.Match[str]) -> str:
    """`2h30` is a length of time, `18h30` a time of day."""
    hour, minute = match.groups()
    return f"{hour} hour {minute} minute" if int(hour) < 7 else f"{hour}:{minute}"


def _word(word: str) -> str:
    known = WORDS.get(word)
    if known is None and word.isalpha() and len(word) > 4:
        close = get_close_matches(word, LONG_WORDS, 1, cutoff=0.8)
        known = WORDS[close[0]] if close else None
    return known or word
