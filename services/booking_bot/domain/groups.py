"""A list of services as it is offered: in one piece, or group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.services import Service


@dataclass(frozen=True, slots=True)
class Groups:
    """``by_category`` is in the order of the categories; the services of each, and the ``others``, in their own."""

    by_category: Mapping[Category, Sequence[Service]]
    others: Sequence[Service]

    @classmethod
    def of(cls, services: Sequence[Service]) -> Groups:
        """Of these services alone: a category without any of them does not appear."""
        used = {service.category for service in services if service.category is not None}
        return cls(
            {
                category: [service for service in services if service.category == category]
                for category in sorted(used, key=lambda category: (category.position, category.id))
            },
            [service for service in services if service.category is None],
        )

    @property
    def are_a_choice(self) -> bool:
        """Whether there are two at least; services without a category are a group of their own."""
        return len(self.by_category) + bool(self.others) > 1


def in_category(services: Sequence[Service], category_id: int) -> list[Service]:
    return [service for service in services if service.category is not None and service.category.id == category_id]
