"""Waiting for something to happen, by key."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable


class Bells:
    """Those who wait at a key wake when it is rung. All on one event loop."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, set[asyncio.Future[None]]] = {}

    def ring(self, key: Hashable) -> None:
        for future in self._waiting.pop(key, ()):
            if not future.done():
                future.set_result(None)

    def ring_all(self) -> None:
        for key in tuple(self._waiting):
            self.ring(key)

    async def wait(self, key: Hashable, timeout: float) -> bool:  # noqa: ASYNC109 - the bound is part of the question
        """Whether it was rung within `timeout` seconds."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, set()).add(future)
        try:
            await asyncio.wait_for(future, timeout)
        except TimeoutError:
            return False
        finally:
            self._forget(key, future)
        return True

    def _forget(self, key: Hashable, future: asyncio.Future[None]) -> None:
        waiting = self._waiting.get(key)
        if waiting is not None:
            waiting.discard(future)
            if not waiting:
                del self._waiting[key]
