"""The updates that wait for one bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.simulators.telegram.world.types import Json

FIRST_UPDATE_ID = 700_000_001
KEPT_SECONDS = 24 * 3600
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Waiting:
    """One update: its number, the second it came, its body without the number."""

    id: int
    at: float
    body: Json

    def render(self) -> Json:
        return {"update_id": self.id, **self.body}


@dataclass(slots=True)
class UpdateQueue:
    """Updates in order. An update leaves when a later offset confirms it, or after 24 hours."""

    next_id: int = FIRST_UPDATE_ID
    waiting: list[Waiting] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def push(self, kind: str, body: Json, now: float) -> bool:
        """Queue an update unless the bot has not asked for this kind."""
        if not self.wants(kind):
            return False
        self.waiting.append(Waiting(self.next_id, now, {kind: body}))
        self.next_id += 1
        return True

    def fetch(self, offset: int, limit: int, now: float) -> list[Waiting]:
        """Confirm what lies before the offset and return the next ones.

        A negative offset counts from the end of the queue and forgets everything before it.
        """
        self.drop_expired(now)
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif self.waiting and self.waiting[0].id < offset:
            self.waiting = [update for update in self.waiting if update.id >= offset]
        return self.waiting[:limit]

    def confirm(self, update_id: int) -> None:
        """Take one update out, as a webhook's answer does."""
        self.waiting = [update for update in self.waiting if update.id != update_id]

    def drop_expired(self, now: float) -> None:
        oldest = now - KEPT_SECONDS
        if self.waiting and self.waiting[0].at < oldest:
            self.waiting = [update for update in self.waiting if update.at >= oldest]

    def clear(self) -> None:
        self.waiting = []

    def allow(self, kinds: Sequence[str]) -> None:
        """Remember the kinds; an empty list means the default set again."""
        self.allowed = list(kinds)
