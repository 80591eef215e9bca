"""``python -m scripts.gallery``: the demo's bot that shows all screens; ``BOT_TOKEN`` and ``TELEGRAM_API_URL``."""

from __future__ import annotations

import asyncio

from scripts.gallery.bot import build_dispatcher, commands
from services.shared.runtime.environment import Environment
from services.shared.runtime.logs import configure_logging
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.program import run_program
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.bot_program import run_bot


async def _run(environment: Environment) -> None:
    bot = make_bot(environment.secret("BOT_TOKEN"), environment.url("TELEGRAM_API_URL"))
    await run_bot(bot, build_dispatcher(), Nursery(), commands())


def main() -> int:
    configure_logging("text")
    asyncio.run(_run(Environment.load()))
    return 0


if __name__ == "__main__":
    run_program(main)
