"""What goes back with the money: a share of the time that it has bought. Pure.

A part of the money takes the same part of its period's length, in whole seconds rounded down, and never time that is
used already. The rest of the money takes all that there is of the period: used time too has then to be paid otherwise.
Where the plan was changed since, the money is looked for where it was carried to, and takes what it is worth there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from services.master_bot.domain.periods import Period

_SECOND = timedelta(seconds=1)
NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """``periods``: those that have changed. ``whole``: the period that was paid is no more, used time and all."""

    periods: tuple[Period, ...]
    time: timedelta
    whole: bool


def take_back(periods: Sequence[Period], order_id: UUID, amount: Decimal, *, whole: bool, now: datetime) -> TakenBack:
    """``amount`` of what was paid by the order goes back; ``whole``: by that all of it has gone back."""
    after, by_order = {one.id: one for one in periods}, {one.order_id: one.id for one in periods}
    time, wanted = NO_TIME, order_id
    while amount > 0 and wanted in by_order:
        period = after[by_order[wanted]]
        amount = min(amount, period.worth)
        if period.carried_to is None:
            time = _time(period, amount, whole=whole, now=now)
            _shorten(after, period, amount, time)
            break
        moved = min(amount, period.carried)
        after[period.id] = replace(period, worth=period.worth - amount, carried=period.carried - moved)
        wanted, amount, whole = period.carried_to, moved, False
    changed = tuple(after[one.id] for one in periods if after[one.id] != one)
    return TakenBack(changed, time, whole and time > NO_TIME)


def _time(period: Period, amount: Decimal, *, whole: bool, now: datetime) -> timedelta:
    length, left = period.until - period.begins, max(period.until - max(period.begins, now), NO_TIME)
    share = length
    if amount < period.worth:  # the rest of it was carried over from another plan, or is a part of the money
        share = int(Decimal(length // _SECOND) * amount / period.worth) * _SECOND
    return share if whole else min(share, left)


def _shorten(after: dict[int, Period], period: Period, amount: Decimal, time: timedelta) -> None:
    """What follows the period moves up."""
    for one in after.values():
        if one.begins >= period.until and one.id != period.id:
            after[one.id] = replace(one, begins=one.begins - time, until=one.until - time)
    after[period.id] = replace(period, until=period.until - time, worth=period.worth - amount)
