"""Running the stand-in: on the present event loop, or in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self, TypeVar

from aiohttp import web

from scripts.simulators.telegram.web.app import Extra, build_app
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.world import World

Result = TypeVar("Result")
TELEGRAMS_TIMING = Timing()
START_SECONDS = 10.0


class TelegramServer:
    """`async with TelegramServer(world) as server: server.url`; the world may then be changed on this loop only.

    `ports` may name several ports that all serve the same; 0 takes a free one. `url` is that of the first.
    """

    def __init__(
        self,
        world: World,
        *,
        host: str = "127.0.0.1",
        ports: Sequence[int] = (0,),
        extras: Sequence[Extra] = (),
        timing: Timing = TELEGRAMS_TIMING,
    ) -> None:
        self.world = world
        self.urls: list[str] = []
        self._host = host
        self._ports = ports
        self._extras = extras
        self._timing = timing
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return self.urls[0]

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Bind all ports; OSError when one is taken."""
        clock = asyncio.get_running_loop().time
        app = build_app(self.world, clock, extras=self._extras, timing=self._timing)
        # A caller that hangs up ends its poll: nobody waits for the dead.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        for port in self._ports:
            site = web.TCPSite(self._runner, self._host, port)
            await site.start()
        for address in self._runner.addresses:
            self.urls.append(f"http://{self._host}:{address[1]}")

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
            self.urls.clear()


class ThreadedTelegramServer:
    """The same for programs without an event loop: `with ThreadedTelegramServer(world) as server: server.url`."""

    def __init__(
        self, world: World, *, port: int = 0, extras: Sequence[Extra] = (), timing: Timing = TELEGRAMS_TIMING
    ) -> None:
        self._server = TelegramServer(world, ports=[port], extras=extras, timing=timing)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="telegram-stand-in", daemon=True)
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._server.start(), self._loop).result(START_SECONDS)
        self.url = self._server.url
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._server.stop(), self._loop).result(START_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)
        self._loop.close()

    def call(self, change: Callable[[World], Result]) -> Result:
        """Run `change(world)` on the server's loop, where alone the world may be touched, and return its result."""

        async def carry_out() -> Result:
            return change(self._server.world)

        return asyncio.run_coroutine_threadsafe(carry_out(), self._loop).result(START_SECONDS)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
