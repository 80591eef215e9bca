from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.hand_services import HandServices
from services.booking_bot.use_cases.offers import Offer
from services.booking_bot.views import categories, hand, home, owner_categories
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.choices import Errand, OpenCategory, PickService, to_book
from services.booking_bot.views.photos import photo_of, with_photo
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen

LOCALES = Path(home.__file__).resolve().parents[1] / "locales"
WORDS = Words(Translations(LOCALES)["en"], ZoneInfo("UTC"))
SETTINGS = BusinessSettings(name="Salon")
HAIR, NAILS = Category(1, "Hair", 1), Category(2, "💅 Nails", 2)


def service(number: int, category: Category | None = None, photo: str | None = None) -> Service:
    return Service(number, f"Service {number}", 60, 0, category=category, photo=photo)


def buttons(screen: Screen) -> list[tuple[str, str]]:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [(button.text, button.callback_data or "") for row in screen.keyboard.inline_keyboard for button in row]


def first_screen(services: list[Service], page: int = 0) -> list[tuple[str, str]]:
    return buttons(home.home(WORDS, SETTINGS, services, is_admin=False, page=page))[:-2]


def pick(number: int, errand: Errand = Errand.BOOK) -> tuple[str, str]:
    return f"Service {number} · 1 h", PickService(**to_book(Plan.of(number), errand)).pack()


def test_categories_come_first_then_the_services_without_one() -> None:
    shown = first_screen([service(1), service(2, NAILS), service(3, HAIR), service(4, NAILS)])

    assert shown == [
        ("🗂 Hair · 1", OpenCategory(errand=Errand.BOOK, id=1).pack()),
        ("💅 Nails · 2", OpenCategory(errand=Errand.BOOK, id=2).pack()),
        pick(1),
    ]


@pytest.mark.parametrize("category", [None, HAIR])
def test_with_one_group_services_are_shown_at_once(category: Category | None) -> None:
    assert first_screen([service(1, category), service(2, category)]) == [pick(1), pick(2)]


def test_categories_and_services_are_turned_page_by_page_together() -> None:
    services = [service(1, HAIR), *(service(number) for number in range(2, 11))]

    shown = first_screen(services, page=1)

    assert shown == [pick(9), pick(10), ("‹", OpenList(which=ListPage.SERVICES).pack())]


@pytest.mark.parametrize(("errand", "which"), [(Errand.BOOK, ListPage.SERVICES), (Errand.HAND, ListPage.HAND_SERVICES)])
def test_a_category_shows_its_services_and_the_way_back(errand: Errand, which: ListPage) -> None:
    choice = OpenCategory(errand=errand, id=1, page=1)

    screen = categories.category(WORDS, SETTINGS, choice, [service(number, HAIR) for number in range(1, 11)])

    assert "<b>Hair</b>" in screen.text
    assert buttons(screen) == [
        pick(9, errand),
        pick(10, errand),
        ("‹", OpenCategory(errand=errand, id=1).pack()),
        ("‹ To the services", OpenList(which=which).pack()),
    ]


def test_bookings_by_hand_have_the_same_categories() -> None:
    screen = hand.services(WORDS, SETTINGS, HandServices([service(1), service(2, HAIR)]))

    assert buttons(screen)[:-1] == [
        ("🗂 Hair · 1", OpenCategory(errand=Errand.HAND, id=1).pack()),
        pick(1, Errand.HAND),
    ]


def test_present_category_is_marked_and_can_be_left() -> None:
    inside = buttons(owner_categories.ask_category(WORDS, service(1, NAILS), [HAIR, NAILS]))
    outside = buttons(owner_categories.ask_category(WORDS, service(1), [HAIR, NAILS]))

    assert [label for label, _ in inside] == ["Hair", "✅ 💅 Nails", "No category", "‹ Back"]
    assert [label for label, _ in outside] == ["Hair", "💅 Nails", "‹ Back"]


@pytest.mark.parametrize(
    ("specialist", "of_service", "of_specialist", "seen"),
    [
        (False, None, None, None),
        (False, "s", None, "s"),
        (True, "s", None, "s"),
        (True, "s", "m", "m"),
        (True, None, "m", "m"),
    ],
)
def test_photo_is_the_specialists_who_was_chosen_else_the_services(
    specialist: bool, of_service: str | None, of_specialist: str | None, seen: str | None
) -> None:
    who = Specialist(1, "Anna", photo=of_specialist) if specialist else None

    assert photo_of(Offer(service(1, photo=of_service), who)) == seen


@pytest.mark.parametrize("errand", Errand)
def test_only_who_books_sees_the_photo(errand: Errand) -> None:
    shown = with_photo(Screen("text"), errand, "file")

    assert shown.photo == ("file" if errand is Errand.BOOK else None)
