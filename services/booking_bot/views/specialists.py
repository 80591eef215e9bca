"""Choosing who does it."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.offers import Offer, anybody
from services.booking_bot.views.callbacks import Errand, ListPage, OpenList, PickMonth, PickService
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

PAGE = 8
LONGEST_NAME_ON_BUTTON = 30


def choose(words: Words, settings: BusinessSettings, choice: PickService, offers: Sequence[Offer]) -> Screen:
    """Whoever is free, or one of those who do the service, each with her own length and price where they differ."""
    service = anybody(offers[0].service, list(offers))
    lines = [words("<b>{name}</b>", name=service.service.name), "", words("With whom?")]
    shown = Page.of(offers, choice.page, PAGE)
    lines += [
        words("\n<b>{name}</b>\n{about}", name=offer.specialist.name, about=offer.specialist.about)
        for offer in shown.items
        if offer.specialist is not None and offer.specialist.about
    ]
    anyone = button(words.label("🎲 Whoever is free"), PickMonth(errand=choice.errand, id=choice.id))
    rows: list[Row] = [[anyone]]
    for offer in shown.items:
        assert offer.specialist is not None
        label = _label(words, settings, offer, with_facts=service.varies)
        rows.append([button(label, PickMonth(errand=choice.errand, id=choice.id, who=offer.specialist.id))])
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    which = ListPage.HAND_SERVICES if choice.errand is Errand.HAND else ListPage.SERVICES
    back = [button(words.label("‹ To the services"), OpenList(which=which))]
    return screen("\n".join(lines), (*rows, turning, back))


def _label(words: Words, settings: BusinessSettings, offer: Offer, *, with_facts: bool) -> str:
    assert offer.specialist is not None
    name = offer.specialist.name[:LONGEST_NAME_ON_BUTTON]
    if not with_facts:
        return name
    price = f" · {words.money(offer.service.price, settings.currency)}" if offer.service.price else ""
    return f"{name} · {words.length(offer.service.minutes)}{price}"
