"""What a customer reads whose visit cannot take place as booked, and what he can choose. No reason is named."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.displacements import Choices
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.choices import Errand, PickMonth, to_move
from services.booking_bot.views.displacement_buttons import OpenChoices, Reassign
from services.booking_bot.views.home import mine_row
from services.booking_bot.views.screen import LONGEST_LABEL, Row, button, screen, shortened
from services.booking_bot.views.visits import Visit, line_of, part_lines, visit_lines
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

MOST_VISITS = 20


def letter(words: Words, displaced: Sequence[Choices]) -> Screen:
    """The one message that he gets: of one visit what he can choose, of several which they are.

    Beyond the first twenty they are in the list of his bookings.
    """
    if len(displaced) == 1:
        return choices(words, displaced[0])
    lines = [words("⚠️ <b>These visits cannot take place as booked</b>"), words("We are sorry! Please choose for each.")]
    rows: list[Row] = []
    for one in displaced[:MOST_VISITS]:
        what = shortened(f"{words.short_when(one.booking.start)} · {one.booking.service_name}", LONGEST_LABEL)
        lines.append(words("📅 {visit}", visit=what))
        rows.append([button(what, OpenChoices(side=Side.CUSTOMER, id=one.booking.id))])
    return screen("\n".join(lines), (*rows, mine_row(words)))


def choices(words: Words, shown: Choices, reason: Html | None = None) -> Screen:
    """``reason``: why what was chosen before cannot be had."""
    booking = shown.booking
    lines: list[str] = [
        *([reason, ""] if reason else []),
        words("⚠️ <b>Your visit cannot take place as booked</b>"),
        _sorry(words, shown),
        "",
        *_visit(words, shown),
        "",
        words("What suits you?"),
    ]
    if shown.others:
        lines.append(words("At the same time with somebody else the price stays as booked."))
    another = [button(words.label("📅 Another time"), PickMonth(**to_move(booking.id, Errand.MOVE)))]
    cancel = OfBooking(act=BookingAct.ASK_CANCEL, side=Side.CUSTOMER, id=booking.id)
    cancelling = [button(words.label("❌ Cancel"), cancel)]
    return screen("\n".join(lines), (*_others(words, shown, Side.CUSTOMER), another, cancelling))


def choices_of_business(words: Words, shown: Choices, reason: Html | None = None) -> Screen:
    """Who could do it at the same time, for the admin who has the customer on the phone."""
    lines: list[str] = [*([reason, ""] if reason else []), words("Who is free at the same time?"), ""]
    lines += _visit(words, shown)
    if not shown.others:
        lines += ["", words("Nobody who does it is free then.")]
    back = OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=shown.booking.id)
    rows = (*_others(words, shown, Side.BUSINESS), [button(words.label("‹ Back"), back)])
    return screen("\n".join(lines), rows)


def choices_row(words: Words, booking: Booking, side: Side) -> Row:
    """On the card of a displaced visit."""
    if not booking.displaced or (side is Side.BUSINESS and words.own_desk):
        return []
    label = words.label("🔁 Choose what suits") if side is Side.CUSTOMER else words.label("🔁 Somebody else, same time")
    return [button(label, OpenChoices(side=side, id=booking.id))]


def displaced_line(words: Words, booking: Booking, side: Side) -> list[Html]:
    """On the card of a displaced visit."""
    if not booking.displaced:
        return []
    if side is Side.CUSTOMER:
        return [words("⚠️ It cannot take place as booked. Please choose what suits you.")]
    return [words("⚠️ Cannot take place as booked, and is not settled yet.")]


def _sorry(words: Words, shown: Choices) -> Html:
    if shown.closed:
        return words("We are closed at this time. We are sorry!")
    if shown.away is None:
        return words("We cannot receive you at this time. We are sorry!")
    return words("{name} cannot receive you at this time. We are sorry!", name=shown.away)


def _visit(words: Words, shown: Choices) -> list[str]:
    """With those parts that are concerned, where there are others."""
    lines = visit_lines(words, Visit.of_booking(shown.booking))
    if len(shown.parts) < len(shown.booking.parts):
        lines += [words("It concerns:"), *part_lines(words, [line_of(part) for part in shown.parts])]
    return lines


def _others(words: Words, shown: Choices, side: Side) -> list[Row]:
    return [
        [
            button(
                words.label("🔁 Same time with {name}", name=other.name),
                Reassign(side=side, id=shown.booking.id, who=other.id),
            )
        ]
        for other in shown.others
    ]
