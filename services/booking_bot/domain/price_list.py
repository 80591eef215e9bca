"""A list of services that the owner has elsewhere: what it says, what is wrong with it, what it would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.booking_bot.domain.categories import LONGEST_NAME as LONGEST_CATEGORY
from services.booking_bot.domain.prices import Cost
from services.booking_bot.domain.services import (
    HIGHEST_PRICE,
    LONGEST_MINUTES,
    LONGEST_NAME,
    SHORTEST_MINUTES,
    Service,
)
from services.booking_bot.domain.texts import tidied

MOST_LINES = 200
MOST_BYTES = 100 * 1024
LONGEST_SHOWN = 100
"""Characters of what is wrong with a line."""
USUAL_MINUTES = 60
"""Of a new service whose length the list does not say."""


@dataclass(frozen=True, slots=True)
class ListedService:
    """One line; None is what it does not say."""

    line: int
    name: str
    minutes: int | None = None
    cost: Cost | None = None
    category: str | None = None

    def put_into(self, service: Service) -> Service:
        """The service as the list has it; the category apart."""
        cost = Cost(service.price, service.price_kind) if self.cost is None else self.cost
        minutes = service.minutes if self.minutes is None else self.minutes
        return replace(service, name=self.name, minutes=minutes, price=cost.amount, price_kind=cost.kind)

    def changes(self, service: Service) -> bool:
        before = None if service.category is None else service.category.name.casefold()
        moves = self.category is not None and self.category.casefold() != before
        return moves or self.put_into(service) != service

    @property
    def new(self) -> Service:
        return self.put_into(Service(0, self.name, USUAL_MINUTES, 0))


class Wrong(StrEnum):
    NAME = "name"
    PRICE = "price"
    LENGTH = "length"
    CATEGORY = "category"
    TWICE = "twice"
    UNCLEAR = "unclear"
    """Neither a price nor a length is found in it."""
    COLUMNS = "columns"
    """The table has no column with names."""
    NOTHING = "nothing"
    TOO_LONG = "too long"
    NO_TEXT = "no text"
    """A picture, a spreadsheet, or another file without words."""


@dataclass(frozen=True, slots=True)
class WrongLine:
    """``line`` counts from 1; 0 is the list as a whole. ``text`` is what stands there."""

    line: int
    reason: Wrong
    text: str = ""


@dataclass(frozen=True, slots=True)
class PriceList:
    """Nothing of it is taken over while anything is ``wrong``."""

    services: tuple[ListedService, ...]
    wrong: tuple[WrongLine, ...] = ()

    @classmethod
    def refused(cls, reason: Wrong) -> PriceList:
        return cls((), (WrongLine(0, reason),))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The list beside what is offered now; ``changed``: (as it is, as the list has it)."""

    new: tuple[ListedService, ...]
    changed: tuple[tuple[Service, ListedService], ...]
    same: int


def compared(listed: Sequence[ListedService], services: Iterable[Service]) -> Comparison:
    """Services are the same when their names are, capitals aside."""
    known = {service.name.casefold(): service for service in services}
    pairs = [(known.get(one.name.casefold()), one) for one in listed]
    changed = tuple((old, one) for old, one in pairs if old is not None and one.changes(old))
    new = tuple(one for old, one in pairs if old is None)
    return Comparison(new, changed, len(pairs) - len(changed) - len(new))


def checked_list(services: Iterable[ListedService], wrong: Iterable[WrongLine]) -> PriceList:
    """The lines that could be read, held to the rules; all that is wrong is said at once."""
    seen: set[str] = set()
    fine: list[ListedService] = []
    found = list(wrong)
    for one in services:
        one = replace(one, name=tidied(one.name), category=tidied(one.category or "") or None)
        reason = _fault(one, seen)
        seen.add(one.name.casefold())
        if reason is None:
            fine.append(one)
        else:
            found.append(WrongLine(one.line, reason, _what_stands(one, reason)[:LONGEST_SHOWN]))
    if not fine and not found:
        return PriceList.refused(Wrong.NOTHING)
    if len(fine) > MOST_LINES:
        return PriceList.refused(Wrong.TOO_LONG)
    return PriceList(tuple(fine), tuple(sorted(found, key=lambda each: each.line)))


def _what_stands(one: ListedService, reason: Wrong) -> str:
    if reason is Wrong.CATEGORY:
        return one.category or ""
    if reason is Wrong.LENGTH:
        return str(one.minutes)
    return str(one.cost.amount // 100) if reason is Wrong.PRICE and one.cost is not None else one.name


def _fault(one: ListedService, seen: set[str]) -> Wrong | None:
    if not 0 < len(one.name) <= LONGEST_NAME:
        return Wrong.NAME
    if one.category is not None and len(one.category) > LONGEST_CATEGORY:
        return Wrong.CATEGORY
    if one.cost is not None and one.cost.amount > HIGHEST_PRICE:
        return Wrong.PRICE
    if one.minutes is not None and not SHORTEST_MINUTES <= one.minutes <= LONGEST_MINUTES:
        return Wrong.LENGTH
    return Wrong.TWICE if one.name.casefold() in seen else None
