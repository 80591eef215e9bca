"""The change feed: what happened, numbered, for whoever looks at the chats."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from scripts.simulators.telegram.world.types import Json

KEPT_EVENTS = 10_000


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `user_id` is None when it concerns everybody."""

    n: int
    type: str
    user_id: int | None
    bot_id: int | None
    chat_id: int | None
    at: float
    more: Json

    def concerns(self, user_id: int | None) -> bool:
        return user_id is None or self.user_id is None or self.user_id == user_id

    def render(self) -> Json:
        place = {"user_id": self.user_id, "bot_id": self.bot_id, "chat_id": self.chat_id}
        return {"n": self.n, "type": self.type, **place, "at": self.at, **self.more}


class Journal:
    """The last 10,000 events and those who want to hear of new ones at once."""

    def __init__(self, kept: int = KEPT_EVENTS) -> None:
        self._events: deque[Event] = deque(maxlen=kept)
        self._watchers: list[Callable[[Event], None]] = []
        self.last = 0

    def watch(self, watcher: Callable[[Event], None]) -> None:
        self._watchers.append(watcher)

    def unwatch(self, watcher: Callable[[Event], None]) -> None:
        self._watchers.remove(watcher)

    def add(
        self, type_: str, *, user_id: int | None, bot_id: int | None, chat_id: int | None, at: float, more: Json
    ) -> None:
        self.last += 1
        event = Event(self.last, type_, user_id, bot_id, chat_id, at, more)
        self._events.append(event)
        for watcher in tuple(self._watchers):
            watcher(event)

    def bridges(self, after: int) -> bool:
        """Whether everything since `after` is still here."""
        if after > self.last:
            return False
        return after == self.last or (bool(self._events) and self._events[0].n <= after + 1)

    def since(self, after: int, user_id: int | None) -> list[Event]:
        found: list[Event] = []
        for event in reversed(self._events):
            if event.n <= after:
                break
            if event.concerns(user_id):
                found.append(event)
        found.reverse()
        return found
