"""The owner's chairs and rooms: list, card, how many there are and which services take one."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.resources import MOST_UNITS, Resource
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.resources import ResourceCard
from services.booking_bot.views.home import PAGE
from services.booking_bot.views.more import more_row
from services.booking_bot.views.resource_buttons import (
    NameResource,
    OfResource,
    OpenResources,
    ResourceAct,
    SetTaker,
    SetUnits,
)
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

USUAL_UNITS = (1, 2, 3, 4, 5)


def resource_list(words: Words, resources: Sequence[Resource], page: int = 0, title: Html | None = None) -> Screen:
    lines = [
        *([title, ""] if title else []),
        words("<b>Chairs and rooms</b>"),
        words("What specialists share: a chair, a room, a device. While all are taken, nobody else is booked."),
    ]
    if not resources:
        lines += ["", words("If nothing is shared, add nothing.")]
    shown = Page.of(resources, page, PAGE)
    rows: list[Row] = [
        [button(f"{resource.name} · {resource.units}", _of(resource, ResourceAct.SHOW))] for resource in shown.items
    ]
    turning = shown.turning(lambda number: OpenResources(page=number))
    add = [button(words.label("➕ Add a chair or a room"), NameResource())]
    return screen("\n".join(lines), (*rows, turning, add, more_row(words)))


def resource_card(words: Words, card: ResourceCard, page: int = 0, title: Html | None = None) -> Screen:
    """How many there are, and the services: those that take one are marked."""
    resource = card.resource
    lines = [
        *([title, ""] if title else []),
        words("<b>{name}</b>", name=resource.name),
        words("How many there are: {n}", n=resource.units),
        "",
        words("Mark the services that take one: while all are taken, these are not booked."),
    ]
    shown = Page.of(card.services, page, PAGE)
    services: list[Row] = [[_taker_button(card, service, shown.number)] for service in shown.items]
    turning = shown.turning(lambda number: OfResource(act=ResourceAct.SHOW, id=resource.id, page=number))
    change = [
        button(words.label("✏️ Name"), _of(resource, ResourceAct.RENAME)),
        button(words.label("🗑 Remove"), _of(resource, ResourceAct.ASK_REMOVE)),
    ]
    return screen("\n".join(lines), (_units_row(resource), *services, turning, change, _list_row(words)))


def ask_name(words: Words) -> Screen:
    text = words("What is it called? Send the name, for example: chair, massage room, laser.")
    return screen(text, (_list_row(words),))


def ask_new_name(words: Words, resource: Resource) -> Screen:
    text = words("<b>{name}</b>\nSend the new name.", name=resource.name)
    return screen(text, (_back_row(words, resource),))


def ask_units(words: Words, resource: Resource) -> Screen:
    text = words("How many are there? From 1 to {most}.", most=MOST_UNITS)
    return screen(f"{words('<b>{name}</b>', name=resource.name)}\n{text}", (_back_row(words, resource),))


def ask_remove(words: Words, resource: Resource) -> Screen:
    text = words("Remove <b>{name}</b>? Bookings stay; services do without it from now on.", name=resource.name)
    yes = [button(words.label("Yes, remove"), _of(resource, ResourceAct.REMOVE))]
    return screen(text, (yes, _back_row(words, resource)))


def _units_row(resource: Resource) -> Row:
    usual = [
        button(_marked(str(units), resource.units == units), SetUnits(id=resource.id, units=units))
        for units in USUAL_UNITS
    ]
    more = "…" if resource.units in USUAL_UNITS else _marked(str(resource.units), True)
    return [*usual, button(more, _of(resource, ResourceAct.COUNT))]


def _marked(label: str, holds: bool) -> str:
    return f"✅ {label}" if holds else label


def _taker_button(card: ResourceCard, service: Service, page: int) -> InlineKeyboardButton:
    takes = service.id in card.takers
    data = SetTaker(id=card.resource.id, service=service.id, needed=not takes, page=page)
    return button(f"{'✅' if takes else '▫️'} {service.name}", data)


def _of(resource: Resource, act: ResourceAct) -> OfResource:
    return OfResource(act=act, id=resource.id)


def _list_row(words: Words) -> Row:
    return [button(words.label("‹ Chairs and rooms"), OpenResources())]


def _back_row(words: Words, resource: Resource) -> Row:
    return [button(words.label("‹ Back"), _of(resource, ResourceAct.SHOW))]
