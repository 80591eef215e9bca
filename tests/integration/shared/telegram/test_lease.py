from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from scripts.servers.process import free_port
from scripts.servers.valkey import ValkeyServer
from services.shared.telegram.lease import Hold, RedisLease
from services.shared.telegram.redis_client import IMPATIENT

KEY = "client_001:poller"


@pytest.fixture
async def redis(redis_server: ValkeyServer) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_server.admin_url.reveal())
    await client.flushdb()
    yield client
    await client.aclose()


async def test_one_holder_at_a_time(redis: Redis) -> None:
    first, second = RedisLease(redis, KEY, "first"), RedisLease(redis, KEY, "second")

    answers = [await first.take(), await second.take(), await first.take()]

    assert answers == [Hold.MINE, Hold.ANOTHERS, Hold.MINE]
    assert 0 < await redis.pttl(KEY) <= 30_000


async def test_lease_is_given_back_by_its_holder_only(redis: Redis) -> None:
    first, second = RedisLease(redis, KEY, "first"), RedisLease(redis, KEY, "second")
    await first.take()

    await second.give_back()
    assert await second.take() is Hold.ANOTHERS
    await first.give_back()
    assert await second.take() is Hold.MINE


async def test_redis_away_is_unknown() -> None:
    async with Redis(host="127.0.0.1", port=free_port(), **IMPATIENT) as nowhere:
        lease = RedisLease(nowhere, KEY, "first")

        assert await lease.take() is Hold.UNKNOWN
        await lease.give_back()
