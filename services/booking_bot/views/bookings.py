"""Bookings: the card of one, a customer's list, the question before one is cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.bookings import Booking, BookingState, CancelReason, Side
from services.booking_bot.domain.changes import why_not_cancel, why_not_move
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.notices import LATE
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.address import address_lines, map_row
from services.booking_bot.views.callbacks import (
    BookingAct,
    Cancel,
    CancelPart,
    Late,
    ListPage,
    OfBooking,
    Open,
    OpenList,
    Place,
)
from services.booking_bot.views.changes import change_lines
from services.booking_bot.views.choices import Errand, PickMonth, to_move
from services.booking_bot.views.customer_buttons import CustomerAct, OfCustomer
from services.booking_bot.views.customer_links import link_row
from services.booking_bot.views.displaced import choices_row, displaced_line
from services.booking_bot.views.home import book_row, home_row, mine_row, work_row
from services.booking_bot.views.outcomes import outcome_lines, outcome_rows
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.visits import Visit, line_of, own_paragraph, part_label, visit_lines
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
CANCEL_REASONS = {
    Side.CUSTOMER: (CancelReason.PLANS, CancelReason.ILL, CancelReason.OTHER_PLACE),
    Side.BUSINESS: (CancelReason.SPECIALIST_AWAY, CancelReason.CLOSED, CancelReason.ASKED),
}


def reason_text(words: Words, reason: CancelReason) -> str:
    return {
        CancelReason.PLANS: words.label("My plans have changed"),
        CancelReason.ILL: words.label("I am ill"),
        CancelReason.OTHER_PLACE: words.label("I go elsewhere"),
        CancelReason.SPECIALIST_AWAY: words.label("The specialist cannot come"),
        CancelReason.CLOSED: words.label("We are closed on this day"),
        CancelReason.ASKED: words.label("The customer asked for it"),
    }[reason]


def booked(words: Words, settings: BusinessSettings, booking: Booking, now: datetime) -> Screen:
    return _card(words, settings, words("✅ You are booked."), booking, Side.CUSTOMER, now)


def from_link(words: Words, settings: BusinessSettings, booking: Booking, now: datetime) -> Screen:
    """The customer has come by a link of the shop's."""
    return _card(words, settings, words("👋 Here is your visit. I will remind you of it."), booking, Side.CUSTOMER, now)


def confirmed(words: Words, settings: BusinessSettings, booking: Booking, now: datetime) -> Screen:
    return _card(words, settings, words("👍 Thank you, we are expecting you."), booking, Side.CUSTOMER, now)


def moved(words: Words, settings: BusinessSettings, booking: Booking, side: Side, now: datetime) -> Screen:
    return _card(words, settings, words("✅ The visit was moved."), booking, side, now)


def reassigned(words: Words, settings: BusinessSettings, booking: Booking, side: Side, now: datetime) -> Screen:
    return _card(words, settings, words("✅ Done: somebody else, at the same time."), booking, side, now)


def card(words: Words, settings: BusinessSettings, booking: Booking, side: Side, now: datetime) -> Screen:
    """One booking as it is now; its buttons are those that still make sense."""
    if booking.state is BookingState.CANCELLED:
        return _card(words, settings, words("❌ The visit is cancelled."), booking, side, now)
    if booking.end <= now:
        return _card(words, settings, words("The visit is over."), booking, side, now)
    title = words("Your booking") if side is Side.CUSTOMER else words("Booking")
    return _card(words, settings, title, booking, side, now)


