import math
import subprocess
import sys
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import place_names, places
from bot.places import Place, country_of, find, valid_zone, zone_at


@pytest.fixture(scope="module", autouse=True)
def cities_read() -> None:
    places.preload()


@pytest.mark.parametrize(
    ("typed", "name", "country_code", "zone"),
    [
        ("München", "Munich", "DE", "Europe/Berlin"),
        ("munich", "Munich", "DE", "Europe/Berlin"),
        ("  MUENCHEN ", "Munich", "DE", "Europe/Berlin"),
        ("NYC", "New York City", "US", "America/New_York"),
        ("new york", "New York City", "US", "America/New_York"),
        ("sao paulo", "São Paulo", "BR", "America/Sao_Paulo"),
        ("Bengaluru", "Bengaluru", "IN", "Asia/Kolkata"),
        ("Bangalore", "Bengaluru", "IN", "Asia/Kolkata"),
        ("Bombay", "Mumbai", "IN", "Asia/Kolkata"),
        ("Saigon", "Ho Chi Minh City", "VN", "Asia/Ho_Chi_Minh"),
        ("Kiev", "Kyiv", "UA", "Europe/Kyiv"),
        ("Wien", "Vienna", "AT", "Europe/Vienna"),
        ("Lisboa", "Lisbon", "PT", "Europe/Lisbon"),
        ("東京", "Tokyo", "JP", "Asia/Tokyo"),
        ("Москва", "Moscow", "RU", "Europe/Moscow"),
        ("القاهرة", "Cairo", "EG", "Africa/Cairo"),
        ("Washington DC", "Washington", "US", "America/New_York"),
        ("Washington, D.C.", "Washington", "US", "America/New_York"),
        ("Paris", "Paris", "FR", "Europe/Paris"),
        ("Paris, Texas", "Paris", "US", "America/Chicago"),
        ("Portland, Maine", "Portland", "US", "America/New_York"),
        ("Portland OR", "Portland", "US", "America/Los_Angeles"),
        ("London Ontario", "London", "CA", "America/Toronto"),
        ("london, england", "London", "GB", "Europe/London"),
        ("Cambridge, MA", "Cambridge", "US", "America/New_York"),
        ("Springfield, IL, USA", "Springfield", "US", "America/Chicago"),
        ("San Jose, Costa Rica", "San José", "CR", "America/Costa_Rica"),
        ("Kansas City", "Kansas City", "US", "America/Chicago"),
        ("LA", "Los Angeles", "US", "America/Los_Angeles"),
        ("I'm in Lisbon now", "Lisbon", "PT", "Europe/Lisbon"),
        ("based in Berlin, Germany", "Berlin", "DE", "Europe/Berlin"),
        ("Lyon, near the river", "Lyon", "FR", "Europe/Paris"),
        pytest.param("Hanover, NH", "Hanover", "US", "America/New_York", id="a town too small to be listed"),
        pytest.param("Hanover NH", "Hanover", "US", "America/New_York", id="the same without a comma"),
        ("america/new_york", "New York", "US", "America/New_York"),
        ("Europe/London", "London", "GB", "Europe/London"),
        ("america/argentina/buenos aires", "Buenos Aires", "AR", "America/Argentina/Buenos_Aires"),
        ("Asia/Calcutta", "Calcutta", "IN", "Asia/Calcutta"),
        ("EST", "New York", "US", "America/New_York"),
        ("Eastern time", "New York", "US", "America/New_York"),
        ("PST", "Los Angeles", "US", "America/Los_Angeles"),
        ("CET", "Berlin", "DE", "Europe/Berlin"),
        ("SGT", "Singapore", "SG", "Asia/Singapore"),
        ("utc", "UTC", "", "Etc/UTC"),
        ("UTC+2", "UTC+2", "", "Etc/GMT-2"),
        ("gmt -3", "UTC-3", "", "Etc/GMT+3"),
        ("+02:00", "UTC+2", "", "Etc/GMT-2"),
        ("UTC+0", "UTC", "", "Etc/UTC"),
        ("utc+5:45", "Kathmandu", "NP", "Asia/Kathmandu"),
        ("Nigeria", "Nigeria", "NG", "Africa/Lagos"),
        ("germany", "Germany", "DE", "Europe/Berlin"),
        ("Deutschland", "Germany", "DE", "Europe/Berlin"),
        ("the netherlands", "The Netherlands", "NL", "Europe/Amsterdam"),
        ("UK", "United Kingdom", "GB", "Europe/London"),
        ("Texas", "Texas", "US", "America/Chicago"),
    ],
)
def test_a_place_is_found_by_what_people_type(typed: str, name: str, country_code: str, zone: str) -> None:
    found = find(typed)
    assert (found[0].name, found[0].country_code, found[0].zone) == (name, country_code, zone)


def test_a_place_says_its_country_in_full() -> None:
    assert find("Nairobi") == [Place("Nairobi", "KE", "Kenya", "Africa/Nairobi")]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Paris", ["Europe/Paris"]),
        ("London", ["Europe/London", "America/Toronto"]),
        ("Portland", ["America/Los_Angeles", "America/New_York"]),
        ("Hyderabad", ["Asia/Kolkata", "Asia/Karachi"]),
        ("Rome", ["Europe/Rome"]),
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("GMT", ["Europe/London", "Africa/Accra"]),
        ("+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("Spain", ["Europe/Madrid", "Atlantic/Canary"]),
        ("Georgia", ["Asia/Tbilisi", "America/New_York"]),
        (
            "USA",
            ["America/New_York", "America/Chicago", "America/Los_Angeles", "America/Denver", "America/Phoenix"],
        ),
    ],
)
def test_only_places_one_may_mean_are_offered_and_only_where_the_clock_differs(typed: str, zones: list[str]) -> None:
    assert [place.zone for place in find(typed)] == zones


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Amsterdm", "Amsterdam"),
        ("Amsterdm, Netherlands", "Amsterdam"),
        ("Munchn", "Munich"),
        ("Los Angelos", "Los Angeles"),
        ("Lisbn", "Lisbon"),
        ("Edinburg, Scotland", "Edinburgh"),
        ("Nigera", "Nigeria"),
        ("Philadelpia", "Philadelphia"),
    ],
)
def test_a_misspelling_finds_the_nearest_name(typed: str, name: str) -> None:
    assert find(typed)[0].name == name


