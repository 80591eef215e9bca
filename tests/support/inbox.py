"""Notifications as YooKassa sends them, and a look into the inbox."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.rows import DictRow

from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret

YOOKASSA = "185.71.76.5"
PAYMENT_ID = "2d8f0d2b-000f-5000-8000-18db351245c7"
OTHER_PAYMENT_ID = "2e9f0d2b-000f-5000-9000-18db351245c8"
REFUND_ID = "216749f7-0016-50be-b000-078d43a63ae4"


@dataclass(slots=True)
class SettableClock:
    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def notification(event: str = "payment.succeeded", object_id: str = PAYMENT_ID, **facts: Any) -> bytes:
    content = {"type": "notification", "event": event, "object": {"id": object_id, "status": "succeeded", **facts}}
    return json.dumps(content).encode()


def inbox_rows(database_url: Secret) -> list[DictRow]:
    """The rows in the order of their arrival."""
    with connect(database_url) as connection:
        return connection.execute("SELECT * FROM webhook.inbox ORDER BY id").fetchall()
