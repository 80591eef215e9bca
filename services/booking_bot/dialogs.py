"""Where the bot keeps what it is asking somebody for: in the business's own file, or in a Redis that may be away."""

from __future__ import annotations

import logging
from datetime import timedelta

from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from redis.exceptions import RedisError

from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.shared.runtime.clock import Clock
from services.shared.telegram.dialogs import Dialog, DialogStorage

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)

_GET = "SELECT state, data FROM dialogs WHERE key = %(key)s AND updated_at > %(since)s"
_NO_DATA = "{}"
_SET = """
INSERT INTO dialogs (key, state, data, updated_at) VALUES (%(key)s, %(state)s, %(data)s, %(now)s)
ON CONFLICT (key) DO UPDATE SET state = excluded.state, data = excluded.data, updated_at = excluded.updated_at
"""
_TIDY = "DELETE FROM dialogs WHERE updated_at <= %(since)s OR (state IS NULL AND data = '{}')"


class SqliteDialogs(DialogStorage):
    """aiogram's storage in the table ``dialogs`` of a bot that runs on its own; it does not close the file."""

    def __init__(self, storage: SqliteStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._keys = DefaultKeyBuilder(with_destiny=True, with_business_connection_id=True)

    async def read(self, key: StorageKey) -> Dialog:
        since = self._clock() - KEPT_FOR
        async with self._storage.executor() as executor:
            row = await executor.row(_GET, key=self._keys.build(key), since=since)
        if row is None:
            return Dialog()
        return Dialog(row["state"], None if row["data"] == _NO_DATA else row["data"])

    async def write(self, key: StorageKey, dialog: Dialog) -> None:
        name, data, now = self._keys.build(key), dialog.data or _NO_DATA, self._clock()
        async with self._storage.executor() as executor:
            await executor.run(_SET, key=name, state=dialog.state, data=data, now=now)
            await executor.run(_TIDY, since=now - KEPT_FOR)

    async def close(self) -> None:
        """The file belongs to the bookings."""


class DialogsOrNone(DialogStorage):
    """Dialogs in Redis, read as "none" while Redis is away: whoever only taps buttons needs none.

    Writing raises then, so that nobody is left with a question whose answer would be lost. The end of a dialog asks
    nothing: what was done is done and was shown, and a question that stays open is left by the next tap.
    """

    def __init__(self, dialogs: DialogStorage) -> None:
        self._dialogs = dialogs

    async def read(self, key: StorageKey) -> Dialog:
        try:
            return await self._dialogs.read(key)
        except (RedisError, OSError) as error:
            logger.warning("dialogs are away: %s", type(error).__name__)
            return Dialog()

    async def write(self, key: StorageKey, dialog: Dialog) -> None:
        try:
            await self._dialogs.write(key, dialog)
        except (RedisError, OSError) as error:
            if dialog != Dialog():
                raise
            logger.warning("the end of a dialog was not kept: %s", type(error).__name__)

    async def close(self) -> None:
        await self._dialogs.close()
