from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from redis.asyncio import Redis
from redis.exceptions import NoPermissionError

from scripts.servers.valkey import ValkeyServer
from services.shared.runtime.secret import Secret
from services.shared.telegram.dialogs import Dialog
from services.shared.telegram.prefixed_storage import PrefixedRedisStorage

PRIVATE = StorageKey(bot_id=1, chat_id=42, user_id=42)


class Booking(StatesGroup):
    choosing = State()


@pytest.fixture
async def redis(redis_server: ValkeyServer) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_server.admin_url.reveal())
    await client.flushdb()
    yield client
    await client.aclose()


@pytest.fixture
def storage(redis: Redis) -> PrefixedRedisStorage:
    return PrefixedRedisStorage(redis=redis, key_prefix="client_001:")


async def test_state_is_set_and_cleared(storage: PrefixedRedisStorage) -> None:
    assert await storage.get_state(PRIVATE) is None
    await storage.set_state(PRIVATE, Booking.choosing)
    assert await storage.get_state(PRIVATE) == "Booking:choosing"
    await storage.set_state(PRIVATE, "plain")
    assert await storage.get_state(PRIVATE) == "plain"
    await storage.set_state(PRIVATE)
    assert await storage.get_state(PRIVATE) is None


async def test_data_are_set_updated_and_cleared(storage: PrefixedRedisStorage) -> None:
    assert await storage.get_data(PRIVATE) == {}
    await storage.set_data(PRIVATE, {"имя": "Анна", "list": [1, None]})
    assert await storage.update_data(PRIVATE, {"n": 2}) == {"имя": "Анна", "list": [1, None], "n": 2}
    assert await storage.get_value(PRIVATE, "n") == 2
    assert await storage.get_value(PRIVATE, "absent", "default") == "default"
    await storage.set_data(PRIVATE, {})
    assert await storage.get_data(PRIVATE) == {}


async def test_prefixes_do_not_see_each_other(redis: Redis, storage: PrefixedRedisStorage) -> None:
    await storage.set_state(PRIVATE, "mine")

    assert await PrefixedRedisStorage(redis=redis, key_prefix="client_002:").get_state(PRIVATE) is None


async def test_dialog_is_kept_whole_or_not_at_all(redis_server: ValkeyServer, redis: Redis) -> None:
    await redis.acl_setuser("halved", enabled=True, passwords=["+word"], commands=["+@all"], keys=["*:fsm:state:*"])
    async with Redis.from_url(redis_server.url("halved", Secret("word")).reveal()) as halved:
        with pytest.raises(NoPermissionError):
            await PrefixedRedisStorage(halved, "client_001:").write(PRIVATE, Dialog("s", '{"a": 1}'))
    await redis.acl_deluser("halved")

    assert await redis.keys("*") == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (PRIVATE, "42"),
        (StorageKey(bot_id=1, chat_id=-100, user_id=42), "-100:42"),
        (StorageKey(bot_id=1, chat_id=-100, user_id=42, thread_id=7), "-100:42:7"),
        (StorageKey(bot_id=1, chat_id=42, user_id=42, business_connection_id="biz"), "42:biz"),
        (StorageKey(bot_id=1, chat_id=42, user_id=42, destiny="aside"), "42:aside"),
        (StorageKey(1, -100, 42, 7, "biz", "aside"), "-100:42:7:biz:aside"),
    ],
)
async def test_names_in_redis(redis: Redis, storage: PrefixedRedisStorage, key: StorageKey, name: str) -> None:
    await storage.set_state(key, "s")
    await storage.set_data(key, {"a": 1})

    assert sorted(await redis.keys("*")) == [
        f"client_001:fsm:data:{name}".encode(),
        f"client_001:fsm:state:{name}".encode(),
    ]


async def test_dialogs_expire(redis: Redis, storage: PrefixedRedisStorage) -> None:
    await storage.set_state(PRIVATE, "s")
    await storage.set_data(PRIVATE, {"a": 1})

    lives = [await redis.ttl(f"client_001:fsm:{part}:42") for part in ("state", "data")]

    assert all(29 * 86400 < life <= 30 * 86400 for life in lives)
