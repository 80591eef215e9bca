"""From the first setting to the last breath: a bot of the platform stays up whatever is wrong, and says what it is."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from zoneinfo import ZoneInfo

import psycopg
from redis.asyncio import Redis

from services.booking_bot.app import LOCALES, Lifeline, run_bot
from services.booking_bot.domain.errors import DomainError
from services.booking_bot.settings import BotSettings, RedisSettings
from services.booking_bot.storage.errors import StorageAway
from services.booking_bot.storage.sqlite.migrations import MigrationError
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.words import Words
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.logs import redact
from services.shared.runtime.translations import SOURCE, Translations
from services.shared.telegram.heartbeat import Heartbeat
from services.shared.telegram.poller import PollerState, Progress
from services.shared.telegram.redis_client import IMPATIENT

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0

Trouble = SettingsError | DomainError | MigrationError | StorageAway | psycopg.Error


async def live(stop: asyncio.Event) -> None:
    """Run the bot until ``stop`` is set.

    With Redis (a bot of the platform) a wrong setting or a database that is away makes it idle: it says so in its
    heartbeat and tries anew with growing pauses. Without Redis (a bot on its own) a person is watching.

    Raises:
        SettingsError: for a bot on its own, and where not even Redis' settings are right.
    """
    redis_settings = RedisSettings.read(Environment.load())
    if redis_settings is None:
        await _live_alone(stop)
        return
    redis = make_redis(redis_settings)
    try:
        await _live_watched(stop, redis, redis_settings)
    finally:
        await redis.aclose()


async def _live_alone(stop: asyncio.Event) -> None:
    try:
        await run_bot(BotSettings.read(Environment.load()), Lifeline(Progress()), stop)
    except (DomainError, MigrationError, StorageAway) as error:
        raise SettingsError(one_line(error)) from None


async def _live_watched(stop: asyncio.Event, redis: Redis, redis_settings: RedisSettings) -> None:
    progress = Progress()
    heartbeat = Heartbeat(redis, f"{redis_settings.key_prefix}heartbeat", progress)
    lifeline = Lifeline(progress, redis, heartbeat)
    beating = asyncio.create_task(heartbeat.run(), name="heartbeat")
    try:
        await _try_until(stop, lifeline)
    finally:
        beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beating


async def _try_until(stop: asyncio.Event, lifeline: Lifeline) -> None:
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            await run_bot(BotSettings.read(Environment.load()), lifeline, stop)
        except StorageAway as error:
            await lifeline.tell(PollerState.STARTING, one_line(error))
        except (SettingsError, DomainError, MigrationError, psycopg.Error) as error:
            await lifeline.tell(PollerState.MISCONFIGURED, one_line(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def one_line(error: Trouble) -> str:
    """What is wrong, for a person, without secrets."""
    if isinstance(error, DomainError):
        words = Words(Translations(LOCALES)[SOURCE], ZoneInfo("UTC"))
        return f"a setting cannot be used: {refusal(words, error)}"
    if isinstance(error, psycopg.Error):
        return f"the database is not what this program expects: {type(error).__name__}"
    return redact((str(error).strip().splitlines() or [type(error).__name__])[0])


def make_redis(settings: RedisSettings) -> Redis:
    """A client that gives up early: a bot without Redis goes on."""
    return Redis(
        host=settings.host,
        port=settings.port,
        db=settings.database,
        username=settings.username or None,
        password=settings.password.reveal() or None,
        **IMPATIENT,
    )
