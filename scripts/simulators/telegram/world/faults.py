"""Faults on demand: what the next calls shall suffer."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from scripts.simulators.telegram.world.errors import ApiError, bad_input, too_many_requests
from scripts.simulators.telegram.world.types import Json

KINDS = ("too_many_requests", "server_error", "bad_gateway", "reset", "hang", "error")


@dataclass(slots=True)
class Fault:
    """One fault; `times` None means until it is removed. `bot_id`, `chat_id` and `method` (lower case) narrow it."""

    kind: str
    times: int | None = 1
    method: str = ""
    bot_id: int | None = None
    chat_id: int | None = None
    when: str = "before"
    retry_after: int = 5
    status: int = 500
    description: str = "Internal Server Error: restart"
    seconds: float = 60.0
    id: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise bad_input("FAULT_KIND", f"kind is one of {', '.join(KINDS)}")
        if self.when not in ("before", "after"):
            raise bad_input("FAULT_WHEN", "when is before or after")

    def hits(self, method: str, bot_id: int, chat_id: int | None) -> bool:
        if self.method != method and (self.method or method == "getupdates"):
            return False
        return self.bot_id in (None, bot_id) and self.chat_id in (None, chat_id)

    def error(self) -> ApiError | None:
        """The refusal this fault stands for, or None when it breaks the connection instead."""
        if self.kind == "too_many_requests":
            return too_many_requests(self.retry_after)
        if self.kind == "server_error":
            return ApiError(500, "Internal Server Error: restart")
        if self.kind == "error":
            return ApiError(self.status, self.description)
        return None

    def render(self) -> Json:
        names = ("id", "kind", "times", "when", "retry_after", "status", "description", "seconds", "chat_id")
        shown: Json = {name: getattr(self, name) for name in names}
        return {**shown, "method": self.method or None, "bot": self.bot_id}


@dataclass(slots=True)
class Faults:
    """The faults that are still to come, the oldest first."""

    waiting: list[Fault] = field(default_factory=list)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def add(self, fault: Fault) -> int:
        fault.id = next(self._ids)
        fault.method = fault.method.lower()
        self.waiting.append(fault)
        return fault.id

    def take(self, method: str, bot_id: int, chat_id: int | None) -> Fault | None:
        """The fault that hits this call, counted down."""
        for fault in self.waiting:
            if fault.hits(method, bot_id, chat_id):
                self._count_down(fault)
                return fault
        return None

    def remove(self, fault_id: int | None = None) -> None:
        self.waiting = [fault for fault in self.waiting if fault_id is not None and fault.id != fault_id]

    def _count_down(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self.waiting.remove(fault)
