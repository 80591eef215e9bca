"""Run the Telegram stand-in by itself."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.telegram.world.errors import SimError
from scripts.simulators.telegram.world.limits import Rates
from scripts.simulators.telegram.world.world import World


def main() -> int:
    options = _parser().parse_args()
    world = World(time.time, rates=Rates(enabled=not options.no_limits))
    try:
        _register(world, options.bot, can_manage_bots=False)
        _register(world, options.manager_bot, can_manage_bots=True)
    except SimError as error:
        print(f"telegram stand-in: {error.text}", file=sys.stderr)
        return 2
    ports = [options.port, *([options.page_port] if options.page_port is not None else [])]
    try:
        asyncio.run(_serve(TelegramServer(world, host=options.host, ports=ports)))
    except OSError as error:
        print(f"telegram stand-in: cannot listen on {options.host}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


async def _serve(server: TelegramServer) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with server:
        print(f"telegram stand-in: {' '.join(server.urls)}", flush=True)
        await ended.wait()


def _register(world: World, entries: Sequence[str], *, can_manage_bots: bool) -> None:
    for entry in entries:
        token, _, username = entry.rpartition(":")
        name = username.removesuffix("bot").removesuffix("_").replace("_", " ").strip().title() or username
        register_bot(world, name, username, token=token, can_manage_bots=can_manage_bots)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.simulators.telegram", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="the Bot API and /sim (0: any free port)")
    parser.add_argument("--page-port", type=int, help="a second port with the same, for the chat page")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep the world here across restarts")
    parser.add_argument("--bot", action="append", default=[], metavar="TOKEN:USERNAME", help="a bot with a name")
    parser.add_argument(
        "--manager-bot", action="append", default=[], metavar="TOKEN:USERNAME", help="a bot that may manage bots"
    )
    parser.add_argument("--no-limits", action="store_true", help="without Telegram's rate limits")
    return parser


if __name__ == "__main__":
    sys.exit(main())
