"""What a benchmark found: figures, and bounds that are met or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict


class BoundJson(TypedDict):
    what: str
    value: float
    bound: float
    met: bool


class ResultJson(TypedDict):
    figures: dict[str, float]
    bounds: list[BoundJson]


@dataclass(frozen=True, slots=True)
class Bound:
    """``value`` may not be above ``bound``; both in the unit that ``what`` ends with."""

    what: str
    value: float
    bound: float

    @property
    def met(self) -> bool:
        return self.value <= self.bound

    def as_json(self) -> BoundJson:
        return {"what": self.what, "value": self.value, "bound": self.bound, "met": self.met}


@dataclass(frozen=True, slots=True)
class Result:
    """``figures``: what was measured, by its name with the unit at its end."""

    figures: Mapping[str, float]
    bounds: Sequence[Bound] = field(default=())

    @property
    def met(self) -> bool:
        return all(bound.met for bound in self.bounds)

    def as_json(self) -> ResultJson:
        return {"figures": dict(self.figures), "bounds": [bound.as_json() for bound in self.bounds]}
