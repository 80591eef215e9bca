"""By how much prices change, and from which day, as people type it."""

from __future__ import annotations

import re
from datetime import date

from services.booking_bot.handlers.typed import read_sum

_SIGNED = re.compile(r"\s*(?P<sign>[+\-−–—]?)\s*(?P<number>\d[^%]*?)\s*(?P<percent>%?)\s*")
_DAY = re.compile(r"\s*(?:с\s+)?(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\s*", re.IGNORECASE)
LONGEST = 60


def read_price_change(text: str) -> tuple[bool, int] | None:
    """ "+10%" → (True, 10); "-200 ₽" → (False, -20000)."""
    match = _SIGNED.fullmatch(text[:LONGEST])
    if match is None:
        return None
    sign = 1 if match["sign"] in {"", "+"} else -1
    if match["percent"]:
        return (True, sign * int(match["number"])) if re.fullmatch(r"\d{1,4}", match["number"]) else None
    amount = read_sum(match["number"])
    return None if amount is None else (False, sign * amount)


def read_day(text: str, today: date) -> date | None:
    """ "01.12" → the next first of December; "01.12.2027" → that one."""
    match = _DAY.fullmatch(text[:LONGEST])
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    try:
        if match[3]:
            return date(int(match[3]), month, day)
        wanted = date(today.year, month, day)
        return wanted if wanted > today else date(today.year + 1, month, day)
    except ValueError:
        return None
