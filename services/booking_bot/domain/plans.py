"""What a customer wants to book: one service or several in one visit, for himself or for two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

MOST_ITEMS = 4


class Party(StrEnum):
    """Who comes. Two guests want the same service: the first item is the customer's, the second the other guest's."""

    ONE = ""
    IN_TURN = "+"
    """Two, one after the other."""
    TOGETHER = "*"
    """Two at the same time, each with a specialist of her own."""


@dataclass(frozen=True, slots=True)
class Item:
    """A service, with the specialist who is to do it; None is whoever is free."""

    service_id: int
    specialist_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """``items`` follow one another without a pause, unless the party comes together; never empty."""

    items: tuple[Item, ...]
    party: Party = Party.ONE

    def __post_init__(self) -> None:
        if not 1 <= len(self.items) <= MOST_ITEMS:
            raise ValueError(f"{len(self.items)} services in one visit: from 1 to {MOST_ITEMS}")

    @classmethod
    def of(cls, service_id: int, specialist_id: int | None = None) -> Plan:
        return cls((Item(service_id, specialist_id),))

    @property
    def last(self) -> Item:
        return self.items[-1]

    @property
    def service_ids(self) -> tuple[int, ...]:
        return tuple(item.service_id for item in self.items)

    def and_then(self, service_id: int) -> Plan:
        """One service more, with whoever is free. Raises ``ValueError`` above four."""
        return replace(self, items=(*self.items, Item(service_id)))

    def with_whom(self, specialist_id: int | None) -> Plan:
        """The last service with this specialist."""
        return replace(self, items=(*self.items[:-1], replace(self.last, specialist_id=specialist_id)))

    def for_two(self, party: Party) -> Plan:
        """The first service for two guests; one who was named cannot do both at once."""
        item = self.items[0]
        if party is Party.TOGETHER:
            item = replace(item, specialist_id=None)
        return Plan((item,) if party is Party.ONE else (item, item), party)

    def is_guest(self, position: int) -> bool:
        """Whether the item at ``position`` is another guest's."""
        return self.party is not Party.ONE and position > 0
