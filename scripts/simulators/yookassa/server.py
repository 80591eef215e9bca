"""The running simulator: one listening socket, the notifier, the state file."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from scripts.simulators.yookassa.journal import Journal
from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.notifications.sender import Sender, check_notify_url
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.web.api import Api
from scripts.simulators.yookassa.web.checkout import Checkout
from scripts.simulators.yookassa.web.control import Control
from scripts.simulators.yookassa.world import World

TICK = 0.5


class YooKassaSimulator:
    """`async with YooKassaSimulator(settings) as shop`: listens inside the block. `world` is what can be done to it."""

    def __init__(self, settings: SimulatorSettings | None = None, *, clock: SettableClock | None = None) -> None:
        self.settings = settings or SimulatorSettings()
        notify_url = self.settings.notify_url
        if notify_url is not None:
            check_notify_url(notify_url, self.settings.notify_hosts)
        self._journal = Journal(self.settings.state) if self.settings.state else None
        keep = self._journal.write if self._journal else lambda _: None
        self.world = World(self.settings.shop(), clock=clock, keep=keep, pauses=self.settings.pauses)
        self.sender = Sender(self.world.queue, url=notify_url, timeout=self.settings.notify_timeout)
        self.world.wake = self.sender.wake
        self.url = ""
        self._cleanup = contextlib.AsyncExitStack()

    @property
    def api_url(self) -> str:
        return f"{self.url}/v3"

    async def __aenter__(self) -> Self:
        async with contextlib.AsyncExitStack() as stack:
            self._restore(stack)
            await self._listen(stack)
            await _run_beside(stack, self.sender.run)
            await _run_beside(stack, self._let_time_pass)
            self._cleanup = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._cleanup.aclose()

    def _restore(self, stack: contextlib.AsyncExitStack) -> None:
        if self._journal is not None:
            for record in self._journal.open():
                self.world.restore(record)
            stack.callback(self._journal.close)

    async def _listen(self, stack: contextlib.AsyncExitStack) -> None:
        listener = socket.create_server((self.settings.host, self.settings.port))
        stack.callback(listener.close)
        self.url = f"http://{self.settings.host}:{listener.getsockname()[1]}"
        self.world.book.checkout_url = f"{(self.settings.public_url or self.url).rstrip('/')}/checkout/"
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.SockSite(runner, listener).start()

    def _app(self) -> web.Application:
        app = web.Application()
        for face in (Api(self.world, self.settings.secret_key), Control(self.world, self.sender), Checkout(self.world)):
            face.add_to(app)
        return app

    async def _let_time_pass(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self.world.tick()


async def _run_beside(stack: contextlib.AsyncExitStack, work: Callable[[], Awaitable[None]]) -> None:
    """Run `work` until the stack is closed."""
    task = asyncio.ensure_future(work())

    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(stop)
