"""Days with their hours that the owner types: «8 марта 12-16», «с 1 по 14 мая отпуск», «2/2 с 1 марта 10-20»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from services.booking_bot.domain.errors_setup import RangeReversed
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.requests.calendar_words import MONTHS
from services.booking_bot.domain.requests.mentions import Mention, Rank, mention_at
from services.booking_bot.domain.requests.reading import Kind, Reading, listed
from services.booking_bot.handlers.typed import read_hours

LOOK_BACK = timedelta(days=60)
A_YEAR_AGO = timedelta(days=300)
"""With ``LOOK_BACK``: a date without a year is then one of the last twelve months."""
A_WEEK = timedelta(days=7)
_DATES = {Kind.ISO, Kind.DOTTED, Kind.SLASHED}
_THROUGH = {"-", "–", "—", "по", "до", "to", "till", "until", "through"}
_PATTERN = re.compile(r"\s*(\d{1,2})\s*(?:[/xх]|через|на)\s*(\d{1,2})(?![\d/.])", re.IGNORECASE)
_TIME = r"\d{1,2}(?:[:.]\d{2})?"
_INTERVAL = re.compile(rf"(?<!\S)({_TIME}) (?:-|–|—|до|to|till|until) ({_TIME})(?!\S)")
_OFF = set(
    listed(
        "выходной выходные выходным отпуск отпуска закрыто закрыты закрыт закрыта больничный больничном праздник"
        " праздники каникулы нерабочий нерабочие не off closed vacation holiday holidays ill sick not"
    )
)
_FILLERS = set(
    listed(
        "с со в во на по до и день дни часы работаем работаю работает болею болеет from on the and to day days hours"
        " open working work is - – —"
    )
)


@dataclass(frozen=True, slots=True)
class TypedDays:
    """The days ``first`` … ``last`` and their ``hours``; none: closed."""

    first: date
    last: date
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class TypedShift:
    """``anchor`` and ``hours`` are None where they were left out."""

    on: int
    off: int
    anchor: date | None
    hours: tuple[Hours, ...] | None


def read_days(text: str, today: date, *, bare: bool = False) -> TypedDays | None:
    """One day or one range of days; with hours, or with a word for "off". ``bare``: days alone are off too.

    A date without a year may be one of the last weeks: whoever types it by mistake, or whose holiday has begun, is
    understood.

    Raises:
        RangeReversed, InvalidInterval.
    """
    reading = Reading.of(text)
    days = _only_range(_ranges(_mentions(reading, today)))
    if days is None:
        return None
    said_off = any(token.text in _OFF for token in reading.tokens)
    hours, left = _hours(reading)
    if hours is None or not set(left) <= _OFF | _FILLERS:
        return None
    if (hours and set(left) & _OFF) or not (hours or said_off or bare):
        return None
    return TypedDays(*days, hours)


def read_past_days(text: str, today: date) -> tuple[date, date] | None:
    """One range of days without hours, the last one that was: in November "1 December" is that of last year.

    Raises:
        RangeReversed, InvalidInterval.
    """
    days = read_days(text, today, bare=True)
    if days is not None and days.first > today:
        days = read_days(text, today - A_YEAR_AGO, bare=True)
    return None if days is None or days.hours else (days.first, days.last)


def read_one_day(text: str, today: date) -> date | None:
    """A day without hours; one without a year may be one of the last weeks. Raises as ``read_days``."""
    days = read_days(text, today, bare=True)
    return None if days is None or days.hours or days.first != days.last else days.first


def read_shift(text: str, today: date) -> TypedShift | None:
    """A pattern of days on and off, and if they are said its first day and its hours. Raises ``InvalidInterval``."""
    pattern = _PATTERN.match(text)
    if pattern is None:
        return None
    reading = Reading.of(text[pattern.end() :])
    ranges = _ranges(_mentions(reading, today))
    hours, left = _hours(reading)
    if len(ranges) > 1 or hours is None or not set(left) <= _FILLERS:
        return None
    anchor = ranges[0].first if ranges else None
    return TypedShift(int(pattern[1]), int(pattern[2]), anchor, hours or None)


@dataclass(frozen=True, slots=True)
class _Range:
    """``stop`` as in ``Mention``; ``lead``: the word before it."""

    first: date
    last: date
    rank: Rank
    place: int
    stop: int
    lead: str


def _mentions(reading: Reading, today: date) -> list[_Range]:
    """What is said of days, in order; the tokens are used up."""
    found = []
    place = 0
    while place < len(reading.tokens):
        mention = _mention(reading, place, today)
        if mention is None:
            place += 1
            continue
        lead = reading.text(place - 1)
        found.append(_Range(mention.first, mention.last, mention.rank, place, mention.stop, lead))
        reading.use(place, mention.stop)
        place = mention.stop
    return found


def _mention(reading: Reading, place: int, today: date) -> Mention | None:
    mention = mention_at(reading, place, today)
    if mention is None:
        return None
    tokens = reading.tokens[place : mention.stop]
    if any(token.kind in _DATES or token.text in MONTHS for token in tokens):
        since = (today - LOOK_BACK).replace(day=1)  # a whole month is read in one year
        mention = mention_at(reading, place, since) or mention
    numbers = [token.numbers[0] for token in tokens if token.kind is Kind.NUMBER and len(token.text) <= 2]
    if len(numbers) == 2 and numbers[1] < numbers[0]:
        raise RangeReversed(mention.first, mention.first.replace(day=numbers[1]))
    return mention


def _ranges(mentions: list[_Range]) -> list[_Range]:
    """Two mentions with «по» between them made one; of what is left the most exact: «в пятницу, 27 ноября»."""
    joined: list[_Range] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before is not None and mention.lead in _THROUGH and mention.place == before.stop + 1:
            late = mention.rank is Rank.WEEKDAY and mention.last < before.first
            last = mention.last + A_WEEK if late else mention.last
            joined[-1] = _Range(before.first, last, Rank.DATE, before.place, mention.stop, before.lead)
        else:
            joined.append(mention)
    exact = max((mention.rank for mention in joined), default=Rank.WEEKDAY)
    return [mention for mention in joined if mention.rank is exact]


def _only_range(ranges: list[_Range]) -> tuple[date, date] | None:
    if len(ranges) != 1:
        return None
    if ranges[0].last < ranges[0].first:
        raise RangeReversed(ranges[0].first, ranges[0].last)
    return ranges[0].first, ranges[0].last


def _hours(reading: Reading) -> tuple[tuple[Hours, ...] | None, list[str]]:
    """The hours that are said apart from the days, and the words besides; None: they make no hours."""
    left = " ".join(reading.text(place) for place in range(len(reading.tokens)) if reading.text(place))
    said = [f"{match[1]}-{match[2]}" for match in _INTERVAL.finditer(left)]
    hours = read_hours(", ".join(said)) if said else []
    return (None if hours is None else tuple(hours)), _INTERVAL.sub(" ", left).split()
