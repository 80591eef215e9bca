"""Trials: orders of a trial plan that were carried out."""

from __future__ import annotations

from datetime import datetime

from services.shared.postgres.pool import Transaction

_TRIALS = (
    "FROM orders JOIN plans ON plans.code = plan_code AND plans.version = plan_version"
    " WHERE is_trial AND orders.state = 'settled' AND "
)


def one_at_a_time(tx: Transaction) -> None:
    """Other trials wait until the transaction ends."""
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('zapis:trials', 0))")


def used(tx: Transaction, *, owner: int, bot_id: int) -> bool:
    """Whether the owner, or the bot, has had a trial."""
    query = f"SELECT 1 AS used {_TRIALS} (owner_telegram_id = %s OR bot_id = %s) LIMIT 1"
    return tx.execute(query, (owner, bot_id)).fetchone() is not None


def since(tx: Transaction, moment: datetime) -> int:
    """How many trials have begun since then."""
    row = tx.execute(f"SELECT count(*) AS n {_TRIALS} settled_at > %s", (moment,)).fetchone()
    assert row is not None
    return int(row["n"])
