"""Settings, a row a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.booking_bot.storage.ports import StoredSetting
from services.booking_bot.storage.sql.executor import Executor

WRITE = """
INSERT INTO settings (name, value, applied) VALUES (%(name)s, %(value)s, %(applied)s)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, applied = excluded.applied
"""


@dataclass(frozen=True, slots=True)
class SqlSettings:
    executor: Executor

    async def read(self) -> dict[str, StoredSetting]:
        rows = await self.executor.rows("SELECT name, value, applied FROM settings")
        return {row["name"]: StoredSetting(row["value"], row["applied"]) for row in rows}

    async def write(self, changed: Mapping[str, StoredSetting]) -> None:
        for name, setting in changed.items():
            await self.executor.run(WRITE, name=name, value=setting.value, applied=setting.applied)
