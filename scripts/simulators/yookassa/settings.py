"""How a simulator is set up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.notifications.queue import DEFAULT_PAUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorSettings:
    """Port 0 takes a free one. `public_url` is how a browser reaches the simulator, when that is not host and port.

    `notify_hosts` are host names beside the loopback that `notify_url` may lead to. `pauses` are seconds between
    deliveries, `notify_timeout` is how long the shop may take to answer.
    """

    shop_id: str = "100500"
    secret_key: str = field(default="test_simulator_key", repr=False)
    host: str = "127.0.0.1"
    port: int = 0
    public_url: str | None = None
    notify_url: str | None = None
    notify_hosts: Sequence[str] = ()
    notify_timeout: float = 10.0
    pauses: Sequence[float] = DEFAULT_PAUSES
    state: Path | None = None
    shop_name: str = "Zapis"
    methods: tuple[str, ...] = ("bank_card", "sbp", "yoo_money", "sberbank")
    recurring: bool = True
    fiscalization: bool = False

    def shop(self) -> Shop:
        """A key that begins with `test_` makes a test shop, as at YooKassa."""
        return Shop(
            shop_id=self.shop_id,
            test=self.secret_key.startswith("test_"),
            name=self.shop_name,
            methods=self.methods,
            recurring=self.recurring,
            fiscalization=self.fiscalization,
        )
