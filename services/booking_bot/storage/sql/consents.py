"""The log of consents."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.consent import Consent
from services.booking_bot.storage.sql.executor import Executor, instant

ADD = """
INSERT INTO consents (customer_id, text_version, given, at)
VALUES (%(customer_id)s, %(text_version)s, %(given)s, %(at)s)
"""
LAST = """
SELECT text_version, given, at FROM consents WHERE customer_id = %(customer_id)s ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class SqlConsents:
    executor: Executor

    async def add(self, customer_id: int, consent: Consent) -> None:
        await self.executor.run(
            ADD, customer_id=customer_id, text_version=consent.text_version, given=consent.given, at=consent.at
        )

    async def last(self, customer_id: int) -> Consent | None:
        row = await self.executor.row(LAST, customer_id=customer_id)
        return None if row is None else Consent(row["text_version"], bool(row["given"]), instant(row["at"]))
