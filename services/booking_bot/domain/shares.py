"""A sum divided among several, to the last kopeck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.booking_bot.domain.bookings import Booking


def split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in proportion to ``weights``, none of them negative; their sum is ``total`` again.

    What is left over by rounding down goes to the largest remainders, the first of equal ones first. Where nothing
    weighs anything all get the same.
    """
    if not sum(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


def share_of(booking: Booking, specialist_id: int) -> Booking | None:
    """The visit as far as it is hers: her parts, and what was received for them; None where she has no part in it."""
    own = tuple(part for part in booking.parts if part.specialist_id == specialist_id)
    if len(own) == len(booking.parts):
        return booking
    if not own:
        return None
    received, prices = booking.mark.received, [part.price for part in booking.parts]
    hers = [part.specialist_id == specialist_id for part in booking.parts]
    return replace(
        booking,
        parts=own,
        shared=True,
        mark=replace(
            booking.mark,
            received=replace(
                received,
                amount=None if received.amount is None else _of_hers(received.amount, prices, hers),
                tip=_of_hers(received.tip, prices, hers),
            ),
        ),
    )


def _of_hers(total: int, prices: Sequence[int], hers: Sequence[bool]) -> int:
    return sum(share for share, is_hers in zip(split(total, prices), hers, strict=True) if is_hers)
