"""Time that the business keeps free of visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Block:
    """``start`` and ``end`` are aware, in UTC; ``specialist_name`` is None where there is nobody else."""

    id: int
    specialist_id: int
    start: datetime
    end: datetime
    specialist_name: str | None = None
