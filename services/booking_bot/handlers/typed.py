"""What people type, read as values. Each function gives None when the text does not say what is asked for."""

from __future__ import annotations

import re
from decimal import Decimal

from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.prices import Cost, PriceKind

_TIME = re.compile(r"\s*(\d{1,2})[:. ](\d{2})\s*")
_INTERVAL = re.compile(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?\s*")
_PRICE = re.compile(r"(?P<least>от|from)?(\d{1,12})(?:[.,](\d{1,2}))?")
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*(?:h|hr|hours?|ч|час\w*)\.?)?\s*(?:(?P<minutes>\d{1,4})\s*(?:m|min\w*|м|мин\w*)?\.?)?",
    re.IGNORECASE,
)
_COLON_LENGTH = re.compile(r"(\d{1,2}):(\d{2})")
_COUNT = re.compile(r"\d{1,4}")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_PHONE_AT_END = re.compile(r"^(?P<name>.*?)[\s,;]*(?P<phone>\+?\d[\d\s().\-–—]{5,}\d)$", re.DOTALL)
LONGEST = 200
LONGEST_TIMES = 500


def read_clock(text: str) -> int | None:
    """ "15:20", "15.20" → minutes after midnight."""
    match = _TIME.fullmatch(text[:LONGEST])
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2])
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def read_times(text: str) -> list[int] | None:
    """ "10:00, 12:30 15:00" → minutes after midnight, as typed; "-" → none at all."""
    if text.strip() == "-":
        return []
    parts = [part for part in re.split(r"[,;\s]+", text) if part] if len(text) <= LONGEST_TIMES else []
    minutes = [read_clock(part) if _CLOCK.fullmatch(part) else None for part in parts]
    read = [minute for minute in minutes if minute is not None]
    return read if read and len(read) == len(parts) else None


def read_hours(text: str) -> list[Hours] | None:
    """ "10:00-14:00, 15:00-19:00" → two intervals.

    Raises:
        InvalidInterval: for one whose end does not come after its start.
    """
    intervals = []
    for part in re.split(r"[,;\n]+", text[:LONGEST].strip(" ,;\n")):
        match = _INTERVAL.fullmatch(part)
        if match is None:
            return None
        starts, ends = _minutes(match[1], match[2]), _minutes(match[3], match[4])
        if starts is None or ends is None:
            return None
        intervals.append(Hours.of(starts, ends))
    return intervals


def _minutes(hours: str, minutes: str | None) -> int | None:
    total = int(hours) * 60 + int(minutes or 0)
    return total if total <= 24 * 60 and int(minutes or 0) < 60 else None


def read_price(text: str) -> Cost | None:
    """ "1 500", "1500,50", "1500 ₽" → that sum; "from 1500", «от 1500» → that sum or more."""
    bare = re.sub(r"[\s\u00a0\u202f]|₽|руб\.?|р\.?$|rub|\$|€", "", text[:LONGEST].strip().lower())
    match = _PRICE.fullmatch(bare)
    if match is None:
        return None
    amount = int(Decimal(f"{match[2]}.{match[3] or 0}") * 100)
    if match["least"] is None:
        return Cost(amount)
    return Cost(amount, PriceKind.FROM) if amount else None


def read_sum(text: str) -> int | None:
    """A price that is exactly this sum → hundredths."""
    price = read_price(text)
    return price.amount if price is not None and price.kind is PriceKind.EXACT else None


def read_count(text: str) -> int | None:
    """ "3" → 3."""
    match = _COUNT.fullmatch(text.strip())
    return None if match is None else int(match[0])


def read_length(text: str) -> int | None:
    """ "90", "1:30", "1 ч 30 мин", "2 hours" → minutes."""
    text = text[:LONGEST].strip()
    colon = _COLON_LENGTH.fullmatch(text)
    if colon is not None:
        return int(colon[1]) * 60 + int(colon[2])
    match = _LENGTH.fullmatch(text)
    if match is None or not text:
        return None
    return int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)


def read_guest(text: str) -> tuple[str, str | None]:
    """ "Иван +7 916 123-45-67" → the name, and the phone if there is one at the end."""
    match = _PHONE_AT_END.fullmatch(text.strip())
    if match is None or not match["name"].strip():
        return text.strip(), None
    return match["name"].strip(), match["phone"].strip()
