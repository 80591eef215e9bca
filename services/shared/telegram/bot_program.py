"""Running a bot that is the only one of its kind: polling until a signal, then ending in order."""

from __future__ import annotations

import asyncio
import logging
import signal

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand

from services.shared.runtime.nursery import Nursery
from services.shared.telegram.poller import Poller

logger = logging.getLogger(__name__)

Commands = dict[str, list[BotCommand]]
"""By language; the one under ``en`` is for everybody else too."""


async def run_bot(bot: Bot, dispatcher: Dispatcher, nursery: Nursery, commands: Commands) -> None:
    """Poll until SIGTERM or SIGINT. Handlers under way are let end; then side work and connections are closed."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await poll_until(stop, bot, dispatcher, nursery, commands)


async def poll_until(
    stop: asyncio.Event, bot: Bot, dispatcher: Dispatcher, nursery: Nursery, commands: Commands
) -> None:
    """As ``run_bot``, ended by ``stop``."""
    nursery.start("commands", lambda: _set_commands(bot, commands))
    try:
        await Poller(bot, dispatcher).run(stop)
    finally:
        await nursery.close()
        await dispatcher.storage.close()
        await bot.session.close()


async def _set_commands(bot: Bot, commands: Commands) -> None:
    try:
        for language, listed in commands.items():
            await bot.set_my_commands(listed, language_code=language)
        await bot.set_my_commands(commands["en"])
    except TelegramAPIError as error:
        logger.warning("the list of commands was not set: %s", error)
