"""Messages that the bot sends of its own accord."""

from __future__ import annotations

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.notices import Notice, NoticeKind
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.screen import button, screen
from services.booking_bot.views.times import visit_lines
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

TO_CUSTOMER = frozenset({NoticeKind.CUSTOMER_MOVED, NoticeKind.CUSTOMER_CANCELLED})


def notice(words: Words, told: Notice) -> Screen:
    """The event as it was when it happened, and a button to the booking as it is."""
    side = Side.CUSTOMER if told.kind in TO_CUSTOMER else Side.BUSINESS
    facts = told.facts
    lines = [_title(words, told.kind), ""]
    lines += visit_lines(words, facts.service_name, facts.start, facts.end, facts.price, facts.currency)
    if facts.previous_start is not None:
        lines.append(words("Before: {when}", when=words.when(facts.previous_start)))
    if side is Side.BUSINESS:
        lines.append(customer_line(words, told.customer))
    show = OfBooking(act=BookingAct.SHOW, side=side, id=told.booking_id)
    return screen("\n".join(lines), ([button(words.label("Open"), show)],))


def _title(words: Words, kind: NoticeKind) -> Html:
    titles = {
        NoticeKind.OWNER_BOOKED: words("🆕 <b>New booking</b>"),
        NoticeKind.OWNER_MOVED: words("↔️ <b>A booking was moved</b>"),
        NoticeKind.OWNER_CANCELLED: words("❌ <b>A booking was cancelled</b>"),
        NoticeKind.CUSTOMER_MOVED: words("↔️ <b>Your visit was moved</b>"),
        NoticeKind.CUSTOMER_CANCELLED: words("❌ <b>Your visit was cancelled</b>"),
    }
    return titles[kind]
