"""One time of day as people say it: «15:30», «шести вечера», «полтретьего», "half past two", "7pm"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from services.booking_bot.domain.requests.numerals import MINUTES, ORDINALS, count_at
from services.booking_bot.domain.requests.reading import Kind, Reading

DAY = 24 * 60


class Hint(Enum):
    """Which half of the day an hour belongs to."""

    MORNING = auto()
    """As it is said; twelve is midnight."""
    AFTERNOON = auto()
    """One to seven are meant as 13 to 19."""
    EVENING = auto()
    """All below twelve are meant as 13 to 23."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``hour`` as it was said. ``clear``: nobody says that and means something else than a time."""

    hour: int
    minute: int = 0
    clear: bool = False
    hint: Hint | None = None

    def minute_of_day(self, hint: Hint | None) -> int:
        """Minutes after midnight. Without any hint 1 to 7 is the afternoon: hardly a business is open before eight."""
        hint = self.hint or hint or Hint.AFTERNOON
        hour = self.hour
        if hint is Hint.MORNING:
            hour = 0 if hour == 12 else hour
        elif 1 <= hour <= (7 if hint is Hint.AFTERNOON else 11):
            hour += 12
        return hour * 60 + self.minute


Found = tuple[Moment, int]
"""A moment and the place where the text goes on."""

_SUFFIXES = {
    "утра": Hint.MORNING,
    "ночи": Hint.MORNING,
    "am": Hint.MORNING,
    "дня": Hint.AFTERNOON,
    "вечера": Hint.EVENING,
    "pm": Hint.EVENING,
}
_HOUR_WORDS = {"ч", "час", "часа", "часов", "часам", "часами", "h", "o'clock", "o’clock", "oclock"}
_MINUTE_WORDS = {"м", "мин", "минут", "минуты", "минутам"}
_NO_TIMES = (
    "мин", "руб", "тыс", "лет", "год", "раз", "чел", "недел", "месяц", "дней", "день", "дни", "числ", "этаж", "процед",
    "сеанс", "штук", "шт", "гост", "взросл", "дет", "person", "people", "min", "week", "day", "month", "year", "guest",
    "kid", "child", "adult", "time", "hours", "rub", "usd", "dollar", "euro", "%",
)  # fmt: skip
_SEPARATORS = {"-", "–", "—"}


def moment_at(reading: Reading, place: int) -> Found | None:
    """The time of day that the token at ``place`` begins."""
    for read in (_figures, _noon, _english_halves, _russian_halves, _hour):
        found = read(reading, place)
        if found is not None:
            return found
    return None


def _figures(reading: Reading, place: int) -> Found | None:
    """ "15:30", "15.30"; with a nought before it, "03:30", it is what a clock with 24 hours shows."""
    if reading.kind(place) not in {Kind.CLOCK, Kind.DOTTED}:
        return None
    token = reading.tokens[place]
    if len(token.numbers) != 2 or token.text[-3] not in ":.":
        return None
    return _with_suffix(reading, *token.numbers, place + 1, clear=True, morning=token.text.startswith("0"))


def _noon(reading: Reading, place: int) -> Found | None:
    if reading.text(place) in {"полдень", "полудня", "полудню", "noon", "midday"}:
        return Moment(12, clear=True, hint=Hint.AFTERNOON), place + 1
    return None


def _english_halves(reading: Reading, place: int) -> Found | None:
    """ "half past two", "quarter to three", "a quarter past two"."""
    if reading.text(place) == "a":
        place += 1
    minutes = {"half": 30, "quarter": 15}.get(reading.text(place))
    side = reading.text(place + 1)
    hour = count_at(reading, place + 2)
    if minutes is None or side not in {"past", "to"} or hour is None or not 1 <= hour <= 12:
        return None
    if side == "to":
        hour, minutes = hour - 1 or 12, 60 - minutes
    return _with_suffix(reading, hour, minutes, place + 3, clear=True)


def _russian_halves(reading: Reading, place: int) -> Found | None:
    """«полтретьего», «половине третьего», «без четверти три», «четверть третьего»."""
    word = reading.text(place)
    if word == "без" and reading.text(place + 1) == "четверти":
        hour = count_at(reading, place + 2)
        return _with_suffix(reading, hour - 1 or 12, 45, place + 3, clear=True) if hour and hour <= 12 else None
    minutes = 15 if word == "четверть" else 30
    if word in {"пол", "половина", "половине", "половину", "половины", "четверть"}:
        place += 1
        word = reading.text(place)
    elif word.startswith("пол"):
        word = word.removeprefix("пол")
    else:
        return None
    hour = ORDINALS.get(word) if word.endswith("го") else None
    return _with_suffix(reading, hour - 1 or 12, minutes, place + 1, clear=True) if hour and hour <= 12 else None


def _hour(reading: Reading, place: int) -> Found | None:
    """ "15", "шести", "час", each with minutes and words of hours behind it, if they are there."""
    hour = count_at(reading, place)
    stop = place + 1
    if hour is None:
        hour = 1 if reading.text(place) in {"час", "часа", "часу"} else None
    elif reading.text(stop) in _HOUR_WORDS:
        stop += 1
    if hour is None:
        return None
    minute, stop = _minutes(reading, stop)
    if reading.text(stop).startswith(_NO_TIMES):
        return None
    return _with_suffix(reading, hour, minute, stop, clear=False)


def _minutes(reading: Reading, place: int) -> tuple[int, int]:
    """ "18 30", "18-30", "18 ч 30 мин", "шесть тридцать": the minutes and where the text goes on."""
    spoken = MINUTES.get(reading.text(place))
    if spoken is not None:
        return spoken, place + 1
    number = place + 1 if reading.text(place) in _SEPARATORS else place
    minute = reading.number(number)
    apart = number > place
    if minute is None or minute >= 60 or len(reading.text(number)) != 2 or (apart and 0 < minute <= 24):
        return 0, place
    after = number + 1
    return minute, after + 1 if reading.text(after) in _MINUTE_WORDS else after


def _with_suffix(
    reading: Reading, hour: int, minute: int, stop: int, *, clear: bool, morning: bool = False
) -> Found | None:
    """None for what no clock shows; "24:00" is the end of a day."""
    hint = Hint.MORNING if morning or hour == 0 else None
    if reading.text(stop + 1) == "m" and reading.text(stop) in {"a", "p"}:
        hint, stop = _SUFFIXES[reading.text(stop) + "m"], stop + 2
    elif reading.text(stop) in _SUFFIXES:
        hint, stop = _SUFFIXES[reading.text(stop)], stop + 1
    if hour * 60 + minute > DAY or minute >= 60:
        return None
    said_clearly = clear or hint is not None or reading.text(stop - 1).startswith("o")
    return Moment(hour, minute, said_clearly, hint), stop
