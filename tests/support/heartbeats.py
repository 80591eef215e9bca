"""What the deploy worker sees of a bot: its keys in Redis."""

from __future__ import annotations

import asyncio
import json

import redis

from scripts.servers.valkey import ValkeyServer

SECONDS = 20.0


class Watch:
    """Reads the heartbeat as the deploy worker does."""

    def __init__(self, server: ValkeyServer, prefix: str) -> None:
        self._admin = redis.Redis.from_url(server.admin_url.reveal())
        self._prefix = prefix

    @property
    def beat(self) -> dict[str, str]:
        text = self._admin.get(f"{self._prefix}heartbeat")
        return dict(json.loads(text)) if text else {}

    @property
    def keys(self) -> list[str]:
        found = self._admin.keys(f"{self._prefix}*")
        return sorted(str(key, "utf-8").removeprefix(self._prefix) for key in found if isinstance(key, bytes))

    async def sees(self, state: str) -> dict[str, str]:
        async with asyncio.timeout(SECONDS):
            while (beat := self.beat).get("state") != state:
                await asyncio.sleep(0.05)
        return beat

    def half_a_minute_passes(self) -> None:
        """The lease of a bot that was killed runs out."""
        self._admin.delete(f"{self._prefix}poller")

    def close(self) -> None:
        self._admin.close()
