"""Who comes is said wherever a visit is listed, and how two come is said before it is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from services.booking_bot.domain.board import Share, StaffDay
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.plans import Party, Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.board import Board
from services.booking_bot.use_cases.offers import Offer, VisitOffer
from services.booking_bot.views import bookings, times
from services.booking_bot.views.board import day_board
from services.booking_bot.views.choices import PickTime, minute_of, to_book
from services.booking_bot.views.visits import Subject
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen

UTC_ZONE = ZoneInfo("UTC")
ENGLISH = Words(Translations(Path(bookings.__file__).resolve().parents[1] / "locales")["en"], UTC_ZONE)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
PART = BookingPart(1, 1, 1, "Haircut", 0, "RUB", START, START + timedelta(hours=1))
MINE = Booking(7, Customer(1, "Alice"), (PART,), BookingState.BOOKED, 1, Side.CUSTOMER, START)
HERS = replace(MINE, id=8, parts=(replace(PART, specialist_id=2, guest="Mama"),))


def _labels(screen: Screen) -> list[str]:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [one.text for row in screen.keyboard.inline_keyboard for one in row]


def test_who_comes_is_named_in_the_list_of_a_day_and_in_ones_own() -> None:
    staff = StaffDay(Specialist(1, "Anna"), visits=(Share(MINE, MINE.parts), Share(HERS, HERS.parts)))
    day = day_board(ENGLISH, Board(date(2026, 3, 2), UTC_ZONE, START - timedelta(days=1), (staff,), (MINE, HERS)))
    mine = bookings.my_bookings(ENGLISH, [MINE, HERS])

    assert day.text.split("\n")[-5:] == [
        *("<b>12:00–13:00</b> Haircut", "👤 Alice"),
        *("<b>12:00–13:00</b> Haircut", "🙋 Comes: Mama", "👤 Alice"),
    ]
    assert _labels(day)[:2] == ["12:00 · Alice · Haircut", "12:00 · Mama · Haircut"]
    assert [label.partition(" · ")[2] for label in _labels(mine)[:2]] == ["Haircut", "Haircut · Mama"]


@pytest.mark.parametrize(
    ("party", "said"),
    [
        (Party.TOGETHER, "👥 For two at the same time, each with a specialist of her own."),
        (Party.IN_TURN, "👥 For two, one after the other."),
    ],
)
def test_question_says_how_two_come_and_the_service_once(party: Party, said: str) -> None:
    offer = Offer(Service(1, "Haircut", 60, 0))
    subject = Subject.of_offer(VisitOffer((offer, offer), party, "RUB"))
    choice = PickTime(**to_book(Plan.of(1).for_two(party)), minute=minute_of(START))

    asked = times.question(ENGLISH, BusinessSettings(timezone="UTC"), choice, subject, START - timedelta(days=2))

    assert asked.text.split("\n")[:3] == ["<b>Haircut × 2</b>", said, f"📅 {ENGLISH.span(*_span(party))}"]


def _span(party: Party) -> tuple[datetime, datetime]:
    return START, START + timedelta(hours=1 if party is Party.TOGETHER else 2)
