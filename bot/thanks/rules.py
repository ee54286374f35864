"""Which note of thanks fits, and what one changes. Pure: no Telegram, no storage."""

from datetime import date, timedelta
from enum import StrEnum

from storage.kinds import Channel, Status

# A note that comes later than this says so.
PROMPT_FOR = timedelta(days=4)


class Style(StrEnum):
    """How a thank-you is worded, by the letter that buttons carry."""

    MAIL = "m"
    SHORT = "s"

    @property
    def other(self) -> "Style":
        """What the toggle leads to."""
        return Style.SHORT if self is Style.MAIL else Style.MAIL


def usual_style(channel: Channel | None) -> Style:
    """A mail, unless they write each other messages."""
    return Style.SHORT if channel is Channel.MESSAGE else Style.MAIL


def template(style: Style, happened_on: date, today: date) -> str:
    """The name of the template: short, as a mail, or as a mail that comes late."""
    if style is Style.SHORT:
        return "thank_you_short"
    return "thank_you_again" if today - happened_on > PROMPT_FOR else "thank_you"


def status_after_thanks(status: Status) -> Status:
    """Where a contact stands once they are thanked."""
    return Status.THANKED if status is Status.MET else status
