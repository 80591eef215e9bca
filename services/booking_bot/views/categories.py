"""The services of one category, for customers and for bookings by hand."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.choices import Errand, OpenCategory
from services.booking_bot.views.home import PAGE, service_buttons, what_to_book
from services.booking_bot.views.screen import Page, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def category(words: Words, settings: BusinessSettings, choice: OpenCategory, services: Sequence[Service]) -> Screen:
    """``services`` are those of the category, one at least."""
    chosen = services[0].category
    assert chosen is not None
    text = words("<b>{name}</b>\n\n{question}", name=chosen.name, question=what_to_book(words))
    if choice.errand is Errand.HAND:
        text = words("<b>{name}</b>\n\nBooking by hand: which service?", name=chosen.name)
    shown = Page.of(service_buttons(words, settings, services, choice.errand), choice.page, PAGE)
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    which = ListPage.HAND_SERVICES if choice.errand is Errand.HAND else ListPage.SERVICES
    back = [button(words.label("‹ To the services"), OpenList(which=which))]
    return screen(text, (*([each] for each in shown.items), turning, back))
