"""The order of services, changed a place at a time."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.services import Service
from services.booking_bot.views.callbacks import ListPage, OfService, OpenList, ServiceAct
from services.booking_bot.views.home import PAGE
from services.booking_bot.views.price_list_buttons import MoveInOrder, OpenOrder
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def order(words: Words, services: Sequence[Service], page: int = 0) -> Screen:
    """A row a service: its card, up, down."""
    shown = Page.of(services, page, PAGE)
    rows: list[Row] = [_row(service, shown.number) for service in shown.items]
    turning = shown.turning(lambda number: OpenOrder(page=number))
    back = [button(words.label("‹ Services"), OpenList(which=ListPage.OWNER_SERVICES))]
    text = words("<b>Order of services</b>\nCustomers see them in this order.")
    return screen(text, (*rows, turning, back))


def _row(service: Service, page: int) -> Row:
    name = f"🙈 {service.name}" if service.hidden else service.name
    return [
        button(name, OfService(act=ServiceAct.SHOW, id=service.id)),
        button("⬆️", MoveInOrder(id=service.id, up=True, page=page)),
        button("⬇️", MoveInOrder(id=service.id, up=False, page=page)),
    ]
