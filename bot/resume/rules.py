"""What a resume's file may be, how old one is, and what its caption says. Pure: no Telegram, no storage."""

import re
from datetime import date
from pathlib import PurePath

from bot.reminders.rules import add_months
from bot.user_error import UserError

# What people ask for, by the end of its name and by its media type.
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
A_MEGABYTE = 1024 * 1024
# What a bot may fetch from Telegram.
LARGEST = 20 * A_MEGABYTE

LONGEST_LABEL = 60
LONGEST_NAME = 200
LIMITS = (3, 6, 12, 24)  # months

EXPECTED = "Send the file itself, please: a PDF, DOCX or ODT of up to 20 MB."

# "resume", "my CV: for festivals": the word that says what the file is, then its label.
CAPTION = re.compile(
    r"^\W*(?:(?:my|the|this is my|new|latest)\s+)*(?:resume|résumé|resumé|cv)\b[\s:,;.–—-]*", re.IGNORECASE
)


def is_resume_file(name: str | None, mime: str | None) -> bool:
    """Whether a file is of a kind that resumes come in; its name decides where it has an ending."""
    ending = PurePath(name or "").suffix.casefold()
    return ending in KINDS if ending else (mime or "").casefold() in KINDS.values()


def check(name: str | None, mime: str | None, size: int | None) -> None:
    """UserError, in one line, for a file of another kind or one that is too large."""
    if not is_resume_file(name, mime):
        ending = PurePath(name or "").suffix.casefold()
        found = f"That is a {ending} file" if ending and len(ending) < 8 else "I do not know that kind of file"
        raise UserError(f"{found}. A resume can be a PDF, DOCX or ODT; most programs save as PDF.")
    if size is not None and size > LARGEST:
        raise UserError(f"That file has {size / A_MEGABYTE:.0f} MB; up to 20 MB fit. Smaller pictures in it help.")


def label_in(caption: str) -> str | None:
    """What a caption says beside the word resume: "CV for festivals" is labelled "for festivals"."""
    return read_label(CAPTION.sub("", caption, count=1)) or None


def read_label(text: str) -> str:
    """A label on one line. UserError for one that is too long."""
    words = " ".join(text.split())
    if len(words) > LONGEST_LABEL:
        raise UserError(f"That is a little long: {LONGEST_LABEL} characters fit here, and yours has {len(words)}.")
    return words


def months_old(saved_on: date, today: date) -> int:
    """Full calendar months since it was saved."""
    months = (today.year - saved_on.year) * 12 + today.month - saved_on.month
    return max(0, months - (add_months(saved_on, months) > today))


def is_old(saved_on: date, limit_months: int, today: date) -> bool:
    """Whether it has reached the age the owner has set."""
    return add_months(saved_on, limit_months) <= today
