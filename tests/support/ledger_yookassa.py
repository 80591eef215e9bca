"""Our YooKassa client over the simulator's pure ledger: no socket, no thread, every lost answer on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.world import World
from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain

SECRET_KEY = Secret("test_made_up")
FAULTS = ("busy", "before", "after")


@dataclass(slots=True)
class LedgerApi:
    """``faults``: how the next requests go wrong: ``busy`` (429), lost ``before`` or ``after`` it was carried out."""

    world: World
    faults: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    """The order of each payment that was made over the API."""

    def request(
        self,
        method: str = "",
        path: str = "",
        query_params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        fault = self.faults.pop(0) if self.faults else None
        if fault == "busy":
            raise TryAgain(1.0)
        if fault == "before":
            raise OutcomeUnknown("lost on the way there")
        document = self._act(method, path, query_params or {}, headers or {}, body or {})
        if fault == "after":
            raise OutcomeUnknown("lost on the way back")
        return document

    def _act(
        self, method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], body: Mapping[str, Any]
    ) -> dict[str, Any]:
        kind, _, subject = path.strip("/").partition("/")
        ledger, before = self.world.ledger, len(self.world.book.payments)
        try:
            if method == "post":
                status, document = ledger.post(
                    f"create_{kind.removesuffix('s')}", subject, body, headers["Idempotence-Key"]
                )
                if status != 200:
                    raise Refused(document["code"], document["description"])
                if len(self.world.book.payments) > before:
                    self.created.append(document["metadata"]["order_id"])
                return document
            operation = f"get_{kind.removesuffix('s')}" if subject else f"list_{kind}"
            return ledger.get(operation, subject, query)
        except Refusal as refusal:
            raise Refused(refusal.body("1")["code"], "the ledger refuses") from None


def yookassa_over(api: LedgerApi) -> YooKassa:
    client = YooKassa(shop_id=api.world.book.shop.shop_id, secret_key=SECRET_KEY, api_url="http://127.0.0.1/v3")
    client._api = api  # type: ignore[assignment]  # the transport's place
    return client
