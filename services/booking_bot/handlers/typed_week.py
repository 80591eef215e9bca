"""A whole week as people type it: "пн-пт 10-19, сб 10:00-16:00"."""

from __future__ import annotations

import re

from services.booking_bot.domain.hours import WEEKDAYS, Hours, Week, weekday_hours
from services.booking_bot.handlers.typed import read_hours

LONGEST = 400
_STARTS = (("пн", "пон", "mon"), ("вт", "tue"), ("ср", "wed"), ("чт", "чет", "thu"), ("пт", "пят", "fri"))
_WEEKEND = (("сб", "суб", "sat"), ("вс", "вос", "sun"))
_DAY_NAMES = {start: day for day, starts in enumerate((*_STARTS, *_WEEKEND)) for start in starts}
_GROUPS = {
    "ежедневно": WEEKDAYS,
    "каждый день": WEEKDAYS,
    "без выходных": WEEKDAYS,
    "every day": WEEKDAYS,
    "daily": WEEKDAYS,
    "будни": range(5),
    "weekdays": range(5),
    "выходные": range(5, 7),
    "weekends": range(5, 7),
}
_DAY = rf"(?:{'|'.join(_DAY_NAMES)})[a-zа-я]*\.?"
_DAYS = rf"(?:{'|'.join(_GROUPS)}|{_DAY}(?:\s*(?:[-–—,]|и|and)\s*{_DAY})*)"
_SPAN = r"\d{1,2}(?:[:.]\d{2})?\s*[-–—]\s*\d{1,2}(?:[:.]\d{2})?"
_HOURS = rf"{_SPAN}(?:\s*,\s*{_SPAN})*|выходной|day off"
_PART = re.compile(rf"\s*(?P<days>{_DAYS})?\s*:?\s*(?P<hours>{_HOURS})\s*(?:[,;\n]|$)")
_RANGE = re.compile(rf"(?P<first>{_DAY})\s*[-–—]\s*(?P<last>{_DAY})|(?P<one>{_DAY})")


def read_week(text: str) -> Week | None:
    """None when it does not say a week; hours without days are those of every day, a later part wins.

    Raises:
        InvalidInterval, IntervalsOverlap: for hours that make no day.
    """
    text, position = text[:LONGEST].strip(" ,;\n").lower(), 0
    week: dict[int, tuple[Hours, ...]] = {}
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return None
        hours = read_hours(part["hours"]) if part["hours"][0].isdigit() else []
        if hours is None:
            return None
        week |= dict.fromkeys(_days(part["days"]), weekday_hours(hours))
        position = part.end()
    return week or None


def _days(text: str | None) -> list[int]:
    if text is None:
        return list(WEEKDAYS)
    if text in _GROUPS:
        return list(_GROUPS[text])
    days: list[int] = []
    for named in _RANGE.finditer(text):
        first = _day(named["one"] or named["first"])
        last = _day(named["one"] or named["last"])
        count = (last - first) % 7 + 1  # "сб-вт" goes over the end of the week
        days += [(first + step) % 7 for step in range(count)]
    return days


def _day(name: str) -> int:
    return next(day for start, day in _DAY_NAMES.items() if name.startswith(start))
