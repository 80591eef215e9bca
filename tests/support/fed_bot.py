"""The booking bot as it is put together in production, with its updates fed to it one by one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiogram import Bot, Dispatcher

from services.booking_bot.app import LOCALES, Lifeline, Parts, open_storage
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.lifetime import make_redis
from services.booking_bot.menu import Menu
from services.booking_bot.settings import BotSettings, RedisSettings
from services.booking_bot.use_cases.first_service import OfferFirstService
from services.booking_bot.use_cases.own_texts import TextBook
from services.booking_bot.use_cases.settings import ApplyEnvironment
from services.shared.runtime.environment import Environment
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.poller import Progress
from tests.support.redis_line import RedisLine
from tests.support.running_bot import from_sunday_noon


@dataclass
class FedBot:
    """``values`` are those of the bot's settings file. ``trips``: how often each update waited for Redis, in order."""

    values: dict[str, str]
    line: RedisLine
    trips: list[int] = field(default_factory=list)
    _offset: int | None = None

    @asynccontextmanager
    async def running(self, *, killed: bool = False) -> AsyncIterator[None]:
        """Feeds inside the block; after it what is in hand ends, or is broken off if it is to be ``killed``."""
        environment = Environment({**self.values, "REDIS_PORT": str(self.line.port)})
        settings, redis_settings = BotSettings.read(environment), RedisSettings.read(environment)
        assert redis_settings is not None
        redis, storage = make_redis(redis_settings), await open_storage(settings)
        bot = make_bot(settings.token, settings.telegram_api_url)
        await ApplyEnvironment(storage)(settings.business)
        await OfferFirstService(storage)("Консультация")
        await redis.ping()  # connects, which has round trips of its own
        translations = Translations(LOCALES)
        parts = Parts(
            settings, Lifeline(Progress(), redis), storage, Speech(translations, TextBook(storage)), from_sunday_noon
        )
        stop = asyncio.Event()
        feeding = asyncio.create_task(self._feed(bot, parts.dispatcher(Menu(bot, translations)), stop))
        try:
            yield
        finally:
            stop.set()
            if killed:
                feeding.cancel()
            await asyncio.wait([feeding])
            await bot.session.close()
            await redis.aclose()
            await storage.close()
        if not killed:
            await feeding

    async def _feed(self, bot: Bot, dispatcher: Dispatcher, stop: asyncio.Event) -> None:
        while not stop.is_set():
            for update in await bot.get_updates(offset=self._offset, timeout=1):
                before = self.line.trips
                await dispatcher.feed_update(bot, update)
                self.trips.append(self.line.trips - before)
                self._offset = update.update_id + 1
