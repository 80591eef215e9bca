"""A point on the map that somebody types: coordinates, or a link of a map in which they stand. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from services.booking_bot.domain.address import Point
from services.booking_bot.domain.errors_setup import InvalidPoint

LONGEST = 2000
_NUMBER = r"[-+]?\d{1,3}(?:\.\d{1,20})?"
_PAIR = re.compile(rf"({_NUMBER})°?\s*[,;\s]\s*({_NUMBER})°?")
_COMMA_PAIR = re.compile(r"([-+]?\d{1,3},\d{1,20})°?\s*(?:[;\s]|,\s)\s*([-+]?\d{1,3},\d{1,20})°?")
_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)*(?:yandex|google|2gis)\.[a-z.]{2,6}/\S*", re.IGNORECASE)
_YANDEX = re.compile(r"(?:.+\.)?yandex\.[a-z]{2,3}(?:\.[a-z]{2})?")
_GOOGLE = re.compile(r"(?:.+\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")
_TWO_GIS = re.compile(r"(?:.+\.)?2gis\.[a-z]{2,3}(?:\.[a-z]{2})?")
_GOOGLE_PLACE = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_GOOGLE_VIEW = re.compile(rf"/@({_NUMBER}),({_NUMBER})")
_PATH_PAIR = re.compile(rf"/({_NUMBER}),({_NUMBER})(?=/|$)")

Degrees = tuple[float, float]


def read_point(text: str) -> Point | None:
    """ "55.7522, 37.6156" (latitude first), "geo:55.7522,37.6156", or a link of Yandex Maps, Google Maps or 2GIS.

    None when the text has no coordinates, as the short links of these maps have none.
    """
    text = text[:LONGEST].strip()
    link = _LINK.search(text)
    if link is not None:
        return _first(_in_link(link[0]))
    return _first(_typed(text))


def _first(found: Iterator[Degrees]) -> Point | None:
    for latitude, longitude in found:
        try:
            return Point(latitude, longitude)
        except InvalidPoint:
            continue
    return None


def _typed(text: str) -> Iterator[Degrees]:
    bare = text.removeprefix("geo:").partition("?")[0].strip(" ().")
    pair = _PAIR.fullmatch(bare)
    if pair is not None:
        yield float(pair[1]), float(pair[2])
    pair = _COMMA_PAIR.fullmatch(bare)
    if pair is not None:
        yield float(pair[1].replace(",", ".")), float(pair[2].replace(",", "."))


def _in_link(link: str) -> Iterator[Degrees]:
    """What is pinned comes before what the window shows."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        values = {name: found[0] for name, found in parse_qs(parts.query).items()}
    except ValueError:
        return
    host, path = parts.hostname or "", unquote(parts.path)
    if _YANDEX.fullmatch(host):
        yield from _lon_lat(values, "whatshere[point]", "poi[point]", "pt")
        yield from _lat_lon({**values, "rtext": values.get("rtext", "").rpartition("~")[2]}, "text", "rtext")
        yield from _lon_lat(values, "ll")
    elif _GOOGLE.fullmatch(host):
        yield from _pairs(_GOOGLE_PLACE, path)
        yield from _lat_lon(values, "q", "query", "destination", "daddr", "ll", "center")
        yield from _pairs(_PATH_PAIR, path)
        yield from _pairs(_GOOGLE_VIEW, path)
    elif _TWO_GIS.fullmatch(host):
        for longitude, latitude in _pairs(_PATH_PAIR, path):
            yield latitude, longitude
        yield from _lon_lat({name: value.partition("/")[0] for name, value in values.items()}, "m", "center")


def _lat_lon(values: dict[str, str], *names: str) -> Iterator[Degrees]:
    for name in names:
        pair = _PAIR.fullmatch(values.get(name, "").removeprefix("loc:").strip())
        if pair is not None:
            yield float(pair[1]), float(pair[2])


def _lon_lat(values: dict[str, str], *names: str) -> Iterator[Degrees]:
    """``pt`` may have more points, and marks behind each: "37.6,55.7,pm2rdm~…"."""
    for name in names:
        point = ",".join(values.get(name, "").partition("~")[0].split(",")[:2])
        yield from ((latitude, longitude) for longitude, latitude in _lat_lon({name: point}, name))


def _pairs(pattern: re.Pattern[str], path: str) -> Iterator[Degrees]:
    for pair in pattern.finditer(path):
        yield float(pair[1]), float(pair[2])
