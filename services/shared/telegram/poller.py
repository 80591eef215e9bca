"""Long polling that loses no update: none is confirmed to Telegram before its handler has ended.

Telegram forgets an update when it is asked for later ones. So the poller asks from its lowest unfinished update on and
passes over those that it has in hand. A bot that is killed finds its unfinished updates again at its next start. See
``docs/decisions/0004-confirm-after-handling.md``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from services.shared.runtime.clock import Clock, utc_now
from services.shared.telegram.lanes import Lanes
from services.shared.telegram.lease import RENEW_SECONDS, Hold, Lease

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
POLL_SECONDS = 50
DRAIN_SECONDS = 30.0
CONFIRM_SECONDS = 4.0
SETTLE_SECONDS = 1.0
LONGEST_PAUSE = 300.0
LASTING_CONFLICT = 3


class PollerState(StrEnum):
    """The words of the heartbeat."""

    STARTING = "starting"
    WAITING_LEASE = "waiting_lease"
    POLLING = "polling"
    UNAUTHORIZED = "unauthorized"
    CONFLICT = "conflict"
    MISCONFIGURED = "misconfigured"
    STOPPING = "stopping"


@dataclass(slots=True)
class Progress:
    """What the heartbeat tells of the poller."""

    state: PollerState = PollerState.STARTING
    last_poll_at: datetime | None = None
    updates: int = 0
    detail: str = ""


async def _nothing() -> None:
    """Nobody wants to hear of changes."""


@dataclass(slots=True)
class Poller:
    """``run`` polls until ``stop`` is set, then ends in order. ``changed`` is awaited after each change of state.

    ``pause_unit`` is the length of the shortest pause in seconds; tests make it small.
    """

    bot: Bot
    dispatcher: Dispatcher
    lease: Lease | None = None
    changed: Callable[[], Awaitable[None]] = _nothing
    clock: Clock = utc_now
    poll_seconds: int = POLL_SECONDS
    pause_unit: float = 1.0
    renew_seconds: float = RENEW_SECONDS
    progress: Progress = field(default_factory=Progress)
    _lanes: Lanes = field(init=False)
    _asked_from: int | None = None
    _failures: int = 0
    _conflicts: int = 0
    _webhook_removed: bool = False
    _lost: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._lanes = Lanes(self._handle)

    async def run(self, stop: asyncio.Event) -> None:
        renewing = asyncio.create_task(self._keep_lease(), name="lease")
        try:
            while not stop.is_set():
                await self._round(stop)
            await self._become(PollerState.STOPPING)
            await self._lanes.drain(DRAIN_SECONDS)
            await self._confirm()
        finally:
            renewing.cancel()
            if self.lease is not None:
                await self.lease.give_back()

    async def _round(self, stop: asyncio.Event) -> None:
        if self.lease is not None and await self.lease.take() is Hold.ANOTHERS:
            await self._become(PollerState.WAITING_LEASE, "another instance of this bot holds the lease")
            await self._rest(stop, self.pause_unit)
            return
        self._lost.clear()
        try:
            updates = await self._until(stop, self._poll())
        except (AiogramError, TimeoutError, OSError) as error:
            await self._failed(stop, error)
            return
        if updates is None:
            return
        self._failures = self._conflicts = 0
        self.progress.last_poll_at = self.clock()
        await self._become(PollerState.POLLING)
        for update in updates:
            if self._lanes.is_new(update):
                self._lanes.put(update)

    async def _poll(self) -> list[Update]:
        """One call of getUpdates. The first is answered at once, so that health is known early."""
        if not self._webhook_removed:
            # Somebody's webhook would keep all updates away; what waits for it is kept.
            await self.bot.delete_webhook(drop_pending_updates=False)
            self._webhook_removed = True
        await self._lanes.settle(SETTLE_SECONDS)
        first = self.progress.state is not PollerState.POLLING
        seconds = 0 if first or self._lanes.lowest is not None else self.poll_seconds
        self._asked_from = self._next_offset()
        self._lanes.asks_from(self._asked_from)
        return await self.bot.get_updates(
            offset=self._asked_from,
            timeout=seconds,
            allowed_updates=self.dispatcher.resolve_used_update_types(),
            request_timeout=seconds + 15,
        )

    def _next_offset(self) -> int | None:
        lowest, highest = self._lanes.lowest, self._lanes.highest
        if lowest is not None:
            return lowest
        return None if highest is None else highest + 1

    async def _handle(self, update: Update) -> None:
        self.progress.updates += 1
        await self.dispatcher.feed_update(self.bot, update)

    async def _confirm(self) -> None:
        """Tell Telegram what is done, unless the last poll has told it. What comes back is left for the next start."""
        offset = self._next_offset()
        if offset is None or offset == self._asked_from:
            return
        try:
            async with asyncio.timeout(CONFIRM_SECONDS):
                await self.bot.get_updates(offset=offset, limit=1, timeout=0)
        except (AiogramError, TimeoutError, OSError) as error:
            logger.warning("the last updates were not confirmed and come again: %s", _in_short(error))

    async def _failed(self, stop: asyncio.Event, error: Exception) -> None:
        self._failures += 1
        pause = min(self.pause_unit * 2 ** min(self._failures - 1, 10), LONGEST_PAUSE)
        if isinstance(error, TelegramUnauthorizedError):
            await self._become(PollerState.UNAUTHORIZED, "Telegram refuses the token: it was revoked or is wrong")
        elif isinstance(error, TelegramConflictError):
            self._conflicts += 1
            # Nobody polls while a webhook is set, and somebody may have set one since we began.
            self._webhook_removed = self._webhook_removed and "webhook" not in error.message
            pause = self.pause_unit if self._conflicts < LASTING_CONFLICT else pause
            if self._conflicts >= LASTING_CONFLICT:
                await self._become(PollerState.CONFLICT, "another program polls with this token")
        elif isinstance(error, TelegramRetryAfter):
            pause = float(error.retry_after)
        else:
            self.progress.detail = "Telegram does not answer"
        logger.warning("no updates: %s; again in %.1f s", _in_short(error), pause)
        await self._rest(stop, pause)

    async def _become(self, state: PollerState, detail: str = "") -> None:
        if (self.progress.state, self.progress.detail) != (state, detail):
            self.progress.state, self.progress.detail = state, detail
            logger.info("state: %s %s", state, detail)
            await self.changed()

    async def _keep_lease(self) -> None:
        """A long poll lasts longer than the lease: renew it meanwhile, and break the poll off when it is lost."""
        while self.lease is not None:
            await asyncio.sleep(self.renew_seconds)
            if self.progress.state is PollerState.POLLING and await self.lease.take() is Hold.ANOTHERS:
                self._lost.set()

    async def _until(self, stop: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result | None:
        """The result of ``work``, or None when it was broken off by ``stop`` or by the loss of the lease."""
        doing = asyncio.create_task(work)
        waiting = [asyncio.create_task(event.wait()) for event in (stop, self._lost)]
        try:
            await asyncio.wait([doing, *waiting], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*waiting, *([] if doing.done() else [doing])):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        return doing.result() if doing.done() and not doing.cancelled() else None

    async def _rest(self, stop: asyncio.Event, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)


def _in_short(error: Exception) -> str:
    """An answer that cannot be read is not repeated in the log: it may hold what people wrote."""
    return "an answer that is not Telegram's" if isinstance(error, ClientDecodeError) else str(error)
