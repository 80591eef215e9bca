"""Dialogs in a Redis that many bots share: every key begins with this bot's prefix, and every key expires.

``<prefix>fsm:state:<user>`` and ``<prefix>fsm:data:<user>`` in a private chat, ``<chat>:<user>`` elsewhere; thread,
business connection and destiny follow where present.
"""

from __future__ import annotations

from datetime import timedelta

from aiogram.fsm.storage.base import DEFAULT_DESTINY, StorageKey
from redis.asyncio import Redis

from services.shared.telegram.dialogs import Dialog, DialogStorage

KEPT_FOR = timedelta(days=30)


class PrefixedRedisStorage(DialogStorage):
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

    async def read(self, key: StorageKey) -> Dialog:
        state, data = await self._redis.mget(self._names(key))
        return Dialog(_text(state), _text(data))

    async def write(self, key: StorageKey, dialog: Dialog) -> None:
        """Both halves in one transaction and one round trip; they expire together."""
        async with self._redis.pipeline(transaction=True) as both:
            for name, text in zip(self._names(key), (dialog.state, dialog.data), strict=True):
                if text is None:
                    both.delete(name)
                else:
                    both.set(name, text, ex=self._kept_for)
            await both.execute()

    async def close(self) -> None:
        await self._redis.aclose()

    def _names(self, key: StorageKey) -> tuple[str, str]:
        return self._key("state", key), self._key("data", key)

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
