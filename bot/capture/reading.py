"""The whole way from a text to a capture."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.capture.dates import find_clocks, find_days
from bot.capture.model import Capture, Channel, Hint, Intent, KnownContact, Person, Span
from bot.capture.text import Message, split

TALK = re.compile(r"\b(coffee|lunch|call|zoom|met|spoke|talked|chat)\b")
NAME = re.compile(r"\b(?:with|to|met) ((?:[A-Z][\w'-]+ ?){1,3})")


def capture(text: str, *, now: datetime, tz: str, known: Sequence[KnownContact]) -> Capture:
    """Read one message as the owner's note, at their local time `now` in zone `tz`, with their address book `known`."""
    message = Message(text, split(text)).write()
    days = find_days(message, tz)
    clocks = find_clocks(message, days)
    talk, name = TALK.search(message.line), NAME.search(text)
    if not talk or not name or text.rstrip().endswith("?"):
        return Capture(Intent.NONE, hint=Hint.OTHER)
    day = days[0].on(now.date(), ahead=False) if days else now.date()
    person = Person(name[1].strip(), None, None, None, Span(name.start(1), name.end(1)))
    channel = {"coffee": Channel.COFFEE, "lunch": Channel.COFFEE, "call": Channel.CALL, "zoom": Channel.VIDEO}.get(talk[0])
    return Capture(Intent.CONVERSATION, (person,), channel, day, clocks[0].at if clocks else None)
