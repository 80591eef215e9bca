"""Choosing who does it."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.offers import Offer
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.choices import PickMonth, PickService, to_book
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

PAGE = 8
LONGEST_NAME_ON_BUTTON = 30


def choose(words: Words, settings: BusinessSettings, choice: PickService, offers: Sequence[Offer]) -> Screen:
    """Whoever is free, or one of those who do the service, each with her own length and price where they differ."""
    plan = choice.plan
    differ = len({(offer.service.minutes, offer.service.costs(settings.currency)) for offer in offers}) > 1
    lines = [words("<b>{name}</b>", name=offers[0].service.name), "", words("With whom?")]
    shown = Page.of(offers, choice.page, PAGE)
    lines += [
        words("\n<b>{name}</b>\n{about}", name=offer.specialist.name, about=offer.specialist.about)
        for offer in shown.items
        if offer.specialist is not None and offer.specialist.about
    ]
    anyone = button(words.label("🎲 Whoever is free"), PickMonth(**choice.way))
    rows: list[Row] = [[anyone]]
    for offer in shown.items:
        assert offer.specialist is not None
        label = _label(words, settings, offer, with_facts=differ)
        way = to_book(plan.with_whom(offer.specialist.id), choice.errand)
        rows.append([button(label, PickMonth(**way))])
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    back = [button(words.label("‹ To the services"), OpenList(which=ListPage.SERVICES))]
    return screen("\n".join(lines), (*rows, turning, back))


def _label(words: Words, settings: BusinessSettings, offer: Offer, *, with_facts: bool) -> str:
    assert offer.specialist is not None
    name = offer.specialist.name[:LONGEST_NAME_ON_BUTTON]
    if not with_facts:
        return name
    facts = [name, words.length(offer.service.minutes), words.price(offer.service.costs(settings.currency))]
    return " · ".join(fact for fact in facts if fact)
