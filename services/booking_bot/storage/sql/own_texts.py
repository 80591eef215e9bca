"""The owner's own texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.booking_bot.domain.own_texts import StoredText, TextKind
from services.booking_bot.storage.sql.executor import Executor

READ = "SELECT kind, language, text, former FROM own_texts"
PUT = """
INSERT INTO own_texts (kind, language, text, former) VALUES (%(kind)s, %(language)s, %(text)s, %(former)s)
ON CONFLICT (kind, language) DO UPDATE SET text = excluded.text, former = excluded.former
"""


@dataclass(frozen=True, slots=True)
class SqlOwnTexts:
    executor: Executor

    async def all(self) -> Mapping[tuple[str, TextKind], StoredText]:
        known = {kind.value: kind for kind in TextKind}
        rows = await self.executor.rows(READ)
        return {
            (row["language"], known[row["kind"]]): StoredText(row["text"], row["former"])
            for row in rows
            if row["kind"] in known
        }

    async def put(self, language: str, kind: TextKind, text: StoredText) -> None:
        await self.executor.run(PUT, kind=kind.value, language=language, text=text.text, former=text.former)
