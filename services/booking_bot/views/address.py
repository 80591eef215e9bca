"""Where a customer comes: the line on the card, and the way to the map. Nothing where the owner has said nothing."""

from __future__ import annotations

from urllib.parse import quote

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import OnMap
from services.booking_bot.views.screen import Row, button, link_button
from services.booking_bot.views.words import Html, Words

SEARCHES = {"ru": "https://yandex.ru/maps/?text={}", "en": "https://www.google.com/maps/search/?api=1&query={}"}


def address_lines(words: Words, settings: BusinessSettings) -> list[Html]:
    return [words("📍 {address}", address=settings.address)] if settings.address else []


def map_row(words: Words, settings: BusinessSettings) -> Row:
    """With a point the bot sends the place itself; an address alone is looked for on a map."""
    label = words.label("🗺 On the map")
    if settings.point is not None:
        return [button(label, OnMap())]
    if settings.address:
        search = SEARCHES.get(words.language, SEARCHES["en"])
        return [link_button(label, search.format(quote(settings.address, safe="")))]
    return []


def no_point(words: Words) -> str:
    """A pop-up for a button of an old screen."""
    return words.label("The place on the map is not given any more.")
