"""The chapters of the tour, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.tour.booking import BOOKING
from scripts.tour.by_hand import BY_HAND
from scripts.tour.news import NEWS
from scripts.tour.owner import OWNERS
from scripts.tour.owners_day import OWNERS_DAY
from scripts.tour.shop import SHOP
from scripts.tour.stops import Chapter, Stop
from scripts.tour.switched_on import SWITCHED_ON
from scripts.tour.team import TEAM
from scripts.tour.visits import VISITS

CHAPTERS = (BOOKING, VISITS, OWNERS, SWITCHED_ON, OWNERS_DAY, BY_HAND, NEWS, SHOP, TEAM)


def numbered(chapters: tuple[Chapter, ...] = CHAPTERS) -> Iterator[tuple[str, Stop]]:
    """All stops, each with the name of its picture: ``07-consent.png``."""
    stops = [stop for chapter in chapters for stop in chapter.stops]
    return ((f"{number:02}-{stop.name}.png", stop) for number, stop in enumerate(stops, 1))
