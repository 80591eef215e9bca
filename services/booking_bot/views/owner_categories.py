"""Which category a service is in."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.services import Service
from services.booking_bot.views.callbacks import AskCategory, OfService, PutInto, ServiceAct
from services.booking_bot.views.home import PAGE
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def ask_category(words: Words, service: Service, categories: Sequence[Category], page: int = 0) -> Screen:
    """``categories`` are those there are; a name that is sent makes a new one."""
    text = words("<b>{name}</b>\nWhich category is it in? Send the name of a new one.", name=service.name)
    if categories:
        text = words(
            "<b>{name}</b>\nWhich category is it in? Choose, or send the name of a new one.", name=service.name
        )
    shown = Page.of(categories, page, PAGE)
    rows: list[Row] = [
        [button(_label(service, category), PutInto(id=service.id, category=category.id))] for category in shown.items
    ]
    turning = shown.turning(lambda number: AskCategory(id=service.id, page=number))
    none = [button(words.label("No category"), PutInto(id=service.id, category=0))] if service.category else []
    back = [button(words.label("‹ Back"), OfService(act=ServiceAct.SHOW, id=service.id))]
    return screen(text, (*rows, turning, none, back))


def _label(service: Service, category: Category) -> str:
    return f"✅ {category.name}" if category == service.category else category.name
