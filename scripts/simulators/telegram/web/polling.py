"""getUpdates: waiting for updates, and two pollers on one token."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.methods.table import count_call
from scripts.simulators.telegram.web.bells import Bells
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.errors import ApiError, bad_request, conflict
from scripts.simulators.telegram.world.state import Bot
from scripts.simulators.telegram.world.types import Json
from scripts.simulators.telegram.world.world import World

MAX_WAIT = 50
AT_ONCE = 0.5
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
WEBHOOK_SET = "terminated by setWebhook request"


@dataclass(slots=True)
class _Poll:
    """A call of getUpdates that waits; `error` is set to end it."""

    error: ApiError | None = None


@dataclass(slots=True)
class _Line:
    """One bot's line to getUpdates: the poll that waits now, and when things last happened."""

    waiting: _Poll | None = None
    next_conflict_at: float = 0.0
    last_offset: int | None = None
    last_start: float = float("-inf")


class Polling:
    """Answers getUpdates for all bots.

    `clock` is the event loop's: waiting is real even when the world's clock is not.
    """

    def __init__(self, world: World, clock: Callable[[], float], timing: Timing) -> None:
        self._world = world
        self._clock = clock
        self._held = timing.held
        self._bells = Bells()
        self._lines: dict[int, _Line] = {}
        world.on_update(self._bells.ring)

    def close(self) -> None:
        self._world.off_update(self._bells.ring)

    async def get_updates(self, bot: Bot, params: Params) -> list[Json]:
        """Updates from the offset on, at once or as soon as there are some."""
        count_call(bot, "getUpdates")
        line = self._lines.setdefault(bot.id, _Line())
        if bot.webhook is not None:
            await self._refuse(line, conflict(WEBHOOK_ACTIVE))
        if "allowed_updates" in params:
            bot.queue.allow(_kinds(params))
        self.end_poll(bot.id, conflict(OTHER_POLLER))
        offset, limit, seconds = self._shape(line, params)
        bot.open_polls += 1
        try:
            return await self._poll(bot, line, offset, limit, seconds)
        finally:
            bot.open_polls -= 1
            bot.polled_at = self._world.clock()

    def end_poll(self, bot_id: int, error: ApiError) -> None:
        """Answer the poll that waits, if one does, with this error."""
        line = self._lines.get(bot_id)
        if line is not None and line.waiting is not None:
            line.waiting.error = error
            self._bells.ring(bot_id)

    async def _poll(self, bot: Bot, line: _Line, offset: int, limit: int, seconds: float) -> list[Json]:
        end = self._clock() + seconds
        poll = line.waiting = _Poll()
        try:
            while True:
                found = bot.queue.fetch(offset, limit, self._world.clock())
                left = end - self._clock()
                if found or left <= 0:
                    return [update.render() for update in found]
                await self._bells.wait(bot.id, left)
                if poll.error is not None:
                    await self._refuse(line, poll.error)
                offset = max(offset, 0)  # a negative one has done its work
        finally:
            if line.waiting is poll:
                line.waiting = None

    async def _refuse(self, line: _Line, error: ApiError) -> None:
        """Raise it; a conflict soon after another one only after a pause."""
        now = self._clock()
        if error.status == 409 and now < line.next_conflict_at:
            await asyncio.sleep(self._held)
        elif error.status == 409:
            line.next_conflict_at = now + self._held
        raise error

    def _shape(self, line: _Line, params: Params) -> tuple[int, int, float]:
        """Offset, limit and seconds to wait; a bot that asks the same again at once is slowed down."""
        offset = params.integer("offset")
        limit = params.integer("limit", 100)
        limit = limit if 1 <= limit <= 100 else 100
        seconds: float = min(max(params.integer("timeout"), 0), MAX_WAIT)
        now = self._clock()
        if offset == line.last_offset and seconds < self._held and now < line.last_start + self._held:
            seconds = self._held
        if offset == line.last_offset and now < line.last_start + AT_ONCE:
            limit = 1
        line.last_offset, line.last_start = offset, now
        return offset, limit, seconds


def _kinds(params: Params) -> list[str]:
    kinds = params.decoded("allowed_updates")
    if kinds is None:
        return []
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("can't parse allowed updates: Expected an Array of String")
    return kinds
