"""One mention of a day or of several: a date, a weekday, «завтра», «через неделю», «в декабре»."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from services.booking_bot.domain.requests.calendar_words import MONTHS, WEEKDAYS
from services.booking_bot.domain.requests.numerals import count_at, ordinal_at
from services.booking_bot.domain.requests.reading import Kind, Reading

YEARS = range(2000, 2200)
LONGEST_AHEAD = timedelta(days=366)
_NEXT = {"след", "next"}
_THIS = {"эту", "этот", "этой", "это", "this", "ближайшую", "ближайший", "ближайшее", "ближайшей", "coming"}
_WEEKEND = {"выходные", "выходных", "выходным", "weekend", "weekends"}
_WEEK = {"неделю", "неделе", "неделя", "неделей", "week"}
_UNIT_DAYS = {
    **dict.fromkeys(("день", "дня", "дней", "day", "days"), 1),
    **dict.fromkeys(("неделю", "недели", "недель", "week", "weeks"), 7),
    **dict.fromkeys(("месяц", "месяца", "month", "months"), 30),
}
_ORDINAL_ENDINGS = {"го", "ое", "е", "ого", "му", "th", "st", "nd", "rd"}
_CLOCK_LEADS = {"в", "во", "at", "@"}
_RANGES = {"-", "–", "—", "по", "до", "to", "till", "until"}


class Rank(IntEnum):
    """Of two mentions in one text the more exact one holds: «в пятницу, 27 ноября» is the 27th."""

    WEEKDAY = 0
    RELATIVE = 1
    DATE = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """The days ``first`` … ``last``; the text goes on at ``stop``.

    ``week``: one of the days of that week may be named besides («на следующей неделе в среду»).
    """

    first: date
    last: date
    stop: int
    rank: Rank
    week: bool = False


def mention_at(reading: Reading, place: int, today: date) -> Mention | None:
    """What the token at ``place`` begins, if that is a day."""
    if reading.kind(place) is None:
        return None
    return next((found for read in _KINDS if (found := read(reading, place, today)) is not None), None)


def _day(day: date | None, stop: int, rank: Rank, last: date | None = None) -> Mention | None:
    return None if day is None else Mention(day, day if last is None or last < day else last, stop, rank)


def _figures(reading: Reading, place: int, today: date) -> Mention | None:
    """ "2026-12-05", "5.12", "5/12/26"; "15.30" and what comes after "at" is a time."""
    kind, numbers = reading.kind(place), reading.tokens[place].numbers
    if kind is Kind.ISO:
        return _day(_written(numbers[2], numbers[1], numbers[0]), place + 1, Rank.DATE)
    if kind is Kind.SLASHED and numbers[1] > 12:
        numbers = (numbers[1], numbers[0], *numbers[2:])
    at_a_time = len(numbers) == 2 and reading.text(place - 1) in _CLOCK_LEADS
    if kind is Kind.SLASHED or (kind is Kind.DOTTED and not at_a_time):
        day = _next_date(*numbers, today=today) if len(numbers) == 2 else _written(*numbers)
        return _day(day, place + 1, Rank.DATE)
    return None


def _with_month(reading: Reading, place: int, today: date) -> Mention | None:
    """ "5 декабря 2026", "с 5 по 7 декабря", "пятого декабря", "5th of December", "Dec 5"."""
    before = _day_number(reading, place)
    if before is None:
        month, after = MONTHS.get(reading.text(place)), _day_number(reading, _past(reading, place + 1, {"the"}))
        return None if month is None or after is None else _dated(reading, after[0], None, month, after[1], today)
    day, stop = before
    until = _day_number(reading, stop + 1) if reading.text(stop) in _RANGES else None
    if until is not None:
        stop = until[1]
    stop = _past(reading, stop, {"of"})
    month = MONTHS.get(reading.text(stop))
    return None if month is None else _dated(reading, day, until and until[0], month, stop + 1, today)


def _dated(reading: Reading, day: int, until: int | None, month: int, stop: int, today: date) -> Mention | None:
    year = reading.tokens[stop].numbers[0] if reading.kind(stop) is Kind.NUMBER else 0
    if year in YEARS:
        stop += 1
        stop = _past(reading, stop, {"года", "г", "год"})
    first, last = (
        None
        if number is None
        else _written(number, month, year)
        if year in YEARS
        else _next_date(number, month, today=today)
        for number in (day, until)
    )
    return _day(first, stop, Rank.DATE, last)


def _day_number(reading: Reading, place: int) -> tuple[int, int] | None:
    """ "5", "5-го", "5th", "пятого"."""
    number = reading.number(place)
    if number is None:
        return ordinal_at(reading, place)
    ending = place + 2 if reading.text(place + 1) == "-" else place + 1
    return number, ending + 1 if reading.text(ending) in _ORDINAL_ENDINGS else place + 1


def _of_month(reading: Reading, place: int, today: date) -> Mention | None:
    """ "5 числа", "5-го", "on the 5th": the next day with that number."""
    found = _day_number(reading, place)
    if found is None:
        return None
    number, stop = found
    english = reading.text(place - 1) == "the" and reading.text(stop - 1) in _ORDINAL_ENDINGS
    if reading.text(stop) == "числа":
        stop += 1
    elif not english and reading.text(stop - 1) != "го":
        return None
    months = ((today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1) for ahead in range(3))
    days = (_written(number, month, year) for year, month in months)
    return _day(next((day for day in days if day is not None and day >= today), None), stop, Rank.DATE)


def _month(reading: Reading, place: int, today: date) -> Mention | None:
    """ "в декабре", "in December"."""
    month = MONTHS.get(reading.text(place))
    english = reading.text(place - 1) == "in" and reading.text(place).isascii()
    russian = reading.text(place - 1) == "в" and reading.text(place).endswith("е")
    if month is None or not (english or russian):
        return None
    year = today.year + (month < today.month)
    first = max(date(year, month, 1), today)
    return _day(first, place + 1, Rank.DATE, date(year, month, calendar.monthrange(year, month)[1]))


def _relative(reading: Reading, place: int, today: date) -> Mention | None:
    words = tuple(reading.text(place + ahead) for ahead in range(4))
    if words == ("day", "after", "tomorrow", words[3]):
        return _day(today + timedelta(days=2), place + 3, Rank.RELATIVE)
    days = {"сегодня": 0, "today": 0, "завтра": 1, "tomorrow": 1, "послезавтра": 2}.get(words[0])
    return None if days is None else _day(today + timedelta(days=days), place + 1, Rank.RELATIVE)


def _ahead(reading: Reading, place: int, today: date) -> Mention | None:
    """ "через 2 дня", "через неделю", "in 3 days", "in a week"."""
    if reading.text(place) not in {"через", "in"}:
        return None
    number = count_at(reading, place + 1)
    unit = place + 1 if number is None and reading.text(place + 1) not in {"a", "пару"} else place + 2
    days = _UNIT_DAYS.get(reading.text(unit))
    if days is None:
        return None
    many = 2 if reading.text(place + 1) == "пару" else 1 if number is None else number
    wanted = today + min(timedelta(days=days * many), LONGEST_AHEAD)
    return Mention(wanted, wanted, unit + 1, Rank.RELATIVE, week=days == 7)


def _week(reading: Reading, place: int, today: date) -> Mention | None:
    """This week, the next one, the weekend."""
    monday = today - timedelta(days=today.weekday())
    after = place
    ahead = 0
    if _next(reading, place):
        after, ahead = place + 1, 7
    elif reading.text(place) in _THIS:
        after = place + 1
    if reading.text(after) in _WEEKEND:
        saturday = monday + timedelta(days=5 + ahead)
        return _day(max(saturday, today), after + 1, Rank.RELATIVE, saturday + timedelta(days=1))
    if after == place or reading.text(after) not in _WEEK:
        return None
    first = monday + timedelta(days=ahead)
    return Mention(max(first, today), first + timedelta(days=6), after + 1, Rank.RELATIVE, week=True)


def _weekday(reading: Reading, place: int, today: date) -> Mention | None:
    """The next such day, today included; «следующая» is the one in the next week from Monday to Sunday."""
    following = _next(reading, place)
    named = place + 1 if following or reading.text(place) in _THIS else place
    weekday = WEEKDAYS.get(reading.text(named))
    if weekday is None:
        return None
    ahead = (weekday - today.weekday()) % 7
    if following:
        ahead = 7 - today.weekday() + weekday
    wanted = today + timedelta(days=ahead)
    return Mention(wanted, wanted, named + 1, Rank.WEEKDAY)


_KINDS: tuple[Callable[[Reading, int, date], Mention | None], ...] = (
    _figures,
    _with_month,
    _of_month,
    _month,
    _relative,
    _ahead,
    _week,
    _weekday,
)


def _next(reading: Reading, place: int) -> bool:
    return reading.text(place) in _NEXT or reading.text(place).startswith("следующ")


def _past(reading: Reading, place: int, words: set[str]) -> int:
    """The next place, behind one of these words if it stands there."""
    return place + 1 if reading.text(place) in words else place


def _written(day: int, month: int, year: int) -> date | None:
    year = year + 2000 if year < 100 else year
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _next_date(day: int, month: int, *, today: date) -> date | None:
    """This year's, or next year's once it is past."""
    days = (_written(day, month, year) for year in (today.year, today.year + 1))
    return next((found for found in days if found is not None and found >= today), None)
