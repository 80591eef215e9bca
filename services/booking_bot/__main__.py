"""``python -m services.booking_bot``: one business's bot."""

from __future__ import annotations

import asyncio
import signal

from services.shared.telegram.lean import import_lean

import_lean()

from services.booking_bot.lifetime import live  # noqa: E402 - after the lean import of aiogram
from services.shared.runtime.environment import Environment  # noqa: E402
from services.shared.runtime.logs import configure_logging  # noqa: E402
from services.shared.runtime.program import run_program  # noqa: E402


async def _run() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await live(stop)


def main() -> int:
    configure_logging(Environment.load().choice("LOG_FORMAT", ("text", "json"), "text"))
    asyncio.run(_run())
    return 0


if __name__ == "__main__":
    run_program(main)
