"""Every screen, in both languages, with the longest names that the rules allow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from services.booking_bot.domain import errors
from services.booking_bot.domain.address import Point
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, CancelReason, Side
from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.consent import Consent
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.notices import Notice, NoticeFacts, NoticeKind
from services.booking_bot.domain.plans import MOST_ITEMS, Item, Party, Plan
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import OwnWindows, Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.use_cases.bookings import DayBoard
from services.booking_bot.use_cases.empty_days import EmptyDay, WhyEmpty
from services.booking_bot.use_cases.find_times import FoundTimes, WhichService
from services.booking_bot.use_cases.free_times import DayMark, FreeTimes
from services.booking_bot.use_cases.hours import SpecialistWeek
from services.booking_bot.use_cases.months import Month
from services.booking_bot.use_cases.nearest_times import NearestTimes
from services.booking_bot.use_cases.offers import Offer, VisitOffer
from services.booking_bot.use_cases.personal_data import MyData
from services.booking_bot.use_cases.specialists import SpecialistCard
from services.booking_bot.views import (
    bookings,
    categories,
    contact,
    guests,
    home,
    notices,
    owner,
    owner_address,
    owner_categories,
    owner_hours,
    owner_phone,
    owner_photos,
    owner_reminders,
    owner_rules,
    owner_service_rules,
    owner_services,
    owner_specialists,
    personal_data,
    questions,
    requests,
    specialists,
    times,
)
from services.booking_bot.views.choices import (
    AddToVisit,
    Agree,
    Errand,
    OpenCategory,
    PickDay,
    PickMonth,
    PickService,
    PickTime,
    minute_of,
    to_book,
    to_move,
)
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.owner_photos import Pictured
from services.booking_bot.views.plan_codes import HIGHEST
from services.booking_bot.views.visits import Subject
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import Screen
from tests.support.catalogues import Tags

LOCALES = Path(home.__file__).resolve().parents[1] / "locales"
MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONGEST_ID = 2**63 - 1
RUDE = "<b>&\"'"
SERVICE = Service(id=HIGHEST, name=(RUDE + "Щ" * 80)[:80], minutes=719, price=100_000_000_00)
CATEGORY = Category(LONGEST_ID, (RUDE + "Щ" * 40)[:40])
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
STAFF_CARD = SpecialistCard(SPECIALIST, {HIGHEST: SERVICE}, {HIGHEST: OwnTerms(minutes=719)})
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
AGAIN = NearestTimes(LONGEST_PLAN, SERVICE.name, True, (START, START + timedelta(days=1)), SPECIALIST.name)
ON_REQUEST = replace(OFFER, service=replace(SERVICE, price=0, price_kind=PriceKind.ON_REQUEST))
FULL = replace(
    BOOKING, parts=tuple(replace(PART, id=LONGEST_ID - n, guest="" if n else CUSTOMER.name) for n in range(MOST_ITEMS))
)
ALONE = PickTime(**to_book(Plan.of(HIGHEST, HIGHEST)), minute=LATEST)
FREELY = replace(SETTINGS, guests=2, most_services=MOST_ITEMS)
TO_BOOK = PickTime(**WAY, minute=minute_of(START))
FOUND = FoundTimes(SERVICE, SPECIALIST, TIMES.starts[:3], fits=True)

CONSENT = Consent("2026-11", given=True, at=NOW)

Make = Callable[[Words], Screen]
SCREENS: dict[str, Make] = {
    "home": lambda words: home.home(words, SETTINGS, [SERVICE] * 20, is_admin=True, page=1),
    "home, nothing to book": lambda words: home.home(words, SETTINGS, [], is_admin=False),
    "home, the shortest way": lambda words: home.home(words, SETTINGS, [SERVICE], is_admin=False, nearest=AGAIN),
    "home, the only service": lambda words: home.home(
        words, SETTINGS, [SERVICE], is_admin=False, nearest=replace(AGAIN, again=False)
    ),
    "home, categories": lambda words: home.home(words, SETTINGS, [SERVICE, IN_CATEGORY], is_admin=True),
    "category": lambda words: categories.category(
        words, SETTINGS, OpenCategory(errand=Errand.BOOK, id=LONGEST_ID, page=1), [IN_CATEGORY] * 20
    ),
    "category, by hand": lambda words: categories.category(
        words, SETTINGS, OpenCategory(errand=Errand.HAND, id=LONGEST_ID, page=99), [IN_CATEGORY] * 20
    ),
    "category?": lambda words: owner_categories.ask_category(words, IN_CATEGORY, [CATEGORY] * 30, 2),
    "category, the first?": lambda words: owner_categories.ask_category(words, SERVICE, []),
    "photo?": lambda words: owner_photos.ask_photo(words, Pictured.service(SERVICE)),
    "photo, another?": lambda words: owner_photos.ask_photo(words, Pictured.service(IN_CATEGORY)),
    "photo of a specialist?": lambda words: owner_photos.ask_photo(
        words, Pictured.specialist(replace(SPECIALIST, photo="file"))
    ),
    "not a photo": lambda words: owner_photos.not_a_photo(words, Pictured.specialist(SPECIALIST)),
    "confirmed": lambda words: bookings.confirmed(words, SETTINGS, BOOKING, NOW),
    "on the way": lambda words: bookings.card(words, SETTINGS, BOOKING, Side.CUSTOMER, START),
    "how late": lambda words: bookings.ask_late(words, BOOKING),
    "told late": lambda words: bookings.told_late(words, SETTINGS, BOOKING, 15, START),
    "consent?": lambda words: contact.ask_consent(words, SETTINGS, Agree(**WAY, minute=LATEST)),
    "not theirs": contact.not_theirs,
    "not a phone": contact.not_a_phone,
    "no consent": lambda words: contact.refused(words, SETTINGS),
    "no consent, call": lambda words: contact.refused(words, replace(SETTINGS, shop_phone="+79161234567")),
    "my data": lambda words: personal_data.my_data(words, MyData(CUSTOMER, 10**6, 10**6, CONSENT)),
    "my data, little": lambda words: personal_data.my_data(
        words, MyData(replace(CUSTOMER, phone=None, username=None, language=None), 0, 0, None)
    ),
    "delete my data?": personal_data.ask_delete,
    "data deleted": personal_data.deleted,
    "phone rule": lambda words: owner_phone.phone_rule(words, SETTINGS, words("✅ Saved.")),
    "shop's phone?": owner_phone.ask_shop_phone,
    "found times": lambda words: requests.found_times(words, FOUND, somebody_reads=True),
    "found times, with anybody": lambda words: requests.found_times(
        words, replace(FOUND, specialist=None, fits=False), somebody_reads=False
    ),
    "found times, not hers": lambda words: requests.found_times(
        words, replace(FOUND, specialist=None, does_not_do=SPECIALIST), somebody_reads=True
    ),
    "found no times": lambda words: requests.found_times(
        words, replace(FOUND, starts=(), fits=False), somebody_reads=True
    ),
    "which service?": lambda words: requests.which_service(
        words, SETTINGS, WhichService([SERVICE] * 9), somebody_reads=True
    ),
    "a human?": questions.offer,
    "passed on": questions.passed_on,
    "not passed on": questions.not_passed_on,
    "question to the shop": lambda words: questions.question(words, CUSTOMER, "<b>&" * 2000),
    "answer": lambda words: questions.answer(words, SETTINGS, "<b>&" * 2000),
    "answered": questions.answered,
    "not answered": questions.not_answered,
    "rules": lambda words: owner_rules.rules(words, SETTINGS),
    "reminders": lambda words: owner_reminders.reminders(words, SETTINGS),
    "no reminders": lambda words: owner_reminders.reminders(
        words, replace(SETTINGS, first_reminder_minutes=0, second_reminder_minutes=0, quiet_from=0, quiet_to=0)
    ),
    "language": home.choose_language,
    "help": lambda words: home.help_screen(words, SETTINGS),
    "not understood": home.not_understood,
    "month": lambda words: times.month(words, PickMonth(**WAY), SUBJECT, MONTH, may_add=True),
    "month, to move": lambda words: times.month(words, PickMonth(**to_move(LONGEST_ID)), TO_MOVE, MONTH),
    "month, by hand": lambda words: times.month(words, PickMonth(**to_book(LONGEST_PLAN, Errand.HAND)), SUBJECT, MONTH),
    "nothing free": lambda words: times.nothing_free(words, PickMonth(**WAY), SUBJECT),
    "day": lambda words: times.day(
        words, PickDay(**to_book(LONGEST_PLAN, Errand.HAND), day=739_677, page=2), SUBJECT, TIMES
    ),
    "day, nothing left": lambda words: times.day(
        words, PickDay(**WAY, day=739_677), SUBJECT, replace(TIMES, starts=())
    ),
    **{
        f"day, empty, {why}": lambda words, why=why: times.day(  # type: ignore[misc]  # bound while it loops
            words,
            PickDay(**WAY, day=739_677),
            SUBJECT,
            replace(TIMES, starts=(), empty=EmptyDay(why, date(2026, 3, 2))),
        )
        for why in WhyEmpty
    },
    "question": lambda words: times.question(words, SETTINGS, TO_BOOK, SUBJECT, NOW),
    "question, windows": lambda words: times.question(words, STRICT, TO_BOOK, SUBJECT, START - timedelta(days=2)),
    "question, too late": lambda words: times.question(words, STRICT, TO_BOOK, SUBJECT, NOW),
    "question, held, for others": lambda words: times.question(
        words, FREELY, ALONE, SUBJECT, NOW, times.Held(START, guests.company_rows(words, FREELY, ALONE, 2))
    ),
    "question, for two": lambda words: times.question(
        words, SETTINGS, PickTime(**to_book(FOR_TWO), minute=LATEST), TWO, NOW, times.Held(START)
    ),
    "month, for two": lambda words: times.month(words, PickMonth(**to_book(FOR_TWO)), TWO, MONTH),
    "month, for two in a row": lambda words: times.month(
        words, PickMonth(**to_book(FOR_TWO)), replace(TWO, party=Party.IN_TURN), MONTH
    ),
    "day, the convenient first": lambda words: times.day(
        words, PickDay(**WAY, day=739_677), SUBJECT, replace(TIMES, convenient=TIMES.starts[::9])
    ),
    "what else?": lambda words: home.add_to_visit(
        words, SETTINGS, AddToVisit(**to_book(Plan((Item(HIGHEST - 1, HIGHEST),) * 3))), [SERVICE] * 20, SERVICE.name
    ),
    "who comes?": lambda words: guests.ask_name(words, PickTime(**WAY, minute=LATEST)),
    "not a name": guests.not_a_name,
    "card of several": lambda words: bookings.card(words, SETTINGS, FULL, Side.CUSTOMER, NOW),
    "cancel one of several?": lambda words: bookings.ask_cancel(words, SETTINGS, FULL, Side.BUSINESS, NOW),
    "part cancelled": lambda words: bookings.part_cancelled(words, SETTINGS, FULL, Side.CUSTOMER, NOW),
    "question, to move": lambda words: times.question(
        words, SETTINGS, PickTime(**TO_SHIFT, minute=LATEST), TO_MOVE, NOW
    ),
    "refused": lambda words: times.refused(
        words, Agree(**WAY, minute=LATEST), refusal(words, errors.SlotTaken(START, ())), START, TIMES.starts[:3]
    ),
    "booked": lambda words: bookings.booked(words, PLACED, BOOKING, NOW),
    "moved": lambda words: bookings.moved(words, SETTINGS, BOOKING, Side.BUSINESS, NOW),
    "card": lambda words: bookings.card(words, SETTINGS, BOOKING, Side.BUSINESS, NOW),
    "card, cancelled": lambda words: bookings.card(
        words, SETTINGS, replace(BOOKING, state=BookingState.CANCELLED), Side.CUSTOMER, NOW
    ),
    "card, over": lambda words: bookings.card(words, SETTINGS, BOOKING, Side.CUSTOMER, START + timedelta(days=1)),
    "cancel?": lambda words: bookings.ask_cancel(words, SETTINGS, BOOKING, Side.CUSTOMER, NOW),
    "card, point alone": lambda words: bookings.card(words, replace(PLACED, address=""), BOOKING, Side.CUSTOMER, NOW),
    "card, address alone": lambda words: bookings.card(words, replace(PLACED, point=None), BOOKING, Side.CUSTOMER, NOW),
    "card, windows": lambda words: bookings.card(words, STRICT, BOOKING, Side.CUSTOMER, START - timedelta(days=2)),
    "card, too late": lambda words: bookings.card(words, STRICT, BOOKING, Side.CUSTOMER, NOW),
    "card, no moves left": lambda words: bookings.card(
        words, replace(SETTINGS, most_moves=1), replace(BOOKING, moves=1), Side.CUSTOMER, NOW
    ),
    "cancel?, too late": lambda words: bookings.ask_cancel(words, STRICT, BOOKING, Side.CUSTOMER, NOW),
    "address": lambda words: owner_address.saved(words, PLACED),
    "no address": lambda words: owner_address.address(words, SETTINGS),
    "address?": owner_address.ask_address,
    "point?": owner_address.ask_point,
    "not an address": owner_address.not_an_address,
    "not a point": owner_address.not_a_point,
    "service's rules": lambda words: owner_service_rules.service_rules(
        words, SETTINGS, replace(SERVICE, windows=OwnWindows(0, 720, None), buffer_before=30)
    ),
    "my bookings": lambda words: bookings.my_bookings(words, [BOOKING] * 30),
    "no bookings": lambda words: bookings.my_bookings(words, []),
    "manage": lambda words: owner.manage(words, SETTINGS),
    "day list": lambda words: owner.day_list(words, DayBoard(date(2026, 3, 2), (BOOKING,) * 40, MOSCOW), 1),
    "day list, empty": lambda words: owner.day_list(words, DayBoard(date(2026, 3, 2), (), MOSCOW)),
    "by hand": lambda words: owner.hand_services(words, SETTINGS, [SERVICE] * 9, 0),
    "by hand, nothing": lambda words: owner.hand_services(words, SETTINGS, []),
    "guest?": lambda words: owner.ask_guest(words, words.when(START), SERVICE.name),
    "booked by hand": lambda words: owner.booked_by_hand(words, BOOKING),
    "not a time": owner.not_a_time,
    "services": lambda words: owner_services.service_list(words, SETTINGS, [replace(SERVICE, hidden=True)] * 30, 2),
    "no services": lambda words: owner_services.service_list(words, SETTINGS, []),
    "service": lambda words: owner_services.service_card(words, SETTINGS, SERVICE),
    "service, in a category": lambda words: owner_services.service_card(words, SETTINGS, IN_CATEGORY),
    "service, added": lambda words: owner_services.added(words, SETTINGS, replace(SERVICE, price=0)),
    "service, changed": lambda words: owner_services.changed(words, SETTINGS, replace(SERVICE, hidden=True)),
    "service name?": owner_services.ask_name,
    "service, new name?": lambda words: owner_services.ask_new_name(words, SERVICE),
    "service length?": lambda words: owner_services.ask_minutes(words, SERVICE.name),
    "service price?": lambda words: owner_services.ask_price(words, SERVICE.name),
    "not minutes": owner_services.not_minutes,
    "not a price": owner_services.not_a_price,
    "week": lambda words: owner_hours.week_view(words, WEEK),
    "weekday": lambda words: owner_hours.weekday_view(words, 6, WEEK),
    "weekday, saved": lambda words: owner_hours.saved(words, 0, WEEK),
    "not hours": lambda words: owner_hours.not_hours(words, LONGEST_ID),
    "week of the only one": lambda words: owner_hours.week_view(words, replace(WEEK, name=None)),
    "with whom?": lambda words: specialists.choose(words, SETTINGS, PICK, [OFFER] * 50),
    "with whom, second page": lambda words: specialists.choose(
        words, SETTINGS, PICK.model_copy(update={"page": 1}), [OFFER] * 50
    ),
    "with whom, prices": lambda words: specialists.choose(
        words,
        SETTINGS,
        PICK,
        [OFFER, replace(OFFER, service=replace(SERVICE, price=0, price_kind=PriceKind.ON_REQUEST))],
    ),
    "month, it varies": lambda words: times.month(words, PickMonth(**WAY), VARIES, MONTH),
    "question, it varies": lambda words: times.question(words, SETTINGS, TO_BOOK, VARIES, NOW),
    "specialists": lambda words: owner_specialists.specialist_list(words, SETTINGS, [SPECIALIST] * 50),
    "one specialist": lambda words: owner_specialists.specialist_list(
        words, SETTINGS, [SPECIALIST, replace(SPECIALIST, active=False)]
    ),
    "specialist": lambda words: owner_specialists.specialist_card(words, SETTINGS, STAFF_CARD),
    "specialist, gone": lambda words: owner_specialists.specialist_card(
        words, SETTINGS, replace(STAFF_CARD, specialist=replace(SPECIALIST, active=False))
    ),
    "own terms": lambda words: owner_specialists.own_terms(words, SETTINGS, STAFF_CARD, HIGHEST),
    "not done": lambda words: owner_specialists.own_terms(
        words, SETTINGS, replace(STAFF_CARD, terms={HIGHEST: OwnTerms(offered=False)}), HIGHEST
    ),
    "specialist's name?": owner_specialists.ask_name,
    "specialist, new name?": lambda words: owner_specialists.ask_new_name(words, SPECIALIST),
    "about?": lambda words: owner_specialists.ask_about(words, SPECIALIST),
    "own length?": lambda words: owner_specialists.ask_own_minutes(words, STAFF_CARD, SERVICE),
    "own price?": lambda words: owner_specialists.ask_own_price(words, STAFF_CARD, SERVICE),
    **{
        f"notice, {kind}": lambda words, kind=kind: notices.notice(  # type: ignore[misc]  # bound while it loops
            words, PLACED, Notice(1, kind, 1, "ru", LONGEST_ID, CUSTOMER, FACTS, 1, BOOKING), NOW
        )
        for kind in NoticeKind
    },
}


@pytest.fixture(scope="module")
def translations() -> Translations:
    return Translations(LOCALES)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_one_that_telegram_takes(translations: Translations, name: str, language: str) -> None:
    screen = SCREENS[name](Words(translations[language], MOSCOW))

    tags = Tags(screen.text)
    assert (tags.open, tags.wrong) == ([], None), screen.text
    assert 0 < len(tags.words) <= 4096
    assert "{" not in screen.text
    for row in keyboard(screen):
        assert 1 <= len(row) <= 8
        for label, data, url in row:
            assert label
            assert len(label) <= 60
            assert bool(url) or 1 <= len(data.encode()) <= 64
            assert len(url.encode()) <= 2048
    assert sum(len(row) for row in keyboard(screen)) <= 100


@pytest.mark.parametrize(
    "name", [name for name in SCREENS if "<" in SCREENS[name](Words(Translations(LOCALES)["en"], MOSCOW)).text]
)
def test_russian_screen_differs_from_the_english_one(translations: Translations, name: str) -> None:
    russian, english = (SCREENS[name](Words(translations[language], MOSCOW)) for language in ("ru", "en"))

    assert russian.text != english.text


def keyboard(screen: Screen) -> list[list[tuple[str, str, str]]]:
    if screen.keyboard is None:
        return []
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [
        [(button.text, button.callback_data or "", button.url or "") for button in row]
        for row in screen.keyboard.inline_keyboard
    ]


def all_errors() -> list[errors.DomainError]:
    samples: dict[str, object] = {
        "int": 600,
        "str": RUDE,
        "datetime": START,
        "date": date(2026, 3, 2),
        "tuple[int, int]": (600, 840),
        "tuple[datetime, ...]": (),
    }
    found = []
    waiting = errors.DomainError.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        fields = [field.type for field in kind.__dataclass_fields__.values()]  # type: ignore[attr-defined]
        found.append(kind(*(samples[field] for field in fields)))
    return [error for error in found if type(error) is not errors.TimeRefused]


@pytest.mark.parametrize("error", all_errors(), ids=lambda error: type(error).__name__)
def test_every_error_has_words_in_both_languages(translations: Translations, error: errors.DomainError) -> None:
    russian, english = (refusal(Words(translations[language], MOSCOW), error) for language in ("ru", "en"))

    assert english != "This cannot be done."
    assert russian != english
    assert "<b>" not in russian + english
