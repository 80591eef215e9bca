"""The booking bot as it runs in production, in the test's own process: started, stopped, started again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from services.booking_bot.app import Lifeline, run_bot
from services.booking_bot.lifetime import make_redis
from services.booking_bot.settings import BotSettings, RedisSettings
from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.environment import Environment
from services.shared.telegram.heartbeat import Heartbeat
from services.shared.telegram.poller import PollerState, Progress
from services.shared.telegram.sending import Limits, Rate

PATIENCE = 10.0
SUNDAY_NOON = datetime(2026, 3, 1, 9, tzinfo=UTC)
"""In Moscow; the salon is closed then, and opens on Monday at 10:00."""
_STARTED = utc_now()


def at_once() -> Limits:
    """The people of a test tap faster than thumbs do, and are not made to wait as those in a real chat are."""
    return Limits(of_chat=Rate(per_second=1000, burst=1000))


def from_sunday_noon() -> datetime:
    """A clock that runs as ours does, from a day on which the tests of this week and of the next see the same."""
    return SUNDAY_NOON + (utc_now() - _STARTED)


@dataclass
class RunningBot:
    """``values`` are those of the bot's settings file; ``ahead``: by how much it goes before ``clock``."""

    values: dict[str, str]
    clock: Clock = from_sunday_noon
    ahead: timedelta = timedelta()
    progress: Progress = field(default_factory=Progress)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[RunningBot]:
        """Polls inside the block, has ended in order after it. May be entered again: that is a restart."""
        self.progress, self.stop = Progress(), asyncio.Event()
        environment = Environment(self.values)
        redis_settings = RedisSettings.read(environment)
        redis = make_redis(redis_settings) if redis_settings else None
        heartbeat = (
            Heartbeat(redis, f"{redis_settings.key_prefix}heartbeat", self.progress)
            if redis is not None and redis_settings is not None
            else None
        )
        lifeline = Lifeline(self.progress, redis, heartbeat)
        task = asyncio.create_task(run_bot(BotSettings.read(environment), lifeline, self.stop, self.now, at_once()))
        try:
            await self.reaches(PollerState.POLLING, task)
            yield self
        finally:
            self.stop.set()
            await asyncio.wait_for(task, PATIENCE)
            if redis is not None:
                await redis.aclose()

    def now(self) -> datetime:
        return self.clock() + self.ahead

    def minutes_pass(self, minutes: int = 2) -> None:
        """What happens next is not told together with what the owner has seen so far."""
        self.ahead += timedelta(minutes=minutes)

    async def reaches(self, state: PollerState, task: asyncio.Task[None] | None = None) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.progress.state is not state:
                if task is not None and task.done():
                    await task
                await asyncio.sleep(0.01)
