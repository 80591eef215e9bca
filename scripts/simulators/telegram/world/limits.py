"""Telegram's rates: 30 messages a second per bot, about one a second per chat with a burst, 20 a minute per group."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

_ROUNDING = 1e-6


@dataclass(slots=True)
class Rates:
    """The limits in force: numbers of Telegram's support FAQ, which tolerates a short burst in one chat, too."""

    enabled: bool = False
    per_bot_per_second: float = 30.0
    per_chat_per_second: float = 1.0
    per_chat_burst: float = 20.0
    per_group_per_minute: float = 20.0


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    closed_until: float = 0.0


@dataclass(slots=True)
class Limiter:
    """Token buckets per bot and per chat. Whoever goes over is shut out for the whole pause it is told."""

    rates: Rates = field(default_factory=Rates)
    _buckets: dict[tuple[str, int, int], _Bucket] = field(default_factory=dict)

    def admit(self, kind: str, bot_id: int, chat_id: int, now: float, cost: int = 1) -> int | None:
        """None if the call may pass, else the seconds to wait. `kind` keeps edits apart from sends."""
        if not self.rates.enabled:
            return None
        rate, burst = self._chat_shape(chat_id)
        places = [
            (("bot", bot_id, 0), self.rates.per_bot_per_second, self.rates.per_bot_per_second),
            ((kind, bot_id, chat_id), rate, burst),
        ]
        pauses = [self._pause(key, rate, burst, now, cost) for key, rate, burst in places]
        if worst := max(pauses):
            return worst
        for key, _, _ in places:
            self._buckets[key].tokens -= cost
        return None

    def forget(self) -> None:
        self._buckets.clear()

    def _chat_shape(self, chat_id: int) -> tuple[float, float]:
        if chat_id < 0:
            return self.rates.per_group_per_minute / 60, self.rates.per_group_per_minute
        return self.rates.per_chat_per_second, self.rates.per_chat_burst

    def _pause(self, key: tuple[str, int, int], rate: float, burst: float, now: float, cost: int) -> int:
        bucket = self._buckets.setdefault(key, _Bucket(burst, now))
        bucket.tokens = min(burst, bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        if now < bucket.closed_until:
            return math.ceil(bucket.closed_until - now)
        missing = min(cost, burst) - bucket.tokens
        if missing <= _ROUNDING:
            return 0
        pause = max(1, math.ceil(missing / rate))
        bucket.closed_until = now + pause
        return pause
