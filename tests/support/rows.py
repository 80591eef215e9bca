"""What stands in a database, for comparing whole results."""

from __future__ import annotations

from services.shared.postgres.pool import Pool, transaction


def count_rows(pool: Pool, *tables: str) -> dict[str, int]:
    """``{"clients": 1, …}``."""
    with transaction(pool) as tx:
        found = {table: tx.execute(f"SELECT count(*) AS n FROM {table}".encode()).fetchone() for table in tables}
    return {table: row["n"] for table, row in found.items() if row is not None}


def column(pool: Pool, query: str) -> list[object]:
    """The first column of every row."""
    with transaction(pool) as tx:
        return [next(iter(row.values())) for row in tx.execute(query.encode()).fetchall()]