def ask_cancel(words: Words, settings: BusinessSettings, booking: Booking, side: Side, now: datetime) -> Screen:
    """Cancelling asks once, of the whole or of one of several parts; where it would be refused, the card says why."""
    if why_not_cancel(booking, settings, side, now) is not None:
        return card(words, settings, booking, side, now)
    question = (
        words("Cancel this visit? A reason is welcome.") if _reasons(booking, side) else words("Cancel this visit?")
    )
    lines = [question, "", *booking_lines(words, booking, side)]
    yes = OfBooking(act=BookingAct.CANCEL, side=side, id=booking.id)
    no = OfBooking(act=BookingAct.SHOW, side=side, id=booking.id)
    reasons: list[Row] = [
        [button(reason_text(words, reason), Cancel(side=side, id=booking.id, reason=reason))]
        for reason in _reasons(booking, side)
    ]
    rows = (*reasons, [button(words.label("Yes, cancel"), yes)], [button(words.label("No, keep it"), no)])
    return screen("\n".join(lines), (*_part_rows(words, booking, side), *rows))


def _reasons(booking: Booking, side: Side) -> tuple[CancelReason, ...]:
    """Who cannot be received is not asked why he cancels."""
    return () if booking.displaced and side is Side.CUSTOMER else CANCEL_REASONS[side]


def _part_rows(words: Words, booking: Booking, side: Side) -> list[Row]:
    if len(booking.parts) == 1:
        return []
    return [
        [
            button(
                words.label("Only {part}", part=part_label(words, line_of(part))),
                CancelPart(side=side, id=booking.id, part=part.id),
            )
        ]
        for part in booking.parts
    ]


def part_cancelled(words: Words, settings: BusinessSettings, booking: Booking, side: Side, now: datetime) -> Screen:
    return _card(words, settings, words("✂️ This part is cancelled, the rest stays."), booking, side, now)


def ask_late(words: Words, booking: Booking) -> Screen:
    """How much later: the shop is told at once."""
    lines = [words("How late will you be? We are told at once."), "", *booking_lines(words, booking, Side.CUSTOMER)]
    choices = [button(words.label("{n} min", n=minutes), Late(id=booking.id, minutes=minutes)) for minutes in LATE]
    return screen("\n".join(lines), (choices, [button(words.label("‹ Back"), _show(booking, Side.CUSTOMER))]))


def calendar_caption(words: Words, booking: Booking) -> Html:
    return words("Open the file to put the visit into your calendar: {when}", when=words.when(booking.start))


def told_late(words: Words, settings: BusinessSettings, booking: Booking, minutes: int, now: datetime) -> Screen:
    title = words("🏃 We know: about {n} minutes late. See you soon.", n=minutes)
    return _card(words, settings, title, booking, Side.CUSTOMER, now)


def my_bookings(words: Words, bookings: Sequence[Booking], page: int = 0) -> Screen:
    if not bookings:
        return screen(words("You have no bookings ahead."), (book_row(words),))
    title = words.plural("You have {n} booking ahead:", "You have {n} bookings ahead:", len(bookings))
    shown = Page.of(bookings, page, PAGE)
    rows: list[Row] = [[button(_listed(words, booking), _show(booking, Side.CUSTOMER))] for booking in shown.items]
    turning = shown.turning(lambda number: OpenList(which=ListPage.MY_BOOKINGS, page=number))
    return screen(title, (*rows, turning, home_row(words)))


def _listed(words: Words, booking: Booking) -> str:
    facts = [words.short_when(booking.start), booking.service_name]
    return " · ".join(facts if booking.guest is None else [*facts, booking.guest])


def booking_lines(words: Words, booking: Booking, side: Side) -> list[str]:
    """The visit; for the business also who comes."""
    lines = visit_lines(words, Visit.of_booking(booking))
    if side is Side.CUSTOMER:
        return lines
    comes = [words("👍 Has said: I'll come.")] if booking.confirmed else []
    return [*lines, customer_line(words, booking.customer), *comes]


def access_label(words: Words, access: Access) -> str:
    """For the owner alone."""
    return {
        Access.ALLOWED: words.label("✅ may book"),
        Access.PREPAYMENT: words.label("💰 asks for prepayment"),
        Access.BANNED: words.label("⛔ banned"),
    }[access]


