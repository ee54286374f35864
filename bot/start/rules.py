"""Reading what an owner says of themselves: place, hour."""

import re
from datetime import time

from bot import places
from bot.forms import Answers, Choice, Reply, Unclear
from bot.user_error import UserError

PLACE_EXPECTED = "I could not find that place. A larger city near you works, for example “Lisbon”."
HOUR_EXPECTED = "I need a time of day, for example “9:00” or “6 pm”."
HOURS = ("08:00", "09:00", "12:00", "18:00")


def read_zone(reply: Reply, _: Answers, __: object) -> str:
    """An IANA time zone from a shared location, a pressed choice, or the name of a place."""
    if reply.choice:
        if not places.valid_zone(reply.choice):
            raise UserError(PLACE_EXPECTED)
        return reply.choice
    if reply.location:
        zone = places.zone_at(reply.location.latitude, reply.location.longitude)
        if zone is None:
            raise UserError("That is out at sea. Type a city instead, for example “Lisbon”.")
        return zone
    found = places.find(reply.text)
    if not found:
        raise UserError(PLACE_EXPECTED)
    if len({place.zone for place in found}) > 1:
        raise Unclear("Which of these?", [Choice(f"{place.name}, {place.country}", place.zone) for place in found])
    return found[0].zone


def read_hour(reply: Reply, _: Answers, __: object) -> str:
    """A time of day as `HH:MM`, from a choice or typed: 9, 9:30, 9.30, 0900, 6pm, noon."""
    words = (reply.choice or reply.text).strip().casefold()
    if words in {"noon", "midday"}:
        return "12:00"
    fits = re.fullmatch(r"(?:at\s+)?(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:o'?clock)?\s*([ap])?\.?\s?(?:m\.?)?", words)
    if fits is None:
        raise UserError(HOUR_EXPECTED)
    hour, minute, half = int(fits[1]), int(fits[2] or 0), fits[3]
    if half and not 1 <= hour <= 12:
        raise UserError(HOUR_EXPECTED)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise UserError(HOUR_EXPECTED)
    return f"{time(hour, minute):%H:%M}"
