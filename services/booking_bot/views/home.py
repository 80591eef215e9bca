"""The first screen, the language, and what the bot says when it has not understood."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.groups import Groups
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Readiness
from services.booking_bot.use_cases.nearest_times import Nearest, NearestTimes
from services.booking_bot.views.callbacks import ChooseLanguage, ListPage, Open, OpenList, Place
from services.booking_bot.views.checklist import setup_row
from services.booking_bot.views.choices import (
    AddToVisit,
    Errand,
    OpenCategory,
    PickMonth,
    PickService,
    PickTime,
    minute_of,
    to_book,
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
    readiness: Readiness | None = None,
) -> Screen:
    """Who this is, what can be booked, and the shortest way to it."""
    below = words("Nothing can be booked here yet. Please look in again a little later.")
    if services:
        below = words.of_owner(TextKind.GREETING) or what_to_book(words)
    text = Html(f"{words('<b>{name}</b>', name=settings.name)}\n\n{below}")
    shortest: list[Row] = []
    if nearest is not None:
        text = Html(f"{text}\n\n{_nearest_line(words, nearest)}")
        shortest = [[_nearest_button(words, nearest, time)] for time in nearest.times]
    rows = service_rows(words, settings, services, Errand.BOOK, page)
    return screen(text, (setup_row(words, readiness), *shortest, *rows, *_foot(words, settings, is_admin=is_admin)))


def what_to_book(words: Words) -> Html:
    return words("What would you like to book?")


def _nearest_line(words: Words, nearest: NearestTimes) -> Html:
    if not nearest.again:
        return words("⚡ The nearest times are below.")
    name = nearest.times[0].name
    if nearest.specialist is None:
        return words("🔁 As last time, <b>{name}</b>: the nearest times are below.", name=name)
    return words(
        "🔁 As last time, <b>{name}</b> with {specialist}: the nearest times are below.",
        name=name,
        specialist=nearest.specialist,
    )


def _nearest_button(words: Words, nearest: NearestTimes, time: Nearest) -> InlineKeyboardButton:
    """«⚡ пт 27 ноя 18:00», and what it is for where they are for different services."""
    what = "" if nearest.of_one else f" · {time.name}"
    data = PickTime(**to_book(time.plan), minute=minute_of(time.start))
    return button(f"⚡ {words.short_when(time.start)}{what}", data)


def service_rows(
    words: Words, settings: BusinessSettings, services: Sequence[Service], errand: Errand, page: int
) -> list[Row]:
    """A button a category, where there is a choice of them, then one a service that is in none."""
    groups = Groups.of(services)
    categories = groups.by_category.items() if groups.are_a_choice else ()
    buttons = [
        *(_category_button(category, len(inside), errand) for category, inside in categories),
        *service_buttons(words, settings, groups.others if groups.are_a_choice else services, errand),
    ]
    shown = Page.of(buttons, page, PAGE)
    which = ListPage.HAND_SERVICES if errand is Errand.HAND else ListPage.SERVICES
    return [*([each] for each in shown.items), shown.turning(lambda number: OpenList(which=which, page=number))]


def service_buttons(
    words: Words, settings: BusinessSettings, services: Sequence[Service], errand: Errand
) -> list[InlineKeyboardButton]:
    """Each leads to who does the service, or to its free days."""
    return [
        button(service_label(words, settings, service), PickService(**to_book(Plan.of(service.id), errand)))
        for service in services
    ]


def _category_button(category: Category, count: int, errand: Errand) -> InlineKeyboardButton:
    """«🗂 Маникюр · 5»; a name that begins with a picture of its own needs no other."""
    picture = "🗂 " if category.name[0].isalnum() else ""
    return button(f"{picture}{category.name} · {count}", OpenCategory(errand=errand, id=category.id))


def service_label(words: Words, settings: BusinessSettings, service: Service) -> str:
    """«Стрижка · 1 ч · 1 500 ₽»; what would not fit is taken from the name."""
    facts = f" · {words.length(service.minutes)}"
    price = words.price(service.costs(settings.currency))
    facts += f" · {price}" if price else ""
    room = 58 - len(facts)
    name = service.name if len(service.name) <= room else f"{service.name[: room - 1]}…"
    return name + facts


def add_to_visit(
    words: Words, settings: BusinessSettings, choice: AddToVisit, services: Sequence[Service], name: str
) -> Screen:
    """The services that can follow what is chosen already (``name``) in the same visit."""
    plan = choice.plan
    others = [service for service in services if service.id not in plan.service_ids]
    shown = Page.of(others, choice.page, PAGE)
    rows: list[Row] = []
    for service in shown.items:
        longer = to_book(plan.and_then(service.id), choice.errand)
        rows.append([button(service_label(words, settings, service), PickService(**longer))])
    turning = shown.turning(lambda number: choice.model_copy(update={"page": number}))
    back = [button(words.label("‹ Back"), PickMonth(**choice.way))]
    text = words("<b>{name}</b>\n\nWhat else, in the same visit?", name=name)
    return screen(text, (*rows, turning, back))


def _foot(words: Words, settings: BusinessSettings, *, is_admin: bool) -> list[Row]:
    mine, language = mine_row(words), button(words.label("🌐 Language"), Open(place=Place.LANGUAGE))
    rows: list[Row] = [[*mine, language]]
    if settings.can_be_reached:
        rows = [mine, [button(words.label("☎️ Contacts"), Open(place=Place.CONTACTS)), language]]
    if is_admin:
        rows.append([button(words.label("⚙️ Manage"), Open(place=Place.MANAGE))])
    return rows


def choose_language(words: Words) -> Screen:
    names = [button(name, ChooseLanguage(language=language)) for language, name in LANGUAGE_NAMES.items()]
    return screen(words("Which language do you prefer?"), (names, home_row(words)))


def help_screen(words: Words, settings: BusinessSettings) -> Screen:
    text = words(
        "Here you book a visit to <b>{name}</b>: choose a service, a day and a time.\n\n"
        "/start – book a visit\n/my – look at, move or cancel your bookings\n/language – change the language\n"
        "/privacy – see or delete your data",
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
