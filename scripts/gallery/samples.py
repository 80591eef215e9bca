"""Values with the longest names and the greatest numbers that the rules allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.address import Point
from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, CancelReason, Side
from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.consent import Consent
from services.booking_bot.domain.customer_profile import CustomerProfile
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.displacements import Choices
from services.booking_bot.domain.notices import NoticeFacts
from services.booking_bot.domain.outcomes import HIGHEST_SUM, Mark, Outcome, PaidBy, Received
from services.booking_bot.domain.plans import MOST_ITEMS, Item, Party, Plan
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.resources import MOST_UNITS, Resource
from services.booking_bot.domain.rhythm import History
from services.booking_bot.domain.schedule import DayException, Shift
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.storage.ports_clientele import Person
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.use_cases.blocks import FreeHours
from services.booking_bot.use_cases.clientele import CustomerCard
from services.booking_bot.use_cases.find_times import FoundTimes
from services.booking_bot.use_cases.free_times import DayMark, FreeTimes
from services.booking_bot.use_cases.hours import SpecialistWeek
from services.booking_bot.use_cases.months import Month
from services.booking_bot.use_cases.nearest_times import Nearest, NearestTimes
from services.booking_bot.use_cases.offers import Offer, VisitOffer
from services.booking_bot.use_cases.resources import ResourceCard
from services.booking_bot.use_cases.schedule import Exceptions, SpecialistShifts
from services.booking_bot.use_cases.specialists import SpecialistCard
from services.booking_bot.views import owner_hours
from services.booking_bot.views.choices import Errand, PickService, PickTime, minute_of, to_book, to_move
from services.booking_bot.views.plan_codes import HIGHEST
from services.booking_bot.views.visits import Subject

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONGEST_ID = 2**63 - 1
RUDE = "<b>&\"'"
SERVICE = Service(id=HIGHEST, name=(RUDE + "Щ" * 80)[:80], minutes=719, price=100_000_000_00)
CATEGORY = Category(LONGEST_ID, (RUDE + "Щ" * 40)[:40])
AT_FIXED_TIMES = replace(SERVICE, fixed_times=tuple(range(0, 24 * 60, 30)))
IN_CATEGORY = replace(SERVICE, category=CATEGORY, photo="file")
SETTINGS = BusinessSettings(name=(RUDE + "Щ" * 100)[:100], timezone="Europe/Moscow")
PLACED = replace(SETTINGS, address=(RUDE + "Щ" * 200)[:200], point=Point(-89.999999, -179.999999))
STRICT = replace(
    PLACED, move_until_minutes=30 * 60, cancel_until_minutes=36 * 60, shop_phone="+" + "9" * 15, most_moves=1
)
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
SPECIALIST = Specialist(HIGHEST, (RUDE + "Щ" * 60)[:60], (RUDE + "Щ" * 300)[:300])
OFFER = Offer(SERVICE, SPECIALIST)
RESOURCE = Resource(LONGEST_ID, (RUDE + "Щ" * 40)[:40], MOST_UNITS)
RESOURCE_CARD = ResourceCard(RESOURCE, [SERVICE, replace(SERVICE, id=1)] * 20, frozenset({SERVICE.id}))
STAFF_CARD = SpecialistCard(SPECIALIST, {HIGHEST: SERVICE}, {HIGHEST: OwnTerms(minutes=719)})
BLOCK = Block(LONGEST_ID, LONGEST_ID, START, START + timedelta(hours=1), SPECIALIST.name)
WEEK = SpecialistWeek(LONGEST_ID, {0: owner_hours.PRESETS[5]}, SPECIALIST.name)
LONGEST_PLAN = Plan((Item(HIGHEST, HIGHEST),) * MOST_ITEMS)
WAY = to_book(LONGEST_PLAN)
FOR_TWO = LONGEST_PLAN.for_two(Party.TOGETHER)
PICK = PickService(**WAY)
SUBJECT = Subject.of_offer(VisitOffer((OFFER,) * MOST_ITEMS, Party.ONE, "RUB"))
VARIES = Subject.of_offer(VisitOffer((Offer(SERVICE, varies=True),), Party.ONE, "RUB"))
TWO = Subject.of_offer(VisitOffer((OFFER, OFFER), Party.TOGETHER, "RUB"))
TO_MOVE = Subject.of_booking(BOOKING)
MONTH = Month(date(2026, 3, 1), [DayMark(date(2026, 3, day), day % 3) for day in range(2, 32)], True, True)
TIMES = FreeTimes(date(2026, 3, 2), tuple(START + timedelta(minutes=5 * n) for n in range(288)), MOSCOW)
LATEST = 119_999_999
TO_SHIFT = to_move(LONGEST_ID, Errand.SHIFT)
FACTS = NoticeFacts(
    SERVICE.name, START, PART.end, PART.costs, START, "Щ" * 60, CancelReason.SPECIALIST_AWAY, CUSTOMER.name
)
NEAREST = Nearest(LONGEST_PLAN, SERVICE.name, START)
AGAIN = NearestTimes((NEAREST, replace(NEAREST, start=START + timedelta(days=1))), True, SPECIALIST.name)
OF_EACH = NearestTimes((NEAREST, replace(NEAREST, plan=Plan.of(1))))
ON_REQUEST = replace(OFFER, service=replace(SERVICE, price=0, price_kind=PriceKind.ON_REQUEST))
FULL = replace(
    BOOKING, parts=tuple(replace(PART, id=LONGEST_ID - n, guest="" if n else CUSTOMER.name) for n in range(MOST_ITEMS))
)
HERS = replace(BOOKING, parts=(replace(PART, guest=CUSTOMER.name),))
ALONE = PickTime(**to_book(Plan.of(HIGHEST, HIGHEST)), minute=LATEST)
FREELY = replace(SETTINGS, guests=2, most_services=MOST_ITEMS)
TO_BOOK = PickTime(**WAY, minute=minute_of(START))
FOUND = FoundTimes(SERVICE, SPECIALIST, TIMES.starts[:3], fits=True)
DAY_OFF = DayException(date(2026, 5, 1), date(2026, 5, 14), (), LONGEST_ID, LONGEST_ID)
OTHER_HOURS = replace(DAY_OFF, hours=owner_hours.PRESETS[5])
CLOSED = replace(DAY_OFF, specialist_id=None)
EXCEPTIONS = Exceptions(LONGEST_ID, SPECIALIST.name, (DAY_OFF, OTHER_HOURS) * 15, date(2026, 3, 1))
CLOSED_DAYS = Exceptions(None, None, (CLOSED,) * 30, date(2026, 3, 1))
SHIFT = Shift(date(2026, 3, 1), 31, 31, owner_hours.PRESETS[5])
SHIFTS = SpecialistShifts(LONGEST_ID, SPECIALIST.name, (SHIFT,) * 5, SHIFT.hours, date(2026, 3, 1))
AFFECTED = (Affected(BOOKING, BOOKING.parts),) * 30
FREE_HOURS = FreeHours(
    date(2026, 3, 2),
    SPECIALIST,
    (SPECIALIST,) * 50,
    tuple(START + timedelta(minutes=5 * n) for n in range(200)),
    MOSCOW,
)
CONSENT = Consent("2026-11", given=True, at=NOW)
PROFILE = CustomerProfile(
    RUDE * 71, tuple((f"{number}{RUDE}" + "Щ" * 20)[:20] for number in range(10)), Birthday(29, 2, 1988)
)
BANNED = replace(CUSTOMER, access=Access.PREPAYMENT)
PAID = replace(BOOKING, mark=Mark(Outcome.CAME, Received(HIGHEST_SUM, PaidBy.TRANSFER, HIGHEST_SUM)))
MISSED = replace(BOOKING, mark=Mark(Outcome.NO_SHOW))
REGULAR = CustomerCard(
    BANNED,
    PROFILE,
    (BOOKING, PAID, MISSED) * 10,
    History(10**6, 10**6, 0, HIGHEST_SUM, NOW - timedelta(days=900), timedelta(days=365)),
    (replace(CUSTOMER, user_id=None),) * 5,
)
DISPLACED = replace(BOOKING, displaced=True)
CHOICES = Choices(DISPLACED, DISPLACED.parts, (SPECIALIST,) * 5)
PERSON = Person(BANNED, NOW, Birthday(29, 2, 1988))
