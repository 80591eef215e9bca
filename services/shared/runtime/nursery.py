"""The one place where tasks are started: each is kept, its failure is logged, and all end with the program."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

logger = logging.getLogger(__name__)

Work = Callable[[], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Nursery:
    """Side work of a bot, as following an order while the handler has long ended."""

    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def start(self, name: str, work: Work) -> bool:
        """Start ``work``; False, and nothing is started, while one of this name runs."""
        if name in self._tasks:
            return False
        task = asyncio.create_task(work(), name=name)
        self._tasks[name] = task
        task.add_done_callback(self._ended)
        return True

    async def close(self) -> None:
        """Cancel what runs and wait until it has ended."""
        running = list(self._tasks.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task.get_name(), None)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("%s failed", task.get_name(), exc_info=error)
