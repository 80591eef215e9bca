"""The end of a day: did all come, and if not, who did not."""

from __future__ import annotations

from datetime import date

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.use_cases.closing import DayVisits
from services.booking_bot.views.callbacks import Open, OpenDay, Place
from services.booking_bot.views.outcome_buttons import OpenClosing, RestOfDayCame, TapInClosing
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

PAGE = 10


def question(words: Words, day: date, visits: int) -> Screen:
    """``visits``: how many there were."""
    asked = words.plural("{n} visit. Did the customer come?", "{n} visits. Did everybody come?", visits)
    yes = [button(words.label("✅ Yes, all"), RestOfDayCame(day=day.toordinal()))]
    no = [button(words.label("🚫 Who did not"), OpenClosing(day=day.toordinal()))]
    return screen("\n".join([words("🌆 <b>{day}</b>", day=words.day(day)), asked]), (yes, no))


def who_did_not(words: Words, visits: DayVisits, page: int = 0) -> Screen:
    """Each visit is a button that turns "came" into "did not come" and back."""
    shown = Page.of(visits.bookings, page, PAGE)
    lines = [
        words("🌆 <b>{day}</b>", day=words.day(visits.day)),
        words("Press those who did not come; pressed once more, they came. Then say that the others came."),
        words("Did not come: {n}", n=sum(booking.mark.outcome is Outcome.NO_SHOW for booking in visits.bookings)),
    ]
    rows: list[Row] = [[_toggle(words, visits, booking, shown.number)] for booking in shown.items]
    turning = shown.turning(lambda number: OpenClosing(day=visits.day.toordinal(), page=number))
    done = [button(words.label("✅ The others came"), RestOfDayCame(day=visits.day.toordinal()))]
    return screen("\n".join(lines), (*rows, turning, done))


def _toggle(words: Words, visits: DayVisits, booking: Booking, page: int) -> InlineKeyboardButton:
    missed = booking.mark.outcome is Outcome.NO_SHOW
    label = (
        f"{'🚫' if missed else '✅'} {words.clock(booking.start)} · {booking.customer.name} · {booking.service_name}"
    )
    becomes = Outcome.CAME if missed else Outcome.NO_SHOW
    return button(label, TapInClosing(day=visits.day.toordinal(), page=page, id=booking.id, outcome=becomes))


def closed(words: Words, visits: DayVisits) -> Screen:
    """What the day came to; the sums by their currency, of which there is one as a rule."""
    came = [booking for booking in visits.bookings if booking.mark.outcome is Outcome.CAME]
    lines: list[str] = [
        words("🌆 <b>{day}</b>", day=words.day(visits.day)),
        words("Came: {came}, did not come: {missed}", came=len(came), missed=len(visits.bookings) - len(came)),
    ]
    sums: dict[str, int] = {}
    for booking in came:
        currency = booking.costs.currency
        sums[currency] = sums.get(currency, 0) + (booking.mark.received.amount or 0)
    lines += [words("💵 Received: {sum}", sum=words.money(amount, code)) for code, amount in sums.items() if amount]
    rows: tuple[Row, ...] = (
        [button(words.label("✏️ Change"), OpenClosing(day=visits.day.toordinal()))],
        [button(words.label("📋 Visits of the day"), OpenDay(day=visits.day.toordinal()))],
        [button(words.label("‹ Manage"), Open(place=Place.MANAGE))],
    )
    return screen("\n".join(lines), rows)
