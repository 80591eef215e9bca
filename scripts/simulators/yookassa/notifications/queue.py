"""Which notification goes out when: pure, the times of pauses are the caller's seconds."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any

from scripts.simulators.yookassa.ledger.book import Event
from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.records import Notification
from scripts.simulators.yookassa.options import options

TRIED_FOR = timedelta(hours=24)
CHANGES: Mapping[str, type] = {
    "enabled": bool,
    "drop_next": int,
    "duplicates": int,
    "reverse_next": int,
    "stale_next": int,
    "delay": float,
}
DEFAULT_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0)


@dataclass(slots=True)
class Delivery:
    """How notifications are mistreated; see API.md."""

    enabled: bool = True
    drop_next: int = 0
    duplicates: int = 0
    reverse_next: int = 0
    stale_next: int = 0
    delay: float = 0.0

    def change(self, changes: Mapping[str, Any]) -> None:
        """Set some of the fields. Raises Refusal for an unknown one or a wrong type."""
        for name, value in options(changes, CHANGES).items():
            setattr(self, name, value)

    def reset(self) -> None:
        """Deliver properly again."""
        for each in fields(self):
            setattr(self, each.name, each.default)


@dataclass(slots=True)
class NotificationQueue:
    """`seconds` is a steady clock for pauses; `clock` is the shop's, by which a notification gets too old."""

    clock: SettableClock
    seconds: Callable[[], float]
    keep: Callable[[Notification], None]
    pauses: Sequence[float] = DEFAULT_PAUSES
    delivery: Delivery = field(default_factory=Delivery)
    all: dict[str, Notification] = field(default_factory=dict)
    _due: dict[str, float] = field(default_factory=dict)
    _held: list[Notification] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """An event becomes notifications: none, one, or more, now or held back, as `delivery` says."""
        note = self._new(event)
        if self._is_lost():
            self._put(replace(note, state="lost"))
        elif self.delivery.reverse_next > 0:
            self._hold(note)
        else:
            self._enqueue(note)

    def restore(self, note: Notification) -> None:
        self.all[note.id] = note
        if note.state == "waiting":
            self._due[note.id] = self.seconds()
        else:
            self._due.pop(note.id, None)

    def next_due(self) -> Notification | None:
        """The notification whose turn it is, the one that waits longest first."""
        now = self.seconds()
        ready = [(due, key) for key, due in self._due.items() if due <= now]
        return self.all[min(ready, key=lambda entry: entry[0])[1]] if ready else None

    def pause(self) -> float | None:
        """Seconds until something is due; None when nothing waits."""
        return max(0.0, min(self._due.values()) - self.seconds()) if self._due else None

    def answered(self, note: Notification, status: int) -> None:
        """The shop answered with this HTTP status (0: it did not); 200 ends it, else it is due again later."""
        answers = (*note.answers, status)
        self._due.pop(note.id, None)
        if status == 200:
            self._put(replace(note, answers=answers, state="delivered"))
        elif self.clock.now() - note.created_at >= TRIED_FOR:
            self._put(replace(note, answers=answers, state="given_up"))
        else:
            pause = self.pauses[min(len(answers), len(self.pauses)) - 1]
            self._enqueue(replace(note, answers=answers), pause)

    def send_again(self, note_id: str) -> Notification:
        """Queue it once more, whatever became of it. Raises KeyError."""
        note = replace(self.all[note_id], state="waiting")
        self._enqueue(note, 0.0)
        return note

    def _new(self, event: Event) -> Notification:
        stale = self.delivery.stale_next > 0
        self.delivery.stale_next = max(0, self.delivery.stale_next - 1)
        document = event.before if stale else event.document
        body = {"type": "notification", "event": event.name, "object": document}
        return Notification(id=str(uuid.uuid4()), event=event.name, body=body, created_at=self.clock.now())

    def _is_lost(self) -> bool:
        if not self.delivery.enabled:
            return True
        dropped = self.delivery.drop_next > 0
        self.delivery.drop_next = max(0, self.delivery.drop_next - 1)
        return dropped

    def _hold(self, note: Notification) -> None:
        self._held.append(note)
        self.delivery.reverse_next -= 1
        if self.delivery.reverse_next == 0:
            for held in reversed(self._held):
                self._enqueue(held)
            self._held.clear()

    def _enqueue(self, note: Notification, pause: float | None = None) -> None:
        copies = self.delivery.duplicates if pause is None else 0
        for copy in (note, *(replace(note, id=str(uuid.uuid4())) for _ in range(copies))):
            self._put(copy)
            self._due[copy.id] = self.seconds() + (self.delivery.delay if pause is None else pause)

    def _put(self, note: Notification) -> None:
        self.all[note.id] = note
        self.keep(note)