@pytest.mark.parametrize(
    "typed", ["", "   ", "x", "asdfgh", "?!", "UTC+15", "UTC+5:17", "+99", "🎉", "\x00", "qzxv, wqzk"]
)
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert find(typed) == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z ]{3,12}(, ?[A-Za-z]{2,8})?", fullmatch=True))
@example(",")
@example("(")
@example("a" * 100_000)
@example("utc+٣")
@example("İ, ß")
def test_any_text_at_all_gives_at_most_five_usable_places(typed: str) -> None:
    found = find(typed)
    assert len(found) <= 5
    assert len({place.zone for place in found}) == len(found)
    for place in found:
        assert place.name
        assert valid_zone(place.zone)
        ZoneInfo(place.zone)


def test_every_city_has_a_zone_that_can_be_used_and_finds_itself() -> None:
    atlas = places._atlas()
    assert len(atlas.names) > 30_000
    for zone in set(atlas.zones):
        ZoneInfo(zone)
    for city in range(0, len(atlas.names), 50):
        assert (city, True) in set(atlas.called(places._fold(atlas.names[city])))


def test_every_abbreviation_and_offset_stands_for_zones_that_can_be_used() -> None:
    for zones in [*place_names.ABBREVIATIONS.values(), *place_names.PART_HOURS.values()]:
        for zone in zones:
            ZoneInfo(zone)


# Coordinates


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        pytest.param(51.5, -0.12, "Europe/London", id="London"),
        pytest.param(40.71, -74.0, "America/New_York", id="New York"),
        pytest.param(28.6, 77.2, "Asia/Kolkata", id="Delhi"),
        pytest.param(-36.85, 174.76, "Pacific/Auckland", id="Auckland"),
        pytest.param(-16.8, 179.99, "Pacific/Fiji", id="Fiji, beside the date line"),
        pytest.param(38.7, -9.6, "Europe/Lisbon", id="a boat off Lisbon"),
        pytest.param(-90, 0, "Antarctica/McMurdo", id="the South Pole"),
        pytest.param(30.0, -40.0, None, id="the middle of the Atlantic"),
        pytest.param(90, 0, None, id="the North Pole"),
        pytest.param(91, 0, None, id="too far north"),
        pytest.param(0, 181, None, id="too far east"),
        pytest.param(math.nan, 0, None, id="not a number"),
        pytest.param(0, math.inf, None, id="endless"),
    ],
)
def test_coordinates_give_the_zone_of_the_place(latitude: float, longitude: float, zone: str | None) -> None:
    assert zone_at(latitude, longitude) == zone


@settings(deadline=None)
@given(st.floats() | st.floats(-90, 90), st.floats() | st.floats(-180, 180))
def test_any_coordinates_give_a_usable_zone_or_none(latitude: float, longitude: float) -> None:
    zone = zone_at(latitude, longitude)
    if zone is not None:
        assert valid_zone(zone)
        assert not zone.startswith("Etc/")
        ZoneInfo(zone)


# Zones


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "GB"),
        ("Europe/Oslo", "NO"),
        ("Africa/Lagos", "NG"),
        ("US/Eastern", "US"),
        ("Asia/Calcutta", "IN"),
        ("Japan", "JP"),
        ("Etc/UTC", None),
        ("Etc/GMT-2", None),
        ("UTC", None),
        ("EST", None),
        ("CET", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_zone_says_whose_holidays_it_keeps(zone: str, country: str | None) -> None:
    assert country_of(zone) == country


def test_every_zone_of_a_city_lies_in_a_country() -> None:
    for place_zone in set(places._atlas().zones):
        assert country_of(place_zone), place_zone


@pytest.mark.parametrize("name", ["Europe/London", "US/Eastern", "Etc/GMT-2", "UTC"])
def test_a_zone_of_the_database_is_valid(name: str) -> None:
    assert valid_zone(name)
    ZoneInfo(name)


@pytest.mark.parametrize(
    "name", ["", "europe/london", "Europe", "Europe/Londn", "../etc/passwd", "/", "\x00", "Factory"]
)
def test_anything_else_is_not(name: str) -> None:
    assert not valid_zone(name)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_questions_about_zones(name: str) -> None:
    assert valid_zone(name) == (name in available_timezones()) or name == "Factory"
    country_of(name)


# What it costs


def test_the_bot_does_not_read_the_cities_until_somebody_asks() -> None:
    code = "import bot.places, sys; print(bot.places._read_atlas.cache_info().currsize, 'tzfpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["0", "False"]


def test_reading_the_cities_takes_little_memory() -> None:
    code = (
        "import bot.places, resource;"
        "used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "before = used(); bot.places.preload(); print(used() - before)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kibibytes = int(result.stdout) // (1024 if sys.platform == "darwin" else 1)
    assert kibibytes < 55 * 1024  # the file as a whole would take half as much again, and its index more
