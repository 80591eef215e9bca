"""The owner's services: list, card, adding and changing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import (
    AddTemplate,
    AskCategory,
    ListPage,
    OfService,
    Open,
    OpenList,
    Place,
    ServiceAct,
    SetMinutes,
    SetPriceKind,
)
from services.booking_bot.views.home import PAGE, service_label
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.owner_photos import Pictured, photo_row
from services.booking_bot.views.price_list_buttons import AskPriceList, OpenOrder, OpenPrices
from services.booking_bot.views.screen import Page, Row, button, in_rows, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

USUAL_MINUTES = (15, 30, 45, 60, 90, 120)


@dataclass(frozen=True, slots=True)
class Template:
    """A usual service; ``name`` is in the reader's language."""

    name: str
    minutes: int


def templates(words: Words) -> list[Template]:
    return [
        Template(words.label("Haircut"), 60),
        Template(words.label("Manicure"), 90),
        Template(words.label("Massage"), 60),
        Template(words.label("Lesson"), 60),
        Template(words.label("Consultation"), 60),
    ]


def service_list(words: Words, settings: BusinessSettings, services: Sequence[Service], page: int = 0) -> Screen:
    """All services, hidden ones marked."""
    text = words("<b>Services</b>\nPress one to change it.")
    if not services:
        text = words("<b>Services</b>\nAdd your first service: customers can book it at once.")
    shown = Page.of(services, page, PAGE)
    rows: list[Row] = [
        [button(_label(words, settings, service), OfService(act=ServiceAct.SHOW, id=service.id))]
        for service in shown.items
    ]
    turning = shown.turning(lambda number: OpenList(which=ListPage.OWNER_SERVICES, page=number))
    add = [button(words.label("➕ Add a service"), Open(place=Place.ADD_SERVICE))]
    whole = [button(words.label("📥 Import a list"), AskPriceList())]
    many: Row = []
    if len(services) > 1:
        many = [button(words.label("💱 Prices"), OpenPrices()), button(words.label("↕️ Order"), OpenOrder())]
    return screen(text, (*rows, turning, add, whole, many, manage_row(words)))


def _label(words: Words, settings: BusinessSettings, service: Service) -> str:
    label = service_label(words, settings, service)
    return f"🙈 {label}" if service.hidden else label


def service_card(words: Words, settings: BusinessSettings, service: Service, title: Html | None = None) -> Screen:
    lines = [
        *([title, ""] if title else []),
        words("<b>{name}</b>", name=service.name),
        words("Length: {length}", length=words.length(service.minutes)),
        price_line(words, settings, service),
    ]
    if service.category is not None:
        lines.append(words("Category: {name}", name=service.category.name))
    if service.hidden:
        lines.append(words("🙈 Hidden: customers do not see it."))
    return screen("\n".join(lines), (*_change_rows(words, service), _list_row(words)))


def price_line(words: Words, settings: BusinessSettings, service: Service) -> Html:
    price = service.costs(settings.currency)
    if price.kind is PriceKind.ON_REQUEST:
        return words("Price: {price}", price=words.label("on request"))
    return words("Price: {price}", price=words.price(price) or words.label("not stated"))


def added(words: Words, settings: BusinessSettings, service: Service) -> Screen:
    return service_card(words, settings, service, words("✅ The service was added."))


def changed(words: Words, settings: BusinessSettings, service: Service) -> Screen:
    return service_card(words, settings, service, words("✅ Saved. Bookings that exist stay as they are."))


def ask_name(words: Words) -> Screen:
    """The first step of adding: one tap for a usual service, or its name."""
    rows = in_rows(
        (
            button(f"{template.name} · {words.length(template.minutes)}", AddTemplate(number=number))
            for number, template in enumerate(templates(words))
        ),
        2,
    )
    text = words("What is the service called? Send its name, or take a usual one and change it later.")
    return screen(text, (*rows, _list_row(words)))


def ask_new_name(words: Words, service: Service) -> Screen:
    text = words("<b>{name}</b>\nSend another name for the service.", name=service.name)
    return screen(text, (_back_row(words, service),))


def ask_minutes(words: Words, name: str) -> Screen:
    usual = in_rows((button(words.length(minutes), SetMinutes(minutes=minutes)) for minutes in USUAL_MINUTES), 3)
    text = words("<b>{name}</b>\nHow long does it take? Choose, or send the minutes.", name=name)
    return screen(text, (*usual, _list_row(words)))


def ask_price(words: Words, name: str) -> Screen:
    text = words("<b>{name}</b>\nWhat does it cost? Send a number, for example 1500 or from 1500.", name=name)
    without_sum = (
        (words.label("Free of charge"), PriceKind.FREE),
        (words.label("Price on request"), PriceKind.ON_REQUEST),
        (words.label("Do not state a price"), PriceKind.EXACT),
    )
    rows = ([button(label, SetPriceKind(kind=kind))] for label, kind in without_sum)
    return screen(text, (*rows, _list_row(words)))


def not_minutes(words: Words) -> Screen:
    return screen(words("Please send how long it takes, for example 45 or 1:30."), (_list_row(words),))


def not_a_price(words: Words) -> Screen:
    return screen(words("Please send the price as a number, for example 1500."), (_list_row(words),))


def _change_rows(words: Words, service: Service) -> list[Row]:
    hide = ServiceAct.UNHIDE if service.hidden else ServiceAct.HIDE
    label = words.label("👁 Show to customers") if service.hidden else words.label("🙈 Hide")
    return [
        [
            button(words.label("✏️ Name"), OfService(act=ServiceAct.RENAME, id=service.id)),
            button(words.label("⏱ Length"), OfService(act=ServiceAct.RETIME, id=service.id)),
            button(words.label("💳 Price"), OfService(act=ServiceAct.REPRICE, id=service.id)),
        ],
        [
            button(words.label("🗂 Category"), AskCategory(id=service.id)),
            *photo_row(words, Pictured.service(service)),
        ],
        [
            button(words.label("⚙️ More"), OfService(act=ServiceAct.RULES, id=service.id)),
            button(label, OfService(act=hide, id=service.id)),
        ],
    ]


def _list_row(words: Words) -> Row:
    return [button(words.label("‹ Services"), OpenList(which=ListPage.OWNER_SERVICES))]


def _back_row(words: Words, service: Service) -> Row:
    return [button(words.label("‹ Back"), OfService(act=ServiceAct.SHOW, id=service.id))]
