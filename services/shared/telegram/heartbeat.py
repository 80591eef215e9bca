"""The bot's word about itself, in Redis: read by the deploy worker, forgotten after a minute of silence."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.version import VERSION
from services.shared.telegram.poller import Progress

logger = logging.getLogger(__name__)

KEPT_SECONDS = 60
EVERY_SECONDS = 15.0


@dataclass(slots=True)
class Heartbeat:
    """``key``: as ``client_001:heartbeat``. ``beat`` is also called at each change of state."""

    redis: Redis
    key: str
    progress: Progress
    clock: Clock = utc_now
    instance: str = field(default_factory=lambda: secrets.token_hex(8))
    started_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started_at = self.clock()

    async def beat(self) -> None:
        """Write it once. Redis may be away: then nobody is told, and the bot goes on."""
        polled = self.progress.last_poll_at
        words = {
            "instance": self.instance,
            "started_at": self.started_at.isoformat(),
            "state": str(self.progress.state),
            "last_poll_at": polled.isoformat() if polled else None,
            "updates": self.progress.updates,
            "version": VERSION,
            "detail": self.progress.detail,
        }
        try:
            await self.redis.set(self.key, json.dumps(words), ex=KEPT_SECONDS)
        except (RedisError, OSError) as error:
            logger.warning("no heartbeat: %s", type(error).__name__)

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            await self.beat()
            await asyncio.sleep(EVERY_SECONDS)
