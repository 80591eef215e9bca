"""What an admin sees who books somebody by hand. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    BOOKING,
    CUSTOMER,
    HERS,
    IN_CATEGORY,
    LATEST,
    LONGEST_ID,
    NOW,
    OFFER,
    RUDE,
    SERVICE,
    SETTINGS,
    SPECIALIST,
    START,
    STRICT,
    SUBJECT,
    TIMES,
    TO_SHIFT,
)
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.calls import Call, CallResult, ToCall, WhyCall
from services.booking_bot.domain.clashes import Clash, Hindrance, Obstacle
from services.booking_bot.domain.errors import SlotTaken
from services.booking_bot.domain.plans import Party, Plan
from services.booking_bot.use_cases.book_by_hand import Guest
from services.booking_bot.use_cases.customer_links import MadeLink
from services.booking_bot.use_cases.draft import Draft
from services.booking_bot.use_cases.hand_services import HandServices
from services.booking_bot.use_cases.offers import VisitOffer
from services.booking_bot.use_cases.read_line import HandLine
from services.booking_bot.views import bookings, calls, clashes, customer_links, drafts, hand, times
from services.booking_bot.views.choices import AtTime, Errand, PickDay, PickTime, to_book, to_draft
from services.booking_bot.views.hand_buttons import AskService
from services.booking_bot.views.plan_codes import HIGHEST

PLAN = Plan.of(HIGHEST, HIGHEST)
HAND = AtTime(**to_book(PLAN, Errand.HAND), minute=LATEST)
DRAFT = PickTime(**to_draft(PLAN, LONGEST_ID), minute=LATEST)
OVER = Obstacle(Hindrance.VISIT, START, BOOKING.end, SERVICE.name, CUSTOMER.name)
CLASH = Clash(
    HIGHEST,
    SPECIALIST.name,
    (OVER, replace(OVER, kind=Hindrance.HOLD), replace(OVER, kind=Hindrance.BLOCK)),
    outside_hours=True,
    missing=((RUDE + "Щ" * 40)[:40],) * 4,
)
REFUSED = SlotTaken(START, TIMES.starts[:3], CLASH)
NAMED = Guest((RUDE + "Щ" * 100)[:100], "+" + "9" * 15)
BOOKED_DRAFT = Draft(PLAN, START, VisitOffer((OFFER,), Party.ONE, "RUB"), NAMED)
LINE = HandLine(NAMED, NAMED, (SERVICE,) * 20, 20, SPECIALIST, START.date(), START)
BY_WHOM = tuple((start, (SPECIALIST, replace(SPECIALIST, id=1), replace(SPECIALIST, id=2))) for start in TIMES.starts)

ENTERED = replace(BOOKING, customer=replace(CUSTOMER, user_id=None, username=None))
LINKED = MadeLink(ENTERED, "c" * 32, BOOKING.end)

TO_CALL = [
    *(ToCall(HERS, why) for why in WhyCall),
    *(ToCall(HERS, WhyCall.SILENT, Call(result, NOW)) for result in CallResult),
]

HAND_SCREENS: dict[str, Make] = {
    "by hand": lambda words: hand.services(words, SETTINGS, HandServices([SERVICE] * 9)),
    "by hand, categories": lambda words: hand.services(
        words, SETTINGS, HandServices([IN_CATEGORY, SERVICE] * 9, [SERVICE] * 5)
    ),
    "by hand, nothing": lambda words: hand.services(words, SETTINGS, HandServices([])),
    "day, by hand, with whom": lambda words: times.day(
        words, PickDay(**HAND.way, day=739_677, page=2), SUBJECT, replace(TIMES, by_whom=BY_WHOM)
    ),
    "guest?": lambda words: hand.ask_guest(words, HAND, SUBJECT, [CUSTOMER] * 6),
    "guest, anyway?": lambda words: hand.ask_guest(words, HAND, SUBJECT, [], anyway=True),
    "guest of a draft?": lambda words: hand.ask_guest(words, DRAFT, SUBJECT, [CUSTOMER] * 9, newcomer=NAMED.name),
    "not a time": hand.not_a_time,
    "booked by hand": lambda words: hand.booked(words, BOOKING),
    "refused, by hand": lambda words: clashes.refused(words, HAND, clashes.why_refused(words, REFUSED), REFUSED),
    "refused, to move": lambda words: clashes.refused(
        words, PickTime(**TO_SHIFT, minute=LATEST), clashes.why_refused(words, REFUSED), REFUSED
    ),
    "link for a customer": lambda words: customer_links.made(words, words, SETTINGS, LINKED, "a" * 32),
    "consent of a link?": lambda words: customer_links.ask_consent(words, SETTINGS, "c" * 50),
    "no consent to a link": lambda words: customer_links.refused(words, SETTINGS),
    "no consent to a link, call": lambda words: customer_links.refused(words, STRICT),
    "opened by a link": lambda words: bookings.from_link(words, SETTINGS, BOOKING, NOW),
    "card, without Telegram": lambda words: bookings.card(words, SETTINGS, ENTERED, Side.BUSINESS, NOW),
    "calls": lambda words: calls.call_list(words, TO_CALL * 3, 1),
    "calls, nobody": lambda words: calls.call_list(words, []),
    "draft": lambda words: drafts.draft(words, DRAFT, BOOKED_DRAFT),
    "draft, known": lambda words: drafts.draft(words, DRAFT, replace(BOOKED_DRAFT, customer=CUSTOMER)),
    "draft, refused": lambda words: drafts.draft(words, DRAFT, replace(BOOKED_DRAFT, refused=REFUSED)),
    "draft, which service?": lambda words: drafts.which_service(words, SETTINGS, LINE),
    "draft, all services": lambda words: drafts.all_services(
        words, SETTINGS, AskService(specialist=HIGHEST, minute=LATEST, guest=LONGEST_ID, page=1), [SERVICE] * 20
    ),
    "draft, which time?": lambda words: drafts.which_time(
        words, replace(LINE, services=(SERVICE,), start=None, starts=TIMES.starts[:3])
    ),
    "draft, no time": lambda words: drafts.which_time(words, replace(LINE, services=(SERVICE,), day=None)),
    "draft, dropped": drafts.dropped,
}