def customer_line(words: Words, customer: Customer) -> Html:
    """Who comes: name (a link to the chat where there is one), username, phone."""
    facts = [words("{name}", name=customer.name)]
    if customer.user_id is not None:
        facts = [words('<a href="tg://user?id={id}">{name}</a>', id=customer.user_id, name=customer.name)]
    if customer.username:
        facts.append(words("@{username}", username=customer.username))
    if customer.phone:
        facts.append(words("{phone}", phone=customer.phone))
    if customer.access is not Access.ALLOWED:
        facts.append(words("{access}", access=access_label(words, customer.access)))
    return words("👤 {person}", person=Html(" · ".join(facts)))


def _card(words: Words, settings: BusinessSettings, title: Html, booking: Booking, side: Side, now: datetime) -> Screen:
    lines = [title, "", *displaced_line(words, booking, side), *booking_lines(words, booking, side)]
    comes = side is Side.CUSTOMER and booking.state is BookingState.BOOKED and now < booking.end
    if comes:
        lines += [*address_lines(words, settings), *change_lines(words, settings, booking, now)]
        lines += own_paragraph(words, TextKind.BOOKED, Visit.of_booking(booking), booking.customer.name)
    marks = side is Side.BUSINESS and booking.may_be_marked(now)
    if side is Side.BUSINESS and booking.state is BookingState.BOOKED and booking.start <= now:
        lines += outcome_lines(words, booking, now)
    if booking.shared:
        lines.append(words("👥 A colleague has a part in this visit, too: an owner or admin changes it."))
    return screen(
        "\n".join(lines),
        (
            *(outcome_rows(words, booking) if marks else ()),
            choices_row(words, booking, side),
            change_row(words, settings, booking, side, now),
            link_row(words, booking, now) if side is Side.BUSINESS else [],
            _helps(words, booking, now) if comes else [],
            map_row(words, settings) if comes else [],
            _list_row(words, booking, side),
            _way_out(words, side),
        ),
    )


def change_row(words: Words, settings: BusinessSettings, booking: Booking, side: Side, now: datetime) -> Row:
    """No button that would be refused; the business's are there until the visit is over."""
    if side is Side.BUSINESS and booking.end <= now:
        return []
    row = []
    if why_not_move(booking, settings, side, now) is None:
        errand = Errand.MOVE if side is Side.CUSTOMER else Errand.SHIFT
        row.append(button(words.label("↔️ Move"), PickMonth(**to_move(booking.id, errand))))
    if why_not_cancel(booking, settings, side, now) is None:
        cancel = OfBooking(act=BookingAct.ASK_CANCEL, side=side, id=booking.id)
        row.append(button(words.label("❌ Cancel"), cancel))
    return row


def _helps(words: Words, booking: Booking, now: datetime) -> Row:
    """What makes it easier for a customer to come."""
    calendar = OfBooking(act=BookingAct.CALENDAR, side=Side.CUSTOMER, id=booking.id)
    late = OfBooking(act=BookingAct.ASK_LATE, side=Side.CUSTOMER, id=booking.id)
    row = [button(words.label("📆 To my calendar"), calendar)]
    return [button(words.label("🏃 I am late"), late), *row] if booking.may_be_late(now) else row


def _list_row(words: Words, booking: Booking, side: Side) -> Row:
    if side is Side.CUSTOMER:
        return mine_row(words)
    today = button(words.label("📋 Today"), Open(place=Place.TODAY))
    if words.own_desk:
        return [today]
    person = OfCustomer(act=CustomerAct.SHOW, id=booking.customer.id)
    return [button(words.label("👤 Customer's card"), person), today]


def _way_out(words: Words, side: Side) -> Row:
    return home_row(words) if side is Side.CUSTOMER else work_row(words)


def _show(booking: Booking, side: Side) -> OfBooking:
    return OfBooking(act=BookingAct.SHOW, side=side, id=booking.id)
