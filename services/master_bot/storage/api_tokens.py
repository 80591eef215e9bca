"""Tokens of the master API: kept as digests, each with its scopes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from services.shared.postgres.pool import Transaction

SCOPES = frozenset({"read", "deploy", "money", "admin"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what they may."""

    name: str
    scopes: frozenset[str]

    def may(self, scope: str) -> bool:
        return scope in self.scopes or "admin" in self.scopes


def find(tx: Transaction, token: str) -> Caller | None:
    """Whose token this is; None for an unknown or a revoked one."""
    digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
    row = tx.execute(
        "SELECT name, scopes FROM api_tokens WHERE digest = %s AND revoked_at IS NULL", (digest,)
    ).fetchone()
    return None if row is None else Caller(row["name"], frozenset(row["scopes"]))
