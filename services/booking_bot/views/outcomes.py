"""What became of a visit, on the owner's card of the booking."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.outcomes import Outcome, PaidBy
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.outcome_buttons import AskSum, TapOutcome, TapPaidBy
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def outcome_lines(words: Words, booking: Booking, now: datetime) -> list[Html]:
    """What was said, or what it counts as."""
    if booking.mark.outcome is Outcome.NO_SHOW:
        return [words("🚫 Did not come.")]
    if booking.mark.outcome is Outcome.CAME:
        return [words("✅ Came."), *_received_lines(words, booking)]
    if booking.outcome(now) is Outcome.CAME:
        return [words("☑️ Counts as come: a day has passed, and nobody said otherwise.")]
    return []


def _received_lines(words: Words, booking: Booking) -> list[Html]:
    received, currency = booking.mark.received, booking.costs.currency
    lines = []
    if received.amount is not None:
        how = "" if received.by is None else f" · {paid_by(words, received.by)}"
        lines.append(words("💵 Received: {sum}{how}", sum=words.money(received.amount, currency), how=how))
    if received.tip:
        lines.append(words("🪙 Tip: {sum}", sum=words.money(received.tip, currency)))
    return lines


def paid_by(words: Words, by: PaidBy) -> str:
    return {
        PaidBy.CASH: words.label("cash"),
        PaidBy.CARD: words.label("card"),
        PaidBy.TRANSFER: words.label("transfer"),
    }[by]


def outcome_rows(words: Words, booking: Booking) -> list[Row]:
    """Of a visit that has begun: what can be said of it now, also after something else was said."""
    came = TapOutcome(id=booking.id, outcome=Outcome.CAME)
    missed = button(words.label("🚫 Did not come"), TapOutcome(id=booking.id, outcome=Outcome.NO_SHOW))
    if booking.mark.outcome is not Outcome.CAME:
        rows: list[Row] = [[button(_came_label(words, booking), came)]]
        other = button(words.label("✏️ Another sum"), AskSum(id=booking.id))
        return [*rows, [other] if booking.mark.outcome is Outcome.NO_SHOW else [missed, other]]
    sums = [
        button(words.label("✏️ Another sum"), AskSum(id=booking.id)),
        button(words.label("🪙 Tip"), AskSum(id=booking.id, tip=True)),
    ]
    return [[_paid_button(words, booking, by) for by in PaidBy], sums, [missed]]


def _came_label(words: Words, booking: Booking) -> str:
    said = booking.mark.received.amount
    amount = booking.due if said is None else said
    if amount is None:
        return words.label("✅ Came")
    return words.label("✅ Came · {sum}", sum=words.money(amount, booking.costs.currency))


def _paid_button(words: Words, booking: Booking, by: PaidBy) -> InlineKeyboardButton:
    name = paid_by(words, by)
    return button(f"✅ {name}" if booking.mark.received.by is by else name, TapPaidBy(id=booking.id, by=by))


def sign(outcome: Outcome | None) -> str:
    """Of a visit that has begun, in a list."""
    return {Outcome.CAME: "✅", Outcome.NO_SHOW: "🚫", None: "❔"}[outcome]


def ask_sum(words: Words, booking: Booking, *, tip: bool) -> Screen:
    due = booking.costs.amount if booking.mark.received.amount is None else booking.mark.received.amount
    if tip:
        text = words("<b>{name}</b>\nHow much was the tip? Send a number, for example 200.", name=booking.customer.name)
    else:
        text = words(
            "<b>{name}</b>\nHow much was received? Send a number. Now: {sum}",
            name=booking.customer.name,
            sum=words.money(due, booking.costs.currency),
        )
    return screen(text, (_back_row(words, booking.id),))


def not_a_sum(words: Words, booking_id: int) -> Screen:
    return screen(words("Please send the sum as a number, for example 1500."), (_back_row(words, booking_id),))


def _back_row(words: Words, booking_id: int) -> Row:
    back = OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking_id)
    return [button(words.label("‹ Back"), back)]
