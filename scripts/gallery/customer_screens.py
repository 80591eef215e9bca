"""What customers see. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    AGAIN,
    ALONE,
    BOOKING,
    CHOICES,
    CONSENT,
    CUSTOMER,
    FACTS,
    FOR_TWO,
    FOUND,
    FREELY,
    FULL,
    HERS,
    IN_CATEGORY,
    LATEST,
    LONGEST_ID,
    LONGEST_PLAN,
    MONTH,
    NOW,
    OF_EACH,
    OFFER,
    PICK,
    PLACED,
    PROFILE,
    SERVICE,
    SETTINGS,
    SPECIALIST,
    START,
    STRICT,
    SUBJECT,
    TIMES,
    TO_BOOK,
    TO_MOVE,
    TO_SHIFT,
    TWO,
    VARIES,
    WAY,
)
from services.booking_bot.domain import errors
from services.booking_bot.domain.bookings import BookingState, Side
from services.booking_bot.domain.notices import Notice, NoticeKind
from services.booking_bot.domain.plans import Item, Party, Plan
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.use_cases.empty_days import EmptyDay, WhyEmpty
from services.booking_bot.use_cases.find_times import WhichService
from services.booking_bot.use_cases.personal_data import MyData
from services.booking_bot.views import (
    bookings,
    categories,
    clashes,
    contact,
    guests,
    home,
    notices,
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
    PickTime,
    to_book,
    to_move,
)
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.plan_codes import HIGHEST

TAKEN = errors.SlotTaken(START, TIMES.starts[:3])

CUSTOMER_SCREENS: dict[str, Make] = {
    "home": lambda words: home.home(words, SETTINGS, [SERVICE] * 20, is_admin=True, page=1),
    "home, nothing to book": lambda words: home.home(words, SETTINGS, [], is_admin=False),
    "home, the shortest way": lambda words: home.home(words, SETTINGS, [SERVICE], is_admin=False, nearest=AGAIN),
    "home, the only service": lambda words: home.home(
        words, SETTINGS, [SERVICE], is_admin=False, nearest=replace(AGAIN, again=False)
    ),
    "home, nearest of each": lambda words: home.home(
        words, SETTINGS, [SERVICE, IN_CATEGORY], is_admin=False, nearest=OF_EACH
    ),
    "home, categories": lambda words: home.home(words, SETTINGS, [SERVICE, IN_CATEGORY], is_admin=True),
    "category": lambda words: categories.category(
        words, SETTINGS, OpenCategory(errand=Errand.BOOK, id=LONGEST_ID, page=1), [IN_CATEGORY] * 20
    ),
    "category, by hand": lambda words: categories.category(
        words, SETTINGS, OpenCategory(errand=Errand.HAND, id=LONGEST_ID, page=99), [IN_CATEGORY] * 20
    ),
    "confirmed": lambda words: bookings.confirmed(words, SETTINGS, BOOKING, NOW),
    "on the way": lambda words: bookings.card(words, SETTINGS, BOOKING, Side.CUSTOMER, START),
    "how late": lambda words: bookings.ask_late(words, BOOKING),
    "told late": lambda words: bookings.told_late(words, SETTINGS, BOOKING, 15, START),
    "consent?": lambda words: contact.ask_consent(words, SETTINGS, Agree(**WAY, minute=LATEST)),
    "consent?, for somebody": lambda words: contact.ask_consent(
        words, SETTINGS, Agree(**WAY, minute=LATEST), for_guest=True
    ),
    "your name?, none to offer": lambda words: contact.ask_name(
        words, " ", replace(CUSTOMER, name=str(CUSTOMER.user_id))
    ),
    "not your name": contact.not_a_name,
    "not theirs": contact.not_theirs,
    "not a phone": contact.not_a_phone,
    "no consent": lambda words: contact.refused(words, SETTINGS),
    "no consent, call": lambda words: contact.refused(words, replace(SETTINGS, shop_phone="+79161234567")),
    "my data": lambda words: personal_data.my_data(
        words, MyData(CUSTOMER, 10**6, 10**6, CONSENT, PROFILE.birthday, True)
    ),
    "my data, little": lambda words: personal_data.my_data(
        words, MyData(replace(CUSTOMER, phone=None, username=None, language=None), 0, 0, None)
    ),
    "my data, changed": lambda words: personal_data.my_data(words, MyData(CUSTOMER, 1, 0, CONSENT), words("✅ Saved.")),
    "my name?": lambda words: personal_data.ask_name(words, CUSTOMER.name),
    "delete my data?": personal_data.ask_delete,
    "data deleted": personal_data.deleted,
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
    "question, for somebody": lambda words: times.question(
        words, FREELY, TO_BOOK, SUBJECT, NOW, times.Held(guest=CUSTOMER.name)
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
    "refused": lambda words: clashes.refused(
        words,
        Agree(**WAY, minute=LATEST),
        refusal(words, errors.SlotTaken(START, ())),
        errors.SlotTaken(START, TIMES.starts[:3]),
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
    "my bookings": lambda words: bookings.my_bookings(words, [BOOKING] * 30),
    "my bookings, for somebody": lambda words: bookings.my_bookings(words, [HERS] * 30),
    "no bookings": lambda words: bookings.my_bookings(words, []),
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
    **{
        f"notice, {kind}": lambda words, kind=kind: notices.notice(  # type: ignore[misc]  # bound while it loops
            words, PLACED, Notice(1, kind, 1, "ru", LONGEST_ID, CUSTOMER, FACTS, 1, BOOKING, choices=(CHOICES,)), NOW
        )
        for kind in NoticeKind
    },
}
