"""Dialogs in a Redis that many bots share: every key begins with this bot's prefix, and every key expires.

``<prefix>fsm:state:<user>`` and ``<prefix>fsm:data:<user>`` in a private chat, ``<chat>:<user>`` elsewhere; thread,
business connection and destiny follow where present.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import DEFAULT_DESTINY, BaseStorage, StateType, StorageKey
from redis.asyncio import Redis

KEPT_FOR = timedelta(days=30)


class PrefixedRedisStorage(BaseStorage):
    """A drop-in for aiogram's ``RedisStorage``.

    Args:
        redis: a client of ``redis.asyncio``; it belongs to the storage, which closes it.
        key_prefix: as ``client_001:``.
        kept_for: how long a dialog is kept that nobody goes on with.
    """

    def __init__(self, redis: Redis, key_prefix: str, kept_for: timedelta = KEPT_FOR) -> None:
        self._redis = redis
        self._prefix = key_prefix
        self._kept_for = kept_for

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._write("state", key, state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        found = await self._redis.get(self._key("state", key))
        return _text(found)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._write("data", key, json.dumps(dict(data), ensure_ascii=False) if data else None)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        found = _text(await self._redis.get(self._key("data", key)))
        return dict(json.loads(found)) if found else {}

    async def close(self) -> None:
        await self._redis.aclose()

    async def _write(self, part: str, key: StorageKey, text: str | None) -> None:
        name = self._key(part, key)
        if text is None:
            await self._redis.delete(name)
        else:
            await self._redis.set(name, text, ex=self._kept_for)

    def _key(self, part: str, key: StorageKey) -> str:
        who = str(key.user_id) if key.chat_id == key.user_id else f"{key.chat_id}:{key.user_id}"
        words = [who]
        if key.thread_id is not None:
            words.append(str(key.thread_id))
        if key.business_connection_id is not None:
            words.append(key.business_connection_id)
        if key.destiny != DEFAULT_DESTINY:
            words.append(key.destiny)
        return f"{self._prefix}fsm:{part}:{':'.join(words)}"


def _text(found: bytes | str | None) -> str | None:
    return found.decode() if isinstance(found, bytes) else found
