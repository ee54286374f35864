"""Working days by country."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.working_days import add_working_days, is_working_day

COUNTRIES = st.sampled_from(["US", "GB", "DE", "EG", "IL", "NP", "JP", "IR", "XX", None])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "country", "works"),
    [
        pytest.param(date(2026, 11, 25), "US", True, id="the Wednesday before Thanksgiving"),
        pytest.param(date(2026, 11, 26), "US", False, id="Thanksgiving"),
        pytest.param(date(2026, 11, 26), "GB", True, id="Thanksgiving is a Thursday in London"),
        pytest.param(date(2026, 12, 28), "GB", False, id="Boxing Day, kept on the Monday"),
        pytest.param(date(2026, 11, 27), "EG", False, id="Friday in Cairo"),
        pytest.param(date(2026, 11, 29), "EG", True, id="Sunday in Cairo"),
        pytest.param(date(2026, 11, 29), "IL", True, id="Sunday in Tel Aviv"),
        pytest.param(date(2026, 11, 28), "IR", True, id="Saturday in Tehran"),
        pytest.param(date(2026, 11, 28), "DE", False, id="Saturday in Berlin"),
        pytest.param(date(2026, 1, 1), "de", False, id="the country in small letters"),
        pytest.param(date(2026, 1, 1), "XX", True, id="no country has this code, so no holidays"),
        pytest.param(date(2026, 1, 1), None, True, id="no country known, so no holidays"),
        pytest.param(date(2026, 1, 3), None, False, id="but weekends"),
        pytest.param(date(2026, 1, 1), "HolidayBase", True, id="no country at all"),
    ],
)
def test_a_working_day_is_one_where_offices_work(day: date, country: str | None, works: bool) -> None:
    assert is_working_day(day, country) is works


@pytest.mark.parametrize(
    ("day", "n", "country", "then"),
    [
        pytest.param(date(2026, 11, 23), 3, "US", date(2026, 11, 27), id="over Thanksgiving"),
        pytest.param(date(2026, 11, 20), 3, None, date(2026, 11, 25), id="from a Friday over the weekend"),
        pytest.param(date(2026, 11, 21), 3, None, date(2026, 11, 25), id="from a Saturday just as far"),
        pytest.param(date(2026, 11, 25), 3, "EG", date(2026, 11, 30), id="Thursday, Sunday, Monday in Cairo"),
        pytest.param(date(2026, 12, 23), 3, "GB", date(2026, 12, 30), id="Christmas on a Friday in London"),
        pytest.param(date(2026, 11, 23), 7, "GB", date(2026, 12, 2), id="seven without a holiday"),
        pytest.param(date(2026, 11, 23), 0, None, date(2026, 11, 23), id="none is the day itself"),
        pytest.param(date(2026, 11, 21), 0, None, date(2026, 11, 23), id="or the next working day"),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(
    day: date, n: int, country: str | None, then: date
) -> None:
    assert add_working_days(day, n, country) == then


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 11, 23), -1, None)


@settings(deadline=None)
@given(DAYS, st.integers(1, 30), COUNTRIES)
def test_there_are_exactly_that_many_working_days_up_to_it(day: date, n: int, country: str | None) -> None:
    then = add_working_days(day, n, country)
    assert is_working_day(then, country)
    between = (day + timedelta(days=i) for i in range(1, (then - day).days + 1))
    assert sum(is_working_day(each, country) for each in between) == n


@settings(deadline=None)
@given(DAYS, st.integers(1, 20), st.integers(0, 20), COUNTRIES)
def test_counting_in_two_goes_comes_to_the_same(day: date, a: int, b: int, country: str | None) -> None:
    assert add_working_days(add_working_days(day, a, country), b, country) == add_working_days(day, a + b, country)


def test_the_holiday_library_is_imported_only_when_a_country_is_asked_for() -> None:
    script = (
        "import sys, datetime, bot.working_days as w, bot.reminders.later, bot.reminders.rules\n"
        "w.is_working_day(datetime.date(2026, 1, 1), None)\n"
        "assert 'holidays' not in sys.modules\n"
        "assert not w.is_working_day(datetime.date(2026, 1, 1), 'GB')\n"
        "assert 'holidays' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
