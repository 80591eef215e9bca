"""The simulator in a thread of its own, for synchronous tests."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self, TypeVar

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.records import Notification
from scripts.simulators.yookassa.ledger.shop import Behaviour
from scripts.simulators.yookassa.server import YooKassaSimulator
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.world import World

T = TypeVar("T")
Document = dict[str, Any]
PATIENCE = 10.0


class ThreadedYooKassa:
    """`with ThreadedYooKassa(settings) as shop`; every call is carried to the simulator's thread and waited for."""

    def __init__(self, settings: SimulatorSettings | None = None, *, clock: SettableClock | None = None) -> None:
        self.settings = settings or SimulatorSettings()
        self.clock = clock or SettableClock()
        self._simulator = YooKassaSimulator(self.settings, clock=self.clock)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="yookassa-simulator", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._wait(asyncio.run_coroutine_threadsafe(self._simulator.__aenter__(), self._loop))
        except BaseException:
            self._end_thread()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wait(asyncio.run_coroutine_threadsafe(self._simulator.__aexit__(None, None, None), self._loop))
        self._end_thread()

    def _end_thread(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    @property
    def url(self) -> str:
        return self._simulator.url

    @property
    def api_url(self) -> str:
        return self._simulator.api_url

    @property
    def shop_id(self) -> str:
        return self.settings.shop_id

    @property
    def secret_key(self) -> str:
        return self.settings.secret_key

    def do(self, act: Callable[[World], T]) -> T:
        """Run `act` in the simulator's thread and give back its result, or raise what it raised."""

        async def run() -> T:
            return act(self._simulator.world)

        return self._wait(asyncio.run_coroutine_threadsafe(run(), self._loop))

    def pay(self, payment_id: str, method: str | None = None) -> Document:
        return self.do(lambda world: world.pay(payment_id, method))

    def decline(self, payment_id: str, reason: str = "insufficient_funds", party: str = "payment_network") -> Document:
        return self.do(lambda world: world.decline(payment_id, reason, party))

    def expire(self, payment_id: str) -> Document:
        return self.do(lambda world: world.expire(payment_id))

    def payment(self, payment_id: str) -> Document:
        return self.do(lambda world: world.payment(payment_id))

    def payments(self, status: str | None = None) -> list[Document]:
        return self.do(lambda world: world.payments(status))

    def foreign_payment(
        self, amount: str, metadata: Mapping[str, str] | None = None, *, succeeded: bool = True
    ) -> Document:
        return self.do(lambda world: world.foreign_payment(amount, metadata, succeeded=succeeded))

    def refund(self, payment_id: str, amount: str | None = None) -> Document:
        """A refund made by hand in the cabinet."""
        return self.do(lambda world: world.refund(payment_id, amount))

    def fault(self, kind: str, **details: Any) -> None:
        self.do(lambda world: world.fault(kind, **details))

    def clear_faults(self) -> None:
        self.do(lambda world: world.faults.clear())

    def notifications(self, **changes: Any) -> None:
        self.do(lambda world: world.notifications(**changes))

    def sent(self) -> list[Notification]:
        """Every notification so far, lost ones too."""
        return self.do(lambda world: list(world.queue.all.values()))

    def send_again(self, note_id: str) -> Notification:
        return self.do(lambda world: world.send_again(note_id))

    def forge(self, **data: Any) -> int:
        """Send a notification that YooKassa did not make (see API.md); the shop's HTTP status."""
        body = self.do(lambda world: world.forged(**data))
        return self._wait(asyncio.run_coroutine_threadsafe(self._simulator.sender.send_once(body), self._loop))

    def notify(self, url: str | None) -> None:
        """Change where notifications go; None keeps them waiting."""

        def change(_: World) -> None:
            self._simulator.sender.change_url(url, self.settings.notify_hosts)

        self.do(change)

    def tick(self) -> None:
        self.do(lambda world: world.tick())

    def reset(self) -> None:
        """Faults off, notifications on, clock back to real time, behaviour as at the start; what was created stays."""

        def forget(world: World) -> None:
            world.faults.clear()
            world.queue.delivery.reset()
            world.clock.reset()
            world.book.behaviour, world.book.shop = Behaviour(), self.settings.shop()

        self.do(forget)

    def wait_delivered(self, *, within: float = PATIENCE) -> None:
        """Until no notification waits. Raises TimeoutError."""
        deadline = time.monotonic() + within
        while any(note.state == "waiting" for note in self.sent()):
            if time.monotonic() > deadline:
                raise TimeoutError("notifications still wait")
            time.sleep(0.01)

    def _wait(self, future: Future[T]) -> T:
        return future.result(PATIENCE)
