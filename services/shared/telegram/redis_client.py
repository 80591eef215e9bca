"""How bots speak to Redis: hardly a second try, and not for long. A bot can do without it for a while; people wait."""

from __future__ import annotations

from typing import Any

from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

SECONDS = 5
IMPATIENT: dict[str, Any] = {
    "socket_timeout": SECONDS,
    "socket_connect_timeout": SECONDS,
    # Once more at once, over a new connection: the old one may be of a Redis that was restarted. By itself redis-py
    # would go on for eight seconds, and a bot would not poll meanwhile.
    "retry": Retry(NoBackoff(), 1),
    # No PING before a command after a silence: it would be a round trip, and that second try does as well.
    "health_check_interval": 0,
}
"""Arguments of ``redis.asyncio.Redis``."""
