"""Days on which offices work, by country: what a week without an answer is counted in.

The holidays come from the `holidays` library, imported on first use (50 ms, and 100 ms more for a first country). A
country it does not know works from Monday to Friday and has no holidays.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 6


def is_working_day(day: date, country: str | None) -> bool:
    """Neither a weekend of the country (Friday and Saturday in Egypt) nor one of its public holidays.

    `country` is an ISO 3166 code of two letters, or None where it is not known.
    """
    calendar = _calendar(country.upper()) if country else None
    return day.isoweekday() < SATURDAY if calendar is None else calendar.is_working_day(day)


def add_working_days(day: date, n: int, country: str | None) -> date:
    """The `n`th working day after `day`; with `n` = 0 the day itself, or the first working day after it."""
    if n < 0:
        raise ValueError("working days are counted forwards")
    if n == 0:
        day -= timedelta(days=1)
        n = 1
    while n:
        day += timedelta(days=1)
        n -= is_working_day(day, country)
    return day


@lru_cache(maxsize=64)
def _calendar(country: str) -> "HolidayBase | None":
    """The library's calendar, which works out each year on first use and keeps it."""
    if not re.fullmatch("[A-Z]{2}", country):
        return None
    from holidays import country_holidays

    try:
        return country_holidays(country)
    except NotImplementedError:
        return None
