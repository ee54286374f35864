"""Clocks, hours and moments to draw from."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.reminders.hours import Hours

# Half-hour changes, changes at midnight, a day that was skipped, changes by two hours, and zones without any.
ODD_ZONES = [
    *("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Beirut"),
    *("Pacific/Apia", "Antarctica/Troll", "Africa/Casablanca", "America/Havana", "America/Scoresbysund", "UTC"),
    *("America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/Dublin", "Asia/Tokyo", "Asia/Gaza"),
]
ZONES = st.sampled_from(ODD_ZONES).map(ZoneInfo)
TIMES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, tzinfo=None))
HOURS = st.builds(
    Hours,
    zone=ZONES,
    ping_at=TIMES,
    quiet_from=TIMES,
    quiet_until=TIMES,
    days_off=st.frozensets(st.integers(1, 7), max_size=6),
)
MOMENTS = st.datetimes(datetime(2009, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)) | st.datetimes(  # noqa: DTZ001
    datetime(2011, 12, 25),  # noqa: DTZ001
    datetime(2012, 1, 5),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
