"""Telegram delivers an update again when it did not hear that it arrived: the second time changes nothing."""

from __future__ import annotations

from datetime import datetime

from services.booking_bot.storage.ports import Tables


async def earlier_subject(tables: Tables, update_id: int | None, now: datetime) -> int | None:
    """Claim the update within the transaction: None when it is new (or has no id), else the id of what it changed."""
    if update_id is None or await tables.updates.claim(update_id, now):
        return None
    return await tables.updates.subject(update_id)


async def remember_subject(tables: Tables, update_id: int | None, subject_id: int) -> None:
    """Keep what the claimed update changed."""
    if update_id is not None:
        await tables.updates.record(update_id, subject_id)
