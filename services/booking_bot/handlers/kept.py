"""What a dialog keeps of the way to a time, until the answer to its question has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.booking_bot.views.choices import AtTime, Choice

ERRAND, WHAT, MINUTE, GUEST = "errand", "what", "minute", "guest"


def kept(choice: Choice, *, guest: str | None = None) -> dict[str, Any]:
    """``guest``: the name of who is to come in the customer's stead."""
    data: dict[str, Any] = {ERRAND: choice.errand.value, WHAT: choice.what}
    if isinstance(choice, AtTime):
        data[MINUTE] = choice.minute
    return data if guest is None else data | {GUEST: guest}


def kept_choice(data: Mapping[str, Any]) -> Choice | None:
    """None for a dialog that is on no such way."""
    if WHAT not in data or ERRAND not in data:
        return None
    return Choice(errand=data[ERRAND], what=data[WHAT])


def kept_guest(data: Mapping[str, Any], choice: Choice) -> str | None:
    """Who was named on the way of ``choice``, whatever its time; None for another way."""
    guest: str | None = data.get(GUEST)
    return guest if (data.get(ERRAND), data.get(WHAT)) == (choice.errand.value, choice.what) else None


def kept_time(data: Mapping[str, Any]) -> AtTime:
    """Raises ``KeyError`` for a dialog that has not come to a time."""
    return AtTime(errand=data[ERRAND], what=data[WHAT], minute=data[MINUTE])
