"""How customers reach the business."""

from __future__ import annotations

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.address import address_lines, map_row
from services.booking_bot.views.home import home_row
from services.booking_bot.views.screen import screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def contacts(words: Words, settings: BusinessSettings) -> Screen:
    """What is known of it; Telegram makes the number and the link ready to press."""
    lines = [
        words("<b>{name}</b>: how to reach us", name=settings.name),
        "",
        *reach_lines(words, settings),
        *address_lines(words, settings),
    ]
    return screen("\n".join(lines), (map_row(words, settings), home_row(words)))


def reach_lines(words: Words, settings: BusinessSettings) -> list[Html]:
    phone = [words("☎️ {phone}", phone=settings.shop_phone)] if settings.shop_phone else []
    link = [words("🔗 {link}", link=settings.link)] if settings.link else []
    return [*phone, *link]
