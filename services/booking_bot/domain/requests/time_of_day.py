"""Which time of day a text asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from services.booking_bot.domain.requests.moments import DAY, Hint, Moment, moment_at
from services.booking_bot.domain.requests.reading import Kind, Reading


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Minutes after midnight: a start from ``begin`` and before ``end``; ``at``, if given, is what is wanted."""

    begin: int = 0
    end: int = DAY
    at: int | None = None

    def __contains__(self, minute: int) -> bool:
        return self.begin <= minute < self.end

    def over(self, minute: int) -> bool:
        """Whether all of it is past at ``minute``."""
        return minute >= (self.end if self.at is None else self.at)


@dataclass(frozen=True, slots=True)
class _Part:
    begin: int
    end: int
    hint: Hint | None = None


_MORNING = _Part(6 * 60, 12 * 60, Hint.MORNING)
_DAYTIME = _Part(12 * 60, 17 * 60, Hint.AFTERNOON)
_EVENING = _Part(17 * 60, DAY, Hint.EVENING)
_AFTER_LUNCH = _Part(13 * 60, 18 * 60, Hint.AFTERNOON)
_PARTS: dict[tuple[str, ...], _Part] = {
    ("до", "обеда"): _Part(0, 13 * 60),
    ("before", "lunch"): _Part(0, 13 * 60),
    ("до", "полудня"): _Part(0, 12 * 60),
    ("before", "noon"): _Part(0, 12 * 60),
    ("после", "обеда"): _AFTER_LUNCH,
    ("после", "полудня"): _AFTER_LUNCH,
    ("after", "lunch"): _AFTER_LUNCH,
    ("after", "noon"): _AFTER_LUNCH,
    ("первой", "половине", "дня"): _Part(0, 13 * 60),
    ("первую", "половину", "дня"): _Part(0, 13 * 60),
    ("второй", "половине", "дня"): _AFTER_LUNCH,
    ("вторую", "половину", "дня"): _AFTER_LUNCH,
    ("после", "работы"): _Part(18 * 60, DAY, Hint.EVENING),
    ("after", "work"): _Part(18 * 60, DAY, Hint.EVENING),
    ("в", "обед"): _Part(12 * 60, 15 * 60, Hint.AFTERNOON),
    ("lunchtime",): _Part(12 * 60, 15 * 60, Hint.AFTERNOON),
    **dict.fromkeys([("утром",), ("утро",), ("утра",), ("утру",), ("morning",), ("mornings",)], _MORNING),
    **dict.fromkeys([("днем",)], _DAYTIME),
    ("afternoon",): _Part(12 * 60, 18 * 60, Hint.AFTERNOON),
    **dict.fromkeys([("вечером",), ("вечер",), ("вечера",), ("вечеру",), ("evening",), ("evenings",)], _EVENING),
    ("night",): _Part(18 * 60, DAY, Hint.EVENING),
}
_LONGEST_PART = max(map(len, _PARTS))


class _Role(Enum):
    AT = auto()
    FROM = auto()
    UNTIL = auto()
    BETWEEN = auto()


_LEADS = {
    **dict.fromkeys(("в", "во", "к", "ко", "на", "около", "at", "@", "around", "about", "примерно"), _Role.AT),
    **dict.fromkeys(("после", "с", "со", "от", "позже", "позднее", "after", "from", "since", "later"), _Role.FROM),
    **dict.fromkeys(("до", "раньше", "before", "until", "till", "by", "earlier"), _Role.UNTIL),
    **dict.fromkeys(("между", "between"), _Role.BETWEEN),
}
_TURNED = {_Role.FROM: _Role.UNTIL, _Role.UNTIL: _Role.FROM}
_NOT = {"не", "not", "no"}
_FILLERS = {"часов", "часа", "часам", "примерно", "где", "то", "около", "around", "about", "than", "the", "at", "в"}
_MOST_FILLERS = 3
_RANGES = {"-", "–", "—", "до", "по", "to", "till", "until"}
_LATE_MORNING = 10 * 60
_NO_HOURS = {"на", "about", "от"}  # «на час» is how long


@dataclass(frozen=True, slots=True)
class _Said:
    role: _Role
    moment: Moment
    until: Moment | None = None


