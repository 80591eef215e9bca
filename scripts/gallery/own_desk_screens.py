"""What a specialist sees in place of the owner's screens. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace

from scripts.gallery.board_screens import NOTHING, OF_ONE
from scripts.gallery.making import Make
from scripts.gallery.samples import BOOKING, EXCEPTIONS, LONGEST_ID, PAID, SETTINGS, SHIFTS, START, WEEK
from scripts.gallery.team_screens import HERS as HER_PAY
from services.booking_bot.domain.bookings import Side
from services.booking_bot.views import bookings, home, my_day, owner_hours, owner_schedule, pay
from services.booking_bot.views.words import Words

HER_BOARD = replace(OF_ONE, others=False)
HER_DAY_OFF = replace(NOTHING, specialist_id=LONGEST_ID)
SHARED = replace(PAID, shared=True)


def hers(words: Words) -> Words:
    return replace(words, own_desk=True)


OWN_DESK_SCREENS: dict[str, Make] = {
    "home, of a specialist": lambda words: home.home(hers(words), SETTINGS, (), is_admin=False),
    "my day": lambda words: my_day.my_day(hers(words), HER_BOARD),
    "my day, nothing": lambda words: my_day.my_day(hers(words), HER_DAY_OFF),
    "my card": lambda words: bookings.card(hers(words), SETTINGS, BOOKING, Side.BUSINESS, START),
    "my card, with a colleague": lambda words: bookings.card(hers(words), SETTINGS, SHARED, Side.BUSINESS, START),
    "my hours": lambda words: owner_hours.week_view(hers(words), WEEK),
    "my hours, set by the owner": lambda words: owner_hours.week_view(hers(words), replace(WEEK, may_set=False)),
    "my shifts, set by the owner": lambda words: owner_schedule.shifts(hers(words), replace(SHIFTS, may_set=False)),
    "my days off, set by the owner": lambda words: owner_schedule.exceptions(
        hers(words), replace(EXCEPTIONS, may_set=False), 2
    ),
    "my pay": lambda words: pay.report_of(hers(words), HER_PAY),
}
