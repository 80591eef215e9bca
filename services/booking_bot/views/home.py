"""The first screen, the language, and what the bot says when it has not understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.nearest_times import NearestTimes
from services.booking_bot.views.callbacks import (
    ChooseLanguage,
    Errand,
    ListPage,
    Open,
    OpenList,
    PickService,
    PickTime,
    Place,
    minute_of,
)
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
LANGUAGE_NAMES = {"ru": "Русский", "en": "English"}


def home(
    words: Words,
    settings: BusinessSettings,
    services: Sequence[Service],
    *,
    is_admin: bool,
    page: int = 0,
    nearest: NearestTimes | None = None,
) -> Screen:
    """Who this is, what can be booked, and the shortest way to it."""
    if services:
        text = words("<b>{name}</b>\n\nWhat would you like to book?", name=settings.name)
    else:
        text = words(
            "<b>{name}</b>\n\nNothing can be booked here yet. Please look in again a little later.", name=settings.name
        )
    shortest: list[Row] = []
    if nearest is not None:
        text = Html(f"{text}\n\n{_nearest_line(words, nearest)}")
        shortest = [[_nearest_button(words, nearest.service, start)] for start in nearest.starts]
    rows = service_rows(words, settings, services, Errand.BOOK, page)
    return screen(text, (*shortest, *rows, *_foot(words, is_admin=is_admin)))


def _nearest_line(words: Words, nearest: NearestTimes) -> Html:
    if nearest.again:
        return words("🔁 As last time, <b>{name}</b>: the nearest times are below.", name=nearest.service.name)
    return words("⚡ The nearest times are below.")


def _nearest_button(words: Words, service: Service, start: datetime) -> InlineKeyboardButton:
    data = PickTime(errand=Errand.BOOK, id=service.id, minute=minute_of(start))
    return button(f"⚡ {words.short_when(start)}", data)


def service_rows(
    words: Words, settings: BusinessSettings, services: Sequence[Service], errand: Errand, page: int
) -> list[Row]:
    """A button a service, leading to who does it or to its free days."""
    which = ListPage.HAND_SERVICES if errand is Errand.HAND else ListPage.SERVICES
    shown = Page.of(services, page, PAGE)
    rows: list[Row] = [
        [button(service_label(words, settings, service), PickService(errand=errand, id=service.id))]
        for service in shown.items
    ]
    return [*rows, shown.turning(lambda number: OpenList(which=which, page=number))]


def service_label(words: Words, settings: BusinessSettings, service: Service) -> str:
    """«Стрижка · 1 ч · 1 500 ₽»; what would not fit is taken from the name."""
    facts = f" · {words.length(service.minutes)}"
    if service.price:
        facts += f" · {words.money(service.price, settings.currency)}"
    room = 58 - len(facts)
    name = service.name if len(service.name) <= room else f"{service.name[: room - 1]}…"
    return name + facts


def _foot(words: Words, *, is_admin: bool) -> list[Row]:
    rows: list[Row] = [
        [
            button(words.label("🗓 My bookings"), Open(place=Place.MINE)),
            button(words.label("🌐 Language"), Open(place=Place.LANGUAGE)),
        ]
    ]
    if is_admin:
        rows.append([button(words.label("⚙️ Manage"), Open(place=Place.MANAGE))])
    return rows


def choose_language(words: Words) -> Screen:
    names = [button(name, ChooseLanguage(language=language)) for language, name in LANGUAGE_NAMES.items()]
    return screen(words("Which language do you prefer?"), (names, home_row(words)))


def help_screen(words: Words, settings: BusinessSettings) -> Screen:
    text = words(
        "Here you book a visit to <b>{name}</b>: choose a service, a day and a time.\n\n"
        "/start – book a visit\n/my – look at, move or cancel your bookings\n/language – change the language",
        name=settings.name,
    )
    own_words = words("Or write in your own words when you would like to come: “tomorrow after six”.")
    return screen(f"{text}\n\n{own_words}", (home_row(words),))


def not_understood(words: Words) -> Screen:
    """For a text or a picture that no step expects."""
    text = words("I am a bot and understand buttons best. Choose below what you would like to do.")
    return screen(text, (book_row(words), mine_row(words)))


def book_row(words: Words) -> Row:
    return [button(words.label("📅 Book a visit"), Open(place=Place.HOME))]


def mine_row(words: Words) -> Row:
    return [button(words.label("🗓 My bookings"), Open(place=Place.MINE))]


def home_row(words: Words) -> Row:
    return [button(words.label("‹ To the services"), Open(place=Place.HOME))]
