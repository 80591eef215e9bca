"""One poller a bot: who holds the lease polls, who does not waits.

Redis may be away: then nobody can hold anything, and the bot goes on polling, for Telegram itself refuses two pollers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from redis.asyncio import Redis
from redis.exceptions import RedisError

MILLISECONDS = 30_000
RENEW_SECONDS = 10.0

_RENEW = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0"
_GIVE_BACK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class Hold(StrEnum):
    MINE = "mine"
    ANOTHERS = "anothers"
    UNKNOWN = "unknown"
    """Redis did not answer."""


class Lease(Protocol):
    async def take(self) -> Hold:
        """Take or renew it."""

    async def give_back(self) -> None:
        """So that the next poller need not wait until it runs out."""


@dataclass(frozen=True, slots=True)
class RedisLease:
    """``key``: as ``client_001:poller``; ``holder``: this instance's name."""

    redis: Redis
    key: str
    holder: str

    async def take(self) -> Hold:
        try:
            if await self.redis.set(self.key, self.holder, nx=True, px=MILLISECONDS):
                return Hold.MINE
            renewed = await self.redis.eval(_RENEW, 1, self.key, self.holder, str(MILLISECONDS))
        except (RedisError, OSError):
            return Hold.UNKNOWN
        return Hold.MINE if renewed else Hold.ANOTHERS

    async def give_back(self) -> None:
        try:
            await self.redis.eval(_GIVE_BACK, 1, self.key, self.holder)
        except (RedisError, OSError):
            return
