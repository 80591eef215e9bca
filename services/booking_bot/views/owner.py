"""The owner's first screen, and the steps of booking by hand."""

from __future__ import annotations

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Readiness
from services.booking_bot.views.callbacks import (
    ListPage,
    Open,
    OpenList,
    Place,
)
from services.booking_bot.views.checklist import checklist, checklist_row
from services.booking_bot.views.customer_buttons import OpenCustomers
from services.booking_bot.views.displacement import displaced_row
from services.booking_bot.views.hand_buttons import OpenHand
from services.booking_bot.views.home import work_row
from services.booking_bot.views.link_buttons import OpenLinks
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def manage(words: Words, settings: BusinessSettings, readiness: Readiness | None = None, displaced: int = 0) -> Screen:
    """``displaced``: how many visits cannot take place as booked and are not settled."""
    text = words(
        "<b>{name}</b>\n\nYou are told here of every booking, move and cancellation.\n"
        "✍️ To book somebody who rings up, just write: tomorrow 15:00 haircut Ivan +79161234567",
        name=settings.name,
    )
    missing = checklist(words, readiness)
    return screen(
        "\n".join([text, "", *missing]) if missing else text,
        (
            checklist_row(words, readiness),
            displaced_row(words, displaced),
            [
                button(words.label("📋 Today"), Open(place=Place.TODAY)),
                button(words.label("📋 Tomorrow"), Open(place=Place.TOMORROW)),
            ],
            [button(words.label("✍️ Book by hand"), OpenHand())],
            [button(words.label("👤 Customers"), OpenCustomers())],
            [
                button(words.label("🧾 Services"), OpenList(which=ListPage.OWNER_SERVICES)),
                button(words.label("👥 Specialists"), Open(place=Place.SPECIALISTS)),
            ],
            [
                button(words.label("🕒 Opening hours"), Open(place=Place.HOURS)),
                button(words.label("🔗 Link and QR"), OpenLinks()),
            ],
            [button(words.label("⚙️ More"), Open(place=Place.MORE))],
            [button(words.label("👀 As a customer sees it"), Open(place=Place.HOME))],
        ),
    )


def manage_row(words: Words) -> Row:
    return work_row(words)
