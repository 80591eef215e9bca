"""What the master API tells without a token: the state of an order, to whoever has its number."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from services.shared.master_api.models import SeenOrder
from services.shared.master_api.transport import Transport


@dataclass(frozen=True, slots=True)
class OrderLook:
    """For a program that faces the public and holds no secret of the platform. ``seconds``: of one look, at most."""

    base_url: str
    seconds: float = 2.0
    _transport: Transport = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_transport", Transport(self.base_url, None, self.seconds))

    def look(self, order_id: UUID) -> SeenOrder:
        """Raises ``MasterApiRefused`` (status 404: there is no such order) or ``MasterApiAway``."""
        return self._transport.call("GET", f"/api/v1/pay/{order_id}", SeenOrder)
