"""The operator's bot as a program."""

from __future__ import annotations

import asyncio

from redis.asyncio import Redis

from services.master_bot.bot.app import REDIS_PREFIX, Dependencies, bot_commands, build_dispatcher
from services.master_bot.bot.settings import MasterBotSettings
from services.shared.master_api.client import MasterApi
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging
from services.shared.runtime.nursery import Nursery
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.bot_program import run_bot
from services.shared.telegram.prefixed_storage import PrefixedRedisStorage
from services.shared.telegram.redis_client import IMPATIENT


def main() -> int:
    settings = MasterBotSettings.read(Environment.load())
    configure_logging(settings.log_format)
    asyncio.run(_run(settings))
    return 0


async def _run(settings: MasterBotSettings) -> None:
    bot = make_bot(settings.bot_token, settings.telegram_api_url, settings.telegram_proxy)
    redis = Redis.from_url(settings.redis_url.reveal(), **IMPATIENT)
    nursery = Nursery()
    dispatcher = build_dispatcher(
        Dependencies(
            storage=PrefixedRedisStorage(redis, REDIS_PREFIX),
            master=MasterApi(settings.master_api_url, settings.master_api_token),
            nursery=nursery,
            admin_ids=settings.admin_ids,
        )
    )
    await run_bot(bot, dispatcher, nursery, bot_commands())
