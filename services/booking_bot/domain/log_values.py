"""Values as the log of changes keeps them: facts, which each reader gets in his own language and on his own clock.

A value is a name as people wrote it, or "=", a kind and a fact: "=minutes:90". Several stand in one text by lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.outcomes import Mark
from services.booking_bot.domain.pay import PayKind, PayTerms
from services.booking_bot.domain.prices import Price
from services.booking_bot.domain.schedule import DayException, Shift

NOTHING = ""


class Kind(StrEnum):
    TEXT = "text"
    PRICE = "price"
    MONEY = "money"
    MINUTES = "minutes"
    CLOCK = "clock"
    MOMENT = "moment"
    DAY = "day"
    HOURS = "hours"
    WEEKDAY = "weekday"
    PERCENT = "percent"
    SETTING = "setting"
    """The name of a setting of the business, or of a service."""
    WORD = "word"
    """A key of the words of ``views.log_values``."""


def _fact(kind: Kind, fact: object) -> str:
    return f"={kind}:{fact}"


def text(written: str) -> str:
    """What somebody wrote, in one line."""
    line = " ".join(written.split())
    return _fact(Kind.TEXT, line) if line.startswith("=") else line


def price(costs: Price) -> str:
    return _fact(Kind.PRICE, f"{costs.amount}:{costs.currency}:{costs.kind}")


def money(amount: int, currency: str) -> str:
    return _fact(Kind.MONEY, f"{amount}:{currency}")


def minutes(number: int) -> str:
    return _fact(Kind.MINUTES, number)


def clock(minute: int) -> str:
    return _fact(Kind.CLOCK, minute)


def moment(instant: datetime) -> str:
    return _fact(Kind.MOMENT, instant.isoformat())


def day(one: date) -> str:
    return _fact(Kind.DAY, one.isoformat())


def days(first: date, last: date) -> str:
    return day(first) if first == last else several(day(first), day(last))


def hours(stretches: Iterable[Hours]) -> str:
    return _fact(Kind.HOURS, " ".join(f"{one.starts}-{one.ends}" for one in stretches))


def weekday(number: int) -> str:
    return _fact(Kind.WEEKDAY, number)


def percent(hundredths: int) -> str:
    return _fact(Kind.PERCENT, hundredths)


def setting(name: str) -> str:
    return _fact(Kind.SETTING, name)


def word(key: str) -> str:
    return _fact(Kind.WORD, key)


def yes_or_no(is_so: bool) -> str:
    return word("yes" if is_so else "no")


def several(*values: str) -> str:
    return "\n".join(value for value in values if value)


def exception(one: DayException) -> str:
    return several(days(one.first, one.last), hours(one.hours))


def shift(one: Shift) -> str:
    return several(text(f"{one.on}/{one.off}"), day(one.anchor), hours(one.hours))


def mark(said: Mark, currency: str) -> str:
    """Whether the customer came, and what was received, of what kind."""
    if said.outcome is None:
        return NOTHING
    received = said.received
    return several(
        word(said.outcome),
        NOTHING if received.amount is None else money(received.amount, currency),
        NOTHING if received.by is None else word(received.by),
        several(word("tip"), money(received.tip, currency)) if received.tip else NOTHING,
    )


def pay(terms: PayTerms, currency: str) -> str:
    if terms.kind is PayKind.PERCENT:
        return percent(terms.value)
    sum_of_it = NOTHING if terms.kind is PayKind.NONE else money(terms.value, currency)
    return several(sum_of_it, word(f"pay_{terms.kind}"))


def read(stored: str) -> list[tuple[Kind, str]]:
    """The values that a text has, in order, each by its kind; one of an unknown kind is a text."""
    return [_read(line) for line in stored.split("\n") if line]


def _read(line: str) -> tuple[Kind, str]:
    name, _, fact = line[1:].partition(":")
    return (Kind(name), fact) if line.startswith("=") and name in set(Kind) else (Kind.TEXT, line)
