"""Values with the longest names and the greatest numbers that the rules allow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, CancelReason, Side
from services.booking_bot.domain.consent import Consent
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.notices import NoticeFacts
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.use_cases.free_times import DayMark, FreeTimes
from services.booking_bot.use_cases.hours import SpecialistWeek
from services.booking_bot.use_cases.months import Month
from services.booking_bot.use_cases.nearest_times import NearestTimes
from services.booking_bot.use_cases.offers import Offer
from services.booking_bot.use_cases.specialists import SpecialistCard
from services.booking_bot.views import (
    owner_hours,
)
from services.booking_bot.views.callbacks import Errand, PickService
from services.booking_bot.views.times import Subject

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONGEST_ID = 2**63 - 1
RUDE = "<b>&\"'"
SERVICE = Service(id=LONGEST_ID, name=(RUDE + "Щ" * 80)[:80], minutes=719, price=100_000_000_00)
SETTINGS = BusinessSettings(name=(RUDE + "Щ" * 100)[:100], timezone="Europe/Moscow")
CUSTOMER = Customer(LONGEST_ID, (RUDE + "Щ" * 100)[:100], 2**52, "a" * 32, "+" + "9" * 15, "ru")
PART = BookingPart(
    1,
    1,
    SERVICE.id,
    SERVICE.name,
    SERVICE.price,
    "RUB",
    START,
    START + timedelta(minutes=719),
    specialist_name="Щ" * 60,
)
BOOKING = Booking(LONGEST_ID, CUSTOMER, (PART,), BookingState.BOOKED, 1, Side.CUSTOMER, NOW)
SPECIALIST = Specialist(LONGEST_ID, (RUDE + "Щ" * 60)[:60], (RUDE + "Щ" * 300)[:300])
OFFER = Offer(SERVICE, SPECIALIST)
STAFF_CARD = SpecialistCard(SPECIALIST, {LONGEST_ID: SERVICE}, {LONGEST_ID: OwnTerms(minutes=719)})
WEEK = SpecialistWeek(LONGEST_ID, {0: owner_hours.PRESETS[5]}, SPECIALIST.name)
PICK = PickService(errand=Errand.BOOK, id=LONGEST_ID)
SUBJECT = Subject.of_offer(OFFER, "RUB")
VARIES = Subject.of_offer(Offer(SERVICE, varies=True), "RUB")
TO_MOVE = Subject.of_booking(BOOKING)
MONTH = Month(date(2026, 3, 1), [DayMark(date(2026, 3, day), day % 3) for day in range(2, 32)], True, True)
TIMES = FreeTimes(date(2026, 3, 2), tuple(START + timedelta(minutes=5 * n) for n in range(288)), MOSCOW)
AT = {"id": LONGEST_ID, "who": LONGEST_ID, "minute": 119_999_999}
FACTS = NoticeFacts(SERVICE.name, START, PART.end, SERVICE.price, "RUB", START, "Щ" * 60, CancelReason.SPECIALIST_AWAY)
AGAIN = NearestTimes(SERVICE, True, (START, START + timedelta(days=1)))

CONSENT = Consent("2026-11", given=True, at=NOW)
