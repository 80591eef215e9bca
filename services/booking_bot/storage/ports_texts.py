"""What the use cases ask of storage about the owner's own texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from services.booking_bot.domain.own_texts import StoredText, TextKind


class OwnTexts(Protocol):
    async def all(self) -> Mapping[tuple[str, TextKind], StoredText]:
        """(language, kind) → the text, of those that were ever changed."""

    async def put(self, language: str, kind: TextKind, text: StoredText) -> None: ...