def read_time(reading: Reading) -> TimeOfDay | None:
    """From the tokens that are not used up; None when no time of day is named."""
    said = _moments(reading)
    part = _part(reading)
    if part is None and not said:
        return None
    hint = None if part is None else part.hint
    begin, end = (0, DAY) if part is None else (part.begin, part.end)
    for each in said:
        if each.until is not None:
            return _between(each.moment, each.until, hint)
        minute = each.moment.minute_of_day(hint)
        if each.role is _Role.AT:
            return TimeOfDay(at=min(minute, DAY - 1))
        if each.role is _Role.FROM:
            begin, end = minute, end if end > minute else DAY
        else:
            begin, end = begin if begin < minute else 0, minute
    return TimeOfDay(begin, end) if begin < end else TimeOfDay(min(begin, DAY - 1), DAY)


def _between(first: Moment, last: Moment, hint: Hint | None) -> TimeOfDay:
    """What is said of the end («с 6 до 9 утра») holds for the beginning too, unless that turned them round.

    «С 6 до 8» is the evening, «с 7 до 12» the morning.
    """
    end = last.minute_of_day(hint)
    begin = first.minute_of_day(last.hint or hint)
    if begin >= end:
        begin = first.minute_of_day(hint)
    if begin >= end >= _LATE_MORNING:
        begin = first.hour * 60 + first.minute
    if begin >= end:
        end += 12 * 60
    return TimeOfDay(begin, min(end, DAY)) if begin < min(end, DAY) else TimeOfDay(at=min(begin, DAY - 1))


def _part(reading: Reading) -> _Part | None:
    for place in range(len(reading.tokens)):
        for length in range(_LONGEST_PART, 0, -1):
            part = _PARTS.get(tuple(reading.text(place + ahead) for ahead in range(length)))
            if part is not None:
                reading.use(place, place + length)
                return part
    return None


def _moments(reading: Reading) -> list[_Said]:
    """Every time that is said, its tokens used up."""
    found: list[_Said] = []
    place = 0
    while place < len(reading.tokens):
        said = _said_at(reading, place)
        if said is None:
            place += 1
            continue
        found.append(said[0])
        reading.use(place, said[1])
        place = said[1]
    return found


def _said_at(reading: Reading, place: int) -> tuple[_Said, int] | None:
    role, start = _lead(reading, place)
    found = moment_at(reading, start)
    if found is None:
        return None
    moment, stop = found
    if reading.text(start).startswith("час") and reading.text(start - 1) in _NO_HOURS and not moment.clear:
        return None
    until = _until(reading, stop, role)
    if until is not None and (role is not None or moment.clear or until[0].clear or _bare_range(reading, place)):
        return _Said(role or _Role.FROM, moment, until[0]), until[1]
    if role is None and not moment.clear and not _behind_a_day(reading, place):
        return None
    return None if role is _Role.BETWEEN else (_Said(role or _Role.AT, moment), stop)


def _lead(reading: Reading, place: int) -> tuple[_Role | None, int]:
    """What the word before a time makes of it, and where the time itself would begin."""
    role = _LEADS.get(reading.text(place))
    if role is None:
        return None, place
    if reading.text(place - 1) in _NOT:
        role = _TURNED.get(role, role)
    start = place + 1
    while start <= place + _MOST_FILLERS and reading.text(start) in _FILLERS:
        start += 1
    return role, start


def _until(reading: Reading, place: int, role: _Role | None) -> tuple[Moment, int] | None:
    joins = {"and", "и"} if role is _Role.BETWEEN else _RANGES if role in {None, _Role.FROM, _Role.AT} else set()
    return moment_at(reading, place + 1) if reading.text(place) in joins else None


def _bare_range(reading: Reading, place: int) -> bool:
    """ "завтра 10-12": besides a day, with nothing of a longer number around it, as phones have it."""
    around = (reading.text(place - 1), reading.text(place + 3))
    longer = any(text in _RANGES or text.isdigit() for text in around)
    return bool(reading.used) and reading.kind(place) is Kind.NUMBER and not longer


def _behind_a_day(reading: Reading, place: int) -> bool:
    """ "завтра 18": two digits right behind a day are an hour."""
    number = reading.number(place)
    return place - 1 in reading.used and number is not None and number >= 8
