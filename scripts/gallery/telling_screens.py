"""What the bot tells people of the business, and how they choose to be told. A screen is added as one more entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import (
    BOOKING,
    CUSTOMER,
    FACTS,
    FULL,
    HERS,
    LONGEST_ID,
    NOW,
    PLACED,
    SERVICE,
    SETTINGS,
    SPECIALIST,
    START,
)
from services.booking_bot.domain.bookings import Side, joined
from services.booking_bot.domain.deliveries import Delivery
from services.booking_bot.domain.digests import Digest, FreeTime
from services.booking_bot.domain.holes import Hole
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import GROUPED, Notice, NoticeFacts, NoticeKind
from services.booking_bot.domain.preferences import AS_USUAL, Preferences, Told
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.use_cases.holes import FillingHole
from services.booking_bot.views import holes, notices, preferences
from services.booking_bot.views.letters import letters
from services.booking_bot.views.plan_codes import HIGHEST
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

OWNER, ANNA = Member(1, Role.OWNER), Member(2, Role.SPECIALIST, HIGHEST)
FREE = Interval(START, START + timedelta(minutes=90))
HOLE = Hole(HIGHEST, FREE, (FREE,), SPECIALIST.name)
LONG_FACTS = replace(
    FACTS,
    service_name=joined(f"{number}{SERVICE.name}"[:80] for number in range(4)),
    previous_specialist="Щ" * 60,
    by=Side.BUSINESS,
)
DIGEST = Digest(
    1,
    START.date(),
    (replace(BOOKING, confirmed=True), FULL, HERS) * 40,
    (FreeTime((HOLE.span,) * 20, SPECIALIST.name),) * 50,
    (CUSTOMER,) * 40,
    frozenset({BOOKING.id}),
    (replace(BOOKING.costs, amount=10**14, kind=PriceKind.FROM),) * 2,
)
QUIET_DAY = Digest(1, START.date(), (), (FreeTime((HOLE.span,)),))


def _told(kind: NoticeKind, facts: NoticeFacts = LONG_FACTS, number: int = 1) -> Notice:
    return Notice(number, kind, 1, "ru", LONGEST_ID - number, CUSTOMER, facts, 1, by_name=CUSTOMER.name)


MANY = tuple(_told(kind, number=number) for number, kind in enumerate(sorted(GROUPED) * 4))


def _letter(delivery: Delivery, number: int = 0) -> Make:
    def make(words: Words) -> Screen:
        return list(letters(words, PLACED, delivery, NOW))[number].screen

    return make


def _chosen(member: Member, chosen: Preferences) -> Callable[[Words], Screen]:
    return lambda words: preferences.preferences(words, SETTINGS, member, chosen)


TELLING_SCREENS: dict[str, Make] = {
    "notifications": _chosen(OWNER, AS_USUAL),
    "notifications, own hours": _chosen(OWNER, Preferences(Told.DIGEST, QuietHours(0, 0), 7 * 60)),
    "notifications of a specialist": _chosen(ANNA, Preferences(Told.NOTHING, QuietHours(1260, 600), None)),
    "told together": _letter(Delivery(1, "ru", 1, OWNER, MANY[:3], (HOLE, HOLE))),
    "told together, the last of many": _letter(Delivery(1, "ru", 1, OWNER, MANY, (HOLE,) * 9), -1),
    "told together, to a specialist": _letter(Delivery(1, "ru", 1, ANNA, MANY[:2], (HOLE,))),
    "told, and free now": lambda words: notices.notice(
        words, PLACED, _told(NoticeKind.OWNER_CANCELLED), NOW, (HOLE,) * 4
    ),
    "free now, which service?": lambda words: holes.filling(
        words, SETTINGS, FillingHole(HOLE, (SERVICE,) * 30), NOW, 1
    ),
    "free now, too short": lambda words: holes.filling(words, SETTINGS, FillingHole(HOLE, ()), NOW),
    "digest": _letter(Delivery(1, "ru", 1, OWNER, digest=DIGEST)),
    "digest of a specialist": _letter(Delivery(1, "ru", 1, ANNA, digest=DIGEST)),
    "digest, nothing booked": _letter(Delivery(1, "ru", 1, OWNER, digest=QUIET_DAY)),
    "digest, what changed": _letter(Delivery(1, "ru", 1, OWNER, MANY[:1], digest=QUIET_DAY), 1),
}
