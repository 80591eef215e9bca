"""What a customer's card says of the place and of the windows, and which buttons it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from services.booking_bot.domain.address import Point
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.notices import Notice, NoticeFacts, NoticeKind
from services.booking_bot.domain.plans import Party, Plan
from services.booking_bot.domain.prices import Price
from services.booking_bot.domain.services import OwnWindows, Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.offers import Offer, VisitOffer
from services.booking_bot.views import bookings, owner_service_rules, rules, times
from services.booking_bot.views.callbacks import OnMap, SetServiceRule
from services.booking_bot.views.choices import Errand, PickTime, minute_of, to_book
from services.booking_bot.views.notices import notice
from services.booking_bot.views.visits import Subject
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen

LOCALES = Path(bookings.__file__).resolve().parents[1] / "locales"
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
EARLY = START - timedelta(days=2)
PLAIN = BusinessSettings(timezone="UTC")
ADDRESS = replace(PLAIN, address="Арбат, 1 & Ко")
PART = BookingPart(1, 1, 1, "Haircut", 0, "RUB", START, START + timedelta(hours=1))
BOOKING = Booking(7, Customer(1, "Alice", 1), (PART,), BookingState.BOOKED, 1, Side.CUSTOMER, EARLY)


def words(language: str = "en") -> Words:
    return Words(Translations(LOCALES)[language], ZoneInfo("UTC"))


def card(
    settings: BusinessSettings, booking: Booking = BOOKING, now: datetime = EARLY, side: Side = Side.CUSTOMER
) -> Screen:
    return bookings.card(words(), settings, booking, side, now)


def labels(screen: Screen) -> list[str]:
    return [label for label, _ in buttons(screen)]


def buttons(screen: Screen) -> list[tuple[str, str]]:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [(one.text, one.url or one.callback_data or "") for row in screen.keyboard.inline_keyboard for one in row]


def lines_after_the_clock(screen: Screen) -> list[str]:
    lines = screen.text.split("\n")
    return lines[[line.startswith("🕒") for line in lines].index(True) + 1 :]


def test_nothing_is_said_where_nothing_is_set() -> None:
    screen = card(PLAIN)

    assert lines_after_the_clock(screen) == []
    assert labels(screen) == ["↔️ Move", "❌ Cancel", "📆 To my calendar", "🗓 My bookings", "‹ To the services"]


@pytest.mark.parametrize(
    ("settings", "language", "button"),
    [
        (replace(PLAIN, point=Point(55.75, 37.62)), "ru", ("🗺 На карте", OnMap().pack())),
        (replace(ADDRESS, point=Point(55.75, 37.62)), "en", ("🗺 On the map", OnMap().pack())),
        (
            ADDRESS,
            "en",
            (
                "🗺 On the map",
                "https://www.google.com/maps/search/?api=1&query=%D0%90%D1%80%D0%B1%D0%B0%D1%82%2C%201%20%26%20%D0%9A%D0%BE",
            ),
        ),
        (
            ADDRESS,
            "ru",
            ("🗺 На карте", "https://yandex.ru/maps/?text=%D0%90%D1%80%D0%B1%D0%B0%D1%82%2C%201%20%26%20%D0%9A%D0%BE"),
        ),
    ],
)
def test_the_way_to_the_map(settings: BusinessSettings, language: str, button: tuple[str, str]) -> None:
    screen = bookings.booked(words(language), settings, BOOKING, EARLY)

    assert [one for one in buttons(screen) if one[0].startswith("🗺")] == [button]
    assert lines_after_the_clock(screen) == (["📍 Арбат, 1 &amp; Ко"] if settings.address else [])


def test_the_place_is_for_customers_who_come() -> None:
    settings = replace(ADDRESS, point=Point(55.75, 37.62))
    others = [
        card(settings, side=Side.BUSINESS),
        card(settings, replace(BOOKING, state=BookingState.CANCELLED)),
        card(settings, now=START + timedelta(hours=1)),
    ]

    assert [(screen.text.count("📍"), "🗺 On the map" in labels(screen)) for screen in others] == [(0, False)] * 3


@pytest.mark.parametrize(
    ("rules", "before", "said", "has"),
    [
        ({"cancel_until_minutes": 60}, 60, ["⏳ Can be cancelled until Mon 2 Mar 11:00"], ["↔️ Move", "❌ Cancel"]),
        ({"move_until_minutes": 60}, 60, ["⏳ Can be moved until Mon 2 Mar 11:00"], ["↔️ Move", "❌ Cancel"]),
        (
            {"cancel_until_minutes": 60, "move_until_minutes": 120},
            120,
            ["⏳ Can be cancelled until Mon 2 Mar 11:00 · moved until Mon 2 Mar 10:00"],
            ["↔️ Move", "❌ Cancel"],
        ),
        (
            {"cancel_until_minutes": 60, "move_until_minutes": 120},
            119,
            [
                "⏳ Can be cancelled until Mon 2 Mar 11:00",
                "🔒 This visit can no longer be moved here.",
                "☎️ Please contact us.",
            ],
            ["❌ Cancel"],
        ),
        (
            {"cancel_until_minutes": 60, "move_until_minutes": 120, "shop_phone": "+79161234567"},
            59,
            [
                "🔒 This visit can no longer be cancelled here.",
                "🔒 This visit can no longer be moved here.",
                "☎️ Please call us: +79161234567",
            ],
            [],
        ),
        ({"cancel_until_minutes": 60}, 0, [], []),
    ],
)
def test_the_card_says_until_when_and_has_no_button_that_would_be_refused(
    rules: dict[str, object], before: int, said: list[str], has: list[str]
) -> None:
    settings = replace(PLAIN, **rules)  # type: ignore[arg-type]
    screen = card(settings, now=START - timedelta(minutes=before))

    assert lines_after_the_clock(screen) == said
    assert [label for label in labels(screen) if label in {"↔️ Move", "❌ Cancel"}] == has


def test_moves_that_are_used_up_are_told() -> None:
    screen = card(replace(PLAIN, most_moves=1), replace(BOOKING, moves=1))

    assert lines_after_the_clock(screen) == [
        "🔒 It can no longer be moved here: all moves are used up (1).",
        "☎️ Please contact us.",
    ]
    assert "↔️ Move" not in labels(screen)


def test_the_question_about_cancelling_too_late_is_the_card() -> None:
    settings, now = replace(PLAIN, cancel_until_minutes=60), START - timedelta(minutes=59)

    assert bookings.ask_cancel(words(), settings, BOOKING, Side.CUSTOMER, now) == card(settings, now=now)
    assert "Cancel this visit?" in bookings.ask_cancel(words(), settings, BOOKING, Side.BUSINESS, now).text


def test_a_reminder_offers_what_can_still_be_done() -> None:
    facts = NoticeFacts("Haircut", START, PART.end, Price(0, "RUB"))
    told = Notice(1, NoticeKind.REMINDER_FIRST, 1, "en", BOOKING.id, BOOKING.customer, facts, 1, BOOKING)
    settings = replace(ADDRESS, point=Point(55.75, 37.62), cancel_until_minutes=24 * 60)
    late = notice(words(), settings, told, START - timedelta(hours=23, minutes=59))
    in_time = notice(words(), settings, told, START - timedelta(hours=24))

    assert labels(in_time) == ["👍 I'll come", "↔️ Move", "❌ Cancel", "🗺 On the map"]
    assert labels(late) == ["👍 I'll come", "↔️ Move", "🗺 On the map"]
    assert lines_after_the_clock(late) == [
        "📍 Арбат, 1 &amp; Ко",
        "🔒 This visit can no longer be cancelled here.",
        "☎️ Please contact us.",
    ]


def test_the_question_before_booking_says_it_to_customers_alone() -> None:
    own = Service(1, "Haircut", 60, 0, windows=OwnWindows(None, 120, 60))
    subject = Subject.of_offer(VisitOffer((Offer(own),), Party.ONE, "RUB"))
    seen = {}
    for errand in (Errand.BOOK, Errand.HAND):
        for now in (EARLY, START - timedelta(minutes=90)):
            choice = PickTime(**to_book(Plan.of(1), errand), minute=minute_of(START))
            screen = times.question(words(), PLAIN, choice, subject, now)
            seen[errand, now == EARLY] = lines_after_the_clock(screen)[:-2]

    assert seen == {
        (Errand.BOOK, True): ["⏳ Can be cancelled until Mon 2 Mar 11:00 · moved until Mon 2 Mar 10:00"],
        (Errand.BOOK, False): [
            "⏳ Can be cancelled until Mon 2 Mar 11:00",
            "🔒 Such a visit can no longer be moved here.",
        ],
        (Errand.HAND, True): [],
        (Errand.HAND, False): [],
    }


def test_the_value_in_force_is_marked_and_every_button_means_what_it_says() -> None:
    service = Service(1, "Haircut", 60, 0, buffer_after=15, windows=OwnWindows(None, 0, 720))
    shown = buttons(owner_service_rules.service_rules(words(), PLAIN, service))[:-1]

    marked = [SetServiceRule.unpack(data) for label, data in shown if label.startswith("✅")]
    in_force = [rules.chosen(owner_service_rules.RULES, one.rule, one.number) for one in marked]
    assert in_force == [
        {"notice_minutes": None},
        {"move_until_minutes": 0},
        {"cancel_until_minutes": 720},
        {"buffer_before": 0},
        {"buffer_after": 15},
    ]
    assert rules.chosen(owner_service_rules.RULES, 9, 99) == {"buffer_after": 30}
