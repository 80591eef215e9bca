"""What customers see. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    AGAIN,
    AT,
    BOOKING,
    CONSENT,
    CUSTOMER,
    FACTS,
    LONGEST_ID,
    MONTH,
    NOW,
    OFFER,
    PICK,
    SERVICE,
    SETTINGS,
    START,
    SUBJECT,
    TIMES,
    TO_MOVE,
    VARIES,
)
from services.booking_bot.domain import errors
from services.booking_bot.domain.bookings import BookingState, Side
from services.booking_bot.domain.notices import Notice, NoticeKind
from services.booking_bot.use_cases.empty_days import EmptyDay, WhyEmpty
from services.booking_bot.use_cases.personal_data import MyData
from services.booking_bot.views import (
    bookings,
    contact,
    home,
    notices,
    personal_data,
    questions,
    specialists,
    times,
)
from services.booking_bot.views.callbacks import Agree, Errand, PickDay, PickMonth, PickTime
from services.booking_bot.views.errors import refusal

CUSTOMER_SCREENS: dict[str, Make] = {
    "home": lambda words: home.home(words, SETTINGS, [SERVICE] * 20, is_admin=True, page=1),
    "home, nothing to book": lambda words: home.home(words, SETTINGS, [], is_admin=False),
    "home, the shortest way": lambda words: home.home(words, SETTINGS, [SERVICE], is_admin=False, nearest=AGAIN),
    "home, the only service": lambda words: home.home(
        words, SETTINGS, [SERVICE], is_admin=False, nearest=replace(AGAIN, again=False)
    ),
    "confirmed": lambda words: bookings.confirmed(words, BOOKING, NOW),
    "on the way": lambda words: bookings.card(words, BOOKING, Side.CUSTOMER, START),
    "how late": lambda words: bookings.ask_late(words, BOOKING),
    "told late": lambda words: bookings.told_late(words, BOOKING, 15, START),
    "consent?": lambda words: contact.ask_consent(words, SETTINGS, Agree(errand=Errand.BOOK, **AT)),
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
    "month": lambda words: times.month(
        words, PickMonth(errand=Errand.BOOK, id=LONGEST_ID, who=LONGEST_ID), SUBJECT, MONTH
    ),
    "month, to move": lambda words: times.month(words, PickMonth(errand=Errand.MOVE, id=LONGEST_ID), TO_MOVE, MONTH),
    "month, by hand": lambda words: times.month(words, PickMonth(errand=Errand.HAND, id=LONGEST_ID), SUBJECT, MONTH),
    "nothing free": lambda words: times.nothing_free(words, PickMonth(errand=Errand.BOOK, id=1), SUBJECT),
    "day": lambda words: times.day(
        words, PickDay(errand=Errand.HAND, id=LONGEST_ID, day=739_677, page=2), SUBJECT, TIMES
    ),
    "day, nothing left": lambda words: times.day(
        words, PickDay(errand=Errand.BOOK, id=1, day=739_677), SUBJECT, replace(TIMES, starts=())
    ),
    **{
        f"day, empty, {why}": lambda words, why=why: times.day(  # type: ignore[misc]  # bound while it loops
            words,
            PickDay(errand=Errand.BOOK, id=1, day=739_677),
            SUBJECT,
            replace(TIMES, starts=(), empty=EmptyDay(why, date(2026, 3, 2))),
        )
        for why in WhyEmpty
    },
    "question": lambda words: times.question(words, PickTime(errand=Errand.BOOK, id=LONGEST_ID, minute=1), SUBJECT),
    "question, to move": lambda words: times.question(words, PickTime(errand=Errand.SHIFT, **AT), TO_MOVE),
    "refused": lambda words: times.refused(
        words, Agree(errand=Errand.BOOK, **AT), refusal(words, errors.SlotTaken(START, ())), START, TIMES.starts[:3]
    ),
    "booked": lambda words: bookings.booked(words, BOOKING, NOW),
    "moved": lambda words: bookings.moved(words, BOOKING, Side.BUSINESS, NOW),
    "card": lambda words: bookings.card(words, BOOKING, Side.BUSINESS, NOW),
    "card, cancelled": lambda words: bookings.card(
        words, replace(BOOKING, state=BookingState.CANCELLED), Side.CUSTOMER, NOW
    ),
    "card, over": lambda words: bookings.card(words, BOOKING, Side.CUSTOMER, START + timedelta(days=1)),
    "cancel?": lambda words: bookings.ask_cancel(words, BOOKING, Side.CUSTOMER),
    "my bookings": lambda words: bookings.my_bookings(words, [BOOKING] * 30),
    "no bookings": lambda words: bookings.my_bookings(words, []),
    "with whom?": lambda words: specialists.choose(words, SETTINGS, PICK, [OFFER] * 50),
    "with whom, second page": lambda words: specialists.choose(
        words, SETTINGS, PICK.model_copy(update={"page": 1}), [OFFER] * 50
    ),
    "with whom, prices": lambda words: specialists.choose(
        words, SETTINGS, PICK, [OFFER, replace(OFFER, service=replace(SERVICE, price=0))]
    ),
    "month, it varies": lambda words: times.month(words, PickMonth(errand=Errand.BOOK, id=1), VARIES, MONTH),
    "question, it varies": lambda words: times.question(words, PickTime(errand=Errand.BOOK, id=1, minute=1), VARIES),
    **{
        f"notice, {kind}": lambda words, kind=kind: notices.notice(  # type: ignore[misc]  # bound while it loops
            words, Notice(1, kind, 1, "ru", LONGEST_ID, CUSTOMER, FACTS, 1)
        )
        for kind in NoticeKind
    },
}
