"""Tell an owner what he must not miss of his subscription."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from services.master_bot.storage import outbox
from services.master_bot.storage.clients import Client
from services.master_bot.storage.outbox import OWN_BOT, Message
from services.shared.postgres.pool import Transaction


def tell_owner(
    tx: Transaction, client: Client, kind: str, key: str, facts: Mapping[str, str], *, now: datetime
) -> None:
    """By the sales bot, which may be muted, and by the client's own bot; by each of them once for a ``key``."""
    about = {
        "locale": client.locale,
        "business_name": client.business_name,
        "bot_username": client.bot_username,
        "timezone": client.timezone,
        **facts,
    }
    owner = client.owner_telegram_id
    outbox.add(tx, Message(key, "sales_bot", owner, kind, about), now=now)
    outbox.add(tx, Message(f"{OWN_BOT}:{key}", OWN_BOT, owner, kind, about, client.id), now=now)
