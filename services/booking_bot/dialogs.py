"""Where the bot keeps what it is asking somebody for: in the business's own file, or in a Redis that may be away."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from redis.exceptions import RedisError

from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.shared.runtime.clock import Clock

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)

_GET = "SELECT state, data FROM dialogs WHERE key = %(key)s AND updated_at > %(since)s"
_SET_STATE = """
INSERT INTO dialogs (key, state, updated_at) VALUES (%(key)s, %(value)s, %(now)s)
ON CONFLICT (key) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at
"""
_SET_DATA = """
INSERT INTO dialogs (key, data, updated_at) VALUES (%(key)s, %(value)s, %(now)s)
ON CONFLICT (key) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at
"""
_TIDY = "DELETE FROM dialogs WHERE updated_at <= %(since)s OR (state IS NULL AND data = '{}')"


class SqliteDialogs(BaseStorage):
    """aiogram's storage in the table ``dialogs`` of a bot that runs on its own; it does not close the file."""

    def __init__(self, storage: SqliteStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._keys = DefaultKeyBuilder(with_destiny=True, with_business_connection_id=True)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._write(_SET_STATE, key, state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        state, _ = await self._read(key)
        return state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._write(_SET_DATA, key, json.dumps(dict(data), ensure_ascii=False))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        _, data = await self._read(key)
        return dict(json.loads(data))

    async def close(self) -> None:
        """The file belongs to the bookings."""

    async def _read(self, key: StorageKey) -> tuple[str | None, str]:
        since = self._clock() - KEPT_FOR
        async with self._storage.executor() as executor:
            row = await executor.row(_GET, key=self._keys.build(key), since=since)
        return (None, "{}") if row is None else (row["state"], row["data"])

    async def _write(self, statement: str, key: StorageKey, value: str | None) -> None:
        now = self._clock()
        async with self._storage.executor() as executor:
            await executor.run(statement, key=self._keys.build(key), value=value, now=now)
            await executor.run(_TIDY, since=now - KEPT_FOR)


class DialogsOrNone(BaseStorage):
    """Dialogs in Redis, read as "none" while Redis is away: whoever only taps buttons needs none.

    Writing raises then, so that nobody is asked a question whose answer would be lost.
    """

    def __init__(self, dialogs: BaseStorage) -> None:
        self._dialogs = dialogs

    async def get_state(self, key: StorageKey) -> str | None:
        try:
            return await self._dialogs.get_state(key)
        except (RedisError, OSError) as error:
            logger.warning("dialogs are away: %s", type(error).__name__)
            return None

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        try:
            return await self._dialogs.get_data(key)
        except (RedisError, OSError) as error:
            logger.warning("dialogs are away: %s", type(error).__name__)
            return {}

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._dialogs.set_state(key, state)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._dialogs.set_data(key, data)

    async def close(self) -> None:
        await self._dialogs.close()
