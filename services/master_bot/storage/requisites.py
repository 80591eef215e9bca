"""To whom an owner's documents are made out."""

from __future__ import annotations

from datetime import datetime

from services.master_bot.domain.seller import Buyer
from services.shared.postgres.pool import Transaction


def get(tx: Transaction, owner: int) -> Buyer | None:
    row = tx.execute("SELECT name, inn, kpp FROM requisites WHERE owner_telegram_id = %s", (owner,)).fetchone()
    return None if row is None else Buyer(**row)


def put(tx: Transaction, owner: int, buyer: Buyer, *, now: datetime) -> None:
    tx.execute(
        "INSERT INTO requisites (owner_telegram_id, name, inn, kpp, changed_at) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (owner_telegram_id) DO UPDATE"
        " SET name = excluded.name, inn = excluded.inn, kpp = excluded.kpp, changed_at = excluded.changed_at",
        (owner, buyer.name, buyer.inn, buyer.kpp, now),
    )
