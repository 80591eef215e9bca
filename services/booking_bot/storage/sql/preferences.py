"""How each person of the business wants to be told, a row for each who has chosen anything."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.preferences import Preferences, Told
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.storage.sql.executor import Executor, Row

ALL = "SELECT user_id, told, quiet_from, quiet_to, digest_at FROM preferences"
PUT = """
INSERT INTO preferences (user_id, told, quiet_from, quiet_to, digest_at)
VALUES (%(user_id)s, %(told)s, %(quiet_from)s, %(quiet_to)s, %(digest_at)s)
ON CONFLICT (user_id) DO UPDATE SET
    told = excluded.told, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    digest_at = excluded.digest_at
"""


@dataclass(frozen=True, slots=True)
class SqlPreferences:
    executor: Executor

    async def all(self) -> dict[int, Preferences]:
        return {row["user_id"]: _preferences(row) for row in await self.executor.rows(ALL)}

    async def put(self, user_id: int, preferences: Preferences) -> None:
        quiet = preferences.quiet
        await self.executor.run(
            PUT,
            user_id=user_id,
            told=preferences.told.value,
            quiet_from=None if quiet is None else quiet.begins,
            quiet_to=None if quiet is None else quiet.ends,
            digest_at=preferences.digest_at,
        )


def _preferences(row: Row) -> Preferences:
    quiet = None if row["quiet_from"] is None else QuietHours(row["quiet_from"], row["quiet_to"])
    return Preferences(Told(row["told"]), quiet, row["digest_at"])
