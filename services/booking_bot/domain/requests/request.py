"""What a customer's own words ask for: «завтра после шести к Ивану», "haircut on Friday at 3pm".

The words of two languages are read by rules that a person can check; what they do not cover is left unread, and what
is ambiguous counts as not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.requests.days import Days, find_mentions, settle
from services.booking_bot.domain.requests.names import named_in
from services.booking_bot.domain.requests.numerals import count_at
from services.booking_bot.domain.requests.reading import Reading
from services.booking_bot.domain.requests.time_of_day import TimeOfDay, read_time


@dataclass(frozen=True, slots=True)
class Request:
    """Facts that were said; empty is what was not.

    ``services`` are the ids of those that may be meant: one is clear, several could not be told apart. ``soon``: as
    early as can be.
    """

    days: tuple[Days, ...] = ()
    time: TimeOfDay | None = None
    soon: bool = False
    services: tuple[int, ...] = ()
    specialist_id: int | None = None


NO_REQUEST = Request()

_SOON = {"asap", "urgently", "urgent", "soonest", "earliest", "nearest", "срочно", "скорее", "поскорее", "побыстрее"}
_SOON_STEM = "ближайш"
_SOON_PHRASES = {
    ("as", "soon", "as", "possible"),
    ("first", "available"),
    ("right", "now"),
    ("прямо", "сейчас"),
    ("как", "можно", "раньше"),
    ("как", "можно", "быстрее"),
}
_DELAYS = {"полчаса": 30, "час": 60, "hour": 60}
_HOURS = {"часа", "часов", "час", "hours", "hour", "ч"}
_MINUTES = {"минут", "минуты", "мин", "minutes", "min"}


def read_request(
    text: str, now: datetime, *, services: Mapping[int, str], specialists: Mapping[int, str]
) -> Request | None:
    """None when the text says none of the facts. ``now`` is on the business's clock, the names are by id."""
    reading = Reading.of(text)
    days, time, soon = read_when(reading, now)
    words = reading.words_left()
    named = named_in(words, specialists)
    request = Request(days, time, soon, named_in(words, services, loosely=True), named[0] if len(named) == 1 else None)
    return None if request == NO_REQUEST else request


def read_when(reading: Reading, now: datetime) -> tuple[tuple[Days, ...], TimeOfDay | None, bool]:
    """The days, the time of day and whether it is urgent, as in ``Request``; the words that say so are used up."""
    reading.use_greetings()
    then = _delayed(reading, now)
    if then is not None:
        return (Days(then.date(), then.date()),), TimeOfDay(at=then.hour * 60 + then.minute), _soon(reading)
    mentioned = find_mentions(reading, now.date())
    time = read_time(reading)
    too_late = time is not None and time.over(now.hour * 60 + now.minute)
    return settle(mentioned, now.date(), too_late_today=too_late), time, _soon(reading)


def _delayed(reading: Reading, now: datetime) -> datetime | None:
    """ "через 2 часа", "через полчаса", "in an hour"."""
    for place in range(len(reading.tokens)):
        if reading.text(place) not in {"через", "in"}:
            continue
        found = _delay(reading, place + 1)
        if found is not None:
            minutes, stop = found
            reading.use(place, stop)
            return now + timedelta(minutes=minutes)
    return None


def _delay(reading: Reading, place: int) -> tuple[int, int] | None:
    """Minutes, and where the text goes on."""
    half = reading.text(place) == "half"
    if half or reading.text(place) in {"an", "a"}:
        place += 2 if half else 1
    minutes = _DELAYS.get(reading.text(place))
    if minutes is not None:
        return (30 if half else minutes), place + 1
    number, unit = count_at(reading, place), reading.text(place + 1)
    if number is None or unit not in _HOURS | _MINUTES:
        return None
    return number * (60 if unit in _HOURS else 1), place + 2


def _soon(reading: Reading) -> bool:
    words = reading.words_left()
    if any(word in _SOON or word.startswith(_SOON_STEM) for word in words):
        return True
    return any(
        tuple(words[place : place + len(phrase)]) == phrase for phrase in _SOON_PHRASES for place in range(len(words))
    )
