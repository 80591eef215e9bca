"""Who of the team is using the bot: nobody is woken by a message who has just tapped a button."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

AWAKE_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Presence:
    """Kept in memory alone: after a restart the quiet hours hold for everybody again."""

    _seen: dict[int, datetime] = field(default_factory=dict)

    def note(self, user_id: int, now: datetime) -> None:
        self._seen[user_id] = now

    def is_awake(self, user_id: int, now: datetime) -> bool:
        """Whether the person has used the bot in the last quarter of an hour."""
        seen = self._seen.get(user_id)
        return seen is not None and now - seen < AWAKE_FOR
