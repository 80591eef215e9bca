"""The same key with the same request gets the same answer for a day."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.errors import invalid
from scripts.simulators.yookassa.ledger.records import StoredAnswer

KEPT_FOR = timedelta(hours=24)
KEY = re.compile(r"[\x21-\x7e]{1,64}")
Answer = tuple[int, dict[str, Any]]


def fingerprint(operation: str, path: str, body: object) -> str:
    """What "the same request" means: operation, path and parameters, whatever their order."""
    text = json.dumps([operation, path, body], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(slots=True)
class IdempotenceStore:
    clock: SettableClock
    keep: Callable[[StoredAnswer], None]
    answers: dict[str, StoredAnswer] = field(default_factory=dict)

    def answer(self, key: str | None, request: str, act: Callable[[], Answer]) -> Answer:
        """The stored answer, or that of `act`, stored. Raises Refusal for a bad key or one used for another request."""
        if key is None or KEY.fullmatch(key) is None:
            raise invalid("A key of 1 to 64 characters is required", "Idempotence-Key")
        known = self.answers.get(key)
        if known is not None and self.clock.now() - known.created_at < KEPT_FOR:
            if known.fingerprint != request:
                raise invalid("This key was used for another request", "Idempotence-Key")
            return known.status, known.body
        status, body = act()
        stored = StoredAnswer(id=key, fingerprint=request, created_at=self.clock.now(), status=status, body=body)
        self.answers[key] = stored
        self.keep(stored)
        return status, body
