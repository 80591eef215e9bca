"""A time zone that somebody types: a city in either language, a zone's own name, or its distance from UTC."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from services.booking_bot.domain.cities import CITIES, NEIGHBOURS, RUSSIA
from services.booking_bot.domain.zones import to_local

LONGEST = 60
MOST = 8
LANGUAGES = ("ru", "en")
_DISTANCE = re.compile(r"(?:utc|gmt)? ?([+\-−]) ?(\d{1,2})(?::(00|30|45))?")
_NOT_LETTERS = re.compile(r"[\s_.,'’«»\"()-]+")
_AREA = re.compile(r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/")


def find_zones(text: str, now: datetime) -> list[str]:
    """The zones that may be meant, one where it is certain, eight at most; none where nothing fits.

    ``now``: when a distance from UTC is looked at.
    """
    typed = text.strip()[:LONGEST]
    by_distance = _by_distance(typed.casefold(), now)
    if by_distance:
        return by_distance
    known, spoken = _names(), _plain(typed)
    if spoken in known:
        return _different(known[spoken], now)
    if len(spoken) < 2:
        return []
    return _different((zone for name, zones in known.items() if name.startswith(spoken) for zone in zones), now)


def _by_distance(typed: str, now: datetime) -> list[str]:
    match = _DISTANCE.fullmatch(typed)
    if match is None:
        return []
    distance = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    wanted = distance if match[1] == "+" else -distance
    return [name for name in (*RUSSIA, *NEIGHBOURS) if to_local(now, ZoneInfo(name)).utcoffset() == wanted][:MOST]


def _different(zones: Iterable[str], now: datetime) -> list[str]:
    """Several names of one zone (Europe/London, Europe/Belfast) are one: that which has the city's name."""
    found: dict[tuple[str, timedelta | None], str] = {}
    for zone in zones:
        city = _city(zone, "en")
        key = (city, to_local(now, ZoneInfo(zone)).utcoffset())
        if key not in found or _plain(zone.rpartition("/")[2]) == _plain(city):
            found[key] = zone
    return list(found.values())[:MOST]


@cache
def _names() -> Mapping[str, list[str]]:
    """What people may type → the zones, those that we name ourselves first."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for zone, cities in CITIES.items():
        for city in cities:
            _add(names, city, zone)
    for zone in (*RUSSIA, *NEIGHBOURS, *sorted(filter(_AREA.match, available_timezones())), "UTC"):
        for name in (zone, zone.rpartition("/")[2], *(_city(zone, language) for language in LANGUAGES)):
            _add(names, name, zone)
    return names


def _add(names: defaultdict[str, list[str]], name: str, zone: str) -> None:
    if zone not in names[_plain(name)]:
        names[_plain(name)].append(zone)


def _city(zone: str, language: str) -> str:
    city: str = get_timezone_location(zone, locale=language, return_city=True)
    return city


def _plain(name: str) -> str:
    return _NOT_LETTERS.sub(" ", name.casefold().replace("ё", "е")).strip().removeprefix("г ")
